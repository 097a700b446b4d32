import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { folderOf, type Folders, numberOf } from "../../../cli/process/variables.ts";
import { environmentOf } from "../../../cli/environment.ts";
import { testIo } from "../call.ts";

const env = (variables: Record<string, string>) => ({
  env: (name: string) => variables[name] || undefined,
});

type Platform = typeof Deno.build.os;

function foldersOf(io: ReturnType<typeof env>, platform: Platform): Folders {
  const of = (kind: keyof Folders) => folderOf(io, kind, platform);
  return { data: of("data"), cache: of("cache"), runs: of("runs") };
}

Deno.test("folderOf() follows the XDG folders, which must be absolute", () => {
  deepStrictEqual(
    foldersOf(env({ HOME: "/h", XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "c" }), "linux"),
    {
      data: "/d/crlc",
      cache: "/h/.cache/crlc",
      runs: "runs",
    },
  );
});

Deno.test("folderOf() prefers CRLC_* variables", () => {
  const variables = {
    HOME: "/h",
    XDG_DATA_HOME: "/d",
    CRLC_DATA_DIR: "/sets",
    CRLC_CACHE_DIR: "/cache",
    CRLC_RUNS_DIR: "/runs",
  };
  deepStrictEqual(foldersOf(env(variables), "linux"), {
    data: "/sets",
    cache: "/cache",
    runs: "/runs",
  });
});

Deno.test("folderOf() uses what is usual on macOS and Windows", () => {
  strictEqual(
    foldersOf(env({ HOME: "/Users/a" }), "darwin").data,
    "/Users/a/Library/Application Support/crlc",
  );
  strictEqual(
    foldersOf(env({ USERPROFILE: "C:\\a", LOCALAPPDATA: "C:\\a\\Local" }), "windows").cache,
    "C:\\a\\Local\\crlc\\cache",
  );
});

Deno.test("folderOf() without a home says which variable to set", () => {
  throws(() => foldersOf(env({}), "linux"), { code: "NO_HOME", exitCode: 2 });
  strictEqual(folderOf(env({ CRLC_DATA_DIR: "/sets" }), "data", "linux"), "/sets");
});

Deno.test("numberOf() refuses what is no whole number, by the variable's name", () => {
  strictEqual(numberOf(env({ CRLC_THREADS: "3" }), "CRLC_THREADS"), 3);
  strictEqual(numberOf(env({}), "CRLC_THREADS"), undefined);
  for (const bad of ["0", "-1", "2.5", "many"]) {
    throws(() => numberOf(env({ CRLC_THREADS: bad }), "CRLC_THREADS"), { code: "BAD_VARIABLE" });
  }
});

Deno.test("flags win over variables, and variables over what is built in", () => {
  const variables = { CRLC_BACKEND: "cpu", CRLC_THREADS: "3", CRLC_DATA_DIR: "/sets" };
  const plain = { plugins: [] };
  deepStrictEqual(environmentOf(plain, testIo()), {
    dataFolder: "/home/nobody/.local/share/crlc",
    hubCache: "/home/nobody/.cache/huggingface/hub",
    cache: { folder: "/home/nobody/.cache/crlc", limit: 64 * 2 ** 30 },
    backend: "auto",
    threads: undefined,
    precision: undefined,
    devices: undefined,
    folder: undefined,
    plugins: [],
  });
  const fromVariables = environmentOf(plain, testIo({ env: variables }));
  deepStrictEqual(
    [fromVariables.backend, fromVariables.threads, fromVariables.dataFolder],
    ["cpu", 3, "/sets"],
  );
  const typed = { plugins: [], backend: "wasm", threads: 1, data: "/mine" };
  const fromFlags = environmentOf(typed, testIo({ env: variables }));
  deepStrictEqual(
    [fromFlags.backend, fromFlags.threads, fromFlags.dataFolder],
    ["wasm", 1, "/mine"],
  );
});
