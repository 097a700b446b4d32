/**
 * How options and arguments are declared, and those that several commands share.
 *
 * @module
 */
import { type Message, message, text as plain } from "@optique/core/message";
import { multiple, optional } from "@optique/core/modifiers";
import type { InferValue, Parser } from "@optique/core/parser";
import { argument as anyArgument, option } from "@optique/core/primitives";
import type { OptionName } from "@optique/core/usage";
import type { ValueParser } from "@optique/core/valueparser";
import {
  assignment,
  filePath,
  nameOf,
  numberOrAll,
  oneOf,
  share,
  text,
  wholeNumber,
} from "./values.ts";

/** How an option is typed: long, short, or both. */
type Names = readonly [OptionName, ...OptionName[]];

/** The values of declared options, by their names. */
export type ValuesOf<Declared extends Readonly<Record<string, Parser<"sync", unknown, unknown>>>> =
  {
    readonly [Name in keyof Declared]: InferValue<Declared[Name]>;
  };

function about(words: string): { description: Message } {
  return { description: message`${plain(words)}` };
}

function cannotUse(names: readonly string[]): (reason: Message) => Message {
  return (reason) => [plain(`Cannot use ${names.at(-1)}: `), ...reason];
}

function errors(names: Names) {
  const cannot = cannotUse(names);
  return {
    duplicate: cannot(message`it must be given once, and is given twice`),
    invalidValue: cannot,
    unexpectedValue: (value: string) => cannot(message`it takes no value, and is given ${value}`),
  };
}

/** An option with a value that must be given. */
export function required<T>(
  names: Names,
  value: ValueParser<"sync", T>,
  words: string,
): Parser<"sync", T, unknown> {
  return option(...names, value, {
    ...about(words),
    errors: {
      ...errors(names),
      missing: message`${plain(`${names.at(-1)} ${value.metavar}`)} must be given, and is missing`,
      endOfInput: cannotUse(names)(
        message`a value must follow (${plain(value.metavar)}), and none does`,
      ),
    },
  });
}

/** An option with a value, which may be left out. */
export function valued<T>(
  names: Names,
  value: ValueParser<"sync", T>,
  words: string,
): Parser<"sync", T | undefined, unknown> {
  return optional(required(names, value, words));
}

/** An option with a value that may be given many times. */
export function repeated<T>(
  names: Names,
  value: ValueParser<"sync", T>,
  words: string,
): Parser<"sync", readonly T[], unknown> {
  return multiple(required(names, value, words));
}

/** An option without a value. */
export function toggle(names: Names, words: string): Parser<"sync", boolean, unknown> {
  return option(...names, { ...about(words), errors: errors(names) });
}

/** A word that must be given, in its place. */
export function argument<T>(
  value: ValueParser<"sync", T>,
  words: string,
): Parser<"sync", T, unknown> {
  const cannot = cannotUse([value.metavar]);
  return anyArgument(value, {
    ...about(words),
    errors: {
      endOfInput: message`${plain(value.metavar)} must be given, and is missing`,
      invalidValue: cannot,
    },
  });
}

/** One or more words, in their place. */
export function someArguments<T>(
  value: ValueParser<"sync", T>,
  words: string,
): Parser<"sync", readonly T[], unknown> {
  return multiple(argument(value, words), {
    min: 1,
    errors: { tooFew: message`${plain(value.metavar)} must be given, and is missing` },
  });
}

/** Accepted by every command. */
export const verbose = toggle(
  ["--verbose"],
  "Say more: causes of errors, where a bug happened; of training, the wait for images.",
);

export const json = toggle(["--json"], "Print one JSON object on standard output.");

export const quiet = toggle(["-q", "--quiet"], "Print no progress and no notes.");

/** An option for other programs: names that may hold anything but a NUL. */
export function nullSeparated(words: string): Parser<"sync", boolean, unknown> {
  return toggle(["-0", "--null"], words);
}

export const data = valued(
  ["--data"],
  filePath("DIR", "directory"),
  "Folder of the data sets, instead of CRLC_DATA_DIR.",
);

