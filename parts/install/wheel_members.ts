import type { Readable } from "node:stream";

/** What is used of `yauzl`, which checks names, and that a member gives what it claims. */
interface ZipFile {
  eachEntry(): AsyncIterable<ZipEntry>;
  openReadStreamPromise(entry: ZipEntry): Promise<Readable>;
  close(): void;
}
interface ZipEntry {
  readonly fileName: string;
  readonly uncompressedSize: number;
}

/** A file of a wheel. */
export interface Member {
  readonly path: string;
  readonly bytes: number;
  read(): Promise<AsyncIterable<Uint8Array>>;
}

/** The files of a wheel, which is a zip archive, each to be read before the next one is asked for. */
export async function* wheelMembers(wheel: string): AsyncIterable<Member> {
  const { default: yauzl } = await import("yauzl") as unknown as {
    default: { openPromise(path: string, options: object): Promise<ZipFile> };
  };
  const zip = await yauzl.openPromise(wheel, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName: path, uncompressedSize: bytes } = entry;
      if (!path.endsWith("/")) yield { path, bytes, read: () => zip.openReadStreamPromise(entry) };
    }
  } finally {
    zip.close();
  }
}
