import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { plainNetwork } from "../../nn/plain_network.ts";
import { resnet, resnetOf } from "../../nn/resnet.ts";
import { resnetCost } from "../../nn/resnet_cost.ts";
import { initialise, predictionScope } from "../../nn/scope.ts";

await (await backends.get("wasm")).open({ threads: 1 });

/** Weights as torchvision counts them, its last layer left out; narrow ones scale by hand. */
Deno.test("resnet50 has the weights and features of torchvision's", () => {
  const network = { ...resnetOf("resnet50"), stem: "imagenet" as const };
  let features: number[] = [];
  const { weights, buffers } = initialise(0, (scope) => {
    features = resnet(scope, tf.zeros([1, 32, 32, 3]), network).shape;
  });
  const count = Object.values(weights).reduce((sum, { size }) => sum + size, 0);
  strictEqual(features[1], 2048);
  strictEqual(count, 25_557_032 - (2048 * 1000 + 1000));
  tf.dispose([...Object.values(weights), ...Object.values(buffers)]);
});

Deno.test("a narrow network of bottlenecks gives finite features", () => {
  const network = { ...resnetOf("resnet50", 4), blocks: [1, 1, 1, 1] };
  const run = (scope: Parameters<typeof resnet>[0]) =>
    resnet(scope, tf.ones([2, 16, 16, 3]), network);
  const state = initialise(0, (scope) => void run(scope));
  const [sum] = tf.tidy(() => tf.sum(run(predictionScope(state))).dataSync());
  ok(Number.isFinite(sum));
});

Deno.test("resnetCost() gives the multiplications that are known of ResNet-18, 34 and 50", () => {
  const giga = (name: "resnet18" | "resnet34" | "resnet50", side: number) =>
    (resnetCost(resnetOf(name), [side, side], 3) / 1e9).toFixed(2);
  // torchvision states 1.81, 3.66 and 4.09 with the last layer, for images of 224 pixels.
  strictEqual(giga("resnet18", 224), "1.81");
  strictEqual(giga("resnet34", 224), "3.66");
  strictEqual(giga("resnet50", 224), "4.09");
  strictEqual(giga("resnet18", 32), "0.56");
});

Deno.test("Wide ResNets have the weights and multiplications that are known of them", () => {
  const narrow = resnetOf("wrn-28-2");
  const state = initialise(0, (scope) => void resnet(scope, tf.zeros([1, 8, 8, 3]), narrow));
  const own = Object.values(state.weights).reduce((sum, { size }) => sum + size, 0);
  // With the last layer over 10 classes, as FixMatch's code counts them.
  strictEqual(own + 10 * 128 + 10, 1_467_610);
  const giga = (name: "wrn-28-2" | "wrn-28-8" | "wrn-37-2") =>
    (resnetCost(resnetOf(name), [32, 32], 3) / 1e9).toFixed(2);
  deepStrictEqual([giga("wrn-28-2"), giga("wrn-28-8"), giga("wrn-37-2")], ["0.21", "3.36", "0.29"]);
  tf.dispose([state.weights, state.buffers]);
});

Deno.test("DAC's network halves its map behind the last convolutions, and may end in ReLU", () => {
  const x = tf.randomUniform([4, 16, 16, 1], 0, 1, "float32", 1) as tf.Tensor4D;
  const network = { convolutions: [[2], [3]], padding: "same" as const, hidden: 4 };
  const outputs = (change: object) => {
    let given: number[] = [];
    const run = (scope: Parameters<typeof plainNetwork>[0]) =>
      plainNetwork(scope, x, { ...network, ...change }, 3).probabilities;
    const state = initialise(0, (scope) => void (given = [...run(scope).dataSync()]));
    tf.dispose([...Object.values(state.weights), ...Object.values(state.buffers)]);
    return given;
  };
  const plain = outputs({}), pooled = outputs({ convolutions: [[2], [3], []] });
  ok(plain.some((value, i) => Math.abs(value - pooled[i]) > 1e-4));
  // Of relu(v) no number is below the softmax of 0.
  const logits = plain.map(Math.log), bounded = outputs({ lastRelu: true });
  ok(logits.some((value, i) => Math.abs(value - Math.log(bounded[i])) > 1e-4));
  throws(() => outputs({ convolutions: [[2], [2], [2], [2], [2], []] }), { code: "BAD_OPTION" });
});
