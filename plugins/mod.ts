/**
 * Strategies: what is learned.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { StrategyPlugin } from "./strategy.ts";

export type * from "./strategy.ts";
export { type TrainingDefaults, trainingEntries } from "./training.ts";

/** The strategies that come with crlc. */
export const strategies = new Registry<StrategyPlugin>("strategy", {
  crlc: () => import("./crlc/mod.ts").then((module) => module.default as StrategyPlugin),
});
