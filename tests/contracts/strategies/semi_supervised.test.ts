import { testStrategy } from "../strategy.ts";
import { labels, small } from "./small.ts";

/** A length in steps that is no whole number of epochs. */
const few = { ...small, ...labels, steps: 3 };

for (
  const [name, options] of Object.entries({
    fixmatch: { threshold: 0.3, align: true, mean: "masked" },
    "mean-teacher": { teacherStatistics: "own" },
    mixmatch: {},
    "pi-model": { jointBatch: true },
    "pseudo-label": { threshold: 0.3, ramp: [0, 0.5] },
    remixmatch: { strongViews: 2, backbone: { ...small.backbone, block: "pre-activation" } },
    supervised: {},
    uda: { threshold: 0.3, annealing: "linear", entropyWeight: 0.1, averageDecay: 0 },
  })
) {
  testStrategy({ name, options: { ...few, ...options }, labelled: true });
}
