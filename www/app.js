// The one loop: event → action → state → address → engine → answer → render. Views never ask; this does.

import { render } from "lit-html";

import { announcer } from "./announce.js";
import { callback, wrap } from "./engine.js";
import { asError, forget, request } from "./engine-slot.js";
import { facetRequest } from "./facet-order.js";
import { firstModel } from "./first-model.js";
import { plain, speak, speaks, translator } from "./i18n.js";
import { periodOf } from "./options.js";
import { Places } from "./places.js";
import { rowsRequest, searchRequest } from "./requests.js";
import { withFirst, writeSearches } from "./searches.js";
import { shortcuts } from "./shortcuts.js";
import { conditions, initial, isStep, PAGE, reduce } from "./state.js";
import { format, parse } from "./url.js";
import { shell, showTab } from "./views/shell.js";
import { facetName, range, selectionWords, summary } from "./views/words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Acts} Acts */
/** @typedef {import("./state.js").Action} Action */
/** @typedef {import("./state.js").State} State */

/** Milliseconds after which a search counts as one of the last. */
const STAY = 2500;
/** Documents of a collection up to which the events of every selection are counted. */
const JOINED = 1000;
/** Conditions for which the engine is asked what comes without them, when nothing is found. */
const WAYS = 8;

/** @typedef {import("./own.js").Helped} Helped */

/**
 * Starts the page in `root`.
 * @param {HTMLElement} root
 * @param {Helped & {offline?: import("./offline.js").Offline}} start how a worker is made, what it is given, and how the page
 *   stays without a connection
 */
