/** What Deno says of a GPU. */
export interface Adapter {
  readonly name: string;
  /** Whether a processor imitates it. */
  readonly software: boolean;
}

/** Names of drivers that imitate a GPU, for those that do not say so themselves. */
const IMITATIONS = /llvmpipe|lavapipe|swiftshader|software|basic render/i;

/** A graphics library of Linux complains on standard error where this is not set. */
const RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

/** Does something during which Deno may look for GPUs, without that noise. */
export async function quietly<Result>(body: () => Promise<Result>): Promise<Result> {
  const permission = { name: "env", variable: RUNTIME_FOLDER } as const;
  const mayNot = Deno.build.os !== "linux" ||
    Deno.permissions.querySync(permission).state !== "granted" ||
    Deno.env.get(RUNTIME_FOLDER) !== undefined;
  if (mayNot) return await body();
  Deno.env.set(RUNTIME_FOLDER, "/tmp");
  try {
    return await body();
  } finally {
    Deno.env.delete(RUNTIME_FOLDER);
  }
}

/** The GPU that WebGPU would compute on, the fastest there is; nothing if there is none. */
export async function findAdapter(): Promise<Adapter | undefined> {
  const adapter = await quietly(async () =>
    await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" })
  );
  if (!adapter) return undefined;
  const { device, description, vendor, isFallbackAdapter } = adapter.info;
  const name = [device, description].find((text) => /\D/.test(text)) || `GPU of vendor ${vendor}`;
  return { name, software: isFallbackAdapter || IMITATIONS.test(name) };
}
