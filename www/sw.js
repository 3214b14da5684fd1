// The service worker: one version of the site, whole, in one cache. It is built with the list of files and their sums, so
// a version is either complete or not there at all, also where the server is being changed meanwhile.

/** @type {{version: string, files: Record<string, string>, later: Record<string, string>}} */
const SITE = /** @type {any} */ (globalThis).ENTENTE_SITE;

const worker = /** @type {any} */ (globalThis);
const scope = new URL("./", worker.location.href);
/** Sites of one host keep apart what is theirs. */
const PREFIX = `entente ${scope.pathname} `;
const CACHE = PREFIX + SITE.version;

/** A file, exactly as the build made it. @param {string} path @param {string} sum */
async function fetched(path, sum) {
  const url = new URL(path, scope).href;
  const ask = (/** @type {RequestCache} */ cache) => fetch(new Request(url, { cache, integrity: sum, credentials: "same-origin" }));
  // What the page has loaded just now need not come again; where that is older, the server is asked.
  const response = await ask("default").catch(() => ask("reload"));
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return response;
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil((async () => {
  const responses = await Promise.all(Object.entries(SITE.files).map(async ([path, sum]) => /** @type {const} */ ([path, await fetched(path, sum)])));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(responses.map(([path, response]) => cache.put(new URL(path, scope), response)));
  } catch (e) {
    await caches.delete(CACHE);
    throw e;
  }
})()));

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
})()));

// The person asked for the new version.
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "use") worker.skipWaiting();
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope.href)) return;
  const path = url.pathname.slice(scope.pathname.length) || "index.html";
  if (path in SITE.files) event.respondWith(cached(path));
  else if (path in SITE.later) event.respondWith(later(path));
});

/** @param {string} path */
async function cached(path) {
  const cache = await caches.open(CACHE);
  // A browser short of room may have cleared it.
  return (await cache.match(new URL(path, scope))) ?? fetched(path, SITE.files[path]);
}

/** What few people need is kept once somebody did. @param {string} path */
async function later(path) {
  const cache = await caches.open(CACHE);
  const url = new URL(path, scope);
  const held = await cache.match(url);
  if (held) return held;
  const response = await fetched(path, SITE.later[path]);
  await cache.put(url, response.clone());
  return response;
}
