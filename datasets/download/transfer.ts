import { CrlcError, messageOf } from "../../core/errors.ts";
import { orAbort } from "./or_abort.ts";
import { type Answer, MirrorFailure, request } from "./request.ts";

export interface TransferOptions {
  /** Told how far it is. */
  readonly progress?: (done: { bytes: number; total?: number }) => void;
  /** A request that brings nothing for so long is given up. */
  readonly stallMs: number;
  /** Most bytes the file may have. */
  readonly most: number;
  readonly signal?: AbortSignal;
  /** Whether the next call goes on with what has arrived. */
  readonly goesOn: boolean;
  /** Sent along. */
  readonly headers?: Readonly<Record<string, string>>;
}

const PAGE = /^\s*(<!doctype\s+html|<html|<head|<body)/i;

/**
 * Brings the rest of a file from one address, in one request.
 *
 * @param file Open for writing; what it holds is gone on from, or written anew if the server
 * sends the whole file. Whatever arrived stays in it.
 * @throws {MirrorFailure} If the connection broke, stalled or brought something else.
 * @throws {CrlcError} `INTERRUPTED` if the signal asked for it.
 */
export async function transfer(
  url: string,
  file: Deno.FsFile,
  { progress, stallMs, most, signal, goesOn, headers }: TransferOptions,
): Promise<void> {
  const stall = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => stall.abort(new Error(`nothing came for ${stallMs / 1000} s`)),
      stallMs,
    );
  };
  alive();
  try {
    const from = (await file.stat()).size;
    const either = signal ? AbortSignal.any([stall.signal, signal]) : stall.signal;
    const answer = await request(url, from, either, headers);
    const { body, total } = answer;
    if (total !== undefined && total > most) {
      await body.cancel();
      throw new MirrorFailure(`it sends ${total} bytes, more than ${most}`, "gone");
    }
    const bytes = await receive(answer, file, { progress, most, alive, signal: either });
    if (total !== undefined && bytes < total) {
      throw new MirrorFailure(`the connection broke off at byte ${bytes} of ${total}`, "again");
    }
  } catch (error) {
    if (signal?.aborted) {
      throw new CrlcError("stopped", "INTERRUPTED", `Cannot go on with ${url}: it was stopped`, {
        hint: goesOn
          ? "the same command goes on from here"
          : "the same command begins anew: nobody states a digest of this file",
      });
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Writes the body of an answer into a file, which keeps what it holds until the body has begun.
 *
 * @returns Bytes of the file.
 */
async function receive(
  { body, start, total }: Answer,
  file: Deno.FsFile,
  { progress, most, alive, signal }: Pick<TransferOptions, "progress" | "most"> & {
    /** Called for every chunk. */
    readonly alive: () => void;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  let bytes = start;
  const reader = body.getReader();
  try {
    for (;;) {
      const { value: chunk } = await orAbort(reader.read(), signal);
      if (chunk === undefined) return bytes;
      alive();
      if (bytes === start) {
        if (start === 0 && PAGE.test(new TextDecoder().decode(chunk.subarray(0, 200)))) {
          throw new MirrorFailure("it answers with a web page", "gone");
        }
        // Not before something fit to replace it is there.
        await file.truncate(start);
        await file.seek(start, Deno.SeekMode.Start);
      }
      bytes += chunk.length;
      if (bytes > most) {
        // All of it came from here, and is something else.
        if (start === 0) await file.truncate(0);
        throw new MirrorFailure(`it sends more than ${most} bytes`, "gone");
      }
      for (let done = 0; done < chunk.length;) done += await file.write(chunk.subarray(done));
      progress?.({ bytes, total });
    }
  } catch (error) {
    // A broken connection is a TypeError, what the disk says is not.
    if (signal.aborted || error instanceof TypeError) {
      throw new MirrorFailure(messageOf(signal.aborted ? signal.reason : error), "again");
    }
    throw error;
  } finally {
    // Not waited for: a connection that hangs would hang this as well.
    reader.cancel().catch(() => {});
  }
}
