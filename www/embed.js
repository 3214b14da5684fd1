// The explorer inside somebody else's page:
//
//   <script src="https://SITE/embed.js"></script>
//   <entente-explorer query="dan do" lang="vi" height="640"></entente-explorer>
//
// | attribute | what |
// |---|---|
// | `corpus` | the folder of another site made by `publish`, or a packed corpus (`.tar.gz`) of the same host as the site; without, the site that this file comes from |
// | `query` | what is searched at first |
// | `state` | more of the state, as it stands behind the `#` of the site's address, e.g. `country=KR&view=agreements` |
// | `lang`, `theme` | `vi` or `en`; `light` or `dark` |
// | `height` | in pixels, 640 where left out |
//
// A frame of its own: neither page can read the other, and both keep their content policies.

// A classic script: a module of another host would need leave from its server.
const HERE = new URL("./", /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript)?.src ?? "http://localhost/");

/** @param {(name: string) => string | null} given the attributes @returns {string} the address that the frame shows */
export function address(given, here = HERE, page = here) {
  const corpus = given("corpus");
  const packed = corpus !== null && /\.tar(\.gz)?$/.test(corpus);
  const site = corpus === null || packed ? new URL(here) : new URL(corpus, page);
  if (!/^https?:$/.test(site.protocol)) throw new Error(`entente-explorer: corpus="${corpus}" is no address of a site; expected http or https; mend the attribute`);
  if (corpus !== null && !packed && !/\/$|\.html$/.test(site.pathname)) site.pathname += "/";
  site.searchParams.set("embed", "");
  if (packed) site.searchParams.set("corpus", new URL(corpus, page).href);
  for (const name of ["lang", "theme"]) {
    const value = given(name);
    if (value) site.searchParams.set(name, value);
  }
  const query = given("query");
  site.hash = [query ? `q=${encodeURIComponent(query)}` : "", given("state")?.replace(/^#/, "") ?? ""].filter(Boolean).join("&");
  return site.href;
}

if (globalThis.customElements && !customElements.get("entente-explorer")) {
  customElements.define("entente-explorer", class extends HTMLElement {
    static observedAttributes = ["corpus", "query", "state", "lang", "theme", "height"];

    connectedCallback() {
      this.draw();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.draw();
    }

    draw() {
      const frame = this.querySelector("iframe") ?? document.createElement("iframe");
      const height = Number(this.getAttribute("height"));
      try {
        const src = address((name) => this.getAttribute(name), HERE, new URL(document.baseURI));
        if (frame.src !== src) frame.src = src;
      } catch (e) {
        this.textContent = /** @type {Error} */ (e).message;
        return;
      }
      frame.title = this.getAttribute("title") ?? "Entente";
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      frame.allow = "clipboard-write";
      Object.assign(frame.style, { boxSizing: "border-box", width: "100%", height: `${height >= 200 ? height : 640}px`, border: "1px solid #8C8A84" });
      if (!frame.isConnected) this.replaceChildren(frame);
    }
  });
}
