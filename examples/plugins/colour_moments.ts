/**
 * An encoder of one's own in one file, without weights: mean and deviation of each colour, in the
 * whole picture and in its four quarters. It groups pictures by colour and layout, and is quick.
 *
 * Run: `deno task crlc train ./photos -k 8 --encoder colour-moments --plugin examples/plugins/colour_moments.ts`
 */
import { tf } from "@crlc/crlc/backends";
import { defineEncoder } from "@crlc/crlc/encoders";

/** Height and width of what it sees. */
const SIDE = 64;

/** `[n, 6]` of `[n, h, w, 3]`. */
function moments(images: tf.Tensor4D): tf.Tensor2D {
  const { mean, variance } = tf.moments(images, [1, 2]);
  return tf.concat([mean as tf.Tensor2D, tf.sqrt(variance) as tf.Tensor2D], 1);
}

const colourMoments = defineEncoder({
  name: "colour-moments",
  about: "mean and deviation of the colours of a picture and its quarters",
  licence: "MIT",
  trainedOn: "nothing: it is arithmetic",
  supervision: "none",
  dimensions: 30,
  bytes: 0,
  input: {
    ...{ resize: SIDE, side: SIDE, fit: "crop", interpolation: "bilinear" },
    ...{ mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
  },
  open: () =>
    Promise.resolve({
      about: "colour moments",
      ...{ dimensions: 30, side: SIDE, weights: new Map(), buffers: new Map(), unused: [] },
      run(_scope, images) {
        const half = SIDE / 2;
        const quarters = [[0, 0], [0, half], [half, 0], [half, half]].map(([y, x]) =>
          moments(tf.slice(images, [0, y, x, 0], [-1, half, half, 3]))
        );
        return tf.concat([moments(images), ...quarters], 1);
      },
    }),
});

export default { encoders: [colourMoments] };
