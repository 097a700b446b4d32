import { lineBreak, type Message, text } from "@optique/core/message";
import { map } from "@optique/core/modifiers";
import type { Parser } from "@optique/core/parser";
import { command } from "@optique/core/primitives";
import type { Usage } from "@optique/core/usage";
import type { Io } from "./io.ts";
import type { Rights } from "./process/permissions/permissions.ts";
import type { Righted, Typed } from "./process/permissions/table.ts";
import type { Session } from "./session.ts";

/** A command as typed, ready to run. */
export interface Invocation {
  /** The rights it needs; nothing where it keeps all. */
  rights(io: Pick<Io, "env">): Promise<Rights | undefined>;
  /** Gives the exit code. */
  run(session: Session): Promise<number>;
}

/** Parses the words after a command's name into something to run. */
export type InvocationParser = Parser<"sync", Invocation, unknown>;

/**
 * Binds what a command does to the options it takes. What it does may be loaded later.
 *
 * @param command Its words, by which the table of rights knows it, or "all" for every right.
 */
export function invocation<Options extends Typed>(
  command: Righted,
  options: Parser<"sync", Options, unknown>,
  run: (options: Options, session: Session) => Promise<number>,
): InvocationParser {
  return map(options, (given) => ({
    rights: async (io: Pick<Io, "env">) =>
      await (await import("./process/permissions/resolve.ts")).resolveRights(command, given, io),
    run: (session: Session) => run(given, session),
  }));
}

/** What help says of a command. */
export interface CommandHelp {
  /** One line for lists. */
  readonly brief: string;
  /** Further lines for the command's own page. */
  readonly description?: string;
  /** What follows the name in the line of usage; by default options and arguments in short. */
  readonly usage?: Usage;
  /** Commands that can be pasted, each with what it does. */
  readonly examples?: readonly (readonly [command: string, meaning: string])[];
}

function footer(examples: NonNullable<CommandHelp["examples"]>): Message {
  const width = Math.max(...examples.map(([line]) => line.length));
  return [
    text("Examples:"),
    ...examples.flatMap(([line, meaning]) => [
      lineBreak(),
      text(`  ${line.padEnd(width)}   ${meaning}`),
    ]),
  ];
}

/** `[OPTION...]` in place of every single option, which the page explains below. */
function shortUsage(usage: Usage): Usage {
  const words = usage.filter((term) =>
    term.type === "argument" ||
    (term.type === "multiple" || term.type === "optional") && term.terms[0].type === "argument"
  );
  return [{ type: "optional", terms: [{ type: "literal", value: "OPTION..." }] }, ...words];
}

/** Gives a parser a name and a help page. */
export function defineCommand(
  name: string,
  help: CommandHelp,
  parser: InvocationParser,
): InvocationParser {
  return command(name, parser, {
    brief: [text(help.brief)],
    description: [text(help.description ?? help.brief)],
    footer: help.examples && footer(help.examples),
    usageLine: help.usage ?? shortUsage,
  });
}
