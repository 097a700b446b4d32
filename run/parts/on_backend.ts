import { backends } from "../../backends/mod.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";

/**
 * Does work on a backend, whose failure is an error a person can mend: a heap that is exhausted, a
 * device that is lost. Errors of files, and of programming in crlc itself, stay what they are.
 *
 * @throws {CrlcError} `BACKEND_FAILED`, with what was thrown as its cause.
 */
export async function onBackend<Result>(
  name: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CrlcError || isOurs(error, name)) throw error;
    throw new CrlcError(
      "backend",
      "BACKEND_FAILED",
      `Cannot go on: backend "${name}" must compute, and fails: ${messageOf(error).split("\n")[0]}`,
      {
        hint: error instanceof WebAssembly.RuntimeError
          ? "its memory may be exhausted: a smaller batch or network needs less"
          : "crlc doctor shows whether it is ready; --backend chooses another",
        cause: error,
      },
    );
  }
}

/** Whether something was thrown that has nothing to do with the backend. */
function isOurs(error: unknown, backend: string): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name in Deno.errors) return true;
  const programming = error instanceof TypeError || error instanceof ReferenceError ||
    error instanceof RangeError;
  return programming && backends.has(backend);
}
