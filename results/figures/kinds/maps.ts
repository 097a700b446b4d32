import { nearestNeighbours } from "../../../search/knn.ts";
import { type Matrix, matrix, type Multiply } from "../../../search/matrix.ts";
import type { Observer } from "../../../run/api.ts";
import { backendMultiply } from "../../../run/parts/multiply.ts";
import { pcaMap } from "../../report/pca_map.ts";
import { umapMap } from "../../report/umap_map.ts";
import type { Figure, FigureInput } from "../figure.ts";
import { needsLabels } from "../needs_labels.ts";
import { openPictures } from "../open_pictures.ts";
import { MANY_COLOURS, themed } from "../theme.ts";
import { shortOf } from "../words.ts";

/** Points of a panel at most, evenly spread over the split. */
const POINTS = { pca: 1500, umap: 1500, tsne: 1000 };
const NEIGHBOURS = 15;
/** Points of a panel's side, and what is left free at its edges. */
const SIDE = 260, MARGIN = 0.03;

type MapOf = (
  points: Matrix,
  multiply: Multiply,
  observer: Observer,
) => Float32Array | Promise<Float32Array>;

/** How the maps are made, and what they are called. */
const MAPS: Readonly<Record<keyof typeof POINTS, MapOf>> = {
  pca: pcaMap,
  umap: async (points, multiply, observer) =>
    await umapMap(
      points,
      await nearestNeighbours(points, points, NEIGHBOURS, { excludeSelf: true, multiply }),
      multiply,
      observer,
    ),
  tsne: async (points, _multiply, observer) =>
    (await import("../tsne_map.ts")).tsneMap(points, observer),
};
const CALLED = { pca: "PCA", umap: "UMAP", tsne: "t-SNE" };

/** The features of several runs side by side, in two dimensions, coloured by cluster or by class. */
export async function maps(input: FigureInput): Promise<Figure> {
  const { runs, observer, options: { by = "class", map = "pca" } } = input;
  const values: { run: string; x: number; y: number; group: string }[] = [];
  const names: string[] = [];
  let groups: string[] = [];
  const sets = new Set<string>(), counts = new Set<string>();
  for (const [at, own] of runs.entries()) {
    const { run } = own, caption = shortOf(own);
    await using opened = await openPictures(input, at);
    const { predictions: { features, featureSize, samples }, clusters, labels } = opened;
    if (by === "class" && !labels) throw needsLabels("maps by class", run);
    const count = Math.min(POINTS[map], samples);
    const shown = Array.from({ length: count }, (_, i) => Math.floor(i * samples / count));
    const rows = new Float32Array(count * featureSize);
    shown.forEach((index, i) =>
      rows.set(features.subarray(index * featureSize, (index + 1) * featureSize), i * featureSize)
    );
    const points = matrix(rows, featureSize);
    using multiply = backendMultiply();
    const placed = await MAPS[map](points, multiply, observer);
    names.push(caption);
    const groupOf = (i: number) =>
      by === "class" ? opened.className(labels![i]) : `cluster ${clusters[i]}`;
    shown.forEach((index, i) =>
      values.push({ run: caption, x: placed[2 * i], y: placed[2 * i + 1], group: groupOf(index) })
    );
    const order = by === "class"
      ? [...new Set(labels)].sort((a, b) => a - b).map(opened.className)
      : Array.from({ length: opened.predictions.clusters }, (_, c) => `cluster ${c}`);
    groups = [...new Set([...groups, ...order])];
    sets.add(opened.name);
    counts.add(count.toLocaleString("en-GB"));
  }
  const about = `${[...sets].join("; ")}; n = ${[...counts].join(" or ")} images a panel, by ${
    CALLED[map]
  }; axes have no unit`;
  const color = {
    ...{ field: "group", type: "nominal", title: by, sort: groups },
    scale: { domain: groups, range: groups.map((_, i) => MANY_COLOURS[i % MANY_COLOURS.length]) },
  };
  const shapes = SHAPES.slice(0, Math.min(groups.length, SHAPES.length));
  const axis = (field: string) => ({
    ...{ field, type: "quantitative", axis: null },
    scale: { domain: [-MARGIN, 1 + MARGIN], nice: false },
  });
  const columns = names.length === 4 ? 2 : Math.min(3, names.length);
  const body = {
    data: { values },
    facet: { field: "run", type: "nominal", title: null, sort: names },
    columns,
    spec: {
      width: SIDE,
      height: SIDE,
      mark: { type: "point", filled: true, size: 14, opacity: 0.75 },
      encoding: {
        ...{ x: axis("x"), y: axis("y"), color },
        shape: {
          ...{ field: "group", type: "nominal", title: by, sort: groups },
          scale: { domain: groups, range: groups.map((_, i) => shapes[i % shapes.length]) },
        },
      },
    },
    resolve: { scale: { x: "independent", y: "independent" } },
  };
  return { about, spec: themed(body, `Features by ${by}`, about, columns * SIDE) };
}

const SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"];
