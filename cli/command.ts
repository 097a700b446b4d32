import { longestMatch, object, or } from "@optique/core/constructs";
import { lineBreak, type Message, text } from "@optique/core/message";
import { map } from "@optique/core/modifiers";
import { type InferValue, parse, type Parser } from "@optique/core/parser";
import { command as commandWord } from "@optique/core/primitives";
import type { Usage } from "@optique/core/usage";
import type { Io } from "./io.ts";
import type { CommandPermissions, Typed } from "./process/permissions/command_permissions.ts";
import type { Permissions } from "./process/permissions/permissions.ts";
import type { Session } from "./session.ts";

/** A command as declared: its words, its options, its help and what it may do; not what it does. */
export interface Command<Options extends Typed = Typed> {
  /** Its words after the program's, such as "datasets fetch". */
  readonly name: string;
  /** One line for lists. */
  readonly brief: string;
  /** Further lines for the command's own page. */
  readonly description?: string;
  /** What follows the name in the line of usage; by default options and arguments in short. */
  readonly usage?: Usage | ((whole: Usage) => Usage);
  /** Commands that can be pasted, each with what it does. */
  readonly examples?: readonly (readonly [command: string, meaning: string])[];
  readonly options: Parser<"sync", Options, unknown>;
  /** What its process may do; "all" where no permission binds it. */
  readonly permissions: CommandPermissions<NoInfer<Options>> | "all";
}

/** Declares a command. What it does is loaded later, by its line in `table.ts`. */
export function defineCommand<Options extends Typed>(command: Command<Options>): Command<Options> {
  return command;
}

/** The options of a command as its parser gives them. */
export type OptionsOf<Declared extends { readonly options: Parser<"sync", unknown, unknown> }> =
  InferValue<Declared["options"]>;

/** What a command does with its options; gives the exit code. */
export type Action<Options> = (options: Options, session: Session) => Promise<number>;

/** A command as typed, ready to run. */
export interface Invocation {
  /** The permissions it needs; nothing where it keeps all. */
  permissions(io: Pick<Io, "env">): Promise<Permissions | undefined>;
  /** What the first process does before, which may use the network; nothing where absent. */
  before?(session: Session): Promise<void>;
  /** Gives the exit code. */
  run(session: Session): Promise<number>;
}

/** A command that can be called. */
export interface BoundCommand {
  readonly command: Command;
  /** The commands that go by a further word, such as `datasets fetch`. */
  readonly within: readonly BoundCommand[];
  readonly parser: Parser<"sync", Invocation, unknown>;
}

/**
 * Joins a command with what it does.
 *
 * @param action Loaded when the command is called, and not for help.
 * @param within The commands that go by a further word.
 * @param before What the first process does before, loaded likewise; no code of a plugin may run then.
 */
export function bind<Options extends Typed>(
  command: Command<Options>,
  action: () => Promise<Action<Options>>,
  within: readonly BoundCommand[] = [],
  before?: () => Promise<(options: Options, session: Session) => Promise<void>>,
): BoundCommand {
  const invocation = (options: Options): Invocation => ({
    ...before && { before: async (session) => await (await before())(options, session) },
    permissions: async (io) => {
      const { resolvePermissions } = await import("./process/permissions/resolve.ts");
      return await resolvePermissions(command.permissions, options, io);
    },
    run: async (session) => await (await action())(options, session),
  });
  const own = map(command.options, invocation);
  const parser = within.length === 0
    ? own
    : longestMatch(or(...within.map(({ parser }) => parser), own), nothing(own));
  return { command: command as Command, within, parser: named(command as Command, parser) };
}

/** Nothing typed at all, which is no alternative of `or()`: every option as by default. */
function nothing(own: BoundCommand["parser"]): BoundCommand["parser"] {
  return map(object({}), () => {
    const result = parse(own, []);
    if (result.success) return result.value;
    throw new TypeError("a command with others within it must need no option");
  });
}

/** A parser with the last of a command's words before it, and the command's help. */
function named(
  { name, brief, description = brief, usage = shortUsage, examples }: Command,
  parser: BoundCommand["parser"],
): BoundCommand["parser"] {
  return commandWord(name.slice(name.lastIndexOf(" ") + 1), parser, {
    brief: [text(brief)],
    description: [text(description)],
    footer: examples && footer(examples),
    usageLine: usage,
  });
}

function footer(examples: NonNullable<Command["examples"]>): Message {
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
