import { CrlcError } from "../../core/errors.ts";
import { suggest } from "../../core/suggest.ts";

/** Keys of a recipe that `--set` reaches by their full path; all others are the strategy's. */
const SECTIONS = new Set(["clusters", "dataset", "input", "options", "seed", "snapshots"]);

/**
 * A recipe with `key=value` settings applied.
 *
 * A key is an option of the strategy or of the data set, possibly dotted (`lambda1`,
 * `optimiser.learningRate`, `size`), or a path from the top of the recipe (`input.size`). A value is JSON where it can be read
 * so, else text.
 *
 * @param known The recipe with its defaults: a setting within one of them changes the rest of it not
 *   at all, and the nearest key to a misspelt one is looked for there.
 * @throws {CrlcError} `BAD_SETTING` for a setting without `=` or through something that has no keys.
 */
export function applySettings<Recipe extends object>(
  recipe: Recipe,
  settings: readonly string[],
  what: string,
  known: object = recipe,
): Recipe {
  const copy = structuredClone(recipe);
  for (const setting of settings) {
    const equals = setting.indexOf("=");
    if (equals < 1) throw bad(what, setting, 'it must read "key=value"');
    const key = setting.slice(0, equals).trim(), path = key.split(".");
    // The rest of an encoder follows from its files.
    const isEncoders = key === "encoder.views" && "encoder" in recipe;
    if (!SECTIONS.has(path[0]) && !isEncoders) path.unshift(...sectionOf(path[0], copy));
    let place = copy as Record<string, unknown>;
    for (const [depth, key] of path.slice(0, -1).entries()) {
      const next = Object.hasOwn(place, key) ? place[key] : copyOf(path.slice(0, depth + 1), known);
      if (typeof next !== "object" || next === null) {
        const name = path.slice(0, depth + 1).join(".");
        const is = next === undefined ? "not there" : JSON.stringify(next);
        const must = `"${name}" must have keys of its own, and is ${is}`;
        throw bad(what, setting, must, nearestSection(path, depth, known));
      }
      place[key] = next;
      place = next as Record<string, unknown>;
    }
    Object.defineProperty(place, path.at(-1)!, {
      value: readValue(setting.slice(equals + 1)),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

/** Where an option's name alone leads: to the strategy, or to the data set where only that has it. */
function sectionOf(key: string, recipe: object): string[] {
  const { options, dataset } = recipe as {
    options?: Record<string, unknown>;
    dataset?: { options?: Record<string, unknown> };
  };
  const own = (place: object | undefined) => place !== undefined && Object.hasOwn(place, key);
  return !own(options) && own(dataset?.options) ? ["dataset", "options"] : ["options"];
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Options as `key=value` settings give them.
 *
 * @throws {CrlcError} `BAD_SETTING`.
 */
export function optionsOf(settings: readonly string[]): Record<string, unknown> {
  const all = applySettings({ options: {} }, settings.map((one) => `options.${one}`), "options");
  return all.options;
}

/** A copy of what is at the end of a path; nothing where a key of it is not there. */
function copyOf(path: readonly string[], known: object): unknown {
  let place: unknown = known;
  for (const key of path) {
    const there = typeof place === "object" && place !== null && Object.hasOwn(place, key);
    if (!there) return undefined;
    place = (place as Record<string, unknown>)[key];
  }
  return structuredClone(place);
}

/** The path as it was probably meant, where one of its keys is misspelt that has keys of its own. */
function nearestSection(path: readonly string[], depth: number, known: object) {
  const place = copyOf(path.slice(0, depth), known);
  const hasKeys = ([, value]: [string, unknown]) => typeof value === "object" && value !== null;
  const keys = Object.entries(place ?? {}).filter(hasKeys).map(([key]) => key);
  // An option's own name was typed, and "options" has been put before it.
  const first = path[0] === "options" && depth === 1;
  const near = suggest(path[depth], first ? [...keys, ...SECTIONS] : keys);
  if (near === undefined) return undefined;
  return `did you mean "${
    [...path.slice(first ? 1 : 0, depth), near, ...path.slice(depth + 1)].join(".")
  }"?`;
}

function bad(what: string, setting: string, must: string, hint?: string): CrlcError {
  return new CrlcError("usage", "BAD_SETTING", `Cannot apply "${setting}" to ${what}: ${must}`, {
    hint: hint ?? "for example --set lambda1=2 or --set optimiser.learningRate=0.05",
  });
}
