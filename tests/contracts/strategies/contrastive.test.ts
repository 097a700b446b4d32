import { testStrategy } from "../strategy.ts";
import { CASES } from "./cases.ts";

for (const c of CASES.contrastive) testStrategy(c);
