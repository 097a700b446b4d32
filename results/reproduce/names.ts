/** What can be reproduced of CRLC's paper, by name. */
export const REPRODUCIBLE = [
  ...["claims", "table1", "table3", "table5", "table7"] as const,
  ...["fig2", "fig3", "fig3-lambda2", "fig4", "fig7", "fig8", "fig10", "fig13"] as const,
];
