// Built by "deno task page" from the modules of page/: change those.
// deno-fmt-ignore-file
// deno-lint-ignore-file
(() => {
  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function saveFile(edits) {
    const text = `${JSON.stringify(edits, null, 2)}
`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href: address, download: "names.json" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1e3);
  }

  var STEPS = 20;
  var BrowserStore = class {
    editable = true;
    saves = "Save names.json";
    tellsCommand = true;
    #listener = () => {
    };
    /** Runs with corrections that are not in a file. */
    #unsaved = /* @__PURE__ */ new Set();
    #bases = /* @__PURE__ */ new Map();
    get unsaved() {
      return this.#unsaved.size > 0;
    }
    onNote(listener) {
      this.#listener = listener;
    }
    open(run) {
      const base = run.edits, key = keyOf(run);
      this.#bases.set(key, base);
      const held = read(key);
      if (!held || same(held.now, base)) return { edits: base, past: [] };
      if (!held.saved) this.#unsaved.add(key);
      return {
        edits: { ...held.now, clusters: base.clusters, head: base.head, run: base.run },
        past: held.past,
        note: same(held.base, base) ? "Corrections of before are here again." : "Corrections of before are here again; the names of the run have changed since: Undo takes them back."
      };
    }
    keep(run, edits, past) {
      const key = keyOf(run);
      this.#unsaved.add(key);
      this.#write(run, { edits, past, saved: false });
    }
    save(run, edits) {
      saveFile(edits);
      this.#unsaved.delete(keyOf(run));
      this.#write(run, { edits, past: read(keyOf(run))?.past ?? [], saved: true });
      this.#listener("Saved as names.json.");
    }
    pictureAddress() {
      return void 0;
    }
    #write(run, { edits, past, saved }) {
      const key = keyOf(run), base = this.#bases.get(key);
      const held = { base, now: edits, past: past.slice(-STEPS), saved };
      try {
        localStorage.setItem(key, JSON.stringify(held));
      } catch {
        this.#listener("This browser keeps nothing: save names.json before the page is closed.");
      }
    }
  };
  function keyOf({ run, edits, samples }) {
    return `crlc names of ${edits.run ?? `${run}, ${samples}`}, ${edits.clusters}, ${edits.head}`;
  }
  function read(key) {
    try {
      const held = JSON.parse(localStorage.getItem(key) ?? "null");
      return held?.now?.schemaVersion === 2 && Array.isArray(held.past) ? held : void 0;
    } catch {
      return void 0;
    }
  }
  function same(a, b) {
    const text = ({ names, merge, split, moves }) => JSON.stringify([
      Object.entries(names).sort(),
      merge,
      Object.entries(split).sort(),
      moves.map(({ image, to }) => [image, to]).sort()
    ]);
    return text(a) === text(b);
  }

  function nextPlace(key, at, count, columns, page) {
    const steps = {
      ArrowLeft: -1,
      ArrowRight: 1,
      Home: -count,
      End: count,
      ...columns > 0 ? { ArrowUp: -columns, ArrowDown: columns, PageUp: -columns * page, PageDown: columns * page } : {}
    };
    const step = steps[key];
    return step === void 0 ? void 0 : Math.min(count - 1, Math.max(0, at + step));
  }

  var COARSE = 48;
  var mosaics = /* @__PURE__ */ new WeakMap();
  function mosaicOf(set, at) {
    const known = mosaics.get(set) ?? [];
    mosaics.set(set, known);
    return known[at] ??= (async () => {
      const image = new Image();
      image.src = `data:image/webp;base64,${set.mosaics.files[at]}`;
      await image.decode();
      return image;
    })();
  }
  var wanted = /* @__PURE__ */ new WeakMap();
  async function drawPicture(view, canvas, i, size) {
    const { side, columns, each } = view.images.mosaics;
    const place = view.places[i];
    const own = {};
    wanted.set(canvas, own);
    delete canvas.dataset.drawn;
    canvas.dataset.image = String(i);
    const image = await mosaicOf(view.images, Math.floor(place / each));
    if (wanted.get(canvas) !== own) return;
    const pixels = Math.min(side, Math.ceil(size * (devicePixelRatio || 1)));
    canvas.width = canvas.height = pixels;
    canvas.classList.toggle("coarse", side < COARSE);
    const at = place % each, left = at % columns * side, top = Math.floor(at / columns) * side;
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, left, top, side, side, 0, 0, pixels, pixels);
    canvas.dataset.drawn = "true";
  }

  var TILE = 88;
  function makeTile() {
    const check = element("span", { className: "check" });
    check.setAttribute("aria-hidden", "true");
    const tile = element("div", { className: "tile", tabIndex: -1 }, element("canvas"), check);
    tile.setAttribute("role", "option");
    return tile;
  }
  var viewOf = /* @__PURE__ */ new WeakMap();
  function showTile(tile, desk2, i, extra = "") {
    if (tile.dataset.image !== String(i) || viewOf.get(tile) !== desk2.view) {
      tile.dataset.image = String(i);
      viewOf.set(tile, desk2.view);
      drawPicture(desk2.view, tile.querySelector("canvas"), i, TILE);
    }
    const text = desk2.describe(i) + extra;
    tile.title = text;
    tile.setAttribute("aria-label", text);
    tile.classList.toggle("wrong", desk2.isWrong(i));
    markTile(tile, desk2);
  }
  function markTile(tile, { selection }) {
    tile.setAttribute("aria-selected", String(selection.has(Number(tile.dataset.image))));
  }

  var BEYOND = 3;
  function visibleRows({ count, width, height, top, cell }) {
    const columns = Math.max(1, Math.floor(width / cell));
    const rows = Math.ceil(count / columns);
    const from = Math.max(0, Math.floor(top / cell) - BEYOND);
    const to = Math.min(rows, Math.ceil((top + height) / cell) + BEYOND);
    return {
      columns,
      rows,
      first: Math.min(count, from * columns),
      end: Math.min(count, to * columns)
    };
  }

  var Pictures = class {
    box = element("div", { tabIndex: -1 });
    #desk;
    #options;
    #inner = element("div", { className: "inner" });
    #tiles = /* @__PURE__ */ new Map();
    #items = [];
    /** Place of the picture that a tab leads to. */
    #at = 0;
    /** Where a selection by Shift begins. */
    #anchor = 0;
    #cell = 0;
    #columns = 1;
    #waiting = false;
    constructor(desk2, options) {
      this.#desk = desk2;
      this.#options = options;
      const { box } = this;
      box.className = `pictures ${options.layout}`;
      box.append(this.#inner);
      this.#inner.setAttribute("role", "presentation");
      box.setAttribute("role", "listbox");
      box.setAttribute("aria-multiselectable", "true");
      box.setAttribute("aria-label", options.label);
      box.setAttribute("aria-orientation", "horizontal");
      box.addEventListener("keydown", (event) => this.#onKey(event));
      box.addEventListener("click", (event) => this.#onClick(event));
      box.addEventListener("focusin", ({ target }) => {
        const place = this.#placeOf(target);
        if (place !== void 0) this.#point(place);
      });
      box.addEventListener("scroll", () => this.#soon(), { passive: true });
      new ResizeObserver(() => this.#soon()).observe(box);
    }
    get items() {
      return this.#items;
    }
    /** Shows other pictures, or says of the same what is known now. */
    show(items, label = this.#options.label) {
      const same2 = items.length === this.#items.length && items.every((i, at) => this.#items[at] === i);
      this.#items = items;
      this.box.setAttribute("aria-label", label);
      if (!same2) {
        this.#at = Math.min(this.#at, Math.max(0, items.length - 1));
        this.box.scrollTop = Math.min(this.box.scrollTop, this.#inner.clientHeight);
      }
      this.#render(true);
    }
    /** Moves the focus to a picture of the list. */
    focus(place = this.#at) {
      this.#point(place);
      this.#scrollTo(place);
      this.#render(false);
      this.#tiles.get(place)?.focus({ preventScroll: true });
    }
    #soon() {
      if (this.#waiting) return;
      this.#waiting = true;
      requestAnimationFrame(() => {
        this.#waiting = false;
        this.#render(false);
      });
    }
    /** Makes the tiles that can be seen. @param anew Whether what they say may have changed. */
    #render(anew) {
      const { box } = this, strip = this.#options.layout === "strip";
      const count = this.#items.length;
      this.#cell = parseFloat(getComputedStyle(box).getPropertyValue("--cell")) || 80;
      const { columns, rows, first, end } = visibleRows({
        count,
        width: strip ? this.#cell : box.clientWidth,
        height: strip ? box.clientWidth : box.clientHeight,
        top: strip ? box.scrollLeft : box.scrollTop,
        cell: this.#cell
      });
      this.#columns = columns;
      const { style } = this.#inner;
      if (strip) style.width = `${rows * this.#cell}px`;
      else style.height = `${rows * this.#cell}px`;
      const wanted2 = new Set(count > 0 ? [this.#at] : []);
      for (let place = first; place < end; place++) wanted2.add(place);
      const spare = [];
      for (const [place, tile] of this.#tiles) {
        if (wanted2.has(place)) continue;
        this.#tiles.delete(place);
        spare.push(tile);
      }
      for (const place of [...wanted2].sort((a, b) => a - b)) {
        const there = this.#tiles.get(place);
        if (there && !anew) {
          this.#put(there, place);
          continue;
        }
        const tile = there ?? spare.pop() ?? this.#added();
        this.#tiles.set(place, tile);
        const i = this.#items[place];
        showTile(tile, this.#desk, i, this.#options.extra?.(i));
        tile.setAttribute("aria-posinset", String(place + 1));
        tile.setAttribute("aria-setsize", String(count));
        this.#put(tile, place);
      }
      for (const tile of spare) tile.remove();
    }
    #added() {
      const tile = makeTile();
      this.#inner.append(tile);
      return tile;
    }
    #put(tile, place) {
      const row = Math.floor(place / this.#columns), column = place % this.#columns;
      const strip = this.#options.layout === "strip";
      tile.style.left = `${(strip ? row : column) * this.#cell}px`;
      tile.style.top = `${strip ? 0 : row * this.#cell}px`;
      tile.tabIndex = place === this.#at ? 0 : -1;
    }
    #point(place) {
      const before = this.#tiles.get(this.#at);
      if (before) before.tabIndex = -1;
      this.#at = place;
      const tile = this.#tiles.get(place);
      if (tile) tile.tabIndex = 0;
    }
    #scrollTo(place) {
      const { box } = this, start = Math.floor(place / this.#columns) * this.#cell;
      if (this.#options.layout === "strip") {
        if (start < box.scrollLeft) box.scrollLeft = start;
        const over2 = start + this.#cell - box.clientWidth;
        if (over2 > box.scrollLeft) box.scrollLeft = over2;
        return;
      }
      if (start < box.scrollTop) box.scrollTop = start;
      const over = start + this.#cell - box.clientHeight;
      if (over > box.scrollTop) box.scrollTop = over;
    }
    #placeOf(target) {
      const tile = target.closest(".tile");
      for (const [place, own] of this.#tiles) if (own === tile) return place;
      return void 0;
    }
    #onClick(event) {
      const target = event.target, place = this.#placeOf(target);
      if (place === void 0) return;
      this.focus(place);
      if (event.shiftKey) return this.#selectTo(place);
      this.#anchor = place;
      if (event.ctrlKey || event.metaKey || target.closest(".check")) {
        this.#desk.toggle(this.#items[place]);
      } else this.#desk.open(this.#items[place], this.#items);
    }
    #onKey(event) {
      const { key } = event, all = event.ctrlKey || event.metaKey;
      if (event.altKey || this.#items.length === 0) return;
      if (all && key.toLowerCase() === "a") {
        this.#desk.select([...this.#desk.selection, ...this.#items]);
      } else if (all) return;
      else if (key === "Enter") this.#desk.open(this.#items[this.#at], this.#items);
      else if (key === " ") {
        this.#anchor = this.#at;
        this.#desk.toggle(this.#items[this.#at]);
      } else {
        const columns = this.#options.layout === "strip" ? 0 : this.#columns;
        const page = Math.max(1, Math.floor(this.box.clientHeight / this.#cell));
        const next = nextPlace(key, this.#at, this.#items.length, columns, page);
        if (next === void 0) return;
        this.focus(next);
        if (event.shiftKey) this.#selectTo(next);
        else this.#anchor = next;
      }
      event.preventDefault();
      event.stopPropagation();
    }
    /** Selects from where a selection began up to a place. */
    #selectTo(place) {
      const [from, to] = [this.#anchor, place].sort((a, b) => a - b);
      this.#desk.select([...this.#desk.selection, ...this.#items.slice(from, to + 1)]);
    }
  };

  var CLASSES = 40;
  var SHOWN = 12;
  function showCases(desk2) {
    const cases = document.getElementById("cases");
    if (!cases) return;
    const { view, grouping } = desk2, { labels, certainty, length, classNames } = view;
    cases.replaceChildren();
    if (!labels) return cases.append("No classes are known of the pictures of this run.");
    const most = (test) => {
      const found2 = [];
      for (let i = 0; i < length; i++) if (test(i)) found2.push(i);
      return found2.sort((a, b) => certainty[b] - certainty[a] || a - b).slice(0, SHOWN);
    };
    for (const c of classNames.map((_, c2) => c2).slice(0, CLASSES)) {
      const name = view.classText(c);
      const rows = [
        ["Right", most((i) => labels[i] === c && !desk2.isWrong(i))],
        ["Missed", most((i) => labels[i] === c && desk2.isWrong(i))],
        [
          "Taken for it",
          most((i) => labels[i] !== c && grouping.groups[grouping.of[i]].classes.includes(c))
        ]
      ];
      cases.append(
        element("h3", { textContent: name }),
        ...rows.filter(([, some]) => some.length > 0).map(([title, some]) => {
          const list = new Pictures(desk2, {
            label: `${name}: ${title.toLowerCase()}`,
            layout: "strip"
          });
          list.show(some);
          return element(
            "div",
            { className: "row" },
            element("h4", { textContent: title }),
            list.box
          );
        })
      );
    }
  }

  function button(text, act, className = "plain") {
    const made = element("button", { type: "button", className, textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  function groupText({ keys, name }) {
    const number = keys.join(" + ");
    return name ? `${number} (${name})` : number;
  }

  function groupPictures(view, edits) {
    const keys = keysOf(view, edits);
    const groups = groupsOf(keys, edits);
    const byKey = new Map(groups.flatMap((own, at) => own.map((key) => [key, at])));
    const natural = naturalGroups(view, edits, byKey);
    const of = natural.slice();
    const moved = new Int32Array(groups.length);
    for (const { image, to } of edits.moves) {
      const i = view.placeOf(image);
      if (i === void 0) continue;
      const group = byKey.get(to) ?? byKey.get(`${to}.${view.nearestPart(i, Number(to), edits.split[to]) + 1}`);
      if (group === void 0 || of[i] === group) continue;
      moved[of[i]]--;
      moved[group]++;
      of[i] = group;
    }
    const members = groups.map(() => []);
    of.forEach((group, i) => members[group].push(i));
    const { confidence, certainty } = view;
    for (const own of members) own.sort((a, b) => certainty[b] - certainty[a] || a - b);
    return {
      groups: groups.map((own, at) => ({
        keys: own,
        name: own.map((key) => edits.names[key]).find((name) => name !== void 0) ?? "",
        members: members[at],
        size: own.reduce((sum, key) => sum + sizeOf(view, edits, key), moved[at]),
        confidence: members[at].reduce((sum, i) => sum + confidence[i], 0) / Math.max(1, members[at].length),
        classes: classesOf(view, own)
      })),
      of,
      byKey,
      natural
    };
  }
  function keysOf({ order }, { names, merge, moves, split }) {
    const used = [...Object.keys(names), ...merge.flat(), ...moves.map(({ to }) => to)];
    const added = [...new Set(used.filter((key) => key.startsWith("+")))].sort((a, b) => Number(b) - Number(a));
    return [
      ...added,
      ...order.flatMap((cluster) => {
        const parts = split[cluster] ?? 0;
        return parts > 0 ? Array.from({ length: parts }, (_, part) => `${cluster}.${part + 1}`) : [String(cluster)];
      })
    ];
  }
  function groupsOf(keys, { merge }) {
    const known = new Set(keys);
    const merged = /* @__PURE__ */ new Map();
    for (const group of merge) for (const key of group) merged.set(key, group);
    const done = /* @__PURE__ */ new Set(), groups = [];
    for (const key of keys) {
      if (done.has(key)) continue;
      const own = (merged.get(key) ?? [key]).filter((one) => known.has(one));
      for (const one of own) done.add(one);
      groups.push([...own]);
    }
    return groups;
  }
  function naturalGroups({ clusters, parts }, { split }, byKey) {
    const whole = /* @__PURE__ */ new Map(), byPart = /* @__PURE__ */ new Map();
    return clusters.map((cluster, i) => {
      const count = split[cluster];
      if (!count) {
        const known = whole.get(cluster) ?? byKey.get(String(cluster));
        whole.set(cluster, known);
        return known;
      }
      const own = byPart.get(cluster) ?? Array.from({ length: count }, (_, part) => byKey.get(`${cluster}.${part + 1}`));
      byPart.set(cluster, own);
      return own[parts.get(count)?.of[i] ?? 0];
    });
  }
  function sizeOf({ sizes, parts }, { split }, key) {
    if (key.startsWith("+")) return 0;
    const [cluster, part] = key.split(".").map(Number);
    return part === void 0 ? sizes[cluster] : parts.get(split[cluster])?.sizes[cluster]?.[part - 1] ?? 0;
  }
  function classesOf(view, keys) {
    const found2 = keys.filter((key) => !key.startsWith("+")).map((key) => view.matched(Math.floor(Number(key)))).filter((c) => c >= 0);
    return [...new Set(found2)];
  }
  function isWrong(view, { groups, of }, i) {
    if (!view.labels) return false;
    const { classes, keys } = groups[of[i]];
    return !keys.every((key) => key.startsWith("+")) && !classes.includes(view.labels[i]);
  }

  function findMoved(a, b, matched, textOf) {
    const there = new Map(Array.from(b.shown, (number, i) => [number, i]));
    const images = [], pairs = /* @__PURE__ */ new Map();
    let common = 0;
    a.shown.forEach((number, i) => {
      const other = there.get(number);
      if (other === void 0) return;
      common++;
      const from = a.clusters[i], to = b.clusters[other];
      if (matched[from] === to) return;
      images.push(i);
      const key = `${from} ${to}`, pair = pairs.get(key);
      if (pair) pair.push(i);
      else pairs.set(key, [i]);
    });
    return {
      common,
      images,
      pairs: [...pairs].map(([key, images2]) => {
        const [from, to] = key.split(" ").map(Number);
        return { from, to, images: images2 };
      }).sort((x, y) => y.images.length - x.images.length || x.from - y.from),
      textOf(i) {
        const other = there.get(a.shown[i]);
        return other === void 0 ? "not shown" : textOf(other);
      }
    };
  }

  var MOST = 40;
  var CompareRuns = class {
    #desk;
    #matched;
    #box;
    #other;
    #table = element("div", { className: "wide" });
    #title = element("p", { className: "dim" });
    #list;
    #moved;
    /** @param matched Of each pair of runs, the cluster of the second for each of the first. */
    constructor(desk2, matched, box) {
      this.#desk = desk2;
      this.#matched = matched;
      this.#box = box;
      this.#other = element("select", { autocomplete: "off", id: "other" });
      this.#other.append(
        ...matched.map(
          (_, at) => element("option", { value: String(at), textContent: desk2.sets.at(at).packed.caption })
        )
      );
      this.#other.value = "1";
      this.#list = new Pictures(desk2, {
        label: "Pictures that stand elsewhere",
        layout: "grid",
        extra: (i) => this.#moved ? `, in the other run ${this.#moved.textOf(i)}` : ""
      });
      this.#table.tabIndex = 0;
      this.#table.setAttribute("role", "region");
      this.#table.setAttribute("aria-label", "What stands elsewhere");
      this.#box.append(
        element("p", { className: "bar" }, element("label", {}, "Beside ", this.#other)),
        this.#title,
        element("div", { className: "sides" }, this.#table, this.#list.box)
      );
      this.#other.addEventListener("change", () => this.#show());
      desk2.onRun.on(() => {
        if (Number(this.#other.value) === desk2.at) this.#other.value = desk2.at === 0 ? "1" : "0";
        this.#show();
      });
      this.#show();
    }
    #show() {
      const desk2 = this.#desk, other = Number(this.#other.value);
      for (const option of this.#other.options) option.disabled = Number(option.value) === desk2.at;
      const view = desk2.sets.at(other), grouping = groupPictures(view, view.packed.edits);
      const texts = grouping.groups.map(groupText);
      const moved = findMoved(
        desk2.view,
        view,
        this.#matched[desk2.at][other],
        (i) => texts[grouping.of[i]]
      );
      this.#moved = moved;
      const percent = moved.common > 0 ? 100 * (1 - moved.images.length / moved.common) : 0;
      this.#title.textContent = `Of ${moved.common.toLocaleString("en-GB")} pictures that both show, ${percent.toFixed(1)} % stand in groups that fit each other best; ${moved.images.length.toLocaleString("en-GB")} stand elsewhere.`;
      const rows = moved.pairs.slice(0, MOST).map(({ from, to, images }) => {
        const show = button(images.length.toLocaleString("en-GB"), () => this.#list.show(images));
        show.setAttribute("aria-label", `Show the ${images.length} pictures from ${from} to ${to}`);
        const row = element("tr", {}, element("th", { scope: "row", textContent: String(from) }));
        row.append(
          element("td", { textContent: String(to) }),
          element("td", {}, show)
        );
        return row;
      });
      const head = element("tr");
      head.append(
        ...["Cluster here", "Cluster there", "Pictures"].map(
          (textContent) => element("th", { scope: "col", textContent })
        )
      );
      this.#table.hidden = rows.length === 0;
      this.#table.replaceChildren(
        element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))
      );
      this.#list.box.hidden = moved.images.length === 0;
      this.#list.show(moved.images);
    }
  };

  function found(id) {
    return document.getElementById(id);
  }

  var CorrectionsBar = class {
    #desk;
    #undo = button("Undo", () => this.#desk.undo());
    #redo = button("Redo", () => this.#desk.redo());
    #command = found("command");
    constructor(desk2) {
      this.#desk = desk2;
      const status = found("status");
      desk2.tell = (what) => status.textContent = what;
      const box = found("corrections");
      if (!desk2.store.editable) {
        desk2.tell("For looking only: nothing can be corrected now.");
        return;
      }
      const save = button(desk2.store.saves, () => desk2.save(), "plain strong");
      save.id = "save-names";
      this.#undo.id = "undo";
      this.#redo.id = "redo";
      box.append(this.#undo, this.#redo, save);
      const copy = button("Copy", () => this.#copy());
      copy.setAttribute("aria-label", "Copy the command");
      this.#command.after(" ", copy);
      addEventListener("keydown", (event) => this.#onKey(event));
      addEventListener("beforeunload", (event) => {
        if (desk2.store.unsaved) event.preventDefault();
      });
      desk2.onGroups.on(() => this.#show());
      this.#show();
    }
    #show() {
      const { history: { undoable, redoable }, store: store2, view } = this.#desk;
      for (const [own, what, word] of [
        [this.#undo, undoable, "Undo"],
        [this.#redo, redoable, "Redo"]
      ]) {
        own.setAttribute("aria-disabled", String(what === void 0));
        own.title = what === void 0 ? `Nothing to ${word.toLowerCase()}` : `${word}: ${what}`;
      }
      this.#command.textContent = view.packed.command;
      found("next").hidden = !store2.tellsCommand || undoable === void 0;
    }
    #onKey(event) {
      if (!event.ctrlKey && !event.metaKey || event.target.matches?.("input")) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) this.#desk.undo();
      else if (key === "y" || key === "z") this.#desk.redo();
      else return;
      event.preventDefault();
    }
    async #copy() {
      try {
        await navigator.clipboard.writeText(this.#command.textContent);
        this.#desk.tell("The command is copied.");
      } catch {
        getSelection()?.selectAllChildren(this.#command);
        this.#desk.tell("The command is marked: copy it with Ctrl+C.");
      }
    }
  };

  var MOST2 = 100;
  var History = class {
    #past;
    #future = [];
    #now;
    /** @param past What was there before each step, the oldest first. */
    constructor(now, past = []) {
      this.#now = now;
      this.#past = [...past];
    }
    get now() {
      return this.#now;
    }
    /** What can be undone, the oldest first. */
    get past() {
      return this.#past;
    }
    /** What undo takes back; nothing where there is nothing. */
    get undoable() {
      return this.#past.at(-1)?.what;
    }
    get redoable() {
      return this.#future.at(-1)?.what;
    }
    /** Takes a step; what was undone before is gone. */
    take(what, edits) {
      this.#past.push({ what, edits: this.#now });
      if (this.#past.length > MOST2) this.#past.shift();
      this.#future.length = 0;
      this.#now = edits;
    }
    /** Takes the last step back, and tells which. */
    undo() {
      return this.#exchange(this.#past, this.#future);
    }
    /** Does again what was last undone, and tells what. */
    redo() {
      return this.#exchange(this.#future, this.#past);
    }
    #exchange(from, to) {
      const step = from.pop();
      if (!step) return void 0;
      to.push({ what: step.what, edits: this.#now });
      this.#now = step.edits;
      return step.what;
    }
  };

  var Signal = class {
    #listeners = /* @__PURE__ */ new Set();
    on(listener) {
      this.#listeners.add(listener);
    }
    emit() {
      for (const listener of this.#listeners) listener();
    }
  };

  var Desk = class {
    sets;
    store;
    /** Another run is looked at. */
    onRun = new Signal();
    /** Groups have changed. */
    onGroups = new Signal();
    onSelection = new Signal();
    /** Shows a picture large, among others that it stands with; given by the viewer. */
    open = () => {
    };
    /** Tells a person what has happened. */
    tell = () => {
    };
    #histories = /* @__PURE__ */ new Map();
    #at = 0;
    #view;
    #history;
    #grouping;
    #selection = /* @__PURE__ */ new Set();
    constructor(sets, store2) {
      this.sets = sets;
      this.store = store2;
      store2.onNote((note) => this.tell(note));
      this.#take(0);
    }
    /** Which of the runs is looked at. */
    get at() {
      return this.#at;
    }
    get view() {
      return this.#view;
    }
    get history() {
      return this.#history;
    }
    get grouping() {
      return this.#grouping;
    }
    get selection() {
      return this.#selection;
    }
    /** Looks at a run. */
    show(at) {
      this.#take(at);
      this.onRun.emit();
      this.onGroups.emit();
      this.select([]);
    }
    /** Makes a correction. */
    correct(what, edits) {
      if (!this.store.editable) return;
      this.#history.take(what, edits);
      this.#changed(`${what}.`);
    }
    undo() {
      const what = this.#history.undo();
      if (what !== void 0) this.#changed(`Undone: ${what}.`);
    }
    redo() {
      const what = this.#history.redo();
      if (what !== void 0) this.#changed(`Done again: ${what}.`);
    }
    save() {
      this.store.save(this.#view.packed, this.#history.now);
    }
    select(images) {
      this.#selection = new Set(images);
      this.onSelection.emit();
    }
    /** Selects a picture, or no longer. */
    toggle(i) {
      const next = new Set(this.#selection);
      if (!next.delete(i)) next.add(i);
      this.select(next);
    }
    groupOf(i) {
      return this.#grouping.groups[this.#grouping.of[i]];
    }
    isWrong(i) {
      return isWrong(this.#view, this.#grouping, i);
    }
    /** What a picture is, in words. */
    describe(i) {
      const { names, confidence, labels, tellsConfidence } = this.#view;
      return [
        names[i],
        `group ${groupText(this.groupOf(i))}`,
        ...tellsConfidence ? [`confidence ${confidence[i].toFixed(3)}`] : [],
        ...labels ? [`class ${this.#view.classText(labels[i])}${this.isWrong(i) ? ", not as matched" : ""}`] : []
      ].join(", ");
    }
    #take(at) {
      const view = this.sets.at(at);
      this.#at = at;
      this.#view = view;
      const known = this.#histories.get(view);
      if (known) this.#history = known;
      else {
        const { edits, past, note } = this.store.open(view.packed);
        this.#history = new History(withOwnNames(view, edits), past);
        this.#histories.set(view, this.#history);
        const told = note ?? unknownParts(view, edits);
        if (told) queueMicrotask(() => this.tell(told));
      }
      this.#grouping = groupPictures(view, this.#history.now);
    }
    #changed(what) {
      this.#grouping = groupPictures(this.#view, this.#history.now);
      this.store.keep(this.#view.packed, this.#history.now, this.#history.past, what);
      this.onGroups.emit();
      this.tell(what);
    }
  };
  function withOwnNames(view, edits) {
    if (edits.moves.length === 0) return edits;
    const ownOf = (image) => view.names[view.placeOf(image) ?? -1] ?? image;
    return { ...edits, moves: edits.moves.map(({ image, to }) => ({ image: ownOf(image), to })) };
  }
  function unknownParts({ parts }, { split }) {
    const [cluster] = Object.entries(split).find(([cluster2, count]) => !parts.get(count)?.sizes[Number(cluster2)]?.length) ?? [];
    return cluster === void 0 ? void 0 : `Cluster ${cluster} was split since this page was made, and all of it is shown as its first part: crlc open or crlc report anew shows the parts.`;
  }

  var LONGEST = 200;
  function rename(edits, keys, name) {
    const names = without(edits.names, keys), short = name.trim().slice(0, LONGEST);
    if (short) names[keys[0]] = short;
    return { ...edits, names };
  }
  function mergeGroups(edits, a, b) {
    const all = [...a, ...b];
    const name = all.map((key) => edits.names[key]).find((own) => own !== void 0);
    const names = without(edits.names, all);
    if (name !== void 0) names[a[0]] = name;
    return { ...edits, names, merge: [...apart(edits.merge, all), all] };
  }
  function takeApart(edits, keys) {
    return { ...edits, merge: apart(edits.merge, keys) };
  }
  function splitCluster(edits, cluster, parts) {
    return {
      ...edits,
      names: without(edits.names, [cluster]),
      split: { ...edits.split, [cluster]: parts }
    };
  }
  function joinParts(edits, cluster) {
    const isPart = (key) => key.startsWith(`${cluster}.`);
    const { [cluster]: _gone, ...split } = edits.split;
    return {
      ...edits,
      split,
      names: without(edits.names, Object.keys(edits.names).filter(isPart)),
      merge: edits.merge.map((keys) => keys.filter((key) => !isPart(key))).filter((keys) => keys.length > 1),
      moves: edits.moves.map((move) => isPart(move.to) ? { ...move, to: cluster } : move)
    };
  }
  function movePictures(edits, images, to, atHome) {
    const moved = new Set(images);
    return {
      ...edits,
      moves: [
        ...edits.moves.filter(({ image }) => !moved.has(image)),
        ...images.filter((image) => !atHome(image)).map((image) => ({ image, to }))
      ]
    };
  }
  function newKey({ names, merge, moves }) {
    const used = [...Object.keys(names), ...merge.flat(), ...moves.map(({ to }) => to)].filter((key) => key.startsWith("+")).map(Number);
    return `+${Math.max(0, ...used) + 1}`;
  }
  function removeAdded(edits, key) {
    return {
      ...edits,
      names: without(edits.names, [key]),
      merge: edits.merge.map((keys) => keys.filter((own) => own !== key)).filter((keys) => keys.length > 1),
      moves: edits.moves.filter(({ to }) => to !== key)
    };
  }
  function without(names, keys) {
    return Object.fromEntries(Object.entries(names).filter(([key]) => !keys.includes(key)));
  }
  function apart(merge, keys) {
    return merge.filter((own) => !own.some((key) => keys.includes(key)));
  }

  var NEW = "new";
  function groupPicker(label) {
    const made = element("select", { autocomplete: "off" });
    made.setAttribute("aria-label", label);
    return made;
  }
  function fillPicker(picker, { grouping }, { without: without2, added = false }) {
    const before = picker.value;
    const options = grouping.groups.flatMap(
      (group, at) => at === without2 ? [] : [element("option", { value: group.keys[0], textContent: groupText(group) })]
    );
    if (added) options.push(element("option", { value: NEW, textContent: "a new group" }));
    picker.replaceChildren(...options);
    if (options.some(({ value }) => value === before)) picker.value = before;
  }

  var GroupMenu = class {
    box = element(
      "details",
      { className: "menu" },
      element("summary", { textContent: "Change" })
    );
    #desk;
    #body = element("div", { className: "menu-body" });
    #merge = groupPicker("Group to merge with");
    #group;
    constructor(desk2) {
      this.#desk = desk2;
      this.box.append(this.#body);
      this.box.addEventListener("toggle", () => {
        if (this.box.open && !this.#body.contains(document.activeElement)) this.#fill();
      });
      this.box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.box.open) return;
        event.stopPropagation();
        this.close();
      });
    }
    show(group) {
      this.#group = group;
      this.box.querySelector("summary").setAttribute(
        "aria-label",
        `Change group ${groupText(group)}`
      );
      if (this.box.open) this.#fill();
    }
    /** Opens it where groups are merged. */
    openAtMerge() {
      this.box.open = true;
      this.#fill();
      this.#merge.focus();
    }
    /** Closes it; whoever was within stands at its head. */
    close() {
      const within = this.box.contains(document.activeElement);
      this.box.open = false;
      if (within) this.box.querySelector("summary").focus();
    }
    #fill() {
      const desk2 = this.#desk, { keys } = this.#group;
      const at = desk2.grouping.byKey.get(keys[0]);
      fillPicker(this.#merge, desk2, { without: at });
      const rows = [];
      if (this.#merge.options.length > 0) {
        rows.push(this.#row("Merge with ", this.#merge, button("Merge", () => this.#mergeNow())));
      }
      rows.push(...this.#splitting(), ...this.#undoing());
      this.#body.replaceChildren(...rows);
    }
    #row(...children) {
      return element("p", {}, ...children);
    }
    #mergeNow() {
      const desk2 = this.#desk, { grouping, history } = desk2;
      const other = grouping.groups[grouping.byKey.get(this.#merge.value)];
      this.close();
      desk2.correct(
        `Merged ${groupText(this.#group)} and ${groupText(other)}`,
        mergeGroups(history.now, this.#group.keys, other.keys)
      );
    }
    /** Ways to split the group; a group of several keys is taken apart first. */
    #splitting() {
      const desk2 = this.#desk, { keys } = this.#group, [key] = keys;
      if (keys.length > 1 || !/^\d+$/.test(key)) return [];
      const possible = [...desk2.view.parts].filter(([, { sizes }]) => sizes[Number(key)]?.length > 0).map(([n]) => n).sort((a, b) => a - b);
      if (possible.length === 0) {
        return [this.#row(
          "Split it by selecting pictures and moving them to a new group, or by ",
          element("code", { textContent: `crlc names RUN --split ${key}` })
        )];
      }
      return [this.#row(
        "Split into ",
        ...possible.map((n) => button(`${n} parts`, () => this.#split(key, n)))
      )];
    }
    #split(key, parts) {
      const desk2 = this.#desk;
      this.close();
      desk2.correct(
        `Split ${groupText(this.#group)} into ${parts} parts`,
        splitCluster(desk2.history.now, key, parts)
      );
    }
    /** Ways back: out of a merge, out of a split, without an added group. */
    #undoing() {
      const desk2 = this.#desk, { keys, members } = this.#group;
      const correct = (what, edits) => {
        this.close();
        desk2.correct(what, edits);
      };
      const name = groupText(this.#group), rows = [];
      if (keys.length > 1) {
        rows.push(this.#row(button(
          "Take apart",
          () => correct(`Took ${name} apart`, takeApart(desk2.history.now, keys))
        )));
      }
      for (const cluster of new Set(
        keys.filter((key) => key.includes(".")).map((key) => key.split(".")[0])
      )) {
        rows.push(this.#row(button(
          `Join the parts of ${cluster} again`,
          () => correct(`Joined the parts of ${cluster}`, joinParts(desk2.history.now, cluster))
        )));
      }
      if (keys.length === 1 && keys[0].startsWith("+")) {
        rows.push(this.#row(button(
          members.length > 0 ? "Remove it: its pictures go back" : "Remove it",
          () => correct(`Removed ${name}`, removeAdded(desk2.history.now, keys[0]))
        )));
      }
      return rows;
    }
  };

  var SHOWN2 = 12;
  var GroupBox = class {
    box = element("article", { className: "group" });
    #desk;
    #title = element("h3");
    #name = element("input", { autocomplete: "off", maxLength: LONGEST, className: "name" });
    #facts = element("p", { className: "facts" });
    #menu;
    #all = button("", () => this.#toggleAll());
    #body = element("div", { className: "body" });
    #group;
    #lists = [];
    /** How the body is shown now. */
    #shown = "nothing";
    #near = false;
    /** @param watch Tells it when it comes near to what can be seen. */
    constructor(desk2, watch) {
      this.#desk = desk2;
      this.#menu = new GroupMenu(desk2);
      this.#name.addEventListener("change", () => this.#rename());
      this.#name.placeholder = "Name";
      const editing = desk2.store.editable ? [this.#name, this.#menu.box] : [];
      this.box.append(
        element("header", {}, this.#title, ...editing, this.#facts, this.#all),
        this.#body
      );
      this.box.addEventListener("keydown", (event) => this.#onKey(event));
      watch(this.box, () => {
        this.#near = true;
        this.#fill();
      });
    }
    show(group) {
      this.#group = group;
      const { keys, name, size, members } = group, view = this.#desk.view;
      const text = groupText(group), number = keys.join(" + ");
      this.box.dataset.group = keys[0];
      this.box.setAttribute("aria-label", `Group ${text}`);
      this.#title.textContent = this.#desk.store.editable || !name ? `Group ${number}` : `Group ${text}`;
      if (document.activeElement !== this.#name) this.#name.value = name;
      this.#name.setAttribute("aria-label", `Name of group ${number}`);
      this.#facts.textContent = [
        `${size.toLocaleString("en-GB")} ${size === 1 ? "picture" : "pictures"}`,
        `${(100 * size / Math.max(1, view.packed.samples)).toFixed(1)} %`,
        ...members.length > 0 && view.tellsConfidence ? [`confidence ${group.confidence.toFixed(2)}`] : [],
        ...group.classes.length > 0 ? [`matched to ${group.classes.map((c) => view.classText(c)).join(", ")}`] : []
      ].join(" · ");
      this.#menu.show(group);
      this.#all.hidden = members.length <= SHOWN2 && this.#shown !== "all";
      this.#label();
      this.#body.style.setProperty("--rows", members.length > 2 * SHOWN2 ? "2" : "1");
      if (this.#near) this.#fill();
    }
    /** Moves the focus to it. */
    focus() {
      (this.#lists[0]?.items.length ? this.#lists[0] : this.#all).focus();
    }
    #label() {
      const { members } = this.#group;
      this.#all.textContent = this.#shown === "all" ? "Show fewer" : `Show all ${members.length.toLocaleString("en-GB")}`;
      this.#all.setAttribute("aria-expanded", String(this.#shown === "all"));
      this.#all.setAttribute(
        "aria-label",
        `${this.#all.textContent} of group ${groupText(this.#group)}`
      );
    }
    /** Fills the body with lists, or the lists with what they are to show now. */
    #fill() {
      const { members } = this.#group, few = members.length <= 2 * SHOWN2;
      const text = groupText(this.#group);
      const [best, least] = this.#desk.view.tellsConfidence ? ["Best", "Least certain"] : ["Most typical", "Least typical"];
      const parts = this.#shown === "all" ? [["", members, `All pictures of group ${text}, the ${best.toLowerCase()} first`]] : few ? [["", members, `Pictures of group ${text}`]] : [
        [best, members.slice(0, SHOWN2), `${best} pictures of group ${text}`],
        [least, members.slice(-SHOWN2).reverse(), `${least} pictures of group ${text}`]
      ];
      const shown = this.#shown === "all" ? "all" : "few";
      if (this.#shown !== shown || this.#lists.length !== parts.length || members.length === 0) {
        this.#shown = shown;
        const layout = shown === "all" ? "grid" : "strip";
        this.#lists = members.length === 0 ? [] : parts.map(([, , label]) => new Pictures(this.#desk, { label, layout }));
        this.#body.replaceChildren(
          ...this.#lists.length === 0 ? [element("p", { className: "dim", textContent: "No picture of the page is in it." })] : this.#lists.map(
            ({ box }, at) => element(
              "div",
              { className: "row" },
              ...parts[at][0] ? [element("h4", { textContent: parts[at][0] })] : [],
              box
            )
          )
        );
      }
      this.#lists.forEach((list, at) => list.show(parts[at][1], parts[at][2]));
    }
    #toggleAll() {
      const within = this.#body.contains(document.activeElement);
      this.#shown = this.#shown === "all" ? "nothing" : "all";
      const all = this.#shown === "all";
      this.#lists = [];
      this.#fill();
      this.#label();
      if (all || within) this.#lists[0]?.focus(0);
      if (!all) this.box.scrollIntoView({ block: "nearest" });
    }
    #rename() {
      const { keys, name } = this.#group, next = this.#name.value.trim();
      if (next === name) return;
      this.#desk.correct(
        next ? `Named group ${keys.join(" + ")} ${next}` : `Took the name of group ${keys.join(" + ")} away`,
        rename(this.#desk.history.now, keys, next)
      );
    }
    /** Keys of a group: N names it, M merges it, A shows all of it. */
    #onKey(event) {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.matches("input, select")) {
        if (key === "Escape" && target === this.#name) {
          this.#name.value = this.#group.name;
          this.#lists[0]?.focus();
        }
        return;
      }
      if (key === "n" && this.#desk.store.editable) this.#name.focus();
      else if (key === "m" && this.#desk.store.editable) this.#menu.openAtMerge();
      else if (key === "a" && !this.#all.hidden) this.#toggleAll();
      else return;
      event.preventDefault();
    }
  };

  var STEP = 100;
  var GroupList = class {
    #desk;
    #box = found("groups");
    #more = button("", () => {
      this.#listed += STEP;
      this.#show();
    });
    #near = /* @__PURE__ */ new WeakMap();
    #observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.#observer.unobserve(target);
        this.#near.get(target)?.();
      }
    }, { rootMargin: "600px" });
    /** By the first key of each. */
    #boxes = /* @__PURE__ */ new Map();
    #listed = STEP;
    constructor(desk2) {
      this.#desk = desk2;
      desk2.onRun.on(() => {
        this.#boxes = /* @__PURE__ */ new Map();
        this.#box.replaceChildren();
        this.#listed = STEP;
      });
      desk2.onGroups.on(() => this.#show());
      this.#show();
    }
    #show() {
      const { groups } = this.#desk.grouping, some = groups.slice(0, this.#listed);
      const boxes = /* @__PURE__ */ new Map();
      for (const group of some) {
        const known = this.#boxes.get(group.keys[0]);
        const box = known ?? new GroupBox(this.#desk, (element2, near) => {
          this.#near.set(element2, near);
          this.#observer.observe(element2);
        });
        box.show(group);
        boxes.set(group.keys[0], box);
      }
      const lost = [...this.#boxes].findIndex(
        ([key, { box }]) => !boxes.has(key) && box.contains(document.activeElement)
      );
      for (const [key, { box }] of this.#boxes) if (!boxes.has(key)) box.remove();
      let before = null;
      for (const { box } of boxes.values()) {
        const next = before ? before.nextElementSibling : this.#box.firstElementChild;
        if (next !== box) this.#box.insertBefore(box, next);
        before = box;
      }
      this.#boxes = boxes;
      if (lost >= 0) [...boxes.values()][Math.min(lost, boxes.size - 1)]?.focus();
      const left = groups.length - some.length;
      this.#more.remove();
      if (left <= 0) return;
      this.#more.textContent = `Show ${Math.min(STEP, left)} more of ${groups.length} groups`;
      this.#box.append(this.#more);
    }
  };

  var TEN = [
    "#3f90da",
    "#ffa90e",
    "#bd1f01",
    "#94a4a2",
    "#832db6",
    "#a96b59",
    "#e76300",
    "#b9ac70",
    "#717581",
    "#92dadd"
  ];
  var OTHER = "#8a8f98";
  var SCALE = ["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"];
  function colouringOf(view, grouping, by) {
    const { labels, agreement, confidence, novelty } = view;
    const counted = (texts, of) => {
      const counts = new Array(texts.length).fill(0);
      for (let i = 0; i < view.length; i++) counts[of(i)]++;
      return { kinds: texts.map((text, c) => ({ text, count: counts[c] })), switches: true, of };
    };
    const scaled = (of) => ({
      kinds: [0, 0.2, 0.4, 0.6, 0.8, 1].map((x) => ({ text: String(x), count: 0 })),
      switches: false,
      of
    });
    if (by === "class" && labels) return counted(view.classNames, (i) => labels[i]);
    if (by === "right" && labels) {
      return counted(["as matched", "otherwise"], (i) => isWrong(view, grouping, i) ? 1 : 0);
    }
    if (by === "confidence") return scaled((i) => confidence[i]);
    if (by === "novelty") return scaled((i) => novelty[i]);
    if (by === "agreement" && agreement) return scaled((i) => agreement[i]);
    return counted(grouping.groups.map(groupText), (i) => grouping.of[i]);
  }
  function coloursOf({ kinds, switches }, off) {
    if (!switches) return kinds.map((_, at) => SCALE[at]);
    let next = 0;
    return kinds.map((_, kind) => off.has(kind) ? OTHER : TEN[next++] ?? OTHER);
  }
  function pixelOf(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
  }
  function onScale(x) {
    const at = Math.min(1, Math.max(0, x)) * (SCALE.length - 1), low = Math.min(SCALE.length - 2, Math.floor(at));
    const [a, b] = [SCALE[low], SCALE[low + 1]];
    const mixed = [1, 3, 5].map((place) => {
      const [u, v] = [a, b].map((colour) => parseInt(colour.slice(place, place + 2), 16));
      return Math.round(u + (v - u) * (at - low));
    });
    return (255 << 24 | mixed[2] << 16 | mixed[1] << 8 | mixed[0]) >>> 0;
  }

  function isInside(x, y, line) {
    let inside = false;
    for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
      const [ax, ay] = line[i], [bx, by] = line[j];
      if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  }

  var FULL = [0, 100];
  var MapFilters = class {
    box = element("div", { className: "filters" });
    #desk;
    #changed;
    #group = element("select", { autocomplete: "off" });
    #class = element("select", { autocomplete: "off" });
    #classLabel = element("label", {}, "Class ", this.#class);
    #split = element("select", { autocomplete: "off" });
    #splitLabel = element("label", {}, "Split ", this.#split);
    #name = element("input", { type: "search", autocomplete: "off" });
    #confidence = this.#range("Confidence");
    #novelty = this.#range("Novelty");
    /** @param changed Is told that other pictures are to be shown. */
    constructor(desk2, changed) {
      this.#desk = desk2;
      this.#changed = changed;
      for (const select of this.#selects) select.addEventListener("change", changed);
      this.#name.addEventListener("input", changed);
      const clear = element("button", {
        type: "button",
        className: "plain",
        textContent: "Show all"
      });
      clear.addEventListener("click", () => {
        this.#clear();
        changed();
      });
      this.box.append(
        element("label", {}, "Group ", this.#group),
        this.#classLabel,
        this.#splitLabel,
        this.#confidence.box,
        this.#novelty.box,
        element("label", {}, "Name has ", this.#name),
        clear
      );
    }
    get #selects() {
      return [this.#group, this.#class, this.#split];
    }
    /** Offers what there is of a run. */
    fill() {
      const { grouping, view } = this.#desk;
      const fill = (select, texts) => {
        const before = select.value;
        select.replaceChildren(
          element("option", { value: "", textContent: "all" }),
          ...texts.map((textContent, at) => element("option", { value: String(at), textContent }))
        );
        select.value = Number(before) < texts.length ? before : "";
      };
      fill(this.#group, grouping.groups.map(groupText));
      this.#classLabel.hidden = view.labels === null;
      fill(this.#class, view.classNames);
      this.#confidence.box.hidden = !view.tellsConfidence;
      this.#splitLabel.hidden = view.splitNames.length === 0;
      fill(this.#split, view.splitNames);
    }
    /** Whether a picture passes. */
    test() {
      const { view, grouping } = this.#desk;
      const [group, c, split] = this.#selects.map(({ value }) => value);
      const name = this.#name.value.trim().toLowerCase();
      const within = ({ inputs }, of) => {
        const [low, high] = inputs.map(
          ({ valueAsNumber }, at) => Number.isNaN(valueAsNumber) ? FULL[at] : valueAsNumber
        );
        return low <= FULL[0] && high >= FULL[1] ? () => true : (i) => of[i] * 100 >= low && of[i] * 100 <= high;
      };
      const confident = within(this.#confidence, view.confidence);
      const novel = within(this.#novelty, view.novelty);
      return (i) => (group === "" || grouping.of[i] === Number(group)) && (c === "" || view.labels?.[i] === Number(c)) && (split === "" || view.splitOf(i) === Number(split)) && confident(i) && novel(i) && (name === "" || view.names[i].toLowerCase().includes(name));
    }
    #clear() {
      for (const field of [...this.#selects, this.#name]) field.value = "";
      for (const { inputs } of [this.#confidence, this.#novelty]) {
        inputs.forEach((input, at) => input.valueAsNumber = FULL[at]);
      }
    }
    #range(name) {
      const inputs = FULL.map((value, at) => {
        const input = element("input", {
          type: "number",
          min: "0",
          max: "100",
          value: String(value)
        });
        input.setAttribute("aria-label", `${name}, ${at === 0 ? "at least" : "at most"}, in percent`);
        input.addEventListener("input", () => this.#changed());
        return input;
      });
      return { inputs, box: element("span", {}, `${name} `, inputs[0], " to ", inputs[1], " %") };
    }
  };

  var MARGIN = 16;
  var LARGEST = 40;
  var MapFrame = class {
    width = 1;
    height = 1;
    #scale = 1;
    #left = 0;
    #top = 0;
    get scale() {
      return this.#scale;
    }
    /** Where a point of the square from 0 to 1 is seen. */
    x(u) {
      return this.#left + (MARGIN + u * (this.width - 2 * MARGIN)) * this.#scale;
    }
    y(v) {
      return this.#top + (MARGIN + (1 - v) * (this.height - 2 * MARGIN)) * this.#scale;
    }
    /** The point of the square that is seen at a place. */
    u(x) {
      return ((x - this.#left) / this.#scale - MARGIN) / (this.width - 2 * MARGIN);
    }
    v(y) {
      return 1 - ((y - this.#top) / this.#scale - MARGIN) / (this.height - 2 * MARGIN);
    }
    /** What so many pixels are, sideways and up and down. */
    reach(pixels) {
      return [
        pixels / this.#scale / (this.width - 2 * MARGIN),
        pixels / this.#scale / (this.height - 2 * MARGIN)
      ];
    }
    pan(dx, dy) {
      this.#left += dx;
      this.#top += dy;
      this.#keepIn();
    }
    /** Enlarges so many times; what is seen at a place stays there. */
    zoom(times, x = this.width / 2, y = this.height / 2) {
      const scale = Math.min(LARGEST, Math.max(1, this.#scale * times)), ratio = scale / this.#scale;
      this.#left = x - (x - this.#left) * ratio;
      this.#top = y - (y - this.#top) * ratio;
      this.#scale = scale;
      this.#keepIn();
    }
    reset() {
      this.#scale = 1;
      this.#left = this.#top = 0;
    }
    /** Makes sure that a point is seen. */
    bringIn(u, v) {
      const x = this.x(u), y = this.y(v), edge = 24;
      this.pan(
        x < edge ? edge - x : x > this.width - edge ? this.width - edge - x : 0,
        y < edge ? edge - y : y > this.height - edge ? this.height - edge - y : 0
      );
    }
    /** The map fills its window. */
    #keepIn() {
      const within = (at, size) => Math.min(0, Math.max(size - size * this.#scale, at));
      this.#left = within(this.#left, this.width);
      this.#top = within(this.#top, this.height);
    }
  };

  var DRAG = 4;
  var STEP2 = 1.5;
  var ARROWS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1]
  };
  function watchMap(canvas, map) {
    const drag = found("drag");
    const setTouch = () => canvas.style.touchAction = drag.value === "pan" ? "pan-y" : "none";
    drag.addEventListener("change", setTouch);
    setTouch();
    watchPointer(canvas, map, drag);
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault();
      map.leave();
      const [x, y] = spotOf(canvas, event);
      map.frame.zoom(Math.exp(-event.deltaY / 300), x, y);
      map.redraw();
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => onKey(event, map));
    canvas.addEventListener("blur", () => map.leave());
    const zoom = (times) => {
      map.leave();
      map.frame.zoom(times);
      map.redraw();
    };
    found("zoom-in").addEventListener("click", () => zoom(STEP2));
    found("zoom-out").addEventListener("click", () => zoom(1 / STEP2));
    found("zoom-reset").addEventListener("click", () => zoom(1e-9));
  }
  function watchPointer(canvas, map, drag) {
    let start, last = [0, 0], moved = false;
    let line = [], kind = "pan";
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      start = last = spotOf(canvas, event);
      moved = false;
      line = [start];
      kind = event.shiftKey && drag.value === "pan" ? "box" : drag.value;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const spot = spotOf(canvas, event);
      if (!start) return map.hover(...spot);
      if (!moved && Math.hypot(spot[0] - start[0], spot[1] - start[1]) < DRAG) return;
      if (!moved) map.leave();
      moved = true;
      if (kind === "pan") {
        map.frame.pan(spot[0] - last[0], spot[1] - last[1]);
        map.redraw();
      } else {
        line = kind === "box" ? boxOf(start, spot) : [...line, spot];
        map.draw(line, false);
      }
      last = spot;
    });
    const end = (event) => {
      if (!start) return;
      const from = start;
      start = void 0;
      if (!moved) map.click(...from, event.ctrlKey || event.metaKey);
      else if (kind !== "pan") map.draw(line, true);
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", () => {
      start = void 0;
      map.draw([], true);
    });
    canvas.addEventListener("pointerleave", () => {
      if (!start) map.leave();
    });
  }
  function onKey(event, map) {
    const { key } = event, arrow = ARROWS[key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape") map.leave();
    else if (key === "Enter") map.open();
    else if (key === " ") map.toggle();
    else if (key === "+" || key === "=") map.frame.zoom(STEP2);
    else if (key === "-") map.frame.zoom(1 / STEP2);
    else if (key === "0") map.frame.reset();
    else if (arrow && event.shiftKey) map.frame.pan(-60 * arrow[0], -60 * arrow[1]);
    else if (arrow) map.walk(...arrow);
    else return;
    event.preventDefault();
    map.redraw();
  }
  function boxOf([ax, ay], [bx, by]) {
    return [[ax, ay], [bx, ay], [bx, by], [ax, by]];
  }
  function spotOf(canvas, { clientX, clientY }) {
    const { left, top } = canvas.getBoundingClientRect();
    return [clientX - left - canvas.clientLeft, clientY - top - canvas.clientTop];
  }

  var MOST3 = 60;
  var MapLegend = class {
    #box = found("legend");
    #changed;
    #off = /* @__PURE__ */ new Set();
    #kinds = 0;
    /** @param changed Is told that kinds were switched. */
    constructor(changed) {
      this.#changed = changed;
      this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    }
    /** Kinds that are switched off. */
    get off() {
      return this.#off;
    }
    /** Switches all on. */
    reset() {
      this.#off = /* @__PURE__ */ new Set();
    }
    show(colouring) {
      const { kinds, switches } = colouring;
      if (kinds.length !== this.#kinds) this.#off = /* @__PURE__ */ new Set();
      this.#kinds = kinds.length;
      const colours = coloursOf(colouring, this.#off);
      const focused = [...this.#box.children].indexOf(document.activeElement);
      const entries = kinds.slice(0, MOST3).map(({ text, count }, kind) => {
        const swatch = element("span", { className: "swatch" });
        swatch.style.background = colours[kind];
        if (!switches) return element("span", { className: "entry" }, swatch, text);
        const own = button("", () => this.#switch(kind), "entry");
        own.append(
          swatch,
          `${text} `,
          element("small", { textContent: count.toLocaleString("en-GB") })
        );
        own.setAttribute("aria-pressed", String(!this.#off.has(kind)));
        return own;
      });
      const all = switches && kinds.length > 1 ? [
        button("All", () => this.#switchAll(false), "entry"),
        button("None", () => this.#switchAll(true), "entry")
      ] : [];
      this.#box.replaceChildren(...all, ...entries);
      const stops = this.#stops();
      stops.forEach((stop, at) => stop.tabIndex = at === Math.max(0, focused) ? 0 : -1);
      if (focused >= 0) stops[focused]?.focus();
    }
    #stops() {
      return [...this.#box.querySelectorAll("button")];
    }
    #switch(kind) {
      if (!this.#off.delete(kind)) this.#off.add(kind);
      this.#changed();
    }
    #switchAll(off) {
      this.#off = new Set(off ? Array.from({ length: this.#kinds }, (_, kind) => kind) : []);
      this.#changed();
    }
    #onKey(event) {
      const stops = this.#stops(), at = stops.indexOf(event.target);
      const to = {
        ArrowRight: at + 1,
        ArrowDown: at + 1,
        ArrowLeft: at - 1,
        ArrowUp: at - 1,
        Home: 0,
        End: stops.length - 1
      };
      const next = stops[to[event.key] ?? -1];
      if (at < 0 || !next) return;
      event.preventDefault();
      stops[at].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  };

  var SOFT = 3e3;
  var MapPainter = class {
    #canvas;
    #context;
    #image = null;
    constructor(canvas) {
      this.#canvas = canvas;
      this.#context = canvas.getContext("2d");
    }
    /** Fits the canvas to its place in the page. */
    fit(frame) {
      const canvas = this.#canvas, ratio = devicePixelRatio || 1;
      frame.width = canvas.clientWidth;
      frame.height = canvas.clientHeight;
      const width = Math.max(1, Math.round(frame.width * ratio));
      const height = Math.max(1, Math.round(frame.height * ratio));
      if (canvas.width === width && canvas.height === height && this.#image) return;
      canvas.width = width;
      canvas.height = height;
      this.#image = this.#context.createImageData(width, height);
    }
    paint(frame, painted) {
      const { colours } = painted, context = this.#context;
      const ratio = this.#canvas.width / Math.max(1, frame.width);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const n = colours.length, grown = Math.min(2.2, Math.sqrt(frame.scale));
      const radius = (n > 2e4 ? 1.1 : n > 8e3 ? 1.6 : n > SOFT ? 2.2 : 3.2) * grown;
      if (n <= SOFT) this.#soft(frame, painted, radius);
      else this.#fast(frame, painted, radius * ratio, ratio);
      this.#texts(frame, painted.texts);
      if (painted.chosen >= 0) this.#ring(frame, painted);
      this.#line(painted.line);
      this.#canvas.dataset.drawn = "true";
    }
    #soft(frame, { points, colours }, radius) {
      const context = this.#context;
      context.clearRect(0, 0, frame.width, frame.height);
      context.globalAlpha = 0.88;
      for (let i = 0; i < colours.length; i++) {
        const colour = colours[i];
        if (colour === 0) continue;
        const rest = `${colour >>> 8 & 255} ${colour >>> 16 & 255}`;
        context.fillStyle = `rgb(${colour & 255} ${rest})`;
        context.beginPath();
        context.arc(frame.x(points[2 * i]), frame.y(points[2 * i + 1]), radius, 0, 7);
        context.fill();
      }
      context.globalAlpha = 1;
    }
    #fast(frame, { points, colours }, radius, ratio) {
      const image = this.#image, { width, height } = image;
      const pixels = new Uint32Array(image.data.buffer);
      pixels.fill(0);
      const reach = Math.ceil(radius), offsets = [];
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          if (dx * dx + dy * dy <= radius * radius) offsets.push(dy * width + dx);
        }
      }
      const x0 = frame.x(0) * ratio, kx = frame.x(1) * ratio - x0;
      const y0 = frame.y(0) * ratio, ky = frame.y(1) * ratio - y0;
      for (let i = 0; i < colours.length; i++) {
        const colour = colours[i];
        if (colour === 0) continue;
        const x = x0 + kx * points[2 * i] | 0, y = y0 + ky * points[2 * i + 1] | 0;
        if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
        const at = y * width + x;
        for (let o = 0; o < offsets.length; o++) pixels[at + offsets[o]] = colour;
      }
      this.#context.putImageData(image, 0, 0);
    }
    #texts(frame, texts) {
      const context = this.#context, { color, backgroundColor } = getComputedStyle(this.#canvas);
      context.font = "600 13px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = backgroundColor;
      context.fillStyle = color;
      for (const { text, u, v } of texts) {
        context.strokeText(text, frame.x(u), frame.y(v));
        context.fillText(text, frame.x(u), frame.y(v));
      }
    }
    #ring(frame, { points, chosen, near }) {
      const context = this.#context, x = frame.x(points[2 * chosen]), y = frame.y(points[2 * chosen + 1]);
      context.strokeStyle = getComputedStyle(this.#canvas).color;
      context.lineWidth = 1;
      context.globalAlpha = 0.45;
      context.beginPath();
      for (const other of near) {
        context.moveTo(x, y);
        context.lineTo(frame.x(points[2 * other]), frame.y(points[2 * other + 1]));
      }
      context.stroke();
      context.globalAlpha = 1;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, 7, 0, 7);
      context.stroke();
    }
    #line(line) {
      if (line.length < 2) return;
      const context = this.#context;
      context.strokeStyle = getComputedStyle(this.#canvas).color;
      context.lineWidth = 1.5;
      context.setLineDash([5, 4]);
      context.beginPath();
      for (const [x, y] of line) context.lineTo(x, y);
      context.closePath();
      context.stroke();
      context.setLineDash([]);
    }
  };

  var SIDE = 128;
  var PointIndex = class {
    #points;
    /** Where each cell begins in `order`, and one more. */
    #starts = new Uint32Array(SIDE * SIDE + 1);
    #order;
    /** @param points `[n, 2]`. */
    constructor(points) {
      const n = points.length / 2;
      this.#points = points;
      this.#order = new Uint32Array(n);
      for (let i = 0; i < n; i++) this.#starts[this.#cellOf(i) + 1]++;
      for (let cell = 0; cell < SIDE * SIDE; cell++) this.#starts[cell + 1] += this.#starts[cell];
      const next = this.#starts.slice();
      for (let i = 0; i < n; i++) this.#order[next[this.#cellOf(i)]++] = i;
    }
    /**
     * The nearest point that counts, within an ellipse; -1 for none.
     *
     * @param reachX How far it may be sideways, as `reachY` up and down.
     */
    nearest(x, y, reachX, reachY, counts) {
      let best = -1, least = 1;
      this.within(x - reachX, y - reachY, x + reachX, y + reachY, (i) => {
        const u = (this.#points[2 * i] - x) / reachX, v = (this.#points[2 * i + 1] - y) / reachY;
        const d = u * u + v * v;
        if (d < least && counts(i)) [best, least] = [i, d];
      });
      return best;
    }
    /** Calls for every point of the cells that a box touches. */
    within(x0, y0, x1, y1, found2) {
      const cell = (x) => Math.min(SIDE - 1, Math.max(0, Math.floor(x * SIDE)));
      for (let row = cell(y0); row <= cell(y1); row++) {
        const from = this.#starts[row * SIDE + cell(x0)];
        const to = this.#starts[row * SIDE + cell(x1) + 1];
        for (let at = from; at < to; at++) found2(this.#order[at]);
      }
    }
    #cellOf(i) {
      const cell = (x) => Math.min(SIDE - 1, Math.max(0, Math.floor(x * SIDE)));
      return cell(this.#points[2 * i + 1]) * SIDE + cell(this.#points[2 * i]);
    }
  };

  var REACH = 12;
  var NUMBERED = 60;
  var ImageMap = class {
    frame = new MapFrame();
    #desk;
    #canvas = found("map");
    #tip = found("tip");
    #by = found("by");
    #painter = new MapPainter(this.#canvas);
    #filters;
    #legend;
    #picked;
    #index;
    #colours = new Uint32Array(0);
    #texts = [];
    #line = [];
    #at = -1;
    #waiting = false;
    /** Whether the colours are to be worked out anew. */
    #stale = true;
    constructor(desk2) {
      this.#desk = desk2;
      const anew = () => this.#restart();
      this.#filters = new MapFilters(desk2, anew);
      this.#legend = new MapLegend(anew);
      found("map-filters").append(this.#filters.box);
      this.#picked = new Pictures(desk2, { label: "Selected on the map", layout: "grid" });
      found("picked").append(element("p", { className: "dim" }), this.#picked.box);
      this.#by.addEventListener("change", () => {
        this.#legend.reset();
        anew();
      });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", anew);
      watchMap(this.#canvas, this);
      this.#painter.fit(this.frame);
      new ResizeObserver(() => {
        this.#painter.fit(this.frame);
        this.#soon();
      }).observe(this.#canvas);
      desk2.onRun.on(() => this.#show());
      desk2.onGroups.on(() => {
        this.#filters.fill();
        this.#restart();
      });
      this.#show();
    }
    /** Shows another run. */
    #show() {
      const { view } = this.#desk;
      this.#index = new PointIndex(view.map);
      for (const option of this.#by.options) {
        option.disabled = ["class", "right"].includes(option.value) && !view.labels || option.value === "confidence" && !view.tellsConfidence || option.value === "agreement" && !view.agreement;
      }
      if (this.#by.selectedOptions[0].disabled) this.#by.value = "group";
      this.#at = -1;
      this.frame.reset();
      this.#legend.reset();
      this.#filters.fill();
      found("picked").hidden = true;
      this.#restart();
    }
    hover(x, y) {
      this.#pointAt(this.#under(x, y));
    }
    leave() {
      this.#pointAt(-1);
    }
    click(x, y, toggles) {
      const i = this.#under(x, y);
      if (i < 0) return;
      if (toggles) this.#desk.toggle(i);
      else this.open(i);
    }
    /** Opens a picture among those that the map shows, its neighbours first. */
    open(i = this.#at) {
      if (i < 0) return;
      const { ids, k } = this.#desk.view;
      this.#desk.open(i, [i, ...ids.subarray(i * k, (i + 1) * k)]);
    }
    toggle() {
      if (this.#at >= 0) this.#desk.toggle(this.#at);
    }
    /** Shows the line around what is being selected, and selects what is within once it is whole. */
    draw(line, whole) {
      this.#line = whole ? [] : line;
      this.redraw();
      if (!whole || line.length < 3) return;
      const { frame } = this, xs = line.map(([x]) => x), ys = line.map(([, y]) => y);
      const { map } = this.#desk.view, items = [];
      this.#index.within(
        frame.u(Math.min(...xs)),
        frame.v(Math.max(...ys)),
        frame.u(Math.max(...xs)),
        frame.v(Math.min(...ys)),
        (i) => {
          const shown = this.#colours[i] !== 0;
          if (shown && isInside(frame.x(map[2 * i]), frame.y(map[2 * i + 1]), line)) items.push(i);
        }
      );
      this.#desk.select(items);
      const box = found("picked");
      box.hidden = items.length === 0;
      box.querySelector("p").textContent = `${items.length.toLocaleString("en-GB")} pictures selected on the map`;
      this.#picked.show(items);
      if (items.length === 0) this.#desk.tell("No picture of the map is within.");
    }
    /** Goes to the next picture in a direction. */
    walk(dx, dy) {
      const { map, length } = this.#desk.view, { frame } = this;
      if (this.#at < 0) return this.#pointAt(this.#colours.findIndex((colour) => colour !== 0));
      const x = frame.x(map[2 * this.#at]), y = frame.y(map[2 * this.#at + 1]);
      let best = -1, least = Infinity;
      for (let i = 0; i < length; i++) {
        if (this.#colours[i] === 0) continue;
        const u = frame.x(map[2 * i]) - x, v = frame.y(map[2 * i + 1]) - y;
        const along = u * dx + v * dy, across = Math.abs(u * dy - v * dx);
        if (along < 1) continue;
        const cost = along + 3 * across;
        if (cost < least) [best, least] = [i, cost];
      }
      if (best < 0) return;
      frame.bringIn(map[2 * best], map[2 * best + 1]);
      this.#pointAt(best);
    }
    redraw() {
      this.#soon();
    }
    #restart() {
      this.#stale = true;
      this.#soon();
    }
    #soon() {
      if (this.#waiting) return;
      this.#waiting = true;
      requestAnimationFrame(() => {
        this.#waiting = false;
        if (this.#stale) this.#colour();
        this.#paint();
      });
    }
    #paint() {
      const { map: points, ids, k } = this.#desk.view, chosen = this.#at;
      this.#painter.paint(this.frame, {
        ...{ points, chosen, colours: this.#colours, texts: this.#texts, line: this.#line },
        near: chosen < 0 ? [] : Array.from(ids.subarray(chosen * k, (chosen + 1) * k))
      });
    }
    /** Works out the colours of all points, which of them are hidden, and where numbers stand. */
    #colour() {
      const { view, grouping } = this.#desk, by = this.#by.value;
      const colouring = colouringOf(view, grouping, by), passes = this.#filters.test();
      this.#stale = false;
      this.#legend.show(colouring);
      const off = this.#legend.off;
      const pixels = coloursOf(colouring, off).map(pixelOf);
      this.#colours = Uint32Array.from({ length: view.length }, (_, i) => {
        const kind = colouring.of(i);
        if (!passes(i)) return 0;
        if (!colouring.switches) return onScale(kind);
        return off.has(kind) ? 0 : pixels[kind];
      });
      this.#texts = by === "group" && grouping.groups.length <= NUMBERED ? this.#numbers(colouring) : [];
    }
    /** The number of each group, at the middle of its points: the median, which strays do not move. */
    #numbers(colouring) {
      const { view: { map, length }, grouping } = this.#desk;
      const members = colouring.kinds.map(() => []);
      for (let i = 0; i < length; i++) if (this.#colours[i] !== 0) members[colouring.of(i)].push(i);
      const median = (own, axis) => Float32Array.from(own, (i) => map[2 * i + axis]).sort()[own.length >> 1];
      return members.flatMap(
        (own, at) => own.length === 0 ? [] : [{
          text: grouping.groups[at].keys.join(" + "),
          u: median(own, 0),
          v: median(own, 1)
        }]
      );
    }
    #under(x, y) {
      const { frame } = this, [reachX, reachY] = frame.reach(REACH);
      return this.#index.nearest(
        frame.u(x),
        frame.v(y),
        reachX,
        reachY,
        (i) => this.#colours[i] !== 0
      );
    }
    /** Points at a picture, or at none. */
    #pointAt(i) {
      if (i === this.#at) return;
      const tip = this.#tip, canvas = this.#canvas, { frame } = this;
      this.#at = i;
      this.redraw();
      tip.hidden = i < 0;
      if (i < 0) return;
      const { view } = this.#desk;
      tip.querySelector("div").textContent = this.#desk.describe(i);
      drawPicture(view, tip.querySelector("canvas"), i, 120);
      const x = frame.x(view.map[2 * i]), y = frame.y(view.map[2 * i + 1]);
      const left = x + 230 > canvas.clientWidth ? x - 14 - tip.offsetWidth : x + 14;
      tip.style.left = `${Math.max(0, left)}px`;
      tip.style.top = `${Math.max(0, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight))}px`;
    }
  };

  function bytesOf(text) {
    const letters = atob(text), bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes.buffer;
  }
  var uint8 = (text) => new Uint8Array(bytesOf(text));
  var uint16 = (text) => new Uint16Array(bytesOf(text));
  var uint32 = (text) => new Uint32Array(bytesOf(text));
  var int16 = (text) => new Int16Array(bytesOf(text));
  var int32 = (text) => new Int32Array(bytesOf(text));
  var float32 = (text) => new Float32Array(bytesOf(text));

  var View = class {
    packed;
    images;
    /** Place of each image in its set. */
    places;
    /** Number of each image in its split. */
    shown;
    labels;
    names;
    clusters;
    confidence;
    /** Whether it tells how sure it is: k-means puts each picture into one group, and says no more. */
    tellsConfidence;
    /** The next likely cluster, and its probability. */
    second;
    agreement;
    map;
    /** Neighbours `[shown, k]`, and their cosines times 10,000. */
    ids;
    cosines;
    k;
    /** Images of each cluster over the whole split. */
    sizes;
    /** By the number of parts. */
    parts;
    /** Clusters by size. */
    order;
    #novelty;
    #placesByName;
    constructor(run, set) {
      const shown = run.shown === null ? set.shown : uint32(run.shown);
      const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
      const places = Uint32Array.from(shown, (number) => placeOf.get(number));
      const { labels } = set;
      this.packed = run;
      this.images = set;
      this.places = places;
      this.shown = shown;
      this.labels = labels && Int32Array.from(places, (place) => labels[place]);
      this.names = Array.from(places, (place) => set.names[place]);
      this.clusters = int32(run.clusters);
      this.confidence = float32(run.confidence);
      this.tellsConfidence = this.confidence.some((one) => one !== this.confidence[0]);
      this.second = run.second ? { clusters: int32(run.second.clusters), shares: uint16(run.second.shares) } : null;
      this.agreement = run.agreement === null ? null : float32(run.agreement);
      this.map = float32(run.map);
      this.ids = shown.length <= 65536 ? uint16(run.ids) : uint32(run.ids);
      this.cosines = int16(run.cosines);
      this.k = run.k;
      this.sizes = run.sizes;
      this.parts = new Map(
        Object.entries(run.parts).map(([n, { of, sizes, nearest }]) => [
          Number(n),
          { of: uint8(of), sizes, nearest: nearest === void 0 ? null : uint8(nearest) }
        ])
      );
      this.order = run.sizes.map((_, c) => c).sort((a, b) => run.sizes[b] - run.sizes[a] || a - b);
    }
    /** Images on the page. */
    get length() {
      return this.shown.length;
    }
    get classNames() {
      return this.images.classNames ?? [];
    }
    /** Splits of its images, where there are several. */
    get splitNames() {
      return this.images.splits?.names ?? [];
    }
    /** The split of an image, by its place among the names; -1 where there is one. */
    splitOf(i) {
      return this.images.splits?.of[this.places[i]] ?? -1;
    }
    classText(c) {
      return this.images.classNames?.[c] ?? String(c);
    }
    /** The class that a cluster is matched to, or -1. */
    matched(cluster) {
      return this.packed.classOf?.[cluster] ?? -1;
    }
    /** The part, from 0, that an image is nearest to of a cluster in so many parts. */
    nearestPart(i, cluster, parts) {
      const nearest = this.parts.get(parts)?.nearest, at = i * this.sizes.length + cluster;
      return nearest ? nearest[at >> 2] >> 2 * (at & 3) & 3 : 0;
    }
    /** What pictures of a group are put in order by: confidence, or else how like their neighbours they are. */
    get certainty() {
      return this.tellsConfidence ? this.confidence : this.novelty.map((one) => 1 - one);
    }
    /** How unlike its neighbours each image is: 1 less the mean cosine. */
    get novelty() {
      const { k, cosines, length } = this;
      return this.#novelty ??= Float32Array.from({ length }, (_, i) => {
        let sum = 0;
        for (let j = 0; j < k; j++) sum += cosines[i * k + j];
        return k > 0 ? Math.min(1, Math.max(0, 1 - sum / k / 1e4)) : 0;
      });
    }
    /** The image of a name, if it is on the page; as it was typed, an accent may be coded otherwise. */
    placeOf(name) {
      this.#placesByName ??= new Map([
        ...this.names.map((own, i) => [own.normalize("NFC"), i]),
        ...this.names.map((own, i) => [own, i])
      ]);
      return this.#placesByName.get(name) ?? this.#placesByName.get(name.normalize("NFC"));
    }
  };

  var PageSets = class {
    #data;
    #sets;
    #views;
    constructor(data2) {
      this.#data = data2;
      this.#sets = data2.sets.map((set) => ({
        ...set,
        shown: uint32(set.shown),
        labels: set.labels === null ? null : int32(set.labels),
        splits: set.splits ? { names: set.splits.names, of: uint8(set.splits.of) } : null
      }));
      this.#views = data2.runs.map(() => null);
    }
    /** A run, unpacked when it is first looked at. */
    at(i) {
      const run = this.#data.runs[i];
      return this.#views[i] ??= new View(run, this.#sets[run.set]);
    }
  };

  function searchPictures(view, grouping, typed) {
    const wanted2 = typed.trim().toLowerCase();
    if (wanted2 === "") return [];
    const holds = (text) => text.toLowerCase().includes(wanted2);
    const groups = grouping.groups.map(({ name }) => holds(name));
    const classes = view.classNames.map(holds);
    const numbered = /^\d+$/.test(wanted2) ? view.shown.indexOf(Number(wanted2)) : -1;
    const found2 = numbered >= 0 ? [numbered] : [];
    for (let i = 0; i < view.length; i++) {
      if (i === numbered) continue;
      if (holds(view.names[i]) || groups[grouping.of[i]] || view.labels && classes[view.labels[i]]) found2.push(i);
    }
    return found2;
  }

  function similarTo({ ids, cosines, k }, i, most) {
    const nearness = /* @__PURE__ */ new Map([[i, 1]]);
    const done = /* @__PURE__ */ new Set(), found2 = [];
    while (found2.length <= most) {
      let next = -1, best = 0;
      for (const [j, near] of nearness) if (!done.has(j) && near > best) [next, best] = [j, near];
      if (next < 0) break;
      done.add(next);
      found2.push(next);
      for (let place = next * k; place < (next + 1) * k; place++) {
        const near = best * Math.max(0, cosines[place] / 1e4);
        if (near > (nearness.get(ids[place]) ?? 0)) nearness.set(ids[place], near);
      }
    }
    return found2.slice(1, most + 1);
  }

  var ALIKE = 60;
  var SearchBox = class {
    #desk;
    #field = found("find");
    #count = element("span", { className: "dim" });
    #next = button("Next", () => this.#open(this.#at + 1));
    #list;
    #close = button("Close", () => this.#clear());
    #items = [];
    #at = -1;
    #waiting = 0;
    constructor(desk2) {
      this.#desk = desk2;
      this.#list = new Pictures(desk2, { label: "Pictures found", layout: "grid" });
      this.#count.setAttribute("role", "status");
      found("found").append(
        element("p", { className: "bar" }, this.#count, this.#next, this.#close),
        this.#list.box
      );
      this.#field.addEventListener("input", () => {
        clearTimeout(this.#waiting);
        this.#waiting = setTimeout(() => this.#find(), 120);
      });
      this.#field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          this.#find();
          this.#open(this.#at + 1);
        } else if (event.key === "Escape") this.#clear();
        else if (event.key === "ArrowDown" && this.#items.length > 0) {
          event.preventDefault();
          this.#list.focus(0);
        }
      });
      desk2.onRun.on(() => this.#clear());
      desk2.onGroups.on(() => {
        if (this.#items.length > 0) this.#list.show(this.#items);
      });
      addEventListener("keydown", (event) => {
        if (event.key !== "/" || event.target.closest?.("input, select, dialog")) return;
        event.preventDefault();
        this.#field.focus();
      });
      this.#clear();
    }
    /** Shows the pictures most like one. */
    showLike(i) {
      const { view } = this.#desk;
      this.#field.value = "";
      this.#show([i, ...similarTo(view, i, ALIKE)], `like ${view.names[i]}, which comes first`);
      found("found").scrollIntoView({ block: "nearest" });
      this.#list.focus(0);
    }
    /** Shows pictures that were found otherwise. */
    show(items, what) {
      this.#field.value = "";
      this.#show(items, what);
      found("found").scrollIntoView({ block: "nearest" });
    }
    #find() {
      clearTimeout(this.#waiting);
      const typed = this.#field.value;
      if (typed.trim() === "") return this.#clear();
      const items = searchPictures(this.#desk.view, this.#desk.grouping, typed);
      if (items.length === this.#items.length && items.every((i, at) => this.#items[at] === i)) {
        return;
      }
      this.#show(items, `found for "${typed.trim()}"`);
    }
    #show(items, what) {
      this.#items = items;
      this.#at = -1;
      found("found").hidden = false;
      this.#count.textContent = `${items.length.toLocaleString("en-GB")} ${items.length === 1 ? "picture" : "pictures"} ${what}`;
      this.#next.hidden = items.length === 0;
      this.#list.box.hidden = items.length === 0;
      this.#list.show(items);
    }
    /** Opens one of what was found, the first again after the last. */
    #open(at) {
      if (this.#items.length === 0) return;
      this.#at = at % this.#items.length;
      this.#desk.open(this.#items[this.#at], this.#items);
    }
    #clear() {
      this.#field.value = "";
      this.#items = [];
      this.#at = -1;
      found("found").hidden = true;
      this.#list.show([]);
    }
  };

  function betweenGroups({ second, confidence, length }, most) {
    if (!second) return [];
    const share = (i) => second.shares[i] / 65535 / Math.max(confidence[i], 1e-6);
    return Array.from({ length }, (_, i) => i).filter((i) => share(i) >= HALF_AS_LIKELY).sort((a, b) => share(b) - share(a) || a - b).slice(0, most);
  }
  var HALF_AS_LIKELY = 0.5;
  var AGREEING = 0.75;
  function mislabelled(view, most) {
    const { labels, ids, k, clusters, length, confidence } = view;
    if (!labels || k === 0) return [];
    const found2 = [];
    for (let i = 0; i < length; i++) {
      const likely = view.matched(clusters[i]);
      if (likely < 0 || likely === labels[i]) continue;
      let same2 = 0;
      for (let j = i * k; j < (i + 1) * k; j++) if (labels[ids[j]] === likely) same2++;
      if (same2 / k >= AGREEING) found2.push({ image: i, likely, share: same2 / k });
    }
    return found2.sort(
      (a, b) => b.share - a.share || confidence[b.image] - confidence[a.image] || a.image - b.image
    ).slice(0, most);
  }

  var MOST4 = 500;
  var STEP3 = 20;
  var SecondLook = class {
    #desk;
    #box = found("look");
    #lists = [];
    constructor(desk2) {
      this.#desk = desk2;
      desk2.onRun.on(() => this.#show());
      desk2.onGroups.on(() => {
        for (const { list, items } of this.#lists) list.show(items);
      });
      this.#show();
    }
    #show() {
      const { view } = this.#desk, { doubles, strays, looking, moreDoubles } = view.packed;
      this.#lists = [];
      this.#box.replaceChildren(
        ...this.#doubles(doubles, looking.doubles, moreDoubles),
        ...this.#part(
          "Strays",
          strays,
          "Unlike all others, the strangest first: often broken, or of another kind. From outliers.csv.",
          "No picture is unlike all others.",
          looking.strays
        ),
        ...this.#part(
          "Doubtful",
          betweenGroups(view, MOST4),
          "Between two groups: the next likely one is at least half as likely. The least decided first.",
          view.tellsConfidence ? "Every picture is clearly in its group." : "This method puts each picture into one group, and does not tell how sure it is.",
          "",
          (i) => `, or cluster ${view.second.clusters[i]}`
        ),
        ...this.#mislabelled()
      );
    }
    #mislabelled() {
      const { view } = this.#desk;
      if (!view.labels) return [];
      const all = mislabelled(view, MOST4);
      const likely = new Map(all.map((one) => [one.image, one]));
      return this.#part(
        "Probably mislabelled",
        all.map(({ image }) => image),
        "Most of their neighbours, and their cluster, are of one other class. The surest first.",
        "No label contradicts both the cluster and the neighbours.",
        "",
        (i) => {
          const one = likely.get(i);
          return `, probably ${view.classText(one.likely)} as ${Math.round(100 * one.share)} % of its neighbours`;
        }
      );
    }
    #doubles(doubles, looking, more) {
      if (doubles === void 0) return [this.#absent("Doubles", looking)];
      const body = element("div", { className: "doubles" });
      let listed = 0;
      const rest = button("", () => list());
      const list = () => {
        for (const group of doubles.slice(listed, listed + STEP3)) {
          listed++;
          const label = `Doubles, set ${listed} of ${doubles.length}`;
          const own = new Pictures(this.#desk, { label, layout: "strip" });
          own.show(group);
          this.#lists.push({ list: own, items: group });
          const others = button(
            `Select all but the best`,
            () => this.#desk.select([...this.#desk.selection, ...group.slice(1)])
          );
          others.setAttribute("aria-label", `Select all but the best of set ${listed}`);
          body.append(element("div", { className: "row" }, own.box, others));
        }
        rest.remove();
        if (listed >= doubles.length) return;
        rest.textContent = `Show more of ${doubles.length} sets`;
        body.append(rest);
      };
      list();
      const count = doubles.reduce((sum, group) => sum + group.length, 0);
      const about = element("span", {
        textContent: count > 0 ? "The same, or nearly, a set a row, the best (the largest) first. From duplicates.csv. Nothing is deleted." : "No two pictures are nearly the same."
      });
      if (more !== void 0) {
        about.append(
          " These are known by the encoder's features; copies that were saved anew, made smaller or turned are told by ",
          element("code", { textContent: more })
        );
      }
      return [this.#details("Doubles", count, about, body)];
    }
    #part(title, items, about, none, looking, extra) {
      if (items === void 0) return [this.#absent(title, looking)];
      if (items.length === 0) return [this.#details(title, 0, none)];
      const list = new Pictures(this.#desk, { label: title, layout: "grid", extra });
      this.#lists.push({ list, items });
      const all = button("Select all", () => this.#desk.select([...this.#desk.selection, ...items]));
      all.setAttribute("aria-label", `Select all of ${title.toLowerCase()}`);
      list.show(items);
      return [this.#details(title, items.length, about, list.box, element("p", {}, all))];
    }
    #absent(title, command) {
      return this.#details(
        title,
        void 0,
        element(
          "span",
          {},
          "Nobody has looked. This does, for the next page: ",
          element("code", { textContent: command })
        )
      );
    }
    #details(title, count, about, ...body) {
      const number = count === void 0 ? "not looked for" : count.toLocaleString("en-GB");
      return element(
        "details",
        { className: "look" },
        element(
          "summary",
          {},
          element("h3", { textContent: title }),
          element("span", { className: "dim", textContent: number })
        ),
        element("p", { className: "dim" }, about),
        ...body
      );
    }
  };

  function moveImages(desk2, images, to) {
    const { view, grouping, history: { now } } = desk2;
    const key = to === NEW ? newKey(now) : to;
    const group = grouping.byKey.get(key);
    const names = images.map((i) => view.names[i]);
    const home = new Set(
      images.filter((i) => grouping.natural[i] === group).map((i) => view.names[i])
    );
    const what = images.length === 1 ? names[0] : `${images.length.toLocaleString("en-GB")} pictures`;
    desk2.correct(
      `Moved ${what} to ${group === void 0 ? `a new group, ${key}` : groupText(grouping.groups[group])}`,
      movePictures(now, names, key, (image) => home.has(image))
    );
  }

  var SelectionBar = class {
    #desk;
    #bar = found("selection");
    #count = element("b");
    #picker = groupPicker("Group to move the selected pictures to");
    #look;
    #list;
    #groupsOf;
    constructor(desk2) {
      this.#desk = desk2;
      this.#list = new Pictures(desk2, { label: "Selected pictures", layout: "grid" });
      this.#list.box.hidden = true;
      this.#look = button("Look at them", () => this.#toggle());
      this.#look.setAttribute("aria-expanded", "false");
      const moving = desk2.store.editable ? [
        element("label", {}, "Move to ", this.#picker),
        button("Move", () => this.#move(this.#picker.value)),
        button("To a new group", () => this.#move(NEW))
      ] : [];
      this.#bar.append(
        this.#list.box,
        element(
          "div",
          { className: "bar" },
          this.#count,
          ...moving,
          this.#look,
          button("Clear", () => desk2.select([]))
        )
      );
      desk2.onSelection.on(() => this.#show());
      desk2.onGroups.on(() => this.#show());
    }
    #show() {
      const { size } = this.#desk.selection;
      this.#bar.hidden = size === 0;
      if (size === 0) {
        this.#list.box.hidden = true;
        this.#look.setAttribute("aria-expanded", "false");
        return;
      }
      this.#count.textContent = `${size.toLocaleString("en-GB")} selected`;
      if (this.#groupsOf !== this.#desk.grouping) {
        this.#groupsOf = this.#desk.grouping;
        fillPicker(this.#picker, this.#desk, {});
      }
      if (!this.#list.box.hidden) this.#list.show([...this.#desk.selection]);
    }
    #toggle() {
      const { box } = this.#list;
      box.hidden = !box.hidden;
      this.#look.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) this.#list.show([...this.#desk.selection]);
    }
    #move(to) {
      moveImages(this.#desk, [...this.#desk.selection], to);
      this.#desk.select([]);
    }
  };

  var STEPS2 = 20;
  var PAST = "crlc past";
  var ServedStore = class {
    editable;
    saves = "Save a copy";
    tellsCommand = false;
    #ask;
    #saveFile;
    #version;
    #listener = () => {
    };
    /** The corrections that are not yet in the run. */
    #next;
    #sending;
    /** Whether somebody else has changed them, so that these must not take their place. */
    #overtaken = false;
    /** @param saveFile Saves corrections as a file. */
    constructor({ edit, version }, saveFile2, ask = (...of) => fetch(...of)) {
      this.editable = edit;
      this.#version = version;
      this.#ask = ask;
      this.#saveFile = saveFile2;
    }
    get unsaved() {
      return this.#next !== void 0;
    }
    onNote(listener) {
      this.#listener = listener;
    }
    open({ edits }) {
      return { edits, past: pastOf(this.#version) };
    }
    keep(_run, edits, past, what) {
      this.#next = { edits, past, what };
      if (this.#overtaken) this.#listener(OVERTAKEN);
      else this.#sending ??= this.#send().finally(() => this.#sending = void 0);
    }
    save(_run, edits) {
      this.#saveFile(edits);
      this.#listener("A copy is saved as names.json.");
    }
    pictureAddress(number) {
      return `picture/${number}`;
    }
    /** Ends when everything is written, or something cannot be. */
    async written() {
      await this.#sending;
    }
    async #send() {
      let written = "";
      while (this.#next && !this.#overtaken) {
        const sent = this.#next;
        let answer;
        try {
          answer = await this.#ask("names.json", {
            method: "POST",
            headers: { "content-type": "application/json", "if-match": `"${this.#version}"` },
            body: JSON.stringify(sent.edits)
          });
        } catch {
          return this.#listener(
            "Not written: crlc open has ended. Save a copy before this page is closed: crlc names --edits takes it. The next correction tries again."
          );
        }
        this.#overtaken = answer.status === 412;
        if (this.#overtaken) return this.#listener(OVERTAKEN);
        if (!answer.ok) return this.#listener(`Not written: ${await reasonOf(answer)}`);
        this.#version = answer.headers.get("etag").replaceAll('"', "");
        await answer.body?.cancel();
        keepPast(this.#version, sent.past);
        written = sent.what;
        if (this.#next === sent) this.#next = void 0;
      }
      this.#listener(`Written: ${written}`);
    }
  };
  var OVERTAKEN = "Not written: the names were changed elsewhere. Save a copy, and reload the page to see them.";
  async function reasonOf(answer) {
    try {
      const { error: { message, hint } } = await answer.json();
      return hint ? `${message}. ${hint}` : message;
    } catch {
      return `the server says ${answer.status}`;
    }
  }
  function pastOf(version) {
    try {
      const held = JSON.parse(sessionStorage.getItem(PAST) ?? "null");
      return held?.version === version ? held.past : [];
    } catch {
      return [];
    }
  }
  function keepPast(version, past) {
    try {
      sessionStorage.setItem(PAST, JSON.stringify({ version, past: past.slice(-STEPS2) }));
    } catch {
    }
  }

  var LARGE = 512;
  var NEGLIGIBLE = 32;
  var Viewer = class {
    #desk;
    #dialog = element("dialog", { className: "viewer" });
    #canvas = element("canvas");
    #full = element("img", { alt: "", hidden: true });
    #title = element("h2", { id: "viewer-title", tabIndex: -1 });
    #place = element("p", { className: "dim" });
    #facts = element("dl");
    #picker = groupPicker("Group to move this picture to");
    #select = button("Select", () => this.#desk.toggle(this.#image));
    #near;
    #nearRow;
    #image = 0;
    #among = [];
    /** @param like Shows the pictures most like one. */
    constructor(desk2, like) {
      this.#desk = desk2;
      this.#near = new Pictures(desk2, {
        label: "Nearest neighbours",
        layout: "strip",
        extra: (i) => `, cosine ${this.#cosineOf(i).toFixed(3)}`
      });
      const more = button("More like this", () => {
        this.#dialog.close();
        like(this.#image);
      });
      this.#nearRow = element(
        "div",
        { className: "near" },
        element("h3", { textContent: "Nearest neighbours" }),
        this.#near.box,
        more
      );
      const moving = desk2.store.editable ? [
        element("label", {}, "Move to ", this.#picker),
        button("Move", () => moveImages(desk2, [this.#image], this.#picker.value))
      ] : [];
      this.#dialog.setAttribute("aria-labelledby", "viewer-title");
      this.#dialog.append(
        element("div", { className: "large" }, this.#canvas, this.#full),
        element(
          "div",
          { className: "about" },
          this.#title,
          this.#place,
          this.#facts,
          element("p", { className: "bar" }, ...moving, this.#select),
          this.#nearRow
        ),
        element(
          "p",
          { className: "bar steps" },
          button("Previous", () => this.#step(-1)),
          button("Next", () => this.#step(1)),
          button("Close", () => this.#dialog.close())
        )
      );
      document.body.append(this.#dialog);
      desk2.open = (i, among) => this.#open(i, among);
      desk2.onGroups.on(() => this.#refresh());
      desk2.onSelection.on(() => this.#refresh());
      desk2.onRun.on(() => delete this.#canvas.dataset.image);
      this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
      this.#dialog.addEventListener("click", (event) => {
        if (event.target === this.#dialog) this.#dialog.close();
      });
    }
    #open(i, among) {
      this.#among = among;
      this.#image = i;
      if (!this.#dialog.open) this.#dialog.showModal();
      this.#show();
      this.#title.focus({ preventScroll: true });
    }
    #step(by) {
      const at = this.#among.indexOf(this.#image), next = this.#among[at + by];
      if (next === void 0) return;
      this.#image = next;
      this.#show();
    }
    #refresh() {
      if (this.#dialog.open) this.#show();
    }
    #show() {
      const desk2 = this.#desk, { view } = desk2, i = this.#image;
      this.#dialog.dataset.image = String(i);
      if (this.#canvas.dataset.image !== String(i)) drawPicture(view, this.#canvas, i, LARGE);
      this.#showFull(i);
      this.#title.textContent = view.names[i];
      const at = this.#among.indexOf(i);
      this.#place.textContent = at < 0 ? "" : `${at + 1} of ${this.#among.length.toLocaleString("en-GB")}`;
      this.#facts.replaceChildren(
        ...this.#factsOf(i).flatMap(([name, value]) => [
          element("dt", { textContent: name }),
          element("dd", {}, value)
        ])
      );
      fillPicker(this.#picker, desk2, { without: desk2.grouping.of[i], added: true });
      const selected = desk2.selection.has(i);
      this.#select.textContent = selected ? "Selected" : "Select";
      this.#select.setAttribute("aria-pressed", String(selected));
      this.#nearRow.hidden = view.k === 0;
      const near = Array.from({ length: view.k }, (_, j) => view.ids[i * view.k + j]);
      if (view.k > 0) this.#near.show(near);
    }
    /** The picture itself in place of the drawn one, where the page can ask for it. */
    #showFull(i) {
      const address = this.#desk.store.pictureAddress(this.#desk.view.shown[i]);
      if (address === void 0 || this.#full.getAttribute("src") === address) return;
      this.#full.hidden = true;
      this.#canvas.hidden = false;
      this.#full.onload = () => {
        this.#full.hidden = false;
        this.#canvas.hidden = true;
      };
      this.#full.src = address;
    }
    #factsOf(i) {
      const desk2 = this.#desk, { view } = desk2;
      const { folder } = view.images, { second, agreement, labels } = view;
      return [
        ...folder === void 0 ? [] : [["File", linkTo(folder, view.names[i])]],
        ["Number", String(view.shown[i])],
        ...view.splitNames.length > 0 ? [["Split", view.splitNames[view.splitOf(i)]]] : [],
        ["Group", groupText(desk2.groupOf(i))],
        ...view.tellsConfidence ? [["Confidence", view.confidence[i].toFixed(3)]] : [],
        ...second && view.tellsConfidence && second.shares[i] > NEGLIGIBLE ? [
          [
            "Next likely",
            `group ${second.clusters[i]} (${(second.shares[i] / 65535).toFixed(3)})`
          ]
        ] : [],
        ...agreement ? [["Heads agree", agreement[i].toFixed(2)]] : [],
        ...labels ? [
          [
            "Class",
            `${view.classText(labels[i])} (${desk2.isWrong(i) ? "not as matched" : "as matched"})`
          ]
        ] : []
      ];
    }
    #cosineOf(i) {
      const { k, ids, cosines } = this.#desk.view;
      for (let at = this.#image * k; at < (this.#image + 1) * k; at++) {
        if (ids[at] === i) return cosines[at] / 1e4;
      }
      return NaN;
    }
    #onKey(event) {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.matches("select, .tile, input")) return;
      if (key === "ArrowLeft") this.#step(-1);
      else if (key === "ArrowRight") this.#step(1);
      else if (key === "s") this.#desk.toggle(this.#image);
      else if (key === "m" && this.#desk.store.editable) this.#picker.focus();
      else return;
      event.preventDefault();
    }
  };
  function linkTo(folder, name) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    return element("a", {
      href: folder === "" ? path : `${folder}/${path}`,
      textContent: "Open the file",
      target: "_blank",
      rel: "noreferrer"
    });
  }

  var data = JSON.parse(found("data").textContent);
  var served = document.getElementById("served")?.textContent;
  var store = served ? new ServedStore(JSON.parse(served), saveFile) : new BrowserStore();
  var desk = new Desk(new PageSets(data), store);
  function showRun() {
    for (const part of document.querySelectorAll("[data-run]")) {
      part.hidden = Number(part.dataset.run) !== desk.at;
    }
    found("drawn").textContent = drawnText(desk.view);
    document.getElementById("framed")?.toggleAttribute("hidden", !desk.view.labels);
  }
  function drawnText({ shown, packed: { samples } }) {
    const number = (count) => count.toLocaleString("en-GB");
    return shown.length < samples ? `${number(shown.length)} of ${number(samples)} pictures are on this page: the most and the least certain of each cluster, and others at random. Sizes and scores count all.` : "";
  }
  new CorrectionsBar(desk);
  new GroupList(desk);
  var search = new SearchBox(desk);
  new Viewer(desk, (i) => search.showLike(i));
  new SelectionBar(desk);
  desk.onSelection.on(() => {
    for (const tile of document.querySelectorAll(".tile")) markTile(tile, desk);
  });
  desk.onRun.on(showRun);
  showRun();
  var runs = document.getElementById("run");
  runs?.addEventListener("change", () => desk.show(Number(runs.value)));
  requestAnimationFrame(
    () => setTimeout(() => {
      new SecondLook(desk);
      new ImageMap(desk);
      const comparison = document.getElementById("comparison");
      if (comparison && data.matched) new CompareRuns(desk, data.matched, comparison);
      desk.onRun.on(() => showCases(desk));
      showCases(desk);
      document.documentElement.dataset.ready = "true";
    })
  );
})();
