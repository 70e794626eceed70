// Streamed answers: events with their pace, their chunk borders, and the faults that hit them.

import { errors } from "./error-table.js";
import { errorOf } from "../faults/fault-answers.js";
import { abandoned, pause, times } from "./pause.js";
import { ChunkBorders, cutInsideCharacter, encodeEvent, encodeText } from "./sse.js";

/**
 * @typedef {import("./sse.js").StreamEvent} StreamEvent
 */

/**
 * @param {any} call
 * @param {Iterable<StreamEvent>} events
 * @param {(error: object, count: number) => StreamEvent} errorEvent  an error in this endpoint's form
 */
export function streamEvents(call, events, errorEvent = chatErrorEvent) {
  const chunks = produce(call, events, errorEvent);
  return new Response(streamOf(call, chunks), {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
  });
}

const chatErrorEvent = (error) => ({ data: { error } });

/** A stream that makes nothing that is not asked for, and stops when its reader goes. */
function streamOf(call, chunks) {
  return new ReadableStream(
    {
      start: (controller) => call.onBreak((error) => controller.error(error)),
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (!done) return controller.enqueue(value);
        // A client that has gone ends production as well, but that is no finish.
        if (call.signal.aborted) return;
        call.entry.finished = true;
        controller.close();
      },
      async cancel() {
        call.abort();
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* produce(call, events, errorEvent) {
  const borders = new ChunkBorders(call.random);
  const spoil = spoilerOf(call, errorEvent);
  await pause(Number(call.faults.get("slow_start")?.ms ?? 0), call.signal);
  let count = 0;
  for (const event of events) {
    const fault = spoil(count, encodeEvent(event));
    if (fault) return yield* fault(borders.flush());
    if (isMalformed(call, count)) yield* malformedEvent(borders.flush());
    await pace(call, event);
    if (call.signal.aborted) return;
    yield* filled(borders.push(encodeEvent(event)));
    call.entry.events = ++count;
  }
  yield* filled(borders.flush());
}

const isMalformed = ({ faults }, count) =>
  faults.has("malformed_event") && count === Number(faults.get("malformed_event").after ?? 3);

function* malformedEvent(held) {
  yield* filled(held);
  yield encodeText('data: {"id": "malformed", "choices": [\n\n');
}

function* filled(bytes) {
  if (bytes.length > 0) yield bytes;
}

async function pace(call, { isFirst, isToken }) {
  if (isFirst) await pause(call.pace * times.firstToken(call.random), call.signal);
  if (isToken) await pause(call.pace * times.token, call.signal);
}

/** What happens in place of event number `count`, if a fault is due there. */
function spoilerOf(call, errorEvent) {
  const name = Object.keys(endings).find((each) => call.faults.has(each));
  if (!name) return () => null;
  const fault = call.faults.get(name);
  const after = Number(fault.after ?? 3);
  return (count, bytes) => {
    if (count < after) return null;
    return (held) => endings[name]({ call, fault, held, bytes, count, errorEvent });
  };
}

const endings = {
  async *cut({ call, fault, held }) {
    yield* filled(held);
    if (fault.how === "reset") yield* breakOff(call);
  },
  *cut_utf8({ held, bytes }) {
    yield* filled(held);
    yield cutInsideCharacter(bytes);
  },
  *error_event({ call, fault, held, count, errorEvent }) {
    yield* filled(held);
    yield encodeEvent(inStream(call, fault, count, errorEvent));
  },
  async *reset({ call, held }) {
    yield* filled(held);
    yield* breakOff(call);
  },
  async *stall({ call, held }) {
    yield* filled(held);
    await abandoned(call.signal);
  },
};

function inStream(call, fault, count, errorEvent) {
  const { code } = fault;
  const name = Object.hasOwn(errors, code) ? code : "server_error";
  const { error } = errorOf(call, { ...fault, name }).body;
  if (fault.form === "data") return { data: { error } };
  if (fault.form === "failed") return failedEvent(error, count);
  if (fault.form === "event") return { event: "error", data: { error } };
  return errorEvent(error, count);
}

function failedEvent({ code, message }, sequence_number) {
  const type = "response.failed";
  const response = { object: "response", status: "failed", error: { code, message }, output: [] };
  return { event: type, data: { type, sequence_number, response } };
}

// What was sent before must have left the machine, or the reset would swallow it.
async function* breakOff(call) {
  await pause(20, call.signal);
  call.breakConnection();
  await abandoned(call.signal);
}
