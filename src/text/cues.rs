//! The words by which cleaning tells a caption, a byline or site furniture: `cues.tsv`, compared without marks.

use crate::base::Arrange;
use std::sync::OnceLock;

use super::fold::folded_phrase;
use super::page::{Page, Word};
use crate::knowledge::Tables;

/// What a cue speaks for; the order is that of the bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    /// Opens a caption by what the picture shows.
    Opener,
    /// An act made for the camera.
    Pose,
    /// An act that a picture shows, but a report tells as well.
    WeakPose,
    /// A report of what was said or done.
    Report,
    /// A mark of tense.
    Tense,
    /// Begins the name of somebody in the picture.
    Title,
    /// Ends a list of who is in the picture.
    Delegates,
    /// Where somebody stands in the picture.
    PlaceMark,
    /// Heads a comment box.
    Comments,
    /// Heads a list of other articles.
    Related,
    /// A button or label, alone in its line.
    Line,
    /// Opens a line of site furniture.
    Start,
    /// Opens a byline.
    Source,
}

const NAMES: [(&str, Cue); 13] = [
    ("opener", Cue::Opener),
    ("pose", Cue::Pose),
    ("weak-pose", Cue::WeakPose),
    ("report", Cue::Report),
    ("tense", Cue::Tense),
    ("title", Cue::Title),
    ("delegates", Cue::Delegates),
    ("place-mark", Cue::PlaceMark),
    ("comments", Cue::Comments),
    ("related", Cue::Related),
    ("line", Cue::Line),
    ("start", Cue::Start),
    ("source", Cue::Source),
];

/// The cues of some words: where the first of each kind begins, and which stand at the start or are the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    first: [u16; NAMES.len()],
    /// Length in words of the longest cue at the very start, of each kind.
    head: [u16; NAMES.len()],
    words: usize,
}

impl Found {
    /// Whether the cue stands anywhere.
    pub(super) fn any(&self, cue: Cue) -> bool {
        self.first[cue as usize] != u16::MAX
    }

    /// Whether the cue stands at the start.
    pub(super) fn starts(&self, cue: Cue) -> bool {
        self.head[cue as usize] > 0
    }

    /// Whether the words are the cue and at most `more` others.
    pub(super) fn is_nearly(&self, cue: Cue, more: usize) -> bool {
        let head = usize::from(self.head[cue as usize]);
        head > 0 && head + more >= self.words
    }
}

/// Looks the cues up in neighbouring words. Linear.
pub(super) fn find(page: &Page<'_>, words: &[Word]) -> Found {
    let table = table();
    let mut found = Found { first: [u16::MAX; NAMES.len()], head: [0; NAMES.len()], words: words.len() };
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.sense.from < word.sense.to) {
        for entry in &table[usize::from(word.sense.from)..usize::from(word.sense.to)] {
            let rest = &words[at + 1..];
            if rest.len() >= entry.rest.len() && rest.iter().zip(&entry.rest).all(|(w, e)| page.fold(w) == e)
            {
                let (cue, len) =
                    (entry.cue as usize, u16::try_from(entry.rest.len() + 1).unwrap_or(u16::MAX));
                found.first[cue] = found.first[cue].min(u16::try_from(at).unwrap_or(u16::MAX - 1));
                if at == 0 {
                    found.head[cue] = found.head[cue].max(len);
                }
            }
        }
    }
    found
}

/// Length in words of the longest phrase for `cue` that begins `words`; 0 where none does.
pub(super) fn at_head(page: &Page<'_>, words: &[Word], cue: Cue) -> usize {
    let Some(first) = words.first() else { return 0 };
    let entries = &table()[usize::from(first.sense.from)..usize::from(first.sense.to)];
    let fits = |entry: &&Entry| {
        let rest = &words[1..];
        rest.len() >= entry.rest.len() && rest.iter().zip(&entry.rest).all(|(w, e)| page.fold(w) == e)
    };
    entries
        .iter()
        .filter(|entry| entry.cue == cue)
        .filter(fits)
        .map(|entry| entry.rest.len() + 1)
        .max()
        .unwrap_or(0)
}

/// A phrase: its first word and the others, folded.
pub(super) struct Entry {
    /// Its first word.
    pub first: String,
    rest: Vec<String>,
    cue: Cue,
}

/// All phrases, sorted by their first word.
pub(super) fn table() -> &'static [Entry] {
    static TABLE: OnceLock<Vec<Entry>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<Entry> = Tables::bundled().cleaning.lines().skip(1).flat_map(row).collect();
        table.arrange_by(|a, b| a.first.cmp(&b.first));
        table
    })
}

/// The phrases of one row: rule, language, phrases, note.
fn row(line: &str) -> Vec<Entry> {
    let mut fields = line.split('\t');
    let cue = fields.next().and_then(|name| NAMES.iter().find(|(n, _)| *n == name));
    let (Some((_, cue)), Some(phrases)) = (cue, fields.nth(1)) else { return Vec::new() };
    let entry = |phrase: &str| {
        let mut words = folded_phrase(phrase).split(' ').map(str::to_owned).collect::<Vec<_>>().into_iter();
        Some(Entry { first: words.next()?, rest: words.collect(), cue: *cue })
    };
    phrases.split('|').filter_map(entry).collect()
}
