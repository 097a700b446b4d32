import { testStrategy } from "../strategy.ts";
import { small, training } from "./small.ts";

testStrategy({
  name: "dec",
  options: {
    ...training,
    widths: [6, 3],
    layerByLayer: false,
    pretrain: { steps: 2, batchSize: 12, dropout: 0.2 },
    starts: 2,
    renewEvery: 1,
    endsBelow: 0,
  },
});
testStrategy({
  name: "jule",
  options: { ...small, featureSize: 4, neighbours: 3, mergedShare: 0.4, largestBelow: 4 },
});
