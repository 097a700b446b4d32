import type { Group } from "../../core/group.ts";
import type { Precision } from "../../backends/backend.ts";

/** Where things lie on this machine, and what it computes with. */
export interface Environment {
  /** Folder that holds the data sets, one folder each; absent where nothing says where it is. */
  readonly dataFolder?: string;
  /** The cache of a model hub's own tools, where encoders may lie that are only read. */
  readonly hubCache?: string;
  /** Where prepared images are kept; absent, images are decoded anew at every start. */
  readonly cache?: { readonly folder: string; readonly limit: number; readonly memory?: number };
  /** "auto" or a backend's name. */
  readonly backend: string;
  readonly threads?: number;
  readonly precision?: Precision;
  /** Devices that a step is split over; one by default. */
  readonly devices?: number | "all";
  /** The processes that train together, where a launcher has started several. */
  readonly group?: Group;
  /** Where the pictures of a run lie now, if they have moved since it began. */
  readonly folder?: string;
  /** Third-party plugins: paths, `npm:`, `jsr:` or https specifiers. */
  readonly plugins: readonly string[];
}
