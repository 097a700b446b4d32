/** Bytes that a library may be pointed to. */
export type Bytes = Uint8Array<ArrayBuffer>;
export type View = ArrayBufferView<ArrayBuffer>;

/** Where the bytes of a view lie. */
export const addressOf = (view: View): bigint =>
  Deno.UnsafePointer.value(Deno.UnsafePointer.of(view as Bytes));

/** What lies at an address. */
export const at = (address: bigint): Deno.UnsafePointerView =>
  new Deno.UnsafePointerView(Deno.UnsafePointer.create(address)!);

/** A copy of so many bytes at an address. */
export const bytesAt = (address: bigint, length: bigint): Bytes =>
  length === 0n
    ? new Uint8Array(0)
    : new Uint8Array(at(address).getArrayBuffer(Number(length)).slice(0));

export const textAt = (address: bigint, length: bigint): string =>
  new TextDecoder().decode(bytesAt(address, length));

export const encode = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
