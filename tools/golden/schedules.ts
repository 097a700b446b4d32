import * as v from "valibot";
import { learningRateAt, type ScheduleOptions } from "../../nn/schedules.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import { type ScheduleCase, scheduleCase } from "./file.ts";

/** A schedule, its base rate, and how long it lasts in the unit of its points. */
interface Plan {
  readonly options: ScheduleOptions;
  readonly base: number;
  readonly length: number;
}

/** How the cases of each name are written as schedules. */
const PLANS: Readonly<Record<string, (params: Readonly<Record<string, number>>) => Plan>> = {
  "constant": (p) => ({ options: { kind: "constant" }, base: p.lr_init, length: p.epochs }),
  "cosine": (p) => ({
    options: { kind: "cosine", floor: p.lr_min, floorRate: 0 },
    base: p.lr_init,
    length: p.epochs,
  }),
  "cosine, lr_min = lr_init * rate^3": (p) => ({
    options: { kind: "cosine", floorRate: p.rate },
    base: p.lr_init,
    length: p.epochs,
  }),
  "linear warm-up then cosine": (p) => ({
    options: { kind: "warmup-then-cosine", warmup: p.warmup, floor: p.lr_min, floorRate: 0 },
    base: p.lr_init,
    length: p.epochs,
  }),
  "fixmatch cosine": (p) => ({
    options: { kind: "fixmatch-cosine" },
    base: p.lr_init,
    length: p.steps,
  }),
};

const numbers = v.record(v.string(), v.number());
const stepParams = v.strictObject({
  lr_init: v.number(),
  rate: v.number(),
  milestones: v.array(v.number()),
  epochs: v.number(),
});

function plan({ name, params }: ScheduleCase): Plan {
  if (name === "step") {
    const { lr_init, rate, milestones, epochs } = v.parse(stepParams, params);
    return { options: { kind: "step", rate, milestones }, base: lr_init, length: epochs };
  }
  const make = Object.hasOwn(PLANS, name) ? PLANS[name] : undefined;
  if (!make) throw new UnknownCase(`no schedule is called "${name}"`);
  return make(v.parse(numbers, params));
}

/** Learning rates at some points; one step an epoch, so that both units are the same. */
export const schedules: CaseKind = {
  group: "schedules",
  compare(raw, { float64 }) {
    const golden = v.parse(scheduleCase, raw);
    const { options, base, length } = plan(golden);
    return golden.points.map(([step, expected]) => ({
      what: `rate at ${step}`,
      got: learningRateAt(options, base, { step, stepsPerEpoch: 1, epochs: length }),
      expected,
      tolerance: float64,
    }));
  },
};
