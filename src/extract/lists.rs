//! The closed lists (countries, places, bodies, forums, ranks, posts, names) read into rows, and their labels
//! into one [`Matcher`]. The files lie in `lists/`; a linguist edits them, nothing here knows a row by name.

use super::matcher::{Accept, Builder, Case, Class, Hit, Matcher, Scan};
use super::pairs::Pairs;
use super::table::{FIRST_CUE, FIRST_WORD, OFFICES, read_table};
use super::token::Token;
use super::vocabulary::Vocabulary;
use crate::base::Arrange;
pub use crate::knowledge::Tables;
use std::collections::HashMap;

/// One row of any table: id, both names, and the columns that only some tables have (empty where not).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// `id` or `code`; of a place its English name.
    pub id: &'static str,
    /// The preferred Vietnamese label; may be a pattern.
    pub vi: &'static str,
    /// The preferred English label; may be a pattern.
    pub en: &'static str,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: &'static str,
    /// `kind` (bodies, places, forums, names), `level` (posts) or `region` (countries).
    pub kind: &'static str,
    /// The body above, by id; of a name its tradition.
    pub parent: &'static str,
    /// Words of the row that are also other words, `|` between.
    pub ambiguous: &'static str,
    /// Other Vietnamese names, other English names, English demonyms; `|` between, some are patterns.
    pub others: [&'static str; 3],
}

/// Which list a match comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum List {
    /// Countries.
    Country,
    /// Cities, provinces, regions.
    Place,
    /// Ministries, police forces, agencies …
    Body,
    /// International organisations and meetings.
    Forum,
    /// Police and military ranks.
    Rank,
    /// Posts.
    Post,
    /// Family names, honorifics, particles.
    Name,
    /// Concepts of the thesaurus; their `kind` is the scheme, their `parent` the broader concept.
    Concept,
    /// Words that rules look for, in groups: `cues.tsv`.
    Cue,
    /// Ministers by their ministry: `Minister of Justice` is found as the body `Ministry of Justice`.
    Office,
    /// Small words of the rules for names; the entry is the number of the group.
    Word,
}

/// What kind of label matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// A name, preferred or not.
    Name,
    /// The adjective or the people of a country: `Lao`, `người Lào`.
    Demonym,
    /// A word of a country that is also another word: counts only where the context says so.
    Ambiguous,
    /// A department's code, `C02`.
    Code,
    /// A Vietnamese name without its marks.
    Bare,
    /// What names a body only beside its country (or province): the `Bộ Nội vụ` of a label `Bộ Nội vụ ~`. The
    /// row's country is `*` where any country may stand there; see `lists/README.md`.
    Head,
}

/// A label found in a page: tokens `start..end` of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The list.
    pub list: List,
    /// The row: an index into the list's entries.
    pub entry: u16,
    /// What kind of label it is.
    pub role: Role,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

/// All knowledge files, read once. Building costs some milliseconds; share one.
#[derive(Debug, Default)]
pub struct Lists {
    entries: [Vec<Entry>; 9],
    pairs: Pairs,
    /// Rows by list and id.
    ids: HashMap<(List, &'static str), u16>,
    functional: Vec<bool>,
    /// The rows of bodies, in order of their countries.
    bodies: Vec<u16>,
    /// Groups of cues with `!`, by row: they only keep their words from being taken for cues.
    hidden: Vec<bool>,
    matcher: Matcher,
}

const LISTS: [List; 9] = [
    List::Country,
    List::Place,
    List::Body,
    List::Forum,
    List::Rank,
    List::Post,
    List::Name,
    List::Concept,
    List::Cue,
];

impl Lists {
    /// Reads the files that are compiled in.
    #[must_use]
    pub fn bundled() -> Self {
        Self::read(&Tables::bundled())
    }

    /// Reads tables. A row with too few columns is read as far as it goes: the bundled files are held to more by
    /// their own test.
    #[must_use]
    pub fn read(tables: &Tables) -> Self {
        let mut builder = Builder::default();
        let texts = [
            tables.countries,
            tables.places,
            tables.bodies,
            tables.forums,
            tables.ranks,
            tables.posts,
            tables.names,
            tables.concepts,
            tables.cues,
        ];
        let entries: [Vec<Entry>; 9] = std::array::from_fn(|i| read_table(texts[i], LISTS[i], &mut builder));
        for (row, group) in tables.words.lines().skip(1).zip(0u16..) {
            let class = FIRST_WORD.saturating_add(group as Class);
            for label in row.split('\t').nth(1).unwrap_or("").split('|') {
                builder.label(label, Accept { class, entry: group, role: 0, case: Case::Any });
            }
        }
        let pairs = Pairs::read(tables.pairs, &entries[List::Cue as usize]);
        let matcher = builder.build();
        let functional = functional_words(&entries, matcher.words());
        let hidden = entries[List::Cue as usize].iter().map(|entry| entry.id.ends_with('!')).collect();
        let rows = &entries[List::Body as usize];
        let mut bodies: Vec<u16> = (0..rows.len() as u16).collect();
        bodies.arrange_by_key(|row| rows[usize::from(*row)].country);
        Self { ids: ids(&entries), entries, pairs, functional, bodies, hidden, matcher }
    }

