import { EXIT_CODES } from "../../core/errors.ts";
import { type Examination, examine } from "../../machine/doctor.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { doctor } from "../commands/doctor.ts";
import { encoderFoldersOf } from "../encoder_folders.ts";
import { folderOf, type Folders } from "../process/variables.ts";
import { asTyped, type Session } from "../session.ts";
import { bytes, counted } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import { VERSION } from "../version.ts";
import { backendLines } from "./backends/backend_lines.ts";

/** Prints the state of the machine; fails if no backend works. */
export async function runDoctor(
  options: OptionsOf<typeof doctor>,
  session: Session,
): Promise<number> {
  const { data, plugins } = options;
  const folder = (kind: keyof Folders) => () => folderOf(session.io, kind);
  const places = {
    data: data === undefined ? folder("data") : () => data,
    cache: folder("cache"),
    runs: folder("runs"),
  };
  const { backends } = await answer(
    options,
    session,
    () => examine(VERSION, places, plugins, encoderFolders(data, session), session.ranks),
    (found) => doctorLines(found, session),
  );
  return backends.some(({ ok }) => ok) ? 0 : EXIT_CODES.backend;
}

/** Where encoders may lie; nowhere of crlc's own where nothing says where data lie. */
function encoderFolders(data: string | undefined, { io }: Session) {
  try {
    return encoderFoldersOf(io, data);
  } catch {
    return {};
  }
}

/** What is there of encoders, and what follows from it. */
function encoderLine({ encoders, taken }: Examination): string {
  if (encoders.length === 0) {
    return "none: folders of pictures are learned from pixels, which groups few photos by colour; " +
      "to mend: crlc encoders fetch dinov2-small";
  }
  const names = encoders.map(({ name, keeper }) =>
    keeper === "hub" ? `${name} (kept by the hub's tools)` : name
  );
  return `${names.join(", ")}${
    taken === undefined ? "" : `; folders of pictures are learned on ${taken}`
  }`;
}

/** Which libraries of MPI are there, and what follows from it. */
function mpiLine(mpi: Examination["mpi"]): string {
  if (mpi.length === 0) {
    return "no library of MPI opens: a training takes one process. docs/clusters.md tells of more";
  }
  return mpi.map(({ version, library, interface: abi }) => `${version} (${library}, ${abi})`)
    .join("; ");
}

/** By whom this process was started as one of several, and what to mind there. */
function launchedLines({ launched }: Examination): string[] {
  if (!launched) return [];
  const { launcher, rank, ranks, library } = launched;
  return [
    `started by ${launcher} as rank ${rank} of ${ranks}; a training takes ${library}`,
    ...launcher === "srun"
      ? ["srun needs --kill-on-bad-exit=1: without it, the ranks beside one that dies may wait"]
      : [],
  ];
}

/** What `crlc doctor` prints. */
export function doctorLines(found: Examination, session: Session): string[] {
  const heading = (text: string) => session.style("bold", text);
  const { machine } = found;
  const ready = found.backends.filter(({ ok }) => ok).length;
  const folders = found.folders.map(({ name, path, exists, writable }) => [
    name,
    path === undefined
      ? "missing"
      : writable
      ? (exists ? "writable" : "will be made")
      : "not writable",
    path ?? "",
  ]);
  const astray = found.folders.flatMap(({ reason, fix }) =>
    reason === undefined ? [] : [fix === undefined ? reason : `${reason}; to mend: ${fix}`]
  );
  return [
    heading("Backends"),
    ...backendLines(found.backends, session),
    "",
    heading("Machine"),
    `${machine.os} ${machine.arch}, ${counted(machine.cores, "core")}, ${
      bytes(machine.memoryBytes)
    } of memory${
      machine.memoryLimitBytes === undefined
        ? ""
        : `, of which a container or cgroup allows ${bytes(machine.memoryLimitBytes)}`
    }`,
    Object.entries(found.versions).map(([name, version]) => `${name} ${version}`).join(", "),
    "",
    heading("Folders"),
    ...table([{}, {}, {}], folders, session.width),
    ...astray.flatMap((text) => wrap(text, session.width)),
    "",
    heading("Encoders"),
    ...wrap(encoderLine(found), session.width),
    "",
    heading("Several processes"),
    ...wrap(mpiLine(found.mpi), session.width),
    ...launchedLines(found).flatMap((line) => wrap(line, session.width)),
    "",
    heading("On the disk"),
    ...found.installation.flatMap(({ name, path, removal }) => [
      `${name}  ${path}`,
      ...wrap(asTyped(`to remove: ${removal}`, session), session.width - 2).map((l) => `  ${l}`),
    ]),
    ...wrap(
      "The folders above are yours to delete: data sets are downloaded again, all in the cache is " +
        "made again, runs are not.",
      session.width,
    ),
    ...(ready > 0
      ? []
      : ["", session.style("red", "No backend works here: crlc cannot train on this machine.")]),
  ];
}
