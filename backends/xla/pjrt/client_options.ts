import type { Arguments } from "./arguments.ts";
import { encode } from "./memory.ts";

/** What a client is made with; each plugin knows its own. */
export type ClientOptions = Readonly<Record<string, string | number | boolean>>;

/** Fields of an option: size, extension, name, length of the name, kind, value, length of the value. */
const FIELDS = 7;
const KINDS = { string: 0n, number: 1n, boolean: 4n };

/** Options as a list of the API's named values, kept alive by `given`. */
export function writeOptions(
  options: ClientOptions,
  given: Arguments,
): BigUint64Array<ArrayBuffer> {
  const entries = Object.entries(options), list = new BigUint64Array(FIELDS * entries.length);
  entries.forEach(([name, value], i) => {
    const key = encode(name), bytes = encode(String(value));
    const [worth, length] = typeof value === "string"
      ? [given.keep(bytes), bytes.length]
      : [BigInt(value), 1];
    list.set([
      ...[BigInt(8 * FIELDS), 0n, given.keep(key), BigInt(key.length)],
      ...[KINDS[typeof value as keyof typeof KINDS], worth, BigInt(length)],
    ], FIELDS * i);
  });
  return list;
}
