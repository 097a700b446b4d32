/**
 * What every plugin must hold to, for the tests of one.
 *
 * @example A data set's test
 * ```ts
 * import { datasetChecks } from "@crlc/crlc/contracts";
 * import { datasets } from "@crlc/crlc/datasets";
 *
 * const plugin = await datasets.get("digits");
 * const splits = { train: 1797 }, labelled = true;
 * const [first] = datasetChecks(() => Promise.resolve({ plugin, root: "", splits, labelled }));
 * await first.run();
 * ```
 *
 * @module
 */
export { backendChecks } from "./backend/backend_checks.ts";
export type { SuiteOptions } from "./backend/suite.ts";
export type { Check } from "./check.ts";
export { type DatasetCase, datasetChecks } from "./dataset_checks.ts";
export { type EncoderCase, encoderChecks } from "./encoder_checks.ts";
export { type StrategyCase, strategyChecks } from "./strategy/strategy_checks.ts";
