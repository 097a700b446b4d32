/**
 * Writes what `measure.ts` has found into the table of photos of `docs/results.md`, between its two
 * comments: mean and standard deviation of the seeds.
 *
 * Run: `deno run -A bench/photos/table.ts bench/results/FILE.json`
 */
import { spread } from "../../results/spread.ts";

interface Result {
  readonly set: string;
  readonly photos: number;
  readonly strategy: string;
  readonly scores: readonly { acc: number; nmi: number; ari: number; seconds: number }[];
}

const [path] = Deno.args;
const { date, machine, backend, threads, results }: {
  date: string;
  machine: { cpu: string };
  backend: string;
  threads: string;
  results: readonly Result[];
} = JSON.parse(await Deno.readTextFile(path));

const three = (value: number) => value.toFixed(3).replace(/^0/, "");

function rowOf({ set, photos, strategy, scores }: Result): string {
  const told = (["acc", "nmi", "ari"] as const).map((key) => {
    const { mean, sd } = spread(scores.map((one) => one[key]))!;
    return `${three(mean)} ± ${three(sd)}`;
  });
  const each = scores.map(({ acc }) => three(acc)).join(" ");
  return `| ${set} | ${photos} | ${strategy} | ${told.join(" | ")} | ${each} |`;
}

const table = [
  `${date}, ${machine.cpu}, ${backend}, ${threads} thread${threads === "1" ? "" : "s"}:`,
  "",
  "| set | photos | strategy | ACC | NMI | ARI | ACC of each seed |",
  "| --- | --- | --- | --- | --- | --- | --- |",
  ...results.map(rowOf),
].join("\n");
const file = new URL("../../docs/results.md", import.meta.url);
const text = await Deno.readTextFile(file);
const between = /(<!-- photos -->\n)[^]*?(\n<!-- end of photos -->)/;
if (!between.test(text)) throw new Error("docs/results.md has lost the place of the table");
await Deno.writeTextFile(file, text.replace(between, (_, from, to) => `${from}\n${table}\n${to}`));
await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", file.pathname] }).output();
