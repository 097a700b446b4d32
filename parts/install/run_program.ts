/** How a program ended. */
export interface Outcome {
  readonly success: boolean;
  readonly message: string;
}

/** Runs a program to its end; one that is not there has failed. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { env, cwd, stop }: {
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
