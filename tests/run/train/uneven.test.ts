import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { inFolder } from "../training.ts";

/** Rows around directions, so many for each, as CSV. */
function rows(sizes: readonly number[]): string {
  const lines = sizes.flatMap((size, group) =>
    Array.from(
      { length: size },
      (_, i) =>
        sizes.map((_, d) =>
          (d === group ? 1 : 0) + ((i * 7 + d * 3) % 11 - 5) / (size > 20 ? 14 : 40)
        )
          .join(","),
    )
  );
  return `${lines.join("\n")}\n`;
}

Deno.test("crlc-features says that groups are of very uneven sizes, and finds them", () =>
  inFolder(async (folder) => {
    const file = join(folder, "rows.csv"), run = join(folder, "run");
    await Deno.writeTextFile(file, rows([60, 3, 3, 3]));
    const { code, stderr } = await call([
      ...["train", file, "-k", "4", "--strategy", "crlc-features", "--run", run],
      ...[
        "--epochs",
        "150",
        "--set",
        "batchSize=17",
        "--set",
        "subHeads=2",
        "--backend",
        "wasm",
        "--threads",
        "1",
      ],
    ]);
    strictEqual(code, 0, stderr);
    match(stderr, /groups of very uneven sizes, the largest with 87 %/);
    const table = await Deno.readTextFile(join(run, "assignments.csv"));
    const clusters = table.trim().split("\n").slice(1).map((line) => line.split(",")[1]);
    strictEqual(new Set(clusters.slice(0, 60)).size, 1);
    strictEqual(new Set(clusters.slice(60)).has(clusters[0]), false);
  }));
