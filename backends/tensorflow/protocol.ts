/** A message of protocol buffers, or a part of one. */
export type Message = readonly number[];

function varint(value: number): Message {
  return value < 128 ? [value] : [value & 127 | 128, ...varint(value >>> 7)];
}

/** A field that is a number: whole, and not negative. */
export const numberField = (tag: number, value: number): Message => [
  ...varint(tag << 3),
  ...varint(value),
];

/** A field that is a text or a message. */
export function field(tag: number, content: string | Message): Message {
  const bytes = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...varint(tag << 3 | 2), ...varint(bytes.length), ...bytes];
}
