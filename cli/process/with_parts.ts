import { CrlcError } from "../../core/errors.ts";
import type { Part } from "../../parts/part.ts";
import type { PartMissing } from "../../parts/part_missing.ts";
import type { Session } from "../session.ts";

/**
 * The exit code by which a second process tells the first which part it lacks: this and the part's
 * place in the table. No signal and no error ends a process so, and nobody else sees it.
 */
const PART_CODES = 200;

/**
 * Runs a command; where it lacks an optional part and a person can be asked, asks once, fetches the
 * part and runs the command anew. The second process has no right to fetch anything: it tells the
 * first, which has.
 *
 * @returns The exit code.
 * @throws {CrlcError} `PART_MISSING` with the command to type, where nobody can be asked or the answer is no.
 */
export async function withParts(session: Session, run: () => Promise<number>): Promise<number> {
  const offered = new Set<string>();
  for (;;) {
    const part = await partLacking(session, run);
    if (typeof part === "number") return part;
    if (offered.has(part.name)) {
      const { partMissing } = await import("../../parts/part_missing.ts");
      throw partMissing(part);
    }
    offered.add(part.name);
    const { offerPart } = await import("../actions/parts/offer_part.ts");
    await offerPart(part, session);
  }
}

/** Runs a command; gives its exit code, or the part that it lacks and that may be asked for. */
async function partLacking(session: Session, run: () => Promise<number>): Promise<number | Part> {
  const { launched } = session.io;
  try {
    const code = await run();
    if (launched || code < PART_CODES) return code;
    const { PARTS } = await import("../../parts/table.ts");
    return PARTS[code - PART_CODES] ?? code;
  } catch (error) {
    if (!isPartMissing(error) || !mayAsk(session)) throw error;
    if (!launched) return error.part;
    const { PARTS } = await import("../../parts/table.ts");
    return PART_CODES + PARTS.indexOf(error.part);
  }
}

/** By its code, so that nothing of parts is loaded where none is missing. */
function isPartMissing(error: unknown): error is PartMissing {
  return error instanceof CrlcError && error.code === "PART_MISSING";
}

/** Whether there is a person to ask, who has not said already that nothing is to be fetched. */
function mayAsk({ io, args }: Session): boolean {
  return io.ask !== undefined && io.env("CI") === undefined &&
    io.env("CRLC_OFFLINE") === undefined && !args.includes("--json") && !args.includes("--offline");
}
