import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Bytes } from "./pjrt/memory.ts";

/** Most bytes of compiled programs that are kept; the ones used longest ago go first. */
const MOST_BYTES = 2 ** 30;
/** Shortest compilation whose result is worth a file, in milliseconds. */
const WORTH_KEEPING = 250;
const DIGEST_BYTES = 32;
const SUFFIX = ".xla";

const digest = (bytes: Uint8Array | string): Bytes =>
  new Uint8Array(createHash("sha256").update(bytes).digest());

/**
 * Compiled programs in files, which other processes load instead of compiling. A file's name is the
 * digest of all that the compiled program depends on; it ends with the digest of its bytes. What
 * cannot be read, written or trusted is done without: a cache saves time and nothing else.
 */
export class ProgramCache {
  /**
   * @param folder Where the files are.
   * @param machine What a compiled program depends on besides its text: plugin, devices, processor.
   * @param worthKeeping Milliseconds of compiling from which on a program is kept.
   */
  constructor(
    readonly folder: string,
    readonly machine: string,
    readonly worthKeeping: number = WORTH_KEEPING,
  ) {}

  #file(text: string): string {
    return join(this.folder, `${digest(`${this.machine}\n${text}`).toHex()}${SUFFIX}`);
  }

  /** The compiled program of a text, where it is kept and whole. */
  read(text: string): Bytes | undefined {
    const file = this.#file(text);
    try {
      const bytes = Deno.readFileSync(file), end = bytes.length - DIGEST_BYTES;
      const program = bytes.subarray(0, end);
      if (end <= 0 || digest(program).toHex() !== bytes.subarray(end).toHex()) return undefined;
      Deno.utimeSync(file, new Date(), new Date());
      return program.slice();
    } catch {
      return undefined;
    }
  }

  /** Keeps a compiled program; others see the whole file or none. */
  keep(text: string, serialise: () => Bytes): void {
    const file = this.#file(text), draft = `${file}.${Deno.pid}`;
    try {
      const program = serialise(), bytes = new Uint8Array(program.length + DIGEST_BYTES);
      bytes.set(program);
      bytes.set(digest(program), program.length);
      Deno.mkdirSync(this.folder, { recursive: true });
      Deno.writeFileSync(draft, bytes);
      Deno.renameSync(draft, file);
      this.#prune();
    } catch {
      try {
        Deno.removeSync(draft);
      } catch {
        // it was never there
      }
    }
  }

  #prune(): void {
    const files = [...Deno.readDirSync(this.folder)]
      .filter(({ name }) => name.endsWith(SUFFIX))
      .map(({ name }) => join(this.folder, name))
      .map((path) => ({ path, ...Deno.statSync(path) }))
      .sort((a, b) => (b.mtime?.getTime() ?? 0) - (a.mtime?.getTime() ?? 0));
    let sum = 0;
    for (const { path, size } of files) {
      sum += size;
      if (sum > MOST_BYTES) Deno.removeSync(path);
    }
  }
}
