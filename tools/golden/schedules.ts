import * as v from "valibot";
import { learningRateAt, type ScheduleOptions } from "../../nn/schedules.ts";
import { tf } from "../../backends/tf.ts";
import { rampDown, rampUp } from "../../nn/ramps.ts";
import { annealedThreshold } from "../../nn/signal_annealing.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import type { Comparison, Nested } from "./compare.ts";
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

type Curve = (t: tf.Scalar) => tf.Scalar;

/** What is computed within a step, by the share of the steps that are done. */
const CURVES: Readonly<Record<string, (p: Readonly<Record<string, number>>) => Curve>> = {
  "ramp linear": ({ length }) => (t) => rampUp(t, length),
  "ramp sigmoid": ({ length }) => (t) => rampUp(t, length, "sigmoid"),
  "ramp down": ({ length }) => (t) => rampDown(t, length),
  "tsa none": ({ classes }) => (t) => annealedThreshold(t, "none", classes),
  "tsa linear": ({ classes }) => (t) => annealedThreshold(t, "linear", classes),
  "tsa exp": ({ classes }) => (t) => annealedThreshold(t, "exp", classes),
  "tsa log": ({ classes }) => (t) => annealedThreshold(t, "log", classes),
};

async function compareCurve(
  curve: Curve,
  points: ScheduleCase["points"],
  tolerance: number,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [share, expected] of points) {
    const value = tf.tidy(() => curve(tf.scalar(share)));
    const got = await value.array() as Nested;
    value.dispose();
    comparisons.push({ what: `value at ${share}`, got, expected, tolerance });
  }
  return comparisons;
}

/** Learning rates at some points; one step an epoch, so that both units are the same. */
export const schedules: CaseKind = {
  group: "schedules",
  compare(raw, { float64, value }) {
    const golden = v.parse(scheduleCase, raw);
    if (Object.hasOwn(CURVES, golden.name)) {
      const curve = CURVES[golden.name](v.parse(numbers, golden.params));
      return compareCurve(curve, golden.points, value);
    }
    const { options, base, length } = plan(golden);
    return golden.points.map(([step, expected]) => ({
      what: `rate at ${step}`,
      got: learningRateAt(options, base, { step, stepsPerEpoch: 1, epochs: length }),
      expected,
      tolerance: float64,
    }));
  },
};
