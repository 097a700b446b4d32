/**
 * Searches on plain numbers: nearest neighbours, k-means, agglomeration, and the assignment problem.
 *
 * @module
 */
export * from "./agglomeration/mod.ts";
export * from "./hungarian.ts";
export * from "./kmeans.ts";
export * from "./knn.ts";
export * from "./matrix.ts";
export * from "./neighbour_vote.ts";
