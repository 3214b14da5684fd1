// A static file server for 127.0.0.1 alone: node serve.js FOLDER [PORT].
// It sends files as they are: no content encoding, so a .gz file arrives as a .gz file.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".gz": "application/gzip",
};
const FIRST_PORT = 8080;
const PORTS_TRIED = 20;

/** A server for the files of `root`; the caller chooses where it listens. */
export function staticServer(root) {
  const base = resolve(root);
  return createServer(async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "only GET and HEAD");
    const file = await find(base, request.url ?? "/");
    if (file === null) return refuse(response, 404, "no such file");
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file.path)] ?? "application/octet-stream",
      "Content-Length": file.size,
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
    });
    if (request.method === "HEAD") return response.end();
    createReadStream(file.path).on("error", () => response.destroy()).pipe(response);
  });
}

/** The file that an address names, never one outside `base`; null where there is none. */
async function find(base, address) {
  try {
    const path = resolve(base, `.${decodeURIComponent(new URL(address, "http://localhost").pathname)}`);
    if (path !== base && !path.startsWith(base + sep)) return null;
    const found = await stat(path);
    if (found.isFile()) return { path, size: found.size };
    const index = join(path, "index.html");
    return { path: index, size: (await stat(index)).size };
  } catch {
    return null;
  }
}

function refuse(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${status}: ${text}\n`);
}

/** Listens on `wanted`, or on the first free port from FIRST_PORT on. */
function listen(server, wanted) {
  let port = wanted ?? FIRST_PORT;
  server.on("error", (error) => {
    if (error.code === "EADDRINUSE" && wanted === undefined && port < FIRST_PORT + PORTS_TRIED) {
      port += 1;
      return server.listen(port, "127.0.0.1");
    }
    console.error(`serve: port ${port}: ${error.code ?? error.message}; name a free port: ./build.sh serve PORT`);
    process.exit(1);
  });
  server.on("listening", () => console.log(`Entente: http://127.0.0.1:${server.address().port}/ (Ctrl-C stops it)`));
  server.listen(port, "127.0.0.1");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port] = process.argv.slice(2);
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && !(Number.isInteger(number) && number >= 0 && number <= 65535)) {
    console.error(`serve: '${port}' is not a port; expected a number from 0 to 65535`);
    process.exit(1);
  }
  listen(staticServer(folder), number);
}
