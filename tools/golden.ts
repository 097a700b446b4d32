/**
 * Evaluates a file of golden numbers, such as `tests/golden/golden.json`, on a backend:
 * `deno run -A tools/golden.ts FILE [--backend NAME] [--json]`. Inputs come from the file alone.
 * Exits with 0 if every case is within its tolerance, with 1 if one is not.
 *
 * @module
 */
import { parseArgs } from "node:util";
import * as v from "valibot";
import { backends } from "../backends/mod.ts";
import { CrlcError, messageOf } from "../core/errors.ts";
import type { CaseResult } from "./golden/compare.ts";
import { evaluate } from "./golden/evaluate.ts";

const USAGE = "deno task golden FILE [--backend NAME] [--json]";

function readArguments(args: string[]): { file: string; backend: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        backend: { type: "string", default: "wasm" },
        json: { type: "boolean", default: false },
      },
    });
    if (positionals.length === 1) return { file: positionals[0], ...values };
  } catch (error) {
    throw new CrlcError("usage", "BAD_ARGUMENTS", `Cannot read the command: ${messageOf(error)}`, {
      hint: USAGE,
    });
  }
  throw new CrlcError("usage", "BAD_ARGUMENTS", "Cannot read the command: it must name one FILE", {
    hint: USAGE,
  });
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    throw new CrlcError(
      "data",
      "BAD_GOLDEN_FILE",
      `Cannot read "${file}": it must be a JSON file: ${messageOf(error)}`,
    );
  }
}

async function results(file: string, backend: string): Promise<CaseResult[]> {
  const document = await readDocument(file);
  await using _open = await (await backends.get(backend)).open({});
  try {
    return await evaluate(document);
  } catch (error) {
    if (!v.isValiError(error)) throw error;
    throw new CrlcError(
      "data",
      "BAD_GOLDEN_FILE",
      `Cannot read "${file}": it must hold golden numbers: ${error.message}`,
      { hint: "see tests/golden/golden.json for the form" },
    );
  }
}

function line({ group, name, difference, tolerance, pass, reason }: CaseResult): string {
  const numbers = difference === null
    ? ""
    : `, largest difference ${difference.toExponential(1)} of ${tolerance.toExponential(0)}`;
  return `${pass ? "pass" : "FAIL"}  ${group}: ${name}${numbers}${reason ? ` (${reason})` : ""}`;
}

async function main(args: string[]): Promise<number> {
  const { file, backend, json } = readArguments(args);
  const cases = await results(file, backend);
  const failed = cases.filter((c) => !c.pass).length, passed = cases.length - failed;
  if (json) {
    console.log(JSON.stringify({ schemaVersion: 1, backend, passed, failed, cases }));
  } else {
    for (const result of cases) console.log(line(result));
    console.log(`${backend}: ${passed} passed, ${failed} failed`);
  }
  if (cases.length === 0) {
    throw new CrlcError(
      "data",
      "BAD_GOLDEN_FILE",
      `Cannot check "${file}": it must hold one case at least, and holds none`,
    );
  }
  return failed === 0 ? 0 : 1;
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (error) {
    if (!(error instanceof CrlcError)) throw error;
    console.error(`error: ${error.message}   [${error.code}]`);
    if (error.hint) console.error(`hint:  ${error.hint}`);
    Deno.exitCode = error.exitCode;
  }
}