export const noCache = toggle(
  ["--no-cache"],
  "Decode images anew, and keep none of them for the next time.",
);

export const plugins = repeated(
  ["--plugin"],
  text("SPECIFIER"),
  "Add a plugin: a path, npm:, jsr: or https address. May be given again.",
);

export const split = valued(
  ["--split"],
  text("NAME"),
  "Part of the data set, such as train, test or train+test.",
);

export const runFolder = argument(
  filePath("RUN", "directory"),
  "A run folder, written by crlc train.",
);

export const datasetName = argument(nameOf("datasets"), "A name of crlc datasets.");

export const encoderName = argument(
  nameOf("encoders"),
  "A name of crlc encoders, or owner/name@revision of the model hub.",
);

export const unverified = toggle(
  ["--unverified"],
  "Accept an archive without the official checksum.",
);

export const nativeBackend = argument(nameOf("backends"), "tensorflow or tensorflow-gpu.");

export const partName = argument(nameOf("parts"), "A name of crlc parts.");

/** What adding a part is told besides its name. */
export const addOptions = {
  from: valued(
    ["--from"],
    filePath("DIR", "directory"),
    "A folder with the wheels, and the tarballs of npm.",
  ),
  offline: toggle(["--offline"], "Use no network, as with CRLC_OFFLINE."),
  json,
  quiet,
  verbose,
};

/** What decides where and with what is computed. */
export const machine = {
  backend: valued(
    ["--backend"],
    nameOf("backends"),
    "What computes: auto or a name of crlc backends, instead of CRLC_BACKEND.",
  ),
  threads: valued(
    ["--threads"],
    wholeNumber("N", { min: 1, max: 1024 }),
    "Threads to compute with, instead of CRLC_THREADS; all cores by default.",
  ),
  precision: valued(
    ["--precision"],
    oneOf("TYPE", ["float32", "tf32", "bfloat16"]),
    "Numbers to compute with, where the backend has a choice: float32, tf32 or bfloat16.",
  ),
  devices: valued(
    ["--devices"],
    numberOrAll("N", 64),
    "Devices of this machine that a step is split over, for --backend xla: a number, or all.",
  ),
};

/** What every command has that trains or asks a run. */
export const ofRuns = { ...machine, data, noCache, plugins, json, quiet, verbose };

export const folder = valued(
  ["--folder"],
  filePath("DIR", "directory"),
  "Where the pictures of a run lie now, if they have moved since.",
);

export const list = valued(
  ["--list"],
  filePath("FILE", "file"),
  "A file with the paths of the images, one a line or each ended by a NUL; - reads standard input.",
);

/** What every command has that asks a run, or goes on with one. */
export const ofTrainedRuns = { folder, ...ofRuns };

/** How often what is predicted is written down while training. */
export const snapshots = {
  snapshots: valued(
    ["--snapshots"],
    wholeNumber("N", { min: 1 }),
    "Write down what is predicted after every N epochs, for crlc eval --curve and figures.",
  ),
  snapshotSplit: valued(
    ["--snapshot-split"],
    text("NAME"),
    "The part of the data set that snapshots are of, instead of the one trained on.",
  ),
};

/** What a recipe may be changed in. */
export const overrides = {
  strategy: valued(
    ["--strategy"],
    nameOf("strategies"),
    "What is learned: a name of crlc strategies.",
  ),
  dataset: valued(["--dataset"], nameOf("datasets"), "What is clustered: a name of crlc datasets."),
  split,
  clusters: valued(["-k"], wholeNumber("N", { min: 2 }), "Number of clusters."),
  epochs: valued(
    ["--epochs"],
    wholeNumber("N", { min: 1 }),
    "Times that every image is seen.",
  ),
  seed: valued(
    ["--seed"],
    wholeNumber("N", { max: 4294967295 }),
    "Seed of everything random; the same seed gives the same result.",
  ),
  set: repeated(
    ["--set"],
    assignment("KEY=VALUE"),
    "Change any other option of the recipe. May be given again.",
  ),
  maxBad: valued(
    ["--max-bad"],
    share("SHARE"),
    "Largest share of unusable images, from 0 to 1, before giving up.",
  ),
};
