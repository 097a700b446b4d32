import { testStrategy } from "../strategy.ts";
import { CASES } from "./cases.ts";

for (const c of CASES.pairs) testStrategy(c);
