import { deepStrictEqual, ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import type { NetworkHints } from "../../encoders/networks/network.ts";
import { importNetwork } from "../../encoders/networks/import_network.ts";
import { readWeights } from "../../encoders/weights/read_weights.ts";
import { predictionScope } from "../../nn/scope.ts";
import golden from "./golden/golden.json" with { type: "json" };

/** Two images that `make_golden.py` makes too: `[2, side, side, 3]`. */
function images(side: number): tf.Tensor4D {
  const numbers = Float32Array.from(
    { length: 2 * side * side * 3 },
    (_, i) => i * 7919 % 1009 / 504.5 - 1,
  );
  return tf.tensor4d(numbers, [2, side, side, 3]);
}

interface Case {
  readonly file: string;
  readonly side: number;
  readonly hints: NetworkHints;
  readonly shape: readonly number[];
  readonly features: readonly number[];
}

/** The folder that `make_real.py` has written, where somebody has. */
const real = Deno.env.get("CRLC_REAL_ENCODERS");
const realCases: Record<string, Case> = real === undefined
  ? {}
  : JSON.parse(await Deno.readTextFile(`${real}/golden.json`));
if (real === undefined) {
  const name =
    "encoders of real size give the features of PyTorch and ONNX Runtime, needs: .ci/encoders";
  Deno.test({ name, ignore: true, fn() {} });
}

for (
  const [name, folder, { file, side, hints, shape, features }] of [
    ...Object.entries<Case>(golden)
      .map(([name, one]) => [`${name}: a tiny encoder`, "golden", one] as const),
    ...Object.entries(realCases).map(([name, one]) => [name, real!, one] as const),
  ]
) {
  Deno.test(`${name} gives the features of PyTorch or ONNX Runtime`, async () => {
    await using _open = await (await backends.get("wasm")).open({ threads: 1 });
    const from = new URL(`${folder}/${file}`, import.meta.url);
    const bytes = await Deno.readFile(from);
    const network = importNetwork(readWeights(bytes), { ...hints, side });
    const onBackend = (tensors: typeof network.weights) =>
      Object.fromEntries(
        [...tensors].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
      );
    const state = { weights: onBackend(network.weights), buffers: onBackend(network.buffers) };
    const x = images(side);
    const y = tf.tidy(() => network.run(predictionScope(state), x));
    deepStrictEqual(y.shape, shape);
    deepStrictEqual(network.dimensions, shape[1]);
    const largest = Math.max(...features.map(Math.abs));
    const got = await y.data();
    const furthest = Math.max(...features.map((value, i) => Math.abs(value - got[i])));
    tf.dispose([x, y, ...Object.values(state.weights), ...Object.values(state.buffers)]);
    ok(furthest <= 1e-4 * largest, `they differ by ${furthest}, the largest being ${largest}`);
  });
}
