import { type DatasetCase, datasetChecks } from "../../contracts/dataset_checks.ts";
import { register } from "./register.ts";

/** Registers what every data set must hold to, a test each; `make` is called in each of them. */
export function testDataset(
  name: string,
  make: () => Promise<DatasetCase & Partial<AsyncDisposable>>,
): void {
  register(`data set ${name}`, datasetChecks(make));
}
