import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { inFolder, lastCheckpoint, trainBlobs } from "../../run/training.ts";
import { withLibrary } from "./library.ts";

/** Largest difference of a loss between backends, relative to it, after some epochs of training. */
const TOLERANCE = 1e-3;

async function losses(run: string): Promise<number[]> {
  const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
  return lines.map((line) => JSON.parse(line).terms.loss).map((loss) =>
    Array.isArray(loss) ? loss[0] : loss
  );
}

withLibrary(
  "a run that is stopped on wasm goes on on tensorflow with the same losses",
  () =>
    inFolder(async (folder) => {
      const [straight, switched] = ["straight", "switched"].map((name) => join(folder, name));
      await trainBlobs({ run: straight });
      await trainBlobs({ run: switched, stopAfter: 3 });
      const { plan } = await trainBlobs({ run: switched, backend: "tensorflow" });
      deepStrictEqual([plan.backend, plan.doneSteps], ["tensorflow", 3]);
      const [a, b] = [await losses(straight), await losses(switched)];
      strictEqual(a.length, b.length);
      a.forEach((loss, i) => ok(Math.abs(b[i] - loss) <= TOLERANCE * Math.abs(loss), `${a} ${b}`));
      const { sessions } = JSON.parse(await Deno.readTextFile(join(switched, "recipe.json")));
      deepStrictEqual(sessions.map(({ backend }: { backend: string }) => backend), [
        "wasm",
        "tensorflow",
      ]);
    }),
);

withLibrary(
  "on tensorflow a run that is stopped and continued gives the bytes of a straight one",
  () =>
    inFolder(async (folder) => {
      const [straight, stopped] = ["straight", "stopped"].map((name) => join(folder, name));
      const backend = "tensorflow";
      await trainBlobs({ run: straight, backend });
      await trainBlobs({ run: stopped, backend, stopAfter: 3 });
      await trainBlobs({ run: stopped, backend });
      deepStrictEqual(await lastCheckpoint(stopped), await lastCheckpoint(straight));
    }),
);
