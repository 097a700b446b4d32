import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { PLUGINS } from "../../run/training.ts";
import { call } from "../call.ts";

for (const command of ["strategies", "datasets", "recipes", "backends"]) {
  Deno.test(`crlc ${command} --json is one object with named items, told in one line each`, async () => {
    const { code, stdout, stderr } = await call([command, "--json"]);
    strictEqual(code, 0);
    strictEqual(stderr, "");
    const { schemaVersion, items } = JSON.parse(stdout);
    strictEqual(schemaVersion, 1);
    ok(items.length > 0);
    for (const { name, about } of items) {
      match(name, /^[a-z][a-z0-9/-]*$/);
      match(about, /^\S[^\n]*\S$/);
    }
  });

  Deno.test(`crlc ${command} names every item and fits 80 columns`, async () => {
    const { items } = JSON.parse((await call([command, "--json"])).stdout);
    const { stdout } = await call([command]);
    for (const { name } of items) ok(stdout.includes(name), name);
    for (const line of stdout.split("\n")) ok(line.length <= 80, line);
  });
}

Deno.test("crlc datasets NAME tells licence, citation and archives", async () => {
  const { code, stdout } = await call(["datasets", "cifar10"]);
  strictEqual(code, 0);
  match(stdout, /^licence /m);
  match(stdout, /^to cite +Krizhevsky/m);
  match(stdout, /^archive +cifar-10-binary\.tar\.gz/m);
});

Deno.test("crlc datasets of an unknown name suggests a name or a command", async () => {
  match((await call(["datasets", "digts"])).stderr, /did you mean "digits"\?/);
  match((await call(["datasets", "fech"])).stderr, /did you mean "fetch"\?/);
});

Deno.test("crlc datasets where follows flag, variable and XDG folder, in this order", async () => {
  const where = async (args: string[], env: Record<string, string>) =>
    (await call(["datasets", "where", ...args], { env })).stdout;
  strictEqual(await where([], { XDG_DATA_HOME: "/d" }), "/d/crlc\n");
  strictEqual(await where([], { XDG_DATA_HOME: "/d", CRLC_DATA_DIR: "/sets" }), "/sets\n");
  strictEqual(await where(["--data", "/mine"], { CRLC_DATA_DIR: "/sets" }), "/mine\n");
});

