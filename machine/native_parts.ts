import { findPart } from "../parts/find_part.ts";
import { PARTS } from "../parts/table.ts";

/** The folders of parts with native code that are here, for the permission to load it. */
export function nativeParts(): string[] {
  return PARTS.flatMap(({ name, native, room }) => {
    // A backend's library needs all of FFI, which is granted where the backend is used.
    const folder = native && room !== "backends" ? findPart(name) : undefined;
    return folder === undefined ? [] : [folder];
  });
}
