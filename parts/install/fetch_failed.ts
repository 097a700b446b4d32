import { CrlcError } from "../../core/errors.ts";

/** What a program said that did not bring a file, as an error; a full disk is one of its own. */
export function fetchFailed(file: string, program: string, message: string): Error {
  const reason = reasonOf(message);
  if (/no space left|os error 28/i.test(message)) return new Deno.errors.WriteZero(reason);
  return new CrlcError(
    "backend",
    "FETCH_FAILED",
    `Cannot fetch ${file}: ${program} must bring it, and does not: ${reason}`,
    { hint: "the same command goes on with this file; --from DIR takes files from elsewhere" },
  );
}

function reasonOf(message: string): string {
  // pip tells of an index that it cannot reach as of one that has no such file
  if (/No matching distribution found/.test(message)) {
    const [, broken] = /connection broken by '(.+)': \//.exec(message) ?? [];
    return broken === undefined
      ? "the index that it is set up for has no such file, or cannot be reached"
      : `the index that it is set up for cannot be reached: ${broken.replace(/<.*?>:? ?/g, "")}`;
  }
  const lines = message.trim().split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.filter((line) => /error|no space/i.test(line)).at(-1) ?? lines.at(-1) ?? "";
}
