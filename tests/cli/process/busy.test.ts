import { match, ok, strictEqual } from "node:assert/strict";
import { png } from "../../datasets/images/encode.ts";
import { HAS_SIGNALS, testWhere } from "./test_where.ts";

/** Well below what the work would take, and enough for a machine that has other work. */
const SOON = 10_000;

/** A data set that keeps the main thread busy for ever, as a decoder in JavaScript might. */
const BUSY = `
export default {
  datasets: [{
    name: "busy",
    about: "never opens",
    apiVersion: 1,
    licence: "none",
    citation: "none",
    facts: { splits: { train: 8 } },
    archives: [],
    options: () => ({}),
    open() {
      Deno.stderr.writeSync(new TextEncoder().encode("busy " + Deno.pid + "\\n"));
      for (;;);
    },
  }],
};
`;

/** Starts crlc; gives it, and what it says up to some words. */
async function started(args: readonly string[], words: RegExp, env: Record<string, string> = {}) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "cli/main.ts", ...args],
    env,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let said = "";
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  while (!words.test(said)) {
    const { value, done } = await reader.read();
    if (done) break;
    said += value;
  }
  match(said, words);
  /** Waits for the end of whatever writes to standard error: both processes do. */
  const rest = async () => {
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      said += value;
    }
    return said;
  };
  return { child, rest };
}

async function busy(folder: string) {
  await Deno.writeTextFile(`${folder}/busy.ts`, BUSY);
  return await started(
    [
      ...["train", "crlc/digits", "--dataset", "busy", "--plugin", `${folder}/busy.ts`],
      ...["--backend", "cpu", "--run", `${folder}/run`],
    ],
    /busy \d+/,
  );
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  testWhere(
    HAS_SIGNALS,
    `${signal} ends a process that is busy before any step`,
    async (folder) => {
      const { child, rest } = await busy(folder);
      const began = performance.now();
      child.kill(signal);
      strictEqual((await child.status).signal, signal);
      await rest();
      ok(performance.now() - began < SOON, "it takes too long");
    },
  );
}

testWhere(
  HAS_SIGNALS,
  "where the first process is killed, a busy second one ends",
  async (folder) => {
    const { child, rest } = await busy(folder);
    const began = performance.now();
    child.kill("SIGKILL");
    await child.status;
    await rest();
    ok(performance.now() - began < SOON, "it takes too long");
  },
);

testWhere(HAS_SIGNALS, "a request to stop ends the reading of a folder", async (folder) => {
  await Deno.mkdir(`${folder}/photos`);
  const large = png(5000, 5000, 8, 0, new Uint8Array(5000 * 5000));
  for (let i = 0; i < 300; i++) await Deno.writeFile(`${folder}/photos/${i}.png`, large);
  const { child, rest } = await started(
    [
      ...["train", `${folder}/photos`, "-k", "2", "--backend", "cpu"],
      ...["--run", `${folder}/run`],
    ],
    /preparing images/,
    { CRLC_CACHE_DIR: `${folder}/cache` },
  );
  const began = performance.now();
  child.kill("SIGTERM");
  const { code } = await child.status;
  const said = await rest();
  strictEqual(code, 75, said);
  match(said, /Stopped while images were read/);
  ok(performance.now() - began < SOON, "it takes too long");
});

testWhere(
  HAS_SIGNALS,
  "a file that takes too long is left out with that reason",
  async (folder) => {
    await Deno.mkdir(`${folder}/photos`);
    const large = png(2000, 2000, 8, 0, new Uint8Array(2000 * 2000));
    await Deno.writeFile(`${folder}/photos/1.png`, large);
    const { child, rest } = await started(
      ["train", `${folder}/photos`, "-k", "2", "--backend", "cpu", "--run", `${folder}/run`],
      /error/,
      { CRLC_CACHE_DIR: `${folder}/cache`, CRLC_IMAGE_SECONDS: "0.001" },
    );
    match(await rest(), /takes more than 0.001 s to decode/);
    strictEqual((await child.status).code, 4);
  },
);
