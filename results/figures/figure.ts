import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import type { RunOfCell } from "../runs_of.ts";

/** What is drawn, in the language of Vega-Lite: it can be edited, and opened by other programs. */
export type Spec = Readonly<Record<string, unknown>>;

/** What a kind of figure draws from. */
export interface FigureInput {
  readonly runs: readonly RunOfCell[];
  readonly environment: Environment;
  readonly observer: Observer;
  readonly options: FigureOptions;
}

/** What can be said of a figure beside its kind; each kind takes some of them. */
export interface FigureOptions {
  /** A logged term or a score. */
  readonly term?: string;
  /** What colours a map. */
  readonly by?: "cluster" | "class";
  readonly map?: "pca" | "umap" | "tsne";
  /** The split that pictures are of. */
  readonly split?: string;
}

/** A figure before it is drawn. */
export interface Figure {
  readonly spec: Spec;
  /** What it is of, in a line: data, split, number of images and of seeds. */
  readonly about: string;
}

/** How a kind of figure is made. */
export type FigureKind = (input: FigureInput) => Promise<Figure> | Figure;
