import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { TensorFlowBackend } from "../../../backends/tensorflow/backend.ts";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { withLibrary } from "./library.ts";

// On processors without AVX-512 the child below lives either way; the order of ops is held anywhere.
withLibrary("a 1x1 filter's gradient never reaches TensorFlow with strides", async () => {
  await using _backend = await tensorflow.open({});
  const backend = tf.backend() as TensorFlowBackend, seen: unknown[] = [];
  const values = backend.values.bind(backend);
  backend.values = (op, inputs, told = {}, outputs) => {
    if (op.endsWith("BackpropFilter")) seen.push(told.strides);
    return values(op, inputs, told, outputs);
  };
  const x = tf.ones([3, 9, 8, 8]) as tf.Tensor4D, w = tf.ones([1, 1, 8, 4]) as tf.Tensor4D;
  const convolutions = [
    (w: tf.Tensor) => tf.conv2d(x, w as tf.Tensor4D, [3, 2], "valid"),
    (w: tf.Tensor) => tf.conv2d(x, w as tf.Tensor4D, [3, 2], "same"),
    (w: tf.Tensor) => ops.conv2d(x, w as tf.Tensor4D, { stride: 2, padding: 0 }),
    (w: tf.Tensor) => ops.conv2d(x, w as tf.Tensor4D, { stride: 2, padding: 1 }),
  ];
  const gradients = convolutions.map((convolve) =>
    tf.tidy(() => [...new Set(tf.grad(convolve)(w).dataSync())])
  );
  // images, times places of the window that lie in them
  deepStrictEqual(gradients, [[3 * 3 * 4], [3 * 3 * 4], [3 * 5 * 4], [3 * 4 * 4]]);
  deepStrictEqual(seen, convolutions.map(() => ({ ints: [1, 1, 1, 1] })));
  tf.dispose([x, w]);
});

withLibrary("the filter gradient of one channel with strides is right", async () => {
  await using _backend = await tensorflow.open({});
  // with strides, TensorFlow 2.21 gives 18 or 81 to 85 on AVX2, by the number of threads
  const x = tf.ones([4, 18, 12, 1]) as tf.Tensor4D, w = tf.ones([1, 1, 1, 7]) as tf.Tensor4D;
  const convolve = (w: tf.Tensor) => ops.conv2d(x, w as tf.Tensor4D, { stride: 3, padding: 0 });
  for (let i = 0; i < 20; i++) {
    const gradient = tf.tidy(() => [...tf.grad(convolve)(w).dataSync()]);
    deepStrictEqual(gradient, new Array(7).fill(4 * 6 * 4));
  }
  tf.dispose([x, w]);
});

withLibrary(
  "the heap survives the filter gradient of a narrow shortcut with an odd batch",
  async () => {
    const root = new URL("../../../", import.meta.url).href;
    const script = `
    import { backends, ops, tf } from "${root}backends/mod.ts";
    await (await backends.get("tensorflow")).open({ threads: 2 });
    const x = tf.ones([33, 12, 12, 8]), w = tf.ones([1, 1, 8, 16]);
    for (let i = 0; i < 100; i++) {
      tf.tidy(() => {
        tf.grad((w) => ops.conv2d(x, w, { stride: 2, padding: 0 }))(w).dataSync();
        tf.grad((w) => tf.conv2d(x, w, 2, "valid"))(w).dataSync();
      });
    }
    console.log("survived");
    Deno.exit(0);`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--ext=ts", "-"],
      ...{ stdin: "piped", stdout: "piped", stderr: "piped", cwd: new URL(root) },
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(script));
    await writer.close();
    const { code, signal, stdout, stderr } = await child.output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
    strictEqual(text(stdout), "survived", `${code} ${signal}: ${text(stderr)}`);
  },
);
