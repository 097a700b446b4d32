import { testStrategy } from "../strategy.ts";
import { CASES } from "./cases.ts";

for (const c of CASES.crlc) testStrategy(c);
