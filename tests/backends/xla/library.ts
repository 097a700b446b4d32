import { xla } from "../../../backends/xla/mod.ts";

const state = await xla.probe();

/** Why XLA cannot be used here; nothing where it can. */
export const unavailable: string | undefined = state.ok ? undefined : state.reason;

/** A test that needs a plugin, skipped with the reason where there is none. */
export function withPlugin(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: unavailable === undefined ? name : `${name} (skipped: ${unavailable})`,
    ignore: unavailable !== undefined,
    fn,
  });
}
