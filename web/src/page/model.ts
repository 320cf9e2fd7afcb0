import { getAt, type Json, setAt } from "./path";
import type { Draft } from "./scenario";

/** What changed: one value that its input already shows, or the shape of the document, so that inputs must be made anew. */
export type Change = "value" | "shape";

/** The draft being edited and those who want to know of its changes. */
export class Model {
  readonly #listeners: ((change: Change) => void)[] = [];

  constructor(public draft: Draft) {}

  get(path: string): Json | undefined {
    return getAt(this.draft, path);
  }

  /** Sets one value; undefined removes it. */
  set(path: string, value: Json | undefined, change: Change = "value"): void {
    setAt(this.draft, path, value);
    this.#tell(change);
  }

  /** Changes the draft's shape: rows, assets, modes. */
  edit(change: (draft: Draft) => void): void {
    change(this.draft);
    this.#tell("shape");
  }

  replace(draft: Draft): void {
    this.draft = draft;
    this.#tell("shape");
  }

  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
