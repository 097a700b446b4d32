/**
 * Searches on plain numbers: nearest neighbours, k-means, spectral clustering, agglomeration, and the
 * assignment problem.
 *
 * @module
 */
export * from "./agglomeration/mod.ts";
export * from "./elastic_net.ts";
export * from "./hungarian.ts";
export * from "./kmeans.ts";
export * from "./knn.ts";
export * from "./matrix.ts";
export * from "./neighbour_vote.ts";
export * from "./sparse.ts";
export * from "./spectral_clustering.ts";
