/** The variable that tells a second process who started it. */
export const LAUNCHER = "CRLC_LAUNCHER";

/** The process that has launched this one, where it still runs; its end is a request to stop. */
export function launcher(): number | undefined {
  const id = Number(Deno.env.get(LAUNCHER));
  return id === Deno.ppid ? id : undefined;
}
