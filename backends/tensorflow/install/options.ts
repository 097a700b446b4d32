import type { Fetcher } from "./fetch_wheel.ts";
import type { Set } from "./wheels.ts";

/** What an installation is told, and whom it tells. */
export interface InstallOptions {
  /** Folder of all installations. */
  readonly folder: string;
  /** Folder with wheels that are there already; nothing is fetched then. */
  readonly from?: string;
  /** Refuse to use the network. */
  readonly offline?: boolean;
  note(text: string): void;
  progress(what: string, done: number, total: number): void;
  readonly stop: AbortSignal;
  /** What is installed, and what fetches it; for tests. */
  readonly set?: Set;
  readonly fetcher?: Fetcher;
}
