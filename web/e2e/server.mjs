import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The policy that every host of the page may send (DESIGN section 6). */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const built = fileURLToPath(new URL("../dist/", import.meta.url));

/**
 * How the server misbehaves about the .wasm: its type, the index page in its place, other bytes, or no answer at all.
 * @typedef {"no" | "wrong-mime" | "html" | "stale" | "missing"} Fault
 */

/**
 * Serves a built page with the policy on every response, at a free port of the loopback address.
 * @param {string} [dist] The folder to serve; by default what npm run build wrote.
 * @returns {Promise<{ url: string, requests: string[], setFault: (fault: Fault) => void, close: () => Promise<void> }>}
 */
export async function startServer(dist = built) {
  if (!existsSync(join(dist, "index.html")))
    throw new Error("dist is not built: run npm run wasm and npm run build first");
  /** @type {Fault} */
  let fault = "no";
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    requests.push(path);
    const file = join(dist, path === "/" ? "index.html" : path);
    const headers = {
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    };
    if (path.endsWith(".wasm") && fault !== "no") return misbehave(response, file, headers);
    if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, headers).end("not found");
      return;
    }
    response.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });

  /**
   * @param {import("node:http").ServerResponse} response
   * @param {string} file
   * @param {Record<string, string>} headers
   */
  function misbehave(response, file, headers) {
    if (fault === "missing") response.writeHead(404, headers).end("not found");
    else if (fault === "html") {
      response.writeHead(200, { ...headers, "content-type": "text/html" }).end(readFileSync(join(dist, "index.html")));
    } else if (fault === "wrong-mime") {
      response.writeHead(200, { ...headers, "content-type": "application/octet-stream" }).end(readFileSync(file));
    } else {
      // A custom section at the end: still a valid module, but not the one the page was built with.
      const stale = Buffer.concat([readFileSync(file), Buffer.from([0, 2, 1, 0x78])]);
      response.writeHead(200, { ...headers, "content-type": "application/wasm" }).end(stale);
    }
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    setFault: (next) => (fault = next),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
