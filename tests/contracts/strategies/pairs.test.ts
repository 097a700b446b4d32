import { testStrategy } from "../strategy.ts";
import { training } from "./small.ts";

const options = {
  ...training,
  network: { convolutions: [[4], [8]], padding: "same" },
  // Of small steps: pairs stay on their side of the thresholds on every backend.
  optimiser: { kind: "rmsprop", learningRate: 1e-5 },
};

testStrategy({ name: "ddc-reduced", options });
