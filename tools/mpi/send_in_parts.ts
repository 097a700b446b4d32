/** Sends as a rank what is longer than a call may be, and throws where something else arrives. */
import { deepStrictEqual } from "node:assert/strict";
import { launchedBy } from "../../core/launched_by.ts";
import { mpiGroup } from "../../machine/ranks/mpi_group.ts";
import { libraryFor } from "../../machine/ranks/open_group.ts";

const env = (name: string) => Deno.env.get(name), launched = launchedBy(env);
if (!launched) throw new Error("Cannot send: a launcher must have started this process");
const entry = { rank: launched.rank, patience: 60, most: 1 << 10 };
using group = mpiGroup(libraryFor(launched, env("CRLC_MPI")), entry);
const { rank, size } = group, length = 1000;
const of = (rank: number) => Float32Array.from({ length }, (_, i) => i * size + rank);
const ranks = Array.from({ length: size }, (_, rank) => of(rank));

const sum = new Float32Array(length), gathered = new Float32Array(length * size);
group.sum(of(rank), sum);
deepStrictEqual(sum, sum.map((_, i) => ranks.reduce((all, own) => all + own[i], 0)));
group.gather(of(rank), gathered);
deepStrictEqual([...gathered], ranks.flatMap((own) => [...own]));
const bytes = new Uint8Array(of(rank).buffer);
group.fromFirst(bytes);
deepStrictEqual(bytes, new Uint8Array(of(0).buffer));
