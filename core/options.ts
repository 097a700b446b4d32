import * as v from "valibot";
import { CrlcError } from "./errors.ts";
import { didYouMean, suggest } from "./suggest.ts";

type AnySchema = v.GenericSchema;
type Issue = v.BaseIssue<unknown>;

/** Parts of a schema that lead on to the schemas within it. */
interface Inner {
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly wrapped?: AnySchema;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly AnySchema[];
  /** The key that tells the options of a variant apart, and the value that one of them has there. */
  readonly key?: string;
  readonly literal?: unknown;
}

const isSchema = (value: unknown): value is AnySchema =>
  typeof value === "object" && value !== null && "~run" in value;

const at = (value: unknown, key: unknown) => (value as Record<string, unknown>)?.[String(key)];

/** What a variant may be by the value that its key has; everything where that is none of them. */
function meant({ key, options = [] }: Inner, value: unknown): readonly unknown[] {
  const chosen = key === undefined ? undefined : at(value, key);
  if (chosen === undefined) return options;
  const those = options.filter((option) => {
    const field = at((option as Inner).entries, key) as AnySchema | undefined;
    return field && alternatives(field, chosen).some(({ literal }) => literal === chosen);
  });
  return those.length > 0 ? those : options;
}

/**
 * The schema and every schema it may stand for: optional ones unwrapped, unions opened.
 *
 * @param value What was given in its place.
 */
function alternatives(schema: AnySchema, value?: unknown): Inner[] {
  const inner = schema as unknown as Inner;
  const more = [inner.wrapped, ...meant(inner, value)].filter(isSchema);
  return [inner, ...more.flatMap((one) => alternatives(one, value))];
}

/** The keys an object at the end of `path` may have. */
function keysAt(schema: AnySchema, path: readonly unknown[], raw: unknown): string[] {
  let value = raw, found = alternatives(schema, value);
  for (const key of path) {
    value = at(value, key);
    const next = found.flatMap((s) => s.entries?.[String(key)] ?? s.item ?? s.value ?? []);
    found = next.flatMap((one) => alternatives(one, value));
  }
  return [...new Set(found.flatMap((s) => Object.keys(s.entries ?? {})))].sort();
}

/** Where a key is that was looked for further out, such as "optimiser.learningRate". */
function pathOfInner(schema: AnySchema, key: string, depth = 2): string | undefined {
  const entries = alternatives(schema).flatMap((s) => Object.entries(s.entries ?? {}));
  for (const [name, inner] of entries) {
    const keys = alternatives(inner).flatMap((s) => Object.keys(s.entries ?? {}));
    const found = keys.find((one) => one.toLowerCase() === key.toLowerCase()) ??
      (depth > 1 ? pathOfInner(inner, key, depth - 1) : undefined);
    if (found !== undefined) return `${name}.${found}`;
  }
  return undefined;
}

/** The hint for a misspelt key: the nearest one beside it, or the same key further in. */
function nearestKey(schema: AnySchema, issue: Issue, known: readonly string[]) {
  const key = String(issue.path!.at(-1)!.key), path = pathOf(issue);
  const within = issue.path!.length === 1 ? pathOfInner(schema, key) : undefined;
  const near = within ?? suggest(key, known);
  if (near === undefined) return undefined;
  // Of a list, the key alone: its items have no names.
  const before = path.includes("[") ? "" : path.slice(0, path.length - key.length);
  return `did you mean "${within ?? before + near}"?`;
}

/**
 * An issue, or those within it that say more: of what may be one of several things, the one that
 * was meant is the one that is met furthest in.
 */
function told(issue: Issue): readonly Issue[] {
  const path = issue.path ?? [];
  const within = (issue.issues ?? []).flatMap(told)
    .filter((inner) => (inner.path ?? []).length > 0)
    .map((inner) => ({ ...inner, path: [...path, ...inner.path!] } as Issue));
  return within.length > 0 ? within : [issue];
}

