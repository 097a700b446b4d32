import { type StrategyCase, strategyChecks } from "../../contracts/strategy/strategy_checks.ts";
import { register } from "./register.ts";

/** Registers what every strategy must hold to, a test each. */
export function testStrategy(c: StrategyCase): void {
  register(
    `strategy ${c.name}${c.auxiliary ? " with auxiliary images" : ""}`,
    strategyChecks(c),
  );
}
