import type { Backend } from "../../backends/backend.ts";
import type { Check } from "../check.ts";
import { convolutionChecks } from "./convolution_checks.ts";
import { nanChecks } from "./nan_checks.ts";
import { normalisationChecks } from "./normalisation_checks.ts";
import { poolingChecks } from "./pooling_checks.ts";
import { productChecks } from "./product_checks.ts";
import { openingChecks, stepChecks } from "./step_checks.ts";
import { Suite, type SuiteOptions } from "./suite.ts";
import { updateChecks } from "./update_checks.ts";

/**
 * What every backend must do, whoever wrote it: each training op and its gradients against the
 * plain reference on `cpu`, the tfjs ops that losses are made of, a step that leaks nothing and
 * gives the same bytes twice, closing and opening again.
 *
 * @param open Opens the backend, which must be closed before.
 */
export function backendChecks(open: () => Promise<Backend>, options: SuiteOptions = {}): Check[] {
  const suite = new Suite(open, options);
  convolutionChecks(suite);
  normalisationChecks(suite);
  poolingChecks(suite);
  nanChecks(suite);
  productChecks(suite);
  updateChecks(suite);
  stepChecks(suite);
  openingChecks(suite);
  return suite.checks;
}
