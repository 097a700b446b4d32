import { createHash } from "node:crypto";
import { confusionHtml } from "./confusion.ts";
import { curvesHtml } from "./curves.ts";
import { escapeHtml as text, scriptJson } from "./escape.ts";
import {
  casesHtml,
  compareHtml,
  groupsHtml,
  isLabelled,
  lookHtml,
  mapHtml,
  selectionHtml,
} from "./explorer.ts";
import { explained, glossaryHtml } from "./glossary.ts";
import { cardsHtml, comparisonHtml, headsHtml, provenanceHtml, warningsHtml } from "./overview.ts";
import { packed } from "./packed.ts";
import type { ReportData } from "./report_data.ts";

/** What a page knows that `crlc open` serves. */
export interface Served {
  /** Whether it takes corrections. */
  readonly edit: boolean;
  /** The version of the corrections on the page. */
  readonly version: string;
}

/**
 * The page of a report: one HTML file that asks the network for nothing, and whose security policy
 * would not let it.
 *
 * @param style The page's style sheet.
 * @param script The page's script.
 * @param served Given where the page may ask its own server, and nobody else.
 */
export function pageHtml(
  data: ReportData,
  style: string,
  script: string,
  served?: Served,
): string {
  const { runs } = data;
  const [first] = runs;
  const several = runs.length > 1;
  const title = several ? `${runs.length} runs compared` : first.run;
  const { nav, main } = contentHtml(data, served !== undefined);
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script, served)}">
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
<nav aria-label="Parts of the page">${nav}</nav>
<main id="main">
${main}
</main>
${glossaryHtml()}
<footer>Made by crlc ${text(first.manifest.versions.crlc ?? "")}. ${
    served
      ? "This page asks the crlc that serves it, and nobody else."
      : "This page holds everything it shows and asks the network for nothing."
  }</footer>
<noscript><p>The pictures and the map need JavaScript, which this page brings along.</p></noscript>
${
    served
      ? `<script type="application/json" id="served">${scriptJson(served)}</script>\n`
      : ""
  }<script type="application/json" id="data">${scriptJson(packed(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Allows the page its own style sheet, script and images, and nothing else. */
function policyOf(style: string, script: string, served?: Served): string {
  return [
    "default-src 'none'",
    ...served ? ["img-src 'self' data:", "connect-src 'self'"] : ["img-src data:"],
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The parts of the page, pictures first, and links to those that are there. */
function contentHtml(
  data: ReportData,
  served: boolean,
): { readonly nav: string; readonly main: string } {
  const { runs, sets, images } = data;
  const several = runs.length > 1;
  const curves = curvesSection(data);
  const heads = section("h-heads", "Sub-heads", data, runs.map(headsHtml));
  const confusion = images.map((own) => confusionHtml(own, sets[own.set]));
  const classes = section("h-classes", "Classes", data, confusion);
  const links = [
    ["h-groups", "Groups", true],
    ["h-look", "Worth a second look", true],
    ["h-map", "Map", true],
    ["h-compare", "Side by side", data.matched !== undefined],
    ["h-cases", "Right and wrong", isLabelled(data)],
    ["h-figures", "Figures", true],
    ["h-made", "How it was made", true],
  ] as const;
  return {
    nav: links.filter(([, , there]) => there).map(([id, name]) => `<a href="#${id}">${name}</a>`)
      .join(""),
    main: [
      warningsHtml(data),
      several ? chooserHtml(data) : "",
      groupsHtml(data, served),
      lookHtml(),
      mapHtml(data),
      compareHtml(data),
      casesHtml(data),
      `<section aria-labelledby="h-figures"><h2 id="h-figures">Figures</h2>${
        ofEachRun(data, runs.map(cardsHtml))
      }</section>`,
      comparisonHtml(data),
      curves,
      heads,
      classes,
      provenanceHtml(data),
      selectionHtml(),
    ].join("\n"),
  };
}

function curvesSection({ runs }: ReportData): string {
  const curves = curvesHtml(
    runs.map(({ caption, cell, curves, manifest: { recipe: { strategy } } }) => ({
      ...{ name: caption, cell, curves, strategy },
    })),
  );
  const cells = new Set(runs.map(({ cell, caption }) => cell ?? caption)).size;
  return curves
    ? `<section aria-labelledby="h-curves"><h2 id="h-curves">Curves</h2><p class="dim">Means over each epoch of the ${
      explained("losses", "loss")
    }${
      cells < runs.length
        ? "; a line is the mean over the seeds, and its band one standard deviation"
        : runs.some(({ heads }) => heads.length > 1)
        ? "; a band spans the sub-heads"
        : ""
    }.</p><div class="charts">${curves}</div></section>`
    : "";
}

function aboutHtml({ runs: [{ manifest: { recipe, data, sessions } }] }: ReportData): string {
  return `${text(recipe.strategy)} on ${text(recipe.dataset.name)} (${
    text(recipe.dataset.split)
  }), ${data.samples.toLocaleString("en-GB")} images, seed ${recipe.seed}, on ${
    text(sessions.at(-1)?.device ?? "")
  }`;
}

/** Strategies and data of the runs, each named once. */
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
  return `<div class="bar chooser"><label>Groups, map and scores of <select id="run" autocomplete="off">${
    runs.map(({ caption }, at) => `<option value="${at}">${text(caption)}</option>`).join("")
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
    `<div data-run="${at}"><h3>${text(runs[at].caption)}</h3>${
      body || '<p class="dim">Nothing of this run.</p>'
    }</div>`
  ).join("");
}

function hashOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
