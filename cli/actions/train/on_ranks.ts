import type { Group } from "../../../core/group.ts";
import { reportFailure } from "../../failure.ts";
import { letFirstTell } from "../../process/let_first_tell.ts";
import type { Session } from "../../session.ts";

/**
 * Does something in the group of ranks that a launcher has started this process in, or alone. Rank 0
 * speaks for all. Where one fails, all end at once, since the others would wait for it.
 *
 * @param work Gets the group, and a session that is silent on all ranks but the first.
 */
export async function onRanks(
  session: Session,
  work: (group: Group | undefined, session: Session) => Promise<number>,
): Promise<number> {
  const { ranks, io: { env } } = session;
  if (!ranks) return await work(undefined, session);
  const { rank } = ranks;
  let group: Group | undefined;
  try {
    const { openGroup, requirePatience } = await import("../../../machine/ranks/open_group.ts");
    group = openGroup(ranks, env);
    requirePatience(env("CRLC_RANK_PATIENCE"));
    const code = await work(group, rank === 0 ? session : silent(session));
    group?.[Symbol.dispose]();
    return code;
  } catch (error) {
    await letFirstTell(rank);
    const code = reportFailure(error, rank === 0 ? session : naming(session, rank));
    group?.abort(code);
    return code;
  }
}

/** Says nothing. */
function silent(session: Session): Session {
  const { io } = session, say = () => {};
  return {
    ...session,
    io: {
      ...io,
      stdout: say,
      stderr: say,
      columns: () => undefined,
      onStop: (notice, asked) => io.onStop({ ...notice, text: "" }, asked),
      ask: undefined,
    },
    line: say,
    json: say,
    note: say,
    warn: say,
  };
}

/** Says on standard error of which rank it speaks, and nothing else. */
function naming(session: Session, rank: number): Session {
  const { io } = session;
  const stderr = (text: string) => io.stderr(text.replace(/^error: /, `error: rank ${rank}: `));
  return { ...session, io: { ...io, stderr, stdout() {} }, json() {} };
}
