/** Languages in which values have labels. */
export type Language = "vi" | "en";

/**
 * Why a piece of text is marked: `match` as typed, `folded` differs by marks or spelling only, `prefix` begins with the
 * letters typed, `typo` within the allowed typing errors, `label` another name of a concept typed, `gap` a cut (`…`).
 */
export type SegmentKind = "text" | "match" | "folded" | "prefix" | "typo" | "label" | "gap" | "evidence";

/** A piece of a document's own text. Never markup: put it into the page as text. */
export interface Segment { text: string; kind: SegmentKind }

/** A condition on one facet: any of `include`, none of `exclude`, from `from` to `to`, both inclusive. */
export interface Filter { facet: string; include?: string[]; exclude?: string[]; from?: string; to?: string }

/** What is asked. All keys may be left out; an empty request finds everything, newest first. */
export interface SearchRequest {
  query?: string;
  /** Across facets all must hold. */
  filters?: Filter[];
  /** Which facets to count; left out, all with 50 values each, `[]` none. `limit: 0` gives all values. */
  facets?: FacetRequest[];
  sort?: "relevance" | "newest" | "oldest" | "title";
  offset?: number;
  /** Hits to return, 20 where left out; 0 asks for counts only. */
  limit?: number;
  /** Passages that a hit shows at most, 1 where left out. */
  passages?: number;
  /** Whether each hit explains its score in `why`. */
  explain?: boolean;
  /** Concepts that must not be searched along. */
  notAlso?: string[];
  /** The language of `label`s; English where left out. */
  lang?: Language;
}

/** A name in both languages; where the lists have none, both are the id. */
export interface Labels { vi: string; en: string }

/** One document found. */
export interface Hit {
  id: string;
  title: string | null;
  /** The title in segments. */
  heading: Segment[];
  /** When it was published, EDTF: `2024-09-29`, `2024-09`, `2024`. */
  date: string | null;
  lang: string;
  score: number;
  snippet: Segment[];
  outlet: string | null;
  /** The event it reports. */
  event: { kind: string; labels: Labels; date: string | null } | null;
  /** The score as a tree of named terms, where asked for. */
  why?: Explanation;
}

export interface Explanation { name: string; value: number; parts: Explanation[] }

/** Which facet to count, `date` for bins alone. `find` keeps values with a word that begins so, in either language. */
export interface FacetRequest {
  facet: string;
  limit?: number;
  find?: string;
  order?: "count" | "name-vi" | "name-en";
  /** Also counts what values belong to (regions, years, broader crimes), each before what belongs to it. */
  tree?: boolean;
  /** At most so many bins over dates or numbers, of a size that fits. */
  bins?: number;
}

export interface FacetValue {
  value: string;
  /** In the request's language. */
  label: string;
  labels: Labels;
  /** The value it belongs to, in a tree. */
  parent: string | null;
  /** Documents, with this facet's own selection left out of account; in a tree with those of what belongs to it. */
  count: number;
  selected: boolean;
  excluded: boolean;
}

export interface FacetCounts {
  id: string;
  /** Distinct values with at least one match. */
  distinct: number;
  /** In the order asked for; selected ones first. */
  values: FacetValue[];
  /** Documents without a value; `""` in a filter finds them. */
  missing: number;
  /** A filter `from` … `to` finds exactly the documents of a bin. */
  bins: { from: string; to: string; count: number }[];
}

/** What of a query could not be read; offsets are UTF-16 units of the query. */
export interface QueryProblem { what: string; start: number; end: number }

export interface SearchResponse {
  total: number;
  hits: Hit[];
  facets: FacetCounts[];
  problems: QueryProblem[];
  /** A better spelling, where nothing was found. */
  correctedQuery: string | null;
  alsoSearched: { typed: string; label: string; concept: string }[];
}

/** Words that prove a value: exactly `text.slice(start, end)` when offsets are `utf16`. */
export interface Evidence { start: number; end: number; quote: string }

/** The record of one document (the keys of `entente facts`). */
export interface DocumentRecord {
  id: string;
  path: string;
  lang: string;
  title: string | null;
  published: string | null;
  source: { outlet: string | null; url: string | null; author: string | null };
  text: string;
  /** The paragraphs kept. */
  body: [number, number][];
  removed: { reason: string; start: number; end: number; quote: string }[];
  event: {
    kind: string; level: string | null; date: string | null; date_end: string | null;
    place: { city: string | null; country: string | null } | null; evidence: Evidence[];
  } | null;
  countries: { code: string; evidence: Evidence[] }[];
  organizations: { id: string; name: string; country: string | null; evidence: Evidence[] }[];
  people: {
    name: string; country: string | null; rank: string | null; post: string | null; organization: string | null;
    evidence: Evidence[];
  }[];
  instruments: {
    title: string; type: string; status: string; year: number | null; period: [number, number] | null;
    parties: string[]; evidence: Evidence[];
  }[];
  crimes: { id: string; evidence: Evidence[] }[];
  cooperation: { id: string; evidence: Evidence[] }[];
  forums: { id: string; evidence: Evidence[] }[];
  pledges: { by: string; verb: string; cooperation: string[]; crimes: string[]; evidence: Evidence[] }[];
  problems: { what: string; start: number | null; end: number | null }[];
}

