import type { Observer } from "../run/api.ts";

const MEBIBYTE = 2 ** 20;

/** How far a file is that is fetched or unpacked. */
interface Transferred {
  readonly file: string;
  readonly bytes: number;
  readonly total?: number;
}

/**
 * Tells an observer how far a file is, in MiB.
 *
 * @param doing Such as "fetching".
 */
export function tellTransfer(
  observer: Pick<Observer, "progress">,
  doing: string,
  { file, bytes, total = 0 }: Transferred,
): void {
  observer.progress(`${doing} ${file}, MiB`, bytes / MEBIBYTE, total / MEBIBYTE);
}
