/**
 * The small run in a process of its own, to be killed.
 *
 * Arguments: the run folder, the form of the run, the number of the file operation of a save in the
 * middle of which the process kills itself, 0 for none, the step from which operations count, and
 * the backend, wasm where none is named.
 *
 * @module
 */
import { replaceFileSystem } from "../../../run/folder/file_system.ts";
import { listen } from "../training.ts";
import { FORMS } from "./forms.ts";
import { interfere } from "./interfere.ts";
import { trainSmall } from "./small_run.ts";

const [run, form, at, from, backend] = Deno.args;
let left = Number(at), done = 0;

const say = (text: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));

replaceFileSystem((before) =>
  interfere(before, async ({ name, path, half }) => {
    if (!/\/(checkpoints|snapshots)\//.test(path) || name === "exists" || done < Number(from)) {
      return undefined;
    }
    if (--left !== 0) return undefined;
    if (half) await half();
    say(`killed at ${name} after step ${done}`);
    Deno.kill(Deno.pid, "SIGKILL");
    // The signal may take a moment to arrive.
    return await new Promise(() => {});
  })
);
await trainSmall({
  run,
  backend,
  ...FORMS[form],
  set: [...FORMS[form].set ?? [], "snapshots=1"],
  observer: {
    ...listen(({ step }) => say(`step ${done = step}`)),
    planned: ({ doneSteps }) => say(`begins at step ${doneSteps}`),
  },
});
