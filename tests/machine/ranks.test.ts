import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import { requireTraining } from "../../cli/process/require_training.ts";
import type { Group } from "../../core/group.ts";
import { launchedBy } from "../../core/launched_by.ts";
import { coresOfRank } from "../../machine/ranks/cores_of_rank.ts";
import { bytesOf } from "../../core/bytes_of.ts";
import { inParts } from "../../machine/ranks/in_parts.ts";
import { libraryFor, requirePatience } from "../../machine/ranks/open_group.ts";
import { ranksInTurn } from "../core/ranks_in_turn.ts";
import { foundByFirst, requireSame, whileFirst } from "../../run/parts/ranks.ts";

const of = (variables: Readonly<Record<string, string>>) => (name: string) => variables[name];

Deno.test("a launcher is seen by its variables, and what goes with it", () => {
  const seen = (variables: Readonly<Record<string, string>>) => {
    const found = launchedBy(of(variables));
    return found &&
      [found.launcher, found.rank, found.size, found.cores, found.libraries[0]];
  };
  deepStrictEqual(seen({ OMPI_COMM_WORLD_SIZE: "4", OMPI_COMM_WORLD_RANK: "2" }), [
    ...["mpirun (Open MPI)", 2, 4, undefined, "libmpi.so.40"],
  ]);
  deepStrictEqual(seen({ PMI_SIZE: "2", PMI_RANK: "1" }), [
    ...["mpiexec (MPICH)", 1, 2, undefined, "libmpi_abi.so.1"],
  ]);
  const step = { SLURM_STEP_ID: "0", SLURM_STEP_NUM_TASKS: "8", SLURM_PROCID: "7" };
  deepStrictEqual(seen({ ...step, PMI_SIZE: "8", SLURM_CPUS_PER_TASK: "4" })?.slice(0, 4), [
    ...["srun", 7, 8, 4],
  ]);
  strictEqual(seen({ ...step, PMIX_RANK: "7" })?.at(-1), "libmpi.so.40");
  // The script of a job, a step of one task, and a process that nobody launched.
  strictEqual(seen({ SLURM_JOB_ID: "9", SLURM_NTASKS: "8" }), undefined);
  strictEqual(seen({ ...step, SLURM_STEP_NUM_TASKS: "1" }), undefined);
  strictEqual(seen({}), undefined);
});

Deno.test("any command but a training is refused on several ranks, before it writes anything", () => {
  const launched = launchedBy(of({ PMI_SIZE: "2", PMI_RANK: "0" }))!;
  throws(() => requireTraining(launched, ["sweep", "crlc/digits"]), {
    code: "RANKS_NOT_SUPPORTED",
    message: /^Cannot run crlc sweep on 2 ranks: /,
    hint: /--share I\/N/,
  });
  throws(() => requireTraining(launched, ["eval", "run"]), { code: "RANKS_NOT_SUPPORTED" });
  for (const args of [["train", "x"], ["doctor"], ["--version"], ["sweep", "--help"]]) {
    requireTraining(launched, args);
  }
});

