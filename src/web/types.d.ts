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
  /** Which facets to count; left out, all with 50 values each. `limit: 0` gives all values. */
  facets?: { facet: string; limit?: number }[];
  sort?: "relevance" | "newest" | "oldest" | "title";
  offset?: number;
  /** Hits to return, 20 where left out; 0 asks for counts only. */
  limit?: number;
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

export interface FacetValue {
  value: string;
  /** In the request's language. */
  label: string;
  labels: Labels;
  /** Documents, with this facet's own selection left out of account. */
  count: number;
  selected: boolean;
  excluded: boolean;
}

export interface FacetCounts {
  id: string;
  /** Distinct values with at least one match. */
  distinct: number;
  /** By count, then by id; selected ones first. */
  values: FacetValue[];
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

export interface SuggestRequest { query: string; limit?: number; lang?: Language }

/** A way to go on: put `text` into the search box. `count` is the number of documents, where it is known. */
export interface Suggestion { text: string; kind: string; count: number | null }

/** What the engine holds. */
export interface Info {
  title: string;
  description: string;
  languages: string[];
  license: string;
  version: string;
  documents: number;
  /** Facets in the order of the page, with the labels of a corpus's own. */
  facets: { id: string; labels: Labels | null; type: "text" | "number" | "date" }[];
  /** Documents that could not be read, or only in part, and why. */
  problems: { path: string; what: string }[];
}

/** How far `open` has come. `totalBytes` is null where the server does not say. */
export interface Progress { phase: "load" | "read" | "index"; bytes: number; totalBytes: number | null; documents: number }

/** A document as an object; the same keys as one line of JSON Lines. */
export interface DocumentInput {
  id?: string; title?: string; text: string; lang?: string; date?: string; outlet?: string; url?: string;
  author?: string; event?: string; path?: string; facets?: Record<string, string[]>;
}

/** Where the documents come from: exactly one of `documents`, `url`, `bytes`. */
export interface OpenOptions {
  documents?: DocumentInput[];
  /** A packed corpus (`.tar`, `.tar.gz`), a snapshot, or one document. */
  url?: string;
  bytes?: Uint8Array;
  /** The file name of `bytes`, which tells its format. */
  name?: string;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/**
 * `name` of every `Error` thrown: `RequestError` (what was passed is not what the types say), `NetworkError`,
 * `CorpusError` (nothing in it could be read), `SnapshotError` (another version, or damaged), `AbortError`.
 */
export type ErrorName = "RequestError" | "NetworkError" | "CorpusError" | "SnapshotError" | "AbortError";
