/**
 * Measures the source text: files and lines, the fullest folders, the longest functions, and files
 * that import one another in a circle. The numbers of docs/architecture.md are its output.
 *
 * Counted are TypeScript and JavaScript but tests and built files. A function within another one
 * counts for both.
 *
 * Run: `deno task house`
 *
 * @module
 */
import { dirname, join, normalize } from "node:path/posix";
import ts from "npm:typescript@5.9.3";
import { findCycles } from "../layers/find_cycles.ts";

/** Lines that a function may have. */
const MOST_LINES = 60;
/** Folders that are listed. */
const FOLDERS = 6;

const NOT_COUNTED = /^tests\/|^backends\/tfjs\/|^results\/report\/page\.js$|\.d\.ts$/;
/** Loops over numbers, where a call costs and a long function is the rule. */
const KERNELS = /\/kernels\//;

const root = new URL("../..", import.meta.url).pathname;

interface LongFunction {
  readonly name: string;
  /** First line, from 1. */
  readonly line: number;
  readonly lines: number;
}

async function sourceFiles(): Promise<string[]> {
  const { stdout, success } = await new Deno.Command("git", {
    args: ["ls-files", "-z", "*.ts", "*.js"],
    cwd: root,
  }).output();
  if (!success) throw new Error("Cannot list the files: this must be a checkout by git");
  return new TextDecoder().decode(stdout).split("\0").filter(Boolean)
    .filter((file) => !NOT_COUNTED.test(file));
}

/** The functions of a file that are longer than they may be. */
function longFunctions(source: ts.SourceFile): LongFunction[] {
  const found: LongFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      const lines = last - first + 1;
      if (lines > MOST_LINES) found.push({ name: nameOf(node, source), line: first + 1, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a function is called, or what it is the value of. */
function nameOf(node: ts.SignatureDeclaration, source: ts.SourceFile): string {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  const named = node.name ? node : node.parent;
  const name = "name" in named ? named.name as ts.Node | undefined : undefined;
  return name?.getText(source) ?? "(without a name)";
}

/** The files of the project that a file imports, whether code or types. */
function importsOf(file: string, source: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteral(specifier) && specifier.text.startsWith(".")) {
      found.add(normalize(join(dirname(file), specifier.text)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return node.argument.literal;
  }
  const isDynamic = ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? node.arguments[0] : undefined;
}

const lines = new Map<string, number>();
const imports = new Map<string, Set<string>>();
const functions: (LongFunction & { readonly file: string })[] = [];
for (const file of await sourceFiles()) {
  const text = await Deno.readTextFile(root + file);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  lines.set(file, text.split("\n").length - 1);
  imports.set(file, importsOf(file, source));
  if (!KERNELS.test(file)) {
    functions.push(...longFunctions(source).map((own) => ({ ...own, file })));
  }
}
const sorted = [...lines.values()].sort((a, b) => a - b);
const folders = Map.groupBy(lines.keys(), dirname);
const fullest = [...folders].map(([folder, { length }]) => ({ folder, length }))
  .sort((a, b) => b.length - a.length || a.folder.localeCompare(b.folder)).slice(0, FOLDERS);
const cycles = findCycles(imports);

console.log(`${lines.size} files, ${sorted.reduce((a, b) => a + b, 0)} lines`);
console.log(`median ${sorted[sorted.length >> 1]} lines a file, longest ${sorted.at(-1)}`);
console.log(`fullest folders: ${fullest.map((of) => `${of.folder}/ ${of.length}`).join(", ")}`);
console.log(`circles of imports: ${cycles.length}`);
for (const cycle of cycles) console.log(`  ${cycle.join(", ")}`);
console.log(`functions above ${MOST_LINES} lines outside kernels: ${functions.length}`);
for (const { file, line, name, lines } of functions.sort((a, b) => b.lines - a.lines)) {
  console.log(`  ${lines} ${name}, ${file}:${line}`);
}
