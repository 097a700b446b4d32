import { matrix } from "../../../search/matrix.ts";
import { nearestNeighbours } from "../../../search/knn.ts";
import { backendMultiply } from "../../../run/parts/multiply.ts";
import type { Figure, FigureInput } from "../figure.ts";
import { needsLabels } from "../needs_labels.ts";
import { openPictures } from "../open_pictures.ts";
import { type Cell, pictureGrid } from "../picture_grid.ts";
import { themed } from "../theme.ts";
import { shortOf } from "../words.ts";

const NEIGHBOURS = 10;
/** Rows of either kind. */
const ROWS = 4;

/**
 * Images with their ten nearest neighbours: some that are put right and some that are not, each framed
 * by whether the class of its cluster is its own.
 */
export async function cases(input: FigureInput): Promise<Figure> {
  await using opened = await openPictures(input);
  const { labels, clusters, confidence, predictions: { features, featureSize } } = opened;
  if (!labels) throw needsLabels("cases", input.runs[0].run);
  const isRight = (i: number) => opened.classOf(clusters[i]) === labels[i];
  const chosen = [true, false].flatMap((right) =>
    spreadOut([...clusters.keys()].filter((i) => isRight(i) === right), confidence, clusters)
      .slice(0, ROWS)
  );
  const points = matrix(features, featureSize),
    rows = new Float32Array(chosen.length * featureSize);
  chosen.forEach((index, i) =>
    rows.set(features.subarray(index * featureSize, (index + 1) * featureSize), i * featureSize)
  );
  using multiply = backendMultiply();
  const found = await nearestNeighbours(matrix(rows, featureSize), points, NEIGHBOURS + 1, {
    multiply,
  });
  const cells: Cell[] = [], names: string[] = [];
  for (const [at, query] of chosen.entries()) {
    const near = [...found.indices.subarray(at * found.k, (at + 1) * found.k)]
      .filter((index) => index !== query).slice(0, NEIGHBOURS);
    const row = `${isRight(query) ? "success" : "failure"} ${at % ROWS + 1}`;
    names.push(row);
    for (const [column, index] of [query, ...near].entries()) {
      const put = opened.className(opened.classOf(clusters[index]));
      const of = opened.className(labels[index]);
      cells.push({
        ...{ row, column, picture: await opened.picture(index) },
        caption: put === of ? of : `${put}, is ${of}`,
        frame: isRight(index) ? "right" : "wrong",
      });
    }
  }
  const about = `${
    shortOf(input.runs[0])
  }, ${opened.name}; first the image, then its ${NEIGHBOURS} nearest by cosine; n = ${chosen.length}`;
  return {
    about,
    spec: themed(pictureGrid(cells, names), "Images and their nearest neighbours", about),
  };
}

/** The most confident images, of a different cluster each as long as there are some. */
function spreadOut(
  images: readonly number[],
  confidence: Float32Array,
  clusters: Int32Array,
): number[] {
  const sorted = images.toSorted((a, b) => confidence[b] - confidence[a] || a - b);
  const seen = new Set<number>();
  const first = sorted.filter((i) => !seen.has(clusters[i]) && seen.add(clusters[i]));
  return [...first, ...sorted.filter((i) => !first.includes(i))];
}
