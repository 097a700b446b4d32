/**
 * A backend of one's own in one file: it computes as `wasm` does, looks at every number of every
 * step, and stops at the first one that is not finite, telling which tensor it is in. By itself
 * `crlc train` looks at the terms of the loss only, where a weight gone wrong shows a step later.
 *
 * Run: `deno task crlc train crlc/digits --backend checked --plugin examples/plugins/checked_steps.ts --run runs/checked`
 */
import { CrlcError } from "@crlc/crlc";
import { type Backend, type BackendPlugin, backends, type StepOutput } from "@crlc/crlc/backends";

/** Tensors of a step's result, by kind and name, that hold a number which is not finite. */
async function notFinite({ terms, weights, buffers, slots }: StepOutput): Promise<string[]> {
  const found: string[] = [];
  for (const [kind, tensors] of Object.entries({ terms, weights, buffers, slots })) {
    for (const [name, tensor] of Object.entries(tensors)) {
      const values = await tensor.data();
      if (!values.every(Number.isFinite)) found.push(`${kind}/${name}`);
    }
  }
  return found;
}

function stopAt(step: number, [first, ...others]: string[]): CrlcError {
  const more = others.length > 0 ? ` (nor are ${others.length} other tensors)` : "";
  return new CrlcError(
    "failed",
    "NOT_FINITE",
    `Cannot go on after step ${step} of this session: every number must be finite, and "${first}" is not${more}`,
    { hint: "a lower learning rate may help: --set optimiser.learningRate=…" },
  );
}

const checked: BackendPlugin = {
  name: "checked",
  about: "wasm that stops at the first number that is not finite",
  apiVersion: 1,
  probe: async () => await (await backends.get("wasm")).probe(),
  async open(options): Promise<Backend> {
    const wasm = await (await backends.get("wasm")).open(options);
    return {
      ...wasm,
      device: `${wasm.device}, every step checked`,
      compile(step) {
        const run = wasm.compile(step);
        let done = 0;
        return async (input) => {
          const output = await run(input);
          done++;
          const bad = await notFinite(output);
          if (bad.length > 0) throw stopAt(done, bad);
          return output;
        };
      },
    };
  },
};

export default { backends: [checked] };
