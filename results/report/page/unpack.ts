/** The bytes of a packed array. */
function bytesOf(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

export const uint8 = (text: string) => new Uint8Array(bytesOf(text));
export const uint16 = (text: string) => new Uint16Array(bytesOf(text));
export const uint32 = (text: string) => new Uint32Array(bytesOf(text));
export const int16 = (text: string) => new Int16Array(bytesOf(text));
export const int32 = (text: string) => new Int32Array(bytesOf(text));
export const float32 = (text: string) => new Float32Array(bytesOf(text));
