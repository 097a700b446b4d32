const SYMBOLS = {
  dlopen: { parameters: ["buffer", "i32"], result: "pointer" },
} as const satisfies Deno.ForeignLibraryInterface;

/** RTLD_NOW and RTLD_NODELETE: at once, and for good. */
const FOREVER = 0x2 | 0x1000;

/** RTLD_DEEPBIND: its own names before those of others. */
export const OWN_NAMES_FIRST = 0x8;

/**
 * Keeps a library in memory until the process ends. When Deno ends it closes every library, and
 * threads that the library has started would then run in memory that is gone. A library that cannot
 * be loaded is left to whoever loads it next.
 *
 * @param flags What `dlopen()` is told besides.
 */
export function pinLibrary(path: string, flags = 0): void {
  for (const name of ["libc.so.6", "libdl.so.2"]) {
    try {
      const { dlopen } = Deno.dlopen(name, SYMBOLS).symbols;
      dlopen(new TextEncoder().encode(`${path}\0`), FOREVER | flags);
      return;
    } catch {
      // the other one has it
    }
  }
}
