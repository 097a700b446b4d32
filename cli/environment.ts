import type { Environment } from "../run/parts/environment.ts";
import { hubCacheOf } from "../machine/encoder_places.ts";
import { cacheOf } from "./cache.ts";
import type { ofTrainedRuns, ValuesOf } from "./flags.ts";
import type { Io } from "./io.ts";
import { folderIfKnown, numberOf } from "./process/variables.ts";

/** The options that say where and with what is computed. */
export type EnvironmentOptions = Partial<
  Omit<ValuesOf<typeof ofTrainedRuns>, "json" | "quiet" | "verbose">
>;

/** Options as typed, completed by `CRLC_*` variables and the built-in defaults. */
export function environmentOf(given: EnvironmentOptions, io: Io): Environment {
  return {
    dataFolder: given.data ?? folderIfKnown(io, "data"),
    hubCache: hubCacheOf(io),
    cache: given.noCache ? undefined : cacheOf(io),
    backend: given.backend ?? io.env("CRLC_BACKEND") ?? "auto",
    threads: given.threads ?? numberOf(io, "CRLC_THREADS"),
    precision: given.precision,
    devices: given.devices,
    folder: given.folder,
    plugins: given.plugins ?? [],
  };
}