Deno.test("a library that does not open, and a patience that is none, are told before anything begins", () => {
  const launched = launchedBy(of({ PMI_SIZE: "2", PMI_RANK: "0" }))!;
  throws(() => libraryFor(launched, "libnone.so"), {
    code: "NO_MPI",
    message: /^Cannot train on 2 ranks: mpiexec \(MPICH\) has started them, .*libnone\.so: /,
  });
  for (const bad of ["soon", "0", "-1", ""]) {
    throws(() => requirePatience(bad), { code: "BAD_VARIABLE", message: /from 1 on, and is "/ });
  }
  requirePatience(undefined);
  requirePatience("600");
});

Deno.test("messages that are longer than a call may be go in parts, and arrive whole", async () => {
  const most = 64, length = 23;
  const own = (rank: number) => Float64Array.from({ length }, (_, i) => i + 100 * rank);
  const all = [0, 1, 2].map(own);
  const found = await ranksInTurn(3, ({ rank, size, gather }) => {
    const short = (mine: ArrayBufferView, theirs: ArrayBufferView) => {
      strictEqual(Math.max(mine.byteLength, theirs.byteLength / size) <= most, true);
      gather(mine, theirs);
    };
    const parts = inParts({
      ...{ rank, size },
      gather: (mine, theirs) => {
        strictEqual(theirs.byteLength <= most, true);
        short(mine, theirs);
      },
      sum(mine, into) {
        const each = new Float64Array(mine.length * size);
        short(mine, each);
        into.forEach((_, i) =>
          into[i] = each[i] + each[i + mine.length] + each[i + 2 * mine.length]
        );
      },
      broadcast(bytes, from) {
        const each = new Uint8Array(bytes.length * size);
        short(bytes, each);
        bytes.set(each.subarray(from * bytes.length, (from + 1) * bytes.length));
      },
    }, most);
    const sum = new Float64Array(length),
      gathered = new Float64Array(3 * length),
      first = own(rank);
    parts.sum(own(rank), sum);
    parts.gather(own(rank), gathered);
    parts.fromFirst(bytesOf(first));
    return Promise.resolve({ sum, gathered, first });
  });
  for (const { sum, gathered, first } of found) {
    deepStrictEqual(sum, all[0].map((_, i) => all[0][i] + all[1][i] + all[2][i]));
    deepStrictEqual([...gathered], all.flatMap((rows) => [...rows]));
    deepStrictEqual(first, all[0]);
  }
});

Deno.test("ranks share the cores that the same ranks may run on, whoever bound them", () => {
  // What ranks 1 and 2 gather; rank 0 is its own.
  const beside = (...others: readonly string[]): Pick<Group, "rank" | "size" | "gather"> => ({
    rank: 0,
    size: others.length + 1,
    gather(own, all) {
      const digests = others.map((text) => createHash("sha256").update(text).digest());
      const bytes = new Uint8Array(all.buffer);
      bytes.set(own as Uint8Array);
      digests.forEach((digest, i) => bytes.set(digest, (i + 1) * digest.length));
    },
  });
  strictEqual(coresOfRank(beside("a 0-7", "b 0-7"), "a 0-7", 8), 4);
  strictEqual(coresOfRank(beside("a 4-7", "b 0-3"), "a 0-3", 4), 4);
  strictEqual(coresOfRank(beside("a 0", "a 0"), "a 0", 1), 1);
});

/** Rank 0 of two, of which the other shows the bytes of a text. */
function besides(other: Uint8Array): Group {
  return {
    ...{ rank: 0, size: 2, carrier: "none" },
    sum() {},
    gather(own, all) {
      const bytes = new Uint8Array(all.buffer), n = own.byteLength;
      bytes.set(new Uint8Array(own.buffer, own.byteOffset, n));
      bytes.set(other.subarray(0, n), n);
    },
    fromFirst() {},
    during: (_what, work) => work(),
    abort() {},
    [Symbol.dispose]() {},
  };
}

Deno.test("ranks that have other images than rank 0 are named", () => {
  const own = { "the images": "a" };
  throws(() => requireSame(besides(new Uint8Array(32)), own, "fetch them"), {
    code: "RANKS_DIFFER",
    message:
      "Cannot train on 2 ranks: the images must be the same on all, and rank 1 has another than rank 0",
    hint: "fetch them",
  });
  requireSame(undefined, own, "");
});

Deno.test("what rank 0 finds in the run folder is given to all, nothing as well", async () => {
  const group = besides(new Uint8Array());
  deepStrictEqual(await foundByFirst(group, () => Promise.resolve({ run: "r" })), { run: "r" });
  strictEqual(await foundByFirst(group, () => Promise.resolve(undefined)), undefined);
});

Deno.test("the others wait until rank 0 has written, are shown that it lives, and are not told that it failed", async () => {
  const told: number[] = [];
  let others = [0, 0, 1], now = 0;
  const group = (rank: number): Group => ({
    ...besides(new Uint8Array()),
    rank,
    gather(own, all) {
      const [value] = own as Float64Array;
      told.push(value);
      (all as Float64Array).set([value, others.shift() ?? value]);
    },
  });
  strictEqual(await whileFirst(group(1), () => Promise.reject("not theirs to do")), undefined);
  deepStrictEqual(told.splice(0), [0, 0, 0]);
  others = [];
  const written = await whileFirst(group(0), (alive) => {
    for (let i = 0; i < 4; i++, now += 3000) alive();
    return Promise.resolve("written");
  }, () => now);
  strictEqual(written, "written");
  deepStrictEqual(told.splice(0), [0, 1]);
  await rejects(whileFirst(group(0), () => Promise.reject(new Error("disk full"))), /disk full/);
  deepStrictEqual(told, []);
});
