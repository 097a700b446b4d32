/**
 * Scores of clusters in plain numbers. Strategies never see them.
 *
 * @module
 */
export * from "./acc.ts";
export * from "./ari.ts";
export * from "./contingency.ts";
export * from "./label_free.ts";
export * from "./nmi.ts";
export * from "./ranked_accuracy.ts";
export * from "./score.ts";
export * from "./top_accuracy.ts";
