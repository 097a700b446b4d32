import type * as v from "valibot";
import type { tf } from "../../backends/tf.ts";

export type Inputs = Readonly<Record<string, tf.Tensor>>;
export type Outputs = Readonly<Record<string, tf.Tensor>>;

/** How the losses whose names begin alike are computed from their inputs. */
export interface LossKind<Schema extends v.GenericSchema = v.GenericSchema> {
  readonly begins: string;
  readonly params: Schema;
  readonly compute: (inputs: Inputs, params: v.InferOutput<Schema>) => Outputs;
}

/** A kind whose parameters are typed by its schema. */
export function kind<const Schema extends v.GenericSchema>(entry: LossKind<Schema>): LossKind {
  return entry as unknown as LossKind;
}
