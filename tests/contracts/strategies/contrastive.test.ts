import { testStrategy } from "../strategy.ts";
import { heads, small } from "./small.ts";

const options = { ...small, ...heads, featureSize: 4 };

testStrategy({ name: "contrastive-clustering", options });
testStrategy({
  name: "contrastive-clustering",
  // In a narrower network some image has no feature at all, and its gradient is rounding alone.
  options: { ...options, backbone: { ...small.backbone, widths: [8] }, featureSize: 8, epochs: 2 },
  auxiliary: true,
});
testStrategy({ name: "drc", options: small });
testStrategy({ name: "pica", options: { ...small, overclusters: 5, copies: 2 }, auxiliary: true });
testStrategy({ name: "simclr", options: { ...small, featureSize: 4, starts: 2 } });
