/** One run to be measured: a recipe, changed by some settings, with a seed. */
export interface Job {
  readonly recipe: string;
  /** `key=value`, as `--set` takes them. */
  readonly settings: readonly string[];
  readonly seed: number;
}

/** What a run has reached, and what it was run with. */
export interface Measured extends Job {
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  /** By the head that is best by label. */
  readonly oracleAcc?: number;
  /** Why there are no scores. */
  readonly failed?: string;
  /** What the epochs took. */
  readonly seconds: number;
  readonly backend: string;
  readonly device: string;
  readonly threads: number;
  /** Of the program, with a "+" where files of it had changed since. */
  readonly commit: string;
}

/** How runs are made. */
export interface Conditions {
  /** Where the runs lie. */
  readonly folder: string;
  readonly backend: string;
  readonly threads: number;
  /** Runs at a time. */
  readonly parallel: number;
  /** Whether runs that are missing stay so. */
  readonly onlyDone: boolean;
}

/** The command of a cell of runs, as a person would type it. */
export function commandOf(
  { recipe, settings }: Pick<Job, "recipe" | "settings">,
  seeds: readonly number[],
  { backend, threads }: Pick<Conditions, "backend" | "threads">,
): string {
  const grid = settings.map((setting) => `--grid ${setting}`);
  return ["crlc sweep", recipe, ...grid, `--seeds ${seedsText(seeds)}`, `--backend ${backend}`]
    .concat(`--threads ${threads}`).join(" ");
}

/** Seeds in ascending order as `--seeds` takes them: `0-2,301`. */
export function seedsText(seeds: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seed of seeds) {
    const last = ranges.at(-1);
    if (last?.[1] === seed - 1) last[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`).join(",");
}
