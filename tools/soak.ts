/**
 * The long form of the tests of survival: every file operation fails in every way, the power goes
 * at each, 238 processes are killed, 10,000 strange files of each kind are read. The
 * result is written to `bench/results/soak.json`.
 *
 * Run: `deno task soak` (half an hour on two cores; a word chooses files: `deno task soak kill`)
 */

interface Outcome {
  readonly file: string;
  readonly date: string;
  readonly commit: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** What the tests counted, in their order. */
  readonly counted: readonly Readonly<Record<string, number>>[];
}

const root = new URL("..", import.meta.url).pathname;
const FOLDERS = ["tests/fuzz", "tests/run/survival"];

async function commitOfTree(): Promise<string> {
  const git = (...args: string[]) => new Deno.Command("git", { args, cwd: root }).output();
  const [head, status] = await Promise.all([
    git("rev-parse", "HEAD"),
    git("status", "--porcelain", "--", ":!bench/results"),
  ]);
  const changed = status.stdout.length > 0 ? " and changes" : "";
  return new TextDecoder().decode(head.stdout).trim() + changed;
}

const commit = await commitOfTree();

async function testFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of FOLDERS) {
    for await (const { name } of Deno.readDir(root + folder)) {
      const chosen = Deno.args.length === 0 || Deno.args.some((word) => name.includes(word));
      if (name.endsWith(".test.ts") && chosen) found.push(`${folder}/${name}`);
    }
  }
  return found.sort();
}

async function soak(file: string): Promise<Outcome> {
  const began = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", file],
    cwd: root,
    env: { CRLC_SOAK: "1", NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (!success) console.error(text, new TextDecoder().decode(stderr));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const counted = [...text.matchAll(/^counted: (.*)$/gm)].map(([, json]) => JSON.parse(json));
  const date = new Date().toISOString().slice(0, 10);
  return { file, date, commit, passed: success, seconds, counted };
}

const outcomes: Outcome[] = [];
for (const file of await testFiles()) {
  const outcome = await soak(file);
  outcomes.push(outcome);
  const counts = outcome.counted.map((counts) => JSON.stringify(counts)).join(" ");
  console.log(`${outcome.passed ? "ok" : "FAILED"} ${file} (${outcome.seconds} s) ${counts}`);
}
const { os, arch } = Deno.build;
const path = `${root}bench/results/soak.json`;
const before: { outcomes: Outcome[] } = await Deno.readTextFile(path)
  .then(JSON.parse, () => ({ outcomes: [] }));
// Files that were not chosen keep their last result, with its date.
const kept = before.outcomes.filter(({ file }) =>
  !outcomes.some((outcome) => outcome.file === file)
);
const record = {
  schemaVersion: 1,
  machine: { os, arch, cores: navigator.hardwareConcurrency, deno: Deno.version.deno },
  outcomes: [...kept, ...outcomes].sort((a, b) => a.file < b.file ? -1 : 1),
};
await Deno.mkdir(`${root}bench/results`, { recursive: true });
await Deno.writeTextFile(path, `${JSON.stringify(record, null, 2)}\n`);
Deno.exit(outcomes.length > 0 && outcomes.every(({ passed }) => passed) ? 0 : 1);
