import type { Backend } from "../../backends/backend.ts";
import { Stream } from "../../core/random.ts";
import type { Check } from "../check.ts";
import type { Draw } from "./draw.ts";

/** What may be known of a backend before it is opened. */
export interface SuiteOptions {
  /** Why it cannot be opened here; the suite is then skipped. */
  readonly unavailable?: string;
  /** Steps over which nothing may leak; fewer where a step takes a second. */
  readonly leakSteps?: number;
  /** Why only a few cases of every sweep run, for 5 s at most; the names then say so. */
  readonly few?: string;
  /** Why nothing is promised of NaN; the cases that ask for it are then skipped. */
  readonly noNaN?: string;
}

/** Cases of a sweep, and seconds after which none is begun, where only a few run. */
export const FEW_CASES = 3;
const FEW_SECONDS = 5;

/** Collects the checks of a backend. */
export class Suite {
  readonly checks: Check[] = [];

  /** @param open Opens the backend, which must be closed before. */
  constructor(
    readonly open: () => Promise<Backend>,
    readonly options: SuiteOptions = {},
  ) {}

  /** A check that opens the backend itself. */
  plain(name: string, run: () => Promise<void>, skipped = this.options.unavailable): void {
    const { few } = this.options;
    const note = skipped === undefined && few !== undefined ? ` (in small: ${few})` : "";
    this.checks.push({ name: name + note, skipped, run });
  }

  /** A check of the open backend. */
  test(name: string, body: (backend: Backend) => Promise<void>, skipped?: string): void {
    this.plain(name, async () => {
      await using backend = await this.open();
      await body(backend);
    }, skipped ?? this.options.unavailable);
  }

  /** A check of what becomes of NaN. */
  testNaN(name: string, body: (backend: Backend) => Promise<void>): void {
    this.test(name, body, this.options.unavailable ?? this.options.noNaN);
  }

  /** Checks so many drawn cases; says of one that fails what it was. */
  async sweep<T>(runs: number, draw: Draw<T>, check: (value: T) => Promise<void>): Promise<void> {
    const few = this.options.few !== undefined, begun = performance.now();
    for (let i = 0; i < (few ? FEW_CASES : runs); i++) {
      if (few && performance.now() - begun > FEW_SECONDS * 1000) return;
      const value = draw(new Stream(1, "sample", i));
      await check(value).catch((cause) => {
        throw new Error(`case ${i}, ${JSON.stringify(value)}: ${cause.message}`, { cause });
      });
    }
  }
}
