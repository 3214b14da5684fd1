// The second part of the wasm: fetched when something of it is called, or before, by `prepare`. The build copies this file
// into the package; www/split.js says how the parts are made.

/** Where it is, or itself. @type {string | URL | Uint8Array<ArrayBuffer> | WebAssembly.Module | undefined} */
let source;
/** @type {Promise<void> | undefined} */
let preparing;

/** @param {NonNullable<typeof source>} from */
export function placeRest(from) {
  source = from;
}

/**
 * Fetches the second part, so that what needs it does not wait for the network in the middle of a call. Needless for
 * opening, searching and reading; the views, exports and formats other than the packed corpus are in it.
 * Fails with a `NetworkError`; may be called again.
 */
export function prepare() {
  preparing ??= compiled().then((module) => { source = module; }).catch((error) => {
    preparing = undefined;
    throw error;
  });
  return preparing;
}

async function compiled() {
  if (source instanceof WebAssembly.Module) return source;
  const local = bytesAtHand();
  if (local) return WebAssembly.compile(local);
  const answer = await fetch(/** @type {string | URL} */ (source)).catch((error) => { throw missing(String(error)); });
  if (!answer.ok) throw missing(`the server answered ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer()).catch((error) => { throw missing(String(error)); });
}

/**
 * The first part calls this where it needs the second: instantiates it on the spot. It puts its functions into the table
 * that the parts share.
 * @param {WebAssembly.Exports} first what the first part exports
 */
export function rest(first) {
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(bytesAtHand() ?? fetchedNow());
  const table = /** @type {WebAssembly.Table} */ (first.t0);
  const taken = WebAssembly.Module.imports(module).filter((i) => i.module === "table").map((i) => [i.name, table.get(Number(i.name))]);
  try {
    new WebAssembly.Instance(module, { first, table: Object.fromEntries(taken) });
  } catch (error) {
    throw missing(`it is of another build (${error}); load the page again`);
  }
}

/** @returns {Uint8Array<ArrayBuffer> | null} */
function bytesAtHand() {
  if (source instanceof Uint8Array) return source;
  // Under Node the address is a file's, which fetch does not read.
  const node = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs");
  return node && String(source).startsWith("file:") ? new Uint8Array(node.readFileSync(new URL(String(source)))) : null;
}

/** A request that the caller waits for: only where nobody called `prepare`. A page may not ask for bytes so, but for text. */
function fetchedNow() {
  const asked = new XMLHttpRequest();
  asked.open("GET", String(source), false);
  asked.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    asked.send();
  } catch (error) {
    throw missing(String(error));
  }
  if (asked.status !== 200) throw missing(`the server answered ${asked.status}`);
  return Uint8Array.from(asked.responseText, (c) => c.charCodeAt(0) & 0xff);
}

/** @param {string} why */
function missing(why) {
  const what = `${typeof source === "string" || source instanceof URL ? source : "the second part of the engine"}: ${why}; expected pkg/entente_rest.wasm of the same build; check the connection and try again`;
  return Object.assign(new Error(what), { name: "NetworkError" });
}
