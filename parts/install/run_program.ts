import { dirname } from "node:path";

/** How a program ended. */
export interface Outcome {
  readonly success: boolean;
  readonly message: string;
}

/**
 * Runs a program to its end; one that is not there has failed. It runs in a folder that holds nothing of
 * anybody's: `python -m pip` would run a `pip.py` of the current one, which may be full of foreign files.
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  { env, cwd = dirname(Deno.execPath()), stop }: {
    readonly env?: Record<string, string>;
    readonly cwd?: string;
    readonly stop?: AbortSignal;
  } = {},
): Promise<Outcome> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args: [...args],
      ...{ env, cwd },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      signal: stop,
    }).output();
    const decoder = new TextDecoder();
    return { success, message: decoder.decode(stderr) || decoder.decode(stdout) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { success: false, message: "not found" };
    throw error;
  }
}
