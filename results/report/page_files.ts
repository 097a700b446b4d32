// As modules of text: files beside a module are found only on a disk.
import script from "./page.js" with { type: "text" };
import groups from "./style/groups.css" with { type: "text" };
import map from "./style/map.css" with { type: "text" };
import pictures from "./style/pictures.css" with { type: "text" };
import style from "./style/style.css" with { type: "text" };

/** The style sheets of a report. */
export const STYLES: readonly string[] = [style, pictures, groups, map];

/** The script of a report, built from the modules of `page/`. */
export const SCRIPT: string = script;
