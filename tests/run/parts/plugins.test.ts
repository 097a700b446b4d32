import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { call } from "../../cli/call.ts";
import { inFolder, lastCheckpoint, listen, PLUGINS, trainBlobs } from "../training.ts";

const INTRODUCTION = `name: "mine", about: "mine", source: "none", apiVersion: 1`;
const STAGE = `{ name: "only", kind: "train", views: [{ from: "self", augment: "simclr" }],
  epochs: 1, batchSize: 64, batching: "drop", schedule: { kind: "constant" },
  optimiser: { kind: "sgd", learningRate: 0.1, momentum: 0, weightDecay: 0, nesterov: false,
    decayAll: false }, loss }`;

/** A strategy that is one weight times the mean of the image, but for what a test breaks. */
function strategy({ create, loss, predict }: Record<string, string> = {}): string {
  return `
import { tf } from "@crlc/crlc/nn";
const weight = (scope) => scope.weight("w", [3, 4], () => new Float32Array(12).fill(0.1));
const features = (scope, x) => tf.matMul(tf.mean(x, [1, 2]), weight(scope));
const loss = ${
    loss ??
      `(scope, { views: [x] }) => ({ loss: tf.mean(tf.square(features(scope, x))), terms: {} })`
  };
const predict = ${
    predict ??
      `(scope, x) => ({ features: features(scope, x),
        probabilities: tf.expandDims(tf.softmax(features(scope, x)), 0) })`
  };
export default { strategies: [{ ${INTRODUCTION}, options: (raw) => raw,
  create: ${create ?? `() => ({ stages: [${STAGE}], predict })`} }] };
`;
}

const BROKEN: readonly [string, string, string, RegExp][] = [
  ["that is no module", "this is ( no module", "PLUGIN_NOT_LOADED", /mine\.ts/],
  ["that throws when loaded", `throw new Error("boom")`, "PLUGIN_NOT_LOADED", /boom/],
  ["without a default export", `export const x = 1`, "PLUGIN_SHAPE", /default export/],
  ["with nothing in it", `export default {}`, "PLUGIN_SHAPE", /at least one/],
  [
    "for another version",
    `export default { strategies: [{ name: "mine", apiVersion: 2 }] }`,
    "PLUGIN_API_VERSION",
    /apiVersion 1, and has 2/,
  ],
  [
    "without create()",
    `export default { strategies: [{ ${INTRODUCTION}, options: () => ({}) }] }`,
    "PLUGIN_SHAPE",
    /"create"/,
  ],
  [
    "whose name is taken",
    strategy().replace(`name: "mine"`, `name: "crlc"`),
    "PLUGIN_NAME_TAKEN",
    /"crlc"/,
  ],
  [
    "whose create() throws",
    strategy({ create: `() => { throw new Error("oh") }` }),
    "PLUGIN_FAILED",
    /oh/,
  ],
  [
    "without stages",
    strategy({ create: `() => ({ stages: [], predict })` }),
    "PLUGIN_SHAPE",
    /stage/,
  ],
  [
    "whose loss throws",
    strategy({ loss: `() => { throw new Error("ow") }` }),
    "PLUGIN_FAILED",
    /ow/,
  ],
  [
    "whose loss is no scalar",
    strategy({ loss: `(scope, { views: [x] }) => ({ loss: features(scope, x), terms: {} })` }),
    "PLUGIN_SHAPE",
    /scalar/,
  ],
  [
    "whose pass has no loss",
    strategy({
      create:
        `() => ({ stages: [{ ...${STAGE}, passes: [{ name: "more", images: "own", views: ["simclr"] }] }], predict })`,
    }),
    "PLUGIN_SHAPE",
    /stage/,
  ],
  [
    "of the form before passes",
    strategy({
      create:
        `() => ({ stages: [{ ...${STAGE}, auxiliary: { views: ["simclr"], loss() {} } }], predict })`,
    }),
    "PLUGIN_SHAPE",
    /no "auxiliary" any more/,
  ],
  [
    "whose features are of another rank",
    strategy({ predict: `(scope, x) => ({ features: x })` }),
    "PLUGIN_SHAPE",
    /\[n, d\]/,
  ],
];

for (const [what, source, code, message] of BROKEN) {
  Deno.test(`a plugin ${what} is refused with exit code 3`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "mine.ts");
      await Deno.writeTextFile(file, source);
      await rejects(
        trainBlobs({
          run: join(folder, "run"),
          plugins: [PLUGINS.blobs, file],
          overrides: { strategy: "mine", epochs: undefined },
        }),
        (error: Error & { code?: string; exitCode?: number }) => {
          deepStrictEqual([error.code, error.exitCode], [code, 3], error.message);
          match(error.message, message);
          return true;
        },
      );
    }));
}

const OPENED = `{ length: 8, height: 4, width: 4, channels: 1, digest: "d", quarantined: [],
  name: String, truth: async () => undefined, [Symbol.asyncDispose]: async () => {}, `;

