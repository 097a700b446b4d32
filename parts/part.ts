/** What every package of a part has, wherever it comes from. */
interface AnyPackage {
  readonly name: string;
  /** Exact. */
  readonly version: string;
  /** Bytes to fetch; of large ones to the nearest tenth of a million. */
  readonly bytes: number;
  /** Which of its files are kept, by their paths within it; all if absent. */
  readonly keep?: RegExp;
}

/** A package of npm. Dependencies are packages of the part like itself. */
export interface NpmPackage extends AnyPackage {
  /** As `npm view NAME@VERSION dist.integrity` prints it. */
  readonly integrity: `sha512-${string}`;
}

/** A wheel: a package of Python as its index has it. No Python runs. */
export interface Wheel extends AnyPackage {
  /** The file's name in the index. */
  readonly file: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export type Package = NpmPackage | Wheel;

/** Something that crlc can use and does without: fetched by `crlc parts add`, never by itself. */
export interface Part {
  /** What a person types. */
  readonly name: string;
  /** What it is, in a line. */
  readonly about: string;
  /** What cannot be done without it, as the end of "it is needed for ...". */
  readonly neededFor: string;
  /** By SPDX. */
  readonly licence: string;
  readonly packages: readonly Package[];
  /** Bytes on disk afterwards, roughly. */
  readonly unpackedBytes: number;
  /** Whether it has native code, which its folder is then granted for. */
  readonly native?: true;
  /** The machine that it is for; any if absent. */
  readonly machine?: { readonly os: typeof Deno.build.os; readonly arch: typeof Deno.build.arch };
  /** The folder in the data folder where it lies by its name; `parts` if absent. */
  readonly room?: "backends" | "encoders";
}

export const isWheel = (one: Package): one is Wheel => "sha256" in one;

/** What tells a package from every other. */
export const digestOf = (one: Package): string => isWheel(one) ? one.sha256 : one.integrity;

/** The file that a package comes in: of npm's, as `npm pack` names it. */
export const fileOf = (one: Package): string =>
  isWheel(one) ? one.file : `${one.name.replace(/^@/, "").replaceAll("/", "-")}-${one.version}.tgz`;
