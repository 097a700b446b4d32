"use strict";
/* Data of the page, unpacked: the images of each set, and what each run says of them. */
globalThis.runViews = (element) => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const unpack = (Type, text) =>
    text === null ? null : new Type(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  const sets = data.sets.map((set) => ({
    ...set,
    shown: unpack(Uint32Array, set.shown),
    labels: unpack(Int32Array, set.labels),
    pictures: set.mosaics.files.map(() => null),
  }));
  const views = data.runs.map(() => null);
  /** A run, unpacked when it is first looked at. */
  const viewOf = (at) => {
    if (views[at]) return views[at];
    const run = data.runs[at], set = sets[run.set];
    const shown = unpack(Uint32Array, run.shown) ?? set.shown;
    const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
    const places = Uint32Array.from(shown, (number) => placeOf.get(number));
    const labels = set.labels && Int32Array.from(places, (place) => set.labels[place]);
    const clusters = unpack(Int32Array, run.clusters);
    const confidence = unpack(Float32Array, run.confidence);
    const members = run.sizes.map(() => []);
    clusters.forEach((cluster, i) => members[cluster].push(i));
    for (const own of members) own.sort((a, b) => confidence[b] - confidence[a] || a - b);
    return views[at] = {
      ...run,
      images: set,
      places,
      shown,
      labels,
      names: Array.from(places, (place) => set.names[place]),
      classNames: set.classNames,
      clusters,
      confidence,
      agreement: unpack(Float32Array, run.agreement),
      map: unpack(Float32Array, run.map),
      ids: unpack(Uint16Array, run.ids),
      cosines: unpack(Int16Array, run.cosines),
      members,
      order: run.sizes.map((_, c) => c).sort((a, b) => run.sizes[b] - run.sizes[a] || a - b),
      naming: clusterNames(run.edits, element),
      list: null,
    };
  };
  return viewOf;
};

/* Draws an image of a view from its mosaic into a canvas, unless another was asked for since. */
(() => {
  const picture = ({ pictures, mosaics }, at) => {
    pictures[at] ??= new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.src = `data:image/webp;base64,${mosaics.files[at]}`;
    });
    return pictures[at];
  };
  globalThis.drawFrom = async (view, canvas, i) => {
    const { side, columns, each } = view.images.mosaics;
    const place = view.places[i];
    canvas.width = canvas.height = side;
    canvas.dataset.image = i;
    const wanted = canvas.wanted = {};
    const image = await picture(view.images, Math.floor(place / each));
    if (canvas.wanted !== wanted) return;
    const at = place % each;
    const context = canvas.getContext("2d");
    context.drawImage(
      image,
      (at % columns) * side,
      Math.floor(at / columns) * side,
      side,
      side,
      0,
      0,
      side,
      side,
    );
    canvas.dataset.drawn = "true";
  };
})();
