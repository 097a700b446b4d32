/** No header comes near this; a larger one is damage. */
const LARGEST_HEADER = 16 * 1024 * 1024;

/**
 * The header of a safetensors file as it stands, and where the data begin.
 *
 * @param bad Makes the error of whoever reads the file, from what is wrong with it.
 * @throws What `bad` makes, if the header is cut, too long, or no JSON object.
 */
export function readSafetensorsHeader(
  bytes: Uint8Array,
  bad: (what: string) => Error,
): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) throw bad("the file is cut");
  const length = Number(
    new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true),
  );
  if (length > LARGEST_HEADER || length > bytes.length - 8) {
    throw bad("the header must fit the file, and claims to be longer");
  }
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + length)),
    );
  } catch {
    throw bad("the header must be JSON, and is not");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) {
    throw bad("the header must be an object, and is something else");
  }
  return { header: header as Record<string, unknown>, dataStart: 8 + length };
}
