// Own documents, kept on this device when the person wants it, in IndexedDB: what the engine made of them, so that they
// are there at once, and the files themselves, so that another build can read them again.

/**
 * @typedef {object} Kept
 * @property {string} build the build that made the snapshot
 * @property {string} name what the person calls them
 * @property {number} documents
 * @property {Uint8Array} snapshot
 * @property {Blob[]} parts
 */

/** Sites of one host keep apart what is theirs. */
const NAME = `entente ${location.protocol.startsWith("http") ? new URL("./", location.href).pathname : "file"}`;
const STORE = "kept";
const KEY = "own";
/** Says without a database whether there may be something in it. */
const FLAG = "entente-own";

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((ok, no) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => ok(asked.result);
    asked.onerror = asked.onblocked = () => no(asked.error ?? new Error("the browser's storage is blocked"));
  });
}

/**
 * One transaction, whole or not at all: also where the page is closed meanwhile.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function within(mode, work) {
  const db = await database();
  try {
    return await new Promise((ok, no) => {
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => ok(request.result);
      transaction.onerror = transaction.onabort = () => no(transaction.error ?? new Error("the browser's storage refused"));
    });
  } finally {
    db.close();
  }
}

/**
 * Keeps them. Gives whether the browser promises to hold them until they are forgotten: otherwise it may clear them
 * when room is short, and a private window does so when it is closed.
 * @param {Kept} kept
 */
export async function keep(kept) {
  await within("readwrite", (s) => s.put(kept, KEY));
  flag(true);
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** @returns {Promise<Kept | undefined>} */
export const kept = () => within("readonly", (s) => s.get(KEY));

export async function forgetKept() {
  await within("readwrite", (s) => s.delete(KEY));
  flag(false);
}

/** Bytes that they take. @param {Kept} kept */
export const size = (kept) => kept.snapshot.length + kept.parts.reduce((n, part) => n + part.size, 0);

/** @param {boolean} on */
function flag(on) {
  try {
    if (on) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch { /* Then the database is asked at every start. */ }
}
