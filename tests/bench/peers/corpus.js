// Documents, queries and what a scan of all documents finds: invented words in two languages, the same for everybody.
//
// A word is drawn by rank (Zipf, exponent 1.05) from 60,000 types, every second one English-looking, the others Vietnamese
// syllables and pairs of them run together as in names. A document is mostly in one language, 292 words on average.

const TYPES = 60000;
const EXPONENT = 1.05;
const QUERIES = 400;
export const CLASSES = ["common", "rare", "and2", "or3", "prefix", "typo", "unaccented", "phrase", "facet"];
export const FACETS = ["country", "year", "crime", "kind", "tongue"];

/** Numbers from 0 to 1, always the same for a seed (xorshift128). @param {number} seed */
function random(seed) {
  const s = Uint32Array.of(seed, 362436069, 521288629, 88675123);
  const next = () => {
    const t = s[0] ^ (s[0] << 11);
    s[0] = s[1];
    s[1] = s[2];
    s[2] = s[3];
    s[3] = s[3] ^ (s[3] >>> 19) ^ t ^ (t >>> 8);
    return s[3] / 2 ** 32;
  };
  for (let i = 0; i < 40; i++) next();
  return next;
}

/** Marks taken off, đ as d: what "ignoring marks" means for the truth. @param {string} word */
export const bare = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

function english(draw, count) {
  const heads = "b c d f g h j k l m n p r s t v w z br cr dr fl gr pl pr sh sl sp st th tr ch".split(" ");
  const vowels = "a e i o u ea ai ou oo ee io".split(" ");
  const tails = ["", "", "", ..."n r l s t m d ck nd nt st ng rt sh".split(" ")];
  const ends = ["", "", "", "", "ing", "ed", "er", "tion", "ness", "ment", "able", "al", "ist", "ity", "ance"];
  const pick = (list) => list[Math.floor(draw() * list.length)];
  const words = new Set();
  while (words.size < count) {
    let word = "";
    for (let n = 1 + Math.floor(draw() * 3); n > 0; n--) word += pick(heads) + pick(vowels) + pick(tails);
    word += pick(ends);
    if (word.length > 2 && word.length < 15) words.add(word);
  }
  return [...words];
}

function vietnamese(draw, count) {
  const heads = "b c ch d đ g h kh l m n nh ng p ph r s t th tr v x".split(" ");
  const cores = "a ă â e ê i o ô ơ u ư ia ua ưa iê oa uy ươ uô ai ao ôi ơi".split(" ");
  const tails = ["", "", "n", "ng", "m", "t", "c", "p", "nh"];
  const tones = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
  const pick = (list) => list[Math.floor(draw() * list.length)];
  // The tone stands on the last vowel sign of the core, or on its first where two plain letters end the word.
  const syllable = () => {
    const core = pick(cores), tail = /[aeiouy]{2}$/.test(bare(core)) && !/[êươô]/.test(core) ? "" : pick(tails);
    return (pick(heads) + core + pick(tones) + tail).normalize("NFC");
  };
  const words = new Set();
  // Some 14,000 syllables, then pairs of them.
  for (let tries = 0; words.size < count; tries++) words.add(tries < 60000 ? syllable() : syllable() + syllable());
  return [...words];
}

