// As modules of text: files beside a module are found only on a disk.
import app from "./page/app.js" with { type: "text" };
import cases from "./page/cases.js" with { type: "text" };
import chosen from "./page/chosen.js" with { type: "text" };
import clustersStyle from "./page/clusters.css" with { type: "text" };
import clusters from "./page/clusters.js" with { type: "text" };
import colours from "./page/colours.js" with { type: "text" };
import element from "./page/element.js" with { type: "text" };
import map from "./page/map.js" with { type: "text" };
import names from "./page/names.js" with { type: "text" };
import thumbs from "./page/thumbs.js" with { type: "text" };
import views from "./page/views.js" with { type: "text" };
import style from "./page/style.css" with { type: "text" };

/** The style sheets of a report. */
export const STYLES: readonly string[] = [style, clustersStyle];

/** The scripts of a report, in the order in which they run. */
export const SCRIPTS: readonly string[] = [
  ...[element, names, views, thumbs, clusters, cases],
  ...[colours, map, chosen, app],
];
