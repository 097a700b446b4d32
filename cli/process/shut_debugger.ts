/** How a kind of Linux names itself and its calls to a filter. */
interface Machine {
  readonly audit: number;
  readonly listen: number;
  readonly seccomp: number;
}

const MACHINES: Readonly<Record<string, Machine>> = {
  x86_64: { audit: 0xc000003e, listen: 50, seccomp: 317 },
  aarch64: { audit: 0xc00000b7, listen: 201, seccomp: 277 },
};

const PR_SET_NO_NEW_PRIVS = 38;
const SECCOMP_SET_MODE_FILTER = 1n;
/** For every thread of the process. */
const SECCOMP_FILTER_FLAG_TSYNC = 1n;

/** Operations of a filter: load a word, go on if it equals, answer. */
const LOAD = 0x20, EQUALS = 0x15, ANSWER = 0x06;
const ALLOW = 0x7fff0000;
/** Fails with EPERM. */
const REFUSE = 0x00050001;

/**
 * Keeps this process, and every one it starts, from listening on a socket, for good.
 *
 * Deno (2.9.2 and later) answers SIGUSR1 with a debugger that listens on 127.0.0.1:9229, whatever
 * the process may do and whoever else hears the signal; through it, whoever reaches that port runs
 * code with the permissions of the process. No flag of Deno turns this off, but it cannot open what the
 * kernel refuses. So Linux is asked to refuse `listen` (a seccomp filter); nothing else changes.
 *
 * @returns Whether it is so now: only on Linux, on x86-64 or ARM64, where filters are permitted.
 */
export function shutDebugger(): boolean {
  const machine = Deno.build.os === "linux" ? MACHINES[Deno.build.arch] : undefined;
  if (machine === undefined) return false;
  try {
    const libc = Deno.dlopen("libc.so.6", {
      prctl: { parameters: ["i32", "u64", "u64", "u64", "u64"], result: "i32" },
      syscall: { parameters: ["i64", "u64", "u64", "buffer"], result: "i64" },
    });
    // Without privileges of its own, only a process that can gain none may set a filter.
    if (libc.symbols.prctl(PR_SET_NO_NEW_PRIVS, 1n, 0n, 0n, 0n) !== 0) return false;
    const code = filter(machine);
    const program = new DataView(new ArrayBuffer(16));
    program.setUint16(0, code.length / 8, true);
    program.setBigUint64(8, BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(code))), true);
    return libc.symbols.syscall(
      BigInt(machine.seccomp),
      SECCOMP_SET_MODE_FILTER,
      SECCOMP_FILTER_FLAG_TSYNC,
      new Uint8Array(program.buffer),
    ) === 0n;
  } catch {
    return false;
  }
}

/** A filter that refuses `listen` and allows all else: eight bytes an operation. */
function filter({ audit, listen }: Machine): Uint8Array<ArrayBuffer> {
  // What is done, how many operations to pass over if it holds and if not, and its operand.
  const operations = [
    [LOAD, 0, 0, 4], // the kind of machine
    [EQUALS, 0, 2, audit],
    [LOAD, 0, 0, 0], // the number of the call
    [EQUALS, 1, 0, listen],
    [ANSWER, 0, 0, ALLOW],
    [ANSWER, 0, 0, REFUSE],
  ];
  const view = new DataView(new ArrayBuffer(8 * operations.length));
  operations.forEach(([what, holds, fails, operand], i) => {
    view.setUint16(8 * i, what, true);
    view.setUint8(8 * i + 2, holds);
    view.setUint8(8 * i + 3, fails);
    view.setUint32(8 * i + 4, operand, true);
  });
  return new Uint8Array(view.buffer);
}
