import type { Backend } from "../../backends/backend.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { AugmentOn } from "../parts/augment_on.ts";
import type { Task } from "../recipe/task.ts";

/** What the steps of a run need. */
export interface StepContext {
  readonly task: Task;
  readonly dataset: Dataset;
  /** The auxiliary split, where the task has one. */
  readonly auxiliary?: Dataset;
  /** The images by which the best epoch is chosen, where the recipe names some. */
  readonly validation?: Dataset;
  readonly backend: Backend;
  /** Where views are made; by the host where absent. */
  readonly augment?: AugmentOn;
  /** False where steps are only tried: what a stage renews is then left as it is. */
  readonly renews?: boolean;
  /** Is told how far a compute stage has come. */
  progress(what: string, done: number, total: number): void;
}
