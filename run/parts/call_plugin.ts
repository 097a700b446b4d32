import { CrlcError, messageOf } from "../../core/errors.ts";

/**
 * Calls into a third party's plugin: what it throws, at once or later, becomes an error that names
 * it. Errors a person can mend, and those of files, stay what they are.
 *
 * @param who Such as `strategy "mine" of plugin "./mine.ts"`.
 * @param what Is called, such as `create()`.
 * @throws {CrlcError} `PLUGIN_FAILED`.
 */
export function callPlugin<Result>(who: string, what: string, run: () => Result): Result {
  const failure = (cause: unknown): unknown => {
    const known = cause instanceof CrlcError ||
      (cause instanceof Error && cause.name in Deno.errors);
    if (known) return cause;
    return new CrlcError(
      "plugin",
      "PLUGIN_FAILED",
      `Cannot go on with ${who}: ${what} must not throw, and throws: ${messageOf(cause)}`,
      { hint: "this is a fault of the plugin: tell its author", cause },
    );
  };
  try {
    const result = run();
    if (!(result instanceof Promise)) return result;
    return result.catch((cause) => {
      throw failure(cause);
    }) as Result;
  } catch (cause) {
    throw failure(cause);
  }
}
