// POST /moderations: flags texts by plain words.

import { admit } from "../model/generate.js";
import { createId } from "../random.js";
import { charge } from "../accounts/rate-limits.js";
import { countTokens } from "../model/tokens.js";

const words = {
  harassment: /\b(idiot|stupid)\b/i,
  "harassment/threatening": /\bI will (hurt|kill) you\b/i,
  hate: /\bhate (them|those people)\b/i,
  "hate/threatening": null,
  illicit: /\b(steal|counterfeit)\b/i,
  "illicit/violent": null,
  "self-harm": null,
  "self-harm/instructions": null,
  "self-harm/intent": null,
  sexual: null,
  "sexual/minors": null,
  violence: /\b(kill|hurt|murder)\b/i,
  "violence/graphic": null,
};

const inputOf = (input) => (typeof input === "string" ? input : (input?.text ?? ""));

/** POST /moderations */
export function createModeration(call) {
  call.json.model ??= "omni-moderation-latest";
  admit(call, { isBilled: false });
  const texts = [call.json.input].flat().map(inputOf);
  charge(
    call,
    "tokens",
    texts.reduce((sum, text) => sum + countTokens(text), 0),
  );
  call.bill("moderations", { input: 0, output: 0 });
  return {
    id: createId.moderation(call.random),
    model: call.model.id,
    results: texts.map(judge),
  };
}

function judge(text) {
  const found = Object.entries(words).map(([name, word]) => [name, word?.test(text) ?? false]);
  return {
    flagged: found.some(([, isFound]) => isFound),
    categories: Object.fromEntries(found),
    category_scores: Object.fromEntries(found.map(([name, is]) => [name, is ? 0.97 : 0.0001])),
    category_applied_input_types: Object.fromEntries(found.map(([name]) => [name, ["text"]])),
  };
}
