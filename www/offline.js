// Makes the hosted page work without a connection, and tells when a newer version is there. Loaded after the first results.

import { scriptUrl } from "./start/trusted.js";

/** @typedef {(newer: (use: () => void) => void, fetched: () => Promise<void>) => Promise<void>} Offline */

/** Milliseconds from the last file's coming to the change of versions. */
const SETTLED = 500;

/**
 * @param {(use: () => void) => void} newer called when another version is complete; `use` changes to it
 * @param {() => Promise<void>} fetched settles when what the page is fetching has come
 */
export async function offline(newer, fetched) {
  const { serviceWorker } = navigator;
  // Not there in some private windows, and only over https or on this machine.
  if (!serviceWorker) return;
  const registration = await serviceWorker.register(scriptUrl(new URL("sw.js", document.baseURI).href), { updateViaCache: "none" }).catch(() => null);
  if (!registration) return;
  const offer = () => {
    const { waiting } = registration;
    // Without a worker in charge this page has come from the network: it is the newest there is.
    if (!waiting || !serviceWorker.controller) return;
    newer(async () => {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      // Chromium 156 puts the change off for minutes where the old version is just then handing out a file, and the
      // first click on the page asks for one.
      await fetched().catch(() => { /* Told where it is needed. */ });
      setTimeout(() => waiting.postMessage("use"), SETTLED);
    });
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", follow);
  // One that was found before anybody listened.
  follow();
  offer();
}
