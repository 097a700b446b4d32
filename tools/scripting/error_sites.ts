/** A place in the source where an error is made. */
export interface ErrorSite {
  readonly kind: string;
  readonly code: string;
  /** What it says, with `…` for what is known only then. */
  readonly message: string;
  readonly hint?: string;
}

const QUOTES = `"'\``;

/** Where the text of a string or template that begins at `start` ends. */
function endOfText(source: string, start: number): number {
  const quote = source[start];
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === "\\") i++;
    else if (source[i] === quote) return i;
    else if (quote === "`" && source.startsWith("${", i)) i = endOfGroup(source, i + 1);
  }
  return source.length;
}

/** Where the bracket that opens at `start` is closed. */
function endOfGroup(source: string, start: number): number {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    if (QUOTES.includes(source[i])) i = endOfText(source, i);
    else if ("([{".includes(source[i])) depth++;
    else if (")]}".includes(source[i]) && --depth === 0) return i;
  }
  return source.length;
}

/** The arguments of a call, or the members of a literal, whose bracket opens at `start`. */
function parts(source: string, start: number): string[] {
  const end = endOfGroup(source, start), found: string[] = [];
  let from = start + 1;
  for (let i = from; i < end; i++) {
    if (QUOTES.includes(source[i])) i = endOfText(source, i);
    else if ("([{".includes(source[i])) i = endOfGroup(source, i);
    else if (source[i] === ",") {
      found.push(source.slice(from, i).trim());
      from = i + 1;
    }
  }
  const last = source.slice(from, end).trim();
  return last === "" ? found : [...found, last];
}

/** The words of an expression of text, `…` for what they depend on; nothing where it has none. */
function words(expression: string): string | undefined {
  let text = "", last: number | undefined;
  for (let i = 0; i < expression.length; i++) {
    if (!QUOTES.includes(expression[i])) continue;
    const end = endOfText(expression, i);
    let inside = expression.slice(i + 1, end);
    if (expression[i] === "`") inside = withoutHoles(inside);
    // Texts that are not added to one another are a choice.
    const between = last === undefined || expression.slice(last, i).includes("+") ? "" : "; or: ";
    text += between + inside.replace(/\\(.)/g, "$1");
    last = i = end;
  }
  return last !== undefined ? text.replace(/…+/g, "…").replace(/\s+/g, " ").trim() : undefined;
}

function withoutHoles(template: string): string {
  let text = "";
  for (let i = 0; i < template.length; i++) {
    if (template.startsWith("${", i)) {
      text += "…";
      i = endOfGroup(template, i + 1);
    } else text += template[i];
  }
  return text;
}

/**
 * The errors that a source makes with a code that stands there: `new CrlcError(kind, code, message,
 * { hint })`. A choice of two codes gives both.
 */
export function errorSites(source: string): ErrorSite[] {
  const found: ErrorSite[] = [];
  for (const { index, 0: call } of source.matchAll(/new CrlcError\(/g)) {
    const lineStart = source.lastIndexOf("\n", index) + 1;
    if (/^\s*(\*|\/\/)/.test(source.slice(lineStart, index))) continue;
    const [kind = "", code = "", message = "", options = ""] = parts(
      source,
      index + call.length - 1,
    );
    const hint = options.startsWith("{")
      ? parts(options, 0).find((member) => member.startsWith("hint:"))?.slice("hint:".length)
      : undefined;
    for (const [, name] of code.matchAll(/"([A-Z][A-Z0-9_]+)"/g)) {
      found.push({
        kind: kind.replaceAll('"', ""),
        code: name,
        message: words(message) ?? "…",
        hint: hint && words(hint),
      });
    }
  }
  return found;
}
