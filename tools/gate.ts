/**
 * The whole gate, closed by one line `N passed, N failed[, N skipped]`: format, lint, types with
 * the examples in documentation, layers, built files, and every test.
 *
 * Run: `deno task ok`
 */

/** What builds files has packages, and so a lock, of its own: who runs crlc need not fetch them. */
const BUILD = "tools/build/deno.json";

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
  ...["kernels", "tfjs"].map((name) => ({
    name,
    args: ["run", "-A", "--config", BUILD, `tools/build/${name}.ts`, "--check"],
  })),
];

const root = new URL("..", import.meta.url).pathname;
let passed = 0, failed = 0, skipped = 0;

async function deno(args: readonly string[]): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

/** Runs every test and adds what its JUnit report counts. */
async function runTests(): Promise<void> {
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const success = await deno(["test", "-A", "--doc", "--parallel", `--junit-path=${report}`]);
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
    await Deno.remove(report);
  }
}

for (const { name, args } of CHECKS) {
  const began = performance.now();
  const success = await deno(args);
  success ? passed++ : failed++;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${name} ... ${success ? "ok" : "FAILED"} (${seconds} s)`);
}
await runTests();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
Deno.exit(failed > 0 ? 1 : 0);
