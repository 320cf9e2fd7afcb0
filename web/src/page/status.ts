import { byId } from "./dom";

/** Fresh: what is shown belongs to the inputs. Busy: it is being replaced. Stale: it belongs to earlier inputs. */
export type State = "fresh" | "busy" | "stale";

/** The parts of the answer, by the ids of the elements that are greyed while they belong to earlier inputs. */
const parts = ["answer", "pools", "compare", "survival", "levels", "stress", "margin"] as const;
export type Part = (typeof parts)[number];

/** Shows whether work is going on; when it begins, every part is of earlier inputs until it is renewed. */
export function setState(state: State): void {
  document.body.dataset["state"] = state;
  byId("results").setAttribute("aria-busy", String(state === "busy"));
  byId("work").hidden = state !== "busy";
  if (state === "busy") for (const part of parts) byId(part).classList.add("earlier");
}

/** Says that a part now belongs to the inputs. */
export function renewed(...now: Part[]): void {
  for (const part of now) byId(part).classList.remove("earlier");
}

/** Shows how far the work is, from 0 to 1. */
export function showProgress(stage: string, done: number): void {
  byId<HTMLProgressElement>("progress").value = done;
  byId("stage").textContent = stage;
}
