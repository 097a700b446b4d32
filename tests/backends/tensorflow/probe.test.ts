import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { configuration } from "../../../backends/tensorflow/context.ts";
import { hasDriver, mayHaveDriver } from "../../../core/nvidia_driver.ts";
import { missingForGpu } from "../../../backends/tensorflow/gpu.ts";
import { withLibrary } from "./library.ts";

const MODULE = new URL("../../../backends/tensorflow/mod.ts", import.meta.url).href;
const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;

/** Runs a few lines in a process of their own. */
async function inProcess(code: string, permissions: string[], env: Record<string, string>) {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, code);
    const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--config", CONFIG, ...permissions, file],
      env,
    }).output();
    ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(file);
  }
}

/** What a process with these permissions and variables finds. */
async function probe(flavour: string, permissions: string[], env: Record<string, string>) {
  const code = `const { tensorflow, tensorflowGpu } = await import("${MODULE}");
    console.log(JSON.stringify(await ${flavour}.probe()));`;
  return JSON.parse(await inProcess(code, permissions, env));
}

const linux = Deno.build.os === "linux" && Deno.build.arch === "x86_64";
const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name: linux ? name : `${name} (skipped: only Linux on x86_64)`, ignore: !linux, fn });

const nowhere = { CRLC_TENSORFLOW: "", CRLC_DATA_DIR: "/nowhere" };

test("probe() without a library names the command that installs it", async () => {
  deepStrictEqual(await probe("tensorflow", ["-A"], nowhere), {
    ok: false,
    reason: "TensorFlow's library is not installed",
    fix: "crlc backends install tensorflow, or set CRLC_TENSORFLOW to the folder that holds it",
    part: "tensorflow",
  });
});

test("probe() without the permission to call libraries says which flag gives it", async () => {
  const { ok, reason, fix } = await probe("tensorflow", ["--allow-read", "--allow-env"], {
    CRLC_TENSORFLOW: "/nowhere",
  });
  deepStrictEqual([ok, reason], [false, "crlc may not call native libraries"]);
  match(fix, /^start crlc with --allow-ffi/);
});

test("probe() with no permission at all gives an answer, not an error", async () => {
  strictEqual((await probe("tensorflow", [], {})).ok, false);
});

