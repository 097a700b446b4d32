import { testStrategy } from "../strategy.ts";
import { heads, pretrain, small, training } from "./small.ts";

testStrategy({
  name: "scan",
  options: {
    ...small,
    ...heads,
    ...pretrain,
    neighbours: 3,
    selfLabel: { ...training, threshold: 0.3, inertia: 0.5 },
  },
});

testStrategy({
  name: "crlc-features",
  options: { ...training, ...heads, neighbours: 3 },
});

testStrategy({
  name: "temi",
  options: { ...training, ...heads, neighbours: 3 },
});

testStrategy({
  name: "turtle",
  options: { ...training, ...heads, innerSteps: 2 },
});

testStrategy({
  name: "mcr2",
  options: { ...small, projection: 4, copies: 3, clusterer: "spectral", neighbours: 3, starts: 2 },
});
