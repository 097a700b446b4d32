"use strict";

const unpack = (Type, text) =>
  text === null ? null : new Type(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);

/** Data of the page: the images of each set, and what each run says of them. */
globalThis.Views = class Views {
  #data = JSON.parse(document.getElementById("data").textContent);
  #sets = this.#data.sets.map((set) => ({
    ...set,
    shown: unpack(Uint32Array, set.shown),
    labels: unpack(Int32Array, set.labels),
    pictures: set.mosaics.files.map(() => null),
  }));
  #views = this.#data.runs.map(() => null);

  /** A run, unpacked when it is first looked at. */
  at(i) {
    const run = this.#data.runs[i];
    return this.#views[i] ??= new View(run, this.#sets[run.set]);
  }
};

/** What one run says of its images, and how that is told. Images are numbered as they are shown. */
class View {
  constructor(run, set) {
    const shown = unpack(Uint32Array, run.shown) ?? set.shown;
    const placeOf = new Map(Array.from(set.shown, (number, place) => [number, place]));
    const places = Uint32Array.from(shown, (number) => placeOf.get(number));
    const clusters = unpack(Int32Array, run.clusters);
    const confidence = unpack(Float32Array, run.confidence);
    const members = run.sizes.map(() => []);
    clusters.forEach((cluster, i) => members[cluster].push(i));
    for (const own of members) own.sort((a, b) => confidence[b] - confidence[a] || a - b);
    Object.assign(this, {
      ...run,
      images: set,
      places,
      shown,
      labels: set.labels && Int32Array.from(places, (place) => set.labels[place]),
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
      naming: new ClusterNames(run.edits),
      list: null,
    });
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
    return this.classOf && this.classOf[cluster] >= 0 ? this.classOf[cluster] : -1;
  }

  /** Whether an image is of the class that its cluster is matched to. */
  isRight(i) {
    return this.labels && this.matched(this.clusters[i]) === this.labels[i];
  }

  describe(i) {
    return [
      this.names[i],
      `cluster ${this.clusterText(this.clusters[i])}`,
      `confidence ${this.confidence[i].toFixed(3)}`,
      ...(this.labels
        ? [`class ${this.classText(this.labels[i])}${this.isRight(i) ? "" : ", not as matched"}`]
        : []),
    ].join(", ");
  }
}
