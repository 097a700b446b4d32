import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Stage } from "../../../plugins/strategy.ts";
import { placeOfStep, planStages, withoutAuxiliary } from "../../../run/recipe/plan_stages.ts";
import type { Task } from "../../../run/recipe/task.ts";

const trains = (weight: string) => weight !== "c";
const stage = {
  ...{ name: "cluster", kind: "train", epochs: 3, batchSize: 4, batching: "carry" },
  ...{ optimiser: {}, schedule: {}, views: [], trains },
  auxiliary: { views: ["simclr"], trains: (weight: string) => weight !== "b" },
} as unknown as Stage;

const taskOf = (auxiliary?: number) =>
  ({ strategy: { stages: [stage, stage] }, auxiliary }) as unknown as Task;

Deno.test("planStages() puts the auxiliary pass first in each epoch and lets no stage repeat another's passes", () => {
  const [first, second] = planStages(taskOf(9), 13);
  deepStrictEqual([first.stepsPerEpoch, first.steps, first.images], [5, 15, 4]);
  deepStrictEqual([second.firstStep, second.firstPass], [15, 3]);
  const [a, b] = [first.auxiliary!, second.auxiliary!];
  deepStrictEqual([a.stepsPerEpoch, a.steps, a.firstStep], [2, 6, 0]);
  // 24 images of 9 are three passes.
  deepStrictEqual([b.firstStep, b.firstPass - a.firstPass], [15, 3]);
  const own = withoutAuxiliary(first);
  deepStrictEqual([own.stepsPerEpoch, own.steps, own.auxiliary], [3, 9, undefined]);
  // What the stage leaves as it is, the pass does as well.
  deepStrictEqual(["a", "b", "c"].map((weight) => a.stage.trains!(weight)), [true, false, false]);
});

Deno.test("planStages() leaves the pass out where the recipe names no auxiliary split", () => {
  const [first] = planStages(taskOf(), 13);
  deepStrictEqual([first.stepsPerEpoch, first.auxiliary], [3, undefined]);
  strictEqual(withoutAuxiliary(first), first);
});

Deno.test("placeOfStep() counts the batches of both parts on from epoch to epoch", () => {
  const [planned] = planStages(taskOf(9), 13);
  const places = Array.from({ length: 10 }, (_, local) => placeOfStep(planned, local));
  const of = (auxiliary: boolean) =>
    places.flatMap((environment, local) =>
      environment.auxiliary === auxiliary ? [[local, environment.batch]] : []
    );
  deepStrictEqual(of(true), [[0, 0], [1, 1], [5, 2], [6, 3]]);
  deepStrictEqual(of(false), [[2, 0], [3, 1], [4, 2], [7, 3], [8, 4], [9, 5]]);
});
