import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";

const schema = v.strictObject({
  size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(512)), 96),
  path: v.string(),
  critic: v.optional(v.picklist(["dot", "log_dot"]), "dot"),
  optimiser: v.optional(v.strictObject({ momentum: v.optional(v.number(), 0.9) }), {}),
  steps: v.optional(v.array(v.strictObject({ at: v.number() })), []),
  name: v.optional(v.pipe(v.string(), v.regex(/^[a-z]+$/, "lower-case letters")), "a"),
});

const parse = (raw: unknown) => parseOptions(schema, raw, 'options of data set "folder"');

function failure(raw: unknown): CrlcError {
  let caught: unknown;
  throws(() => parse(raw), (error) => {
    caught = error;
    return error instanceof CrlcError;
  });
  return caught as CrlcError;
}

Deno.test("parseOptions() fills defaults", () => {
  deepStrictEqual(parse({ path: "x" }), {
    size: 96,
    path: "x",
    critic: "dot",
    optimiser: { momentum: 0.9 },
    steps: [],
    name: "a",
  });
});

Deno.test("parseOptions() takes undefined and null for no options", () => {
  const empty = v.strictObject({ a: v.optional(v.number(), 1) });
  deepStrictEqual(parseOptions(empty, undefined, "options"), { a: 1 });
  deepStrictEqual(parseOptions(empty, null, "options"), { a: 1 });
});

Deno.test("parseOptions() names the nearest known key", () => {
  const error = failure({ path: "x", sise: 3 });
  deepStrictEqual([error.kind, error.code, error.hint], [
    "usage",
    "UNKNOWN_OPTION",
    'did you mean "size"?',
  ]);
  strictEqual(
    error.message,
    'Cannot use options of data set "folder": known keys are critic, name, optimiser, path, size, steps, and "sise" is none of them',
  );
});

Deno.test("parseOptions() reports a misspelt key before the missing one it stands for", () => {
  strictEqual(failure({ pth: "x" }).hint, 'did you mean "path"?');
});

Deno.test("parseOptions() looks for the nearest key in the object where the misspelt one is", () => {
  const error = failure({ path: "x", optimiser: { momentun: 1 } });
  strictEqual(error.hint, 'did you mean "optimiser.momentum"?');
  strictEqual(error.message.includes('"optimiser.momentun"'), true);
  const inList = failure({ path: "x", steps: [{ at: 1 }, { at: 1, ta: 2 }] });
  strictEqual(inList.message.includes('known keys are at, and "steps[1].ta"'), true);
});

Deno.test("parseOptions() finds a key further in, and knows the keys of the variant that was meant", () => {
  const schema = v.strictObject({
    optimiser: v.optional(
      v.variant("kind", [
        v.strictObject({ kind: v.literal("sgd"), momentum: v.optional(v.number()) }),
        v.strictObject({ kind: v.literal("adam"), beta1: v.optional(v.number()) }),
      ]),
      { kind: "sgd" },
    ),
  });
  const refused = (raw: unknown, known: string, hint?: string) =>
    throws(() => parseOptions(schema, raw, "x"), (error: CrlcError) => {
      deepStrictEqual([error.code, error.hint], ["UNKNOWN_OPTION", hint]);
      return error.message.startsWith(`Cannot use x: known keys are ${known}, and`);
    });
  refused({ Momentum: 1 }, "optimiser", 'did you mean "optimiser.momentum"?');
  refused({ optimiser: { kind: "sgd", beta1: 1 } }, "kind, momentum");
  refused(
    { optimiser: { kind: "adam", bta1: 1 } },
    "beta1, kind",
    'did you mean "optimiser.beta1"?',
  );
});

Deno.test("parseOptions() says what must hold and what is the case", () => {
  const told = (raw: unknown) => failure(raw).message.split(": ")[1];
  strictEqual(told({}), '"path" must be given, and is missing');
  strictEqual(told({ path: 3 }), '"path" must be a string, and is 3');
  strictEqual(told({ path: "x", size: 3 }), '"size" must be at least 8, and is 3');
  strictEqual(told({ path: "x", size: 900 }), '"size" must be at most 512, and is 900');
  strictEqual(told({ path: "x", size: 8.5 }), '"size" must be an integer, and is 8.5');
  strictEqual(told({ path: "x", size: "3" }), '"size" must be a number, and is "3"');
  strictEqual(told({ path: "x", name: "A" }), '"name" must be lower-case letters, and is "A"');
  strictEqual(told({ path: "x", steps: {} }), '"steps" must be a list, and is an object');
  strictEqual(told([]), '"path" must be given, and is missing');
  strictEqual(told("text"), 'they must be an object, and are "text"');
});

Deno.test("parseOptions() suggests the nearest of a list of choices", () => {
  const error = failure({ path: "x", critic: "logdot" });
  deepStrictEqual([error.code, error.hint], ["BAD_OPTION", 'did you mean "log_dot"?']);
  strictEqual(error.message.includes('must be "dot" or "log_dot", and is "logdot"'), true);
});

Deno.test("parseOptions() asks for a finite number in whole words", () => {
  const rates = v.strictObject({ rate: v.pipe(v.number(), v.finite()) });
  throws(() => parseOptions(rates, { rate: Infinity }, "them"), {
    code: "BAD_OPTION",
    message: 'Cannot use them: "rate" must be a finite number, and is Infinity',
  });
});

Deno.test("parseOptions() looks into what may be one of several things", () => {
  const channels = v.pipe(v.array(v.number()), v.minLength(1, "a list of 1 to 3 numbers"));
  const schema = v.strictObject({
    normalise: v.union([
      v.picklist(["dataset", "none"]),
      v.nonNullable(v.nullable(v.strictObject({ mean: channels, std: channels }))),
    ]),
  });
  const of = (normalise: unknown) => {
    try {
      parseOptions(schema, { normalise }, "x");
    } catch (error) {
      return (error as Error).message.replace("Cannot use x: ", "");
    }
  };
  const several = '"normalise" must be "dataset" or "none" or an object, and is ';
  strictEqual(of("foo"), `${several}"foo"`);
  strictEqual(of(null), `${several}null`);
  strictEqual(of({ mean: "x", std: [1] }), '"normalise.mean" must be a list, and is "x"');
  strictEqual(
    of({ mean: [], std: [1] }),
    '"normalise.mean" must be a list of 1 to 3 numbers, and is a list',
  );
  strictEqual(of({ mean: [1] }), '"normalise.std" must be given, and is missing');
  strictEqual(
    of({ means: [1], std: [1] }),
    'known keys are mean, std, and "normalise.means" is none of them',
  );
});
