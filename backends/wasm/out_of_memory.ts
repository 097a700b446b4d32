import { CrlcError } from "../../core/errors.ts";

/** What a WebAssembly heap can hold, in bytes. */
export const LIMIT = 2 ** 32;

/** Bytes as messages say them. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;

/** The error for running out of memory during a step. */
export function outOfMemory(bytes: number, taken: number): CrlcError {
  return new CrlcError(
    "resource",
    "OUT_OF_MEMORY",
    `Cannot allocate ${megabytes(bytes)} more: a WebAssembly heap must fit into ` +
      `${megabytes(LIMIT)}, and ${megabytes(taken)} are taken`,
    { hint: "choose a smaller batch size, such as half of this one, or another backend" },
  );
}
