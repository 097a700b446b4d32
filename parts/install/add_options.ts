import type { NpmFetcher } from "./fetch_npm.ts";
import type { WheelFetcher } from "./fetch_wheel.ts";

/** What an installation is told, and whom it tells. */
export interface AddOptions {
  /** The folder of data, which holds the parts as well. */
  readonly dataFolder: string;
  /** Folder with wheels and tarballs that are there already; nothing is fetched then. */
  readonly from?: string;
  /** Refuse to use the network. */
  readonly offline?: boolean;
  note(text: string): void;
  progress(what: string, done: number, total: number): void;
  readonly stop: AbortSignal;
  /** What fetches; for tests. */
  readonly wheels?: WheelFetcher;
  readonly npm?: NpmFetcher;
}
