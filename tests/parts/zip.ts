import { crc32, deflateRawSync } from "node:zlib";

export type Bytes = Uint8Array<ArrayBuffer>;

/** A zip archive of one or more files, packed. */
export function zip(files: Readonly<Record<string, string>>): Bytes {
  const parts: Bytes[] = [], directory: Bytes[] = [];
  let offset = 0;
  const record = (size: number, fields: readonly (readonly [number, 2 | 4, number])[]) => {
    const view = new DataView(new ArrayBuffer(size));
    for (const [at, bytes, value] of fields) {
      bytes === 2 ? view.setUint16(at, value, true) : view.setUint32(at, value, true);
    }
    return new Uint8Array(view.buffer);
  };
  for (const [name, text] of Object.entries(files)) {
    const title = new TextEncoder().encode(name), plain = new TextEncoder().encode(text);
    const packed = Uint8Array.from(deflateRawSync(plain));
    const sizes = [[14, 4, crc32(plain)], [18, 4, packed.length], [22, 4, plain.length], [
      26,
      2,
      title.length,
    ]] as const;
    parts.push(record(30, [[0, 4, 0x04034b50], [8, 2, 8], ...sizes]), title, packed);
    directory.push(
      record(46, [
        [0, 4, 0x02014b50],
        [10, 2, 8],
        ...sizes.map(([at, bytes, value]) => [at + 2, bytes, value] as const),
        [42, 4, offset],
      ]),
      title,
    );
    offset += 30 + title.length + packed.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(files).length;
  const end = record(22, [[0, 4, 0x06054b50], [10, 2, count], [12, 4, length], [16, 4, offset]]);
  return Uint8Array.from([...parts, ...directory, end].flatMap((part) => [...part]));
}
