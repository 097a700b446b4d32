/** What a TIFF file to be made is like; tags by number, each with its values. */
export interface Parts {
  readonly width: number;
  readonly height: number;
  readonly tags: Readonly<Record<number, readonly number[]>>;
  /** All pixels, without compression, in one strip or, where tags say so, one tile. */
  readonly data: Uint8Array;
  readonly little?: boolean;
}

/** Tags that hold offsets or sizes and so are long. */
const LONGS = new Set([256, 257, 273, 279, 324, 325]);

/** A TIFF file, uncompressed. */
export function tiff({ width, height, tags, data, little = true }: Parts): Uint8Array {
  const tiled = 322 in tags;
  const all: Record<number, readonly number[]> = {
    259: [1],
    ...tags,
    256: [width],
    257: [height],
    [tiled ? 324 : 273]: [8],
    [tiled ? 325 : 279]: [data.length],
    278: [height],
  };
  const numbers = Object.keys(all).map(Number);
  const directory = 8 + data.length + data.length % 2;
  let extra = directory + 6 + 12 * numbers.length;
  const bytes = new Uint8Array(extra + numbers.reduce((sum, tag) => sum + 4 * all[tag].length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, little);
  view.setUint32(4, directory, little);
  bytes.set(data, 8);
  view.setUint16(directory, numbers.length, little);
  numbers.forEach((tag, i) => {
    const entry = directory + 2 + 12 * i, values = all[tag], long = LONGS.has(tag);
    view.setUint16(entry, tag, little);
    view.setUint16(entry + 2, long ? 4 : 3, little);
    view.setUint32(entry + 4, values.length, little);
    let at = entry + 8;
    if (values.length * (long ? 4 : 2) > 4) {
      view.setUint32(at, extra, little);
      at = extra;
      extra += values.length * 4;
    }
    values.forEach((value, j) =>
      long ? view.setUint32(at + 4 * j, value, little) : view.setUint16(at + 2 * j, value, little)
    );
  });
  return bytes;
}
