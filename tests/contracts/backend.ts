import type { Backend } from "../../backends/backend.ts";
import { backendChecks } from "../../contracts/backend/backend_checks.ts";
import type { SuiteOptions } from "../../contracts/backend/suite.ts";
import { register } from "./register.ts";

/** Registers what every backend must hold to, a test each. */
export function backendContract(
  title: string,
  open: () => Promise<Backend>,
  options: SuiteOptions = {},
): void {
  register(title, backendChecks(open, options));
}
