import { join } from "node:path";
import sharp from "sharp";
import { difference } from "../cli/actions/reproduced_lines.ts";
import { rasterise } from "../results/figures/rasterise.ts";
import { REPRODUCIBLE } from "../results/reproduce/names.ts";
import { outcomeFile, type Reproduced } from "../results/reproduce/reproduce.ts";
import type { Spread } from "../results/spread.ts";

/**
 * Writes what `crlc reproduce all` has left in a folder into docs/paper.md, between its marks, and the
 * pictures into docs/images/paper/: `deno task paper [FOLDER]`. Then look at each picture.
 */
const PAGE = new URL("../docs/paper.md", import.meta.url);
const PICTURES = new URL("../docs/images/paper/", import.meta.url);
/** An SVG above this size is taken as PNG: one of many points, say. */
const LARGE = 150_000;

const folder = Deno.args[0] ?? join("runs", "reproduce-small");
const outcomes = await readOutcomes();
if (outcomes.length === 0) throw new Error(`${folder} has no outcome of crlc reproduce`);
const pictures = await copyPictures();
await writeBetween("outcomes", [
  ...rowTable(),
  "",
  ...claimTable(),
  "",
  ...REPRODUCIBLE.length > outcomes.length ? [`Not run: ${listOf(missing())}.`, ""] : [],
]);
await writeBetween("pictures", pictures);
await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", PAGE.pathname] }).output();

async function readOutcomes(): Promise<Reproduced[]> {
  const texts = await Promise.all(
    REPRODUCIBLE.map((name) => Deno.readTextFile(outcomeFile(folder, name)).catch(() => undefined)),
  );
  return texts.flatMap((text) => text === undefined ? [] : [JSON.parse(text) as Reproduced])
    .filter(({ finished }) => finished);
}

function missing(): string[] {
  return REPRODUCIBLE.filter((one) => !outcomes.some(({ name }) => name === one));
}

function listOf(names: readonly string[]): string {
  return [...new Set(names)].map((name) => `\`${name}\``).join(", ");
}

/** Runs that several plans share stand in one row, under the name that the first of them gives. */
function rowTable(): string[] {
  const all = outcomes.flatMap(({ name, plan, rows = [] }) =>
    rows.map((row, i) => ({ name, row, key: plan[i].folder + JSON.stringify(row.scores) }))
  );
  const rows = [...Map.groupBy(all, ({ key }) => key).values()].map((same) => {
    const { set, variant, runs, scores } = same[0].row;
    const cells = [scores.acc, scores.nmi, scores.ari].map((score) => plusMinus(score, runs));
    return [set, variant, String(runs), ...cells, listOf(same.map(({ name }) => name))];
  });
  return table(["set", "variant", "runs", "ACC %", "NMI %", "ARI %", "plans"], rows);
}

function plusMinus(score: Spread | undefined, runs: number): string {
  const percent = (value: number) => (100 * value).toFixed(1);
  if (!score) return "-";
  return runs < 2 ? percent(score.mean) : `${percent(score.mean)} ± ${percent(score.sd)}`;
}

function claimTable(): string[] {
  const all = outcomes.flatMap(({ name, claims = [] }) => claims.map((claim) => ({ name, claim })));
  const key = ({ claim: { set, says, term, mean } }: typeof all[number]) =>
    [set, says, term, mean].join("\n");
  const rows = [...Map.groupBy(all, key).values()].map((same) => {
    const { says, term, mean, low, high, verdict } = same[0].claim;
    return [
      ...[says, term === "acc" ? "ACC" : term, difference(mean, term)],
      `${difference(low, term)} to ${difference(high, term)}`,
      ...[verdict, listOf(same.map(({ name }) => name))],
    ];
  });
  return table(["claim", "decided by", "difference", "95 %", "verdict", "plans"], rows);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)];
}

/** Each picture once under its command; what earlier runs have left is removed. */
async function copyPictures(): Promise<string[]> {
  await Deno.mkdir(PICTURES, { recursive: true });
  const lines: string[] = [], written = new Set<string>();
  for (const { name, about, pictures = [] } of outcomes) {
    for (const file of pictures) {
      // As it lies now: the folder may have been moved.
      const of = file.split(/[/\\]/).at(-1)!.slice(0, -".svg".length);
      const svg = await Deno.readFile(join(folder, `${of}.svg`)), large = svg.length > LARGE;
      const picture = `${of}.${large ? "png" : "svg"}`;
      await Deno.writeFile(new URL(picture, PICTURES), large ? await asPng(svg) : svg);
      written.add(picture);
      lines.push("", `![${of}: ${about}](images/paper/${picture})`);
    }
    if (pictures.length > 0) lines.push("", `\`crlc reproduce ${name}\`: ${about}.`);
  }
  for await (const { name } of Deno.readDir(PICTURES)) {
    if (!written.has(name)) await Deno.remove(new URL(name, PICTURES));
  }
  return [...lines, ""];
}

/** Of few colours, as drawn surfaces and points are. */
async function asPng(svg: Uint8Array): Promise<Uint8Array> {
  return await sharp(await rasterise(svg, "png")).png({ palette: true }).toBuffer();
}

async function writeBetween(mark: string, lines: readonly string[]): Promise<void> {
  const page = await Deno.readTextFile(PAGE);
  const [begin, end] = [`<!-- ${mark} -->\n`, `<!-- end of ${mark} -->`];
  const from = page.indexOf(begin), until = page.indexOf(end);
  if (from < 0 || until < 0) throw new Error(`docs/paper.md has lost its marks of ${mark}`);
  const text = `${page.slice(0, from)}${begin}\n${lines.join("\n")}\n${page.slice(until)}`;
  await Deno.writeTextFile(PAGE, text);
}
