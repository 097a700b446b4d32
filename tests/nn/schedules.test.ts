import { ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import * as v from "valibot";
import { learningRateAt, type ScheduleOptions, scheduleSchema } from "../../nn/schedules.ts";

function schedule(raw: unknown): ScheduleOptions {
  return v.parse(scheduleSchema, raw);
}

const ALL = [
  { kind: "constant" },
  { kind: "cosine", floorRate: 0.1 },
  { kind: "step", milestones: [1, 3] },
  { kind: "warmup-then-cosine", warmup: 2 },
  { kind: "warmup-times-cosine", warmup: 7 },
  { kind: "inverse-decay", gamma: 0.01, power: 0.75 },
  { kind: "fixmatch-cosine" },
].map(schedule);

const times = fc.record({
  stepsPerEpoch: fc.integer({ min: 1, max: 50 }),
  epochs: fc.integer({ min: 1, max: 20 }),
  part: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
}).map(({ stepsPerEpoch, epochs, part }) => ({
  step: Math.floor(part * stepsPerEpoch * epochs),
  stepsPerEpoch,
  epochs,
}));

for (const options of ALL) {
  Deno.test(`${options.kind} stays between 0 and the base rate, and scales with it`, () => {
    fc.assert(fc.property(times, (time) => {
      const rate = learningRateAt(options, 0.1, time);
      ok(rate >= 0 && rate <= 0.1 * (1 + 1e-12));
      ok(Math.abs(learningRateAt(options, 0.2, time) - 2 * rate) < 1e-12);
    }));
  });
}

for (const kind of ["cosine", "step", "warmup-then-cosine"]) {
  Deno.test(`${kind} keeps its rate within an epoch`, () => {
    const options = ALL.find((o) => o.kind === kind)!;
    fc.assert(fc.property(times, (time) => {
      const start = time.step - time.step % time.stepsPerEpoch;
      strictEqual(
        learningRateAt(options, 0.1, time),
        learningRateAt(options, 0.1, { ...time, step: start }),
      );
    }));
  });
}

Deno.test("warmup-times-cosine is the digits recipe's formula at every step", () => {
  const options = schedule({ kind: "warmup-times-cosine", warmup: 14 });
  for (let t = 0; t < 560; t++) {
    const cosine = 0.001 + 0.999 * (1 + Math.cos(Math.PI * t / 560)) / 2;
    const expected = 0.1 * Math.min(1, (t + 1) / 14) * cosine;
    const rate = learningRateAt(options, 0.1, { step: t, stepsPerEpoch: 14, epochs: 40 });
    ok(Math.abs(rate - expected) < 1e-15);
  }
});

Deno.test("a warm-up as long as training, or of no length, gives finite rates", () => {
  for (const warmup of [0, 5]) {
    for (const kind of ["warmup-then-cosine", "warmup-times-cosine"]) {
      for (let step = 0; step < 5; step++) {
        const time = { step, stepsPerEpoch: 1, epochs: 5 };
        ok(Number.isFinite(learningRateAt(schedule({ kind, warmup }), 0.1, time)));
      }
    }
  }
});

Deno.test("schedules refuse unknown kinds and keys", () => {
  throws(() => schedule({ kind: "cosin" }));
  throws(() => schedule({ kind: "constant", floor: 0 }));
  throws(() => schedule({ kind: "step", milestones: [0.5] }));
});

Deno.test("inverse-decay falls as JULE's does: 0.01 (1 + 1e-4 t)^-0.75", () => {
  const time = { step: 10_000, stepsPerEpoch: 100, epochs: 1000 };
  strictEqual(learningRateAt(schedule({ kind: "inverse-decay" }), 0.01, time), 0.01 * 2 ** -0.75);
});
