/**
 * The command line of crlc.
 *
 * @module
 */
import { group, or } from "@optique/core/constructs";
import { runParser } from "@optique/core/facade";
import { message } from "@optique/core/message";
import { withBareOptions } from "./bare_options.ts";
import { CrlcError, EXIT_CODES } from "../core/errors.ts";
import type { BoundCommand, Invocation } from "./command.ts";
import { reportFailure } from "./failure.ts";
import { type Io, processIo } from "./io.ts";
import { learnNames } from "./known_names.ts";
import { followLauncher } from "./process/launcher.ts";
import { letFirstTell } from "./process/let_first_tell.ts";
import { keepNohup } from "./process/nohup.ts";
import { requireTraining } from "./process/require_training.ts";
import { withParts } from "./process/with_parts.ts";
import { asTyped, openSession, type Session } from "./session.ts";
import { COMMANDS } from "./table.ts";
import { usageError } from "./usage.ts";
import { VERSION } from "./version.ts";

type CommandParser = BoundCommand["parser"];

const commands: CommandParser = or(
  ...Object.entries(COMMANDS).map(([heading, bound]): CommandParser =>
    group(heading, or(...bound.map(({ parser }) => parser)))
  ),
);

/** Finds out what is asked; help, version and completions are answered right here. */
function parse(args: readonly string[], session: Session): Invocation {
  const { io, width } = session;
  const answered: Invocation = {
    permissions: () => Promise.resolve(undefined),
    run: () => Promise.resolve(0),
  };
  return runParser<typeof commands, Invocation, never>(commands, "crlc", withBareOptions(args), {
    brief: message`crlc clusters images without labels.`,
    footer: message`Start with: crlc train crlc/digits`,
    help: {
      option: { names: ["-h", "--help"] },
      command: true,
      onShow: () => answered,
    },
    version: { option: true, value: VERSION, onShow: () => answered },
    completion: { command: true, onShow: () => answered },
    aboveError: "none",
    commandList: "top-level",
    usageLine: [{ type: "literal", value: "COMMAND" }, { type: "ellipsis" }],
    termWidth: "auto",
    maxWidth: Math.max(40, Math.min(width, 100)),
    colors: false,
    stdout(text) {
      const plain = text.replace(/ +$/gm, "");
      // A script of completions goes by the name of the program alone.
      io.stdout(`${args[0] === "completion" ? plain : asTyped(plain, session)}\n`);
    },
    stderr: () => {},
    onError: (_code, reason) => {
      throw usageError(args, commands.usage, reason);
    },
  }) as Invocation;
}

/**
 * Runs one command.
 *
 * @param args The words after the program's name.
 * @returns The exit code; nothing is thrown.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const session = openSession(args, io), { ranks } = session;
  try {
    if (args.length === 0) {
      parse(["--help"], { ...session, io: { ...io, stdout: io.stderr } });
      return 2;
    }
    // More than the shell's name: a shell asks what may be typed.
    if (args[0] === "completion" && args.length > 2) await learnNames();
    const { before, permissions, run } = parse(args, session);
    if (ranks) requireTraining(ranks, args);
    // MPI is native code, which no permission binds, and its sockets must be free to listen.
    if (!io.launched && !ranks) await before?.(session);
    return await withParts(session, async () => {
      const needed = io.launch && !ranks && await permissions(io);
      return await (needed ? io.launch!(needed, args) : run(session));
    });
  } catch (thrown) {
    if (ranks) await letFirstTell(ranks.rank);
    // Typed alike on all: rank 0 has told it.
    if (ranks && ranks.rank > 0 && isUsage(thrown)) return EXIT_CODES.usage;
    return reportFailure(thrown, session);
  }
}

const isUsage = (thrown: unknown) => thrown instanceof CrlcError && thrown.kind === "usage";

if (import.meta.main) {
  followLauncher();
  keepNohup();
  // Native libraries write to standard error what they like, unless they are kept from it.
  if (Deno.args.includes("--verbose")) Deno.env.set("CRLC_VERBOSE", "1");
  Deno.exit(await main(Deno.args, processIo()));
}
