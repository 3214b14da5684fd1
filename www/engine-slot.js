// Slots in which only the newest question counts. Knows no worker, so it is tested without one.

/**
 * A place for the answer to the newest of many questions.
 * @template T
 * @typedef {{key: string | null, value: T | null, error: Error | null, pending: boolean}} Slot
 */

/** @template T @returns {Slot<T>} */
export function slot() {
  return { key: null, value: null, error: null, pending: false };
}

/**
 * Asks, unless the slot already holds or awaits the answer of this key. At most one question of a slot is on its way and
 * one waits; a question overtaken while waiting is never sent, an answer overtaken is dropped; `overtaken` is told so
 * that it need not be waited for. Old answers stay until the new one is there.
 * @template T
 * @param {Slot<T> & {flying?: boolean, next?: (() => void) | undefined}} s
 * @param {string} key
 * @param {() => Promise<T>} ask
 * @param {() => void} changed
 * @param {() => void} [overtaken]
 */
export function request(s, key, ask, changed, overtaken) {
  if (s.key === key) return;
  s.key = key;
  s.pending = true;
  const send = async () => {
    s.flying = true;
    try {
      const value = await ask();
      if (s.key === key) Object.assign(s, { value, error: null, pending: false });
    } catch (error) {
      // One that was let go may be asked again by now.
      if (s.key === key && !s.next) Object.assign(s, { value: null, error: asError(error), pending: false });
    }
    s.flying = false;
    const next = s.next;
    s.next = undefined;
    if (next) next();
    else changed();
  };
  if (!s.flying) return void send();
  s.next = send;
  overtaken?.();
}

/** Empties a slot, so that the next question is asked whatever its key. @param {Slot<any>} s */
export function forget(s) {
  Object.assign(s, slot());
}

/** @param {unknown} e */
export function asError(e) {
  return e instanceof Error ? e : new Error(String(e));
}
