/** Where views are made: by the host in workers, or by the device within the training step. */
export type AugmentOn = "host" | "device";
