import { CrlcError } from "../../core/errors.ts";
import type { EagerExecutor } from "./eager.ts";
import { Type } from "./types.ts";
import type { Value } from "./value.ts";

const VALID = { strides: { ints: [1, 1, 1, 1] }, padding: "VALID" };

/** Gradients of convolutions of ones, each of which is a sum of 4,096 ones. */
function sums(eager: EagerExecutor): number[] {
  const made: Value[] = [];
  const keep = (value: Value) => (made.push(value), value);
  const run = (op: string, inputs: Value[], told = {}) => keep(eager.run(op, inputs, told, 1)[0]);
  const list = (...values: number[]) =>
    keep(
      eager.constant(Type.int32, [values.length], new Uint8Array(Int32Array.from(values).buffer)),
    );
  const ones = (...shape: number[]) => {
    const one = keep(eager.constant(Type.float32, [], new Uint8Array(Float32Array.of(1).buffer)));
    const full = run("Fill", [list(...shape), one]);
    return run("Cast", [full], { DstT: { type: Type.bfloat16 } });
  };
  const images = ones(4, 32, 32, 8);
  const gradients = [
    run("Conv2DBackpropFilter", [images, list(1, 1, 8, 8), images], VALID),
    run("Conv2DBackpropInput", [list(1, 3, 3, 8), ones(1, 1, 8, 4096), ones(1, 3, 3, 4096)], VALID),
  ];
  const values = gradients.flatMap((gradient) => {
    const full = run("Cast", [gradient], { DstT: { type: Type.float32 } });
    return [...new Float32Array(eager.read(full as never).buffer)];
  });
  for (const value of made) eager.release(value);
  return values;
}

/**
 * Refuses bfloat16 where sums would be taken in it too: TensorFlow does so where its fast kernels
 * do not know the processor, and a sum of ones then ends between 256 and 3,072.
 *
 * @throws {CrlcError} `UNSUPPORTED_PRECISION`.
 */
export function demandBfloat16(name: string, eager: EagerExecutor): void {
  const wrong = sums(eager).find((sum) => sum !== 4096);
  if (wrong === undefined) return;
  throw new CrlcError(
    "backend",
    "UNSUPPORTED_PRECISION",
    `Cannot open backend "${name}" with precision "bfloat16": TensorFlow must add in float32 on this processor, and adds in bfloat16 (4,096 ones are ${wrong})`,
    { hint: "leave the precision out: bfloat16 needs a processor with AVX-512, or a GPU" },
  );
}
