// Makes the hosted page work without a connection, and tells when a newer version is there. Loaded after the first results.

import { scriptUrl } from "./start/trusted.js";

/**
 * @param {(use: () => void) => void} newer called when another version is complete; `use` changes to it
 */
export async function offline(newer) {
  const { serviceWorker } = navigator;
  // Not there in some private windows, and only over https or on this machine.
  if (!serviceWorker) return;
  const registration = await serviceWorker.register(scriptUrl(new URL("sw.js", document.baseURI).href), { updateViaCache: "none" }).catch(() => null);
  if (!registration) return;
  const offer = () => {
    const { waiting } = registration;
    // Without a worker in charge this page has come from the network: it is the newest there is.
    if (!waiting || !serviceWorker.controller) return;
    newer(() => {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("use");
    });
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", follow);
  // One that was found before anybody listened.
  follow();
  offer();
}
