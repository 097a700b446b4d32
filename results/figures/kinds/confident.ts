import type { Figure, FigureInput } from "../figure.ts";
import { needsLabels } from "../needs_labels.ts";
import { openPictures } from "../open_pictures.ts";
import { type Cell, pictureGrid } from "../picture_grid.ts";
import { themed } from "../theme.ts";
import { shortOf } from "../words.ts";

/** Pictures of either kind in a row. */
const EACH = 5;
/** Classes that are shown, the first ones. */
const CLASSES = 20;

/** The pictures of each class that the run is most sure of: those put right, and those not. */
export async function confident(input: FigureInput): Promise<Figure> {
  await using opened = await openPictures(input);
  const { labels, clusters, confidence } = opened;
  if (!labels) throw needsLabels("confident", input.runs[0].run);
  const found = [...clusters.keys()].map((i) => ({ i, put: opened.classOf(clusters[i]) }))
    .toSorted((a, b) => confidence[b.i] - confidence[a.i] || a.i - b.i);
  const classes = [...new Set(labels)].sort((a, b) => a - b).slice(0, CLASSES);
  const cells: Cell[] = [], names: string[] = [];
  for (const label of classes) {
    const row = opened.className(label);
    names.push(row);
    const own = found.filter(({ put }) => put === label);
    for (const right of [true, false]) {
      const some = own.filter(({ i }) => (labels[i] === label) === right).slice(0, EACH);
      for (const [at, { i }] of some.entries()) {
        const sure = `${(100 * confidence[i]).toFixed(0)} %`;
        cells.push({
          ...{ row, column: (right ? 0 : EACH) + at, picture: await opened.picture(i) },
          caption: right ? sure : `${opened.className(labels[i])}, ${sure}`,
          frame: right ? "right" : "wrong",
        });
      }
    }
  }
  const about = `${
    shortOf(input.runs[0])
  }, ${opened.name}; ${EACH} right and ${EACH} wrong of each class, where there are some, with its true class; n = ${
    clusters.length.toLocaleString("en-GB")
  } images`;
  return {
    about,
    spec: themed(pictureGrid(cells, names), "Most confident pictures by class", about),
  };
}
