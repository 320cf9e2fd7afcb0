import { type Engine, EngineError, isAborted, latest } from "../engine";
import type { Comparison, Report, Scenario } from "../wire.gen";
import { byId } from "./dom";
import type { Model } from "./model";
import { showBanner } from "./notice";
import { showProblems } from "./problems";
import { renderComparison } from "./results/compare";
import { noAnswerYet, renderHeadline } from "./results/headline";
import { renderLevels } from "./results/levels";
import { renderMargin } from "./results/margin";
import { renderPools } from "./results/pools";
import { renderProvenance } from "./results/provenance";
import { askStress, renderStress } from "./results/stress";
import { renderSurvival } from "./results/survival";
import { renderWarnings } from "./results/warnings";
import { currencyOf } from "./scenario";
import { renewed, setState, showProgress } from "./status";

/** Pause after the last keystroke before computing, in milliseconds. */
const settleMs = 120;

/** Computes the draft's answers; only the newest request matters and old results stay until new ones come. */
export class Computer {
  readonly #newest = latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly model: Model,
    /** Called whenever the engine has accepted a scenario or said what is wrong with it. */
    private readonly onJudged: () => void,
  ) {
    byId("cancel").addEventListener("click", () => this.#cancel());
  }

  /** Computes soon; a request before that replaces this one. */
  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compute(), settleMs);
  }

  async #compute(): Promise<void> {
    const scenario = structuredClone(this.model.draft) as unknown as Scenario;
    const currency = currencyOf(this.model.draft);
    setState("busy");
    showBanner();
    showProgress("Margin", 0);
    try {
      await this.#newest.run(async (signal) => {
        const { margin } = await this.engine.assess(scenario, { signal });
        showProblems([]);
        renderMargin(margin, currency);
        renewed("margin");
        this.onJudged();
        const warnings = await this.#simulate(scenario, currency, signal);
        await this.#replay(scenario, currency, signal);
        await this.#compare(scenario, warnings, signal);
      });
      setState("fresh");
    } catch (error) {
      if (isAborted(error)) return; // a newer run, or the cancel button, has said what happens now
      setState("stale");
      this.#report(error);
    }
  }

  /** Shows the probabilities, the first ones at once, and returns their warnings. */
  async #simulate(scenario: Scenario, currency: string, signal: AbortSignal): Promise<string[]> {
    const show = (report: Report): void => {
      renderHeadline(report);
      renderPools(report, currency);
      renderSurvival(report, currency);
      renderLevels(report, currency);
      renderWarnings(report.warnings);
      renderProvenance(report.provenance);
      renewed("answer", "pools", "survival", "levels");
    };
    const report = await this.engine.simulate(scenario, { signal, ...stages("Simulating", show) });
    show(report);
    return report.warnings;
  }

  /** Shows what past crashes would do: after the probabilities, which it would delay by a few frames. */
  async #replay(scenario: Scenario, currency: string, signal: AbortSignal): Promise<void> {
    const { margin, stress } = await this.engine.assess(askStress(scenario), { signal });
    renderStress(stress ?? [], margin.pools, currency);
    renewed("stress");
  }

  async #compare(scenario: Scenario, warnings: string[], signal: AbortSignal): Promise<void> {
    const show = (comparison: Comparison): void => {
      renderComparison(comparison);
      renderWarnings([...warnings, ...comparison.warnings]);
      renewed("compare");
    };
    show(await this.engine.compare(scenario, { signal, ...stages("Comparing", show) }));
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#newest.cancel();
    setState("stale");
    showBanner("Cancelled. What is greyed, or called an estimate so far, is not the answer you asked for.", {
      label: "Compute",
      run: () => void this.#compute(),
    });
  }

  #report(error: unknown): void {
    if (error instanceof EngineError && error.kind === "input") {
      noAnswerYet("Some fields need another value.");
      this.onJudged();
      return showProblems(error.fields);
    }
    noAnswerYet("The engine is not available.");
    const message = error instanceof Error ? error.message : String(error);
    showBanner(message, { label: "Try again", run: () => void this.#compute() });
  }
}

/** Shows preliminary answers, and how far each round is. */
function stages<T>(
  stage: string,
  show: (answer: T) => void,
): { onProgress: (done: number, total: number) => void; onPreliminary: (answer: T) => void } {
  let now = stage;
  return {
    onProgress: (done, total) => showProgress(now, done / total),
    onPreliminary(answer) {
      now = `${stage}: refining`;
      show(answer);
    },
  };
}
