/** A backend to begin with, which hands all work on to another. */
export function backendSource(name: string): string {
  return `/**
 * A backend: it computes as "wasm" does, and counts its steps. Put a backend of TensorFlow.js of your
 * own in its place, or watch or change what another one does.
 *
 * The contract is BackendPlugin of "@crlc/crlc/backends"; docs/plugins.md of crlc explains it.
 */
import { type Backend, type BackendPlugin, backends } from "@crlc/crlc/backends";

const backend: BackendPlugin = {
  name: "${name}",
  about: "wasm that counts its steps",
  apiVersion: 1,
  /** Says whether it can be opened here, and if not, why and what would mend it; never throws. */
  probe: async () => await (await backends.get("wasm")).probe(),
  async open(options): Promise<Backend> {
    const wasm = await (await backends.get("wasm")).open(options);
    let steps = 0;
    return {
      ...wasm,
      device: \`\${wasm.device}, steps counted\`,
      /** A function that runs the step; the caller owns the tensors that it gives. */
      compile(step) {
        const run = wasm.compile(step);
        return async (input) => {
          const output = await run(input);
          steps++;
          return output;
        };
      },
      async [Symbol.asyncDispose]() {
        if (steps > 100) console.error(\`${name}: \${steps} steps\`);
        await wasm[Symbol.asyncDispose]();
      },
    };
  },
};

export default { backends: [backend] };
`;
}

/** Its test: the contract suite. */
export function backendTest(_name: string, file: string): string {
  return `import { backendChecks } from "@crlc/crlc/contracts";
import module from "./${file}.ts";

const [plugin] = module.backends;
const { ok } = await plugin.probe();
for (const check of backendChecks(() => plugin.open({ threads: 1 }), { leakSteps: 20 })) {
  Deno.test({ name: check.name, ignore: !ok, fn: check.run });
}
`;
}
