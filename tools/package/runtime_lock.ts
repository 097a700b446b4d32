/** A package in a lock, by its name and version. */
interface Package {
  readonly dependencies?: readonly string[];
  readonly optionalDependencies?: readonly string[];
}

/** What Deno writes into a lock, as far as it is used here. */
export interface Lock {
  readonly version: string;
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, Package>>;
  readonly workspace: { readonly dependencies: readonly string[] };
}

/**
 * The part of a lock that some imports need, with the packages that those need: Deno fetches all
 * that a lock names.
 *
 * @param imports Specifiers of packages, such as `npm:valibot@1.5.0`.
 */
export function runtimeLock({ version, specifiers, npm }: Lock, imports: readonly string[]): Lock {
  const ids = Object.keys(npm), kept = new Set<string>();
  // A lock names a package without its version where it has only one.
  const named = (name: string) =>
    ids.find((id) => id === name || id.startsWith(`${name}@`) || id.startsWith(`${name}_`))!;
  const keep = (id: string) => {
    if (kept.has(id)) return;
    kept.add(id);
    const { dependencies = [], optionalDependencies = [] } = npm[id];
    for (const name of [...dependencies, ...optionalDependencies]) keep(named(name));
  };
  for (const specifier of imports) {
    const name = specifier.replace(/^npm:/, "").replace(/(?<=.)@[^@]*$/, "");
    keep(`${name}@${specifiers[specifier]}`);
  }
  return {
    version,
    specifiers: Object.fromEntries(imports.map((one) => [one, specifiers[one]])),
    npm: Object.fromEntries(Object.entries(npm).filter(([id]) => kept.has(id))),
    workspace: { dependencies: imports },
  };
}
