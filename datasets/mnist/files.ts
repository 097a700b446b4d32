/** The four official files of a data set in MNIST's form. */
export const FILES: Readonly<Record<string, { readonly images: string; readonly labels: string }>> =
  {
    train: { images: "train-images-idx3-ubyte.gz", labels: "train-labels-idx1-ubyte.gz" },
    test: { images: "t10k-images-idx3-ubyte.gz", labels: "t10k-labels-idx1-ubyte.gz" },
  };

/** Images of the official splits; smaller ones are read as well. */
export const COUNTS: Readonly<Record<string, number>> = { train: 60_000, test: 10_000 };

/** Every official file name. */
export const NAMES: readonly string[] = Object.values(FILES).flatMap(({ images, labels }) => [
  images,
  labels,
]);

/**
 * Which official file a file is, by its name: unpacked ones and those with a dot for the first dash
 * of `-idx3` are known as well.
 */
export function officialName(name: string): string | undefined {
  const plain = name.replace(/\.gz$/, "").replace(/\.(idx[13]-ubyte)$/, "-$1");
  return NAMES.find((official) => official === `${plain}.gz`);
}
