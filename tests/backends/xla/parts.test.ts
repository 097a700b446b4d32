import { deepStrictEqual, doesNotMatch, match, ok, strictEqual, throws } from "node:assert/strict";
import { dirname, join } from "node:path";
import type { CrlcError } from "../../../core/errors.ts";
import { deviceError } from "../../../backends/xla/device_errors.ts";
import { plus, times } from "../../../backends/xla/hlo/elementwise.ts";
import { Node } from "../../../backends/xla/hlo/node.ts";
import { dot } from "../../../backends/xla/hlo/products.ts";
import { program } from "../../../backends/xla/hlo/program.ts";
import { Pjrt, requireVersion } from "../../../backends/xla/pjrt/api.ts";
import { compileOptions } from "../../../backends/xla/pjrt/compile_options.ts";
import { CODES, PjrtError } from "../../../backends/xla/pjrt/pjrt_error.ts";
import { findPlaces } from "../../../backends/xla/place.ts";
import { ProgramCache } from "../../../backends/xla/program_cache.ts";

/** A folder that ends with the test. */
async function inFolder(body: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function put(file: string): Promise<void> {
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.writeTextFile(file, "");
}

const parameter = (shape: number[], layout: Node["layout"] = "whole") =>
  Object.assign(new Node("f32", shape), { isParameter: true, layout });

Deno.test("a program overwrites the weights it may, does nothing twice, and writes numbers down", () => {
  const [w, x] = [parameter([2]), parameter([2])];
  const three = Object.assign(new Node("f32", [2]), { host: Float32Array.of(3, 3) });
  const twice = plus(times(w, x), times(w, x)), result = plus(twice, three);
  const { text, overwrites, parameters } = program([w, x], [result], {
    ...{ closed: true, mayOverwrite: [true, false] },
  });
  deepStrictEqual([overwrites, parameters], [[true, false], [w, x]]);
  match(text, /%a0: tensor<2xf32> \{tf\.aliasing_output = 0 : i32\}, %a1: tensor<2xf32>\)/);
  strictEqual(text.match(/stablehlo\.multiply/g)?.length, 1);
  match(text, /constant dense<3\.0+e\+0> : tensor<2xf32>/);
  doesNotMatch(text, /sdy/);
});

