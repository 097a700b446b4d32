/**
 * Whether a file or folder is there, as far as this process may see; Node's `existsSync` throws
 * where Deno may not read.
 */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
