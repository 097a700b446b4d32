import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { folderOf, processEnv } from "../../core/folders.ts";
import { FRAMEWORK, LIBRARY, VERSION } from "../../parts/rows/tensorflow.ts";

export { FRAMEWORK, LIBRARY, VERSION };

export type Flavour = "tensorflow" | "tensorflow-gpu";

/** Where TensorFlow's library lies. */
export interface Place {
  /** The folder that holds the library. */
  readonly folder: string;
  /** Who says so: the person, or our own installation of one flavour. */
  readonly from: "CRLC_TENSORFLOW" | Flavour;
}

/**
 * The folder that holds the parts that are libraries of backends.
 *
 * @throws {CrlcError} `NO_HOME` if nothing says where that would be.
 */
export function installationsFolder(): string {
  return join(folderOf(processEnv, "data"), "backends");
}

/** Whether a file can be seen. */
export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/**
 * Finds the library: the folder in `CRLC_TENSORFLOW`, or one whose `tensorflow` holds it, as
 * Python's packages lie; then what is installed, that for GPUs first, since a process can hold
 * only one library and that one computes on the CPU as well.
 *
 * @returns Nothing where nothing is installed, or nothing says where it would be. A folder that a person names is returned whether it
 *   holds the library or not.
 */
export function findPlace(): Place | undefined {
  const named = processEnv.env("CRLC_TENSORFLOW");
  if (named !== undefined) {
    const inner = join(named, "tensorflow");
    const folder = isFile(join(inner, LIBRARY)) ? inner : named;
    return { folder, from: "CRLC_TENSORFLOW" };
  }
  let installations: string;
  try {
    installations = installationsFolder();
  } catch (error) {
    if (error instanceof CrlcError && error.code === "NO_HOME") return undefined;
    throw error;
  }
  for (const flavour of ["tensorflow-gpu", "tensorflow"] as const) {
    const folder = join(installations, flavour, "tensorflow");
    if (isFile(join(folder, LIBRARY))) return { folder, from: flavour };
  }
}