Deno.test("crlc doctor reports all the rest where there is no home, and says what is missing", async () => {
  const { code, stdout } = await call(["doctor"], { env: { HOME: "" } });
  strictEqual(code, 0);
  match(stdout, /^Backends\n[^]*\nMachine\n[^]*\nFolders\n/);
  match(stdout, /^data +missing/m);
  match(stdout, /^cache +missing/m);
  match(stdout, /^runs +(will be made|writable) +\//m);
  match(
    stdout.replace(/\s+/g, " "),
    /CRLC_CACHE_DIR or HOME must be set, and neither is; to mend: set CRLC_CACHE_DIR/,
  );
  const { folders } = JSON.parse((await call(["doctor", "--json"], { env: { HOME: "" } })).stdout);
  strictEqual(folders[0].path, undefined);
  match(folders[0].reason, /^Cannot choose a data folder/);
});

Deno.test("crlc doctor --json tells backends, versions, machine and folders", async () => {
  const { code, stdout } = await call(["doctor", "--json"], {
    env: { CRLC_DATA_DIR: "/no/such/folder" },
  });
  strictEqual(code, 0);
  const found = JSON.parse(stdout);
  strictEqual(found.schemaVersion, 1);
  deepStrictEqual(Object.keys(found.versions).sort(), ["crlc", "deno", "typescript", "v8"]);
  ok(found.machine.cores >= 1 && found.machine.memoryBytes > 2 ** 28);
  const cpu = found.backends.find(({ name }: { name: string }) => name === "cpu");
  strictEqual(cpu.ok, true);
  for (const { ok: ready, device, reason, fix } of found.backends) {
    ok(ready ? typeof device === "string" : reason && fix);
  }
  deepStrictEqual(found.folders.map(({ name }: { name: string }) => name), [
    "data",
    "cache",
    "runs",
  ]);
  strictEqual(found.folders[0].path, "/no/such/folder");
  strictEqual(found.folders[0].exists, false);
});

Deno.test("crlc doctor --plugin and crlc backends --plugin look at the backends of plugins as well", async () => {
  for (const command of ["doctor", "backends"]) {
    const { code, stdout } = await call([command, "--plugin", PLUGINS.checked, "--json"]);
    strictEqual(code, 0);
    const { backends, items = backends } = JSON.parse(stdout);
    const { ok: ready, device, about } = items.find(({ name }: { name: string }) =>
      name === "checked"
    );
    deepStrictEqual([ready, about], [
      true,
      "wasm that stops at the first number that is not finite",
    ]);
    match(device, /WebAssembly/);
  }
  const none = await call(["doctor", "--plugin", "./no-such-plugin.ts", "--json"]);
  deepStrictEqual([none.code, JSON.parse(none.stdout).error.code], [3, "PLUGIN_NOT_LOADED"]);
});

Deno.test("a plugin that cannot be loaded is an error of kind plugin", async () => {
  const { code, stderr } = await call(["strategies", "--plugin", "./no-such-plugin.ts"]);
  strictEqual(code, 3);
  match(stderr, /\[PLUGIN_NOT_LOADED\]/);
});

Deno.test("crlc datasets fetch --offline and CRLC_OFFLINE use no network", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const env = { CRLC_DATA_DIR: folder };
    const flag = await call(["datasets", "fetch", "cifar10", "--offline"], { env });
    strictEqual(flag.code, 4);
    match(flag.stderr, /\[OFFLINE\]/);
    const variable = await call(["datasets", "fetch", "cifar10"], {
      env: { ...env, CRLC_OFFLINE: "1" },
    });
    strictEqual(variable.code, 4);
    match(variable.stderr, /\[OFFLINE\]/);
    deepStrictEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("crlc datasets import names the file that is missing", async () => {
  const { code, stderr } = await call(["datasets", "import", "cifar10", "/no/such.tar.gz"], {
    env: { CRLC_DATA_DIR: "/tmp" },
  });
  strictEqual(code, 4);
  match(stderr, /"\/no\/such\.tar\.gz"/);
});

Deno.test("crlc recipes tells the paper's numbers, the steps and about how long they take", async () => {
  const { items } = JSON.parse((await call(["recipes", "--json"])).stdout);
  const item = items.find(({ name }: { name: string }) => name === "crlc/cifar10");
  deepStrictEqual(item.paper[0], {
    ...{ table: "5", acc: 0.794, nmi: 0.667, ari: 0.623 },
    sd: { acc: 0.003, nmi: 0.006, ari: 0.004 },
  });
  strictEqual(item.cost.steps, 2000 * Math.floor(50_000 / 512));
  // Measured speed says about 100 days.
  ok(item.cost.seconds > 80 * 86_400 && item.cost.seconds < 130 * 86_400);
  const { stdout } = await call(["recipes"]);
  match(stdout, /paper: ACC 0\.794 ± 0\.003/);
  match(stdout, /takes about \d+ days/);
});

Deno.test("crlc recipes --table prints a table of the paper within 80 columns, and takes no words", async () => {
  const { code, stdout } = await call(["recipes", "--table", "7"]);
  strictEqual(code, 0);
  match(
    stdout,
    /^cifar10 +scan\/cifar10, stage cluster +81\.8 \/ 71\.2 \/ 66\.5.*\n +± 0\.3 \/ 0\.4 \/ 0\.4$/m,
  );
  const two = await call(["recipes", "--table", "2"]);
  match(two.stdout, /ACC \/ ACC5 \/ NMI \/ ARI/);
  match(two.stdout, /75\.4 \/ 93\.3 \/ 80\.6 \/ 63\.4/);
  for (const line of stdout.split("\n")) ok(line.length <= 80, line);
  const errors = await call(["recipes", "--table", "3"]);
  match(errors.stdout, /^cifar10, 10 labels +crlc-semi\/cifar10 +46\.75 ± 8\.01 /m);
  match(errors.stdout, /^cifar10, 250 labels +remixmatch\/cifar10-250 +\d\.\d\d /m);
  const refused = await call(["recipes", "stl10", "--table", "7"]);
  deepStrictEqual([refused.code, /it is printed whole/.test(refused.stderr)], [2, true]);
});
