/**
 * Whether a file or folder is there, as far as this process may see; Node's `existsSync` throws
 * where Deno may not read.
 */
export function exists(path: string): boolean {
  return finds(() => Deno.statSync(path));
}

/** Whether a name is taken, be it by a link that leads nowhere. */
export function isTaken(path: string): boolean {
  return finds(() => Deno.lstatSync(path));
}

function finds(look: () => unknown): boolean {
  try {
    look();
    return true;
  } catch {
    return false;
  }
}
