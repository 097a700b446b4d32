import type { RecipeEncoder } from "../../run/recipe/encoder.ts";
import { spread } from "../spread.ts";
import { escapeHtml as text } from "./escape.ts";
import { type Explained, explained } from "./glossary.ts";
import { wide } from "./wide.ts";
import type { ReportData, RunSummary } from "./report_data.ts";

function three(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(3);
}

function card(title: string, value: string, note = "", word?: Explained): string {
  return `<div class="card"><dt>${word ? explained(title, word) : text(title)}</dt><dd>${
    text(value)
  }${note ? `<small>${text(note)}</small>` : ""}</dd></div>`;
}

/** Which sub-head it is of, where there are several. */
const headOf = (head: number, heads: number) => heads > 1 ? `sub-head ${head}` : "";

/** The figures of one run that say most. */
export function cardsHtml(
  { score, heads, labelFree, finished, step, findings = { schemaVersion: 1 } }: RunSummary,
): string {
  const { kmeans, duplicates, outliers } = findings;
  const { selected, oracle } = score;
  const { usedClusters, clusters, meanConfidence, headAgreement, entropy, maxEntropy } = labelFree;
  const best = (key: "acc" | "nmi" | "ari") =>
    oracle && heads.length > 1 ? `${three(oracle[key])} best head by label` : "";
  return `<dl class="cards">${
    [
      ...(selected.acc === undefined ? [] : [
        card("Accuracy", three(selected.acc), best("acc"), "accuracy"),
        card("NMI", three(selected.nmi), best("nmi"), "nmi"),
        card("ARI", three(selected.ari), best("ari"), "ari"),
      ]),
      card(
        "Clusters used",
        `${usedClusters} of ${clusters}`,
        headOf(selected.head, heads.length),
        "used",
      ),
      card("Entropy", entropy.toFixed(2), `at most ${maxEntropy.toFixed(2)}`, "entropy"),
      card("Mean confidence", three(meanConfidence), "", "confidence"),
      ...(headAgreement === undefined ? [] : [
        card(
          "Head agreement",
          three(headAgreement),
          "mean NMI with the selected head",
          "agreement",
        ),
      ]),
      ...kmeans
        ? [
          card(
            "k-means on the features",
            `${Math.round(kmeans.sameGroups * 100)} % alike`,
            `silhouette ${three(kmeans.silhouette)}, here ${three(kmeans.silhouetteOfRun)}`,
            "kmeans",
          ),
        ]
        : [],
      ...duplicates
        ? [card("Nearly the same", `${duplicates.images}`, "duplicates.csv", "doubles")]
        : [],
      ...outliers === undefined
        ? []
        : [card("Unlike all others", `${outliers}`, "outliers.csv", "strays")],
      card("State", finished ? "finished" : "unfinished", `step ${step.toLocaleString("en-GB")}`),
    ].join("")
  }</dl>`;
}

/** Warnings of all runs; of several they are folded up, so that pictures stay at the top. */
export function warningsHtml({ runs }: ReportData): string {
  const lines = runs.flatMap(({ caption, warnings }) =>
    warnings.map((line) =>
      `<li>${runs.length > 1 ? `<b>${text(caption)}</b>: ` : ""}${text(line)}</li>`
    )
  );
  if (lines.length === 0) return "";
  const list = `<ul>${lines.join("")}</ul>`;
  if (runs.length === 1) {
    return `<section class="warnings" aria-labelledby="h-warnings"><h2 id="h-warnings">Warnings</h2>${list}</section>`;
  }
  const count = lines.length === 1 ? "1 warning" : `${lines.length} warnings`;
  return `<details class="warnings"><summary>${count}</summary>${list}</details>`;
}

