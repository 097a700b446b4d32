import { createRender, parseAugmentation } from "@crlc/crlc/pipeline";

/** One view from fixed parameters, not normalised, its values from 0 to 1. */
export function renderOne(
  steps: unknown[],
  image: { shape: readonly [number, number, number]; bytes: Uint8Array },
  parameters: readonly number[],
  output: readonly [number, number] = [image.shape[0], image.shape[1]],
): Float32Array {
  const [height, width, channels] = image.shape;
  const render = createRender({
    source: { height, width },
    output: { height: output[0], width: output[1] },
    channels,
    augmentation: parseAugmentation(steps),
    normalise: null,
  });
  const into = new Float32Array(output[0] * output[1] * channels);
  render(image.bytes, 0, Float64Array.from(parameters), into, 0);
  return into;
}

/** An image of bytes that look random and are the same every time. */
export function testImage(
  height: number,
  width: number,
  channels: number,
): { shape: [number, number, number]; bytes: Uint8Array } {
  const bytes = Uint8Array.from(
    { length: height * width * channels },
    (_, i) => (Math.imul(i + 1, 0x9E3779B1) >>> 13) & 255,
  );
  return { shape: [height, width, channels], bytes };
}

/** Values from 0 to 1 of bytes, in float32. */
export function asFloats(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 255);
}
