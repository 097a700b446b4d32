import { testStrategy } from "../strategy.ts";
import { heads, small } from "./small.ts";

testStrategy({
  name: "iic",
  options: { ...small, ...heads, overclusters: 5, copies: 2, batching: "in-order", first: "main" },
});
