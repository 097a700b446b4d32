import tar from "tar-stream";

/** A member of an archive to be made. */
export interface Member {
  readonly name: string;
  readonly data?: Uint8Array | string;
  readonly type?: "file" | "directory" | "symlink" | "link" | "fifo" | "character-device";
  readonly linkname?: string;
}

/** What is used of `tar-stream`. */
interface Pack extends AsyncIterable<Uint8Array> {
  entry(header: Record<string, unknown>, data?: Uint8Array | string): void;
  finalize(): void;
}

/** Makes a tar archive in memory. */
export async function packed(members: readonly Member[]): Promise<Uint8Array<ArrayBuffer>> {
  const pack = tar.pack() as unknown as Pack;
  for (const { data, ...header } of members) {
    const size = new TextEncoder().encode(String(data ?? "")).length;
    pack.entry({ ...header, ...(typeof data === "string" ? { size } : {}) }, data ?? "");
  }
  pack.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pack) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** Compresses with gzip. */
export async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