export function run(root, { spawn, source, reader, offline }) {
  const engine = wrap(spawn());
  const announce = announcer(document);
  const m = firstModel();
  /** @type {Map<string, import("../src/web/types").Labels>} names of values, as far as an answer brought them */
  const labels = new Map();
  const places = new Places();
  let queued = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let staying;
  let drawn = false;
  /** The view whose tab was moved into sight. */
  let shown = "";
  let loading = false;
  /** What belongs to own documents; loaded when it is first used. @type {Promise<ReturnType<typeof import("./own.js").ownDocuments>> | undefined} */
  let loadedOwn;
  const own = () => (loadedOwn ??= Promise.all([import("./own.js"), speak(m.prefs.lang, true)]).then(([part]) => part.ownDocuments(m, engine, { spawn, source, reader }, (key, values) => translator(m.prefs.lang)(key, values), (info) => {
    if (info) changeCorpus(info);
    else draw();
  })));

  /** @type {Acts} */
  const acts = {
    go, set, prefer, retry, copy, save, file: give, say: announce, searches: keepSearches,
    take: async (files) => (await own()).take(files), stop: async () => (await own()).stop(),
    useCorpus: async (which) => (await own()).useCorpus(which), keepOwn: async (wanted) => (await own()).keepOwn(wanted),
    nameOwn: async (name) => (await own()).nameOwn(name), forgetOwn: async () => (await own()).forgetOwn(),
    link: (action) => format(reduce(m.state, action)),
    t: (key, values) => translator(m.prefs.lang)(m.info?.extract === false ? plain(key) : key, values),
    label: (facet, value) => (value === "" ? acts.t("not-stated") : labels.get(`${facet}:${value}`)?.[m.prefs.lang] ?? value),
  };

  // --- Changes -------------------------------------------------------------------------------------------

  /** @param {Action} action */
  function go(action) {
    const next = reduce(m.state, action);
    const address = format(next);
    if (address !== location.hash && !(address === "#" && location.hash === "")) {
      places.leave(m);
      if (isStep(action) || action.type === "go") history.pushState({ key: places.fresh() }, "", address);
      else history.replaceState(history.state, "", address);
    }
    become(next);
  }

  /** The address changed: by a link, by Back, by hand. */
  function arrived() {
    places.leave(m);
    if (!history.state?.key) history.replaceState({ key: places.fresh() }, "");
    else places.current = history.state.key;
    m.ui.layer = null;
    const next = parse(location.hash, m.info?.facets.map((f) => f.id) ?? []);
    if (m.own.documents && corpusOf(next) !== m.own.used) {
      m.state = next;
      return void acts.useCorpus(corpusOf(next));
    }
    become(next, true);
  }

  /** @param {State} next @param {boolean} [restore] whether to go to where one was on that page */
  function become(next, restore = false) {
    const before = m.state;
    m.state = next;
    if (before.id !== next.id) Object.assign(m.ui, { focus: null, hit: 0, removed: false, brush: null });
    if (before.id !== next.id || restore) places.then = () => places.arrive(before, next, restore);
    ask();
    draw();
  }

  /** @param {Partial<import("./model.js").Ui>} change */
  function set(change) {
    const before = { ...m.ui };
    Object.assign(m.ui, change);
    if (change.groups) ask();
    needed();
    if (change.focus !== undefined && change.focus !== null) places.then = () => reveal(".reading .focus");
    else if (change.hit !== undefined && before.hit !== m.ui.hit) places.then = () => reveal(".reading mark[data-current]");
    draw();
  }

  /** @param {Partial<import("./model.js").Prefs>} change */
  async function prefer(change) {
    if (change.lang) await speak(change.lang, true);
    Object.assign(m.prefs, change);
    try {
      localStorage.setItem("entente-prefs", JSON.stringify(m.prefs));
    } catch { /* A private window may refuse; the choice then lasts as long as the page. */ }
    dress();
    ask();
    draw();
  }

  /** @param {string} text @param {string} what */
  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return window.prompt(acts.t("copy-by-hand"), text);
    }
    set({ copied: what });
    announce(acts.t("copied"));
    setTimeout(() => m.ui.copied === what && set({ copied: "" }), 2000);
  }

  /** @param {import("../src/web/types").ExportFormat} format */
  async function save(format) {
    const { query, filters, notAlso, lang } = searchRequest(m);
    try {
      const file = await engine.export({ format, query, filters, notAlso, lang, today: new Date().toISOString().slice(0, 10) });
      give(file.name, new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (file.bytes)], { type: file.mediaType }));
    } catch (e) {
      announce(asError(e).message, true);
    }
  }

  /** @param {Partial<import("./searches.js").Searches>} change */
  function keepSearches(change) {
    Object.assign(m.searches, change);
    if (!writeSearches(m.searches)) announce(acts.t("searches-not-kept"), true);
    draw();
  }

  /** A search that somebody stays with is one of the last. */
  function remember() {
    clearTimeout(staying);
    if (!m.state.query.trim() && !conditions(m.state)) return;
    staying = setTimeout(() => {
      const hash = format({ ...m.state, id: null, beside: null, at: null, shown: PAGE });
      writeSearches(Object.assign(m.searches, { recent: withFirst(m.searches.recent, { hash, words: selectionWords(m, acts)[0] }, "recent") }));
    }, STAY);
  }

  /** @param {string} name @param {Blob} content */
  function give(name, content) {
    const url = URL.createObjectURL(content);
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    announce(acts.t("saved", { name }));
  }

  /** Another corpus is searched from now on: everything is asked anew. @param {import("./model.js").Info} info */
  function changeCorpus(info) {
    m.info = info;
    for (const s of [m.answer, m.waysOut, m.suggestions, m.report, m.related, m.span, m.base, m.siblings, m.beside, m.rows]) forget(s);
    const extra = m.state.extra.filter(([key]) => key !== IN);
    if (m.own.used !== "bundled") extra.push([IN, m.own.used]);
    // By Back the address is there already, with what was asked then.
    if (corpusOf(m.state) === m.own.used) become(parse(location.hash, info.facets.map((f) => f.id)), true);
    else go({ type: "go", state: { ...initial(), view: m.state.view, extra } });
    void count();
  }

  // --- Questions -----------------------------------------------------------------------------------------

  /** After a fault the worker is of no use any more. */
  function retry() {
    if (m.failure?.name === "EngineError") location.reload();
    else void open();
  }

  async function open() {
    Object.assign(m, { phase: "loading", progress: null, failure: null });
    draw();
    try {
      const opened = engine.open(source, callback((/** @type {any} */ p) => { m.progress = p; draw(); }));
      [m.info] = await Promise.all([opened, speak(m.prefs.lang).then(draw)]);
      m.bundled = m.info;
      m.phase = "ready";
      m.state = parse(location.hash, m.info.facets.map((f) => f.id));
      if (m.state.id !== null) places.then = () => places.arrive(initial(), m.state, false);
    } catch (e) {
      Object.assign(m, { phase: "failed", failure: asError(e) });
    }
    ask();
    draw();
    if (m.phase !== "ready") return;
    performance.mark("entente-ready");
    await quiet();
    await count();
    void offline?.((use) => { m.update = use; draw(); }, engine.prepare);
    if (kept()) await (await own()).reopen();
    if (m.own.documents && corpusOf(m.state) !== "bundled") await acts.useCorpus(corpusOf(m.state));
  }

  /** Counts over everything, for names and for the page about the data. */
  async function count() {
    m.whole = learn(await engine.search({ limit: 0, facets: m.info?.facets.map((f) => ({ facet: f.id, limit: 500 })) }));
    draw();
  }

  /** Loads what is not needed for the first results, as soon as something of it is. */
  function needed() {
    const first = m.state.view === "results" && m.state.id === null && !m.ui.layer && !m.info?.facets.some((f) => facetRequest(m, f.id).bins);
    if (m.later || loading || first) return;
    loading = true;
    m.lost = null;
    Promise.all([import("./later.js"), speak(m.prefs.lang, true)]).then(([later]) => { m.later = later; }, (e) => { m.lost = asError(e); })
      .finally(() => { loading = false; draw(); });
  }

  function ask() {
    if (m.phase !== "ready") return;
    needed();
    const wanted = searchRequest(m);
    request(m.answer, JSON.stringify(wanted), async () => learn(await engine.searchInSteps(wanted)), answered, () => void engine.letGo());
    if (m.state.id !== null) {
      const id = m.state.id;
      const options = { query: m.state.query, notAlso: m.state.notAlso, offsets: /** @type {const} */ ("utf16") };
      request(m.report, JSON.stringify([id, options]), () => read(id, options), () => {
        request(m.related, id, () => engine.related(id), draw);
        if (m.state.at !== null && m.report.value && !m.ui.focus) pointAt(m.state.at);
        draw();
      });
    }
    if (m.state.beside !== null) {
      const id = m.state.beside;
      const options = { query: m.state.query, notAlso: m.state.notAlso, offsets: /** @type {const} */ ("utf16") };
      request(m.beside, JSON.stringify([id, options]), () => read(id, options), draw);
    }
    if (m.state.view === "timeline") {
      const by = periodOf(m.state);
      request(m.base, by, () => engine.timeline({ by, limit: 0 }), draw);
    }
    const rows = rowsRequest(m);
    if (rows) {
      const { view } = m.state;
      const { method, ...asked } = rows;
      request(m.rows, JSON.stringify([view, rows]), async () => ({ view, rows: await engine[method](asked) }), draw);
    }
    if (m.ui.suggesting) {
      const { query } = m.state;
      const { filters } = wanted;
      request(m.suggestions, JSON.stringify([query, filters]), () => engine.suggest({ query, filters, limit: 8, lang: m.prefs.lang }), draw);
    }
  }

  function answered() {
    remember();
    if (m.answer.value) announce(summary(m, acts), m.answer.value.total === 0);
    if (m.answer.value?.total === 0) request(m.waysOut, m.answer.key ?? "", waysOut, draw);
    else forget(m.waysOut);
    const { query, filters, notAlso } = searchRequest(m);
    const ids = m.answer.value?.hits.map((h) => h.id) ?? [];
    draw();
    // Joining the reports of an event takes as long as a thousand searches; a large collection does so when a view asks.
    if ((m.info?.documents ?? 0) > JOINED) return;
    request(m.siblings, ids.join(), async () => {
      const counts = await engine.reportsOfEvents(ids);
      return new Map(ids.map((id, i) => [id, counts[i]]));
    }, draw);
    request(m.span, m.answer.key ?? "", () => engine.extent({ query, filters, notAlso }), draw);
  }

  /** @param {string} id @param {import("../src/web/types").DocumentOptions} options */
  async function read(id, options) {
    const { reading, ...record } = await engine.document(id, options);
    for (const l of reading.labels) labels.set(`${l.facet}:${l.value}`, l.labels);
    return { record, ...reading };
  }

  /** For each condition that holds: how many reports come without it. */
  async function waysOut() {
    const { state } = m;
    /** @type {{facet: string | null, value: string | null, label: string, next: State}[]} */
    const ways = [];
    if (state.query.trim()) {
      ways.push({ facet: null, value: null, label: acts.t("the-query", { query: state.query.trim() }), next: { ...state, query: "" } });
    }
    for (const [facet, c] of Object.entries(state.filters)) {
      for (const value of [...c.include, ...c.exclude]) {
        const words = acts.label(facet, value);
        ways.push({ facet, value, label: c.exclude.includes(value) ? acts.t("not", { value: words }) : `${facetName(m, facet)}: ${words}`, next: reduce(state, { type: "drop", facet, value }) });
      }
      if (c.from || c.to) ways.push({ facet, value: null, label: range(m, c.from, c.to), next: reduce(state, { type: "drop", facet }) });
    }
    return Promise.all(ways.slice(0, WAYS).map(async ({ next, ...way }) => {
      const found = await engine.search({ ...searchRequest({ ...m, state: next }), limit: 0, facets: [{ facet: "lang", limit: 1 }] });
      return { ...way, total: found.total };
    }));
  }

  /** @param {import("../src/web/types").SearchResponse} answer */
  function learn(answer) {
    for (const f of answer.facets) for (const v of f.values) labels.set(`${f.id}:${v.value}`, v.labels);
    return answer;
  }

  /** @param {number} at */
  function pointAt(at) {
    const view = m.report.value;
    const found = view && [...view.sentences, ...view.record.body].find(([start, end]) => start <= at && at < end);
    if (found) set({ focus: { start: found[0], end: found[1] } });
  }

  // --- The page ------------------------------------------------------------------------------------------

  function draw() {
    if (queued) return;
    queued = true;
    queueMicrotask(() => {
      queued = false;
      // Until there are words, what stands in the page stays; without them there is only this message.
      if (!speaks(m.prefs.lang)) return m.failure ? root.replaceChildren(m.failure.message) : undefined;
      if (!drawn) root.replaceChildren();
      drawn = true;
      render(shell(m, acts), root);
      if (shown !== m.state.view && showTab()) shown = m.state.view;
      document.title = title();
      if (m.phase === "ready" && m.answer.value && !performance.getEntriesByName("entente-results").length) performance.mark("entente-results");
      if (!places.then || m.answer.pending || (m.state.id !== null && !m.later) || (m.state.id !== null && m.report.value?.record.id !== m.state.id && !m.report.error)) return;
      const then = places.then;
      places.then = null;
      then();
    });
  }

  function title() {
    const report = m.state.id !== null && m.report.value?.record.title;
    const query = m.state.query.trim();
    return [report || query || (m.state.view !== "results" && acts.t(`view-${m.state.view}`)), m.info?.title, "Entente"].filter(Boolean).join(" · ");
  }

  function dress() {
    document.documentElement.lang = m.prefs.lang;
    document.documentElement.dataset.theme = m.prefs.theme;
    document.documentElement.toggleAttribute("data-embed", new URLSearchParams(location.search).has("embed"));
  }

  function measure() {
    const width = window.innerWidth;
    m.width = width < 800 ? "phone" : width < 1200 ? "middle" : "wide";
    draw();
  }

  // What answers questions is fetched at the first sign of one, not with the first results.
  for (const sign of ["pointerdown", "keydown", "focusin"]) {
    root.addEventListener(sign, () => void engine.prepare().catch(() => { /* Told where it is asked. */ }), { once: true, passive: true });
  }
  window.addEventListener("popstate", arrived);
  window.addEventListener("resize", measure);
  window.addEventListener("keydown", shortcuts(m, acts));
  history.scrollRestoration = "manual";
  history.replaceState({ key: places.fresh() }, "");
  m.state = parse(location.hash, []);
  dress();
  measure();
  void open();
}

/** The parameter of the address that says which documents are searched: `own` or `both`. */
const IN = "in";

/** @param {State} state @returns {import("./model.js").Which} */
function corpusOf(state) {
  const value = state.extra.findLast(([key]) => key === IN)?.[1];
  return value === "own" || value === "both" ? value : "bundled";
}

/** Whether own documents may be kept on this device; where that cannot be known, they may. */
function kept() {
  try {
    return localStorage.getItem("entente-own") !== null;
  } catch {
    return true;
  }
}

/** When the browser has nothing more urgent to do. */
function quiet() {
  return new Promise((done) => ("requestIdleCallback" in window ? requestIdleCallback(done, { timeout: 1000 }) : setTimeout(done, 200)));
}

/** @param {string} selector */
function reveal(selector) {
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.querySelector(selector)?.scrollIntoView({ block: "center", behavior: quiet ? "instant" : "smooth" });
}
