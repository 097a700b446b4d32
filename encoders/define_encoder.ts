import type { EncoderPlugin } from "./encoder.ts";

/** An encoder whose weights belong to a network that is known here, which is loaded when it is opened. */
export function defineEncoder(
  facts: Omit<EncoderPlugin, "apiVersion" | "open"> & Partial<Pick<EncoderPlugin, "open">>,
): EncoderPlugin {
  return {
    apiVersion: 1,
    async open(weights, hints) {
      const { importNetwork } = await import("./networks/import_network.ts");
      const { readWeights } = await import("./weights/read_weights.ts");
      return importNetwork(readWeights(weights), hints);
    },
    ...facts,
  };
}
