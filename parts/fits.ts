import type { Part } from "./part.ts";

/** Whether a part is for this machine. */
export function fits({ machine }: Part): boolean {
  return machine === undefined ||
    machine.os === Deno.build.os && machine.arch === Deno.build.arch;
}
