/**
 * Values of options and arguments. A message of theirs goes on after "Cannot use --option: ".
 *
 * @module
 */
import { type Message, message, text as plain } from "@optique/core/message";
import type { NonEmptyString } from "@optique/core/nonempty";
import { choice, float, integer, string, type ValueParser } from "@optique/core/valueparser";
import { path } from "@optique/run/valueparser";
import { suggest } from "../core/suggest.ts";
import { type KnownNames, knownNames } from "./known_names.ts";

function refuse(must: string): (input: string | number) => Message {
  return (input) => message`it must be ${plain(must)}, and is ${String(input)}`;
}

/** A whole number within a range. */
export function wholeNumber(
  metavar: NonEmptyString,
  { min = 0, max }: { readonly min?: number; readonly max?: number } = {},
): ValueParser<"sync", number> {
  const refused = refuse(
    `a whole number ${max === undefined ? `of at least ${min}` : `from ${min} to ${max}`}`,
  );
  return integer({
    metavar,
    min,
    max,
    placeholder: min,
    errors: {
      invalidInteger: refused,
      unsafeInteger: refused,
      belowMinimum: refused,
      aboveMaximum: refused,
    },
  });
}

/** A range of numbers of clusters to look for theirs in. */
export interface ClusterRange {
  readonly low: number;
  readonly high: number;
  /** Whether it ends at the number of images where there are fewer. */
  readonly auto?: true;
}

/** Where it is looked for, if nobody says where. */
const AUTO: ClusterRange = { low: 2, high: 20, auto: true };

/** A number of clusters, `auto`, or `LOW..HIGH`. */
export function clusterCount(metavar: NonEmptyString): ValueParser<"sync", number | ClusterRange> {
  const refused = refuse("a whole number of at least 2, auto, or a range such as 2..20");
  return {
    mode: "sync",
    metavar,
    placeholder: 2,
    parse(input) {
      const single = /^\d+$/.test(input) ? Number(input) : 0;
      if (input === "auto") return { success: true, value: AUTO };
      if (Number.isSafeInteger(single) && single > 1) return { success: true, value: single };
      const [, low, high] = /^(\d+)\.\.(\d+)$/.exec(input) ?? [];
      const range = { low: Number(low), high: Number(high) };
      if (low !== undefined && range.low >= 2 && range.high > range.low && range.high <= 1000) {
        return { success: true, value: range };
      }
      return { success: false, error: refused(input) };
    },
    format: (value) =>
      typeof value === "number" ? `${value}` : value.auto ? "auto" : `${value.low}..${value.high}`,
    *suggest(prefix) {
      if ("auto".startsWith(prefix)) yield { kind: "literal", text: "auto" };
    },
  };
}

/** A whole number from 1 on, or all. */
export function numberOrAll(
  metavar: NonEmptyString,
  max: number,
): ValueParser<"sync", number | "all"> {
  const refused = refuse(`a whole number from 1 to ${max}, or all`);
  return {
    mode: "sync",
    metavar,
    placeholder: 1,
    parse(input) {
      if (input === "all") return { success: true, value: input };
      const value = /^\d+$/.test(input) ? Number(input) : 0;
      if (value >= 1 && value <= max) return { success: true, value };
      return { success: false, error: refused(input) };
    },
    format: String,
    *suggest(prefix) {
      if ("all".startsWith(prefix)) yield { kind: "literal", text: "all" };
    },
  };
}

/** A share from 0 to 1. */
export function share(metavar: NonEmptyString): ValueParser<"sync", number> {
  const refused = refuse("a number from 0 to 1");
  const errors = { invalidNumber: refused, belowMinimum: refused, aboveMaximum: refused };
  return float({ metavar, min: 0, max: 1, errors });
}

/** A text that is not empty. */
export function text(metavar: NonEmptyString): ValueParser<"sync", string> {
  return string({ metavar, pattern: /\S/, errors: { patternMismatch: refuse("a text") } });
}

/** A text, for which the shell offers known names. */
export function nameOf(
  kind: keyof KnownNames,
  metavar: NonEmptyString = "NAME",
): ValueParser<"sync", string> {
  return {
    ...text(metavar),
    *suggest(prefix) {
      for (const name of knownNames(kind)) {
        if (name.startsWith(prefix)) yield { kind: "literal", text: name };
      }
    },
  };
}

/** A text, for which the shell offers names of recipes and files. */
export function recipeOrPath(metavar: NonEmptyString): ValueParser<"sync", string> {
  const file = filePath(metavar);
  const name = nameOf("recipes", metavar);
  return {
    ...file,
    *suggest(prefix) {
      yield* name.suggest?.(prefix) ?? [];
      yield* file.suggest?.(prefix) ?? [];
    },
  };
}

/** A text, for which the shell offers what can be reproduced, and files. */
export function reproducibleOrPath(metavar: NonEmptyString): ValueParser<"sync", string> {
  const file = filePath(metavar, "file"), name = nameOf("reproducible", metavar);
  return {
    ...file,
    *suggest(prefix) {
      yield* name.suggest?.(prefix) ?? [];
      yield* file.suggest?.(prefix) ?? [];
    },
  };
}

/** A text, for which the shell offers names of encoders and files. */
export function encoderName(metavar: NonEmptyString): ValueParser<"sync", string> {
  const name = nameOf("encoders", metavar), file = filePath(metavar);
  return {
    ...name,
    *suggest(prefix) {
      yield* name.suggest?.(prefix) ?? [];
      if ("none".startsWith(prefix)) yield { kind: "literal", text: "none" };
      yield* file.suggest?.(prefix) ?? [];
    },
  };
}

/** A text, for which the shell offers names of strategies and data sets. */
export function recipeWord(metavar: NonEmptyString): ValueParser<"sync", string> {
  const strategy = nameOf("strategies", metavar), dataset = nameOf("datasets", metavar);
  return {
    ...strategy,
    *suggest(prefix) {
      yield* strategy.suggest?.(prefix) ?? [];
      yield* dataset.suggest?.(prefix) ?? [];
    },
  };
}

/** `key=value`. */
export function assignment(metavar: NonEmptyString): ValueParser<"sync", string> {
  const errors = { patternMismatch: refuse("of the form key=value") };
  return string({ metavar, pattern: /^[^=\s]+=/, errors });
}

/** The path of a file or a folder, which the shell completes. */
export function filePath(
  metavar: NonEmptyString,
  type: "file" | "directory" | "either" = "either",
): ValueParser<"sync", string> {
  return path({ metavar, type, errors: { emptyPath: refuse("a path") } });
}

/** One of a few words, which the shell completes. */
export function oneOf<const Word extends string>(
  metavar: NonEmptyString,
  words: readonly Word[],
): ValueParser<"sync", Word> {
  return choice(words, {
    metavar,
    suggest(input, known) {
      const nearest = suggest(input, known);
      return nearest === undefined ? undefined : [nearest];
    },
    errors: { invalidChoice: (input, known) => refuse(known.join(" or "))(input) },
  });
}
