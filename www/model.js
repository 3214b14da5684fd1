// What a view is given. Views keep nothing of their own: everything they show is in here.

/** @typedef {import("../src/web/types").SearchResponse} SearchResponse */
/** @typedef {import("../src/web/types").DocumentRecord} DocumentRecord */
/** @typedef {import("../src/web/types").Reading & {record: DocumentRecord}} DocumentView offsets are UTF-16 units of `record.text` */
/** @typedef {import("../src/web/types").Info} Info */
/** @typedef {import("../src/web/types").Progress} Progress */
/** @typedef {import("./format.js").Language} Language */
/** @typedef {import("./passage.js").Kind} Kind */
/** @typedef {"auto" | "light" | "dark"} Theme */
/** @typedef {"phone" | "middle" | "wide"} Width */

/**
 * Kept on this device, not in the address.
 * @typedef {{lang: Language, theme: Theme, letters: boolean, marks: Record<Kind, boolean>, orders: Record<string, "name" | "tree">}} Prefs
 *   `orders`: facets whose values are not listed by number
 */

/**
 * What is open or pointed at just now; gone with the page.
 * @typedef {object} Ui
 * @property {"filters" | "help" | "export" | "searches" | null} layer
 * @property {Record<string, {open?: boolean, all?: boolean, find?: string, turned?: string[], bin?: number}>} groups facet groups that were touched; `turned`: values folded or unfolded by hand
 * @property {{start: number, end: number} | null} focus the passage of the report pointed at
 * @property {number} hit which match of the report, from 0
 * @property {boolean} removed whether removed passages are shown in place
 * @property {number} suggestion which suggestion is active; -1 for none
 * @property {boolean} suggesting whether the list of suggestions is open
 * @property {string[]} compare partners ticked to be put side by side
 * @property {[number, number] | null} brush the stretch of time being chosen, by places on the axis
 * @property {string | null} spot the point of a picture that the arrow keys are at
 * @property {string} copied what was copied last, for a moment
 */

/**
 * The person's own documents.
 * @typedef {"bundled" | "own" | "both"} Which
 * @typedef {object} Own
 * @property {Which} used which documents are searched
 * @property {string} name what the person calls them; "" where that was not said
 * @property {number} documents
 * @property {number} read files read of the drop that is being taken
 * @property {number} total files of that drop; 0 when none is being taken
 * @property {{path: string, what: string}[]} problems in words
 * @property {number} kept bytes kept on this device; 0 when they are not kept
 * @property {boolean} promised whether the browser promises to hold them
 * @property {string} trouble what storage said
 */

/** A way out of an empty result: a condition, and how many reports come without it. */
/** @typedef {{facet: string | null, value: string | null, label: string, total: number}} WayOut */

/** @typedef {import("../src/web/types").Suggestion} Suggestion */

/**
 * @typedef {object} Model
 * @property {import("./state.js").State} state
 * @property {Prefs} prefs
 * @property {Ui} ui
 * @property {Width} width
 * @property {"loading" | "ready" | "failed"} phase
 * @property {Progress | null} progress
 * @property {Error | null} failure
 * @property {Info | null} info what is searched
 * @property {(() => void) | null} update changes to the newer version of the page that is there
 * @property {Info | null} bundled what came with the page
 * @property {Own} own
 * @property {SearchResponse | null} whole counts over everything, whatever is asked
 * @property {import("./engine-slot.js").Slot<SearchResponse>} answer
 * @property {import("./engine-slot.js").Slot<WayOut[]>} waysOut
 * @property {import("./engine-slot.js").Slot<Suggestion[]>} suggestions
 * @property {import("./engine-slot.js").Slot<DocumentView>} report
 * @property {import("./engine-slot.js").Slot<import("../src/web/types").Neighbour[]>} related
 * @property {import("./engine-slot.js").Slot<Map<string, number>>} siblings how many reports tell of the event of each hit
 * @property {import("./engine-slot.js").Slot<DocumentView>} beside the report beside the one being read
 * @property {import("./engine-slot.js").Slot<import("../src/web/types").Timeline>} base the events of everything, by the same periods
 * @property {import("./engine-slot.js").Slot<import("../src/web/types").Extent>} span the events of the selection
 * @property {import("./searches.js").Searches} searches
 * @property {typeof import("./later.js") | null} later what is loaded when it is first needed
 * @property {Error | null} lost why that could not be loaded
 * @property {import("./engine-slot.js").Slot<any>} rows what the current view lists
 */

/**
 * What a view can do.
 * @typedef {object} Acts
 * @property {(action: import("./state.js").Action) => void} go changes the state, and with it the address
 * @property {(change: Partial<Ui>) => void} set changes what is open or pointed at
 * @property {(change: Partial<Prefs>) => Promise<void>} prefer
 * @property {(action: import("./state.js").Action) => string} link the address of the state after an action
 * @property {(format: import("../src/web/types").ExportFormat) => void} save writes the selection to a file
 * @property {(files: import("./drop.js").Chosen[]) => void} take reads own files
 * @property {() => void} stop stops reading them
 * @property {(which: Which) => Promise<void>} useCorpus
 * @property {(kept: boolean) => void} keepOwn
 * @property {(name: string) => void} nameOwn
 * @property {() => void} forgetOwn
 * @property {() => void} retry
 * @property {(text: string, what: string) => void} copy
 * @property {(change: Partial<import("./searches.js").Searches>) => void} searches changes what is kept of searches
 * @property {(name: string, content: Blob) => void} file gives the person a file
 * @property {(words: string) => void} say tells those who do not see the page
 * @property {import("./i18n.js").Translate} t
 * @property {(facet: string, value: string) => string} label the name of a value in the reader's language
 */

/** @returns {Ui} */
export function firstUi() {
  return {
    layer: null, groups: {}, focus: null, hit: 0, removed: false, suggestion: -1, suggesting: false, compare: [], brush: null, spot: null, copied: "",
  };
}

/** @param {Language} lang @returns {Prefs} */
export function firstPrefs(lang) {
  return {
    lang, theme: "auto", letters: true, orders: {},
    marks: { person: true, body: true, country: true, agreement: true, crime: true, cooperation: true, date: true },
  };
}
