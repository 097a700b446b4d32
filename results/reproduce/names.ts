/** What can be reproduced of CRLC's paper, by name. */
export const REPRODUCIBLE = [
  ...["claims", "table1", "table2", "table3", "table5", "table6", "table7", "table8"] as const,
  ...["fig2", "fig3", "fig3-lambda2", "fig4", "fig4-features", "fig7", "fig8", "fig9"] as const,
  ...["fig10", "fig13", "fig15", "critics", "train-test", "epochs"] as const,
];

/** All of that in one go. */
export const ALL = "all";

const BETWEEN = "what it shows was not at hand when the plans were written, beyond where it stands";

/** What the paper numbers as well and no plan is of: why, and what comes nearest. */
export const ABSENT: Readonly<Record<string, string>> = {
  table4: "it lists data sets, which crlc datasets does",
  fig1: "it is a diagram of the method",
  fig5: `${BETWEEN}, beside the sections on critics; critics draws what those say`,
  fig6: `${BETWEEN}, beside the sections on critics; critics draws what those say`,
  fig11: `${BETWEEN}, after the nearest neighbours of fig10`,
  fig12: `${BETWEEN}, after the nearest neighbours of fig10`,
  fig14: `${BETWEEN}, between the labelled images of fig13 and fig15`,
};
