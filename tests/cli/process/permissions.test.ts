import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { parse } from "@optique/core/parser";
import { flagsOf } from "../../../cli/process/permissions/permissions.ts";
import type { BoundCommand } from "../../../cli/command.ts";
import type { Typed } from "../../../cli/process/permissions/command_permissions.ts";
import { resolvePermissions } from "../../../cli/process/permissions/resolve.ts";
import { COMMANDS } from "../../../cli/table.ts";
import { inFolder, PLUGINS, trainBlobs } from "../../run/training.ts";
import { testIo } from "../call.ts";

/** A plugin that tries what it must not while it is loaded, in the process and in a thread. */
const prying = (folder: string, address: string) => `
import blobs from ${JSON.stringify(`file://${PLUGINS.blobs}`)};

const attempts = {
  connect: () => Deno.connect({ hostname: "127.0.0.1", port: ${new URL(address).port} }),
  fetch: () => fetch("${address}"),
  listen: () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  spawn: () => new Deno.Command(Deno.execPath(), { args: ["--version"] }).output(),
  signal: () => Deno.kill(Deno.ppid, "SIGURG"),
  "native code": () => Deno.dlopen("/nowhere.so", {}),
  "import over the network": () => import("${address}" + "module.js"),
  "import of a package": () => import("npm:" + "is-thirteen@2.0.0"),
  "a file elsewhere": () => Deno.writeTextFile("${folder}/elsewhere", ""),
  "a link": () => Deno.symlink("/", "${folder}/link"),
  "the environment of processes": () => Deno.readTextFile("/proc/self/environ"),
};
const log = (text) => Deno.stderr.writeSync(new TextEncoder().encode(text + "\\n"));
for (const [what, attempt] of Object.entries(attempts)) {
  await Promise.resolve().then(attempt)
    .then(() => log("allowed: " + what), () => log("refused: " + what));
}
const thread = \`try { await fetch("${address}"); postMessage("allowed"); }
  catch { postMessage("refused"); }\`;
const worker = new Worker("data:text/javascript," + encodeURIComponent(thread), { type: "module" });
log(await new Promise((tell) => worker.onmessage = ({ data }) => tell(data)) + ": a thread");
worker.terminate();
export default blobs;
`;

/** Runs the command line with all permissions, as a person does. */
async function crlc(...args: string[]) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "cli/main.ts", ...args],
    // No TensorFlow, beside which there would be nothing to refuse.
    env: { CRLC_TENSORFLOW: "", CRLC_DATA_DIR: new URL("nowhere", import.meta.url).pathname },
    stdin: "null",
  }).output();
  return { code, stderr: new TextDecoder().decode(stderr) };
}

Deno.test({
  name: "a plugin in any command reaches no network, no process, no native code, no file elsewhere",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      let asked = 0;
      await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
        asked++;
        return new Response("export default 1", { headers: { "content-type": "text/javascript" } });
      });
      const run = join(folder, "run"), plugin = join(folder, "prying.ts");
      const { port } = server.addr;
      await Deno.writeTextFile(plugin, prying(folder, `http://127.0.0.1:${port}/`));
      const commands = [
        ["train", "blobs", "--epochs", "1", "--run", run, "--backend", "wasm"],
        ["eval", run, "--backend", "wasm"],
        ["verify", run],
        ["strategies"],
        ["doctor", "--data", join(folder, "run", "data")],
        ["backends"],
        ["bench", "--backend", "wasm", "--steps", "1", "--width", "8", "--batch", "2"],
        ["bench", "data", "blobs", "--seconds", "1", "--workers", "0"],
      ];
      for (const command of commands) {
        const { code, stderr } = await crlc(...command, "--plugin", plugin);
        strictEqual(code, 0, stderr);
        const tried = stderr.split("\n").filter((line) => /^(allowed|refused): /.test(line));
        strictEqual(tried.length, 12, stderr);
        deepStrictEqual(tried.filter((line) => !line.startsWith("refused")), [], command.join(" "));
      }
      strictEqual(asked, 0);
      deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
        "prying.ts",
        "run",
      ]);
    }),
});

