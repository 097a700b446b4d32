/** The variable that tells a second process who started it. */
export const LAUNCHER = "CRLC_LAUNCHER";

/** The process that has launched this one, where it still runs; its end is a request to stop. */
export function launcher(): number | undefined {
  const id = Number(Deno.env.get(LAUNCHER));
  return id === Deno.ppid ? id : undefined;
}

/**
 * For Deno, which fetches what is imported by a text, and knows nothing of what a thread loads: where
 * crlc comes from an address, the second process finds only what was fetched. Nobody calls it.
 */
export const THREAD = (): Promise<unknown> => import("./launcher_worker.ts");

/** Sees to it that this process does not outlive the one that has launched it by more than 2 s. */
export function followLauncher(): void {
  const id = Number(Deno.env.get(LAUNCHER));
  if (!id) return;
  const worker = new Worker(new URL("./launcher_worker.ts", import.meta.url), { type: "module" });
  worker.postMessage(id);
}
