/** Whether everything is tried, as `deno task soak` does, or a share that is done in seconds. */
export const SOAK = Deno.env.get("CRLC_SOAK") !== undefined;

/** How often something random is tried. */
export const times = (share: number, soak: number): number => SOAK ? soak : share;

/** Prints what was counted, for the soak's record: one line `counted: {...}`. */
export function counted(counts: Readonly<Record<string, number>>): void {
  if (SOAK) console.log(`counted: ${JSON.stringify(counts)}`);
}
