import { CrlcError, messageOf } from "../../core/errors.ts";
import { trainingProcess } from "../../run/folder/training_process.ts";
import { type Access, askedFor } from "./access.ts";
import type { OpenedRun } from "./opened_run.ts";
import { pictureOf } from "./picture_file.ts";
import { readBody } from "./read_body.ts";
import { ServedNames } from "./served_names.ts";

/** What every answer says: nothing of it is kept, framed or told to others. */
const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

/** What a picture may do, if anybody opens it as a page: nothing. */
const BARE = { "content-security-policy": "default-src 'none'; sandbox" };

/**
 * Answers the requests of a page of a run.
 *
 * @param opened Waited for: the page says so meanwhile.
 * @param touched Told of each request that may be asked.
 */
export function pageHandler(
  opened: Promise<OpenedRun>,
  access: Access,
  touched: () => void,
): (request: Request) => Promise<Response> {
  let ready: OpenedRun | undefined, names: ServedNames | undefined;
  opened.then((run) => {
    ready = run;
    names = new ServedNames(run);
  }, () => {});
  return async (request) => {
    const path = askedFor(request, access);
    if (typeof path === "number") return refusal(path, path === 308 ? access : undefined);
    touched();
    if (!ready || !names) return waiting();
    try {
      return await answer(request, path, ready, names);
    } catch (error) {
      return failed(error);
    }
  };
}

async function answer(request: Request, path: string, run: OpenedRun, names: ServedNames) {
  const [, index] = /^picture\/(\d{1,9})$/.exec(path) ?? [];
  const isPost = request.method === "POST" && ["names.json", "undo"].includes(path);
  if (request.method !== "GET" && !isPost) return refusal(405);
  if (isPost) return await correct(request, path, run, names);
  if (index !== undefined) {
    if (Number(index) >= run.dataset.length) return refusal(404);
    const { type, bytes } = await pictureOf(run.dataset, Number(index));
    return response(bytes, type, BARE);
  }
  if (path === "names.json") return json(await names.read());
  if (path !== "") return refusal(404);
  const { edits, version } = await names.read();
  const edit = run.edit && await trainingProcess(run.run) === undefined;
  return response(run.page(edits, { edit, version }), "text/html; charset=utf-8");
}

/** Takes a correction: the whole of `names.json`, by whoever has seen what is there. */
async function correct(request: Request, path: string, run: OpenedRun, names: ServedNames) {
  const { headers } = request, seen = headers.get("if-match");
  if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "")) return refusal(415);
  if (seen === null) return refusal(428);
  if (!run.edit || await trainingProcess(run.run) !== undefined) throw lookingOnly(run.run);
  const body = await readBody(request);
  if (body === undefined) return refusal(413);
  const version = seen.replace(/^"(.*)"$/, "$1");
  const { state, changed } = path === "undo"
    ? await names.undo(version)
    : await names.write(body, version);
  return json(state, changed ? 200 : 412);
}

function lookingOnly(run: string): CrlcError {
  return new CrlcError(
    "locked",
    "LOOKING_ONLY",
    `Cannot correct "${run}": nobody may be training it, and it was being trained or is`,
    { hint: "open it again when its training is over" },
  );
}

const json = ({ text, version }: { text: string; version: string }, status = 200) =>
  response(text, "application/json; charset=utf-8", { etag: `"${version}"` }, status);

/** The words of an error for the page, as `--json` has them. */
function failed(thrown: unknown): Response {
  const known = thrown instanceof CrlcError;
  const { code, message, hint } = known
    ? thrown
    : { code: "BUG", message: messageOf(thrown), hint: undefined };
  const status = !known
    ? 500
    : thrown.kind === "usage" || thrown.kind === "data"
    ? 422
    : thrown.kind === "locked"
    ? 409
    : 500;
  const text = JSON.stringify({ schemaVersion: 1, error: { code, message, hint } });
  return response(`${text}\n`, "application/json; charset=utf-8", {}, status);
}

function response(
  body: string | Uint8Array,
  type: string,
  more: Readonly<Record<string, string>> = {},
  status = 200,
): Response {
  const headers = { ...HEADERS, "content-type": type, ...more };
  return new Response(body as BodyInit, { status, headers });
}

function refusal(status: number, folder?: Access): Response {
  const location = folder && { location: `/${folder.token}/` };
  return new Response(null, { status, headers: { ...HEADERS, ...location } });
}

/** Shown while the pictures are read. */
function waiting(): Response {
  const page = '<!doctype html><html lang="en-GB"><meta charset="utf-8">' +
    '<meta http-equiv="refresh" content="1"><title>crlc open</title>' +
    '<meta name="color-scheme" content="light dark"><p>The run is being read; this page comes by itself.';
  return response(page, "text/html; charset=utf-8", { "retry-after": "1" }, 503);
}
