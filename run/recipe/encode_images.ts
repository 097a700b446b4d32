import type { Dataset, Features } from "../../datasets/dataset.ts";
import { withFeatures } from "../../datasets/with_features.ts";
import { featureKey, obtainFeatures } from "../../encoders/feature_cache.ts";
import { type Encoder, openEncoder } from "../../encoders/open_encoder.ts";
import type { Environment } from "../parts/environment.ts";
import { type EncoderPlace, loadNetwork, type RecipeEncoder } from "./encoder.ts";
import { sideBySide } from "./side_by_side.ts";

/** Where features are computed and kept, and who is told. */
interface Computing {
  readonly place: EncoderPlace;
  readonly cache: Environment["cache"];
  readonly observer?: {
    progress(what: string, done: number, total: number): void;
    warn(text: string): void;
  };
}

/**
 * A data set whose images stand for themselves in pictures, and for what is learned by the features
 * of an encoder, or of several side by side: computed when first asked for, on the backend that is
 * then active, and kept.
 */
export function encodeImages(
  dataset: Dataset,
  encoder: RecipeEncoder,
  { cache, ...place }: EncoderPlace & Pick<Environment, "cache">,
  observer?: Computing["observer"],
): Dataset {
  const each = (encoder.parts ?? [encoder])
    .map((part) => featuresOf(dataset, part, { place, cache, observer }));
  return withFeatures(dataset, joined(each), () => each.forEach((one) => one[Symbol.dispose]()));
}

function joined(each: readonly Features[]): Features {
  if (each.length === 1) return each[0];
  const sizes = each.map(({ dimensions }) => dimensions);
  return {
    dimensions: sizes.reduce((a, b) => a + b),
    async read(indices, into) {
      const all: Float32Array[] = [];
      for (const { dimensions, read } of each) {
        const own = new Float32Array(indices.length * dimensions);
        await read(indices, own);
        all.push(own);
      }
      into.set(sideBySide(all, sizes));
    },
    async embed(images) {
      const all: Float32Array[] = [];
      for (const { embed } of each) all.push(await embed!(images));
      return sideBySide(all, sizes);
    },
  };
}

/** Features of one encoder; the network is opened once it is needed. */
function featuresOf(
  dataset: Dataset,
  encoder: RecipeEncoder,
  { place, cache, observer }: Computing,
): Features & Disposable {
  const { dimensions } = encoder, { length } = dataset;
  let opened: Encoder | undefined, all: Promise<Float32Array> | undefined;
  const open = async () => opened ??= openEncoder(await loadNetwork(encoder, place), encoder.input);

  async function compute(): Promise<Float32Array> {
    const { digest, input, network } = encoder;
    const key = featureKey(dataset.digest, { digest, input, network });
    return await obtainFeatures({
      ...{ cache, key, rows: length, dimensions },
      compute: async (from, count) => {
        const { height, width, channels } = dataset;
        const images = new Uint8Array(count * height * width * channels);
        await dataset.read(Uint32Array.from({ length: count }, (_, i) => from + i), images);
        const network = await open();
        return await network.embed(
          images,
          dataset,
          (done) => observer?.progress("computing features", from + done, length),
        );
      },
      warn: (text) => observer?.warn(text),
    });
  }

  return {
    dimensions,
    async read(indices, into) {
      const features = await (all ??= compute());
      indices.forEach((index, i) =>
        into.set(features.subarray(index * dimensions, (index + 1) * dimensions), i * dimensions)
      );
    },
    async embed(images) {
      return await (await open()).embed(images, dataset);
    },
    async embedViews(views, shape) {
      return await (await open()).embedViews(views, shape);
    },
    [Symbol.dispose]: () => opened?.[Symbol.dispose](),
  };
}

/** What embeds stored images that are in no data set. Close it. */
export async function openImageEncoder(
  encoder: RecipeEncoder,
  place: EncoderPlace,
): Promise<Pick<Encoder, "embed"> & Disposable> {
  const each: Encoder[] = [], parts = encoder.parts ?? [encoder];
  for (const part of parts) each.push(openEncoder(await loadNetwork(part, place), part.input));
  if (each.length === 1) return each[0];
  return {
    async embed(images, source) {
      const all: Float32Array[] = [];
      for (const one of each) all.push(await one.embed(images, source));
      return sideBySide(all, parts.map(({ dimensions }) => dimensions));
    },
    [Symbol.dispose]: () => each.forEach((one) => one[Symbol.dispose]()),
  };
}
