import { deepStrictEqual, fail, match, ok, strictEqual, throws } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { tf } from "../../backends/tf.ts";
import type { StepReport } from "../../run/api.ts";
import { train } from "../../run/train/train.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { decodeSafetensors } from "../../run/folder/safetensors.ts";
import { createTask, type ResolvedRecipe } from "../../run/recipe/task.ts";
import { initialState } from "../../run/train/initial_state.ts";
import { predictionScope } from "../../nn/scope.ts";
import type { Check } from "../check.ts";
import { inFolder, lastCheckpoint, listen } from "./training.ts";

const DATA = new URL("./drawn_dots.ts", import.meta.url).href;

/** How the suite runs a strategy. */
export interface StrategyCase {
  readonly name: string;
  /** Its module, if it does not come with crlc. */
  readonly plugin?: string;
  /** Options that make it small. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether it declares that it needs labels. */
  readonly labelled?: boolean;
  /** Whether it is given auxiliary images as well. */
  readonly auxiliary?: boolean;
  /** False for one that trains no network. */
  readonly trained?: boolean;
}

const pluginsOf = ({ plugin }: StrategyCase) => plugin === undefined ? [DATA] : [DATA, plugin];

/** A recipe of a case on the drawn dots. */
export function recipeOf({ name, options, auxiliary }: StrategyCase, dataset: string) {
  const augment = [{ step: "tone" }];
  return {
    strategy: name,
    dataset: { name: dataset, ...auxiliary && { auxiliary: "more" } },
    clusters: 3,
    input: {
      size: [6, 6],
      normalise: "none",
      augment: { weak: augment, simclr: augment, strong: augment },
    },
    options,
  };
}

async function run(
  c: StrategyCase,
  folder: string,
  { stopAfter, dataset = "dots", onStep = () => {}, backend = "cpu", epochs, snapshots }: {
    stopAfter?: number;
    dataset?: string;
    onStep?: (report: StepReport) => void;
    backend?: string;
    /** Of the last stage that trains. */
    epochs?: number;
    /** Whether what it predicts is written down after each of them. */
    snapshots?: boolean;
  } = {},
) {
  const target = join(folder, "..", `${dataset}.json`);
  await Deno.writeTextFile(target, JSON.stringify(recipeOf(c, dataset)));
  const stop = new AbortController();
  const observer = listen((report) => {
    onStep(report);
    if (stopAfter !== undefined && report.step >= stopAfter) stop.abort();
  });
  return await train(
    {
      target,
      overrides: {
        set: snapshots ? ["snapshots=1"] : [],
        ...epochs !== undefined && c.trained !== false && { epochs },
      },
      environment: { dataFolder: folder, backend, plugins: pluginsOf(c) },
      run: folder,
      runsFolder: folder,
    },
    observer,
    stop.signal,
  );
}

/** What else computes on this machine. */
async function otherBackends(): Promise<string[]> {
  const { backends } = await openCatalog();
  const found = ["wasm"];
  for (const name of ["tensorflow", "xla"]) {
    if ((await (await backends.get(name)).probe()).ok) found.push(name);
  }
  return found;
}

const equalBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Every number of a checkpoint, by name. */
function numbersOf(checkpoint: Uint8Array) {
  const { tensors } = decodeSafetensors(checkpoint);
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
}

/** One run on `cpu` that goes through; the checks share it. */
interface Straight {
  readonly steps: number;
  /** The last one. */
  readonly checkpoint: Uint8Array;
  /** How many there are after each step that trains. */
  readonly tensors: readonly number[];
}

/** Collects the checks of a strategy. */
class Suite {
  readonly checks: Check[] = [];
  readonly #c: StrategyCase;
  #straight?: Promise<Straight>;

  constructor(c: StrategyCase) {
    this.#c = c;
  }

  straight(): Promise<Straight> {
    return this.#straight ??= inFolder(async (folder) => {
      const target = join(folder, "straight");
      const tensors: number[] = [];
      const onStep = ({ kind }: StepReport) => {
        if (kind === "train") tensors.push(tf.memory().numTensors);
      };
      const { steps } = await run(this.#c, target, { onStep });
      return { steps, checkpoint: await lastCheckpoint(target), tensors };
    });
  }

  check(name: string, body: (folder: string) => Promise<void>): void {
    this.checks.push({ name, run: () => inFolder(body) });
  }
}

