import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { Stream } from "../../../core/random.ts";
import { inFolder, lastCheckpoint, listen, snapshotsOf } from "../training.ts";
import { FORMS } from "./forms.ts";
import { counted, SOAK, times } from "./share.ts";
import { trainSmall } from "./small_run.ts";

const CHILD = new URL("./killed_child.ts", import.meta.url).pathname;
/** Most file operations on checkpoints that a death waits for. */
const OPERATIONS = 30;
/** Those of one save, and some of the next. */
const OPERATIONS_OF_A_SAVE = 14;
/** The longest a process lives that we kill, in milliseconds from the begin of its training. */
const LIFE = 300;
/** Kills of each form. */
const KILLS = times(2, 14);

/** How a process dies: at an operation of its own, or by our hand after some milliseconds. */
interface Death {
  readonly at?: number;
  readonly from?: number;
  readonly after?: number;
}

interface Ended {
  readonly killed: boolean;
  readonly said: string;
}

async function start(run: string, form: string, { at = 0, from = 0, after }: Death) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CHILD, run, form, String(at), String(from)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let said = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (after === undefined || timer !== undefined || !said.includes("begins")) continue;
    timer = setTimeout(() => {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }, after);
  }
  const { signal, code } = await child.status;
  clearTimeout(timer);
  if (signal === null) strictEqual(code, 0, said);
  else strictEqual(signal, "SIGKILL");
  return { killed: signal !== null, said } satisfies Ended;
}

/** Trains without a disturbance; gives the last step of each stage but the last. */
async function straight(run: string, form: string): Promise<number[]> {
  const stages: string[] = [];
  const observer = listen(({ step, stage }) => void (stages[step] = stage));
  const set = [...FORMS[form].set ?? [], "snapshots=1"];
  await trainSmall({ run, ...FORMS[form], set, observer });
  return [...stages.keys()].filter((step) => step > 0 && stages[step] !== stages[step + 1])
    .slice(0, -1);
}

const chosen = SOAK
  ? Object.keys(FORMS)
  : ["crlc, carried batches", "crlc-bank, auxiliary images", "scan"];

for (const form of chosen) {
  Deno.test({
    name: `a run killed again and again ends with the bytes of one that ran through: ${form}`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      inFolder(async (folder) => {
        const ends = await straight(join(folder, "straight"), form);
        const expected = await lastCheckpoint(join(folder, "straight"));
        const looked = await snapshotsOf(join(folder, "straight"));
        const random = new Stream(7, "sample", Object.keys(FORMS).indexOf(form));
        let kills = 0, inSave = 0, atStage = 0, runs = 0;
        /** In turn at a change of stage, in the middle of a save, and at any moment. */
        const nextDeath = (): Death => {
          if (kills >= KILLS) return {};
          const turn = SOAK ? kills % 3 : 0;
          if (turn === 0 && ends.length > 0) {
            const from = ends[random.below(ends.length)];
            return { at: 1 + random.below(OPERATIONS_OF_A_SAVE), from };
          }
          return turn < 2
            ? { at: 1 + random.below(OPERATIONS) }
            : { after: random.uniform(0, LIFE) };
        };
        while (kills < KILLS) {
          const run = join(folder, `run-${++runs}`);
          for (let going = true; going;) {
            const { killed, said } = await start(run, form, nextDeath());
            going = killed;
            if (!killed) continue;
            kills++;
            const [, step] = said.match(/killed at \w+ after step (\d+)/) ?? [];
            if (step !== undefined) inSave++;
            if (ends.some((end) => Number(step) === end || Number(step) === end + 1)) atStage++;
          }
          deepStrictEqual(await lastCheckpoint(run), expected, `${form}, run ${runs}`);
          deepStrictEqual(await snapshotsOf(run), looked, `${form}, run ${runs}`);
        }
        ok(inSave > 0);
        counted({ kills, inTheMiddleOfASave: inSave, atAChangeOfStage: atStage, killedRuns: runs });
      }),
  });
}
