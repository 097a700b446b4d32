import { EXIT_CODES } from "../../core/errors.ts";
import { verifyRun } from "../../results/verify.ts";
import { cacheOf } from "../cache.ts";
import { folderOf } from "../process/variables.ts";
import { verificationLines } from "./lines/verification.ts";
import type { Session } from "../session.ts";

/** What `crlc verify` is asked. */
export interface VerifyOptions {
  readonly run: string;
  readonly data?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
}

/** Recomputes the hashes of a run and prints what became of each. */
export async function runVerification(
  { run, data, plugins, json }: VerifyOptions,
  session: Session,
): Promise<number> {
  const dataFolder = data ?? folderOf(session.io, "data");
  const verification = await verifyRun(run, {
    dataFolder,
    cache: cacheOf(session.io),
    plugins,
  });
  if (json) session.json(verification);
  else for (const line of verificationLines(verification.checks, session)) session.line(line);
  return verification.ok ? 0 : EXIT_CODES.checkpoint;
}
