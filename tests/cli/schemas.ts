import { Ajv, type ValidateFunction } from "ajv";
import { COMMANDS } from "../../cli/table.ts";
import type { BoundCommand } from "../../cli/command.ts";

const folder = new URL("../../schemas/", import.meta.url);
const validators = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

/** Every command, by its words. */
export function commandNames(bound: readonly BoundCommand[] = Object.values(COMMANDS).flat()) {
  return bound.flatMap(({ command, within }): string[] => [command.name, ...commandNames(within)]);
}

/** A schema by which nothing may be there that it does not name. */
function strict(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(strict);
  // Each part of a whole may have what the others name.
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, one]) => [key, key === "allOf" ? one : strict(one)]),
  );
  return "properties" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

/**
 * What the published schema of a command has against what it has printed; nothing where all is well.
 *
 * @param args What was typed.
 */
export function faultOfOutput(args: readonly string[], printed: unknown): string | undefined {
  const known = commandNames(), words = args.filter((word) => !word.startsWith("-"));
  const two = words.slice(0, 2).join(" ");
  const failed = typeof printed === "object" && printed !== null && "error" in printed;
  const name = failed ? "error" : known.includes(two) ? two : words[0];
  let validate = validators.get(name);
  if (!validate) {
    const url = new URL(`${name.replaceAll(" ", "-")}.json`, folder);
    ajv ??= new Ajv({ strict: false, allowUnionTypes: true });
    validate = ajv.compile(strict(JSON.parse(Deno.readTextFileSync(url))) as object);
    validators.set(name, validate);
  }
  if (validate(printed)) return undefined;
  const [{ instancePath, message, params }] = validate.errors!;
  return `schemas/${name}: ${instancePath || "it"} ${message} ${JSON.stringify(params)}`;
}
