import type { Message, MessageTerm } from "@optique/core/message";
import { extractOptionNames, type OptionName, type Usage } from "@optique/core/usage";
import { CrlcError } from "../core/errors.ts";
import { didYouMean, suggest } from "../core/suggest.ts";

/** The commands that may come next, each with what may follow it; not those within others. */
function nextCommands(usage: Usage): Map<string, Usage> {
  const found = new Map<string, Usage>();
  for (const [i, term] of usage.entries()) {
    if (term.type === "command") return found.set(term.name, usage.slice(i + 1));
    const alternatives = term.type === "exclusive"
      ? term.terms
      : term.type === "optional" || term.type === "sequence"
      ? [term.terms]
      : [];
    for (const terms of alternatives) {
      for (const [name, following] of nextCommands(terms)) found.set(name, following);
    }
  }
  return found;
}

/** Commands that were typed, and what may follow them. */
interface Place {
  readonly command: string;
  readonly usage: Usage;
}

/** The commands at the start of what was typed, and what may follow them. */
function locate(args: readonly string[], usage: Usage): Place {
  const path = ["crlc"];
  for (const word of args) {
    const next = nextCommands(usage).get(word);
    if (!next) break;
    path.push(word);
    usage = next;
  }
  return { command: path.join(" "), usage };
}

function plain(term: MessageTerm): string {
  switch (term.type) {
    case "text":
      return term.text;
    case "value":
      return JSON.stringify(term.value);
    case "values":
      return term.values.map((value) => JSON.stringify(value)).join(", ");
    case "optionName":
      return term.optionName;
    case "optionNames":
      return term.optionNames.join(", ");
    case "metavar":
      return term.metavar;
    case "envVar":
      return term.envVar;
    case "commandLine":
      return term.commandLine;
    case "lineBreak":
      return "\n";
    case "url":
      return term.url.href;
  }
}

/** The options that may come next, without those of commands that may follow. */
function ownOptions(usage: Usage): string[] {
  const end = usage.findIndex(({ type }) => type === "command");
  return (end < 0 ? usage : usage.slice(0, end)).flatMap((term) =>
    term.type === "exclusive"
      ? term.terms.flatMap(ownOptions)
      : term.type === "optional" || term.type === "sequence"
      ? ownOptions(term.terms)
      : [...extractOptionNames([term])]
  );
}

/** What was probably meant by an option that is not known: one letter is the first of its word. */
function nearestOption(word: string, known: readonly string[]): string | undefined {
  const letter = /^-([a-z])$/i.exec(word)?.[1].toLowerCase();
  const long = letter && known.find((name) => name.startsWith(`--${letter}`));
  if (long) return `did you mean "${long}"?`;
  if (!word.startsWith("--")) return didYouMean(word, known);
  // Without the dashes, which all of them have.
  const near = suggest(word.slice(2), known.map((name) => name.replace(/^-+/, "")));
  return near && `did you mean "${known.find((name) => name.replace(/^-+/, "") === near)}"?`;
}

/** The command that takes an option which was typed before it, or none; in words for a hint. */
function belongsAfter(word: string, args: readonly string[], place: Place): string | undefined {
  if (!extractOptionNames(place.usage).has(word as OptionName)) return undefined;
  const commands = nextCommands(place.usage);
  const typed = args.find((one) => commands.has(one)) ?? "COMMAND";
  return `it goes after the command: ${place.command} ${typed} ${word}`;
}

/** A sentence as it goes on after a colon. */
function uncapitalised(text: string): string {
  return text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

/**
 * Optique's answer to a wrong command line in the form of ours: what could not be done, what
 * must hold, what is the case, and how to mend it.
 *
 * @param args What was typed.
 * @param usage What may be typed.
 * @param reason What the parser says.
 */
export function usageError(args: readonly string[], usage: Usage, reason: Message): CrlcError {
  const place = locate(args, usage);
  const help = args[0] === "completion"
    ? "for example: crlc completion bash"
    : place.command === "crlc"
    ? "crlc --help lists the commands"
    : `${place.command} --help explains it`;
  const make = (code: string, text: string, hint = help) =>
    new CrlcError("usage", code, text, { hint });
  const [first, second] = reason;
  if (
    first?.type === "text" && first.text.startsWith("Unexpected ") && second?.type === "optionName"
  ) {
    const [word] = second.optionName.split("=");
    if (word.startsWith("-")) {
      const known = [
        ...ownOptions(place.usage),
        "--help",
        ...(place.command === "crlc" ? ["--version"] : []),
      ];
      return make(
        "UNKNOWN_OPTION",
        `Cannot use option "${word}": ${place.command} has no such option`,
        belongsAfter(word, args, place) ?? nearestOption(word, known) ?? help,
      );
    }
    const commands = [...nextCommands(place.usage).keys()].sort();
    return commands.length > 0
      ? make(
        "UNKNOWN_COMMAND",
        `Cannot find command "${word}": commands of ${place.command} are ${commands.join(", ")}`,
        didYouMean(word, commands) ?? help,
      )
      : make(
        "UNEXPECTED_ARGUMENT",
        `Cannot use "${word}": nothing more must follow ${place.command} and its arguments`,
      );
  }
  const [text, ...more] = reason.map(plain).join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/\.$/, ""));
  const hint = more.length === 0 ? help : more.join(" ").replace(/^Did/, "did");
  return text.startsWith("Cannot ") ? make("BAD_OPTION", text, hint) : make(
    "BAD_USAGE",
    `Cannot run ${place.command}: ${uncapitalised(text)}`,
    hint,
  );
}
