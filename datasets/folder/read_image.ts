import { BadImage } from "../images/bad_image.ts";
import { systemReason } from "./system_reason.ts";

/** Most bytes of an image file: of larger ones, not even uncompressed pixels would have room. */
const MOST_FILE_BYTES = 250_000_000;
const UNREADABLE = "cannot be read: ";

/**
 * Reads a file that still is a file, and not a pipe that would never end.
 *
 * @throws {BadImage} If it cannot be read.
 */
export async function readImage(path: string): Promise<Uint8Array> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (!isFile) throw new BadImage("is not a file");
    if (size > MOST_FILE_BYTES) {
      const megabytes = Math.ceil(size / 1e6);
      throw new BadImage(
        `has ${megabytes} MB, and ${MOST_FILE_BYTES / 1e6} are the most: resize it`,
      );
    }
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof BadImage) throw error;
    throw new BadImage(UNREADABLE + systemReason(error));
  }
}

/** Whether it is the machine's fault that an image is bad, which may pass. */
export function mayPass(reason: string): boolean {
  return reason.startsWith(UNREADABLE);
}
