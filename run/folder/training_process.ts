import { pathsOf } from "./run_folder.ts";

/** The process that is training in a run folder now, as far as this one may look. */
export async function trainingProcess(run: string): Promise<string | undefined> {
  try {
    // Nothing is written: only whoever trains has the lock.
    using file = await Deno.open(pathsOf(run).lock, { read: true });
    if (await file.tryLock(false)) return undefined;
    return (await new Response(file.readable).text()).trim() || "unknown";
  } catch {
    return undefined;
  }
}
