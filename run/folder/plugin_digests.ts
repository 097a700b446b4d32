import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** No source file comes near this. */
const LARGEST = 16 * 1024 * 1024;
/** What looks like a module that lies beside: `"./part.ts"`, `'../other.js'`, `"file:///x.ts"`. */
const BESIDE = /["'`]((?:\.{1,2}\/|file:\/\/)[^"'`\n]+\.(?:[cm]?[jt]sx?|json|wasm))["'`]/g;

/**
 * The SHA-256 of each plugin that is a file here, with the files beside it that it names; of those
 * from a registry the specifier says what they are.
 */
export async function pluginDigests(
  specifiers: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const specifier of specifiers) {
    const path = /^file:/.test(specifier)
      ? fileURLToPath(specifier)
      : /^[a-z]+:/i.test(specifier)
      ? undefined
      : resolve(specifier);
    const digest = path && await digestOf(path);
    if (digest) found[specifier] = digest;
  }
  return found;
}

async function digestOf(entry: string): Promise<string | undefined> {
  const sums: string[] = [];
  const seen = new Set<string>([entry]);
  for (const path of seen) {
    const source = await read(path);
    if (source === undefined) continue;
    sums.push(createHash("sha256").update(source).digest("hex"));
    const text = new TextDecoder().decode(source);
    for (const [, other] of text.matchAll(BESIDE)) {
      seen.add(fileURLToPath(new URL(other, pathToFileURL(path))));
    }
  }
  // By content, not by place: a plugin may move.
  return sums.length === 0 || !await read(entry)
    ? undefined
    : createHash("sha256").update(sums.join("\n")).digest("hex");
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    const { isFile, size } = await Deno.stat(path);
    return isFile && size <= LARGEST ? await Deno.readFile(path) : undefined;
  } catch {
    return undefined;
  }
}
