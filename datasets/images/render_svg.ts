import { sharp } from "./libvips.ts";

/** The library's reader of SVG, which no picture of anybody may reach. */
const LOADER = { operation: ["VipsForeignLoadSvg"] };

/**
 * Draws an SVG that crlc itself has made, on white.
 *
 * @param scale Pixels to a unit of the SVG.
 */
export async function renderSvg(svg: Uint8Array, scale: number) {
  const drawn = async <T>(how: (image: ReturnType<typeof sharp>) => Promise<T>) => {
    sharp.unblock(LOADER);
    try {
      return await how(sharp(svg, { density: 72 * scale, limitInputPixels: false }));
    } finally {
      sharp.block(LOADER);
    }
  };
  await Promise.resolve();
  return {
    png: (): Promise<Uint8Array> =>
      drawn(async (image) =>
        new Uint8Array(await image.flatten({ background: "white" }).png().toBuffer())
      ),
    rgb: () =>
      drawn(async (image) => {
        const { data, info } = await image.flatten({ background: "white" }).removeAlpha().raw()
          .toBuffer({ resolveWithObject: true });
        return { data: new Uint8Array(data), width: info.width, height: info.height };
      }),
  };
}
