// Built by "deno task page" from the modules of page/: change those.
// deno-fmt-ignore-file
// deno-lint-ignore-file
(() => {
  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function mosaicOf({ pictures, mosaics }, at) {
    return pictures[at] ??= new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.src = `data:image/webp;base64,${mosaics.files[at]}`;
    });
  }
  var wanted = /* @__PURE__ */ new WeakMap();
  async function drawFrom(view, canvas, i) {
    const { side, columns, each } = view.images.mosaics;
    const place = view.places[i];
    canvas.width = canvas.height = side;
    canvas.dataset.image = String(i);
    const own = {};
    wanted.set(canvas, own);
    const image = await mosaicOf(view.images, Math.floor(place / each));
    if (wanted.get(canvas) !== own) return;
    const at = place % each, left = at % columns * side, top = Math.floor(at / columns) * side;
    canvas.getContext("2d").drawImage(image, left, top, side, side, 0, 0, side, side);
    canvas.dataset.drawn = "true";
  }
  function thumb(view, i, choose, extra = "") {
    const canvas = element("canvas");
    const text = view.describe(i) + extra;
    const button = element("button", { type: "button", className: "thumb", title: text }, canvas);
    button.setAttribute("aria-label", text);
    button.dataset.image = String(i);
    if (view.labels && !view.isRight(i)) button.classList.add("wrong");
    button.addEventListener("click", () => choose(i, true));
    drawFrom(view, canvas, i);
    return button;
  }
  function thumbRow(view, title, some, choose) {
    return element(
      "div",
      { className: "row" },
      element("h4", { textContent: title }),
      element("div", { className: "thumbs" }, ...some.map((i) => thumb(view, i, choose)))
    );
  }

  var SHOWN = 14;
  var ClusterList = class _ClusterList {
    /** Clusters that are listed at once. */
    static #STEP = 100;
    static #OPEN = 10;
    #view;
    #choose;
    #listed = 0;
    #more = element("button", { type: "button", className: "plain" });
    list = element("div");
    saver;
    constructor(view, choose) {
      this.#view = view;
      this.#choose = choose;
      this.#more.addEventListener("click", () => this.#listMore());
      this.#listMore();
      this.saver = view.naming.saver();
    }
    #listMore() {
      const { order } = this.#view, step = _ClusterList.#STEP, more = this.#more;
      more.remove();
      for (const end = Math.min(order.length, this.#listed + step); this.#listed < end; ) {
        this.list.append(this.#box(order[this.#listed], this.#listed < _ClusterList.#OPEN));
        this.#listed++;
      }
      if (this.#listed < order.length) {
        more.textContent = `Show ${Math.min(step, order.length - this.#listed)} more of ${order.length}`;
        this.list.append(more);
      }
    }
    #box(cluster, open) {
      const details = element("details", { className: "cluster" }, this.#summary(cluster));
      details.dataset.cluster = String(cluster);
      let filled = false;
      const fill = () => {
        if (filled) return;
        filled = true;
        this.#fill(details, cluster);
      };
      details.addEventListener("toggle", () => {
        if (details.open) fill();
      });
      if (open && this.#view.sizes[cluster] > 0) {
        details.open = true;
        fill();
      }
      return details;
    }
    #summary(cluster) {
      const view = this.#view, { sizes, naming } = view;
      const meter = element("meter", {
        max: Math.max(1, ...sizes.slice(0, 1e4)),
        value: sizes[cluster]
      });
      meter.setAttribute("aria-hidden", "true");
      const count = sizes[cluster], total = view.samples;
      const title = element("b");
      const name = () => title.textContent = `Cluster ${view.clusterText(cluster)}`;
      name();
      naming.onChange(name);
      return element(
        "summary",
        {},
        title,
        meter,
        element("span", {
          textContent: `${count.toLocaleString()} ${count === 1 ? "image" : "images"}, ${(100 * count / Math.max(1, total)).toFixed(1)} %`
        }),
        ...view.matched(cluster) >= 0 ? [element("span", { textContent: `matched to ${view.classText(view.matched(cluster))}` })] : []
      );
    }
    #fill(details, cluster) {
      const view = this.#view, own = view.members[cluster];
      const middle = Math.max(0, Math.floor(own.length / 2 - SHOWN / 2));
      const parts = own.length <= SHOWN ? [["All", own]] : [
        ["Most confident", own.slice(0, SHOWN)],
        ["Half way", own.slice(middle, middle + SHOWN)],
        ["Least confident", own.slice(-SHOWN).reverse()]
      ];
      details.append(
        view.naming.editor(cluster),
        ...parts.map(([title, some]) => thumbRow(view, title, some, this.#choose))
      );
    }
  };

  var CLASSES = 40;
  function showCases(view, choose) {
    const cases = document.getElementById("cases");
    if (!cases) return;
    const { labels, classNames = [], clusters, confidence, shown } = view;
    cases.replaceChildren();
    if (!labels) return cases.append("No classes are known of the images of this run.");
    const most = (test) => {
      const found2 = [];
      for (let i = 0; i < shown.length; i++) if (test(i)) found2.push(i);
      return found2.sort((a, b) => confidence[b] - confidence[a] || a - b).slice(0, SHOWN);
    };
    for (const c of classNames.map((_, c2) => c2).slice(0, CLASSES)) {
      const right = most((i) => labels[i] === c && view.isRight(i));
      const missed = most((i) => labels[i] === c && !view.isRight(i));
      const intruders = most((i) => labels[i] !== c && view.matched(clusters[i]) === c);
      cases.append(
        element("h3", { textContent: view.classText(c) }),
        ...[["Right", right], ["Missed", missed], ["Taken for it", intruders]].filter(([, some]) => some.length > 0).map(([title, some]) => thumbRow(view, title, some, choose))
      );
    }
  }

  function showChosen(panel, view, i, choose) {
    const big = element("canvas");
    drawFrom(view, big, i);
    const near = Array.from({ length: view.k }, (_, j) => i * view.k + j);
    panel.replaceChildren(
      element("h3", { textContent: "Chosen image" }),
      big,
      element(
        "dl",
        {},
        ...factsOf(view, i).flatMap(([name, value]) => [
          element("dt", { textContent: name }),
          element("dd", { textContent: value })
        ])
      ),
      element("h3", { textContent: "Nearest neighbours" }),
      element(
        "div",
        { className: "thumbs" },
        ...near.map(
          (at) => thumb(view, view.ids[at], choose, `, cosine ${(view.cosines[at] / 1e4).toFixed(3)}`)
        )
      )
    );
    panel.dataset.image = String(i);
  }
  function factsOf(view, i) {
    const { names, shown, clusters, confidence, agreement, labels } = view;
    const match = view.isRight(i) ? "as matched" : "not as matched";
    return [
      ["Name", names[i]],
      ["Number", String(shown[i])],
      ["Cluster", view.clusterText(clusters[i])],
      ["Confidence", confidence[i].toFixed(3)],
      ...agreement ? [["Heads agree", agreement[i].toFixed(2)]] : [],
      ...labels ? [["Class", `${view.classText(labels[i])} (${match})`]] : []
    ];
  }

  function found(id) {
    return document.getElementById(id);
  }

  var Colours = class {
    #dark = matchMedia("(prefers-color-scheme: dark)");
    onChange(listener) {
      this.#dark.addEventListener("change", listener);
    }
    get ink() {
      return this.#dark.matches ? "#fff" : "#000";
    }
    get right() {
      return this.#dark.matches ? "#6fcf85" : "#2b7a3d";
    }
    get wrong() {
      return this.#dark.matches ? "#ff8f87" : "#b3261e";
    }
    /** Of one of several kinds; neighbours in number differ where there are many. */
    kind(c, of) {
      const hue = of <= 12 ? 360 * c / Math.max(1, of) : c * 137.508 % 360;
      return `hsl(${hue} 65% ${this.#dark.matches ? 62 : 44}%)`;
    }
    /** Of a number from 0 to 1. */
    scale(x) {
      return `hsl(${(1 - x) * 250} 70% ${this.#dark.matches ? 60 : 45}%)`;
    }
    /** The colour of each image of a view, by cluster, class, right, confidence or agreement. */
    ofImages(view, by) {
      const { labels, classNames = [], confidence, agreement, clusters, sizes } = view;
      if (by === "class" && labels) return (i) => this.kind(labels[i], classNames.length);
      if (by === "confidence") return (i) => this.scale(confidence[i]);
      if (by === "agreement" && agreement) return (i) => this.scale(agreement[i]);
      if (by === "right" && labels) return (i) => view.isRight(i) ? this.right : this.wrong;
      return (i) => this.kind(clusters[i], sizes.length);
    }
    /** What the colours mean, as `[colour, text]`. */
    legend(view, by) {
      const { order, classNames = [], sizes } = view;
      switch (by) {
        case "cluster":
          return order.slice(0, 40).map((c) => [this.kind(c, sizes.length), view.clusterText(c)]);
        case "class":
          return classNames.slice(0, 40).map((name, c) => [this.kind(c, classNames.length), name]);
        case "right":
          return [[this.right, "as matched"], [this.wrong, "otherwise"]];
        default:
          return [0, 0.25, 0.5, 0.75, 1].map((x) => [this.scale(x), String(x)]);
      }
    }
  };

  var ImageMap = class _ImageMap {
    static #MARGIN = 14;
    /** Square of the distance, in pixels, within which a point is pointed at. */
    static #REACH = 144;
    static #ARROWS = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1]
    };
    #canvas = found("map");
    #tip = found("tip");
    #by = found("by");
    #legend = found("legend");
    #colours = new Colours();
    #choose;
    #view;
    #chosen = -1;
    #hovered = -1;
    /** @param choose Is told the image that a person chooses. */
    constructor(choose) {
      this.#choose = choose;
      const canvas = this.#canvas;
      canvas.addEventListener("pointermove", (event) => {
        const i = this.#under(event);
        if (i !== this.#hovered) this.#showTip(i);
      });
      canvas.addEventListener("pointerleave", () => this.#showTip(-1));
      canvas.addEventListener("click", (event) => {
        const i = this.#under(event);
        if (i >= 0) choose(i, false);
      });
      canvas.addEventListener("keydown", (event) => {
        const arrow = _ImageMap.#ARROWS[event.key];
        if (event.key === "Escape") this.#showTip(-1);
        if (!arrow) return;
        event.preventDefault();
        this.#walk(...arrow);
      });
      canvas.addEventListener("blur", () => this.#showTip(-1));
      this.#by.addEventListener("change", () => this.redraw());
      this.#colours.onChange(() => this.redraw());
      new ResizeObserver(() => this.draw()).observe(canvas);
    }
    get chosen() {
      return this.#chosen;
    }
    /** Shows another run, of which no image is chosen yet. */
    show(view) {
      this.#view = view;
      for (const option of this.#by.options) {
        option.disabled = ["class", "right"].includes(option.value) && !view.labels || option.value === "agreement" && !view.agreement;
      }
      if (this.#by.selectedOptions[0].disabled) this.#by.value = "cluster";
      this.#showTip(-1);
      this.#drawLegend();
    }
    mark(i) {
      this.#chosen = i;
      this.draw();
    }
    redraw() {
      this.#drawLegend();
      this.draw();
    }
    draw() {
      const canvas = this.#canvas, ratio = devicePixelRatio || 1;
      canvas.width = Math.round(canvas.clientWidth * ratio);
      canvas.height = Math.round(canvas.clientHeight * ratio);
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      this.#drawPoints(context);
      if (this.#chosen >= 0) this.#drawChosen(context);
    }
    #drawPoints(context) {
      const n = this.#view.shown.length;
      const colour = this.#colours.ofImages(this.#view, this.#by.value);
      const radius = n > 8e3 ? 1.6 : n > 2e3 ? 2.2 : 3;
      context.globalAlpha = n > 2e3 ? 0.7 : 0.85;
      for (let i = 0; i < n; i++) {
        const [x, y] = this.#spot(i);
        context.fillStyle = colour(i);
        context.beginPath();
        context.arc(x, y, radius, 0, 7);
        context.fill();
      }
      context.globalAlpha = 1;
    }
    /** A ring around the chosen image, and a line to each of its neighbours. */
    #drawChosen(context) {
      const { ids, k } = this.#view, chosen = this.#chosen;
      const [x, y] = this.#spot(chosen);
      context.strokeStyle = this.#colours.ink;
      context.globalAlpha = 0.45;
      for (let j = 0; j < k; j++) {
        const [u, v] = this.#spot(ids[chosen * k + j]);
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(u, v);
        context.stroke();
      }
      context.globalAlpha = 1;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, 7, 0, 7);
      context.stroke();
    }
    #drawLegend() {
      this.#legend.replaceChildren(
        ...this.#colours.legend(this.#view, this.#by.value).map(([colour, text]) => {
          const swatch = element("span", { className: "swatch" });
          swatch.style.background = colour;
          return element("li", {}, swatch, document.createTextNode(text));
        })
      );
    }
    #showTip(i) {
      const canvas = this.#canvas, tip = this.#tip;
      this.#hovered = i;
      tip.hidden = i < 0;
      if (i < 0) return;
      const [x, y] = this.#spot(i);
      tip.querySelector("div").textContent = this.#view.describe(i);
      drawFrom(this.#view, tip.querySelector("canvas"), i);
      const left = x + 14 + 200 > canvas.clientWidth ? x - 14 - tip.offsetWidth : x + 14;
      tip.style.left = `${Math.max(0, left)}px`;
      tip.style.top = `${Math.max(0, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight))}px`;
    }
    /** Where an image's point is, in pixels of the page. */
    #spot(i) {
      const { map } = this.#view, canvas = this.#canvas, margin = _ImageMap.#MARGIN;
      return [
        margin + map[2 * i] * (canvas.clientWidth - 2 * margin),
        margin + (1 - map[2 * i + 1]) * (canvas.clientHeight - 2 * margin)
      ];
    }
    /** The image whose point is nearest to the pointer, or -1. */
    #under({ clientX, clientY }) {
      const { left, top } = this.#canvas.getBoundingClientRect();
      const x = clientX - left, y = clientY - top;
      let best = -1, least = _ImageMap.#REACH;
      for (let i = 0; i < this.#view.shown.length; i++) {
        const [u, v] = this.#spot(i);
        const d = (u - x) ** 2 + (v - y) ** 2;
        if (d < least) [best, least] = [i, d];
      }
      return best;
    }
    /** Chooses the next image in a direction. */
    #walk(dx, dy) {
      if (this.#chosen < 0) return this.#choose(0, false);
      const [x, y] = this.#spot(this.#chosen);
      let best = -1, least = Infinity;
      for (let i = 0; i < this.#view.shown.length; i++) {
        const [u, v] = this.#spot(i);
        const along = (u - x) * dx + (v - y) * dy, across = Math.abs((u - x) * dy - (v - y) * dx);
        if (along < 1) continue;
        const cost = along + 3 * across;
        if (cost < least) [best, least] = [i, cost];
      }
      if (best >= 0) {
        this.#choose(best, false);
        this.#showTip(best);
      }
    }
  };

  function bytesOf(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
  }
  var uint32 = (text) => new Uint32Array(bytesOf(text));
  var int32 = (text) => new Int32Array(bytesOf(text));
  var float32 = (text) => new Float32Array(bytesOf(text));
  var uint16 = (text) => new Uint16Array(bytesOf(text));
  var int16 = (text) => new Int16Array(bytesOf(text));

  var isPart = (key) => key.includes(".");
  var ClusterNames = class {
    #edits;
    #names;
    #split;
    /** Groups that hold a part of a cluster; they are written out as they came. */
    #withParts;
    /** Of a cluster, another one that is of the same group. */
    #same = {};
    #listeners = /* @__PURE__ */ new Set();
    constructor(edits) {
      this.#edits = edits;
      this.#names = { ...edits.names };
      this.#split = { ...edits.split };
      this.#withParts = edits.merge.filter((keys) => keys.some(isPart));
      for (const [first, ...others] of edits.merge.filter((keys) => !keys.some(isPart))) {
        for (const other of others) this.#same[other] = first;
      }
    }
    onChange(listener) {
      this.#listeners.add(listener);
    }
    nameOf(cluster) {
      const names = this.#names;
      if (this.#split[cluster]) {
        return this.#keysOf(cluster).map((key) => names[key] ?? key).join(" | ");
      }
      return this.#groupOf(String(cluster)).map((key) => names[key]).find((name) => name) ?? "";
    }
    /** What stands at the head of a cluster's box. */
    editor(cluster) {
      const box = element("div", { className: "edit" });
      const render = () => box.replaceChildren(
        ...this.#keysOf(cluster).map((key) => this.#nameField(key)),
        this.#groupField(cluster),
        this.#partsField(cluster, render)
      );
      render();
      return box;
    }
    /** What stands above all clusters. */
    saver() {
      const button = element("button", {
        type: "button",
        className: "plain",
        id: "save-names",
        textContent: "Save names.json"
      });
      const note = element("span", { className: "dim" });
      note.setAttribute("role", "status");
      button.addEventListener("click", () => {
        const text = `${JSON.stringify(this.#json(), null, 2)}
`;
        const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        element("a", { href: address, download: "names.json" }).click();
        setTimeout(() => URL.revokeObjectURL(address), 1e3);
        note.textContent = "Saved: now crlc names RUN --edits names.json";
      });
      this.onChange(() => note.textContent = "Changed, and not yet saved.");
      return element("p", { className: "bar" }, button, note);
    }
    #nameField(key) {
      const properties = { value: this.#names[key] ?? "", maxLength: 200 };
      return this.#field(isPart(key) ? `Name of part ${key}` : "Name", properties, ({ value }) => {
        if (value.trim()) this.#names[key] = value.trim();
        else delete this.#names[key];
      });
    }
    #groupField(cluster) {
      const properties = {
        value: this.#same[cluster] ?? "",
        type: "number",
        min: 0,
        max: this.#edits.clusters - 1
      };
      return this.#field("Same group as cluster", properties, (input) => {
        if (!input.reportValidity()) return;
        if (input.value === "" || Number(input.value) === cluster) delete this.#same[cluster];
        else this.#same[cluster] = String(Number(input.value));
      });
    }
    #partsField(cluster, render) {
      const properties = { value: this.#split[cluster] ?? 1, type: "number", min: 1, max: 20 };
      return this.#field("Parts", properties, (input) => {
        if (!input.reportValidity()) return;
        if (Number(input.value) > 1) this.#split[cluster] = Number(input.value);
        else delete this.#split[cluster];
        render();
      });
    }
    #field(label, properties, act) {
      const input = element("input", { autocomplete: "off", ...properties });
      input.addEventListener("change", () => {
        act(input);
        for (const listener of this.#listeners) listener();
      });
      return element("label", {}, `${label} `, input);
    }
    #keysOf(cluster) {
      return this.#split[cluster] ? Array.from({ length: this.#split[cluster] }, (_, part) => `${cluster}.${part + 1}`) : [String(cluster)];
    }
    #groupOf(key) {
      return this.#merged().find((keys) => keys.includes(key)) ?? [key];
    }
    /** The groups of whole clusters that are taken for one. */
    #merged() {
      const same = this.#same, split = this.#split, groups = /* @__PURE__ */ new Map();
      for (const key of Object.keys(same)) {
        if (split[key] || split[same[key]]) continue;
        const root = this.#rootOf(key);
        const own = groups.get(root) ?? /* @__PURE__ */ new Set([root]);
        groups.set(root, own.add(key).add(same[key]));
      }
      return [...groups.values()].map((keys) => [...keys].sort((a, b) => Number(a) - Number(b))).filter((keys) => keys.length > 1);
    }
    /** The cluster that stands for a group; the lowest where they name each other in a circle. */
    #rootOf(key) {
      const seen = /* @__PURE__ */ new Set();
      while (this.#same[key] !== void 0 && !seen.has(key)) {
        seen.add(key);
        key = this.#same[key];
      }
      return seen.has(key) ? [...seen].sort((a, b) => Number(a) - Number(b))[0] : key;
    }
    #json() {
      const edits = this.#edits;
      const known = new Set(
        Array.from({ length: edits.clusters }, (_, cluster) => this.#keysOf(cluster)).flat()
      );
      const kept = this.#withParts.map((keys) => keys.filter((key) => known.has(key)));
      return {
        ...edits,
        names: Object.fromEntries(Object.entries(this.#names).filter(([key]) => known.has(key))),
        merge: [...kept.filter((keys) => keys.length > 1), ...this.#merged()],
        split: this.#split
      };
    }
  };

  var View = class {
    run;
    samples;
    images;
    /** Place of each image in its set. */
    places;
    /** Number of each image in its split. */
    shown;
    labels;
    names;
    classNames;
    clusters;
    confidence;
    agreement;
    map;
    ids;
    cosines;
    k;
    /** Images of each cluster over the whole split. */
    sizes;
    classOf;
    /** Images of each cluster, the most confident first. */
    members;
    /** Clusters by size. */
    order;
    naming;
    constructor(run, set) {
      const shown = run.shown === null ? set.shown : uint32(run.shown);
      const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
      const places = Uint32Array.from(shown, (number) => placeOf.get(number));
      const { labels } = set, confidence = float32(run.confidence);
      this.run = run.run;
      this.samples = run.samples;
      this.images = set;
      this.places = places;
      this.shown = shown;
      this.labels = labels && Int32Array.from(places, (place) => labels[place]);
      this.names = Array.from(places, (place) => set.names[place]);
      this.classNames = set.classNames;
      this.clusters = int32(run.clusters);
      this.confidence = confidence;
      this.agreement = run.agreement === null ? null : float32(run.agreement);
      this.map = float32(run.map);
      this.ids = uint16(run.ids);
      this.cosines = int16(run.cosines);
      this.k = run.k;
      this.sizes = run.sizes;
      this.classOf = run.classOf;
      const members = run.sizes.map(() => []);
      this.clusters.forEach((cluster, i) => members[cluster].push(i));
      for (const own of members) own.sort((a, b) => confidence[b] - confidence[a] || a - b);
      this.members = members;
      this.order = run.sizes.map((_, c) => c).sort((a, b) => run.sizes[b] - run.sizes[a] || a - b);
      this.naming = new ClusterNames(run.edits);
    }
    clusterText(cluster) {
      const name = this.naming.nameOf(cluster);
      return name ? `${cluster} (${name})` : String(cluster);
    }
    classText(c) {
      return this.classNames?.[c] ?? String(c);
    }
    /** The class that a cluster is matched to, or -1. */
    matched(cluster) {
      return this.classOf?.[cluster] ?? -1;
    }
    /** Whether an image is of the class that its cluster is matched to. */
    isRight(i) {
      return this.labels !== null && this.matched(this.clusters[i]) === this.labels[i];
    }
    describe(i) {
      return [
        this.names[i],
        `cluster ${this.clusterText(this.clusters[i])}`,
        `confidence ${this.confidence[i].toFixed(3)}`,
        ...this.labels ? [`class ${this.classText(this.labels[i])}${this.isRight(i) ? "" : ", not as matched"}`] : []
      ].join(", ");
    }
  };

  var PageSets = class {
    #data;
    #sets;
    #views;
    constructor(data) {
      this.#data = data;
      this.#sets = data.sets.map((set) => ({
        ...set,
        shown: uint32(set.shown),
        labels: set.labels === null ? null : int32(set.labels),
        pictures: set.mosaics.files.map(() => null)
      }));
      this.#views = data.runs.map(() => null);
    }
    /** A run, unpacked when it is first looked at. */
    at(i) {
      const run = this.#data.runs[i];
      return this.#views[i] ??= new View(run, this.#sets[run.set]);
    }
  };

  var Report = class {
    #sets = new PageSets(JSON.parse(found("data").textContent));
    #map = new ImageMap((i, scroll) => this.#choose(i, scroll));
    #panel = found("chosen");
    #lists = /* @__PURE__ */ new Map();
    #view;
    constructor() {
      const field = found("find");
      field.addEventListener("change", () => this.#find(field));
      const runs = document.getElementById("run");
      runs?.addEventListener("change", () => this.#show(Number(runs.value)));
      this.#show(0);
    }
    /** Shows a run. */
    #show(at) {
      const before = this.#view, view = this.#sets.at(at);
      const last = before ? before.shown[this.#map.chosen] : -1;
      this.#view = view;
      for (const part of document.querySelectorAll("[data-run]")) {
        part.hidden = Number(part.dataset.run) !== at;
      }
      found("drawn").textContent = drawnText(view);
      document.getElementById("framed")?.toggleAttribute("hidden", !view.labels);
      const choose = (i, scroll) => this.#choose(i, scroll);
      const known = this.#lists.get(view);
      if (!known) view.naming.onChange(() => this.#map.redraw());
      const list = known ?? new ClusterList(view, choose);
      this.#lists.set(view, list);
      found("naming").replaceChildren(list.saver);
      found("clusters").replaceChildren(list.list);
      showCases(view, choose);
      this.#map.show(view);
      const same = before?.images === view.images ? view.shown.indexOf(last) : -1;
      const largest = view.members[view.order[0]]?.[0] ?? 0;
      this.#choose(same >= 0 ? same : largest, false);
    }
    /** @param scroll Whether the chosen image is brought into sight. */
    #choose(i, scroll) {
      const panel = this.#panel;
      showChosen(panel, this.#view, i, (i2, scroll2) => this.#choose(i2, scroll2));
      this.#map.mark(i);
      const bringIntoSight = () => found("h-map").scrollIntoView({ block: "start" });
      if (scroll && panel.getBoundingClientRect().top > innerHeight) bringIntoSight();
      const bounds = panel.getBoundingClientRect();
      if (scroll && (bounds.bottom < 0 || bounds.top < -200)) bringIntoSight();
    }
    /** Chooses the image whose number, or part of whose name, was typed. */
    #find(field) {
      const { shown, names } = this.#view, wanted2 = field.value.trim();
      const numbered = shown.indexOf(wanted2 === "" ? -1 : Number(wanted2));
      const i = numbered >= 0 ? numbered : names.findIndex((name) => wanted2 !== "" && name.includes(wanted2));
      field.setCustomValidity(i >= 0 || wanted2 === "" ? "" : "No image on this page has it");
      field.reportValidity();
      if (i >= 0) this.#choose(i, false);
    }
  };
  function drawnText({ shown, samples }) {
    const number = (count) => count.toLocaleString("en-GB");
    return shown.length < samples ? `${number(shown.length)} of ${number(samples)} images are drawn: the most and the least confident of each cluster, and others at random. Sizes and scores count all.` : "";
  }
  new Report();
})();
