import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { inFolder, PLUGINS, trainBlobs } from "../../run/training.ts";
import { IS_LINUX, testWhere } from "./test_where.ts";

interface Graph {
  readonly roots: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly isDynamic?: boolean;
      readonly code?: { readonly specifier?: string };
    }[];
  }[];
}

async function deno(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Every module that is loaded before anything is asked for. */
async function loadedAtStart(entry: string): Promise<Set<string>> {
  const graph: Graph = JSON.parse((await deno("info", "--json", entry)).stdout);
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  const loaded = new Set<string>();
  const queue = [...graph.roots];
  for (const specifier of queue) {
    const found = graph.redirects[specifier] ?? specifier;
    if (loaded.has(found)) continue;
    loaded.add(found);
    for (const { isDynamic, code } of modules.get(found)?.dependencies ?? []) {
      if (!isDynamic && code?.specifier !== undefined) queue.push(code.specifier);
    }
  }
  return loaded;
}

Deno.test("the command line starts without tensor code, images or anything of a run", async () => {
  const root = new URL("../../../", import.meta.url).href;
  const fromHere = async (module: string) =>
    [...await loadedAtStart(module)].map((one) => one.replace(root, ""));
  const loaded = await fromHere("cli/main.ts");
  ok(loaded.includes("cli/commands/train.ts"));
  deepStrictEqual(
    loaded.filter((one) =>
      /tensorflow|napi|sharp|valibot/.test(one) ||
      !/^(cli\/(?!actions\/)|core\/|deno\.json$|npm:|node:)/.test(one)
    ),
    [],
  );
  // What the first process of `crlc train` does where no encoder is to be fetched.
  deepStrictEqual(await fromHere("cli/actions/train/bring_encoder.ts"), [
    "cli/actions/train/bring_encoder.ts",
    "node:fs",
  ]);
  // A training without an encoder reads no weights of others, and without --watch serves no page.
  deepStrictEqual(
    (await fromHere("cli/actions/train/train.ts")).filter((one) =>
      /^encoders\/networks\/|^results\/|read_weights/.test(one)
    ),
    [],
  );
});

Deno.test("the process ends with the exit code, the result on standard output alone", async () => {
  const done = await deno(
    "run",
    "-A",
    "cli/main.ts",
    "datasets",
    "where",
    "--data",
    "/x",
    "--json",
  );
  deepStrictEqual(done, {
    code: 0,
    stdout: '{"schemaVersion":1,"folder":"/x"}\n',
    stderr: "",
  });
  const refused = await deno("run", "-A", "cli/main.ts", "datasets", "nosuch");
  strictEqual(refused.code, 2);
  strictEqual(refused.stdout, "");
  match(refused.stderr, /^error: .*\[UNKNOWN_DATA_SET\]\n/);
});

Deno.test("a reader that has gone away changes no exit code", () =>
  inFolder(async (run) => {
    const codeOf = async (...args: string[]) => {
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "cli/main.ts", ...args],
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      // As "| head -0" does: it is closed before anything is written.
      await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
      return (await child.status).code;
    };
    await trainBlobs({ run });
    strictEqual(await codeOf("datasets", "where"), 0);
    strictEqual(await codeOf("datasets", "nosuch"), 2);
    const verify = ["verify", run, "--plugin", PLUGINS.blobs];
    strictEqual(await codeOf(...verify), 0);
    await Deno.truncate(`${run}/metrics.jsonl`, 10);
    const { code } = await deno("run", "-A", "cli/main.ts", ...verify);
    ok(code !== 0);
    strictEqual(await codeOf(...verify), code);
  }));

Deno.test("Ctrl-C is answered in the middle of a long step, and twice ends the process", async () => {
  const runs = await Deno.makeTempDir();
  try {
    // All images in one step: it takes seconds.
    const args = ["train", "crlc/shapes", "--set", "batchSize=4000", "--run", `${runs}/run`];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", ...args],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "", pressed = 0;
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      const due = said.includes("Stopping after this step")
        ? 2
        : said.includes("training ")
        ? 1
        : 0;
      while (pressed < due) {
        child.kill("SIGINT");
        pressed++;
      }
    }
    const { signal } = await child.status;
    strictEqual(signal, "SIGINT", said);
  } finally {
    await Deno.remove(runs, { recursive: true });
  }
});

testWhere(
  IS_LINUX,
  "a full disk is no hindrance to progress and errors, and one to the result",
  async (folder) => {
    const crlc = `"${Deno.execPath()}" run -A cli/main.ts`;
    const codeOf = async (line: string) =>
      (await new Deno.Command("sh", { args: ["-c", line], stdout: "null", stderr: "null" })
        .output()).code;
    const training = `${crlc} train blobs --epochs 1 --plugin ${PLUGINS.blobs} --run ${folder}`;
    strictEqual(await codeOf(`${training}/a 2>/dev/full`), 0);
    strictEqual(await codeOf(`${crlc} eval ${folder}/nosuch 2>/dev/full`), 2);
    strictEqual(await codeOf(`${crlc} datasets where >/dev/full`), 7);
    strictEqual(await codeOf(`${crlc} datasets where >/dev/full 2>&1`), 7);
  },
);