function pathOf(issue: Issue): string {
  return (issue.path ?? []).reduce(
    (text, { key }) =>
      typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${key}` : `${key}`,
    "",
  );
}

const BOUNDS: Readonly<Record<string, string>> = {
  ">=": "at least",
  "<=": "at most",
  ">": "more than",
  "<": "less than",
};

/** What must hold, to follow "must be". */
function expectation(issue: Issue): string {
  if (!issue.message.startsWith("Invalid ")) return issue.message.replace(/^must be /, "");
  const wanted = issue.expected ?? issue.type.replaceAll("_", " ");
  if (wanted === "Object") return "an object";
  if (wanted === "Array") return "a list";
  if (issue.type === "finite") return "a finite number";
  const bound = /^(>=|<=|>|<)(.+)$/.exec(wanted);
  if (bound) return `${BOUNDS[bound[1]]} ${bound[2]}`;
  const text = wanted.replace(/[()]/g, "").replaceAll(" | ", " or ")
    .replace(/!null|\bObject\b/, "an object").replace(/\bArray\b/, "a list");
  return /^[a-z]/.test(text) ? `${/^[aeiou]/.test(text) ? "an" : "a"} ${text}` : text;
}

/** Most characters of a list or an object that are shown. */
const SHOWN = 60;

function quoted(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  const text = JSON.stringify(value);
  return text.length > 2 && text.length <= SHOWN
    ? text
    : Array.isArray(value)
    ? "a list"
    : "an object";
}

/**
 * Merges given options with a schema's defaults, once, at the door.
 *
 * Write the schema with `strictObject` and `optional(…, default)`; a message given to a check
 * completes the sentence "… must be".
 *
 * @example A misspelt key is refused by name
 * ```ts
 * import { parseOptions } from "@crlc/crlc";
 * import { strictEqual, throws } from "node:assert/strict";
 * import * as v from "valibot";
 *
 * const schema = v.strictObject({ heads: v.optional(v.pipe(v.number(), v.minValue(1)), 10) });
 * strictEqual(parseOptions(schema, undefined, "options of strategy \"crlc\"").heads, 10);
 * throws(() => parseOptions(schema, { haeds: 5 }, "options of strategy \"crlc\""), {
 *   code: "UNKNOWN_OPTION",
 *   hint: 'did you mean "heads"?',
 * });
 * ```
 *
 * @param schema A synchronous valibot schema of an object.
 * @param raw What was given; `undefined` and `null` stand for nothing.
 * @param what What the options belong to, to follow "Cannot use".
 * @returns The options with every default filled in.
 * @throws {CrlcError} `UNKNOWN_OPTION` for an unknown key, `BAD_OPTION` for a missing or bad value.
 */
export function parseOptions<const Schema extends AnySchema>(
  schema: Schema,
  raw: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, raw ?? {});
  if (result.success) return result.output;
  const issues = (result.issues as readonly Issue[]).flatMap(told);
  // An unknown key first: it explains a missing one.
  const unknown = issues.find((i) => i.kind === "schema" && i.expected === "never");
  if (unknown) {
    const path = (unknown.path ?? []).map((item) => item.key);
    const known = keysAt(schema, path.slice(0, -1), raw);
    throw new CrlcError(
      "usage",
      "UNKNOWN_OPTION",
      `Cannot use ${what}: known keys are ${known.join(", ")}, and "${
        pathOf(unknown)
      }" is none of them`,
      { hint: nearestKey(schema, unknown, known) },
    );
  }
  const issue = issues[0];
  const path = pathOf(issue);
  const subject = path === "" ? "they" : `"${path}"`;
  const message =
    issue.type === "strict_object" && issue.expected === `"${issue.path?.at(-1)?.key}"`
      ? `${subject} must be given, and is missing`
      : `${subject} must be ${expectation(issue)}, and ${path === "" ? "are" : "is"} ${
        quoted(issue.input)
      }`;
  const choices = /^\(?("[^"]*"(?: \| )?)+\)?$/.test(issue.expected ?? "")
    ? [...issue.expected!.matchAll(/"([^"]*)"/g)].map((m) => m[1])
    : [];
  throw new CrlcError("usage", "BAD_OPTION", `Cannot use ${what}: ${message}`, {
    hint: typeof issue.input === "string" ? didYouMean(issue.input, choices) : undefined,
  });
}
