/**
 * Strategies: the contract, the table of built-in ones, and the parts that they share.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { StrategyPlugin } from "./strategy.ts";

export type * from "./strategy.ts";
export { count, decay, nonNegative, positive, share } from "../core/numbers.ts";
export {
  autoencoder,
  autoencoderFields,
  type AutoencoderTraining,
  dropoutField,
} from "./parts/autoencoder.ts";
export { centroids } from "./parts/centroids.ts";
export { type Classifier, classifier, classifierFields, hardTargets } from "./parts/classifier.ts";
export { defineStrategy } from "./parts/define_strategy.ts";
export {
  candidatesOf,
  clusterDiagnostics,
  headAgreement,
  informationBound,
  informationDiagnostics,
  usedClusters,
} from "./parts/diagnostics.ts";
export {
  backboneField,
  edgesField,
  encoder,
  headFields,
  networkFields,
  networkOrFeatures,
  partOf,
} from "./parts/encoder.ts";
export { labelledFields, labelledRule } from "./parts/labelled.ts";
export { linearHeads } from "./parts/linear_heads.ts";
export { mergingClusters, type MergingOptions } from "./parts/merging_clusters.ts";
export { neighbourSearch } from "./parts/neighbour_search.ts";
export { pretraining, pretrainingFields } from "./parts/pretraining.ts";
export { type ReferenceOptions, referenceOutputs } from "./parts/reference_outputs.ts";
export { repeatedViews } from "./parts/repeated_views.ts";
export { representationLoss, representationPass } from "./parts/representation_loss.ts";
export {
  adam,
  rmsprop,
  sgd,
  stepsField,
  type Training,
  trainingFields,
  trainingOf,
} from "./parts/training.ts";

/** The strategies that come with crlc. */
export const strategies: Registry<StrategyPlugin> = new Registry<StrategyPlugin>("strategies", {
  "contrastive-clustering": () => import("./contrastive/contrastive_clustering.ts"),
  crlc: () => import("./crlc/crlc.ts"),
  "crlc-bank": () => import("./crlc/crlc_bank.ts"),
  "crlc-features": () => import("./features/crlc_features.ts"),
  "crlc-head": () => import("./crlc/crlc_head.ts"),
  "crlc-semi": () => import("./crlc/crlc_semi.ts"),
  "crlc-two-stage": () => import("./crlc/crlc_two_stage.ts"),
  dac: () => import("./pairs/dac.ts"),
  dccm: () => import("./pairs/dccm.ts"),
  "ddc-reduced": () => import("./pairs/ddc_reduced.ts"),
  dec: () => import("./alternating/dec.ts"),
  drc: () => import("./contrastive/drc.ts"),
  fixmatch: () => import("./semi_supervised/fixmatch.ts"),
  iic: () => import("./mutual_information/iic.ts"),
  jule: () => import("./alternating/jule.ts"),
  kmeans: () => import("./baselines/kmeans.ts"),
  mcr2: () => import("./features/mcr2.ts"),
  "mean-teacher": () => import("./semi_supervised/mean_teacher.ts"),
  mixmatch: () => import("./semi_supervised/mixmatch.ts"),
  "pi-model": () => import("./semi_supervised/pi_model.ts"),
  pica: () => import("./contrastive/pica.ts"),
  "pseudo-label": () => import("./semi_supervised/pseudo_label.ts"),
  remixmatch: () => import("./semi_supervised/remixmatch.ts"),
  scan: () => import("./features/scan.ts"),
  simclr: () => import("./contrastive/simclr.ts"),
  supervised: () => import("./semi_supervised/supervised.ts"),
  temi: () => import("./features/temi.ts"),
  turtle: () => import("./features/turtle.ts"),
  uda: () => import("./semi_supervised/uda.ts"),
});
