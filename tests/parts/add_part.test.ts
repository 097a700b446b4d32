import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { AddOptions } from "../../parts/install/add_options.ts";
import { addPart } from "../../parts/install/add_part.ts";
import { findWheelFetcher, type WheelFetcher } from "../../parts/install/fetch_wheel.ts";
import { lock } from "../../parts/install/lock.ts";
import { runProgram } from "../../parts/install/run_program.ts";
import { removePart } from "../../parts/install/remove_part.ts";
import { fileOf, isWheel, type Part } from "../../parts/part.ts";
import { TENSORFLOW } from "../../parts/rows/tensorflow.ts";
import { type Bytes, zip } from "./zip.ts";

const keep = /\.so\.2$|LICENSE$/;
const archives: readonly Readonly<Record<string, string>>[] = [
  { "tensorflow/lib.so.2": "code ".repeat(1000), "tensorflow/a.py": "no", "LICENSE": "mine" },
  { "nvidia/x/lib/x.so.2": "more", "nvidia/x/bin/x.so.2": "run" },
];
const contents = archives.map(zip);
const part = {
  name: "tensorflow",
  about: "a stand-in",
  neededFor: "tests",
  licence: "MIT",
  room: "backends",
  unpackedBytes: 5000,
  packages: contents.map((bytes, i) => ({
    name: `wheel${i}`,
    version: "1",
    file: `wheel${i}.whl`,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    keep,
  })),
} as const satisfies Part;

/** What lies where the part's room is: the part, and what has been fetched of it. */
const room = (folder: string) => join(folder, "backends");

/** Stands in for pip; may be told to misbehave. */
function fake(
  behave: (file: string) => Bytes | string = () => "",
): WheelFetcher & { asked: string[] } {
  const asked: string[] = [];
  return {
    name: "a stand-in",
    asked,
    async fetch({ file }, folder) {
      asked.push(file);
      const given = behave(file);
      if (typeof given === "string" && given !== "") return { success: false, message: given };
      const whole = contents[part.packages.findIndex((wheel) => wheel.file === file)];
      await Deno.writeFile(join(folder, file), given === "" ? whole : given as Bytes);
      return { success: true, message: "" };
    },
  };
}

interface Scene {
  readonly folder: string;
  readonly notes: string[];
  options(more?: Partial<AddOptions>): AddOptions;
}

