import { CrlcError } from "../../../core/errors.ts";
import { openManifest } from "../../../run/folder/run_folder.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { openSplit } from "../../../run/recipe/task.ts";
import type { Figure, FigureInput } from "../figure.ts";
import { pictureOf } from "../open_pictures.ts";
import { type Cell, pictureGrid } from "../picture_grid.ts";
import { themed } from "../theme.ts";
import { shortOf } from "../words.ts";

/** Pictures of a class at most. */
const EACH = 25;

/** The labelled images that a semi-supervised run has seen, with their numbers. */
export async function labelled({ runs, environment, observer }: FigureInput): Promise<Figure> {
  const [own] = runs, { run } = own, { recipe } = await openManifest(run);
  if (!recipe.labels) {
    throw new CrlcError(
      "usage",
      "NO_LABELS_USED",
      `Cannot draw the labelled images of "${run}": its strategy must have seen labels, and "${recipe.strategy}" sees none`,
      { hint: "crlc-semi is a strategy that does" },
    );
  }
  const { images, classes } = recipe.labels;
  await using dataset = await openSplit(
    await openCatalog(environment.plugins),
    recipe,
    environment,
    observer,
  );
  const cells: Cell[] = [], places = new Map<number, number>();
  for (const [i, index] of images.entries()) {
    const label = classes[i], column = places.get(label) ?? 0;
    if (column >= EACH) continue;
    places.set(label, column + 1);
    const row = dataset.classes?.[label] ?? String(label);
    const picture = await pictureOf(dataset, index);
    cells.push({ row, column, picture, caption: String(index), frame: "neutral" });
  }
  const rows = [...places.keys()].sort((a, b) => a - b)
    .map((label) => dataset.classes?.[label] ?? String(label));
  const about = `${
    shortOf(own)
  }: ${recipe.dataset.name} (${recipe.dataset.split}), seed ${recipe.seed}; n = ${images.length} labelled images, with their numbers`;
  return { about, spec: themed(pictureGrid(cells, rows), "Labelled images", about) };
}
