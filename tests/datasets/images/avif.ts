/** An item of an AVIF file to be made. */
export interface Item {
  readonly kind: "av01" | "grid" | "Exif";
  /** What it holds, in pieces. */
  readonly pieces: readonly (readonly number[])[];
}

/** What an AVIF file to be made is like. */
export interface Parts {
  /** What it says its width and height are. */
  readonly size: readonly [number, number];
  readonly items: readonly Item[];
  /** Where the items lie: behind the boxes, or in one of them. */
  readonly place?: "mdat" | "idat";
  /** Whether the box that tells where items lie has a length of 64 bits. */
  readonly long?: boolean;
}

const u16 = (value: number) => [value >> 8 & 255, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value)];
const text = (name: string) => Array.from(name, (c) => c.charCodeAt(0));
const box = (name: string, ...content: number[][]) => {
  const all = content.flat();
  return [...u32(8 + all.length), ...text(name), ...all];
};
const longBox = (name: string, content: number[]) => [
  ...[...u32(1), ...text(name), ...u32(0), ...u32(16 + content.length)],
  ...content,
];

/** The header of an AVIF file and its items, as far as it is looked at before a decoder is asked. */
export function avif({ size, items, place = "mdat", long = false }: Parts): Uint8Array {
  const inBox = place === "idat";
  const content = items.flatMap(({ pieces }) => pieces.flat());
  const make = (from: number) => {
    let at = from;
    const places = items.map(({ pieces }, i) => [
      ...[...u16(i + 1), ...u16(inBox ? 1 : 0), ...u16(0), ...u16(pieces.length)],
      ...pieces.flatMap(({ length }) => {
        const extent = [...u32(at), ...u32(length)];
        at += length;
        return extent;
      }),
    ]);
    const iloc = [1, 0, 0, 0, 0x44, 0, ...u16(items.length), ...places.flat()];
    const kinds = items.map(({ kind }, i) =>
      box("infe", [2, 0, 0, 0, ...u16(i + 1), 0, 0, ...text(kind), 0])
    );
    const meta = box(
      "meta",
      [0, 0, 0, 0],
      long ? longBox("iloc", iloc) : box("iloc", iloc),
      box("iinf", [0, 0, 0, 0, ...u16(items.length)], ...kinds),
      box("iprp", box("ipco", box("ispe", [0, 0, 0, 0, ...size.flatMap(u32)]))),
      inBox ? box("idat", content) : [],
    );
    return [...box("ftyp", text("avif"), u32(0), text("avif")), ...meta];
  };
  const start = inBox ? 0 : make(0).length + 8;
  return Uint8Array.from([...make(start), ...inBox ? [] : box("mdat", content)]);
}
