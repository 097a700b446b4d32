import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Wheel } from "../part.ts";
import { type Outcome, runProgram } from "./run_program.ts";

/** A program that brings packages of Python from the index the machine is set up for. */
export interface WheelFetcher {
  readonly name: string;
  /**
   * Brings a wheel into a folder, by its hash.
   *
   * @param temporary Where the program may keep what it has so far.
   */
  fetch(wheel: Wheel, folder: string, temporary: string, stop: AbortSignal): Promise<Outcome>;
}

/** Platforms that a wheel is for, the last part of its file's name; pip knows no others by itself. */
const platformsOf = ({ file }: Wheel): string[] =>
  file.slice(0, -".whl".length).split("-").at(-1)!.split(".");

/** Arguments of pip for one wheel of any platform and Python, checked against its hash. */
function pipArguments(wheel: Wheel, requirements: string, folder: string): string[] {
  return [
    ...["download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"],
    ...["--no-input", "--no-cache-dir", "--progress-bar", "off", "--require-hashes"],
    ...platformsOf(wheel).flatMap((platform) => ["--platform", platform]),
    ...["--implementation", "cp", "--python-version", "3.11", "--abi", "cp311", "--abi", "none"],
    ...["--requirement", requirements, "--dest", folder],
  ];
}

/** Ways to call pip; uv runs it where there is no other. */
const PIPS: readonly (readonly string[])[] = [
  ["python3", "-m", "pip"],
  ["python", "-m", "pip"],
  ["pip3"],
  ["pip"],
  ["uv", "tool", "run", "pip"],
];

/**
 * The machine's own pip, or that of uv.
 *
 * @throws {CrlcError} `NO_PIP` where there is neither.
 */
export async function findWheelFetcher(
  wheels: readonly Wheel[],
  pips = PIPS,
): Promise<WheelFetcher> {
  for (const [command, ...first] of pips) {
    const { success } = await runProgram(command, [...first, "--version"]);
    if (!success) continue;
    return {
      name: [command, ...first].join(" "),
      async fetch(wheel, folder, temporary, stop) {
        const requirements = join(temporary, "requirements.txt");
        const line = `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`;
        await Deno.writeTextFile(requirements, line);
        const args = [...first, ...pipArguments(wheel, requirements, folder)];
        return await runProgram(command, args, { env: { TMPDIR: temporary }, stop });
      },
    };
  }
  const files = wheels.map(({ file }) => file).join(", ");
  throw new CrlcError(
    "backend",
    "NO_PIP",
    `Cannot fetch ${files}: pip or uv must be there to do it, and neither is`,
    { hint: "install one, or fetch the files elsewhere and give their folder with --from" },
  );
}
