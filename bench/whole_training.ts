/**
 * How much of the bare step's rate a whole training run reaches: data, augmentation, step, losses
 * read back, log and checkpoints, against the same compiled step fed with one batch again and
 * again. Both run in processes of their own, alternating; medians, written to `bench/results/`.
 *
 * Run: `deno run -A bench/whole_training.ts [--recipes crlc/digits,crlc/cifar10-small]
 *   [--backend wasm] [--threads 2] [--steps 60] [--rounds 5]`
 */
import { parseArgs } from "node:util";
import type { Backend } from "../backends/backend.ts";
import { folderOf, processEnv } from "../core/folders.ts";
import type { Observer, TrainRequest } from "../run/api.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import { planStages } from "../run/recipe/plan_stages.ts";
import { runSteps } from "../run/train/run_steps.ts";
import { initialState } from "../run/train/initial_state.ts";
import { createTask, openSplit, resolveRecipe } from "../run/recipe/task.ts";
import { train } from "../run/train/train.ts";
import { median, writeResult } from "./result.ts";

/** Steps before the first that counts: tracing, warming up, filling the queue of batches. */
const WARM_UP = 10;

const { values: options } = parseArgs({
  options: {
    recipes: { type: "string", default: "crlc/digits,crlc/cifar10-small" },
    backend: { type: "string", default: "wasm" },
    threads: { type: "string", default: "2" },
    steps: { type: "string", default: "60" },
    rounds: { type: "string", default: "5" },
    part: { type: "string" },
    output: { type: "string" },
  },
});
const steps = Number(options.steps);
const silent: Observer = { note() {}, warn() {}, progress() {} };

function requestOf(recipe: string): TrainRequest {
  return {
    target: recipe,
    overrides: { set: [] },
    environment: {
      dataFolder: folderOf(processEnv, "data"),
      backend: options.backend,
      threads: Number(options.threads),
      plugins: [],
    },
    runsFolder: Deno.makeTempDirSync(),
  };
}

/** Milliseconds a step of a whole training run. */
async function whole(recipe: string): Promise<number> {
  const request = requestOf(recipe), stop = new AbortController();
  let done = 0, began = 0, ended = 0;
  const step = () => {
    if (++done === WARM_UP) began = performance.now();
    if (done !== WARM_UP + steps) return;
    ended = performance.now();
    stop.abort();
  };
  await train(request, { ...silent, step }, stop.signal);
  await Deno.remove(request.runsFolder, { recursive: true });
  return (ended - began) / steps;
}

/** A backend whose compiled step first goes over its first batch again and again, timed. */
function repeating(backend: Backend, told: (milliseconds: number) => void): Backend {
  const { name, device, threads, precision } = backend;
  const dispose = () => backend[Symbol.asyncDispose]();
  return {
    ...{ name, device, threads, precision, [Symbol.asyncDispose]: dispose },
    compile(pure) {
      const step = backend.compile(pure);
      return async (input) => {
        const given = new Set(
          Object.values({ ...input.weights, ...input.buffers, ...input.slots }),
        );
        let began = 0;
        for (let i = 0; i < WARM_UP + steps; i++) {
          if (i === WARM_UP) began = performance.now();
          const { weights, buffers, slots, terms } = await step(input);
          await Promise.all(Object.values(terms).map((term) => term.data()));
          for (const made of [weights, buffers, slots, terms].flatMap(Object.values)) {
            if (!given.has(made)) made.dispose();
          }
        }
        told((performance.now() - began) / steps);
        return step(input);
      };
    },
  };
}

/** Milliseconds a step where everything but the step is left out. */
async function bare(name: string): Promise<number> {
  const { environment, overrides } = requestOf(name);
  const catalog = await openCatalog([]);
  const wanted = await readRecipe(catalog, name, overrides);
  await using backend = (await openBackend(catalog, environment)).backend;
  await using dataset = await openSplit(catalog, wanted, environment);
  const recipe = await resolveRecipe(wanted, dataset);
  const { length: samples, channels } = dataset;
  const task = await createTask(catalog, recipe, { samples, channels });
  let took = 0;
  const timed = repeating(backend, (milliseconds) => took = milliseconds);
  const session = { task, dataset, backend: timed, progress() {} };
  for await (const _ of runSteps(session, planStages(task, samples), initialState(task))) break;
  return took;
}

async function inProcess(part: "whole" | "bare", recipe: string): Promise<number> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", new URL(import.meta.url).pathname, "--part", part, "--recipes", recipe],
      ...["--backend", options.backend, "--threads", options.threads, "--steps", options.steps],
    ],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return Number(new TextDecoder().decode(stdout));
}

async function compare(recipe: string) {
  const wholes: number[] = [], bares: number[] = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    wholes.push(await inProcess("whole", recipe));
    bares.push(await inProcess("bare", recipe));
  }
  const result = {
    recipe,
    wholeMillisecondsPerStep: median(wholes),
    bareMillisecondsPerStep: median(bares),
    ratio: median(bares) / median(wholes),
    ratioOfEachRound: wholes.map((milliseconds, i) => bares[i] / milliseconds),
  };
  console.log(
    `${recipe}: ${result.wholeMillisecondsPerStep.toFixed(1)} ms a step of training, ${
      result.bareMillisecondsPerStep.toFixed(1)
    } ms bare, ratio ${result.ratio.toFixed(3)}`,
  );
  return result;
}

if (options.part) {
  console.log(await (options.part === "bare" ? bare : whole)(options.recipes));
  Deno.exit(0);
}
const results = [];
for (const recipe of options.recipes.split(",")) results.push(await compare(recipe));
await writeResult(
  `whole-training-${options.backend}-${options.threads}`,
  {
    backend: options.backend,
    threads: Number(options.threads),
    rounds: Number(options.rounds),
    stepsPerRound: steps,
    results,
  },
  options.output,
);
