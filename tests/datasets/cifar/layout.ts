import { join } from "node:path";

/** What a made-up official layout holds. */
export interface Layout {
  /** Records in each of the six files. */
  readonly records?: number;
  /** Replaces the content of files. */
  readonly files?: Readonly<Record<string, Uint8Array | string | undefined>>;
}

const NAMES = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

/** Value of a pixel of a made-up file: tells file, record, channel and place apart. */
export function pixelOf(file: number, record: number, channel: number, place: number): number {
  return (file * 101 + record * 37 + channel * 83 + place * 7) % 256;
}

/** Label of a record of a made-up file. */
export const labelOf = (file: number, record: number): number => (file + record) % 10;

/** A made-up file of CIFAR-10 records. */
export function records(file: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count * 3073);
  for (let n = 0; n < count; n++) {
    bytes[n * 3073] = labelOf(file, n);
    for (let i = 0; i < 3072; i++) {
      bytes[n * 3073 + 1 + i] = pixelOf(file, n, i >> 10, i & 1023);
    }
  }
  return bytes;
}

/** The files of a made-up CIFAR-10, by name; the test file is number 5. */
export function layout({ records: count = 3, files = {} }: Layout = {}) {
  const names = [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`).concat("test_batch.bin");
  const all: Record<string, Uint8Array | string | undefined> = {
    ...Object.fromEntries(names.map((name, i) => [name, records(i, count)])),
    "batches.meta.txt": NAMES,
    ...files,
  };
  return Object.entries(all).flatMap(([name, data]) => data === undefined ? [] : [{ name, data }]);
}

/** Writes a made-up CIFAR-10 into `root/cifar-10-batches-bin`. */
export async function writeLayout(root: string, what?: Layout): Promise<void> {
  const folder = join(root, "cifar-10-batches-bin");
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, data } of layout(what)) {
    await Deno.writeFile(
      join(folder, name),
      typeof data === "string" ? new TextEncoder().encode(data) : data,
    );
  }
}
