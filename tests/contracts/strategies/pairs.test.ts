import { testStrategy } from "../strategy.ts";
import { training } from "./small.ts";

const options = {
  ...training,
  network: { convolutions: [[4], [8]], padding: "same" },
  // Of small steps: pairs stay on their side of the thresholds on every backend.
  optimiser: { kind: "rmsprop", learningRate: 1e-5 },
};

testStrategy({ name: "ddc-reduced", options });

const blocks = { size: 24, passes: 1, repeats: 2 };

testStrategy({ name: "dac", options: { ...options, blocks, selfWeight: 1 } });
testStrategy({
  name: "dccm",
  options: { ...options, blocks, criticWidth: 4, graphThreshold: 0.9 },
});