/** Several runs side by side. */
export function comparisonHtml({ runs, agreement }: ReportData): string {
  if (runs.length < 2) return "";
  const labelled = runs.some(({ score }) => score.selected.acc !== undefined);
  const titles = [
    "Run",
    "Strategy",
    "Data",
    "Seed",
    ...(labelled ? ["ACC", "NMI", "ARI", "ACC of best head by label"] : []),
    "Clusters used",
    "Mean confidence",
  ];
  const rows = runs.map((
    { caption, manifest: { recipe }, score: { selected, oracle }, labelFree },
    i,
  ) =>
    [
      `<th scope="row"><span class="swatch run${i % 8}"></span>${text(caption)}</th>`,
      ...[
        recipe.strategy,
        recipe.dataset.name,
        recipe.seed,
        ...(labelled
          ? [three(selected.acc), three(selected.nmi), three(selected.ari), three(oracle?.acc)]
          : []),
        `${labelFree.usedClusters} of ${labelFree.clusters}`,
        three(labelFree.meanConfidence),
      ].map((cell) => `<td>${text(cell)}</td>`),
    ].join("")
  );
  const matrix = agreement
    ? `<h3>How far the clusters agree (${explained("NMI", "nmi")})</h3>${
      wide("How far the clusters agree")
    }<table><thead><tr><td></td>${
      runs.map(({ caption }) => `<th scope="col">${text(caption)}</th>`).join("")
    }</tr></thead><tbody>${
      agreement.map((row, i) =>
        `<tr><th scope="row">${text(runs[i].caption)}</th>${
          row.map((value) => `<td class="heat${Math.round(10 * value)}">${three(value)}</td>`).join(
            "",
          )
        }</tr>`
      ).join("")
    }</tbody></table></div>`
    : "";
  return `<section aria-labelledby="h-runs"><h2 id="h-runs">The runs</h2>${cellsHtml(runs)}${
    wide("The runs")
  }<table><thead><tr>${
    titles.map((title) => `<th scope="col">${text(title)}</th>`).join("")
  }</tr></thead><tbody>${
    rows.map((row) => `<tr>${row}</tr>`).join("")
  }</tbody></table></div>${matrix}</section>`;
}

