import type { Dataset, Features } from "./dataset.ts";

/**
 * A data set with features beside its pictures. Closing it closes the set.
 *
 * @param close What else is to be closed.
 */
export function withFeatures(
  dataset: Dataset,
  features: Features,
  close: () => void = () => {},
): Dataset {
  const { length, height, width, channels, classes, quarantined, remarks, heldBytes } = dataset;
  const { splitOf } = dataset;
  return {
    ...{ length, height, width, channels, classes, quarantined, remarks, heldBytes, features },
    splitOf,
    get digest() {
      return dataset.digest;
    },
    name: (index) => dataset.name(index),
    read: (indices, into) => dataset.read(indices, into),
    labels: () => dataset.labels(),
    async [Symbol.asyncDispose]() {
      close();
      await dataset[Symbol.asyncDispose]();
    },
  };
}
