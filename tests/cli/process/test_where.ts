import { inFolder } from "../../run/training.ts";

export const IS_LINUX = Deno.build.os === "linux";
/** Whether the system has POSIX signals. */
export const HAS_SIGNALS = Deno.build.os !== "windows";

/** A test with a temporary folder, where the system has what it needs. */
export function testWhere(
  there: boolean,
  name: string,
  work: (folder: string) => Promise<void>,
): void {
  Deno.test({ name, ignore: !there, fn: () => inFolder(work) });
}
