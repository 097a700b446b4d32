import { processEnv } from "../../core/folders.ts";
import { threadsOfCpu } from "./clients.ts";
import type { Client } from "./pjrt/client.ts";
import { compileOptions } from "./pjrt/compile_options.ts";
import type { Place } from "./place.ts";

/**
 * What a compiled program depends on besides its text, in words: the plugin, its devices, what XLA
 * is told by flags, and on CPUs the processor and its threads.
 */
export function machineOf(client: Client, { plugin, platform }: Place, devices: number): string {
  const { size, mtime } = Deno.statSync(plugin);
  return [
    ...[plugin, size, mtime?.getTime(), client.pjrt.version.join("."), client.platformVersion],
    ...[client.kind(), compileOptions(devices), processEnv.env("XLA_FLAGS") ?? ""],
    ...platform === "cpu" ? [threadsOfCpu(), processor()] : [],
  ].join("\n");
}

/** Model and instructions of the processor, where the system tells. */
function processor(): string {
  try {
    const lines = Deno.readTextFileSync("/proc/cpuinfo").split("\n");
    return ["model name", "flags", "Features"].map((field) =>
      lines.find((line) => line.startsWith(field)) ?? ""
    ).join("\n");
  } catch {
    return Deno.build.arch;
  }
}
