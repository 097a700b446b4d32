/** Bytes of a correction, at most: moves of hundreds of thousands of images. */
const MOST = 64_000_000;

/** The body of a request as text; nothing where it is longer than any correction. */
export async function readBody({ body, headers }: Request): Promise<string | undefined> {
  if (Number(headers.get("content-length") ?? 0) > MOST) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST) return undefined;
    parts.push(part);
  }
  return await new Blob(parts).text();
}
