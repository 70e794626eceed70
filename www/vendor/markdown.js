// Markdown and its sanitizer.
export { Marked } from "marked";
export { default as DOMPurify } from "dompurify";
