/**
 * A loader of Emscripten as a function. Its arguments after the fourth, `process` and the like, are
 * left out so that it sees none of them.
 *
 * @returns What starts the module: it takes Emscripten's settings.
 */
export default function (
  window: object,
  Worker: new (...args: never[]) => unknown,
  exports: object,
  module: { exports: object },
  // deno-lint-ignore no-explicit-any -- its type is known where it is started
): (settings: object) => Promise<any>;
