/** An encoder to begin with, which needs no weights. */
export function encoderSource(name: string): string {
  return `/**
 * An encoder: the mean colours of a picture in a grid of 4 x 4. Put a network of your own in its place:
 * its weights are found by \`source\` and given to \`open\`.
 *
 * The contract is EncoderPlugin of "@crlc/crlc/encoders"; docs/plugins.md of crlc explains it.
 */
import { tf } from "@crlc/crlc/backends";
import { defineEncoder } from "@crlc/crlc/encoders";

/** Height and width of what it sees. */
const SIDE = 32;

const encoder = defineEncoder({
  name: "${name}",
  about: "mean colours of a picture in a grid",
  /** Of the weights. */
  licence: "MIT",
  trainedOn: "nothing: it is arithmetic",
  /** Whether nothing, texts beside the pictures or classes were in the training. */
  supervision: "none",
  /** Numbers of a feature. */
  dimensions: 48,
  /** What crlc encoders fetch downloads; none is needed here. */
  bytes: 0,
  /** How pictures reach it: their short side resized, cut in the middle, normalised. */
  input: {
    ...{ resize: SIDE, side: SIDE, fit: "crop", interpolation: "bilinear" },
    ...{ mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
  },
  /** Makes the network of a file of weights, which is empty where there is no source. */
  open: () =>
    Promise.resolve({
      about: "colours in a grid",
      ...{ dimensions: 48, side: SIDE, weights: new Map(), buffers: new Map(), unused: [] },
      /** [n, SIDE, SIDE, 3] in, [n, dimensions] out; crlc frees what is made between. */
      run: (_scope, images) =>
        tf.reshape(tf.avgPool(images, SIDE / 4, SIDE / 4, "valid"), [-1, 48]),
    }),
});

export default { encoders: [encoder] };
`;
}

/** Its test: the contract suite. */
export function encoderTest(_name: string, file: string): string {
  return `import { encoderChecks } from "@crlc/crlc/contracts";
import module from "./${file}.ts";

const [plugin] = module.encoders;
// One that has a source needs weights here, or of a small network of its form with \`small: true\`.
for (const check of encoderChecks({ plugin, weights: new Uint8Array() })) {
  Deno.test(check.name, check.run);
}
`;
}
