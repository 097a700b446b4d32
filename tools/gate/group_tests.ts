import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** How many files of a folder share one isolate. */
const FILES = 6;

/**
 * Where each file has an isolate of its own: TensorFlow is set up once, a recording measures the
 * memory of its process, and tests of processes and browsers load little and wait long.
 */
const ALONE = /^tests.(backends.(tensorflow|wasm.recording)|cli.process|contracts.ranks|e2e)\b/;

/**
 * Writes modules that import a few test files each, and gives their paths.
 *
 * `deno test` makes an isolate for each file it is given, which loads the whole graph of modules and
 * compiles it anew: 1.2 s of CPU a file, of 5 that an average file takes. Files of one folder share
 * most of what they load. Where a test fails, Deno names the file that it is written in.
 *
 * @param root The folder that holds `tests/`.
 * @param into Where the modules go.
 */
export async function groupTests(root: string, into: string): Promise<string[]> {
  const all = (await testFiles(join(root, "tests"))).map((path) => relative(root, path)).sort();
  const [alone, shared] = [true, false].map((is) => all.filter((path) => ALONE.test(path) === is));
  const folders = Map.groupBy(shared, (path) => path.split(/[\\/]/)[1]);
  const groups = alone;
  for (const [folder, files] of folders) {
    for (let at = 0; at < files.length; at += FILES) {
      const group = join(into, `${folder}_${1 + at / FILES}.ts`);
      const imports = files.slice(at, at + FILES).map((file) =>
        `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};\n`
      );
      await Deno.writeTextFile(group, imports.join(""));
      groups.push(group);
    }
  }
  return groups;
}

async function testFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await testFiles(path));
    else if (name.endsWith(".test.ts")) found.push(path);
  }
  return found;
}
