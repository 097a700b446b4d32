/** What can be reproduced of CRLC's paper, by name. */
export const REPRODUCIBLE = [
  ...["claims", "table1", "table2", "table3", "table5", "table6", "table7", "table8"] as const,
  ...["fig2", "fig3", "fig3-lambda2", "fig4", "fig4-features", "fig7", "fig8", "fig9"] as const,
  ...["fig10", "fig13", "fig15", "critics", "train-test"] as const,
];

/** All of that in one go. */
export const ALL = "all";
