import { createHash } from "node:crypto";
import { CrlcError } from "../../core/errors.ts";
import type { RecipeEncoder } from "./encoder.ts";

/** What has seen most comes first: the worst of several is that of all. */
const SUPERVISION = ["classes", "captions", "none"] as const;

/**
 * Several encoders as one, whose features stand side by side. Pictures are prepared as the one that
 * sees most of them asks, and the others resize them.
 *
 * @throws {CrlcError} `BAD_USAGE` where one is given twice.
 */
export function joinEncoders(parts: readonly RecipeEncoder[]): RecipeEncoder {
  if (parts.length === 1) return parts[0];
  const twice = parts.find(({ digest }, i) => parts.findIndex((one) => one.digest === digest) < i);
  if (twice) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      `Cannot use --encoder: several must be of different weights, and ${twice.name} is given twice`,
      { hint: "leave one of them out" },
    );
  }
  const all = (key: "name" | "source" | "about") => parts.map((one) => one[key]);
  const licences = [...new Set(parts.map(({ licence }) => licence ?? "unknown"))];
  return {
    name: all("name").join("+"),
    source: all("source").join(" "),
    about: all("about").join(", "),
    licence: licences.join(", "),
    supervision: SUPERVISION.find((one) => parts.some(({ supervision }) => supervision === one)),
    digest: createHash("sha256").update(parts.map(({ digest }) => digest).join("\n")).digest("hex"),
    dimensions: parts.reduce((sum, { dimensions }) => sum + dimensions, 0),
    input: parts.toSorted((a, b) => b.input.resize - a.input.resize)[0].input,
    views: "cached",
    parts,
  };
}