const compiler = ["cc", "gcc"].find((name) => {
  try {
    return new Deno.Command(name, { args: ["--version"], stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
});
const compiled = "probe() names the version of a library of another version, and the one it wants";
Deno.test({
  name: linux && compiler ? compiled : `${compiled} (skipped: no C compiler on Linux)`,
  ignore: !linux || compiler === undefined,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const source = join(folder, "old.c");
      await Deno.writeTextFile(source, 'const char *TF_Version(void) { return "2.9.1"; }');
      for (const name of ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"]) {
        const args = ["-shared", "-fPIC", "-o", join(folder, name), source];
        ok((await new Deno.Command(compiler!, { args }).output()).success);
      }
      const { ok: ready, reason, fix } = await probe("tensorflow", ["-A"], {
        CRLC_TENSORFLOW: folder,
      });
      strictEqual(ready, false);
      match(reason, /it must be TensorFlow 2\.21\.0, and is 2\.9\.1$/);
      match(fix, /^set CRLC_TENSORFLOW to a folder with TensorFlow 2\.21\.0, or unset it$/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

test("probe() of a folder that holds no library names the file that is missing", async () => {
  const { ok, reason, fix } = await probe("tensorflow", ["-A"], { CRLC_TENSORFLOW: "/tmp" });
  strictEqual(ok, false);
  match(reason, /^there is no libtensorflow_cc\.so\.2 in "\/tmp", which CRLC_TENSORFLOW names$/);
  match(fix, /^set CRLC_TENSORFLOW to a folder with TensorFlow 2\.\d+\.\d+, or unset it$/);
});

test("probe() of a file that is no library says what the loader says", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const file of ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"]) {
      await Deno.writeTextFile(join(folder, file), "no library");
    }
    const { ok, reason, fix } = await probe("tensorflow", ["-A"], { CRLC_TENSORFLOW: folder });
    strictEqual(ok, false);
    match(reason, /invalid ELF header|file too short/);
    strictEqual(ok, false);
    match(fix, /^set CRLC_TENSORFLOW to a folder with TensorFlow/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const place = {
  folder: "/data/backends/tensorflow-gpu/tensorflow",
  from: "tensorflow-gpu",
} as const;

Deno.test("without NVIDIA's driver a GPU is not looked for any further", () => {
  const found = missingForGpu(place, { hasDriver: () => false, canLoad: () => true });
  strictEqual(found?.reason, "no NVIDIA driver is at work on this machine");
});

Deno.test({
  name: "a driver that Deno does not show to this process may be there",
  ignore: Deno.build.os !== "linux",
  permissions: { read: true },
  fn() {
    throws(() => Deno.statSync("/proc/version"), Deno.errors.NotCapable);
    strictEqual(hasDriver(), undefined);
    ok(mayHaveDriver());
  },
});

Deno.test("whether a driver is there is what the first process has told, else what is seen", () => {
  const hidden = () => undefined, only = (file: string) => (path: string) => path === file;
  strictEqual(hasDriver(hidden, "no"), false);
  strictEqual(hasDriver(hidden, "yes"), true);
  strictEqual(hasDriver(hidden, undefined), undefined);
  strictEqual(hasDriver(() => false, undefined), false);
  strictEqual(hasDriver(only("/dev/dxg"), undefined), true);
});

Deno.test("libraries of CUDA that are missing are named", () => {
  const canLoad = (path: string) => !path.includes("cudnn") && !path.includes("cufft");
  const found = missingForGpu(place, { hasDriver: () => true, canLoad });
  strictEqual(found?.reason, "CUDA is incomplete: libcudnn.so.9, libcufft.so.11 cannot be loaded");
  strictEqual(found?.fix, "crlc backends install tensorflow-gpu");
});

Deno.test("CUDA is looked for beside the library, as Python's packages lie, and where the linker looks", () => {
  const seen: string[] = [];
  const canLoad = (path: string) => {
    seen.push(path);
    return path.startsWith("/") && !path.includes("cublas") || path === "libcublas.so.12";
  };
  strictEqual(missingForGpu(place, { hasDriver: () => true, canLoad }), undefined);
  deepStrictEqual(seen.slice(0, 2), [
    "/data/backends/tensorflow-gpu/nvidia/cublas/lib/libcublas.so.12",
    "libcublas.so.12",
  ]);
});

Deno.test("the library for CPUs is no library for GPUs", () => {
  const found = missingForGpu({ ...place, from: "tensorflow" }, {
    hasDriver: () => true,
    canLoad: () => true,
  });
  strictEqual(found?.fix, "crlc backends install tensorflow-gpu");
});

Deno.test("configuration() sets threads, memory that grows, and no GPU for the CPU", () => {
  // ConfigProto: 2 and 5 are threads, 6.4 grows memory, 7 lets ops fall back to the CPU
  const common = [0x10, 3, 0x28, 3, 0x32, 2, 0x20, 1, 0x38, 1];
  deepStrictEqual([...configuration(3, true)], common);
  const noGpu = [0x0a, 7, 0x0a, 3, 0x47, 0x50, 0x55, 0x10, 0];
  deepStrictEqual([...configuration(3, false)], [...noGpu, ...common]);
  deepStrictEqual([...configuration(200, true)].slice(0, 6), [0x10, 0xc8, 1, 0x28, 0xc8, 1]);
});

withLibrary(
  "TensorFlow and WebGPU live in one process, whichever is looked for first",
  async () => {
    for (const names of [["webgpu", "tensorflow"], ["tensorflow", "webgpu"]]) {
      const lines = names.map((name) =>
        `await (await import("${new URL(`../${name}/mod.ts`, MODULE).href}")).${name}.probe();`
      );
      const env = { CRLC_TENSORFLOW: Deno.env.get("CRLC_TENSORFLOW") ?? "" };
      strictEqual(
        await inProcess(`${lines.join("\n")} console.log("alive");`, ["-A"], env),
        "alive\n",
      );
    }
  },
);
