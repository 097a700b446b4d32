import { CrlcError } from "../../core/errors.ts";

export interface DecompressedOptions {
  /** Told how many bytes of the file have been read, of how many. */
  readonly progress?: (bytes: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** What the file is called in messages; its path if not given. */
  readonly what?: string;
}

/**
 * The bytes of a file, decompressed if they start as gzip does, and never more than allowed.
 *
 * @param limit Most bytes it may hold once it is decompressed.
 * @throws {CrlcError} `ARCHIVE_TOO_LARGE`; `INTERRUPTED` if the signal asked for it.
 * @throws What the file system or the decompression says.
 */
export async function* decompressed(
  path: string,
  limit: number,
  { progress, signal, what = path }: DecompressedOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(2);
  let total: number;
  {
    using file = await Deno.open(path);
    await file.read(head);
    total = (await file.stat()).size;
  }
  const { readable } = await Deno.open(path);
  let read = 0;
  const counted = readable.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        progress?.(read += chunk.length, total);
        controller.enqueue(chunk);
      },
    }),
  );
  const plain = head[0] === 0x1f && head[1] === 0x8b
    ? counted.pipeThrough(new DecompressionStream("gzip"))
    : counted;
  let bytes = 0;
  for await (const chunk of plain) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge(what, `holds more than ${limit} bytes`);
    if (signal?.aborted) {
      throw new CrlcError("stopped", "INTERRUPTED", `Cannot go on with "${what}": it was stopped`, {
        hint: "the same command starts anew",
      });
    }
    yield chunk;
  }
}

/** The error for an archive that holds more than its data set. */
export function tooLarge(path: string, reason: string): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_TOO_LARGE",
    `Cannot unpack "${path}": it must not be larger than the data set, and it ${reason}`,
    { hint: "get the archive from its official address" },
  );
}
