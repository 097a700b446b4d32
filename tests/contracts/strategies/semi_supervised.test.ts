import { testStrategy } from "../strategy.ts";
import { labels, small } from "./small.ts";

const few = { ...small, ...labels };

testStrategy({
  name: "fixmatch",
  // A length in steps that is no whole number of epochs.
  options: { ...few, threshold: 0.3, align: true, mean: "masked", steps: 3 },
  labelled: true,
});
testStrategy({
  name: "mean-teacher",
  options: { ...few, teacherStatistics: "own" },
  labelled: true,
});
testStrategy({ name: "mixmatch", options: few, labelled: true });
testStrategy({ name: "pi-model", options: { ...few, jointBatch: true }, labelled: true });
testStrategy({
  name: "pseudo-label",
  options: { ...few, threshold: 0.3, ramp: [0, 0.5] },
  labelled: true,
});
testStrategy({
  name: "remixmatch",
  options: { ...few, strongViews: 2, backbone: { ...small.backbone, block: "pre-activation" } },
  labelled: true,
});
testStrategy({ name: "supervised", options: few, labelled: true });
testStrategy({
  name: "uda",
  options: { ...few, threshold: 0.3, annealing: "linear", entropyWeight: 0.1, averageDecay: 0 },
  labelled: true,
});
