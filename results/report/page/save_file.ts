import type { PageEdits } from "../page_data.ts";
import { element } from "./element.ts";

/** Saves corrections as the file `names.json`. */
export function saveFile(edits: PageEdits): void {
  const text = `${JSON.stringify(edits, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: "names.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
