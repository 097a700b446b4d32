/// <reference lib="deno.worker" />
/** A thread of `bench/pipeline_ours.ts`. */
import { decodeImage } from "../datasets/images/decode.ts";
import { parseAugmentation } from "../pipeline/augmentation.ts";
import { createViews } from "../pipeline/views.ts";
import { BATCH, normalise, rateOf, simclr, small } from "./pipeline_work.ts";

/** What a thread is asked for; it answers with views a second. */
export interface Job {
  readonly work: "small" | "photo";
  readonly seconds: number;
  readonly content: Uint8Array;
  readonly seed: number;
}

const large = { height: 224, width: 224 };

function smallViews({ content, seed, seconds }: Job): Promise<number> {
  const augmentation = parseAugmentation(simclr);
  const write = createViews(
    { source: small, output: small, channels: 3, augmentation, normalise, seed },
  );
  const images = content.subarray(0, BATCH * 3072);
  const indices = Uint32Array.from({ length: BATCH }, (_, i) => i);
  const passes = new Uint32Array(BATCH), into = new Float32Array(BATCH * 3072);
  return rateOf(seconds, 2 * BATCH, (round) => {
    passes.fill(round);
    for (const view of [0, 1]) write(images, indices, passes, view, into);
  });
}

async function photoViews({ content, seed, seconds }: Job): Promise<number> {
  const augmentation = parseAugmentation([...simclr, { step: "blur", kernel: 23 }]);
  const { width, height } = await decodeImage(content);
  const source = { height, width };
  const write = createViews({ source, output: large, channels: 3, augmentation, normalise, seed });
  const into = new Float32Array(224 * 224 * 3);
  return rateOf(seconds, 2, async (round) => {
    const { data } = await decodeImage(content);
    for (const view of [0, 1]) write(data, [0], [round], view, into);
  });
}

self.onmessage = async ({ data }: MessageEvent<Job>) => {
  self.postMessage(await (data.work === "photo" ? photoViews(data) : smallViews(data)));
};
