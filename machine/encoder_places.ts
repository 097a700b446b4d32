/**
 * The hub and its cache as the command line asks for them.
 *
 * @module
 */
export { hubCacheOf, hubOf, isOffline } from "../encoders/hub/hub.ts";
export { shortName } from "../encoders/place/encoder_name.ts";
export type { EncoderFolders } from "../encoders/place/find_encoder.ts";
