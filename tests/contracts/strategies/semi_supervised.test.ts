import { testStrategy } from "../strategy.ts";
import { labels, small } from "./small.ts";

testStrategy({
  name: "fixmatch",
  options: { ...small, ...labels, threshold: 0.3 },
  labelled: true,
});
testStrategy({
  name: "pseudo-label",
  options: { ...small, ...labels, ramp: [0, 0.5] },
  labelled: true,
});
