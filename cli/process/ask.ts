/**
 * Asks a person on the terminal a question to be answered by yes, which is meant by Enter alone, or no.
 * Ctrl-C ends the process, the end of input is a no.
 */
export function ask(question: string): boolean {
  Deno.stderr.writeSync(new TextEncoder().encode(`${question} [Y/n] `));
  const typed: number[] = [], byte = new Uint8Array(1), lineEnd = 0x0a;
  while (Deno.stdin.readSync(byte) !== null) {
    if (byte[0] === lineEnd) {
      return /^\s*(y|yes)?\s*$/i.test(new TextDecoder().decode(Uint8Array.from(typed)));
    }
    typed.push(byte[0]);
  }
  return false;
}
