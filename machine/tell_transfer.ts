import type { Observer } from "../run/api.ts";

/** How far a file is that is fetched or unpacked. */
interface Transferred {
  readonly file: string;
  readonly bytes: number;
  readonly total?: number;
}

/**
 * Tells an observer how far a file is, in MB.
 *
 * @param doing Such as "fetching".
 */
export function tellTransfer(
  observer: Pick<Observer, "progress">,
  doing: string,
  { file, bytes, total = 0 }: Transferred,
): void {
  observer.progress(`${doing} ${file}, MB`, bytes / 1e6, total / 1e6);
}
