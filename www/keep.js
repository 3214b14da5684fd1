// Own documents, kept on this device when the person wants it: one snapshot in IndexedDB.

const NAME = "entente";
const STORE = "kept";
const KEY = "own";

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
 * One transaction, whole or not at all.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
async function within(mode, work) {
  const db = await database();
  try {
    return await new Promise((ok, no) => {
      const transaction = db.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => ok(request.result);
      transaction.onerror = transaction.onabort = () => no(transaction.error ?? new Error("the browser's storage refused"));
    });
  } finally {
    db.close();
  }
}

/** @param {Uint8Array} snapshot */
export const keep = (snapshot) => within("readwrite", (s) => s.put(snapshot, KEY));

/** @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} */
export const kept = () => within("readonly", (s) => s.get(KEY));

export const forgetKept = () => within("readwrite", (s) => s.delete(KEY));
