// One polite live region for counts. Spoken after a quiet moment, and only when the words changed.

const QUIET = 700;

/**
 * @param {Document} document
 * @returns {(words: string, urgent?: boolean) => void}
 */
export function announcer(document) {
  const polite = document.getElementById("status");
  const urgent = document.getElementById("alert");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let last = "";
  return (words, now = false) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (words === last) return;
      last = words;
      if (polite) polite.textContent = now ? "" : words;
      if (urgent) urgent.textContent = now ? words : "";
    }, QUIET);
  };
}
