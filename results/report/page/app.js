"use strict";
/* The script of a report: draws thumbnails from mosaics, the map, and what belongs to an image. */
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const viewOf = runViews(element);
  /* The run that is looked at, and what of it is used below. */
  let view, shown, clusters, confidence, agreement, labels, map, ids, cosines, names, k, n;
  let classNames, classOf, sizes, members, order, naming;
  const look = (at) => {
    view = viewOf(at);
    ({ shown, clusters, confidence, agreement, labels, map, ids, cosines, names, k } = view);
    ({ classNames, classOf, sizes, members, order, naming } = view);
    n = shown.length;
  };
  const clusterText = (cluster) => {
    const name = naming.nameOf(cluster);
    return name ? `${cluster} (${name})` : String(cluster);
  };

  /* Images */
  const draw = (canvas, i) => drawFrom(view, canvas, i);
  const classText = (c) => classNames?.[c] ?? String(c);
  const matched = (cluster) => classOf && classOf[cluster] >= 0 ? classOf[cluster] : -1;
  const right = (i) => labels && matched(clusters[i]) === labels[i];
  const describe = (i) =>
    [
      names[i],
      `cluster ${clusterText(clusters[i])}`,
      `confidence ${confidence[i].toFixed(3)}`,
      ...(labels ? [`class ${classText(labels[i])}${right(i) ? "" : ", not as matched"}`] : []),
    ].join(", ");
  const thumb = (i, extra = "") => {
    const canvas = element("canvas");
    const text = describe(i) + extra;
    const button = element("button", { type: "button", className: "thumb", title: text }, canvas);
    button.setAttribute("aria-label", text);
    button.dataset.image = i;
    if (labels && !right(i)) button.classList.add("wrong");
    button.addEventListener("click", () => choose(i, true));
    draw(canvas, i);
    return button;
  };
  const row = (title, some) =>
    element(
      "div",
      { className: "row" },
      element("h4", { textContent: title }),
      element("div", { className: "thumbs" }, ...some.map((i) => thumb(i))),
    );

  /* Clusters */
  const SHOWN = 14;
  const fill = (details, cluster) => {
    const own = members[cluster];
    const middle = Math.max(0, Math.floor(own.length / 2 - SHOWN / 2));
    const parts = own.length <= SHOWN ? [["All", own]] : [
      ["Most confident", own.slice(0, SHOWN)],
      ["Half way", own.slice(middle, middle + SHOWN)],
      ["Least confident", own.slice(-SHOWN).reverse()],
    ];
    details.append(naming.editor(cluster), ...parts.map(([title, some]) => row(title, some)));
  };
  const clusterBox = (cluster, open) => {
    const meter = element("meter", {
      max: Math.max(1, ...sizes.slice(0, 1e4)),
      value: sizes[cluster],
    });
    meter.setAttribute("aria-hidden", "true");
    const count = sizes[cluster], total = view.samples;
    const title = element("b");
    const name = () => title.textContent = `Cluster ${clusterText(cluster)}`;
    name();
    naming.onChange(name);
    const summary = element(
      "summary",
      {},
      title,
      meter,
      element("span", {
        textContent: `${count.toLocaleString()} ${count === 1 ? "image" : "images"}, ${
          (100 * count / Math.max(1, total)).toFixed(1)
        } %`,
      }),
      ...(matched(cluster) >= 0
        ? [element("span", { textContent: `matched to ${classText(matched(cluster))}` })]
        : []),
    );
    const details = element("details", { className: "cluster" }, summary);
    details.dataset.cluster = cluster;
    let filled = false;
    details.addEventListener("toggle", () => {
      if (!details.open || filled) return;
      filled = true;
      fill(details, cluster);
    });
    if (open && count > 0) {
      details.open = filled = true;
      fill(details, cluster);
    }
    return details;
  };
  const STEP = 100;
  const clusterList = () => {
    const list = element("div"), { order } = view;
    const more = element("button", { type: "button", className: "plain" });
    let listed = 0;
    const listMore = () => {
      more.remove();
      for (const end = Math.min(order.length, listed + STEP); listed < end; listed++) {
        list.append(clusterBox(order[listed], listed < 10));
      }
      if (listed < order.length) {
        more.textContent = `Show ${Math.min(STEP, order.length - listed)} more of ${order.length}`;
        list.append(more);
      }
    };
    more.addEventListener("click", listMore);
    listMore();
    return { list, saver: naming.saver() };
  };
  const showClusters = () => {
    view.list ??= clusterList();
    document.getElementById("naming").replaceChildren(view.list.saver);
    document.getElementById("clusters").replaceChildren(view.list.list);
  };

  /* Success and failure */
  const showCases = () => {
    const cases = document.getElementById("cases");
    if (!cases) return;
    cases.replaceChildren();
    if (!labels) return cases.append("No classes are known of the images of this run.");
    const most = (test) => {
      const found = [];
      for (let i = 0; i < n; i++) if (test(i)) found.push(i);
      return found.sort((a, b) => confidence[b] - confidence[a] || a - b).slice(0, SHOWN);
    };
    for (const c of classNames.map((_, c) => c).slice(0, 40)) {
      const good = most((i) => labels[i] === c && right(i));
      const bad = most((i) => labels[i] === c && !right(i));
      const intruders = most((i) => labels[i] !== c && matched(clusters[i]) === c);
      cases.append(
        element("h3", { textContent: classText(c) }),
        ...[["Right", good], ["Missed", bad], ["Taken for it", intruders]]
          .filter(([, some]) => some.length > 0)
          .map(([title, some]) => row(title, some)),
      );
    }
  };

  /* Map */
  const canvas = document.getElementById("map");
  const tip = document.getElementById("tip");
  const tipCanvas = tip.querySelector("canvas"), tipText = tip.querySelector("div");
  const by = document.getElementById("by");
  const legend = document.getElementById("legend");
  const panel = document.getElementById("chosen");
  let chosen = -1, hovered = -1;
  const hue = (c, of) => of <= 12 ? 360 * c / Math.max(1, of) : (c * 137.508) % 360;
  const paint = (c, of) => `hsl(${hue(c, of)} 65% ${dark.matches ? 62 : 44}%)`;
  const scale = (x) => `hsl(${(1 - x) * 250} 70% ${dark.matches ? 60 : 45}%)`;
  const colours = () => {
    if (by.value === "class" && labels) return (i) => paint(labels[i], classNames.length);
    if (by.value === "confidence") return (i) => scale(confidence[i]);
    if (by.value === "agreement" && agreement) return (i) => scale(agreement[i]);
    if (by.value === "right" && labels) {
      const style = getComputedStyle(document.body);
      const good = dark.matches ? "#6fcf85" : "#2b7a3d", bad = dark.matches ? "#ff8f87" : "#b3261e";
      return style ? (i) => right(i) ? good : bad : null;
    }
    return (i) => paint(clusters[i], sizes.length);
  };
  const MARGIN = 14;
  const spot = (i) => [
    MARGIN + map[2 * i] * (canvas.clientWidth - 2 * MARGIN),
    MARGIN + (1 - map[2 * i + 1]) * (canvas.clientHeight - 2 * MARGIN),
  ];
  const drawMap = () => {
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const colour = colours();
    const radius = n > 8000 ? 1.6 : n > 2000 ? 2.2 : 3;
    context.globalAlpha = n > 2000 ? 0.7 : 0.85;
    for (let i = 0; i < n; i++) {
      const [x, y] = spot(i);
      context.fillStyle = colour(i);
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fill();
    }
    context.globalAlpha = 1;
    const ink = dark.matches ? "#fff" : "#000";
    if (chosen >= 0) {
      const [x, y] = spot(chosen);
      context.strokeStyle = ink;
      context.globalAlpha = 0.45;
      for (let j = 0; j < k; j++) {
        const [u, v] = spot(ids[chosen * k + j]);
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
  };
  const drawLegend = () => {
    const item = (colour, text) => {
      const swatch = element("span", { className: "swatch" });
      swatch.style.background = colour;
      return element("li", {}, swatch, document.createTextNode(text));
    };
    const kinds = {
      cluster: () => order.slice(0, 40).map((c) => item(paint(c, sizes.length), clusterText(c))),
      class: () =>
        classNames.slice(0, 40).map((name, c) => item(paint(c, classNames.length), name)),
      right: () => [
        item(dark.matches ? "#6fcf85" : "#2b7a3d", "as matched"),
        item(dark.matches ? "#ff8f87" : "#b3261e", "otherwise"),
      ],
    };
    const scaled = () => [0, 0.25, 0.5, 0.75, 1].map((x) => item(scale(x), String(x)));
    legend.replaceChildren(...(kinds[by.value] ?? scaled)());
  };
  const nearest = (x, y) => {
    let best = -1, least = 144;
    for (let i = 0; i < n; i++) {
      const [u, v] = spot(i);
      const d = (u - x) ** 2 + (v - y) ** 2;
      if (d < least) [best, least] = [i, d];
    }
    return best;
  };
  const showTip = (i) => {
    hovered = i;
    tip.hidden = i < 0;
    if (i < 0) return;
    const [x, y] = spot(i);
    tipText.textContent = describe(i);
    draw(tipCanvas, i);
    const left = x + 14 + 200 > canvas.clientWidth ? x - 14 - tip.offsetWidth : x + 14;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.max(0, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight))}px`;
  };
  const choose = (i, scroll) => {
    chosen = i;
    const big = element("canvas");
    draw(big, i);
    const facts = [
      ["Name", names[i]],
      ["Number", String(shown[i])],
      ["Cluster", clusterText(clusters[i])],
      ["Confidence", confidence[i].toFixed(3)],
      ...(agreement ? [["Heads agree", agreement[i].toFixed(2)]] : []),
      ...(labels
        ? [["Class", `${classText(labels[i])} (${right(i) ? "as matched" : "not as matched"})`]]
        : []),
    ];
    const near = Array.from({ length: k }, (_, j) => i * k + j);
    panel.replaceChildren(
      element("h3", { textContent: "Chosen image" }),
      big,
      element(
        "dl",
        {},
        ...facts.flatMap(([name, value]) => [
          element("dt", { textContent: name }),
          element("dd", { textContent: value }),
        ]),
      ),
      element("h3", { textContent: "Nearest neighbours" }),
      element(
        "div",
        { className: "thumbs" },
        ...near.map((at) => thumb(ids[at], `, cosine ${(cosines[at] / 1e4).toFixed(3)}`)),
      ),
    );
    panel.dataset.image = i;
    drawMap();
    if (scroll && panel.getBoundingClientRect().top > innerHeight) {
      document.getElementById("h-map").scrollIntoView({ block: "start" });
    }
    const bounds = panel.getBoundingClientRect();
    if (scroll && (bounds.bottom < 0 || bounds.top < -200)) {
      document.getElementById("h-map").scrollIntoView({ block: "start" });
    }
  };
  const towards = (dx, dy) => {
    if (chosen < 0) return choose(0, false);
    const [x, y] = spot(chosen);
    let best = -1, least = Infinity;
    for (let i = 0; i < n; i++) {
      const [u, v] = spot(i);
      const along = (u - x) * dx + (v - y) * dy, across = Math.abs((u - x) * dy - (v - y) * dx);
      if (along < 1) continue;
      const cost = along + 3 * across;
      if (cost < least) [best, least] = [i, cost];
    }
    if (best >= 0) {
      choose(best, false);
      showTip(best);
    }
  };
  canvas.addEventListener("pointermove", (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    const i = nearest(event.clientX - left, event.clientY - top);
    if (i !== hovered) showTip(i);
  });
  canvas.addEventListener("pointerleave", () => showTip(-1));
  canvas.addEventListener("click", (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    const i = nearest(event.clientX - left, event.clientY - top);
    if (i >= 0) choose(i, false);
  });
  const arrows = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  canvas.addEventListener("keydown", (event) => {
    const arrow = arrows[event.key];
    if (event.key === "Escape") showTip(-1);
    if (!arrow) return;
    event.preventDefault();
    towards(...arrow);
  });
  canvas.addEventListener("blur", () => showTip(-1));
  const redraw = () => {
    drawLegend();
    drawMap();
  };
  by.addEventListener("change", redraw);
  dark.addEventListener("change", redraw);
  new ResizeObserver(drawMap).observe(canvas);
  document.getElementById("find").addEventListener("change", (event) => {
    const wanted = event.target.value.trim();
    const found = shown.indexOf(wanted === "" ? -1 : Number(wanted));
    const i = found >= 0
      ? found
      : names.findIndex((name) => wanted !== "" && name.includes(wanted));
    event.target.setCustomValidity(i >= 0 || wanted === "" ? "" : "No image on this page has it");
    event.target.reportValidity();
    if (i >= 0) choose(i, false);
  });

  /* The run looked at */
  const number = (count) => count.toLocaleString("en-GB");
  const drawnText = () =>
    n < view.samples
      ? `${number(n)} of ${
        number(view.samples)
      } images are drawn: the most and the least confident ` +
        "of each cluster, and others at random. Sizes and scores count all."
      : "";
  const show = (at) => {
    const before = view, last = chosen >= 0 ? shown[chosen] : -1;
    look(at);
    for (const part of document.querySelectorAll("[data-run]")) {
      part.hidden = Number(part.dataset.run) !== at;
    }
    for (const option of by.options) {
      option.disabled = ["class", "right"].includes(option.value) && !labels ||
        option.value === "agreement" && !agreement;
    }
    if (by.selectedOptions[0].disabled) by.value = "cluster";
    document.getElementById("drawn").textContent = drawnText();
    document.getElementById("framed")?.toggleAttribute("hidden", !labels);
    if (!view.list) naming.onChange(redraw);
    showClusters();
    showCases();
    showTip(-1);
    drawLegend();
    // The same image in the other run, where that shows it.
    const same = before?.images === view.images ? shown.indexOf(last) : -1;
    const largest = members[order[0]]?.[0] ?? 0;
    choose(same >= 0 ? same : largest, false);
  };
  const runs = document.getElementById("run");
  runs?.addEventListener("change", () => show(Number(runs.value)));
  show(0);
})();