for (
  const [what, open, code, message] of [
    ["open() throws", `() => { throw new Error("boom") }`, "PLUGIN_FAILED", /open\(\).*boom/],
    ["open() gives nothing", `async () => {}`, "PLUGIN_SHAPE", /length/],
    ["open() forgets read()", `async () => (${OPENED} })`, "PLUGIN_SHAPE", /read\(\)/],
    [
      "images cannot be read",
      `async () => (${OPENED} read: async () => { throw new TypeError("oh") } })`,
      "PLUGIN_FAILED",
      /read\(\).*oh/,
    ],
  ] as const
) {
  Deno.test(`a data set of a plugin whose ${what} is refused with exit code 3`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "mine.ts");
      await Deno.writeTextFile(
        file,
        `export default { datasets: [{ name: "mine", about: "mine", apiVersion: 1, licence: "none",
          citation: "none", facts: { splits: { train: 8 } }, archives: [], options: () => ({}),
          open: ${open} }] };`,
      );
      await rejects(
        trainBlobs({
          run: join(folder, "run"),
          plugins: [PLUGINS.blobs, file],
          overrides: { dataset: "mine", clusters: 2 },
        }),
        (error: Error & { code?: string; exitCode?: number }) => {
          deepStrictEqual([error.code, error.exitCode], [code, 3], error.message);
          match(error.message, message);
          return true;
        },
      );
    }));
}

Deno.test("a missing plugin is told by its name", () =>
  rejects(openCatalog(["./no/such/plugin.ts"]), { code: "PLUGIN_NOT_LOADED", exitCode: 3 }));

Deno.test("the example strategy trains and predicts through the same door", () =>
  inFolder(async (run) => {
    const plugins = [PLUGINS.blobs, PLUGINS.infomax];
    await trainBlobs({ run, plugins, overrides: { strategy: "infomax", epochs: 2 } });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins };
    const unnamed = { ...environment, plugins: [PLUGINS.blobs] };
    await rejects(evaluate({ run, environment: unnamed, baseline: false }, listen()), {
      code: "PLUGIN_NOT_NAMED",
      exitCode: 3,
      hint: `if you trust it: --plugin ${PLUGINS.infomax}`,
    });
    const evaluation = await evaluate({ run, environment, baseline: false }, listen());
    strictEqual(evaluation.heads.length, 1);
  }));

Deno.test("the example backend trains to the bytes of wasm, and the run needs its plugin again", () =>
  inFolder(async (folder) => {
    const [plain, run] = [join(folder, "plain"), join(folder, "checked")];
    const plugins = [PLUGINS.blobs, PLUGINS.checked];
    await trainBlobs({ run: plain });
    await trainBlobs({ run, plugins, backend: "checked" });
    deepStrictEqual(await lastCheckpoint(run), await lastCheckpoint(plain));
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    await rejects(evaluate({ run, environment, baseline: false }, listen()), {
      code: "PLUGIN_NOT_NAMED",
      hint: `if you trust it: --plugin ${PLUGINS.checked}`,
    });
    const evaluation = await evaluate(
      { run, environment: { ...environment, plugins, backend: "checked" }, baseline: false },
      listen(),
    );
    strictEqual(evaluation.heads.length, 3);
  }));

Deno.test("the example backend stops at the first weight that is not finite, before the loss shows it", () =>
  inFolder(async (folder) => {
    const plugins = [PLUGINS.blobs, PLUGINS.checked];
    const overrides = { set: ["optimiser.learningRate=3e38"] };
    await rejects(trainBlobs({ run: join(folder, "a"), plugins, backend: "checked", overrides }), {
      code: "NOT_FINITE",
      exitCode: 1,
      message: /after step 1 .*"weights\//,
    });
    await rejects(trainBlobs({ run: join(folder, "b"), overrides }), {
      code: "NON_FINITE_LOSS",
      message: /after step 2:/,
    });
  }));

Deno.test("crlc bench calls the example backend by the name it is chosen by", async () => {
  const { code, stdout, stderr } = await call([
    ...["bench", "--backend", "checked", "--plugin", PLUGINS.checked, "--json"],
    ...["--steps", "1", "--width", "8", "--batch", "2"],
  ]);
  strictEqual(code, 0, stderr);
  const { results: [result] } = JSON.parse(stdout);
  strictEqual(result.backend, "checked");
  match(result.device, /every step checked$/);
});

Deno.test("CRLC learns coloured blobs in seconds: accuracy above 0.9, no label seen", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, overrides: { epochs: 16 } });
    const environment = { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    const { selected, oracle, yardstick, scores } = await evaluate(
      { run, environment, baseline: true },
      listen(),
    );
    ok(selected.acc! > 0.9, `selected ACC ${selected.acc}`);
    ok(oracle!.acc! >= selected.acc!);
    ok(/no label/.test(selected.rule) && /label/.test(oracle!.rule));
    deepStrictEqual(yardstick!.map(({ name }) => name), [
      "k-means on pixels",
      "k-means on learned features",
    ]);
    strictEqual(scores[0].split, "train");
  }));

Deno.test("shuffled labels change no weight: no strategy sees them", () =>
  inFolder(async (folder) => {
    const shuffled = join(folder, "shuffled.ts");
    await Deno.writeTextFile(
      shuffled,
      `import original from "${PLUGINS.blobs}";
const [blobs] = original.datasets;
const open = async (where) => {
  const dataset = await blobs.open(where);
  const labels = async () => (await dataset.labels()).map((label) => 3 - label);
  return Object.assign(Object.create(dataset), { labels });
};
export default { datasets: [{ ...blobs, open }], recipes: original.recipes };`,
    );
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    await trainBlobs({ run: a });
    await trainBlobs({ run: b, plugins: [shuffled] });
    deepStrictEqual(await lastCheckpoint(b), await lastCheckpoint(a));
  }));
