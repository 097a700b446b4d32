import { messageOf } from "../../core/errors.ts";

/**
 * What the operating system says of a failure, without the call and the path that Deno adds: a path
 * may hold anything, and is named elsewhere.
 */
export function systemReason(error: unknown): string {
  return messageOf(error).replace(/: \w+ '.*$/s, "");
}
