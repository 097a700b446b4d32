import type { Verified } from "../../run/parts/verified.ts";
import type { Session } from "../session.ts";
import { table } from "../terminal/table.ts";

const WORDS = { ok: "ok", bad: "BAD", skipped: "not checked" };

/** What became of each check, a line each. */
export function verificationLines(checks: readonly Verified[], session: Session): string[] {
  const rows = checks.map(({ what, state, reason = "" }) => [what, WORDS[state], reason]);
  return table([{}, {}, {}], rows, session.width);
}
