const SYMBOLS = {
  dlopen: { parameters: ["buffer", "i32"], result: "pointer" },
} as const satisfies Deno.ForeignLibraryInterface;

const FILES = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const text = (value: string) => new TextEncoder().encode(`${value}\0`);

/**
 * RTLD_NOW, RTLD_NODELETE and RTLD_DEEPBIND: at once, for good, and its own names before those of
 * others. TensorFlow holds a copy of LLVM, and so does Mesa, which WebGPU may have loaded before.
 */
const OWN_AND_FOREVER = 0x2 | 0x1000 | 0x8;

/**
 * Keeps a library in memory until the process ends. When Deno ends it closes every library, and
 * threads that the library has started would then run in memory that is gone.
 */
export function pin(path: string): void {
  for (const name of ["libc.so.6", "libdl.so.2"]) {
    try {
      Deno.dlopen(name, SYMBOLS).symbols.dlopen(text(path), OWN_AND_FOREVER);
      return;
    } catch {
      // the other one has it
    }
  }
}

const STANDARD_ERROR = 2;
const WRITE_ONLY = 1;

/** Does something during which nothing in this process can write to standard error. */
export function silently<Result>(body: () => Result): Result {
  const { open, dup, dup2, close } = Deno.dlopen("libc.so.6", FILES).symbols;
  const kept = dup(STANDARD_ERROR), nowhere = open(text("/dev/null"), WRITE_ONLY);
  if (kept >= 0 && nowhere >= 0) dup2(nowhere, STANDARD_ERROR);
  try {
    return body();
  } finally {
    if (kept >= 0) dup2(kept, STANDARD_ERROR);
    for (const file of [kept, nowhere]) if (file >= 0) close(file);
  }
}
