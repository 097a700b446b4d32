const FILES = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

const text = (value: string) => new TextEncoder().encode(`${value}\0`);

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
