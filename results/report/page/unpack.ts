/** The bytes of a packed array. A loop, since a callback for each of some millions takes a second. */
function bytesOf(text: string): ArrayBuffer {
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes.buffer;
}

export const uint8 = (text: string) => new Uint8Array(bytesOf(text));
export const uint16 = (text: string) => new Uint16Array(bytesOf(text));
export const uint32 = (text: string) => new Uint32Array(bytesOf(text));
export const int16 = (text: string) => new Int16Array(bytesOf(text));
export const int32 = (text: string) => new Int32Array(bytesOf(text));
export const float32 = (text: string) => new Float32Array(bytesOf(text));
