/** The tables of CRLC's paper that report numbers of methods. */
export const PAPER_TABLES = ["1", "2", "3", "5", "6", "7", "8"] as const;

export type PaperTableName = typeof PAPER_TABLES[number];