/** The cells of a sweep: mean and standard deviation over the seeds. */
function cellsHtml(runs: readonly RunSummary[]): string {
  const cells = Map.groupBy(runs, ({ cell }) => cell);
  if (runs.some(({ cell }) => cell === undefined) || cells.size === runs.length) return "";
  const keys = (["acc", "nmi", "ari", "acc5", "error"] as const)
    .filter((key) => runs.some(({ score: { selected } }) => selected[key] !== undefined));
  const rows = [...cells].map(([cell, own]) => {
    const scores = keys.map((key) => {
      const value = spread(own.flatMap(({ score: { selected } }) => selected[key] ?? []));
      return `<td>${three(value?.mean)}${value ? ` ± ${three(value.sd)}` : ""}</td>`;
    });
    return `<tr><th scope="row">${text(cell!)}</th><td>${own.length}</td>${scores.join("")}</tr>`;
  });
  const titles = [
    "Settings",
    "Seeds",
    ...keys.map((key) => key === "error" ? "Error" : key.toUpperCase()),
  ];
  return `<h3>Mean and standard deviation over the seeds</h3>${
    wide("Mean and standard deviation over the seeds")
  }<table><thead><tr>${
    titles.map((title) => `<th scope="col">${title}</th>`).join("")
  }</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** Scores of each sub-head; nothing where there is one. */
export function headsHtml({ heads, score: { selected, oracle } }: RunSummary): string {
  if (heads.length < 2) return "";
  const labelled = heads.some(({ acc }) => acc !== undefined);
  const titles = ["Head", "Cluster loss", ...(labelled ? ["ACC", "NMI", "ARI"] : []), "Note"];
  return `<p class="dim">${explained("A sub-head", "head")} is selected by this: ${
    text(selected.rule)
  }.${oracle ? ` Best by label: ${text(oracle.rule)}.` : ""}</p>${
    wide("Sub-heads")
  }<table><thead><tr>${
    titles.map((title) => `<th scope="col">${title}</th>`).join("")
  }</tr></thead><tbody>${
    heads.map(({ head, loss, acc, nmi, ari }) =>
      `<tr><th scope="row">${head}</th><td>${three(loss)}</td>${
        labelled ? [acc, nmi, ari].map((value) => `<td>${three(value)}</td>`).join("") : ""
      }<td class="left">${
        [head === selected.head ? "selected" : "", head === oracle?.head ? "best by label" : ""]
          .filter(Boolean).join(", ")
      }</td></tr>`
    ).join("")
  }</tbody></table></div>`;
}

/** What was run, with what, where. */
export function provenanceHtml({ runs, made }: ReportData): string {
  const row = (title: string, value: string) =>
    `<tr><th scope="row">${text(title)}</th><td class="left">${text(value)}</td></tr>`;
  const one = ({ run, manifest, command, quarantined }: RunSummary) => {
    const { recipe, recipeHash, data, versions, sessions, plugins } = manifest;
    return `<h3>${text(run)}</h3>${
      command
        ? `<p>The command that makes it again:</p><pre tabindex="0"><code>${
          text(command)
        }</code></pre>`
        : `<p>The recipe "${text(recipe.name)}" is not known here: its values are below.</p>`
    }${wide(`How ${run} was made`)}<table>${
      [
        row("Recipe", recipe.name),
        row("Strategy", recipe.strategy),
        row("Data", `${recipe.dataset.name}, ${recipe.dataset.split}`),
        ...recipe.encoder
          ? [...(recipe.encoder.parts ?? [recipe.encoder])
            .map((encoder) => row("Encoder", encoderText(encoder)))]
          : [],
        ...data.auxiliary
          ? [row(
            "For the representation besides",
            `${data.auxiliary.split}, ${data.auxiliary.samples.toLocaleString("en-GB")} images`,
          )]
          : [],
        row("Images", `${data.samples.toLocaleString("en-GB")} of ${data.shape.join(" x ")}`),
        ...(quarantined > 0 ? [row("Left out as unusable", String(quarantined))] : []),
        row("Seed", String(recipe.seed)),
        ...sessions.map(({ fromStep, backend, device, threads, ranks, carrier }) =>
          row(
            `Ran from step ${fromStep} on`,
            `${backend}: ${withThreads(device, threads)}${
              ranks === undefined ? "" : `, each of ${ranks} processes, by ${carrier}`
            }`,
          )
        ),
        ...(plugins.length > 0 ? [row("Plugins", plugins.join(", "))] : []),
        row("Versions", Object.entries(versions).map((pair) => pair.join(" ")).join(", ")),
        row("Recipe SHA-256", recipeHash),
        row("Data digest", data.digest),
      ].join("")
    }</table></div><details><summary>The whole recipe</summary><pre tabindex="0"><code>${
      text(JSON.stringify(recipe, null, 2))
    }</code></pre></details>`;
  };
  return `<section aria-labelledby="h-made"><h2 id="h-made">How it was made</h2>${
    runs.map(one).join("")
  }<p class="dim">Report made ${text(made)}.</p></section>`;
}

/** A device with its threads, unless it tells them itself. */
function withThreads(device: string, threads: number): string {
  return /\bthreads?\b/.test(device)
    ? device
    : `${device}, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}

const SUPERVISION = {
  none: "no labels were in its training",
  captions: "texts beside the pictures were in its training",
  classes: "labels were in its training: scores on pictures like those are not unsupervised",
};

function encoderText(
  { name, about, revision, licence, supervision, digest }: RecipeEncoder,
): string {
  return [
    `${name} (${about})`,
    ...revision === undefined ? [] : [`revision ${revision}`],
    ...licence === undefined ? [] : [`licence of the weights ${licence}`],
    ...supervision === undefined ? [] : [SUPERVISION[supervision]],
    `SHA-256 ${digest}`,
  ].join("; ");
}
