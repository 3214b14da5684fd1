// In the page: builds, asks, measures. The runner calls these steps one after another.

/** Every WebAssembly memory of this page, for its size. */
const memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (source, imports) => {
    const made = await original.call(WebAssembly, source, imports);
    for (const value of Object.values((made.instance ?? made).exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
    for (const module of Object.values(imports ?? {})) for (const value of Object.values(module)) if (value instanceof WebAssembly.Memory) memories.add(value);
    return made;
  };
}

const now = () => performance.now();
const rest = (ms = 0) => new Promise((done) => setTimeout(done, ms));
/** A turn of the event loop; a timer would wait 4 ms, in which a processor falls asleep. */
const turn = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done(undefined);
  };
  port2.postMessage(0);
});
let adapter, docs, queries;

globalThis.bench = {
  async start(name) {
    adapter = (await import(`/adapters/${name}.js`)).default;
    await adapter.start?.();
    queries = await (await fetch("/queries.json")).json();
  },
  async load(chunks) {
    docs = [];
    for (let at = 0; at < chunks; at++) docs.push(...(await (await fetch(`/docs/${at}.json`)).json()));
  },
  async memory() {
    for (let i = 0; i < 3; i++) {
      gc();
      await rest(30);
    }
    return performance.memory.usedJSHeapSize + [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  },
  async build() {
    const begun = now();
    await adapter.build(docs);
    return now() - begun;
  },
  forget() {
    docs = null;
  },
  /** Answers and times of a class: a pass that warms up and gives the answers, and one that is measured. */
  async run(kind, budget) {
    const list = queries[kind], answers = [], cold = [], times = [], begun = now();
    if (!(await adapter.search(kind, list[0]))) return null;
    for (const query of list) {
      const at = now(), answer = await adapter.search(kind, query);
      cold.push(now() - at);
      answers.push({ ids: Array.from(answer.ids, Number).slice(0, 10), facets: answer.facets });
      if (now() - begun > budget) break;
    }
    if (now() - begun > budget / 2) return { times: cold, answers };
    gc();
    for (const query of list) {
      await turn();
      let at = now();
      await adapter.search(kind, query);
      let time = now() - at;
      // What takes less than the clock can tell is asked again and averaged.
      if (time < 0.1) {
        const times = Math.ceil(1 / Math.max(time, 0.005));
        at = now();
        for (let i = 0; i < times; i++) await adapter.search(kind, query);
        time = (now() - at) / times;
      }
      times.push(time);
    }
    return { times, answers };
  },
  async save() {
    const saved = await adapter.save();
    return new Blob([saved]).size;
  },
  /** Fixed work, to see how busy the machine is. */
  calibrate() {
    const times = [];
    for (let run = 0; run < 5; run++) {
      const at = now(), map = new Map();
      for (let i = 0, x = 1; i < 300000; i++) {
        x = (Math.imul(x, 1664525) + 1013904223) | 0;
        map.set(x & 65535, i);
      }
      times.push(now() - at);
    }
    return Math.min(...times);
  },
};
