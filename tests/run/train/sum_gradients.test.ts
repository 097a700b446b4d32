import { deepStrictEqual } from "node:assert/strict";
import { type Tensors, tf } from "../../../backends/tf.ts";
import type { Group } from "../../../core/group.ts";
import { onBackend } from "../../../run/parts/on_backend.ts";
import { openBackend } from "../../../run/parts/open_backend.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { sumGradients } from "../../../run/train/sum_gradients.ts";

Deno.test("gradients of small weights are summed in one message, to the same numbers as each by itself", async () => {
  const sent: number[] = [];
  const group: Group = {
    ...{ rank: 0, size: 2, carrier: "none" },
    sum(own, all) {
      sent.push(own.length);
      own.forEach((value, i) => all[i] = Math.fround(value * 3));
    },
    gather() {},
    fromFirst() {},
    during: (_what, work) => work(),
    abort() {},
    [Symbol.dispose]() {},
  };
  const environment = { backend: "cpu", plugins: [], group };
  await using opened = (await openBackend(await openCatalog([]), environment)).backend;
  const shapes = {
    a: [3, 3, 5, 7],
    b: [512, 513],
    c: [7],
    d: [],
    e: [509, 512],
    f: [512, 2],
    g: [300],
  };
  await onBackend(opened.name, () => {
    const gradients: Tensors = {};
    for (const [name, shape] of Object.entries(shapes)) {
      gradients[name] = tf.randomNormal(shape, 0, 1, "float32", shape.length);
    }
    const sums = sumGradients(gradients);
    for (const [name, shape] of Object.entries(shapes)) {
      deepStrictEqual(sums[name].shape, shape);
      const expected = gradients[name].dataSync().map((value) => Math.fround(value * 3));
      deepStrictEqual(sums[name].dataSync(), expected);
    }
    return Promise.resolve();
  });
  deepStrictEqual(sent.sort((a, b) => a - b), [300, 315 + 7 + 1 + 509 * 512 + 512 * 2, 512 * 513]);
});
