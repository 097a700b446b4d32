/**
 * All of the part `xla-cuda` by pip from an index on this machine, in wheels that are made up but for
 * their names: some 20 calls of pip, so that `.ci/xla` runs it and the gate does not.
 *
 * @module
 */
import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { findPlaces } from "../../backends/xla/place.ts";
import { runProgram } from "../../parts/install/run_program.ts";
import type { Wheel } from "../../parts/part.ts";
import { XLA_CUDA } from "../../parts/rows/xla_cuda.ts";
import { filesIn, withIndex } from "./wheel_index.ts";

const wheels = XLA_CUDA.packages as readonly Wheel[];

Deno.test("every wheel comes by its digest; what is kept is laid out as the backend looks for it", () =>
  withIndex(XLA_CUDA, async ({ add, asked }) => {
    const { folder } = await add();
    deepStrictEqual(asked, wheels.map(({ file }) => file));
    const files = await filesIn(folder), libraries = files.filter((path) => /\.so\.1$/.test(path));
    strictEqual(libraries.length, wheels.length - 1);
    ok(!files.some((path) => path.endsWith(".h")));
    ok((await Deno.stat(join(folder, "nvidia/cu13/bin/ptxas"))).mode! & 0o100);
    const { places: [place] } = findPlaces({
      env: (name) => name === "CRLC_XLA" ? folder : undefined,
    });
    deepStrictEqual([place.platform, place.packages], ["cuda", folder]);
  }));

const [first, second] = wheels, pair = { ...XLA_CUDA, packages: [first, second] };

Deno.test("a file of another digest is refused, kept nowhere, and fetched anew", () =>
  withIndex(pair, async ({ add, asked, faults, folder }) => {
    faults.set(second.file, "another");
    await rejects(add(), {
      code: "PACKAGE_WRONG",
      message: /its SHA-256 must be [0-9a-f]{64}, and is [0-9a-f]{64}$/,
    });
    deepStrictEqual(await filesIn(join(folder, "parts")), [`xla-cuda.fetched/${first.file}`]);
    faults.clear();
    await add();
    deepStrictEqual(asked, [first.file, second.file, second.file]);
  }));

Deno.test("an index that does not answer is told as such, and the same command goes on", () =>
  withIndex(pair, async ({ add, close }) => {
    await close();
    await rejects(add(), {
      code: "FETCH_FAILED",
      message: /the index that it is set up for cannot be reached: .*Connection refused/,
      hint: /^the same command goes on/,
    });
  }));

/** Runs what follows with its temporary folder on a disk of one page, in a namespace of its own. */
const ON_SMALL_DISK = [
  ...["unshare", "--map-root-user", "--mount", "sh", "-c"],
  'if [ -f "$TMPDIR/requirements.txt" ]; then r=$(cat "$TMPDIR/requirements.txt") && ' +
  'mount -t tmpfs -o size=4k none "$TMPDIR" && echo "$r" > "$TMPDIR/requirements.txt"; fi; exec "$@"',
  "sh",
];
const { success: namespaces } = await runProgram("unshare", ["--map-root-user", "--mount", "true"]);

Deno.test({
  name: namespaces ? "a full disk is told as such" : "a full disk (skipped: no namespaces here)",
  ignore: !namespaces,
  fn: () =>
    withIndex(pair, async ({ add, asked }) => {
      const error = await add(...ON_SMALL_DISK).then(() => undefined, (error) => error);
      deepStrictEqual([error?.code, error?.kind], ["DISK_FULL", "resource"]);
      match(error.hint, /^free some space; the same command goes on$/);
      deepStrictEqual([...new Set(asked)], [first.file]);
    }),
});
