import { CrlcError } from "../../core/errors.ts";

/** Keys of a recipe that `--set` reaches by their full path; all others are the strategy's. */
const SECTIONS = new Set(["clusters", "dataset", "input", "options", "seed"]);

/**
 * A recipe with `key=value` settings applied.
 *
 * A key is an option of the strategy or of the data set, possibly dotted (`lambda1`,
 * `optimiser.learningRate`, `size`), or a path from the top of the recipe (`input.size`). A value is JSON where it can be read
 * so, else text.
 *
 * @throws {CrlcError} `BAD_SETTING` for a setting without `=` or through something that has no keys.
 */
export function applySettings<Recipe extends object>(
  recipe: Recipe,
  settings: readonly string[],
  what: string,
): Recipe {
  const copy = structuredClone(recipe);
  for (const setting of settings) {
    const equals = setting.indexOf("=");
    if (equals < 1) throw bad(what, setting, 'it must read "key=value"');
    const path = setting.slice(0, equals).trim().split(".");
    if (!SECTIONS.has(path[0])) path.unshift(...sectionOf(path[0], copy));
    let place = copy as Record<string, unknown>;
    for (const [depth, key] of path.slice(0, -1).entries()) {
      const next = Object.hasOwn(place, key) ? place[key] : undefined;
      if (typeof next !== "object" || next === null) {
        const name = path.slice(0, depth + 1).join(".");
        const is = next === undefined ? "not there" : JSON.stringify(next);
        throw bad(what, setting, `"${name}" must have keys of its own, and is ${is}`);
      }
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

function bad(what: string, setting: string, must: string): CrlcError {
  return new CrlcError("usage", "BAD_SETTING", `Cannot apply "${setting}" to ${what}: ${must}`, {
    hint: "for example --set lambda1=2 or --set optimiser.learningRate=0.05",
  });
}