    /// The rows of a list, in the order of its file; those of bodies for [`List::Office`].
    #[must_use]
    pub fn entries(&self, list: List) -> &[Entry] {
        let list = if list == List::Office { List::Body } else { list };
        self.entries.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// The row of a match.
    #[must_use]
    pub fn entry(&self, found: &Match) -> &Entry {
        static NONE: Entry = Entry {
            id: "",
            vi: "",
            en: "",
            country: "",
            kind: "",
            parent: "",
            ambiguous: "",
            others: [""; 3],
        };
        self.entries(found.list).get(usize::from(found.entry)).unwrap_or(&NONE)
    }

    /// The row with an id.
    #[must_use]
    pub fn by_id(&self, list: List, id: &str) -> Option<&Entry> {
        let list = if list == List::Office { List::Body } else { list };
        self.entries(list).get(usize::from(*self.ids.get(&(list, id))?))
    }

    /// The bodies of a country, in the order of their file.
    pub(super) fn bodies_of(&self, country: &str) -> impl Iterator<Item = &Entry> {
        let row = |row: u16| &self.entries[List::Body as usize][usize::from(row)];
        let from = self.bodies.partition_point(|&at| row(at).country < country);
        let to = self.bodies.partition_point(|&at| row(at).country <= country);
        self.bodies[from..to].iter().map(move |&at| row(at))
    }

    /// Appends every label found in `tokens`, in order of first token. `offset` is the page's number of the first
    /// token, `scan` that of the page. Linear.
    pub(super) fn matches(&self, tokens: &[Token], offset: u32, scan: &mut Scan, out: &mut Vec<Match>) {
        self.matcher.scan(tokens, offset, scan, &mut |hit| {
            let found = found(&hit);
            if found.list != List::Cue || !self.hidden.get(usize::from(found.entry)).is_some_and(|h| *h) {
                out.push(found);
            }
        });
    }

    /// The pairs of cues that together say something.
    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// Whether a word (by number) occurs in English names of bodies, posts or forums: `Affairs`, `Police`.
    pub(super) fn is_functional(&self, word: u32) -> bool {
        self.functional.get(word as usize).copied().unwrap_or(false)
    }

    /// The words of all labels.
    pub(super) fn words(&self) -> &Vocabulary {
        self.matcher.words()
    }
}

/// The rows by id; of two rows with one id the first.
fn ids(entries: &[Vec<Entry>; 9]) -> HashMap<(List, &'static str), u16> {
    let mut ids = HashMap::new();
    for (list, rows) in LISTS.iter().zip(entries) {
        for (row, number) in rows.iter().zip(0u16..) {
            ids.entry((*list, row.id)).or_insert(number);
        }
    }
    ids
}

/// The words of English names of bodies, posts and forums that are no country, place or personal name.
fn functional_words(entries: &[Vec<Entry>; 9], words: &Vocabulary) -> Vec<bool> {
    let mut flags = vec![false; words.len() + 1];
    let mut mark = |list: List, value: bool| {
        let own = entries[list as usize]
            .iter()
            .filter(|e| !matches!(e.kind, "local-police" | "embassy" | "region"));
        for entry in own {
            let label = if list == List::Name { entry.id } else { entry.en };
            let words_of = || label.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
            // `Central` is no country's word for being one of the Central African Republic's.
            if !value && words_of().count() > 1 && !(list == List::Place && entry.country == "VN") {
                continue;
            }
            for word in words_of().filter(|w| w.len() > 2) {
                flags[words.number(word) as usize] = value;
            }
        }
    };
    for list in [List::Body, List::Forum, List::Post] {
        mark(list, true);
    }
    for list in [List::Country, List::Place, List::Name] {
        mark(list, false);
    }
    flags[0] = false;
    flags
}

fn found(hit: &Hit) -> Match {
    let list = match hit.accept.class {
        FIRST_CUE..FIRST_WORD => List::Cue,
        FIRST_WORD.. => List::Word,
        OFFICES => List::Office,
        class => LISTS.get(usize::from(class)).copied().unwrap_or(List::Concept),
    };
    let role = match hit.accept.role {
        0 => Role::Name,
        1 => Role::Demonym,
        2 => Role::Ambiguous,
        3 => Role::Code,
        4 => Role::Bare,
        _ => Role::Head,
    };
    Match { list, entry: hit.accept.entry, role, start: hit.start, end: hit.end }
}
