/**
 * What the command line asks of a finished run, and what it is told. Types only: commands are
 * written against this page.
 *
 * @module
 */
import type { Environment } from "../run/parts/environment.ts";
import type { ContactSheet } from "./contact_sheet.ts";

export interface ChosenHead {
  readonly head: number;
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  /** Accuracy among the five most probable clusters; where there are ten classes or more. */
  readonly acc5?: number;
  /** 1 - ACC, as papers report it of training with labels; absent of other runs. */
  readonly error?: number;
  /** How the head was chosen. */
  readonly rule: string;
}

export interface SplitScore {
  readonly split: string;
  readonly samples: number;
  readonly selected: ChosenHead;
  /** Absent where there are no labels. */
  readonly oracle?: ChosenHead;
  /** Of the groups that a person has made of the clusters, where that was asked for. */
  readonly corrected?: CorrectedScore;
}

/** How well the groups of names.json agree with the classes. */
export interface CorrectedScore {
  /** Groups that have images. */
  readonly groups: number;
  /** Images that a person has moved. */
  readonly moved: number;
  /** Absent, as the others, where there are no labels. */
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  /** What is scored. */
  readonly rule: string;
}

export interface HeadScore {
  readonly head: number;
  /** Mean of the selecting term over the last epoch. */
  readonly loss?: number;
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
}

/** Label-free numbers of the selected head. */
export interface LabelFree {
  readonly clusters: number;
  readonly usedClusters: number;
  /** Entropy of the average prediction, and its largest possible value log C; natural logarithm. */
  readonly entropy: number;
  readonly maxEntropy: number;
  readonly meanConfidence: number;
  /** Mean NMI between the selected head and the others. */
  readonly headAgreement?: number;
  readonly sizes: readonly number[];
}

export interface Baseline {
  readonly name: string;
  readonly fittedOn: number;
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
}

/** What the labelled images alone give, without which the score of a semi-supervised run says nothing. */
export interface Control {
  /** Labelled images in all. */
  readonly labelled: number;
  /** A run of strategy `supervised` on the same labelled images, and its accuracy. */
  readonly run?: string;
  readonly acc?: number;
  /** The command that trains it, where there is none beside the run. */
  readonly command?: string;
}

/** What `crlc eval RUN --json` prints. */
export interface Evaluation {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly dataset: string;
  readonly step: number;
  readonly finished: boolean;
  readonly split: string;
  readonly samples: number;
  readonly selected: ChosenHead;
  readonly oracle?: ChosenHead;
  /** Of the groups of names.json, where that was asked for. */
  readonly corrected?: CorrectedScore;
  readonly labelFree: LabelFree;
  /** The groups of clusters that names.json makes; absent without that file. */
  readonly groups?: readonly {
    readonly name: string;
    readonly named: boolean;
    readonly keys: readonly string[];
    readonly images: number;
    /** Images of it that a person has moved there; absent where there are none. */
    readonly moved?: number;
  }[];
  readonly heads: readonly HeadScore[];
  readonly scores: readonly SplitScore[];
  /** Sessions in which several processes trained together; absent where one always did. */
  readonly ranks?: readonly {
    readonly fromStep: number;
    readonly count: number;
    /** What carried their messages. */
    readonly carrier: string;
  }[];
  /** The encoder whose features it learned from, if it did, and whether labels were in its training. */
  readonly encoder?: {
    readonly name: string;
    readonly supervision?: "none" | "captions" | "classes";
  };
  /** k-means on pixels and on learned features; absent without labels or with --no-yardstick. */
  readonly yardstick?: readonly Baseline[];
  /** Absent unless the run was trained with labels. */
  readonly control?: Control;
}

/** Scores of what a run predicted at the end of an epoch, from a snapshot. */
export interface CurveScore {
  readonly stage: string;
  /** Of the stage, from 1. */
  readonly epoch: number;
  /** Steps of the run that were done. */
  readonly step: number;
  /** What the epochs until then took. */
  readonly seconds: number;
  /** By the loss over that epoch, no label seen. */
  readonly selected: ChosenHead;
  /** Absent where there are no labels. */
  readonly oracle?: ChosenHead;
  /** The selecting term of the selected head; absent where the stage logs none. */
  readonly loss?: number;
  readonly usedClusters: number;
  /** Entropy of the selected head's average prediction, in nats. */
  readonly entropy: number;
  readonly meanConfidence: number;
}

/** What `crlc eval RUN --curve --json` prints. */
export interface ScoreCurve {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly dataset: string;
  readonly split: string;
  readonly samples: number;
  readonly clusters: number;
  readonly points: readonly CurveScore[];
}

export interface EvaluateRequest {
  readonly run: string;
  readonly environment: Environment;
  readonly split?: string;
  /** Of the state at the end of this stage, in place of the run's; nothing is written then. */
  readonly stage?: string;
  /** Of the checkpoint of this step, in place of the newest; nothing is written then. */
  readonly step?: number;
  /** Whether the groups of names.json are scored as well. */
  readonly corrected?: boolean;
  /** Whether only the first of the splits is scored that would be. */
  readonly brief?: boolean;
  readonly baseline: boolean;
  /** Whether nothing is written into the run folder. */
  readonly readOnly?: boolean;
}

export interface NeighboursRequest {
  readonly run: string;
  readonly environment: Environment;
  /** Indices of the split, or paths of images; the whole set where empty. */
  readonly queries: readonly string[];
  readonly k: number;
  readonly split?: string;
  /**
   * Given the image of each query, in order, with those of its nearest neighbours, to be shown.
   */
  readonly show?: (sheet: ContactSheet) => void | Promise<void>;
}

export interface ImageNeighbours {
  readonly index: number;
  /** The queried image's name or path. */
  readonly path?: string;
  readonly ids: readonly number[];
  readonly names: readonly string[];
  /** The image's cluster, by the head chosen without labels; absent where nothing was clustered. */
  readonly cluster?: number;
  /** The clusters of the neighbours, likewise. */
  readonly clusters?: readonly number[];
  /** Share of the neighbours that are in the image's cluster. */
  readonly agreement?: number;
  /** What the image's own group is called in names.json; absent without that file, and of other splits. */
  readonly group?: string;
  /** The groups of the neighbours, likewise. */
  readonly groups?: readonly string[];
  readonly similarities: readonly number[];
}

export type NeighboursResult =
  | {
    readonly schemaVersion: 1;
    readonly k: number;
    readonly neighbors: readonly ImageNeighbours[];
  }
  | {
    readonly schemaVersion: 1;
    readonly k: number;
    readonly count: number;
    readonly file: string;
    /** Share of neighbours of the image's own class, where labels exist. */
    readonly accuracy?: number;
    /** Share of images in the most frequent cluster of their neighbours, where there are clusters. */
    readonly agreement?: number;
  };
