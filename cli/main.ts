/**
 * The command line of crlc.
 *
 * @module
 */
import { group, or } from "@optique/core/constructs";
import { runParser } from "@optique/core/facade";
import { message } from "@optique/core/message";
import type { Invocation } from "./command.ts";
import { assign } from "./commands/assign.ts";
import { backends } from "./commands/backends.ts";
import { bench } from "./commands/bench.ts";
import { datasets } from "./commands/datasets.ts";
import { doctor } from "./commands/doctor.ts";
import { evaluate } from "./commands/eval.ts";
import { exportCommand } from "./commands/export.ts";
import { recipes, strategies } from "./commands/lists.ts";
import { names } from "./commands/names.ts";
import { neighbors } from "./commands/neighbors.ts";
import { report } from "./commands/report.ts";
import { score } from "./commands/score.ts";
import { sweep } from "./commands/sweep.ts";
import { train } from "./commands/train.ts";
import { verify } from "./commands/verify.ts";
import { reportFailure } from "./failure.ts";
import { type Io, processIo } from "./io.ts";
import { learnNames } from "./known_names.ts";
import { keepNohup } from "./process/nohup.ts";
import { openSession, type Session } from "./session.ts";
import { usageError } from "./usage.ts";
import { VERSION } from "./version.ts";

/** Every command, in the order of help. */
const commands = or(
  group(
    "Cluster images",
    or(train, sweep, evaluate, report, neighbors, names, assign, exportCommand, verify, score),
  ),
  group("What there is", or(recipes, datasets, strategies, backends)),
  group("This machine", or(doctor, bench)),
);

/** Finds out what is asked; help, version and completions are answered right here. */
function parse(args: readonly string[], { io, width }: Session): Invocation {
  const answered: Invocation = {
    rights: () => Promise.resolve(undefined),
    run: () => Promise.resolve(0),
  };
  return runParser<typeof commands, Invocation, never>(commands, "crlc", args, {
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
    stdout: (text) => io.stdout(`${text.replace(/ +$/gm, "")}\n`),
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
  const session = openSession(args, io);
  try {
    if (args.length === 0) {
      parse(["--help"], { ...session, io: { ...io, stdout: io.stderr } });
      return 2;
    }
    // More than the shell's name: a shell asks what may be typed.
    if (args[0] === "completion" && args.length > 2) await learnNames();
    const { rights, run } = parse(args, session);
    const needed = io.launch && await rights(io);
    return await (needed ? io.launch!(needed, args) : run(session));
  } catch (thrown) {
    return reportFailure(thrown, session);
  }
}

if (import.meta.main) {
  keepNohup();
  // Native libraries write to standard error what they like, unless they are kept from it.
  if (Deno.args.includes("--verbose")) Deno.env.set("CRLC_VERBOSE", "1");
  Deno.exit(await main(Deno.args, processIo()));
}
