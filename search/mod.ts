/**
 * Searches on plain numbers: nearest neighbours by cosine, k-means, and the assignment problem.
 *
 * @module
 */
export * from "./hungarian.ts";
export * from "./kmeans.ts";
export * from "./knn.ts";
export * from "./matrix.ts";
export * from "./neighbour_vote.ts";
