import { createHash } from "node:crypto";
import { confusionHtml } from "./confusion.ts";
import { curvesHtml } from "./curves.ts";
import { escapeHtml as text, scriptJson } from "./escape.ts";
import { cardsHtml, comparisonHtml, headsHtml, provenanceHtml, warningsHtml } from "./overview.ts";
import { packed } from "./packed.ts";
import type { ReportData } from "./report_data.ts";

/**
 * The page of a report: one HTML file that asks the network for nothing, and whose security policy
 * would not let it.
 *
 * @param style The page's style sheet.
 * @param script The page's script.
 */
export function pageHtml(data: ReportData, style: string, script: string): string {
  const { runs, sets, images } = data;
  const [first] = runs;
  const several = runs.length > 1;
  const title = several ? `${runs.length} runs compared` : first.run;
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const curves = curvesHtml(runs.map(({ run, curves }) => ({ name: run, curves })));
  const curvesSection = curves
    ? `<section aria-labelledby="h-curves"><h2 id="h-curves">Curves</h2><p class="dim">Means over each epoch${
      runs.some(({ heads }) => heads.length > 1) ? "; a band spans the sub-heads" : ""
    }.</p><div class="charts">${curves}</div></section>`
    : "";
  const cards = ofEachRun(data, runs.map(cardsHtml));
  const heads = runs.map(headsHtml);
  const classes = images.map((own) => confusionHtml(own, sets[own.set]));
  const labelled = sets.some(({ labels }) => labels !== undefined);
  const kinds = [
    ["cluster", "cluster"],
    ...(labelled ? [["class", "class"], ["right", "right or wrong"]] : []),
    ["confidence", "confidence"],
    ...(images.some(({ agreement }) => agreement) ? [["agreement", "agreement of heads"]] : []),
  ];
  const links = [
    ["h-runs", "The runs", several],
    ["h-curves", "Curves", curves !== ""],
    ["h-heads", "Sub-heads", heads.some((html) => html !== "")],
    ["h-classes", "Classes", classes.some((html) => html !== "")],
    ["h-map", "Map and neighbours", true],
    ["h-clusters", "Clusters", true],
    ["h-cases", "Success and failure", labelled],
    ["h-made", "How it was made", true],
  ] as const;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${text(title)} - crlc report</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
<header>
<h1>${text(title)}</h1>
<p>${several ? text(subjects(data)) : aboutHtml(data)}</p>
</header>
<nav aria-label="Parts of the page">${
    links.filter(([, , there]) => there).map(([id, name]) => `<a href="#${id}">${name}</a>`).join(
      "",
    )
  }</nav>
<main id="main">
${several ? "" : cards}
${warningsHtml(data)}
${comparisonHtml(data)}
${curvesSection}
${several ? `${chooserHtml(data)}${cards}` : ""}
${section("h-heads", "Sub-heads", data, heads)}
${section("h-classes", "Classes", data, classes)}
<section aria-labelledby="h-map"><h2 id="h-map">Map and neighbours</h2>
<p class="dim">${
    images[0].mapKind === "umap"
      ? "UMAP of the learned features: near points are alike, distances between groups mean little."
      : "The two directions in which the learned features differ most (PCA)."
  } <span id="drawn"></span></p>
<div class="bar"><label>Colour by <select id="by">${
    kinds.map(([value, name]) => `<option value="${value}">${name}</option>`).join("")
  }</select></label><label>Find image <input id="find" placeholder="number or part of a name" autocomplete="off"></label></div>
<div class="map"><figure><canvas id="map" tabindex="0" role="application" aria-label="Map of the images. Arrow keys walk from image to image; the chosen one and its neighbours stand beside it."></canvas><div id="tip" class="tip" hidden><canvas></canvas><div></div></div><ul id="legend" class="legend" aria-label="Colours"></ul></figure>
<div id="chosen" class="chosen" role="region" aria-live="polite" aria-label="Chosen image"></div></div></section>
<section aria-labelledby="h-clusters"><h2 id="h-clusters">Clusters by size</h2>${
    labelled
      ? '<p class="dim" id="framed">A red frame: the image is of another class than its cluster is matched to.</p>'
      : ""
  }<div id="naming"></div><div id="clusters"></div></section>
${
    labelled
      ? '<section aria-labelledby="h-cases"><h2 id="h-cases">Success and failure</h2><p class="dim">Most confident first.</p><div id="cases"></div></section>'
      : ""
  }
${provenanceHtml(data)}
</main>
<footer>Made by crlc ${
    text(first.manifest.versions.crlc ?? "")
  }. This page holds everything it shows and asks the network for nothing.</footer>
<noscript><p>The images, the map and the neighbours need JavaScript, which this page brings along.</p></noscript>
<script type="application/json" id="data">${scriptJson(packed(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function aboutHtml({ runs: [{ manifest: { recipe, data, sessions } }] }: ReportData): string {
  return `${text(recipe.strategy)} on ${text(recipe.dataset.name)} (${
    text(recipe.dataset.split)
  }), ${data.samples.toLocaleString("en-GB")} images, seed ${recipe.seed}, on ${
    text(sessions.at(-1)?.device ?? "")
  }`;
}

/** What several runs are of, each said once. */
function subjects({ runs }: ReportData): string {
  return [
    ...new Set(
      runs.map(({ manifest: { recipe } }) =>
        `${recipe.strategy} on ${recipe.dataset.name} (${recipe.dataset.split})`
      ),
    ),
  ].join("; ");
}

/** Chooses the run that everything below it is of. */
function chooserHtml({ runs }: ReportData): string {
  return `<div class="bar chooser"><label>Scores, map and images below are of the run <select id="run" autocomplete="off">${
    runs.map(({ run }, at) => `<option value="${at}">${text(run)}</option>`).join("")
  }</select></label></div>`;
}

/** A part of the page that differs from run to run; nothing where no run has it. */
function section(
  id: string,
  title: string,
  data: ReportData,
  bodies: readonly string[],
): string {
  return bodies.every((body) => body === "")
    ? ""
    : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${
      ofEachRun(data, bodies)
    }</section>`;
}

/** The same of each run: the script shows that of the chosen one, and without it all are shown. */
function ofEachRun({ runs }: ReportData, bodies: readonly string[]): string {
  if (bodies.length === 1) return bodies[0];
  return bodies.map((body, at) =>
    `<div data-run="${at}"><h3>${text(runs[at].run)}</h3>${
      body || '<p class="dim">Nothing of this run.</p>'
    }</div>`
  ).join("");
}

function hashOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
