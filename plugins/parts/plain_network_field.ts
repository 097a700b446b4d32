import * as v from "valibot";
import type { DefaultedField } from "../../core/field.ts";
import { type PlainNetwork, plainNetworkSchema } from "../../nn/plain_network.ts";

/** DAC's network for images of 32 x 32 pixels. */
export const DAC_NETWORK: PlainNetwork = {
  convolutions: [[64, 64], [128, 128], []],
  padding: "valid",
};

/** The option of a plain network, to be spread into a strategy's. */
export function plainNetworkField(network: PlainNetwork): {
  network: DefaultedField<PlainNetwork>;
} {
  return { network: v.optional(plainNetworkSchema, network) };
}
