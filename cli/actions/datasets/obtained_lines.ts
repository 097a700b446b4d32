import type { Obtained } from "../../../machine/obtain.ts";
import type { Session } from "../../session.ts";
import { nextLines, type NextStep } from "../../terminal/next_lines.ts";

/** What has arrived of a data set, and the recipes that use it. */
export function obtainedLines({ found, recipes }: Obtained, session: Session): string[] {
  const next = recipes.map((recipe): NextStep => [`crlc train ${recipe}`, ""]);
  return [...found, ...(next.length > 0 ? ["", ...nextLines(next, session)] : [])];
}
