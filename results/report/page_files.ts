// As modules of text: files beside a module are found only on a disk.
import script from "./page.js" with { type: "text" };
import clusters from "./style/clusters.css" with { type: "text" };
import style from "./style/style.css" with { type: "text" };

/** The style sheets of a report. */
export const STYLES: readonly string[] = [style, clusters];

/** The script of a report, built from the modules of `page/`. */
export const SCRIPT: string = script;
