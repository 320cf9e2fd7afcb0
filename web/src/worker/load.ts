/** What loadEngine was told to expect and what it found. */
export interface Loaded {
  module: WebAssembly.Module;
  /** Digest (hex) of the bytes, null where the browser has no crypto.subtle (plain http from another machine). */
  sha256: string | null;
}

/** A load that cannot be used. The message says what was served instead, in words for the person at the page. */
export class LoadError extends Error {
  constructor(
    message: string,
    readonly sha256: string | null = null,
  ) {
    super(message);
  }
}

/**
 * Fetches and compiles the engine. It compiles while it downloads if the server says application/wasm and from the
 * whole body if not. Rejects with LoadError when the server answers with anything but the engine this page was built with.
 */
export async function loadEngine(
  url: string,
  expected: { sha256: string; size: number } | undefined,
  reload: boolean,
): Promise<Loaded> {
  const response = await fetchEngine(url, reload);
  const type = response.headers.get("content-type") ?? "";
  const body = response.clone();
  const streamed = /^application\/wasm$/i.test(type.trim()) ? WebAssembly.compileStreaming(response) : undefined;
  streamed?.catch(() => undefined); // judged below, after the bytes
  const bytes = new Uint8Array(await body.arrayBuffer());
  if (!isWasm(bytes)) {
    const start = new TextDecoder().decode(bytes.subarray(0, 40)).replace(/\s+/g, " ").trim();
    throw new LoadError(
      `The server did not send WebAssembly for ${url}: it sent ${type || "an unnamed type"} beginning with "${start}". ` +
        "A server that answers every address with its index page does this.",
    );
  }
  const sha256 = await digest(bytes);
  if (expected && (bytes.length !== expected.size || (sha256 ?? expected.sha256) !== expected.sha256)) {
    throw new LoadError(
      `The engine at ${url} is not the one this page was built with: a cache has kept an old file. ` +
        `Expected sha256 ${expected.sha256} and ${expected.size} bytes, got ${sha256 ?? "no digest"} and ${bytes.length}.`,
      sha256,
    );
  }
  return { module: await (streamed ?? WebAssembly.compile(bytes)), sha256 };
}

async function fetchEngine(url: string, reload: boolean): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { cache: reload ? "reload" : "default", credentials: "same-origin" });
  } catch (error) {
    throw new LoadError(`The engine could not be downloaded from ${url}: ${String(error)}.`);
  }
  if (!response.ok)
    throw new LoadError(`The engine could not be downloaded from ${url}: HTTP status ${response.status}.`);
  return response;
}

/** Reports whether bytes begin with the WebAssembly magic number. */
export function isWasm(bytes: Uint8Array): boolean {
  return bytes[0] === 0x00 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
