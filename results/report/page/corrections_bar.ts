import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { found } from "./found.ts";

/** Undo, redo and save, with what has happened last and the command that comes next. */
export class CorrectionsBar {
  readonly #desk: Desk;
  readonly #undo = button("Undo", () => this.#desk.undo());
  readonly #redo = button("Redo", () => this.#desk.redo());
  readonly #command = found("command");

  constructor(desk: Desk) {
    this.#desk = desk;
    const status = found("status");
    desk.tell = (what) => status.textContent = what;
    const box = found("corrections");
    if (!desk.store.editable) {
      desk.tell("For looking only: nothing can be corrected now.");
      return;
    }
    const save = button(desk.store.saves, () => desk.save(), "plain strong");
    save.id = "save-names";
    this.#undo.id = "undo";
    this.#redo.id = "redo";
    box.append(this.#undo, this.#redo, save);
    const copy = button("Copy", () => this.#copy());
    copy.setAttribute("aria-label", "Copy the command");
    this.#command.after(" ", copy);
    addEventListener("keydown", (event) => this.#onKey(event));
    addEventListener("beforeunload", (event) => {
      if (desk.store.unsaved) event.preventDefault();
    });
    desk.onGroups.on(() => this.#show());
    this.#show();
  }

  #show(): void {
    const { history: { undoable, redoable }, store, view } = this.#desk;
    for (
      const [own, what, word] of [
        [this.#undo, undoable, "Undo"],
        [this.#redo, redoable, "Redo"],
      ] as const
    ) {
      own.setAttribute("aria-disabled", String(what === undefined));
      own.title = what === undefined ? `Nothing to ${word.toLowerCase()}` : `${word}: ${what}`;
    }
    this.#command.textContent = view.packed.command;
    found("next").hidden = !store.tellsCommand || undoable === undefined;
  }

  #onKey(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey || (event.target as Element).matches?.("input")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.#desk.undo();
    else if (key === "y" || key === "z") this.#desk.redo();
    else return;
    event.preventDefault();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#command.textContent!);
      this.#desk.tell("The command is copied.");
    } catch {
      getSelection()?.selectAllChildren(this.#command);
      this.#desk.tell("The command is marked: copy it with Ctrl+C.");
    }
  }
}
