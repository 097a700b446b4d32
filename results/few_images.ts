import type { Observer } from "../run/api.ts";

/** Fewer images at a time say little of what is usual, where a network normalises by them. */
const FEW = 32;

/** Tells that images were too few for a network whose batch norm takes the statistics of its batch. */
export function warnOfFew(images: number, strategy: string, observer: Pick<Observer, "warn">) {
  if (images >= FEW) return;
  const them = images === 1 ? "1 image is seen alone" : `only ${images} images are seen together`;
  observer.warn(
    `${them}, and ${strategy} normalises by the images that it sees together: below ${FEW} its clusters and confidences say little; name more images at once`,
  );
}
