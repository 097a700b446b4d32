/**
 * What every command prints with `--json`: the one source of the JSON Schemas in `schemas/`, which
 * `deno task schemas` writes. Types only. A field may be added within a `schemaVersion`; none is
 * taken away or changes its meaning.
 *
 * @module
 */
import type { PluginChecks } from "../contracts/check_plugin.ts";
import type { PluginItem } from "../contracts/list_plugins.ts";
import type { NewPlugin } from "../contracts/new_plugin/new_plugin.ts";
import type { BenchReport } from "../machine/bench_api.ts";
import type { BenchDataReport } from "../machine/bench_data_api.ts";
import type { BenchRecipeReport } from "../machine/bench_recipe_api.ts";
import type { DataPlace, DataVerification } from "../machine/data_files.ts";
import type { BackendState, Examination } from "../machine/doctor.ts";
import type { DryRun } from "../machine/dry_run.ts";
import type { EncoderItem, EncoderVerification } from "../machine/encoders.ts";
import type { FetchedEncoder } from "../machine/fetch_encoder.ts";
import type { KeptImages } from "../machine/kept_images.ts";
import type { DatasetItem, StrategyItem } from "../machine/lists.ts";
import type { Obtained } from "../machine/obtain.ts";
import type { Added, PartState } from "../machine/parts.ts";
import type { RecipeSummary } from "../machine/recipe_summary.ts";
import type { UntimedDryRun } from "../machine/untimed_dry_run.ts";
import type { Evaluation, NeighboursResult, ScoreCurve } from "../results/api.ts";
import type { Assigned } from "../results/assign.ts";
import type { ClusterChoiceOnFeatures } from "../results/choose_clusters/choose_on_features.ts";
import type { ClusterChoice } from "../results/choose_clusters/choose_clusters.ts";
import type { Duplicates } from "../results/duplicates/find_duplicates.ts";
import type { Exported } from "../results/export/export.ts";
import type { Drawn } from "../results/figures/draw_figure.ts";
import type { RunList } from "../results/list_runs.ts";
import type { NamesOutcome } from "../results/names/names.ts";
import type { Outliers } from "../results/outliers.ts";
import type { Repetition } from "../results/repeat.ts";
import type { Reproduced } from "../results/reproduce/reproduce.ts";
import type { Reported } from "../results/report/report.ts";
import type { SweepOutcome } from "../results/sweep_outcome.ts";
import type { Verification } from "../results/verify.ts";
import type { Plan } from "../run/api.ts";
import type { Findings } from "../run/folder/findings.ts";
import type { Embedded } from "../run/embed/embed_pictures.ts";
import type { Failure } from "./failure.ts";

interface Versioned {
  readonly schemaVersion: 1;
}

/** A list of what there is. */
interface List<Item> extends Versioned {
  readonly items: readonly Item[];
}

/** A settled recipe is the strategy's and the data set's to define: docs/plugins.md. */
interface WithRecipe {
  readonly recipe: Readonly<Record<string, unknown>>;
}

/** A training that ended, or was stopped and saved. */
export interface Trained extends Versioned, Pick<Plan, "leftOut" | "passedOver"> {
  /** "unchanged": the run was finished before. */
  readonly status: "finished" | "unchanged" | "stopped";
  readonly run: string;
  readonly step: number;
  readonly steps: number;
  readonly seconds: number;
  /** The recipe's name. */
  readonly recipe: string;
  readonly backend: string;
  readonly device: string;
  readonly threads: number;
  readonly samples: number;
  /** Processes that trained together; absent where one did. */
  readonly ranks?: number;
  /** What carries messages between them. */
  readonly carrier?: string;
  /** What the features show beside the clusters; of a finished run on features. */
  readonly features?: Omit<Findings, "schemaVersion">;
}

/** How well two label files agree. */
export interface Scored extends Versioned {
  readonly samples: number;
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
}

interface AddedPart extends Versioned, Added {}
interface PicturesEmbedded extends Versioned, Omit<Embedded, "encoder"> {
  readonly encoder: {
    readonly name: string;
    readonly revision?: string;
    readonly digest?: string;
    readonly licence?: string;
    readonly supervision?: string;
  };
}

/** The page of a run, as it is served. */
export interface PageOpened extends Versioned {
  readonly run: string;
  /** Of this machine alone, with a secret in it. */
  readonly address: string;
  /** The process that serves it. */
  readonly process: number;
  /** Whether another process did so before. */
  readonly already: boolean;
  /** Whether it takes corrections; absent where another process serves it. */
  readonly edit?: boolean;
}

interface DataObtained extends Versioned, Obtained {}
interface DataVerified extends Versioned, DataVerification {}
interface EncoderFetched extends Versioned, FetchedEncoder {}
interface EncoderVerified extends Versioned, EncoderVerification {}
interface TimedDryRun extends Omit<DryRun, "recipe">, WithRecipe {}
interface ReckonedDryRun extends Omit<UntimedDryRun, "recipe">, WithRecipe {}

/** Where a data set lies. */
interface PlaceOfDataset extends Versioned, DataPlace {}

/** Where all of them lie. */
interface DataFolder extends Versioned {
  readonly folder: string;
}

interface Removed extends Versioned {
  readonly name: string;
  readonly removed: boolean;
}

interface RemovedEncoder extends Versioned {
  readonly encoder: string;
  readonly removed: readonly string[];
  readonly bytes: number;
  /** A folder that the hub's own tools have made, and that stays. */
  readonly kept?: string;
}

interface Cached extends Versioned, KeptImages {
  /** Most bytes that are kept. */
  readonly limit: number;
  readonly cleared: boolean;
}

/** By the words of a command, what it prints; "error" is what any of them prints that fails. */
export interface Outputs {
  readonly assign: Assigned;
  readonly backends: List<BackendState>;
  readonly "backends install": AddedPart;
  readonly "backends uninstall": Removed;
  readonly bench: BenchReport;
  readonly "bench data": BenchDataReport;
  readonly "bench recipe": BenchRecipeReport;
  readonly datasets: List<DatasetItem>;
  readonly "datasets cache": Cached;
  readonly "datasets fetch": DataObtained;
  readonly "datasets import": DataObtained;
  readonly "datasets verify": DataVerified;
  readonly "datasets where": PlaceOfDataset | DataFolder;
  readonly doctor: Examination;
  readonly duplicates: Duplicates;
  readonly embed: PicturesEmbedded;
  readonly encoders: List<EncoderItem>;
  readonly "encoders fetch": EncoderFetched;
  readonly "encoders remove": RemovedEncoder;
  readonly "encoders verify": EncoderVerified;
  readonly error: Failure;
  readonly eval: Evaluation | ScoreCurve;
  readonly export: Exported;
  readonly figure: Drawn;
  readonly names: NamesOutcome;
  readonly neighbors: NeighboursResult;
  readonly open: PageOpened;
  readonly outliers: Outliers;
  readonly parts: List<PartState>;
  readonly "parts add": AddedPart;
  readonly "parts remove": Removed;
  readonly plugins: List<PluginItem>;
  readonly "plugins check": PluginChecks;
  readonly "plugins new": NewPlugin;
  readonly recipes: List<RecipeSummary>;
  readonly report: Reported;
  readonly reproduce: Reproduced;
  readonly runs: RunList;
  readonly score: Scored;
  readonly strategies: List<StrategyItem>;
  readonly sweep: SweepOutcome;
  readonly train:
    | Trained
    | TimedDryRun
    | ReckonedDryRun
    | Repetition
    | ClusterChoice
    | ClusterChoiceOnFeatures;
  readonly verify: Verification;
}
