export * from "./affinities.ts";
export * from "./agglomerate.ts";
export * from "./euclidean_neighbours.ts";
export * from "./first_neighbour_groups.ts";
export * from "./neighbour_graph.ts";
