"use strict";
/* Names of clusters: shown, edited, and written out as names.json. Defined before the other script. */
globalThis.clusterNames = (edits, element) => {
  const names = { ...edits.names };
  const split = { ...edits.split };
  const isPart = (key) => key.includes(".");
  const withParts = edits.merge.filter((keys) => keys.some(isPart));
  const same = {};
  for (const [first, ...others] of edits.merge.filter((keys) => !keys.some(isPart))) {
    for (const other of others) same[other] = first;
  }
  const changed = new Set();
  const tell = () => changed.forEach((listener) => listener());

  /** The groups of whole clusters that are taken for one. */
  const merged = () => {
    const root = (key) => {
      const seen = new Set();
      while (same[key] !== undefined && !seen.has(key)) {
        seen.add(key);
        key = same[key];
      }
      return seen.has(key) ? [...seen].sort((a, b) => a - b)[0] : key;
    };
    const groups = new Map();
    for (const key of Object.keys(same)) {
      if (split[key] || split[same[key]]) continue;
      const own = groups.get(root(key)) ?? new Set([root(key)]);
      groups.set(root(key), own.add(key).add(same[key]));
    }
    return [...groups.values()].map((keys) => [...keys].sort((a, b) => a - b))
      .filter((keys) => keys.length > 1);
  };
  const keysOf = (cluster) =>
    split[cluster]
      ? Array.from({ length: split[cluster] }, (_, part) => `${cluster}.${part + 1}`)
      : [String(cluster)];
  const groupOf = (key) => merged().find((keys) => keys.includes(key)) ?? [key];
  const nameOf = (cluster) => {
    if (split[cluster]) return keysOf(cluster).map((key) => names[key] ?? key).join(" | ");
    return groupOf(String(cluster)).map((key) => names[key]).find((name) => name) ?? "";
  };
  const json = () => {
    const known = new Set(
      Array.from({ length: edits.clusters }, (_, cluster) => keysOf(cluster)).flat(),
    );
    const kept = withParts.map((keys) => keys.filter((key) => known.has(key)));
    return {
      ...edits,
      names: Object.fromEntries(Object.entries(names).filter(([key]) => known.has(key))),
      merge: [...kept.filter((keys) => keys.length > 1), ...merged()],
      split,
    };
  };

  const field = (label, properties, act) => {
    const input = element("input", { autocomplete: "off", ...properties });
    input.addEventListener("change", () => {
      act(input);
      tell();
    });
    return element("label", {}, `${label} `, input);
  };
  /** What stands at the head of a cluster's box. */
  const editor = (cluster) => {
    const box = element("div", { className: "edit" });
    const render = () =>
      box.replaceChildren(
        ...keysOf(cluster).map((key) =>
          field(isPart(key) ? `Name of part ${key}` : "Name", {
            value: names[key] ?? "",
            maxLength: 200,
          }, ({ value }) => {
            if (value.trim()) names[key] = value.trim();
            else delete names[key];
          })
        ),
        field("Same group as cluster", {
          value: same[cluster] ?? "",
          type: "number",
          min: 0,
          max: edits.clusters - 1,
        }, (input) => {
          if (!input.reportValidity()) return;
          if (input.value === "" || Number(input.value) === cluster) delete same[cluster];
          else same[cluster] = String(Number(input.value));
        }),
        field("Parts", { value: split[cluster] ?? 1, type: "number", min: 1, max: 20 }, (input) => {
          if (!input.reportValidity()) return;
          if (Number(input.value) > 1) split[cluster] = Number(input.value);
          else delete split[cluster];
          render();
        }),
      );
    render();
    return box;
  };
  /** What stands above all clusters. */
  const saver = () => {
    const button = element("button", {
      type: "button",
      className: "plain",
      id: "save-names",
      textContent: "Save names.json",
    });
    const note = element("span", { className: "dim" });
    note.setAttribute("role", "status");
    button.addEventListener("click", () => {
      const text = `${JSON.stringify(json(), null, 2)}\n`;
      const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      element("a", { href: address, download: "names.json" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      note.textContent = "Saved: now crlc names RUN --edits names.json";
    });
    changed.add(() => note.textContent = "Changed, and not yet saved.");
    return element("p", { className: "bar" }, button, note);
  };
  return { nameOf, editor, saver, json, onChange: (listener) => changed.add(listener) };
};
