import type { Spec } from "./figure.ts";
import { linesOf } from "./text_width.ts";

/** Colours that the colour-blind tell apart (Okabe and Ito 2008), yellow last: it is weak on white. */
export const COLOURS = [
  ...["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"],
];
/** For more classes: those, and the same in lighter tones. */
export const MANY_COLOURS = [
  ...COLOURS,
  ...["#88B9D9", "#EAAE7F", "#7FCEB8", "#E5BCD3", "#F2CF7F", "#AAD9F4", "#7F7F7F", "#B8AE2F"],
];

/** Of a legend that tells lines apart, without what else is drawn of them. */
export const LINES = { symbolType: "stroke", symbolSize: 500 };

/** Of the line below the title. */
const SMALL = 11;
const FONT = "Helvetica, Arial, DejaVu Sans, sans-serif";

/**
 * A figure with what all of them share: sizes of text to be printed at the width of a column.
 *
 * @param width Of the body, in points, where it has several panels; the subtitle is broken to fit.
 */
export function themed(
  body: Spec,
  title: string,
  subtitle: string,
  width = (body.width as number | undefined) ?? Infinity,
): Spec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 8,
    title: {
      text: title,
      subtitle: linesOf(subtitle, SMALL, width),
      anchor: "start",
      frame: "group",
    },
    ...body,
    config: {
      // Of every mark a line for readers of the screen would be most of the file.
      aria: false,
      font: FONT,
      axis: {
        labelFontSize: 11,
        titleFontSize: 12,
        labelFlush: false,
        grid: true,
        gridColor: "#e6e6e6",
      },
      legend: {
        labelFontSize: 11,
        titleFontSize: 11,
        labelLimit: 300,
        symbolStrokeWidth: 2,
        symbolOpacity: 1,
      },
      header: { labelFontSize: 12, titleFontSize: 12, labelLimit: 400 },
      title: { fontSize: 13, subtitleFontSize: SMALL, subtitleColor: "#555555", offset: 10 },
      view: { stroke: "#bbbbbb" },
      range: { category: COLOURS },
    },
  };
}
