import type { tf } from "../../backends/tf.ts";

/** What a loss gives by name: the loss itself and what it is made of, a number each. */
export type Terms<Name extends string> = { readonly [Key in Name]: tf.Scalar };
