import { pathToFileURL } from "node:url";

/** How a spec ended: nothing where it passed, what it says where it failed. */
export type SpecResults = ReadonlyMap<string, readonly string[]>;

interface Spec {
  readonly fullName: string;
  readonly status: "passed" | "failed" | "pending" | "excluded";
  readonly failedExpectations: readonly { readonly message: string }[];
}

interface Jasmine {
  configure(options: object): void;
  addReporter(reporter: object): void;
  execute(): void;
}

/**
 * Runs the specs of tfjs on the backend that is open.
 *
 * @param name The name by which tfjs knows it.
 * @param file What `tools/build/tfjs_specs.ts` has built.
 * @returns Every spec that ran, by its name; pending ones are left out.
 */
export async function runSpecs(name: string, file: string): Promise<SpecResults> {
  Object.assign(globalThis, { testEnv: { name, backendName: name, isDataSync: true } });
  // some specs leave promises behind that fail
  globalThis.addEventListener("unhandledrejection", (event) => event.preventDefault());
  const { log } = console;
  for (const level of ["log", "warn", "info", "debug", "error"] as const) console[level] = () => {};
  const { jasmine } = await import(pathToFileURL(file).href) as { jasmine: Jasmine };
  jasmine.configure({ random: false, failFast: false });
  const results = new Map<string, string[]>();
  await new Promise<void>((resolve) => {
    jasmine.addReporter({
      specDone({ fullName, status, failedExpectations }: Spec) {
        if (status !== "passed" && status !== "failed") return;
        const key = fullName.replaceAll(` ${name} {}`, "");
        const messages = failedExpectations.map(({ message }) => message);
        // of specs with one name the last would hide the others
        results.set(key, [...results.get(key) ?? [], ...messages]);
      },
      jasmineDone: () => resolve(),
    });
    jasmine.execute();
  });
  console.log = log;
  return results;
}
