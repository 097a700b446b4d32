/**
 * TensorFlow.js, the tensor language of crlc. Import `tf` from here and nowhere else, so that
 * every part of crlc and every plugin shares one engine.
 *
 * @module
 */
import * as tf from "./tfjs/tfjs.js";

// Keeps tfjs from advertising its node backend on standard error.
tf.env().set("PROD", true);

export { tf };

/** Tensors by name. */
export type Tensors = Record<string, tf.Tensor>;
