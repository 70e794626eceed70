// The parts of code that are worth a colour: comments, strings, numbers and keywords.

const wordsOf = (text) => new Set(text.split(" "));

const c = wordsOf(
  "async await break case catch class const continue default delete do else enum export extends " +
    "false finally for from function if import in instanceof interface let new null of private " +
    "public return static struct super switch this throw true try type typeof undefined var void " +
    "while with yield",
);

const rust = wordsOf(
  "as async await break const continue crate else enum extern false fn for if impl in let loop " +
    "match mod move mut pub ref return self Self static struct super trait true type unsafe use " +
    "where while",
);

const python = wordsOf(
  "and as assert async await break class continue def del elif else except False finally for from " +
    "global if import in is lambda None nonlocal not or pass raise return self True try while with " +
    "yield",
);

const shell = wordsOf(
  "case do done elif else esac export fi for function if in then while curl npm",
);

const slashes = "//[^\\n]*|/\\*[^]*?(?:\\*/|$)";
const hash = "(?<![^\\s])#[^\\n]*";
const double = '"(?:\\\\.|[^"\\\\\\n])*"';
const single = "'(?:\\\\.|[^'\\\\\\n])*'";
const template = "`(?:\\\\.|[^`\\\\])*`";
// A quote in Rust may also begin a lifetime.
const character = "'(?:\\\\[^']+|[^'\\\\])'";

const family = (keywords, comment, ...strings) => ({
  keywords,
  pattern: new RegExp(
    `(?<comment>${comment})|(?<string>${strings.join("|")})|(?<number>\\b\\d[\\w.]*)|(?<word>(?<![.\\w])[A-Za-z_]\\w*)`,
    "g",
  ),
});

const likeC = family(c, slashes, double, single, template);
const likePython = family(python, hash, '"""[^]*?"""', double, single);
const likeShell = family(shell, hash, double, "'[^']*'");
const likeRust = family(rust, slashes, double, character);

const families = [
  [
    likeC,
    "javascript js jsx mjs typescript ts tsx json java c cpp c++ csharp cs go kotlin swift php css",
  ],
  [likePython, "python py"],
  [likeShell, "bash sh shell zsh console curl yaml yml toml"],
  [likeRust, "rust rs"],
];

const languages = new Map(
  families.flatMap(([known, names]) => names.split(" ").map((name) => [name, known])),
);

/**
 * @param {string} code
 * @param {string} language
 * @returns {{ kind: string | null, text: string }[]} the whole code, part by part
 */
export function partsOf(code, language) {
  const known = languages.get(language);
  if (!known) return [{ kind: null, text: code }];
  const parts = [];
  let end = 0;
  for (const match of code.matchAll(known.pattern)) {
    const kind = kindOf(match.groups, known.keywords);
    if (!kind) continue;
    if (match.index > end) parts.push({ kind: null, text: code.slice(end, match.index) });
    parts.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  return [...parts, { kind: null, text: code.slice(end) }];
}

function kindOf({ comment, string, number, word }, keywords) {
  if (comment) return "comment";
  if (string) return "string";
  if (number) return "number";
  return keywords.has(word) ? "keyword" : null;
}