/** What a reading view needs beside the record, in the same unit of offsets. */
export interface Reading {
  /** The languages of the paragraphs of `body`, in its order. */
  langs: string[];
  /** Where the title stands in the text. */
  title: [number, number] | null;
  /** Sentences of the body, in order. */
  sentences: [number, number][];
  /** Where the query matches. */
  hits: { start: number; end: number; kind: SegmentKind }[];
  /** Names of the values of the record. */
  labels: { facet: string; value: string; labels: Labels }[];
  /** The other reports of the same event. */
  sameEvent: { id: string; title: string | null; lang: string; date: string | null }[];
}

/** The record of one document, and what a reading view needs beside it. */
export interface ReadingRecord extends DocumentRecord { reading: Reading }

export interface DocumentOptions {
  /** Marks where this matches. */
  query?: string;
  notAlso?: string[];
  /** The unit of all offsets: `bytes` of the UTF-8 text (the record's own unit) where left out. */
  offsets?: "bytes" | "utf16";
}

/** The counts of suggestions are under `filters`. */
export interface SuggestRequest { query: string; limit?: number; lang?: Language; filters?: Filter[] }

/** A way to go on: a word for the search box, or, with `facet` and `value`, a filter. `count` is its documents. */
export interface Suggestion { text: string; facet: string | null; value: string | null; count: number }

/** A place where the query matches, with some words before and behind it. Offsets are UTF-16 units of the report's text. */
export interface ConcordanceLine { report: Report; start: number; left: string; hit: Segment; right: string }

/** `partial`: there are more than 20,000 places, and the others are left out. */
export interface Concordance { total: number; partial: boolean; rows: ConcordanceLine[] }

/** A report, to be named and linked. */
export interface Report { id: string; title: string | null; date: string | null; lang: string; outlet: string | null }

/** A sentence and where it begins in its report, in UTF-16 units; what proves something is a segment of its own. */
export interface Quote { report: Report; start: number; segments: Segment[] }

/** An event: its date and its reports. */
export interface Occasion { date: string | null; kind: Value | null; reports: Report[] }

export interface Value { value: string; labels: Labels }
export interface Counted extends Value { count: number }

/** What is asked of a view. The documents are those of `query` and `filters`; each method reads the keys it names. */
export interface ViewRequest {
  query?: string;
  filters?: Filter[];
  notAlso?: string[];
  offset?: number;
  /** Rows, 50 where left out. */
  limit?: number;
  /** `facts`: the facet to be proved (without, the sentences with the query); `timeline`: the facet to stack by. */
  facet?: string;
  /** `facts`: the values to be proved; all of the facet where left out. */
  values?: string[];
  /** `timeline`: the length of a period, a year where left out; `concordance`: sorted by the words before or after. */
  by?: "day" | "month" | "year" | "left" | "right";
  /** `ledger`, `pledges`: the first is the partner; `network`: the first is the node; `partners`: all that are wanted. */
  who?: string[];
  /** `ledger`: the last status; `pledges`: the verb. */
  status?: string;
  /** `pledges`: the side, a country or `both`. */
  side?: string;
  /** `network`: `country`, `organization`, `person` (where left out). */
  kinds?: ("country" | "organization" | "person")[];
}

export interface Sentences { total: number; rows: (Quote & { proves: (Value & { facet: string })[] })[] }

export interface Ledger {
  total: number;
  /** Agreements by last status, in the order in which one comes about. */
  statuses: Counted[];
  rows: Agreement[];
}

export interface Agreement {
  title: string;
  titles: { lang: string; text: string }[];
  kind: Value;
  parties: Value[];
  status: Value;
  signed: string | null;
  period: [number, number] | null;
  steps: { status: Value; date: string | null; event: Occasion; quotes: Quote[] }[];
}

export interface Pledges {
  total: number;
  /** Verbs of the pledges of the side wanted, most first. */
  verbs: [string, number][];
  /** Sides of the pledges of the verb wanted, most first. */
  sides: Counted[];
  /** Forms of cooperation of all pledges wanted, most first; the value "" stands for those that name none. */
  cooperation: Counted[];
  /** Crime types, as `cooperation`. */
  crimes: Counted[];
  rows: {
    date: string | null;
    /** A country, or `both`. */
    by: Value;
    partners: Value[];
    verb: string;
    cooperation: Value[];
    crimes: Value[];
    event: Occasion;
    quotes: Quote[];
    /** What later reports tell: `signed`, `held`, `repeated`. */
    outcomes: { what: string; date: string | null; quotes: Quote[] }[];
  }[];
}

