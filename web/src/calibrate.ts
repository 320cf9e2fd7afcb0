import { calibrationURLs } from "./assets";
import { type CalibrationOptions, type PriceFile, requestOf } from "./calibrate/request";
import type { CallOptions } from "./engine/call";
import { Connection, type WorkerPort } from "./engine/connection";
import type { Calibration } from "./wire.gen";

export type { CalibrationOptions, PriceFile } from "./calibrate/request";

/** The program that calibrates. Its methods reject with EngineError only. */
export interface Calibrator {
  /** From prices to the market of a scenario: what `plimsoll calibrate --json` writes. */
  calibrate(files: readonly PriceFile[], options?: CalibrationOptions, call?: CallOptions): Promise<Calibration>;
  dispose(): void;
}

/** Returns a calibrator. It costs nothing until the first call, which downloads its program and starts a worker. */
export function createCalibrator(): Calibrator {
  const { worker, wasm, built } = calibrationURLs;
  const connection = new Connection({
    spawn: () =>
      new Worker(new URL(worker, document.baseURI), { type: "module", name: "plimsoll-calibrate" }) as WorkerPort,
    init: { wasmURL: new URL(wasm, document.baseURI).href, expected: built },
    // Fits of many assets are one long call.
    patience: { ackMs: 300_000, stallMs: 300_000 },
  });
  return {
    async calibrate(files, options = {}, call = {}) {
      const answer = await connection.request("calibrate", requestOf(files, options), call);
      return JSON.parse(new TextDecoder().decode(answer)) as Calibration;
    },
    dispose: () => connection.dispose(),
  };
}
