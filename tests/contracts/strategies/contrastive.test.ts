import { testStrategy } from "../strategy.ts";
import { heads, small } from "./small.ts";

const options = { ...small, ...heads, featureSize: 4 };

testStrategy({ name: "contrastive-clustering", options });
testStrategy({
  name: "contrastive-clustering",
  options: { ...options, epochs: 2 },
  auxiliary: true,
});
testStrategy({ name: "pica", options: { ...small, ...heads } });
testStrategy({ name: "simclr", options: { ...small, featureSize: 4, starts: 2 } });
