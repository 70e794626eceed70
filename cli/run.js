// Reads the arguments, runs a command, and makes an exit code of what came of it.

import { parseArgs } from "node:util";
import { commands } from "./commands.js";
import { EXIT } from "./exit.js";
import { plain, table } from "./table.js";

const HELP = `npx openai-wasm <command> [options]

  verify [org…]   which organizations the key may use; without ids, those that the account tells
  limits [org…]   what is left, learned from one chat of a few tokens in each organization
  whoami          what the key is, and where calls go that choose no organization
  usage           tokens and costs of an organization and its projects, with an admin key

  --model <name>     for limits: whose limits (gpt-4o-mini)
  --days <n>         for usage: how many days back, 1 to 180 (7)
  --json             for programs
  --base-url <url>   a gateway, in place of OPENAI_BASE_URL
  --help

Keys come from the environment alone: OPENAI_API_KEY, and OPENAI_ADMIN_KEY for usage. OPENAI_ORG_ID
and OPENAI_PROJECT_ID count as well.

Exit codes: 0 yes, 1 no (an organization without access, or with nothing left), 2 wrong use,
3 it could not be told.`;

const options = /** @type {const} */ ({
  model: { type: "string" },
  days: { type: "string" },
  json: { type: "boolean" },
  "base-url": { type: "string" },
  help: { type: "boolean", short: "h" },
});

/**
 * @typedef {{ OpenAIClient: any, out: (text: string) => void, err: (text: string) => void }} World
 * @typedef {{ data: unknown, rows: unknown[][], notes?: string[], code: number }} Outcome
 */

/**
 * @param {string[]} args
 * @param {World} world
 * @returns {Promise<number>} the exit code
 */
export async function run(args, { OpenAIClient, out, err }) {
  let read;
  try {
    read = readArguments(args);
  } catch (error) {
    err(`${messageOf(error)}\nSee: npx openai-wasm --help`);
    return EXIT.wrongUse;
  }
  if (read.help) {
    out(HELP);
    return EXIT.yes;
  }
  try {
    const client = new OpenAIClient(clientOptions(read));
    const { data, rows, notes = [], code } = await read.command(client, read);
    out(read.json ? JSON.stringify(data, null, 2) : table(rows));
    for (const note of notes) err(plain(note));
    return code;
  } catch (error) {
    const { diagnosis, message } = /** @type {any} */ (error);
    err(plain(diagnosis ? `${message}\n${diagnosis.remedy}` : messageOf(error)));
    return diagnosis || error?.status ? EXIT.unknown : EXIT.wrongUse;
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {string[]} args */
function readArguments(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name, ...organizations] = positionals;
  if (values.help || name === "help" || args.length === 0) return { help: true };
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (!command) throw new Error(`unknown command ${plain(name ?? "")}`);
  const takesNone = organizations.length > 0 && !["verify", "limits"].includes(name);
  if (takesNone) throw new Error(`${name} takes no organization`);
  const days = Number(values.days ?? 7);
  if (!Number.isInteger(days) || days < 1 || days > 180) {
    throw new Error(`--days must be a whole number from 1 to 180, got ${plain(values.days ?? "")}`);
  }
  const { model = "gpt-4o-mini", json = false, "base-url": baseURL } = values;
  return { command, organizations, model, days, json, baseURL };
}

/** @param {{ baseURL?: string }} read */
const clientOptions = ({ baseURL }) => ({ maxRetries: 1, ...(baseURL && { baseURL }) });
