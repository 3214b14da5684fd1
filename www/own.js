// The person's own documents: read by workers beside the one that answers, so that the page and the search stay free;
// kept only if wanted, forgotten at once. Loaded when it is first used.

import { BUILD } from "./build-id.js";
import { arranged } from "./drop.js";
import { callback, transfer, wrap } from "./engine.js";
import { asError } from "./engine-slot.js";
import { MOST_FILES } from "./files.js";
import { forgetKept, keep, kept, size } from "./keep.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./files.js").Chosen} Chosen */
/** @typedef {import("./engine.js").Remote} Remote */
/** @typedef {import("./model.js").Which} Which */
/** @typedef {{spawn(): Worker, source: import("./worker.js").Source}} Made how a worker is made, and what it is given */
/** @typedef {Made & {reader?: Made}} Helped `reader`: the same with code for reading many documents, where that is another */

/** From so many files or bytes on they are shared among helpers; below, starting one takes longer than reading. */
const MANY = 150;
const MUCH = 1_000_000;
const MOST_HELPERS = 4;
/** From so many bytes on the helpers take code that is compiled for speed: three times as large, some 50 % faster once it runs. */
const VAST = 10_000_000;
/** Milliseconds between two pictures of how far reading has come. */
const REDRAWN = 100;

/** Helpers that are ready to read. Fails where their code cannot be loaded. @param {Made} made @param {number} count */
async function started({ spawn, source }, count) {
  const helpers = Array.from({ length: count }, () => {
    const worker = spawn();
    return { worker, remote: wrap(worker) };
  });
  try {
    await Promise.all(helpers.map(({ worker, remote }) => new Promise((ready, failed) => {
      worker.addEventListener("error", failed, { once: true });
      remote.start(source).then(ready, failed);
    })));
  } catch (e) {
    helpers.forEach(({ worker }) => worker.terminate());
    throw e;
  }
  return helpers;
}

/**
 * @param {Model} m
 * @param {Remote} engine
 * @param {Helped} start
 * @param {import("./i18n.js").Translate} t
 * @param {(info?: import("../src/web/types").Info) => void} changed called with what is searched from now on, where that changed
 */
