import { CrlcError } from "../core/errors.ts";
import type { BackendOptions } from "./backend.ts";

/**
 * Refuses a precision other than `float32`.
 *
 * @example
 * ```ts
 * import { needFloat32 } from "@crlc/crlc/backends";
 * import { strictEqual, throws } from "node:assert/strict";
 *
 * strictEqual(needFloat32("mine", {}), "float32");
 * throws(() => needFloat32("mine", { precision: "bfloat16" }), { code: "UNSUPPORTED_PRECISION" });
 * ```
 *
 * @param name The backend that knows no other.
 * @throws {CrlcError} `UNSUPPORTED_PRECISION`.
 */
export function needFloat32(name: string, { precision = "float32" }: BackendOptions): "float32" {
  if (precision === "float32") return precision;
  throw new CrlcError(
    "backend",
    "UNSUPPORTED_PRECISION",
    `Cannot open backend "${name}" with precision "${precision}": it computes in float32 only`,
    { hint: "leave the precision out, or choose another backend" },
  );
}