/** That a run goes on to the same bytes, and that labels are not seen. */
function runChecks(suite: Suite, c: StrategyCase): void {
  suite.check(
    "a run stopped after every step, and with snapshots, gives the bytes of one that ran through",
    async (folder) => {
      const stopped = join(folder, "stopped");
      const { steps, checkpoint: expected } = await suite.straight();
      // One run that is stopped again and again: half the sessions of a run for each step.
      for (let done = 0; done < steps;) {
        const { status, step } = await run(c, stopped, { stopAfter: done + 1, snapshots: true });
        // A stage may end before its last step.
        ok(step > done, `stopped after step ${step}, as before`);
        strictEqual(status, step < steps ? "stopped" : "finished");
        done = step;
      }
      if (!equalBytes(await lastCheckpoint(stopped), expected)) {
        fail(`the bytes differ, first when stopped after step ${await firstToDiffer()}`);
      }

      async function firstToDiffer(): Promise<number | undefined> {
        for (let step = 1; step < steps; step++) {
          const once = join(folder, `stopped-${step}`);
          await run(c, once, { stopAfter: step });
          await run(c, once);
          if (!equalBytes(await lastCheckpoint(once), expected)) return step;
        }
      }
    },
  );

  suite.check(
    c.labelled ? "sees labels" : "sees no labels: other ones give the same weights",
    async (folder) => {
      const shuffled = join(folder, "shuffled");
      await run(c, shuffled, { dataset: "dots-relabelled" });
      const a = numbersOf((await suite.straight()).checkpoint);
      const b = numbersOf(await lastCheckpoint(shuffled));
      if (!c.labelled) return deepStrictEqual(b, a);
      ok(Object.keys(a).some((name) => a[name].some((value, i) => value !== b[name][i])));
    },
  );
}

/** That what it predicts are probabilities. */
function predictionChecks(suite: Suite, c: StrategyCase): void {
  suite.check("the probabilities of every image and sub-head sum to 1", async () => {
    const catalog = await openCatalog(pluginsOf(c));
    await tf.setBackend("cpu");
    const task = await createTask(
      catalog,
      { ...recipeOf(c, "dots"), seed: 3 } as unknown as ResolvedRecipe,
      { samples: 24, channels: 3 },
    );
    const state = initialState(task);
    tf.tidy(() => {
      const x = tf.reshape(tf.range(0, 5 * 6 * 6 * 3, 1, "float32"), [5, 6, 6, 3]);
      const images = tf.div<tf.Tensor4D>(x, 540);
      const { features, probabilities } = task.strategy.predict(predictionScope(state), images);
      strictEqual(features.shape[0], 5);
      deepStrictEqual(probabilities!.shape.slice(1), [5, 3]);
      for (const sum of tf.sum(probabilities!, -1).dataSync()) ok(Math.abs(sum - 1) < 1e-5);
    });
    for (const tensors of [state.weights, state.buffers]) tf.dispose(tensors);
  });
}

/**
 * How far a number may be from the one of cpu after some steps: backends round differently, and from
 * there on a training is chaotic. As much as over ranks.
 */
const NEARLY = 5e-3;

/** That steps leave nothing behind, and are the same everywhere. */
function stepChecks(suite: Suite, c: StrategyCase): void {
  suite.check("no step leaves a tensor behind", async () => {
    const { tensors } = await suite.straight();
    // The first step of a stage makes its optimiser's state; from then on nothing is added.
    const last = new Set(tensors.slice(-2));
    strictEqual(last.size, c.trained === false ? 0 : 1, `tensors after steps: ${tensors}`);
  });

  suite.check("other backends give the same numbers as cpu, nearly", async (folder) => {
    const expected = numbersOf((await suite.straight()).checkpoint);
    for (const backend of await otherBackends()) {
      const other = join(folder, backend);
      await run(c, other, { backend });
      const numbers = numbersOf(await lastCheckpoint(other));
      for (const [name, values] of Object.entries(expected)) {
        const far = values.findIndex((value, i) =>
          Math.abs(value - numbers[name][i]) > NEARLY * Math.max(1, Math.abs(value))
        );
        strictEqual(
          far,
          -1,
          `${name}[${far}] on ${backend}: ${numbers[name][far]}, not ${values[far]}`,
        );
      }
    }
  });
}

/** What it says of itself and of its options. */
function introductionChecks(suite: Suite, c: StrategyCase): void {
  const pluginOf = async () => await (await openCatalog(pluginsOf(c))).strategies.get(c.name);

  suite.check("says what it is in one line each", async () => {
    const { name, about, source, apiVersion } = await pluginOf();
    match(name, /^[a-z][a-z0-9-]*$/);
    for (const text of [about, source]) match(text, /^\S.{2,98}\S$/);
    strictEqual(apiVersion, 1);
  });

  suite.check("its defaults are plain JSON, and satisfy its own schema", async () => {
    const plugin = await pluginOf();
    const defaults = plugin.options({});
    deepStrictEqual(JSON.parse(JSON.stringify(defaults)), defaults);
    deepStrictEqual(plugin.options(defaults), defaults);
  });

  suite.check("a misspelt option is refused with the nearest known one", async () => {
    const plugin = await pluginOf();
    const known = Object.keys(plugin.options({}) as object)[0];
    throws(() => plugin.options({ [`${known}x`]: 1 }), {
      code: "UNKNOWN_OPTION",
      hint: `did you mean "${known}"?`,
    });
  });
}

/** What every strategy must hold to, built in or a third party's. */
export function strategyChecks(c: StrategyCase): Check[] {
  const suite = new Suite(c);
  runChecks(suite, c);
  predictionChecks(suite, c);
  stepChecks(suite, c);
  introductionChecks(suite, c);
  return suite.checks;
}
