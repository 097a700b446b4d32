import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import type { Stage } from "../../../plugins/strategy.ts";
import { placeOfStep, planStages, withoutPasses } from "../../../run/recipe/plan_stages.ts";
import type { Task } from "../../../run/recipe/task.ts";

const trains = (weight: string) => weight !== "c";
const stage = {
  ...{ name: "cluster", kind: "train", epochs: 3, batchSize: 4, batching: "carry" },
  ...{ optimiser: {}, schedule: {}, views: [], trains },
  passes: [{
    name: "auxiliary",
    images: "auxiliary",
    views: ["simclr"],
    trains: (weight: string) => weight !== "b",
  }],
} as unknown as Stage;

const taskOf = (auxiliary?: number) =>
  ({ strategy: { stages: [stage, stage] }, auxiliary }) as unknown as Task;

Deno.test("planStages() puts the auxiliary pass first in each epoch and lets no stage repeat another's passes", () => {
  const [first, second] = planStages(taskOf(9), 13);
  deepStrictEqual([first.stepsPerEpoch, first.steps, first.images], [5, 15, 4]);
  deepStrictEqual([second.firstStep, second.firstPass], [15, 3]);
  const [a, b] = [first.passes[0], second.passes[0]];
  deepStrictEqual([a.stepsPerEpoch, a.steps, a.firstStep], [2, 6, 0]);
  // 24 images of 9 are three passes.
  deepStrictEqual([b.firstStep, b.firstPass - a.firstPass], [15, 3]);
  const own = withoutPasses(first);
  deepStrictEqual([own.stepsPerEpoch, own.steps, own.passes], [3, 9, []]);
  // What the stage leaves as it is, the pass does as well.
  deepStrictEqual(["a", "b", "c"].map((weight) => a.stage.trains!(weight)), [true, false, false]);
});

Deno.test("planStages() leaves the pass out where the recipe names no auxiliary split", () => {
  const [first] = planStages(taskOf(), 13);
  deepStrictEqual([first.stepsPerEpoch, first.passes], [3, []]);
  strictEqual(withoutPasses(first), first);
});

Deno.test("placeOfStep() counts the batches of both parts on from epoch to epoch", () => {
  const [planned] = planStages(taskOf(9), 13);
  const places = Array.from({ length: 10 }, (_, local) => placeOfStep(planned, local));
  const of = (auxiliary: boolean) =>
    places.flatMap((environment, local) =>
      (environment.pass === 0) === auxiliary ? [[local, environment.batch]] : []
    );
  deepStrictEqual(of(true), [[0, 0], [1, 1], [5, 2], [6, 3]]);
  deepStrictEqual(of(false), [[2, 0], [3, 1], [4, 2], [7, 3], [8, 4], [9, 5]]);
});

Deno.test("planStages() puts passes that come after a stage's own steps behind them", () => {
  const over = (name: string, after?: boolean) => ({ name, images: "own", views: [], after });
  const passes = [over("last", true), over("first"), over("very last", true)];
  const task = {
    strategy: { stages: [{ ...stage, times: 2, passes }] },
  } as unknown as Task;
  const [planned] = planStages(task, 13);
  deepStrictEqual(planned.passes.map(({ name }) => name), ["first", "last", "very last"]);
  deepStrictEqual(planned.stepsPerEpoch, 3 + 6 + 3 + 3);
  const places = [2, 3, 8, 9, 11, 12, 14, 15, 18].map((local) => placeOfStep(planned, local));
  deepStrictEqual(places, [
    { pass: 0, batch: 2 },
    { batch: 0 },
    { batch: 5 },
    { pass: 1, batch: 0 },
    { pass: 1, batch: 2 },
    { pass: 2, batch: 0 },
    { pass: 2, batch: 2 },
    { pass: 0, batch: 3 },
    { batch: 6 },
  ]);
});

Deno.test("planStages() lays out passes over the stage's own images, times over, with permutations of their own", () => {
  const over = (images: string, name: string) => ({ name, images, views: ["simclr"] });
  const alternating = {
    ...stage,
    times: 2,
    passes: [{ ...over("own", "first"), times: 3 }, over("auxiliary", "more")],
  } as unknown as Stage;
  const task = {
    strategy: { stages: [alternating, alternating] },
    auxiliary: 9,
  } as unknown as Task;
  const [one, two] = planStages(task, 13);
  const [first, more] = one.passes;
  deepStrictEqual(
    [one.stepsPerEpoch, first.stepsPerEpoch, more.stepsPerEpoch, one.steps],
    [9 + 2 + 6, 9, 2, 51],
  );
  // 72 images of 13 are six permutations, 108 are nine.
  deepStrictEqual([one.firstPass, first.firstPass, two.firstPass], [0, 6, 15]);
  deepStrictEqual(two.firstStep, 51);
  const places = [0, 8, 9, 10, 11, 16, 17].map((local) => placeOfStep(one, local));
  deepStrictEqual(places, [
    { pass: 0, batch: 0 },
    { pass: 0, batch: 8 },
    { pass: 1, batch: 0 },
    { pass: 1, batch: 1 },
    { batch: 0 },
    { batch: 5 },
    { pass: 0, batch: 9 },
  ]);
});

Deno.test("planStages() takes a length in steps, whose last epoch is a part of one, and none beside a pass", () => {
  const steps = { ...stage, passes: undefined, batching: "drop", steps: 8 } as unknown as Stage;
  const [first, second] = planStages(
    { strategy: { stages: [steps, steps] } } as unknown as Task,
    13,
  );
  deepStrictEqual([first.stepsPerEpoch, first.steps, first.epochs], [3, 8, 3]);
  deepStrictEqual([second.firstStep, second.firstPass], [8, 3]);
  const both = { ...stage, steps: 8 } as unknown as Stage;
  const task = { strategy: { stages: [both] }, auxiliary: 9 } as unknown as Task;
  throws(() => planStages(task, 13), { code: "BAD_OPTION" });
});
