import { messageOf } from "../../core/errors.ts";
import { orAbort } from "./or_abort.ts";

/**
 * What to do after a failure: ask the same address `again`; `restart` it from the first byte, as
 * what is stored does not go on there; or take it as `gone`.
 */
export type Remedy = "again" | "restart" | "gone";

/** Why bytes could not be had from one address. */
export class MirrorFailure extends Error {
  /**
   * @param reason What happened, for a list of mirrors.
   */
  constructor(readonly reason: string, readonly remedy: Remedy) {
    super(reason);
  }
}

/** An answer that is worth reading. */
export interface Answer {
  readonly body: ReadableStream<Uint8Array>;
  /** Where in the file the body starts: what was asked for, or 0. */
  readonly start: number;
  /** Size of the whole file, where the server says so. */
  readonly total?: number;
}

/**
 * Asks for a file from byte `from` on.
 *
 * @param signal Ends the request.
 * @param extra Further headers.
 * @throws {MirrorFailure} If the answer is an error, a web page, or another part of the file.
 */
export async function request(
  url: string,
  from: number,
  signal: AbortSignal,
  extra: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  // A server must not compress on the way: what is stored is compressed, and its digest counts.
  const headers: Record<string, string> = { "accept-encoding": "identity", ...extra };
  if (from > 0) headers.range = `bytes=${from}-`;
  let response: Response;
  try {
    response = await orAbort(fetch(url, { headers, signal }), signal);
  } catch (error) {
    throw new MirrorFailure(messageOf(signal.aborted ? signal.reason : error), "again");
  }
  const refuse = async (reason: string, remedy: Remedy): Promise<never> => {
    await response.body?.cancel().catch(() => {});
    throw new MirrorFailure(reason, remedy);
  };
  const { status } = response;
  if (status === 416) return await refuse("it has no bytes there", "restart");
  if (status !== 200 && status !== 206) {
    const busy = status >= 500 || status === 429 || status === 408;
    return await refuse(`it answers ${status}`, busy ? "again" : "gone");
  }
  if (/^(text\/html|application\/xhtml)/i.test(response.headers.get("content-type") ?? "")) {
    return await refuse("it answers with a web page", "gone");
  }
  if (response.body === null) return await refuse("it answers with nothing", "gone");
  const length = wholeNumber(response.headers.get("content-length"));
  if (status === 200) return { body: response.body, start: 0, total: length };

  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  if (!range || Number(range[1]) !== from) {
    return await refuse("it answers with another part of the file", "restart");
  }
  return { body: response.body, start: from, total: wholeNumber(range[3]) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
