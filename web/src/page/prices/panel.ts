import type { CalibrationOptions, Calibrator, PriceFile } from "../../calibrate";
import { isAborted } from "../../engine/errors";
import { latest } from "../../engine/latest";
import type { Calibration } from "../../wire.gen";
import { byId, h, put } from "../dom";
import { keepFocus } from "../focus";
import type { Model } from "../model";
import { changeWithUndo } from "../replace";
import { coinsOf, text } from "../scenario";
import { applyCalibration, list, usedCoins } from "./apply";
import { choicesOf, type Law, laws } from "./choices";
import { bindDrop } from "./drop";
import { type Refused, refusalOf } from "./fault";
import { fileTable } from "./file-table";
import { coinOfFile, nameFaults } from "./name";
import { resultOf } from "./result";

/** What one request may hold, in MiB: the program takes 64. */
const mostMiB = 60;

/** Lets people take volatility and correlation from price files, chosen or dropped. Called once. */
export function bindPrices(model: Model, calibrator: Calibrator): void {
  const panel = new PricesPanel(model, calibrator);
  const input = byId<HTMLInputElement>("price-files");
  byId("from-prices").addEventListener("click", () => panel.open());
  byId("choose-prices").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    void panel.take(chosen);
  });
  bindDrop((files) => void panel.take(files));
  byId("prices-close").addEventListener("click", () => {
    byId("prices-card").hidden = true;
    byId("from-prices").focus();
  });
  model.onChange(() => panel.renew());
}

/** What came of the files. The portfolio is not touched before its owner takes the figures. */
type State = "none" | "busy" | { refused: Refused } | { calibration: Calibration };

class PricesPanel {
  #files: PriceFile[] = [];
  #options: CalibrationOptions = { fits: false };
  #state: State = "none";
  #closes = false;
  readonly #runs = latest();

  constructor(
    private readonly model: Model,
    private readonly calibrator: Calibrator,
  ) {}

  /** Shows the panel and goes to it. */
  open(): void {
    const card = byId("prices-card");
    card.hidden = false;
    card.focus();
  }

  /** Makes what is shown fit a portfolio that has changed. */
  renew(): void {
    if (byId("prices-card").hidden) return;
    const law = document.querySelector<HTMLSelectElement>('[data-focus="prices-model"]');
    if (law) law.value = this.#law();
    this.#renderOutcome();
  }

  /** Adds files to those that are there; one of the same name takes the other's place. */
  async take(chosen: readonly File[]): Promise<void> {
    if (chosen.length === 0) return;
    if (byId("prices-card").hidden) this.open();
    const before = this.#files.filter(({ name }) => !chosen.some((file) => file.name === name));
    const size = [...before.map(({ bytes }) => bytes.length), ...chosen.map((file) => file.size)].reduce(
      (a, b) => a + b,
    );
    if (size > mostMiB * 2 ** 20) {
      const says = `Nothing was read: the files have more than ${mostMiB} MiB together. Give fewer, or pack them with gzip.`;
      return this.#show({ refused: { says, faults: [], retry: false } });
    }
    try {
      const coins = coinsOf(this.model.draft);
      const read = chosen.map(async (file) => ({
        asset: coinOfFile(file.name, coins),
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      }));
      this.#files = [...before, ...(await Promise.all(read))];
    } catch (error) {
      return this.#show({ refused: { says: "The files could not be read.", faults: [String(error)], retry: false } });
    }
    this.#changed();
  }

  async #run(): Promise<void> {
    this.#runs.cancel();
    const files = this.#files;
    if (files.length === 0 || nameFaults(files.map(({ asset }) => asset)).size > 0) return this.#show("none");
    this.#show("busy");
    const options = { ...this.#options, model: this.#law() };
    try {
      const run = (signal: AbortSignal): Promise<Calibration> => this.calibrator.calibrate(files, options, { signal });
      this.#show({ calibration: await this.#runs.run(run) });
    } catch (error) {
      if (!isAborted(error)) this.#show({ refused: refusalOf(error) });
    }
  }

  /** The law that the figures are for: the portfolio's where it can be calibrated, unless another was chosen. */
  #law(): Law {
    const kind = text(this.model.get("market.model.kind"));
    return this.#options.model ?? (kind in laws ? (kind as Law) : "vol-mixture");
  }

  #show(state: State): void {
    this.#state = state;
    this.#renderOutcome();
    const said =
      state === "none"
        ? ""
        : state === "busy"
          ? "Calibrating."
          : "refused" in state
            ? state.refused.says
            : "Calibrated.";
    byId("prices-live").textContent = said;
  }

  /** Makes the files and choices anew: when they change, not when an answer comes, as something may be half typed there. */
  #renderForm(): void {
    const left = (file: PriceFile): void => {
      this.#files = this.#files.filter((other) => other !== file);
      byId("choose-prices").focus();
      this.#changed();
    };
    const chosen = (options: CalibrationOptions): void => {
      this.#options = options;
      this.#changed();
    };
    const any = this.#files.length > 0;
    keepFocus(() =>
      put(
        byId("prices-form"),
        any && fileTable(this.#files, () => this.#changed(), left),
        any && choicesOf(this.#options, this.#law(), chosen),
      ),
    );
  }

  #changed(): void {
    this.#renderForm();
    void this.#run();
  }

  #renderOutcome(): void {
    keepFocus(() => put(byId("prices"), ...this.#outcome()));
  }

  #outcome(): HTMLElement[] {
    const state = this.#state;
    if (state === "none") return [];
    if (state === "busy") return [h("p", { class: "hint working" }, "Calibrating…")];
    if ("calibration" in state) return [...resultOf(state.calibration, new Date()), this.#offer(state.calibration)];
    const { says, faults, retry } = state.refused;
    const again = { type: "button", "data-focus": "prices-retry", onclick: () => void this.#run() };
    const items = faults.length > 0 && h("ul", {}, ...faults.map((fault) => h("li", {}, fault)));
    return [h("div", { class: "refused" }, h("p", {}, says), items, retry && h("button", again, "Try again"))];
  }

  /** What takes the figures into the portfolio's market, or why there is nothing to take. */
  #offer(calibration: Calibration): HTMLElement {
    const coins = usedCoins(this.model.draft, calibration);
    const strange = Object.keys(calibration.market.prices).filter((coin) => !coins.includes(coin));
    const unused = `${list(strange)}: not in the portfolio, so not taken. The coin of a file can be changed above.`;
    const offer = h("div", { class: "take" }, strange.length > 0 && h("p", { class: "hint" }, unused));
    if (coins.length === 0) return offer;
    const box = h("input", { type: "checkbox", checked: this.#closes, "data-focus": "prices-closes" });
    box.addEventListener("change", () => (this.#closes = box.checked));
    const press = (): void => {
      const apply = (draft: Model["draft"]): string[] => applyCalibration(draft, calibration, this.#closes);
      changeWithUndo(this.model, apply(structuredClone(this.model.draft)), (draft) => void apply(draft));
      byId("notice").scrollIntoView({ block: "center" });
    };
    const button = { type: "button", class: "primary", "data-focus": "prices-take", onclick: press };
    offer.append(
      h("button", button, `Use these figures of ${list(coins)}`),
      h("label", {}, box, "and the last closes as mark prices"),
    );
    return offer;
  }
}
