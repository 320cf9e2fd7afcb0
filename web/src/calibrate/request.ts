/** A file of prices of one asset: CSV, packed with gzip or not. */
export interface PriceFile {
  asset: string;
  /** For errors: an error's path is `NAME:LINE COLUMN`. */
  name: string;
  bytes: Uint8Array;
}

/** How to calibrate; absent, as `plimsoll calibrate` does without flags. */
export interface CalibrationOptions {
  windowDays?: number;
  asOf?: string;
  volatility?: "close" | "ewma" | "parkinson" | "yang-zhang" | "realised";
  correlation?: "pearson" | "kendall" | "shrink-constant" | "shrink-identity" | "ewma";
  model?: "vol-mixture" | "gbm" | "student-t";
  fits?: boolean;
}

/** The request in bytes: JSON on one line, a line feed, and the files one after another (internal/calibration, Answer). */
export function requestOf(files: readonly PriceFile[], options: CalibrationOptions): Uint8Array {
  const list = files.map(({ asset, name, bytes }) => ({ asset, name, bytes: bytes.length }));
  const head = new TextEncoder().encode(`${JSON.stringify({ files: list, ...options })}\n`);
  const request = new Uint8Array(files.reduce((sum, { bytes }) => sum + bytes.length, head.length));
  request.set(head);
  let at = head.length;
  for (const { bytes } of files) {
    request.set(bytes, at);
    at += bytes.length;
  }
  return request;
}