export function ownDocuments(m, engine, { reader, ...plain }, t, changed) {
  /** Names that documents have, with their paths. @type {Map<string, string>} */
  const names = new Map();
  /** The files as they were read, for another build. @type {Blob[]} */
  let parts = [];
  /** Who is reading. @type {Remote[]} */
  let readers = [];

  /** @param {Chosen[]} files */
  async function take(files) {
    if (m.own.total) return;
    const chosen = arranged(files, names);
    const over = chosen.files.splice(MOST_FILES);
    const problems = over.length ? [{ path: `${over[0].path} …`, what: t("refused-too-many") }] : [];
    Object.assign(m.own, { problems, read: 0, total: Math.max(1, chosen.files.length), trouble: "" });
    changed();
    try {
      await readAll(chosen);
      const info = await engine.ownInfo();
      if (info) {
        m.own.documents = info.documents;
        m.own.name ||= info.title;
      }
      if (m.own.documents) changed(await use(m.own.used === "both" ? "both" : "own"));
      if (m.own.kept) await store(true);
    } catch (e) {
      m.own.problems.push({ path: "", what: asError(e).message });
    }
    readers = [];
    m.own.total = 0;
    changed();
  }

  /** @param {{info: Chosen | null, files: Chosen[]}} chosen */
  async function readAll({ info, files }) {
    const bytes = files.reduce((n, { file }) => n + file.size, 0);
    const many = files.length >= MANY || (bytes >= MUCH && files.length > 1);
    const count = many ? Math.min(MOST_HELPERS, Math.max(1, navigator.hardwareConcurrency || 1), files.length) : 0;
    /** @type {number[]} */
    const done = [];
    let drawn = 0;
    const told = (/** @type {number} */ who) => callback((/** @type {number} */ n) => {
      done[who] = n;
      m.own.read = done.reduce((a, b) => a + (b ?? 0), 0);
      if (performance.now() - drawn < REDRAWN) return;
      drawn = performance.now();
      changed();
    });
    const gather = (/** @type {{problems: import("./reading.js").Trouble[], raw: Blob}} */ { problems, raw }) => {
      parts.push(raw);
      m.own.problems.push(...problems.map(({ path, what, why }) => ({ path, what: why ? t(`refused-${why}`) : what })));
    };
    if (!count) {
      readers = [engine];
      return gather(await engine.readOwn({ info, files }, told(0)));
    }
    // Without a connection the code for speed may not be there.
    const helpers = await (reader && bytes >= VAST ? started(reader, count).catch(() => started(plain, count)) : started(plain, count));
    readers = helpers.map(({ remote }) => remote);
    try {
      await Promise.all(readers.map(async (reader, who) => {
        const share = files.filter((_, i) => i % count === who);
        gather(await reader.readOwn({ info, files: share }, told(who)));
        const snapshot = await reader.snapshotOwn();
        if (snapshot) await engine.appendOwn(transfer(snapshot, [snapshot.buffer]));
      }));
    } finally {
      helpers.forEach(({ worker }) => worker.terminate());
    }
  }

  /** @param {Which} which */
  async function use(which) {
    const info = await engine.use(which);
    m.own.used = which;
    return info;
  }

  /** @param {boolean} wanted */
  async function store(wanted) {
    m.own.trouble = "";
    try {
      const snapshot = wanted ? await engine.snapshotOwn() : null;
      if (snapshot) {
        const record = { build: BUILD, name: m.own.name, documents: m.own.documents, snapshot, parts };
        m.own.promised = await keep(record);
        m.own.kept = size(record);
      } else {
        await forgetKept();
        m.own.kept = 0;
      }
    } catch (e) {
      m.own.kept = 0;
      m.own.trouble = t("cannot-keep", { what: asError(e).message });
    }
    changed();
  }

  /** What was kept, made ready to be searched. @param {import("./keep.js").Kept} record */
  async function ready(record) {
    if (record.build === BUILD) {
      try {
        return await engine.openOwn(transfer(record.snapshot, [record.snapshot.buffer]));
      } catch { /* Of another version, or damaged: the files are there. */ }
    }
    m.own.total = record.documents;
    m.own.trouble = t("own-rebuilding");
    changed();
    const documents = await engine.readOwnAgain(parts, callback((/** @type {number} */ n) => { m.own.read = n; changed(); }));
    Object.assign(m.own, { total: 0, trouble: "", documents });
    await store(true);
    return documents;
  }

  return {
    take,
    stop() {
      readers.forEach((reader) => void reader.stop());
    },
    /** @param {Which} which */
    async useCorpus(which) {
      const there = m.own.documents ? which : "bundled";
      if (there !== m.own.used) changed(await use(there));
    },
    keepOwn: store,
    /** @param {string} name */
    async nameOwn(name) {
      m.own.name = name.trim();
      if (m.own.kept) await store(true);
      changed();
    },
    async forgetOwn() {
      readers.forEach((reader) => void reader.stop());
      await store(false);
      names.clear();
      parts = [];
      const info = await engine.forgetOwn();
      const searched = m.own.used !== "bundled";
      Object.assign(m.own, { used: "bundled", name: "", documents: 0, problems: [] });
      changed(searched ? info : undefined);
    },
    /** What was kept last time, if anything. */
    async reopen() {
      const began = performance.now();
      try {
        const record = await kept();
        if (!record) return;
        Object.assign(m.own, { name: record.name, kept: size(record) });
        parts = record.parts;
        m.own.documents = await ready(record);
        m.own.promised = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
        performance.measure("entente-own-reopened", { start: began });
      } catch (e) {
        Object.assign(m.own, { kept: 0, total: 0, trouble: t("kept-unreadable", { what: asError(e).message }) });
      }
      changed();
    },
  };
}
