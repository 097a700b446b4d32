/** A picture in its place in a grid. */
export interface Cell {
  readonly row: string;
  readonly column: number;
  readonly picture: string;
  /** What is written below it. */
  readonly caption: string;
  readonly frame: "right" | "wrong" | "query" | "neutral";
}

const FRAMES = { right: "#009E73", wrong: "#D55E00", query: "#000000", neutral: "#bbbbbb" };
const MEANINGS = { right: "right class", wrong: "wrong class", query: "the image", neutral: "" };
/** Frames that differ by more than their colour. */
const WIDTHS = { right: 1.5, wrong: 4, query: 2, neutral: 1 };

/**
 * Rows of pictures with frames and captions, as the body of a figure.
 *
 * @param side Points a side of a picture.
 */
export function pictureGrid(cells: readonly Cell[], rows: readonly string[], side = 46) {
  const columns = Math.max(...cells.map(({ column }) => column)) + 1, step = side + 14;
  const used = (Object.keys(FRAMES) as Cell["frame"][])
    .filter((frame) => cells.some((cell) => cell.frame === frame));
  const x = { field: "column", type: "ordinal", axis: null, scale: { paddingInner: 0 } };
  const y = {
    ...{ field: "row", type: "ordinal", sort: rows, title: null, scale: { paddingInner: 0 } },
    axis: { domain: false, ticks: false, grid: false, labelPadding: 8 },
  };
  const meanings = used.filter((frame) => MEANINGS[frame] !== "");
  const frame = { field: "frame", type: "nominal" };
  return {
    width: columns * step,
    height: rows.length * (step + 8),
    data: { values: cells },
    layer: [
      {
        mark: { type: "image", width: side, height: side, yOffset: -5, smooth: false },
        encoding: { x, y, url: { field: "picture", type: "nominal" } },
      },
      {
        mark: { type: "point", shape: "square", filled: false, size: (side + 3) ** 2, yOffset: -5 },
        encoding: {
          ...{ x, y },
          color: {
            ...frame,
            scale: { domain: used, range: used.map((name) => FRAMES[name]) },
            legend: meanings.length < 2 ? null : {
              ...{ title: null, orient: "bottom", values: meanings, symbolSize: 150 },
              labelExpr: meanings.reduceRight(
                (rest, name) => `datum.label == '${name}' ? '${MEANINGS[name]}' : ${rest}`,
                "''",
              ),
            },
          },
          strokeWidth: {
            ...frame,
            scale: { domain: used, range: used.map((name) => WIDTHS[name]) },
            legend: null,
          },
          opacity: { value: 1 },
        },
      },
      {
        mark: { type: "text", fontSize: 9, yOffset: side / 2 + 4, limit: step + 24 },
        encoding: { x, y, text: { field: "caption" } },
      },
    ],
    resolve: { scale: { color: "independent" } },
  };
}
