/**
 * The circles of a graph of imports: each a list of files that reach one another (Tarjan's strongly
 * connected components of two files or more, or of a file that imports itself).
 *
 * @param imports What each file imports.
 */
export function findCycles(imports: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const cycles: string[][] = [], stack: string[] = [];
  const number = new Map<string, number>(), lowest = new Map<string, number>();
  function visit(file: string): void {
    number.set(file, number.size);
    lowest.set(file, number.get(file)!);
    stack.push(file);
    for (const other of imports.get(file) ?? []) {
      if (!number.has(other)) visit(other);
      else if (!stack.includes(other)) continue;
      lowest.set(file, Math.min(lowest.get(file)!, lowest.get(other)!));
    }
    if (lowest.get(file) !== number.get(file)) return;
    const members = stack.splice(stack.indexOf(file));
    if (members.length > 1 || imports.get(file)?.has(file)) cycles.push(members.sort());
  }
  for (const file of imports.keys()) if (!number.has(file)) visit(file);
  return cycles;
}