Deno.test("training on wasm gives up the decoder's native code too, where no pictures are read", () =>
  inFolder(async (folder) => {
    const plugin = join(folder, "prying.ts");
    await Deno.writeTextFile(
      plugin,
      `import blobs from ${JSON.stringify(`file://${PLUGINS.blobs}`)};
const [data] = blobs.datasets;
const decoder = { name: "ffi", path: import.meta.resolve("sharp").slice(7).split("/sharp/")[0] + "/@img" };
const log = (text) => Deno.stderr.writeSync(new TextEncoder().encode(text + "\\n"));
log("at first " + Deno.permissions.querySync(decoder).state);
let last = "";
const open = async (options) => new Proxy(await data.open(options), {
  get(target, key) {
    const { state } = Deno.permissions.querySync(decoder);
    if (state !== last) log("then " + (last = state));
    const value = target[key];
    return typeof value === "function" ? value.bind(target) : value;
  },
});
export default { ...blobs, datasets: [{ ...data, open }] };`,
    );
    const { code, stderr } = await crlc(
      ...["train", "blobs", "--plugin", plugin, "--epochs", "1", "--backend", "wasm"],
      ...["--run", join(folder, "run")],
    );
    strictEqual(code, 0, stderr);
    match(stderr, /at first granted\n/);
    match(stderr, /then (prompt|denied)\n/);
  }));

Deno.test("commas, spaces and other scripts in the path of a run are no hindrance", () =>
  inFolder(async (folder) => {
    const run = join(folder, "a, b", "лето 1,2");
    const blobs = ["--plugin", PLUGINS.blobs, "--backend", "wasm"];
    for (
      const command of [["train", "blobs", "--epochs", "1", "--run", run], ["eval", run], [
        "report",
        run,
        "--to",
        join(folder, "c,d", "page.html"),
      ]]
    ) {
      const { code, stderr } = await crlc(...command, ...blobs);
      strictEqual(code, 0, stderr);
    }
  }));

Deno.test("a run folder with a link in it is refused: links are followed wherever they lead", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), mine = join(folder, "mine.txt");
    await trainBlobs({ run });
    await Deno.writeTextFile(mine, "mine");
    const places = { eval: ["yardstick.json"], verify: ["checkpoints", "kept"] };
    for (const [command, place] of Object.entries(places)) {
      const path = join(run, ...place);
      await Deno.symlink(mine, path);
      const { code, stderr } = await crlc(command, run, "--plugin", PLUGINS.blobs);
      strictEqual(code, 6, stderr);
      match(stderr, /may be a symbolic link, and ".*" is one +\[LINK_IN_RUN\]/);
      await Deno.remove(path);
    }
    strictEqual(await Deno.readTextFile(mine), "mine");
  }));

const io = testIo({ env: { CRLC_RUNS_DIR: "/r", CRLC_DATA_DIR: "/d", CRLC_CACHE_DIR: "/c" } });

function withThoseWithin(bound: BoundCommand): BoundCommand[] {
  return [bound, ...bound.within.flatMap(withThoseWithin)];
}
/** Every command in the order of help. */
const ALL = Object.values(COMMANDS).flat().flatMap(withThoseWithin).map(({ command }) => command);

/** The permissions of a command with some words after it. */
async function permissionsOf(words: string, { env } = io) {
  const [name] = ALL.map(({ name }) => name)
    .filter((name) => `${words} `.startsWith(`${name} `))
    .sort((a, b) => b.length - a.length);
  const { options, permissions } = ALL.find((command) => command.name === name)!;
  const typed = parse(options, words.slice(name.length).split(" ").filter((word) => word !== ""));
  ok(typed.success, words);
  return await resolvePermissions<Typed>(permissions, typed.value, { env });
}

Deno.test("permissions follow what was typed", async () => {
  const write = async (words: string) => (await permissionsOf(words))?.write;
  deepStrictEqual(await write("train x"), ["/r", "/c"]);
  deepStrictEqual(await write("train x --run /tmp/nowhere-a/b/c"), ["/tmp/nowhere-a", "/c"]);
  deepStrictEqual(await write("train --repeat /tmp/x/"), ["/tmp/x-repeat", "/c"]);
  deepStrictEqual(await write("sweep x --run /tmp/x"), ["/tmp/x", "/c"]);
  for (
    const command of ["eval /tmp/x", "names /tmp/x", "neighbors /tmp/x", "assign /tmp/x a.png"]
  ) {
    deepStrictEqual(await write(command), ["/tmp/x", "/c"], command);
  }
  deepStrictEqual(await write("report /tmp/x /tmp/y --to /tmp/z/page.html"), [
    ...["/tmp/x", "/tmp/y", "/tmp/z", "/c"],
  ]);
  deepStrictEqual(await write("export /tmp/x --to /tmp/y --images copy"), [
    ...["/tmp/x", "/tmp/y", "/c"],
  ]);
  strictEqual(await write("export /tmp/x --to /tmp/y"), true);
  deepStrictEqual(await write("datasets cache"), ["/c"]);
  deepStrictEqual(await write("datasets fetch cifar10"), ["/d"]);
  deepStrictEqual(await write("datasets import cifar10 a.tar.gz --data /tmp/e"), ["/tmp/e"]);
  deepStrictEqual(await write("datasets verify cifar10"), []);
  deepStrictEqual(await write("verify /tmp/x"), ["/c"]);
  deepStrictEqual(await write("bench data"), ["/c"]);
  deepStrictEqual(await write("backends uninstall tensorflow"), ["/d"]);
  deepStrictEqual(await write("score --truth a --clusters b"), []);
});

Deno.test("a figure asks for its part only where the file's name is one that it can draw", () => {
  const { permissions } = ALL.find(({ name }) => name === "figure")!;
  const parts = (to: string) => permissions !== "all" && permissions.parts?.({ to } as never);
  deepStrictEqual(["x.svg", "x.PNG", "x.pdf"].map(parts), [["vega"], ["vega"], ["vega"]]);
  deepStrictEqual(["x.vl.json", "x.json", "x.doc"].map(parts), [[], [], []]);
});

Deno.test("what runs other programs alone keeps every permission whatever is typed", () => {
  deepStrictEqual(
    ALL.filter(({ permissions }) => permissions === "all").map(({ name }) => name),
    ["backends install", "parts add"],
  );
});

Deno.test("looking at the machine keeps every permission, but where a plugin is loaded", async () => {
  const nowhere = testIo({ env: { CRLC_BACKEND: "wasm" } });
  for (const command of ["doctor", "backends", "bench --backend wasm"]) {
    strictEqual(await permissionsOf(command, nowhere), undefined);
  }
  const found = await permissionsOf("bench --backend wasm --plugin ./plugin.ts", nowhere);
  deepStrictEqual([typeof found?.ffi, found?.net], ["object", []]);
  // A backend of a plugin's may be native; what the plugin imports is fetched first all the same.
  deepStrictEqual(await permissionsOf("bench --plugin ./plugin.ts --backend theirs", nowhere), {
    ...{ all: true, write: true, net: true, ffi: true },
    plugins: ["./plugin.ts"],
  });
});

Deno.test("downloading reaches the hosts of the data set's archives and no other", async () => {
  const net = async (words: string) => (await permissionsOf(words))?.net;
  deepStrictEqual(await net("datasets fetch cifar10"), ["www.cs.toronto.edu"]);
  deepStrictEqual(await net("datasets fetch nosuch"), []);
  strictEqual(await net("datasets fetch theirs --plugin ./plugin.ts"), true);
  for (
    const command of ["train x", "eval /tmp/x", "verify /tmp/x", "datasets import cifar10 a.tar.gz"]
  ) {
    deepStrictEqual(await net(command), [], command);
  }
  deepStrictEqual(await net("train x --watch"), ["127.0.0.1"]);
  deepStrictEqual(await net("open /tmp/x"), ["127.0.0.1"]);
  deepStrictEqual((await permissionsOf("open /tmp/x"))?.run, undefined);
  const browser = await permissionsOf("open /tmp/x --browser");
  if (Deno.build.os === "linux") deepStrictEqual(browser?.run, ["xdg-open"]);
  deepStrictEqual([browser?.net, browser?.write], [["127.0.0.1"], ["/tmp/x", "/c"]]);
  // A hub redirects to stores of its own.
  strictEqual(await net("encoders fetch dinov2-small --plugin ./plugin.ts"), true);
  strictEqual(await permissionsOf("encoders fetch dinov2-small"), undefined);
});

Deno.test("native code is the decoder's alone, unless the backend is native", async () => {
  const ffi = async (words: string, env = io) => (await permissionsOf(words, env))?.ffi;
  const decoder = await ffi("train x --backend wasm");
  // Beside it, parts that are native, where this machine has some.
  ok(Array.isArray(decoder) && decoder[0].endsWith("@img"));
  ok(decoder.slice(1).every((path) => /[\\/]parts[\\/][\w-]+$/.test(path)), decoder.join());
  strictEqual(await ffi("train x --backend tensorflow"), true);
  strictEqual(await ffi("train x --backend of-a-plugin"), true);
  const auto = testIo({ env: { CRLC_BACKEND: "wasm", CRLC_CACHE_DIR: "/c", CRLC_RUNS_DIR: "/r" } });
  deepStrictEqual(await ffi("train x --backend auto", auto), decoder);
  deepStrictEqual(await ffi("score --truth a --clusters b"), []);
});

Deno.test("flagsOf() grants what is named, or the folder above where a comma is in the name", () => {
  const none = { write: [], net: [], ffi: [], plugins: [] };
  const always = [
    ...["--no-prompt", "--cached-only", "--unstable-lazy-dynamic-imports"],
    ...["--allow-read", "--allow-env", "--allow-sys"],
  ];
  deepStrictEqual(flagsOf(none), always);
  deepStrictEqual(flagsOf({ ...none, write: ["/x/a,b/d, e", "/c"], ffi: true }), [
    ...always,
    "--allow-write=/x,/c",
    "--allow-ffi",
  ]);
  deepStrictEqual(flagsOf({ ...none, run: ["xdg-open"] }), [...always, "--allow-run=xdg-open"]);
});

Deno.test("docs/security.md says of each command what the code grants", async () => {
  const page = await Deno.readTextFile(new URL("../../../docs/security.md", import.meta.url));
  const rows = page.split("\n").filter((line) => /^\| +`/.test(line))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  const NATIVE = {
    decoder: "the image decoder's",
    backend: "the image decoder's, the backend's",
    backends: "the image decoder's; every permission where a backend is native",
  };
  deepStrictEqual(
    rows,
    ALL.flatMap(({ name, permissions }) => {
      if (permissions === "all") return [];
      const { writes, network, native } = permissions;
      const net = network === "archives"
        ? "the hosts of its archives"
        : network === "watch"
        ? "none; 127.0.0.1 with `--watch`"
        : network === "loopback"
        ? "127.0.0.1"
        : network === "any"
        ? "any host"
        : "none";
      return [[`\`${name}\``, writes, net, native ? NATIVE[native] : "none"]];
    }),
  );
});
