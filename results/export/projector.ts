import type { Dataset } from "../../datasets/dataset.ts";
import type { Predictions } from "../../run/train/predict.ts";
import { drawInto, encoderOf } from "./png.ts";

/** Largest sprite that browsers draw, in pixels a side. */
const LARGEST = 8192;
/** Points the projector shows well. */
const MOST = 20_000;

/**
 * Files of the TensorBoard embedding projector: features and labels as tab-separated values, a
 * sprite of the images, and the configuration that names them. At most 20,000 images, evenly
 * spread; the sprite is left out where it would be larger than browsers draw.
 *
 * @returns Files by name.
 */
export async function projector({ dataset, predictions, assigned, labels, groupOf }: {
  dataset: Dataset;
  predictions: Predictions;
  assigned: { clusters: Int32Array; confidence: Float32Array };
  labels: Int32Array | undefined;
  groupOf?: (index: number) => string;
}): Promise<[name: string, content: string | Uint8Array][]> {
  const { samples, features, featureSize } = predictions;
  const count = Math.min(samples, MOST);
  const shown = Uint32Array.from({ length: count }, (_, i) => Math.floor(i * samples / count));
  const rows = Array.from(
    shown,
    (i) => features.subarray(i * featureSize, (i + 1) * featureSize).join("\t"),
  );
  const lines = Array.from(shown, (i) =>
    [
      plain(dataset.name(i)),
      assigned.clusters[i],
      assigned.confidence[i].toFixed(4),
      ...(groupOf ? [plain(groupOf(i))] : []),
      ...(labels ? [plain(dataset.classes?.[labels[i]] ?? String(labels[i]))] : []),
    ].join("\t"));
  const titles = [
    "image",
    "cluster",
    "confidence",
    ...(groupOf ? ["name"] : []),
    ...(labels ? ["class"] : []),
  ].join("\t");
  const { height, width } = dataset;
  const side = Math.ceil(Math.sqrt(count));
  const fits = side * Math.max(height, width) <= LARGEST;
  const config = [
    "embeddings {",
    '  tensor_name: "crlc"',
    '  tensor_path: "features.tsv"',
    '  metadata_path: "metadata.tsv"',
    ...(fits
      ? [
        "  sprite {",
        '    image_path: "sprite.png"',
        `    single_image_dim: ${width}`,
        `    single_image_dim: ${height}`,
        "  }",
      ]
      : []),
    "}",
  ];
  return [
    ["features.tsv", `${rows.join("\n")}\n`],
    ["metadata.tsv", `${[titles, ...lines].join("\n")}\n`],
    ["projector_config.pbtxt", `${config.join("\n")}\n`],
    ...(fits
      ? [["sprite.png", await sprite(dataset, shown, side)] satisfies [string, Uint8Array]]
      : []),
  ];
}

async function sprite(dataset: Dataset, shown: Uint32Array, side: number): Promise<Uint8Array> {
  const { height, width, channels } = dataset;
  const canvas = { height: side * height, width: side * width };
  const rgba = new Uint8Array(4 * canvas.height * canvas.width);
  const pixels = new Uint8Array(height * width * channels);
  for (const [place, index] of shown.entries()) {
    await dataset.read(Uint32Array.of(index), pixels);
    const left = (place % side) * width, top = Math.floor(place / side) * height;
    drawInto(rgba, canvas.width, pixels, { height, width, channels }, left, top);
  }
  return (await encoderOf(rgba, canvas)).png();
}

/** A text that stays in its cell. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
