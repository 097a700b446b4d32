/** Options with a value that may be left out, by command, and what is meant then. */
const BARE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  names: { "--undo": "last" },
};

/**
 * The words of a command line with the values that were left out: the parser knows options with a
 * value and options without, and none that may be either.
 */
export function withBareOptions(args: readonly string[]): readonly string[] {
  const meant = Object.hasOwn(BARE, args[0] ?? "") ? BARE[args[0]] : undefined;
  if (!meant) return args;
  return args.flatMap((word, at) => {
    const value = Object.hasOwn(meant, word) ? meant[word] : undefined;
    const bare = at + 1 === args.length || args[at + 1].startsWith("-");
    return value !== undefined && bare ? [word, value] : [word];
  });
}
