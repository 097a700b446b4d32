/**
 * The whole gate, closed by one line `N passed, N failed[, N skipped]`: format, lint, types with
 * the examples in documentation, layers, built files, and every test.
 *
 * Run: `deno task ok`
 */

import { join } from "node:path";
import { groupTests } from "./gate/group_tests.ts";

/** What builds files has packages, and so a lock, of its own: who runs crlc need not fetch them. */
const BUILD = "tools/build/deno.json";
/** What runs in a browser has types of its own. */
const PAGE = "results/report/page/deno.json";

/** What is checked before the tests; each counts as one test. */
const CHECKS: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: "format", args: ["fmt", "--check", "--quiet"] },
  { name: "lint", args: ["lint", "--quiet"] },
  { name: "types", args: ["check", "--quiet", "--doc", "."] },
  { name: "layers", args: ["run", "-A", "tools/layers.ts"] },
  ...["fmt --check", "lint", "check"].map((task) => ({
    name: `deno ${task} of tools/build`,
    args: [...task.split(" "), "--quiet", "--config", BUILD, "tools/build"],
  })),
  ...["fmt --check", "lint", "check"].map((task) => ({
    name: `deno ${task} of the page`,
    args: [...task.split(" "), "--quiet", "--config", PAGE, "results/report/page"],
  })),
  ...["kernels", "page", "tfjs"].map((name) => ({
    name,
    args: ["run", "-A", "--config", BUILD, `tools/build/${name}.ts`, "--check"],
  })),
];

const root = new URL("..", import.meta.url).pathname;
let passed = 0, failed = 0, skipped = 0;

const deno = (args: readonly string[], output: "inherit" | "piped") =>
  new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: output,
    stderr: output,
  }).output();

/** Does every check, as many at a time as there are cores; each tells its end, and why it failed. */
async function runChecks(): Promise<void> {
  const left = [...CHECKS];
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const began = performance.now();
      const { success, stdout, stderr } = await deno(next.args, "piped");
      success ? passed++ : failed++;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (!success) [stdout, stderr].forEach((said) => console.log(new TextDecoder().decode(said)));
      console.log(`${next.name} ... ${success ? "ok" : "FAILED"} (${seconds} s)`);
    }
  }));
}

/** Runs every test and example and adds what their JUnit report counts. */
async function runTests(): Promise<void> {
  const work = await Deno.makeTempDir({ prefix: "crlc-gate-" });
  try {
    const report = join(work, "report.xml");
    // Their types have been checked, with everything else.
    const args = ["test", "-A", "--no-check", "--parallel", `--junit-path=${report}`];
    args.push("--doc", ...await documented(), ...await groupTests(root, work));
    const { success } = await deno(args, "inherit");
    const xml = await Deno.readTextFile(report);
    const total = (name: string) =>
      Number(xml.match(new RegExp(`<testsuites[^>]* ${name}="(\\d+)"`))?.[1] ?? 0);
    const ignored = xml.match(/<skipped\b/g)?.length ?? 0;
    const bad = total("failures") + total("errors");
    passed += total("tests") - bad - ignored;
    // A run that broke down outside of every test has failed as well.
    failed += success ? bad : Math.max(bad, 1);
    skipped += ignored;
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

/** What may hold examples in documentation: all of the repository but the tests. */
async function documented(): Promise<string[]> {
  const others = /^(tests|runs|dist|coverage|node_modules|\..*)$/;
  const entries = await Array.fromAsync(Deno.readDir(root));
  return entries.filter(({ name, isDirectory }) =>
    isDirectory ? !others.test(name) : /\.(ts|md)$/.test(name)
  ).map(({ name }) => name);
}

await runChecks();
await runTests();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
Deno.exit(failed > 0 ? 1 : 0);
