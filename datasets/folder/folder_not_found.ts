import { CrlcError } from "../../core/errors.ts";
import { quoteName } from "../../core/quote_name.ts";
import { systemReason } from "./system_reason.ts";

/** The error for a folder that cannot be listed, with the system's reason. */
export function folderNotFound(path: string, cause: unknown): CrlcError {
  return new CrlcError(
    "data",
    "FOLDER_NOT_FOUND",
    `Cannot open folder ${quoteName(path)}: it must be a folder that can be read (${
      systemReason(cause)
    })`,
    { hint: "check the path", cause },
  );
}