const scene = (name: string, body: (scene: Scene) => Promise<void>) =>
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir({ prefix: "crlc-install-" }), notes: string[] = [];
    try {
      await body({
        ...{ folder, notes },
        options: (more = {}) => ({
          ...{ dataFolder: folder, wheels: fake() },
          note: (text) => notes.push(text),
          progress() {},
          stop: new AbortController().signal,
          ...more,
        }),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

const names = async (folder: string) =>
  (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();

scene("an installation says its size first, keeps what is needed and can be undone", async (s) => {
  const installed = await addPart(part, s.options());
  strictEqual(s.notes[0], "tensorflow: 2 packages, 0.1 MB to fetch, about 0.1 MB on disk");
  strictEqual(installed.unchanged, false);
  strictEqual(installed.bytes, 5000 + 4 + 4 + 3);
  deepStrictEqual(await names(room(s.folder)), ["tensorflow"]);
  deepStrictEqual(await names(installed.folder), [
    ...["LICENSE", "installed.json", "nvidia", "tensorflow"],
  ]);
  deepStrictEqual(await names(join(installed.folder, "tensorflow")), ["lib.so.2"]);
  strictEqual(
    await Deno.readTextFile(join(installed.folder, "tensorflow/lib.so.2")),
    "code ".repeat(1000),
  );
  if (Deno.build.os !== "windows") {
    const { mode } = await Deno.stat(join(installed.folder, "nvidia/x/bin/x.so.2"));
    strictEqual(mode! & 0o111, 0o111, "a program can be run");
  }
  strictEqual(await removePart(part, s.folder), true);
  strictEqual(await removePart(part, s.folder), false);
  deepStrictEqual(await names(room(s.folder)), []);
});

scene(
  "an installation that is whole is left alone, one with a cut file is made anew",
  async (s) => {
    const { folder } = await addPart(part, s.options());
    const fetcher = fake();
    strictEqual((await addPart(part, s.options({ wheels: fetcher }))).unchanged, true);
    deepStrictEqual(fetcher.asked, []);
    await Deno.truncate(join(folder, "tensorflow/lib.so.2"), 10);
    strictEqual((await addPart(part, s.options({ wheels: fetcher }))).unchanged, false);
    strictEqual((await Deno.stat(join(folder, "tensorflow/lib.so.2"))).size, 5000);
    await Deno.writeTextFile(join(folder, "tensorflow/lib.so.2"), "c0de ".repeat(1000));
    strictEqual((await addPart(part, s.options({ wheels: fetcher }))).unchanged, false);
  },
);

scene("a download that breaks off goes on with the wheel it had come to", async (s) => {
  const broken = fake((file) => file === "wheel1.whl" ? "ERROR: connection reset" : "");
  await rejects(addPart(part, s.options({ wheels: broken })), {
    code: "FETCH_FAILED",
    message:
      "Cannot fetch wheel1.whl: a stand-in must bring it, and does not: ERROR: connection reset",
  });
  deepStrictEqual(await names(room(s.folder)), ["tensorflow.fetched"]);
  const fetcher = fake();
  await addPart(part, s.options({ wheels: fetcher }));
  deepStrictEqual(fetcher.asked, ["wheel1.whl"]);
  deepStrictEqual(await names(room(s.folder)), ["tensorflow"]);
});

scene("a wheel with a wrong hash is refused and nothing is installed", async (s) => {
  const fetcher = fake(() => Uint8Array.of(1, 2, 3));
  await rejects(addPart(part, s.options({ wheels: fetcher })), { code: "PACKAGE_WRONG" });
  deepStrictEqual(await names(room(s.folder)), ["tensorflow.fetched"]);
  deepStrictEqual(await names(join(room(s.folder), "tensorflow.fetched")), []);
});

scene("a full disk is told as such, before and while", async (s) => {
  const fetcher = fake(() => "ERROR: [Errno 28] No space left on device");
  await rejects(addPart(part, s.options({ wheels: fetcher })), {
    code: "DISK_FULL",
    kind: "resource",
  });
  const huge: Part = { ...part, unpackedBytes: 1e18 };
  const error = { code: "DISK_FULL", message: /must be free, and .* are$/ };
  await rejects(addPart(huge, s.options()), error);
});

scene("two installations at once: the second is refused and the first is whole", async (s) => {
  await Deno.mkdir(room(s.folder));
  using _other = await lock(join(room(s.folder), "install.lock"));
  await rejects(addPart(part, s.options()), { code: "INSTALL_LOCKED" });
  deepStrictEqual(await names(room(s.folder)), ["install.lock"]);
});

scene("an installation that is stopped while it unpacks leaves nothing half", async (s) => {
  const controller = new AbortController();
  const progress = (what: string) => what.startsWith("unpacking") && controller.abort();
  const options = s.options({ progress, stop: controller.signal });
  await rejects(addPart(part, options), { code: "STOPPED", kind: "stopped" });
  deepStrictEqual(await names(room(s.folder)), ["tensorflow.fetched"]);
  const fetcher = fake();
  await addPart(part, s.options({ wheels: fetcher }));
  deepStrictEqual(fetcher.asked, []);
});

scene("what an installation that was killed has left is cleared away by the next", async (s) => {
  await Deno.mkdir(join(room(s.folder), "partial-left"), { recursive: true });
  await Deno.mkdir(join(room(s.folder), "tensorflow.fetched/partial-left"), { recursive: true });
  // What is called so because its owner is, is no such thing.
  await Deno.mkdir(join(room(s.folder), "partial-labs--vit"));
  await addPart(part, s.options());
  deepStrictEqual(await names(room(s.folder)), ["partial-labs--vit", "tensorflow"]);
});

scene("a part comes back where the new one cannot take its place", async (s) => {
  await addPart(part, s.options());
  const changed = join(room(s.folder), "tensorflow", "tensorflow/lib.so.2");
  await Deno.writeTextFile(changed, "old");
  const { rename } = Deno;
  Deno.rename = (from, to) =>
    `${from}`.endsWith("-old") || !`${to}`.endsWith("/tensorflow")
      ? rename(from, to)
      : Promise.reject(new Error("the disk is ill"));
  try {
    await rejects(addPart(part, s.options()), /the disk is ill/);
  } finally {
    Deno.rename = rename;
  }
  strictEqual(await Deno.readTextFile(changed), "old");
});

Deno.test("programs do not run in the current folder, whose files they might take for theirs", async () => {
  const { message } = await runProgram(Deno.execPath(), ["eval", "console.log(Deno.cwd())"]);
  ok(message.trim() !== "" && message.trim() !== Deno.cwd(), message);
});

scene("wheels that are there already need no network, and stay", async (s) => {
  const from = join(s.folder, "mine");
  await Deno.mkdir(from);
  const offline = s.options({ from, offline: true });
  await rejects(addPart(part, offline), {
    code: "PACKAGE_MISSING",
    message: /must hold wheel0\.whl, and does not$/,
  });
  for (const [i, bytes] of contents.entries()) {
    await Deno.writeFile(join(from, `wheel${i}.whl`), bytes);
  }
  await addPart(part, offline);
  deepStrictEqual(await names(room(s.folder)), ["tensorflow"]);
  await Deno.writeFile(join(from, "wheel0.whl"), Uint8Array.of(1));
  await removePart(part, s.folder);
  await rejects(addPart(part, offline), { code: "PACKAGE_WRONG" });
});

scene("a folder or a pipe in the place of a wheel is no wheel", async (s) => {
  const from = join(s.folder, "from"), [{ file }] = part.packages;
  await Deno.mkdir(join(from, file), { recursive: true });
  await rejects(addPart(part, s.options({ from })), { code: "PACKAGE_MISSING" });
  await Deno.remove(join(from, file));
  await new Deno.Command("mkfifo", { args: [join(from, file)] }).output();
  await rejects(addPart(part, s.options({ from })), { code: "PACKAGE_MISSING" });
});

Deno.test("without pip and uv the files to be brought are named", () =>
  rejects(findWheelFetcher(part.packages, [["crlc-no-such-pip"], ["crlc-no-such-uv", "pip"]]), {
    code: "NO_PIP",
    message: /^Cannot fetch wheel0\.whl, wheel1\.whl: pip or uv must be there/,
    hint: /--from$/,
  }));

scene("without the network nothing is fetched", async (s) => {
  const fetcher = fake();
  await rejects(addPart(part, s.options({ wheels: fetcher, offline: true })), {
    code: "OFFLINE",
  });
  deepStrictEqual(fetcher.asked, []);
});

Deno.test("every wheel is pinned by name, version and hash, and CUDA's are those for GPUs", () => {
  for (const { packages, unpackedBytes } of TENSORFLOW) {
    for (const { file, sha256, bytes, name, version } of packages.filter(isWheel)) {
      match(sha256, /^[0-9a-f]{64}$/);
      ok(file.startsWith(`${name.replaceAll("-", "_")}-${version}-`) && file.endsWith(".whl"));
      ok(bytes > 1e6 && unpackedBytes > bytes);
    }
  }
  const [cpu, gpu] = TENSORFLOW;
  strictEqual(cpu.packages.length, 1);
  strictEqual(new Set(gpu.packages.map(fileOf)).size, 13);
  const [wheel] = cpu.packages;
  ok(wheel.keep?.test("tensorflow/libtensorflow_cc.so.2"));
  ok(!wheel.keep?.test("tensorflow/python/_pywrap_tfe.so"));
  ok(gpu.packages[1].keep?.test("nvidia/cublas/lib/libcublas.so.12"));
});
