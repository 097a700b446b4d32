import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { CrlcError } from "../../../core/errors.ts";
import { interfere, type Operation } from "./interfere.ts";
import { MemoryDisk } from "./memory_disk.ts";
import { counted, SOAK } from "./share.ts";
import { checkpointOf, on, STEPS, trainSmall } from "./small_run.ts";

const run = "/runs/small";

/** The ways an operation fails, as Deno words them. */
const FAULTS: Readonly<Record<string, (operation: Operation) => Promise<unknown>>> = {
  EIO: () => Promise.reject(new Error("Input/output error (os error 5)")),
  ENOSPC: () => Promise.reject(new Error("No space left on device (os error 28)")),
  EACCES: () => Promise.reject(new Deno.errors.PermissionDenied("Permission denied (os error 13)")),
  // Half is written, and the next write finds the disk full.
  short: async ({ half }) => {
    if (!half) return undefined;
    await half();
    throw new Error("No space left on device (os error 28)");
  },
  // Half is written and said to be; whoever wrote has to go on.
  partial: ({ half }) => half ? half() : Promise.resolve(undefined),
};

async function undisturbed(): Promise<{ final: Uint8Array; operations: Operation[] }> {
  const operations: Operation[] = [];
  const { system } = new MemoryDisk();
  await on(
    interfere(system, (operation) => void operations.push(operation)),
    () => trainSmall({ run }),
  );
  return { final: await on(system, () => checkpointOf(run, STEPS)), operations };
}

Deno.test("whichever file operation fails, and however, the error is typed and the run goes on", async () => {
  const { final, operations } = await undisturbed();
  const names = Object.keys(FAULTS);
  let tried = 0, failed = 0;
  for (let n = 1; n <= operations.length; n++) {
    // A share: every fourth operation, each with another fault.
    const faults = SOAK ? names : n % 4 === 0 ? [names[(n / 4) % names.length]] : [];
    for (const name of faults) {
      if (!["EIO", "ENOSPC", "EACCES"].includes(name) && operations[n - 1].name !== "write") {
        continue;
      }
      const at = `${name} at operation ${n}, ${operations[n - 1].name} ${operations[n - 1].path}`;
      const { system } = new MemoryDisk();
      let hit = false;
      const failing = interfere(system, (operation) => {
        if (operation.number !== n) return undefined;
        hit = true;
        return FAULTS[name](operation);
      });
      tried++;
      try {
        await on(failing, () => trainSmall({ run }));
      } catch (error) {
        failed++;
        ok(error instanceof CrlcError, `${at}: ${error}`);
        strictEqual(error.kind, "resource", at);
        if (name === "ENOSPC" && !/^(read|exists|list|lock)$/.test(operations[n - 1].name)) {
          strictEqual(error.code, "DISK_FULL", at);
        }
        await on(system, () => trainSmall({ run }));
      }
      ok(hit, at);
      deepStrictEqual(await on(system, () => checkpointOf(run, STEPS)), final, at);
    }
  }
  counted({ operations: operations.length, faults: tried, ended: failed });
});

Deno.test("a disk that gives back other bytes than it took is noticed before the rename", async () => {
  const { system } = new MemoryDisk();
  const lying = interfere(
    system,
    ({ name, path }) =>
      name === "read" && path.includes("step-000003")
        ? system.read(path).then((bytes) => bytes.with(bytes.length - 5, bytes.at(-5)! ^ 4))
        : undefined,
  );
  const error = await on(lying, () => trainSmall({ run })).catch((error) => error);
  strictEqual(error.code, "WRITE_NOT_VERIFIED");
  const names = (await system.list(`${run}/checkpoints`)).map(({ name }) => name);
  deepStrictEqual(names.filter((name) => name.includes("step-000003")), []);
});
