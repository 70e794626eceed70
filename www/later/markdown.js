// Markdown to tokens.

export { Lexer } from "marked";
