import { CrlcError } from "../../core/errors.ts";
import type { EncoderPlugin } from "../../encoders/encoder.ts";
import type { Network } from "../../encoders/networks/network.ts";
import { callPlugin } from "./call_plugin.ts";

/**
 * A third party's encoder, checked: what it throws, and what is wrong with the network it makes,
 * becomes an error that names the plugin.
 */
export function guardEncoder(plugin: EncoderPlugin, specifier: string): EncoderPlugin {
  const who = `encoder "${plugin.name}" of plugin "${specifier}"`;
  return {
    ...plugin,
    async open(weights, hints) {
      const network = await callPlugin(who, "open()", () => plugin.open(weights, hints));
      const fault = faultOf(network, plugin);
      if (fault === undefined) return network;
      throw new CrlcError("plugin", "PLUGIN_SHAPE", `Cannot go on with ${who}: ${fault}`, {
        hint: "this is a fault of the plugin: see encoders/encoder.ts for what it must give",
      });
    },
  };
}

/** What a network lacks, if anything. */
function faultOf(
  network: Partial<Network> | undefined,
  { dimensions }: EncoderPlugin,
): string | undefined {
  if (typeof network?.run !== "function") return "what open() gives must have run()";
  for (const key of ["weights", "buffers"] as const) {
    if (!(network[key] instanceof Map)) return `what open() gives must have ${key}, a Map`;
  }
  if (!Number.isInteger(network.side) || network.side! < 1) {
    return "what open() gives must have a side, a whole number from 1 on";
  }
  return network.dimensions === dimensions
    ? undefined
    : `it must give ${dimensions} numbers a picture, as it says, and gives ${network.dimensions}`;
}
