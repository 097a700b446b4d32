import { shellLine } from "../../core/shell_line.ts";
import type { ChosenHead, Evaluation, HeadScore, SplitScore } from "../../results/api.ts";
import type { Session } from "../session.ts";
import { bar } from "../terminal/bar.ts";
import { brief, count, counted, score } from "../terminal/numbers.ts";
import { type Column, table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import { nextLines, type NextStep } from "../terminal/next_lines.ts";

/** Clusters beyond this number are not all drawn. */
const MOST_BARS = 30;

type Numbers = Pick<ChosenHead, "acc" | "nmi" | "ari" | "acc5" | "error">;

function numberCells(numbers: Numbers, more: readonly ("acc5" | "error")[] = []): string[] {
  const { acc, nmi, ari } = numbers;
  return [acc, nmi, ari, ...more.map((key) => numbers[key])].map(score);
}

function correctedOf({ groups, moved }: NonNullable<SplitScore["corrected"]>): string {
  return `${counted(groups, "group")}${moved > 0 ? `, ${count(moved)} moved` : ""}`;
}

/** Scores of each split, and what k-means reaches without learning. */
function scoreLines(evaluation: Evaluation, session: Session): string[] {
  const { scores, control, yardstick: baselines = [] } = evaluation;
  const more = (["acc5", "error"] as const)
    .filter((key) => scores.some(({ selected }) => selected[key] !== undefined));
  const right: Column = { align: "right" };
  const columns: Column[] = [
    { title: "" },
    ...["ACC", "NMI", "ARI", ...more.map((key) => key === "acc5" ? "ACC5" : key)].map((title) => ({
      ...right,
      title,
    })),
  ];
  const rowsOf = ({ split, samples, selected, oracle, corrected }: SplitScore) => [
    [`${split}, ${counted(samples, "image")}`],
    [`  selected: head ${selected.head}`, ...numberCells(selected, more)],
    ...(oracle ? [[`  oracle: head ${oracle.head}`, ...numberCells(oracle, more)]] : []),
    ...(corrected ? [[`  corrected: ${correctedOf(corrected)}`, ...numberCells(corrected)]] : []),
  ];
  const rows = scores.flatMap(rowsOf);
  if (baselines.length > 0 || control?.acc !== undefined) rows.push(["for comparison"]);
  if (control?.acc !== undefined) {
    rows.push([`  the ${count(control.labelled)} labels alone`, score(control.acc), "", ""]);
  }
  if (baselines.length > 0) {
    for (const { name, acc, nmi, ari } of baselines) {
      rows.push([`  ${name}`, score(acc), score(nmi), score(ari)]);
    }
  }
  return table(columns, rows, session.width, (text) => session.style("bold", text));
}

function ruleLines(
  evaluation: Evaluation,
  session: Session,
): string[] {
  const { selected, oracle, control, yardstick: baselines, groups, ranks = [] } = evaluation;
  const [{ corrected }] = evaluation.scores;
  const lines = [`selected: ${selected.rule}.`];
  if (oracle) {
    lines.push(
      `oracle: ${oracle.rule}. It takes labels to choose it; selected is what crlc finds alone.`,
    );
  }
  if (corrected) lines.push(`corrected: ${corrected.rule}.`);
  else if (groups) {
    lines.push(
      "All of the clusters as they were found; --corrected scores the groups of names.json besides.",
    );
  }
  if (control?.run !== undefined) {
    lines.push(`the labels alone: strategy supervised on the same images, run ${control.run}.`);
  }
  const fitted = baselines?.[0]?.fittedOn;
  if (fitted !== undefined) {
    lines.push(`for comparison: k-means with as many clusters, fitted on ${count(fitted)} images.`);
  }
  for (const { fromStep, count: processes, carrier } of ranks) {
    lines.push(`trained from step ${count(fromStep)} on by ${processes} processes, by ${carrier}.`);
  }
  lines.push(
    "ACC accuracy, NMI normalised mutual information, ARI adjusted Rand index: 1 is perfect.",
  );
  return lines.flatMap((line) => wrap(line, session.width)).map((l) => session.style("dim", l));
}

function headLines(heads: readonly HeadScore[], selected: number, session: Session): string[] {
  const labelled = heads.some(({ acc }) => acc !== undefined);
  const titles = ["head", "loss", ...(labelled ? ["ACC", "NMI", "ARI"] : [])];
  const columns: Column[] = [
    ...titles.map((title): Column => ({ title, align: "right" })),
    { title: "" },
  ];
  const rows = heads.map((head) => [
    String(head.head),
    head.loss === undefined ? "-" : brief(head.loss),
    ...(labelled ? numberCells(head) : []),
    head.head === selected ? "selected" : "",
  ]);
  return table(columns, rows, session.width, (text) => session.style("bold", text));
}

/** A bar a cluster; of very many clusters the largest and the smallest. */
function clusterLines(sizes: readonly number[], session: Session): string[] {
  const largest = Math.max(1, ...sizes);
  const width = Math.max(10, Math.min(50, session.width - 24));
  const all = sizes.map((size, cluster) => ({ size, cluster }));
  const many = sizes.length > MOST_BARS;
  const shown = many ? all.toSorted((a, b) => b.size - a.size || a.cluster - b.cluster) : all;
  const row = ({ size, cluster }: { size: number; cluster: number }) => [
    String(cluster),
    count(size),
    session.style("cyan", bar(size / largest, width)),
  ];
  const rows = many
    ? [...shown.slice(0, 10).map(row), ["...", "", ""], ...shown.slice(-10).map(row)]
    : shown.map(row);
  return table([{ align: "right" }, { align: "right" }, {}], rows, session.width);
}

/** Groups that a person made of the clusters, with their names. */
function groupLines(groups: NonNullable<Evaluation["groups"]>, session: Session): string[] {
  return table(
    [{ align: "right" }, {}, { shrink: "end" }],
    groups.map(({ images, keys, name, moved }) => [
      count(images),
      keys.join(" + "),
      moved === undefined ? name : `${name} (${count(moved)} moved there)`,
    ]),
    session.width,
  );
}

/** What the numbers suggest to do. */
function advice(evaluation: Evaluation): string[] {
  const { labelFree, selected, yardstick: baselines = [], finished, encoder, control } = evaluation;
  const found: string[] = [];
  if (control && control.acc === undefined) {
    found.push(
      `What the ${
        count(control.labelled)
      } labelled images give alone is not known, and without it ` +
        `these scores say little${
          control.command
            ? `: ${control.command} trains the control, and crlc eval scores it.`
            : "."
        }`,
    );
  }
  if (encoder?.supervision === "classes" && selected.acc !== undefined) {
    found.push(
      `Labels were in the training of encoder ${encoder.name}: of pictures like those it has seen ` +
        "these scores are not unsupervised.",
    );
  }
  if (!finished) {
    found.push(
      `The run is not finished (step ${
        count(evaluation.step)
      }): repeat its crlc train command to go on.`,
    );
  }
  if (labelFree.usedClusters < labelFree.clusters) {
    found.push(
      `Only ${labelFree.usedClusters} of ${labelFree.clusters} clusters are used: a larger ` +
        "--set lambda1=... makes clusters more even, a smaller -k asks for fewer.",
    );
  }
  const pixels = baselines.find(({ name }) => name.includes("pixel"));
  if (finished && pixels && selected.acc !== undefined && selected.acc < pixels.acc) {
    found.push(
      "k-means on pixels does better than this run: more --epochs or another --seed may help.",
    );
  }
  return found;
}

/** What `crlc eval RUN` prints. */
export function evaluationLines(evaluation: Evaluation, session: Session): string[] {
  const { run, dataset, labelFree, selected, heads } = evaluation;
  const heading = (text: string) => session.style("bold", text);
  const labelled = selected.acc !== undefined;
  const lines = [
    `${heading(run)}: ${dataset}, ${evaluation.finished ? "finished" : "unfinished"} at step ${
      count(evaluation.step)
    }`,
    "",
  ];
  if (labelled) {
    lines.push(...scoreLines(evaluation, session), "", ...ruleLines(evaluation, session));
  } else {
    lines.push(
      `${
        counted(evaluation.samples, "image")
      } without labels: nothing to compare the clusters with.`,
      ...wrap(`Head ${selected.head} is selected: ${selected.rule}.`, session.width),
    );
  }
  if (heads.length > 1) {
    lines.push("", heading("Sub-heads"), ...headLines(heads, selected.head, session));
  }
  const { usedClusters, clusters, entropy, maxEntropy, meanConfidence, headAgreement } = labelFree;
  lines.push(
    "",
    heading(`Clusters of head ${selected.head}`),
    ...wrap(
      [
        `${usedClusters} of ${clusters} used`,
        `entropy ${entropy.toFixed(3)} of at most ${maxEntropy.toFixed(3)}`,
        `mean confidence ${score(meanConfidence)}`,
        ...(headAgreement === undefined ? [] : [`agreement of heads ${score(headAgreement)}`]),
      ].join(", "),
      session.width,
    ),
    ...clusterLines(labelFree.sizes, session),
  );
  if (evaluation.groups) {
    lines.push("", heading("Groups of names.json"), ...groupLines(evaluation.groups, session));
  }
  const hints = advice(evaluation);
  if (hints.length > 0) lines.push("", ...hints.flatMap((hint) => wrap(hint, session.width)));
  const next: NextStep[] = [
    [`crlc report ${shellLine([run])}`, "a page to look at"],
    [`crlc neighbors ${shellLine([run])}`, "which images are most alike?"],
    [`crlc eval ${shellLine([run])} --json`, "all numbers, for programs"],
  ];
  return [...lines, "", ...nextLines(next, session)];
}
