import { maskedCrc32c } from "./crc32c.ts";

/** What an event file tells: its version, where a session begins, or numbers of a step. */
export interface Event {
  /** Seconds since 1970. */
  readonly time: number;
  readonly step: number;
  readonly version?: string;
  /** Readers discard what an earlier session wrote for this step and later ones. */
  readonly sessionStart?: boolean;
  readonly scalars?: Readonly<Record<string, number>>;
}

/**
 * An event of TensorBoard as a record: a protocol buffer `tensorflow.Event` between its length and
 * the masked sums of both (the TFRecord format).
 */
export function encodeEvent({ time, step, version, sessionStart, scalars }: Event): Uint8Array {
  const payload = concat([
    ...[tag(1, 1), fixed(8, (view) => view.setFloat64(0, time, true))],
    ...[tag(2, 0), varint(step)],
    ...(version === undefined ? [] : [field(3, new TextEncoder().encode(version))]),
    ...(scalars ? [field(5, concat(Object.entries(scalars).map(scalar)))] : []),
    // SessionLog { status: START }
    ...(sessionStart ? [field(7, concat([tag(1, 0), varint(1)]))] : []),
  ]);
  const length = fixed(8, (view) => view.setBigUint64(0, BigInt(payload.length), true));
  return concat([length, sumOf(length), payload, sumOf(payload)]);
}

/** `Summary.Value { tag, simple_value }` within a `Summary`. */
function scalar([name, value]: [string, number]): Uint8Array {
  return field(
    1,
    concat([
      field(1, new TextEncoder().encode(name)),
      tag(2, 5),
      fixed(4, (view) => view.setFloat32(0, value, true)),
    ]),
  );
}

function sumOf(bytes: Uint8Array): Uint8Array {
  return fixed(4, (view) => view.setUint32(0, maskedCrc32c(bytes), true));
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  return concat([tag(number, 2), varint(bytes.length), bytes]);
}

function tag(field: number, type: number): Uint8Array {
  return varint(field << 3 | type);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 | 128);
  return Uint8Array.from([...bytes, value]);
}

function fixed(bytes: number, set: (view: DataView) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes));
  set(view);
  return new Uint8Array(view.buffer);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
