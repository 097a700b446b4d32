import stringWidth from "string-width";
import { printableName, printableStyled } from "./printable.ts";
import { cut } from "./wrap.ts";

/** How a column of a table is laid out. */
export interface Column {
  readonly title?: string;
  readonly align?: "left" | "right";
  /**
   * Whether it may be cut where the table would be too wide; the last such column is cut. Such a
   * column holds names, without styles.
   */
  readonly shrink?: "start" | "end";
}

/** A cell that does not fill its column. */
function fill(text: string, width: number, align: Column["align"]): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? blanks + text : text + blanks;
}

/**
 * Lays out rows in aligned columns, two blanks apart, without lines.
 *
 * @param rows Cells, whose control characters are spelt out but for styles; a missing cell is empty.
 * @param width Columns of the terminal.
 * @param heading Colours the titles.
 * @returns One text a line, without blanks at its end; titles first where there are any.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | undefined)[])[],
  width: number,
  heading: (text: string) => string = (text) => text,
): string[] {
  const titled = columns.some((column) => column.title !== undefined);
  const named = rows.map((row) =>
    columns.map(({ shrink }, c) =>
      row[c] && (shrink ? printableName(row[c]) : printableStyled(row[c]))
    )
  );
  const all = titled ? [columns.map((column) => column.title), ...named] : named;
  const widths = columns.map((_, c) => Math.max(0, ...all.map((row) => stringWidth(row[c] ?? ""))));
  const excess = widths.reduce((sum, w) => sum + w, 2 * (columns.length - 1)) - width;
  const shrinking = columns.findLastIndex((column) => column.shrink !== undefined);
  if (excess > 0 && shrinking >= 0) widths[shrinking] = Math.max(8, widths[shrinking] - excess);
  const lines = all.map((row) =>
    columns
      .map(({ align, shrink }, c) => {
        const text = row[c] ?? "";
        return fill(shrink ? cut(text, widths[c], shrink) : text, widths[c], align);
      })
      .join("  ")
      .trimEnd()
  );
  return titled ? [heading(lines[0]), ...lines.slice(1)] : lines;
}
