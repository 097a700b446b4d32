import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { quarterTurns } from "../../nn/quarter_turns.ts";
import type { CaseKind } from "./case.ts";
import type { Nested } from "./compare.ts";
import { rotationCase } from "./file.ts";

/** An image in all its quarter turns, as a batch that is turned at once. */
export const rotations: CaseKind = {
  group: "rotations",
  async compare(raw, { value: tolerance }) {
    const golden = v.parse(rotationCase, raw), count = golden.turned.length;
    const { images, quarters } = tf.tidy(() => {
      const image = tf.tensor(golden.input as tf.TensorLike) as tf.Tensor4D;
      return { ...quarterTurns(tf.tile(image, [count, 1, 1, 1])) };
    });
    const got = await images.array();
    const comparisons = golden.turned.map((expected, k) => {
      return { what: `turned by ${k}`, got: [got[k]] as Nested, expected, tolerance };
    });
    const labels = { got: [...await quarters.data()], expected: golden.labels, tolerance };
    tf.dispose([images, quarters]);
    return [...comparisons, { what: "labels", ...labels }];
  },
};
