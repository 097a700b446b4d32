import { DECODING } from "../../datasets/images/decoding.ts";

/** The hint for a run whose images are others only because crlc decodes them in another way. */
export const DECODED_OTHERWISE =
  "crlc decodes images in another way than when the run was made: choose another folder with --run";

/** Whether the crlc that made a run decoded images in another way. */
export function decodedOtherwise(
  { versions }: { readonly versions: Readonly<Record<string, string>> },
): boolean {
  // Versions before the fourth did not write it down.
  return versions.decoding !== String(DECODING);
}
