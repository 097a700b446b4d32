import type * as v from "valibot";

/**
 * A schema whose output alone is told: its type can be written down, which registries need to read
 * an interface without inferring it, and says what an option is once it was read.
 */
export type Field<Value> = v.GenericSchema<unknown, Value>;

/** The same of an option that may be left out and then has a default. */
export type DefaultedField<Value> = v.OptionalSchema<Field<Value>, Value>;
