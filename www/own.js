// The person's own documents: taken in batches so that the page stays free, kept only if wanted, forgotten at once.

import { asError } from "./engine-slot.js";
import { read } from "./files.js";
import { forgetKept, keep, kept } from "./keep.js";

/** @typedef {import("./model.js").Model} Model */

/** Files that cross to the worker together; each batch is indexed as one. */
const BATCH = 100;

/**
 * @param {Model} m
 * @param {import("./engine.js").Remote} engine
 * @param {import("./i18n.js").Translate} t
 * @param {(info?: import("../src/web/types").Info) => void} changed called with what is searched from now on, where that changed
 */
export function ownDocuments(m, engine, t, changed) {
  let run = 0;

  /** @param {Iterable<File>} files */
  async function take(files) {
    const mine = ++run;
    m.own.problems = [];
    m.own.read = 1;
    changed();
    /** @type {import("./files.js").Named[]} */
    let batch = [];
    const send = async () => {
      const sent = batch;
      batch = [];
      if (!sent.length) return;
      const { documents, problems } = await engine.addOwn(sent);
      m.own.documents = documents;
      m.own.read += sent.length;
      m.own.problems.push(...problems);
      changed();
    };
    try {
      for await (const file of read(files, (r) => m.own.problems.push({ path: r.path, what: t(`refused-${r.what}`) }))) {
        if (mine !== run) break;
        batch.push(file);
        if (batch.length >= BATCH) await send();
      }
      if (mine === run) await send();
      if (m.own.documents) changed(await use(true));
      if (m.own.kept) await store(true);
    } catch (e) {
      m.own.problems.push({ path: "", what: asError(e).message });
    }
    if (mine === run) m.own.read = 0;
    changed();
  }

  /** @param {boolean} own */
  async function use(own) {
    const info = await engine.use(own ? "own" : "bundled");
    m.own.used = own;
    return info;
  }

  /** @param {boolean} wanted */
  async function store(wanted) {
    m.own.trouble = "";
    try {
      const bytes = wanted ? await engine.keepOwn() : null;
      if (bytes) await keep(bytes);
      else await forgetKept();
      m.own.kept = bytes?.length ?? 0;
    } catch (e) {
      m.own.kept = 0;
      m.own.trouble = t("cannot-keep", { what: asError(e).message });
    }
    changed();
  }

  return {
    take,
    stop() {
      run++;
      m.own.read = 0;
      changed();
    },
    /** @param {boolean} own */
    async useOwn(own) {
      changed(await use(own));
    },
    keepOwn: store,
    async forgetOwn() {
      run++;
      await store(false);
      const info = await engine.forgetOwn();
      Object.assign(m.own, { used: false, documents: 0, read: 0, problems: [] });
      changed(info);
    },
    /** What was kept last time, if anything. */
    async reopen() {
      try {
        const bytes = await kept();
        if (!bytes) return;
        m.own.kept = bytes.length;
        m.own.documents = await engine.openOwn(bytes);
      } catch (e) {
        m.own.kept = 0;
        m.own.trouble = t("kept-unreadable", { what: asError(e).message });
      }
      changed();
    },
  };
}
