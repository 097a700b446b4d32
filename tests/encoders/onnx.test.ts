import { deepStrictEqual, ok, rejects, throws } from "node:assert/strict";
import { chooseOutput, formOfInput, pooled } from "../../encoders/onnx/form_of.ts";
import { openOnnx } from "../../encoders/onnx/open_onnx.ts";
import type { OnnxValue } from "../../encoders/onnx/onnx_runtime.ts";
import { findPart } from "../../parts/find_part.ts";
import golden from "./golden/golden.json" with { type: "json" };

/** The part, where somebody has added it: the gate does without 114 MB. */
const absent = findPart("onnx") === undefined && "crlc parts add onnx";

const value = (name: string, shape: OnnxValue["shape"], type = "float32"): OnnxValue => ({
  ...{ name, shape, type, isTensor: true },
});

Deno.test("how pictures go into a network of ONNX's form is told by its one input", () => {
  const first = formOfInput([value("pixel_values", ["batch", 3, "height", "width"])]);
  deepStrictEqual(first, {
    name: "pixel_values",
    channelsLast: false,
    batch: undefined,
    side: undefined,
  });
  const last = formOfInput([value("x", [1, 224, 224, 3])]);
  deepStrictEqual(last, { name: "x", channelsLast: true, batch: 1, side: 224 });
  deepStrictEqual(formOfInput([value("x", ["n", "c", 32, 32])]).side, 32);
  const refused: readonly (readonly [OnnxValue[], RegExp])[] = [
    [[], /takes none/],
    [[value("a", [1, 3, 8, 8]), value("b", [1])], /takes a, b/],
    [[value("ids", ["n", "t"], "int64")], /ids of type int64 and shape \[n, t\]/],
    [[value("x", [1, 4, 8, 8])], /three channels/],
    [[value("x", [1, 3, 8, 6])], /square/],
  ];
  for (const [inputs, message] of refused) {
    throws(() => formOfInput(inputs), { code: "BAD_WEIGHTS", message });
  }
});

Deno.test("the feature is the output that is made to be compared, of tokens the first, of maps the mean", () => {
  const hidden = value("last_hidden_state", ["n", 5, 2]), pooler = value("pooler_output", ["n", 2]);
  deepStrictEqual(chooseOutput([hidden, pooler, value("image_embeds", ["n", 2])]), "image_embeds");
  deepStrictEqual(chooseOutput([hidden, pooler]), "pooler_output");
  deepStrictEqual(chooseOutput([value("ids", ["n"], "int64"), hidden]), "last_hidden_state");
  throws(() => chooseOutput([value("ids", ["n"], "int64")]), { code: "BAD_WEIGHTS" });
  const data = Float32Array.from({ length: 12 }, (_, i) => i);
  const features = (
    dims: number[],
    count = 2,
  ) => [...pooled({ type: "float32", dims, data }, 2, count)];
  deepStrictEqual(features([2, 6], 1), [0, 1, 2, 3, 4, 5]);
  deepStrictEqual(features([2, 3, 2]), [0, 1, 6, 7]);
  deepStrictEqual(features([2, 2, 1, 3]), [1, 4, 7, 10]);
  throws(() => features([12]), { code: "BAD_WEIGHTS", message: /have the shape \[2, d\]/ });
});

Deno.test({
  name: `a tiny ViT in ONNX's form gives the features of its weights${
    absent ? `, needs: ${absent}` : ""
  }`,
  ignore: absent !== false,
  async fn() {
    const bytes = await Deno.readFile(new URL("./golden/timm-vit.onnx", import.meta.url));
    using network = await openOnnx(bytes, {}, { threads: 1 });
    const { side, shape, features } = golden["timm-vit"];
    deepStrictEqual([network.side, network.dimensions], [side, shape[1]]);
    const x = Float32Array.from(
      { length: 2 * side * side * 3 },
      (_, i) => i * 7919 % 1009 / 504.5 - 1,
    );
    const got = await network.embed(x, [2, side, side]);
    const largest = Math.max(...features.map(Math.abs));
    const furthest = Math.max(...features.map((value, i) => Math.abs(value - got[i])));
    ok(furthest <= 1e-4 * largest, `they differ by ${furthest}, the largest being ${largest}`);
    await rejects(openOnnx(bytes.subarray(0, 9_000), {}), { code: "BAD_WEIGHTS" });
    await rejects(openOnnx(new TextEncoder().encode("no network"), {}), { code: "BAD_WEIGHTS" });
  },
});
