import { tensorflow } from "../../../backends/tensorflow/mod.ts";

const state = await tensorflow.probe();

/** Why the library cannot be used here; nothing where it can. */
export const unavailable: string | undefined = state.ok ? undefined : state.reason;

/** A test that needs the library, skipped with the reason where there is none. */
export function withLibrary(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: unavailable === undefined ? name : `${name} (skipped: ${unavailable})`,
    ignore: unavailable !== undefined,
    fn,
  });
}