/** What a selection covers, beyond what its facets count. */
export interface Coverage {
  documents: number;
  events: number;
  /** Documents without a year. */
  undated: number;
  /** Documents in which no event was found. */
  withoutEvent: number;
  /** What was removed from the texts, by reason. */
  removed: { reason: string; passages: number; bytes: number; documents: number }[];
}

/** The events of a selection in short; years are null where none is known. */
export interface Extent { events: number; from: number | null; to: number | null }

export interface Timeline {
  facet: string;
  /** The order of the stack. */
  values: Value[];
  /** Periods with events; `stack` holds places in `values` and events, whose sum may exceed `events`. */
  periods: { date: string; events: number; reports: number; stack: [number, number][] }[];
  undated: number;
  /** Years between the first and the last of which nothing is known. */
  missing: number[];
  total: number;
  /** Newest first. */
  events: Occasion[];
}

export interface Partner extends Value {
  events: number;
  reports: number;
  statuses: Counted[];
  pledges: number;
  first: string | null;
  last: string | null;
  years: [number, number][];
  crimes: Counted[];
  cooperation: Counted[];
  /** The rest is empty unless the partner was asked for by `who`. */
  crimes_by_year: [string, number, number][];
  history: Occasion[];
  officials: { name: string; posts: { post: string; first: string | null; last: string | null }[] }[];
  agreements: Agreement[];
}

export interface Partners { total: number; rows: Partner[] }

export interface Network {
  /** Edges in all. */
  total: number;
  nodes: { id: string; kind: "country" | "organization" | "person"; labels: Labels; country: string | null; events: number }[];
  /** `a` and `b` are places in `nodes`. */
  edges: { a: number; b: number; events: number; dates: string[]; quotes: Quote[] }[];
}

/** A report like another. `what` is one of `editor text day days countries forums organizations people place kind subjects`. */
export interface Neighbour { report: Report; sameEvent: boolean; why: { what: string; values: string[] }[] }

export type ExportFormat =
  "csv" | "jsonl" | "ftm" | "skos" | "plover" | "csl" | "ris" | "bibtex" | "geojson" | "gexf" | "annotations";

/** Exports exactly the documents of `query` and `filters`. `today` (`2026-11-22`) goes into the file's name. */
export interface ExportRequest {
  format: ExportFormat; query?: string; filters?: Filter[]; notAlso?: string[]; lang?: Language; today?: string;
}

export interface ExportedFile { name: string; mediaType: string; bytes: Uint8Array }

/** What the engine holds. */
export interface Info {
  title: string;
  /** The title in both languages of the page; the same where the corpus has one. */
  titles: Labels;
  description: string;
  descriptions: Labels;
  languages: string[];
  license: string;
  version: string;
  /** Whether facts are read from the texts; without, there are only the facets that the documents give. */
  extract: boolean;
  documents: number;
  /** Facets in the order of the page, with the labels of a corpus's own. */
  facets: { id: string; labels: Labels | null; type: "text" | "number" | "date" }[];
  /** Documents that could not be read, or only in part, and why. */
  problems: FileProblem[];
}

/** What could not be read (`error`) or somebody should look at (`warning`): what came, what was expected, what to do. */
export interface FileProblem { path: string; line: number | null; severity: "error" | "warning"; what: string }

/** How far `open` has come. `totalBytes` is null where the server does not say. */
export interface Progress { phase: "load" | "read" | "index"; bytes: number; totalBytes: number | null; documents: number }

/** A document as an object; the same keys as one line of JSON Lines. */
export interface DocumentInput {
  id?: string; title?: string; text: string; lang?: string; date?: string; outlet?: string; url?: string;
  author?: string; event?: string; path?: string; facets?: Record<string, string[]>;
}

/**
 * A file of any format that a corpus may hold. `id` is what its document is called where it does not say so itself,
 * instead of the file's name without ending. A `corpus.json` names the facets of the documents that come after it.
 */
export interface FileInput { name: string; bytes: Uint8Array; id?: string }

/** What `add` did. */
export interface Added { documents: number; problems: FileProblem[] }

/** Where the documents come from: exactly one of `documents`, `url`, `bytes`. */
export interface OpenOptions {
  documents?: DocumentInput[];
  /** With `documents`: `false` reads no facts from the texts and indexes only the facets given. */
  extract?: boolean;
  /** With `documents`: `false` keeps the index but no texts; hits then have neither title nor snippet. */
  texts?: boolean;
  /** A packed corpus (`.tar`, `.tar.gz`), a snapshot, or one document. */
  url?: string;
  /** With `url`: the answer to a request for it that is already on its way. */
  response?: Response | Promise<Response>;
  bytes?: Uint8Array;
  /** The file name of `bytes`, which tells its format. */
  name?: string;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/**
 * `name` of every `Error` thrown: `RequestError` (what was passed is not what the types say), `NetworkError`,
 * `CorpusError` (nothing in it could be read), `SnapshotError` (another version, or damaged), `AbortError`
 * (given up: opening by its signal, a search in steps by a newer one).
 */
export type ErrorName = "RequestError" | "NetworkError" | "CorpusError" | "SnapshotError" | "AbortError";
