import { cpus } from "node:os";

/** The middle of some numbers; the upper of two. */
export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Writes what was measured as JSON, with when and on what, and says where.
 *
 * @param what Ends the name of the file in `bench/results/`, after date and machine.
 * @param output Another place, from the repository's root.
 */
export async function writeResult(
  what: string,
  measured: Readonly<Record<string, unknown>>,
  output?: string,
): Promise<void> {
  const date = new Date().toISOString().slice(0, 10), cpu = cpus()[0]?.model ?? "unknown";
  const machine = cpu.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const path = output ?? `bench/results/${date}_${machine}_${what}.json`;
  const file = new URL(path, new URL("..", import.meta.url));
  const result = {
    schemaVersion: 1,
    date,
    machine: { cpu, cores: navigator.hardwareConcurrency, os: Deno.build.os },
    deno: Deno.version.deno,
    ...measured,
  };
  await Deno.mkdir(new URL(".", file), { recursive: true });
  await Deno.writeTextFile(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`written to ${path}`);
}
