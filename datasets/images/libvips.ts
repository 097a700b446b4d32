/**
 * The native image library behind `sharp`, which is loaded with this module: one thread an image,
 * nothing kept from one image to the next, and no formats but those that are expected.
 *
 * @module
 */
// @ts-types="./sharp.d.ts"
import sharp from "sharp";

/** What may be read. The library could read more, SVG among it, and finds formats by itself. */
const LOADERS = ["Jpeg", "Png", "Webp", "Tiff", "Nsgif", "Heif"];

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) });

export { sharp };
