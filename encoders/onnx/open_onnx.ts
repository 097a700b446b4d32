import { messageOf } from "../../core/errors.ts";
import type { NetworkHints, RuntimeNetwork } from "../networks/network.ts";
import { badWeights } from "../weights/weights.ts";
import { chooseOutput, type Form, formOfInput, pooled } from "./form_of.ts";
import { onnxRuntime, type OnnxSession, type OnnxTensor, providersHere } from "./onnx_runtime.ts";

/** Height and width of the images where neither the file nor what lies beside it says. */
const USUAL_SIDE = 224;

/** How a file is opened. */
export interface OnnxOptions {
  /** Threads it computes with; as many as there are cores if absent. */
  readonly threads?: number;
}

/**
 * Opens a file of ONNX's form, one of floating-point pictures in and numbers out.
 *
 * The feature is the output `image_embeds` or `pooler_output`, else the first one: of tokens
 * `[n, t, d]` that of the class, which is the first; of maps `[n, d, h, w]` their mean.
 *
 * @throws {CrlcError} `BAD_WEIGHTS`, `PART_MISSING`, `PART_BROKEN`.
 */
export async function openOnnx(
  bytes: Uint8Array,
  { side: wanted }: NetworkHints,
  { threads }: OnnxOptions = {},
): Promise<RuntimeNetwork> {
  const { InferenceSession, Tensor } = onnxRuntime();
  const session = await InferenceSession.create(bytes, {
    executionProviders: providersHere(),
    intraOpNumThreads: threads ?? navigator.hardwareConcurrency,
    logSeverityLevel: 3,
  }).catch((error) => {
    throw badWeights(`ONNX Runtime refuses them: ${messageOf(error).split("\n")[0]}`);
  });
  try {
    const input = formOfInput(session.inputMetadata);
    const side = input.side ?? wanted ?? USUAL_SIDE;
    const output = chooseOutput(session.outputMetadata);
    const pass = passOf(session, input, output, Tensor);
    // What a file says of its output may leave the size open; a picture does not.
    const tried = await pass(new Float32Array(side * side * 3), [1, side, side]);
    return {
      about: `ONNX, ${input.name} of ${side} x ${side} pixels to ${output}`,
      dimensions: tried.length,
      side,
      embed: pass,
      [Symbol.dispose]: () => void session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** Passes any number of images, as many at a time as the file takes. */
function passOf(
  session: OnnxSession,
  { name, channelsLast, batch }: Form,
  output: string,
  Tensor: ReturnType<typeof onnxRuntime>["Tensor"],
): RuntimeNetwork["embed"] {
  return async (images, [n, height, width]) => {
    const size = height * width * 3, atOnce = batch ?? n, rows: Float32Array[] = [];
    for (let from = 0; from < n; from += atOnce) {
      const count = Math.min(atOnce, n - from);
      // A file for so many images gets so many: the last ones are zeros and left out.
      const some = new Float32Array(atOnce * size);
      some.set(images.subarray(from * size, (from + count) * size));
      const x = channelsLast
        ? new Tensor("float32", some, [atOnce, height, width, 3])
        : new Tensor("float32", channelsFirst(some, height * width), [atOnce, 3, height, width]);
      rows.push(pooled(await run(session, { [name]: x }, output), atOnce, count));
    }
    const features = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const row of rows) features.set(row, at), at += row.length;
    return features;
  };
}

async function run(
  session: OnnxSession,
  feeds: Readonly<Record<string, OnnxTensor>>,
  output: string,
): Promise<OnnxTensor> {
  try {
    return (await session.run(feeds, [output]))[output];
  } catch (error) {
    throw badWeights(
      `ONNX Runtime cannot compute with them: ${messageOf(error).split("\n")[0]}`,
      "does preprocessor_config.json beside the file name the size of pictures that it is for?",
    );
  }
}

/** `[n, pixels, 3]` as `[n, 3, pixels]`. */
function channelsFirst(images: Float32Array, pixels: number): Float32Array {
  const planes = new Float32Array(images.length);
  for (let start = 0; start < images.length; start += 3 * pixels) {
    for (let p = 0, from = start; p < pixels; p++, from += 3) {
      planes[start + p] = images[from];
      planes[start + pixels + p] = images[from + 1];
      planes[start + 2 * pixels + p] = images[from + 2];
    }
  }
  return planes;
}