/** Draws ranks by Zipf's law: a table of cumulated weights, halved. */
function zipf(count, exponent) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) sums[i] = sum += (i + 1) ** -exponent;
  return (draw) => {
    const wanted = draw() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** @param {number} size */
export function corpus(size) {
  const draw = random(20261122);
  const [en, vi] = [english(draw, TYPES / 2), vietnamese(draw, TYPES / 2)];
  // Frequent words tend to be short.
  const sorted = (words) => words.map((word) => [word.length * 0.12 + draw(), word]).sort((a, b) => a[0] - b[0]).map(([, word]) => word);
  const [first, second] = [sorted(en), sorted(vi)];
  const types = Array.from({ length: TYPES }, (_, i) => (i % 2 ? second : first)[i >> 1]);
  const rank = zipf(TYPES, EXPONENT);
  const values = { country: zipf(60, 0.8), crime: zipf(25, 0.8), kind: zipf(10, 0.6) };
  const some = (facet, count) => {
    const set = new Set();
    while (set.size < count) set.add(facet[0] + values[facet](draw));
    return [...set].sort();
  };
  const docs = [];
  /** The types of each document's title and body, and where the body begins. */
  const words = [], bodies = [];
  let bytes = 0;
  for (let id = 0; id < size; id++) {
    const tongue = draw() < 0.5 ? 1 : 0;
    const word = () => {
      const type = rank(draw);
      return type % 2 !== tongue && draw() < 0.92 ? type ^ 1 : type;
    };
    const title = Array.from({ length: 4 + Math.floor(draw() * 8) }, word);
    const length = Math.max(100, Math.round(292 + 70 * (draw() + draw() + draw() + draw() - 2) * 1.73));
    const body = Array.from({ length }, word);
    let text = "", left = 0;
    for (const type of body) {
      if (left === 0) {
        left = 6 + Math.floor(draw() * 18);
        text += (text && ". ") + types[type][0].toUpperCase() + types[type].slice(1);
      } else text += (draw() < 0.06 ? ", " : " ") + types[type];
      left--;
    }
    const doc = {
      id, title: title.map((type) => types[type]).join(" "), body: text + ".",
      country: some("country", 1 + Math.floor(draw() * 3)), year: String(2009 + Math.floor(draw() * 17)), crime: some("crime", Math.floor(draw() * 5)),
      kind: `k${values.kind(draw)}`, tongue: tongue ? "vi" : "en",
    };
    docs.push(doc);
    words.push(Uint16Array.from([...title, ...body]));
    bodies.push(title.length);
    bytes += Buffer.byteLength(doc.title) + Buffer.byteLength(doc.body);
  }
  return { docs, types, words, bodies, bytes };
}

/** Queries of every class, with the documents that are right: marks counting (`exact`) and not (`bare`). */
export function questions({ docs, types, words, bodies }) {
  const draw = random(4000037);
  const pick = (list) => list[Math.floor(draw() * list.length)];
  const postings = types.map(() => []);
  words.forEach((list, doc) => new Set(list).forEach((type) => postings[type].push(doc)));
  const used = types.map((_, type) => type).filter((type) => postings[type].length > 0);
  const byUse = used.slice().sort((a, b) => postings[b].length - postings[a].length || a - b);
  const bares = types.map(bare);
  // A word may stand in both lists, the English and the Vietnamese one.
  const [sameWord, sameBare] = [types, bares].map((forms) => {
    const same = new Map();
    used.forEach((type) => same.set(forms[type], [...(same.get(forms[type]) ?? []), type]));
    return same;
  });
  const union = (list) => list.reduce((set, type) => { postings[type].forEach((doc) => set.add(doc)); return set; }, new Set());
  const both = (accept) => ({ exact: accept((type) => sameWord.get(types[type])), bare: accept((type) => sameBare.get(bares[type])) });
  const sample = (pool) => Array.from({ length: QUERIES }, () => pick(pool));
  const word = (type) => ({ q: types[type], words: [types[type]], right: both((of) => union(of(type))) });
  const middle = used.filter((type) => postings[type].length >= docs.length * 0.0005 && postings[type].length <= docs.length * 0.25);
  const inMiddle = new Set(middle);
  const [frequent, medium, seldom, known] = [byUse.slice(20, 800), byUse.slice(800, 8000), byUse.slice(8000), byUse.slice(0, 30000)];
  const inFrequent = new Set(byUse.slice(20, 4000));
  const made = {
    common: () => sample(byUse.slice(3, 803)).map(word),
    rare: () => sample(byUse.slice(-3000).filter((type) => types[type].length > 2)).map(word),
    and2: () => Array.from({ length: QUERIES }, () => {
      for (;;) {
        const list = [...new Set(pick(words))].filter((type) => inMiddle.has(type));
        const [a, b] = [pick(list), pick(list)];
        if (a === undefined || a === b) continue;
        const right = both((of) => { const other = union(of(b)); return new Set([...union(of(a))].filter((doc) => other.has(doc))); });
        return { q: `${types[a]} ${types[b]}`, words: [types[a], types[b]], right };
      }
    }),
    or3: () => Array.from({ length: QUERIES }, () => {
      const list = [pick(frequent), pick(medium), pick(seldom)];
      return { q: list.map((type) => types[type]).join(" "), words: list.map((type) => types[type]), right: both((of) => union(list.flatMap(of))) };
    }),
    prefix: () => sample(byUse.slice(0, 20000).filter((type) => types[type].length > 3)).map((type) => {
      const start = types[type].slice(0, 3);
      const begin = (list, letters) => union(used.filter((type) => list[type].startsWith(letters)));
      return { q: start, words: [start], right: { exact: begin(types, start), bare: begin(bares, bare(start)) } };
    }),
    typo: () => Array.from({ length: QUERIES }, () => {
      for (;;) {
        const type = pick(known), wrong = misspelt(types[type], draw), typed = bare(wrong);
        if (types[type].length < 5 || sameBare.has(typed)) continue;
        const near = union(used.filter((other) => within1(bares[other], typed)));
        return { q: wrong, words: [wrong], right: { exact: near, bare: near } };
      }
    }),
    unaccented: () => sample(middle.filter((type) => types[type] !== bares[type])).map((type) => {
      const right = union(sameBare.get(bares[type]));
      return { q: bares[type], words: [bares[type]], right: { exact: right, bare: right } };
    }),
    phrase: () => Array.from({ length: QUERIES }, () => {
      const doc = Math.floor(draw() * docs.length), at = bodies[doc] + Math.floor(draw() * (words[doc].length - bodies[doc] - 1));
      const [a, b] = [words[doc][at], words[doc][at + 1]];
      const right = both((of) => { const [x, y] = [new Set(of(a)), new Set(of(b))]; return new Set([...union([...x])].filter((doc) => follows(words[doc], bodies[doc], x, y))); });
      return { q: `${types[a]} ${types[b]}`, words: [types[a], types[b]], right };
    }),
    facet: () => Array.from({ length: QUERIES }, () => {
      for (;;) {
        const doc = Math.floor(draw() * docs.length), type = pick(words[doc]), field = pick(FACETS), value = pick([docs[doc][field]].flat());
        if (!inFrequent.has(type) || value === undefined) continue;
        const keep = (set) => new Set([...set].filter((doc) => [docs[doc][field]].flat().includes(value)));
        const right = both((of) => keep(union(of(type))));
        return { q: types[type], words: [types[type]], filter: { field, value }, right, counts: { exact: counted(right.exact, docs), bare: counted(right.bare, docs) } };
      }
    }),
  };
  return Object.fromEntries(CLASSES.map((name) => [name, made[name]()]));
}

/** How many of some documents have each value of each facet. */
export function counted(set, docs) {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, {}]));
  for (const doc of set) for (const facet of FACETS) for (const value of [docs[doc][facet]].flat()) counts[facet][value] = (counts[facet][value] ?? 0) + 1;
  return counts;
}

function follows(list, body, x, y) {
  for (let at = 0; at + 1 < list.length; at++) if (at + 1 !== body && x.has(list[at]) && y.has(list[at + 1])) return true;
  return false;
}

/** One letter left out, put in, or changed; the first stays. */
function misspelt(word, draw) {
  const at = 1 + Math.floor(draw() * (word.length - 1)), letter = "aeinorst"[Math.floor(draw() * 8)], kind = Math.floor(draw() * 3);
  return word.slice(0, at) + (kind === 0 ? "" : letter) + word.slice(at + (kind === 1 ? 0 : 1));
}

/** Whether two words differ by one letter at most. */
function within1(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < a.length && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}
