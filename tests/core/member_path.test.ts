import { doesNotMatch, ok, strictEqual, throws } from "node:assert/strict";
import { isAbsolute, join, relative } from "node:path";
import fc from "fast-check";
import { memberPath } from "../../core/member_path.ts";

Deno.test("memberPath() drops dots and doubled slashes", () => {
  strictEqual(memberPath("./a//b/./c.bin"), "a/b/c.bin");
  strictEqual(memberPath("a/b/"), "a/b");
  strictEqual(memberPath("./"), "");
  strictEqual(memberPath("..a/b..c/..."), "..a/b..c/...");
});

Deno.test("memberPath() refuses every way out of the target", () => {
  const cases = [
    "/etc/x",
    "../x",
    "a/../../x",
    "a/..",
    "C:/x",
    "c:x",
    "..\\x",
    "a\\b",
    "a\0b",
    "a\nb",
  ];
  for (const name of [...cases, "x".repeat(256), "a/".repeat(2500)]) {
    throws(() => memberPath(name), { kind: "data", code: "UNSAFE_ARCHIVE" }, name);
  }
});

Deno.test("memberPath() never gives a path outside the target", () => {
  const segment = fc.oneof(
    fc.constantFrom("..", ".", "", "a", "\\", "C:"),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
    let path: string;
    try {
      path = memberPath(segments.join("/"));
    } catch {
      return;
    }
    const back = relative("/target", join("/target", path));
    ok(!isAbsolute(back));
    doesNotMatch(back, /^\.\.(\/|$)/);
  }));
});
