import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { Stream } from "../../../core/random.ts";
import { inFolder, lastCheckpoint } from "../training.ts";
import { FORMS } from "./forms.ts";
import { counted, SOAK, times } from "./share.ts";
import { trainSmall } from "./small_run.ts";

const CHILD = new URL("./killed_child.ts", import.meta.url).pathname;
/** Most file operations on checkpoints that one process does. */
const OPERATIONS = 64;

interface Ended {
  readonly signal: Deno.Signal | null;
  readonly code: number;
  readonly said: string;
}

/** Starts the child; it dies at an operation of its own, or by our hand after some milliseconds. */
async function start(
  run: string,
  form: string,
  { at = 0, after }: { at?: number; after?: number },
): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CHILD, run, form, String(at)],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = after === undefined ? undefined : setTimeout(() => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }, after);
  const { signal, code, stdout, stderr } = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  if (signal === null) strictEqual(code, 0, decoder.decode(stderr));
  return { signal, code, said: decoder.decode(stdout) };
}

for (const form of Object.keys(FORMS)) {
  Deno.test({
    name: `a run killed again and again ends with the bytes of one that ran through: ${form}`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      inFolder(async (folder) => {
        const straight = join(folder, "straight");
        await trainSmall({ run: straight, ...FORMS[form] });
        const expected = await lastCheckpoint(straight);
        const random = new Stream(7, "sample", Object.keys(FORMS).indexOf(form));
        let kills = 0, inSave = 0, runs = 0;
        while (kills < times(2, 70)) {
          const run = join(folder, `run-${++runs}`);
          for (let finished = false; !finished;) {
            // Every other death is in the middle of a save, the others whenever they happen.
            const wanted = kills < times(2, 70);
            const how = !wanted
              ? {}
              : !SOAK || kills % 2 === 0
              ? { at: 1 + random.below(SOAK ? OPERATIONS : 30) }
              : { after: random.uniform(200, 1500) };
            const { signal, said } = await start(run, form, how);
            finished = signal === null;
            if (finished) continue;
            strictEqual(signal, "SIGKILL");
            kills++;
            if (said.includes("killed at")) inSave++;
          }
          deepStrictEqual(await lastCheckpoint(run), expected, `${form}, run ${runs}`);
        }
        ok(inSave > 0);
        counted({ kills, inTheMiddleOfASave: inSave, killedRuns: runs });
      }),
  });
}
