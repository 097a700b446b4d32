/**
 * Writes the initial weights and the input of `crlc bench`'s step, for PyTorch to start from.
 *
 * Run: `deno run -A bench/export_start.ts FILE [architecture] [width] [batch] [size]`
 */
import { tf } from "../backends/tf.ts";
import type { BenchStep } from "../machine/bench_api.ts";
import { benchWork } from "../machine/bench_work.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { encodeSafetensors, type StoredTensor } from "../run/folder/safetensors.ts";

/** Writes the start of a step to a file. Uses the wasm backend, since the network is run once. */
export async function exportStart(path: string, step: BenchStep): Promise<void> {
  const catalog = await openCatalog();
  await using _backend = await (await catalog.backends.get("wasm")).open({ threads: 1 });
  const work = await benchWork(catalog, step);
  const { weights } = work.start();
  const { view0 } = work.input();
  const stored = (tensor: tf.Tensor): StoredTensor => ({
    dtype: "F32",
    shape: tensor.shape,
    data: tensor.dataSync() as Float32Array,
  });
  const tensors = Object.fromEntries(
    Object.entries({ ...weights, input: view0 }).map(([name, tensor]) => [name, stored(tensor)]),
  );
  const metadata = Object.fromEntries(
    Object.entries(step).map(([key, value]) => [key, String(value)]),
  );
  await Deno.writeFile(path, encodeSafetensors({ tensors, metadata }));
  tf.disposeVariables();
}

if (import.meta.main) {
  const [path, architecture = "resnet18", width = "16", batch = "64", size = "32"] = Deno.args;
  await exportStart(path, {
    architecture: architecture as BenchStep["architecture"],
    width: Number(width),
    batch: Number(batch),
    size: Number(size),
  });
}
