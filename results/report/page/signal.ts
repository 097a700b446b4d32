/** Something that happens, and whoever is told of it. */
export class Signal {
  readonly #listeners = new Set<() => void>();

  on(listener: () => void): void {
    this.#listeners.add(listener);
  }

  emit(): void {
    for (const listener of this.#listeners) listener();
  }
}
