import type { Place } from "../run/api.ts";
import { cacheOf } from "./cache.ts";
import { folderOf, numberOf } from "./process/variables.ts";
import type { Io } from "./io.ts";

/** What was typed of the common options. */
export interface PlaceOptions {
  readonly data?: string;
  readonly backend?: string;
  readonly threads?: number;
  readonly precision?: Place["precision"];
  readonly plugins: readonly string[];
  readonly noCache?: boolean;
}

/** Options as typed, completed by `CRLC_*` variables and the built-in defaults. */
export function placeOf(given: PlaceOptions, io: Io): Place {
  return {
    dataFolder: given.data ?? folderOf(io, "data"),
    cache: given.noCache ? undefined : cacheOf(io),
    backend: given.backend ?? io.env("CRLC_BACKEND") ?? "auto",
    threads: given.threads ?? numberOf(io, "CRLC_THREADS"),
    precision: given.precision,
    plugins: given.plugins,
  };
}