Deno.test("on several devices images are divided and weights whole, results too", () => {
  const product = dot(parameter([4, 3], "divided"), parameter([3, 2]), {
    ...{ batch: 0, contract: [1, 0] as const, element: "f32" as const, exact: false },
  });
  const { text } = program(product.inputs, [product], { closed: true, partitions: 2 });
  match(text, /num_partitions = 2[^]*mesh @mesh = <\["devices"=2\]>/);
  match(
    text,
    /%a0: tensor<4x3xf32> \{sdy\.sharding = #sdy\.sharding<@mesh, \[\{"devices"\}, \{\}\]>/,
  );
  match(text, /%a1: tensor<3x2xf32> \{sdy\.sharding = #sdy\.sharding<@mesh, \[\{\}, \{\}\]>/);
  match(text, /-> \(tensor<4x2xf32> \{sdy\.sharding/);
  // what TF32 is asked for by
  match(text, /precision = \[DEFAULT, DEFAULT\]/);
  ok(compileOptions(2).length > compileOptions(1).length);
});

Deno.test("memory that is short and a device that is lost are told apart, and what would mend them", () => {
  const codeOf = (
    code: number,
    why: string,
  ) => (deviceError(new PjrtError("LoadedExecutable_Execute", code, why)) as CrlcError);
  const short = codeOf(CODES.outOfMemory, "Out of memory allocating 8 bytes.\nstack");
  deepStrictEqual([short.code, short.exitCode], ["OUT_OF_MEMORY", 7]);
  match(short.message, /allocating 8 bytes\.$/);
  const gone = codeOf(CODES.internal, "CUDA_ERROR_ILLEGAL_ADDRESS: an illegal access");
  deepStrictEqual([gone.code, gone.exitCode], ["DEVICE_LOST", 5]);
  strictEqual(codeOf(CODES.unavailable, "socket closed").code, "DEVICE_LOST");
  const other = new PjrtError("Client_Compile", CODES.internal, "no such op");
  strictEqual(deviceError(other), other);
});

Deno.test("a plugin of another version of the API is refused, and a library that is none", () => {
  requireVersion("a.so", [0, 115], 1000);
  for (const [version, bytes] of [[[1, 0], 1000], [[0, 53], 1000], [[0, 90], 80]] as const) {
    throws(() => requireVersion("a.so", version, bytes), { code: "LIBRARY_VERSION", exitCode: 5 });
  }
  throws(() => new Pjrt("/nowhere/plugin.so"), { code: "LIBRARY_BROKEN" });
});

/** A library that passes for a plugin of version 1.2. */
const OTHER = `#include <stdint.h>
static struct { uint64_t size; void *next; uint64_t version_size; void *end; int32_t major, minor; }
  api = { 2000, 0, 40, 0, 1, 2 };
void *GetPjrtApi(void) { return &api; }
`;

function compilerOfC(): boolean {
  try {
    return new Deno.Command("cc", { args: ["--version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

Deno.test({
  name: "a real library whose API is another is refused before any of its functions is called",
  ignore: Deno.build.os !== "linux" || !compilerOfC(),
  // a plugin stays loaded
  sanitizeResources: false,
  fn: () =>
    inFolder(async (folder) => {
      const [source, library] = ["other.c", "other.so"].map((name) => join(folder, name));
      await Deno.writeTextFile(source, OTHER);
      const args = ["-shared", "-fPIC", "-o", library, source];
      strictEqual(new Deno.Command("cc", { args }).outputSync().success, true);
      throws(() => new Pjrt(library), { code: "LIBRARY_VERSION", message: /is 1\.2 with a table/ });
    }),
});

Deno.test("a plugin is found by its file, in Python's packages and in an environment", () =>
  inFolder(async (folder) => {
    const cuda = "jax_plugins/xla_cuda13/xla_cuda_plugin.so";
    const cpu = "lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so";
    const packages = join(folder, "venv/lib/python3.12/site-packages");
    await put(join(packages, cuda));
    await put(join(packages, cpu));
    const find = (set: Record<string, string>) => findPlaces({ env: (name) => set[name] });
    const seen = (set: Record<string, string>) =>
      find({ ...set }).places.map(({ platform, from }) => `${platform} by ${from}`);
    const named = { CRLC_XLA: join(packages, cpu) };
    deepStrictEqual(seen(named), ["cpu by CRLC_XLA"]);
    for (const CRLC_XLA of [packages, join(folder, "venv")]) {
      deepStrictEqual(seen({ CRLC_XLA }), ["cuda by CRLC_XLA", "cpu by CRLC_XLA"]);
    }
    const [first, second] = seen({ VIRTUAL_ENV: join(folder, "venv") });
    deepStrictEqual([first, second], ["cuda by VIRTUAL_ENV", "cpu by VIRTUAL_ENV"]);
    // what is named and is not there is nothing, whatever else is active
    const { named: asked, places } = find({ CRLC_XLA: "/nowhere", VIRTUAL_ENV: folder });
    deepStrictEqual([asked, places], ["/nowhere", []]);
  }));

Deno.test("a compiled program is kept for its text and machine, and not trusted once it is damaged", () =>
  inFolder(async (folder) => {
    const cache = new ProgramCache(join(folder, "xla"), "plugin 1");
    const compiled = Uint8Array.of(1, 2, 3);
    cache.keep("text", () => compiled);
    deepStrictEqual(cache.read("text"), compiled);
    strictEqual(cache.read("another"), undefined);
    strictEqual(new ProgramCache(join(folder, "xla"), "plugin 2").read("text"), undefined);
    const [{ name }] = await Array.fromAsync(Deno.readDir(join(folder, "xla")));
    const file = join(folder, "xla", name), bytes = await Deno.readFile(file);
    await Deno.writeFile(file, bytes.with(1, 9));
    strictEqual(cache.read("text"), undefined);
    await Deno.writeFile(file, new Uint8Array(0));
    strictEqual(cache.read("text"), undefined);
    // what cannot be kept is done without
    new ProgramCache("/proc/nowhere", "").keep("text", () => compiled);
    cache.keep("text", () => {
      throw new Error("cannot be serialised");
    });
  }));
