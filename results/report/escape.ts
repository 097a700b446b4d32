const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML shows it, in an element or a quoted attribute. */
export function escapeHtml(text: string | number): string {
  return String(text).toWellFormed().replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
}

/** JSON that no HTML parser takes for the end of its script. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
