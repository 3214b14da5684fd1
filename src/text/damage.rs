//! Damage that no repair can undo: said where it is, while the text stays as it is and can be searched.

use super::page::{Page, Word};
use super::sentence::sentences;
use super::token::Kind;
use crate::base::Arrange;
use crate::base::{Problem, Span};

/// Places of the rough count; a power of two.
const ROUGH: usize = 4096;

/// At most this many places are named.
const MOST: usize = 8;

/// Names the damaged places of the lines that stay. Spans are those of the page's text.
pub(super) fn find(page: &Page<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let pairs = Pairs::of(page);
    for line in page.open() {
        let span = page.rest_of(line);
        if let Some(place) = page.lost.then(|| lost_characters(span.of(page.text))).flatten() {
            let what = "characters were lost here (shown as \u{fffd} or ?); expected letters; compare with the source";
            problems.push(Problem::at(what, place.shifted(span.start as usize)));
        }
        for (word, meant) in pairs.torn(page, page.lines[line].span) {
            let sentence = sentences(page.text, span).find(|s| s.contains(word.span)).unwrap_or(word.span);
            let what = format!(
                "words are missing around `{}`, perhaps for `{meant} …`; expected a whole sentence; compare with the source",
                word.span.of(page.text)
            );
            problems.push(Problem::at(what, sentence));
        }
        if problems.len() >= MOST {
            problems.truncate(MOST);
            break;
        }
    }
    problems
}

/// The first place with U+FFFD, or with question marks inside words where letters stood.
fn lost_characters(text: &str) -> Option<Span> {
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let len = text[at..].chars().take_while(|c| *c == char::REPLACEMENT_CHARACTER).count() * 3;
        return Some(Span::new(at, at + len));
    }
    let bytes = text.as_bytes();
    let inside = |at: &usize| bytes[at - 1].is_ascii_alphabetic() && bytes[at + 1].is_ascii_lowercase();
    let mut places = (1..bytes.len().saturating_sub(1)).filter(|at| bytes[*at] == b'?').filter(inside);
    let first = places.next()?;
    places.next().map(|_| Span::new(first, first + 1))
}

/// The long words of a page, each with the word before it: those with the same word before and the same first letters
/// stand together.
struct Pairs<'a> {
    /// Every such word that may have two others beside it, with the hash of the word before and of its first letters.
    words: Vec<(u64, &'a Word)>,
    /// Sorted: hash; then the word, and how often it stands there.
    list: Vec<(u64, &'a str, u32)>,
}

impl<'a> Pairs<'a> {
    fn of(page: &'a Page<'_>) -> Self {
        // A word is told torn by two others beside it: keys that fewer have need no place in the list. They are
        // counted roughly, by a piece of the key.
        let mut counts = [0u8; ROUGH];
        let mut words = Vec::new();
        for line in page.open() {
            for pair in page.words(line).windows(2).filter(|pair| is_long(page, &pair[1])) {
                let key = key(page, pair);
                let count = &mut counts[key as usize % ROUGH];
                *count = count.saturating_add(1);
                words.push((key, &pair[1]));
            }
        }
        words.retain(|(key, _)| counts[*key as usize % ROUGH] > 2);
        let mut list: Vec<(u64, &str, u32)> =
            words.iter().map(|(key, word)| (*key, page.fold(word), 1)).collect();
        list.arrange_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.cmp(other.1)));
        list.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 += u32::from(same);
            same
        });
        Self { words, list }
    }

    /// The words of a span that are torn: written once, where the same word before is elsewhere followed twice by a
    /// word that begins alike and ends otherwise, and not as another form of that word. Each with the word it was.
    fn torn<'p>(&'p self, page: &'p Page<'_>, within: Span) -> impl Iterator<Item = (&'a Word, &'a str)> {
        let from = self.words.partition_point(|(_, word)| word.span.start < within.start);
        let words = self.words[from..].iter().take_while(move |(_, word)| word.span.end <= within.end);
        words.filter_map(|(key, word)| Some((*word, self.meant(*key, page.fold(word))?)))
    }

    /// The word that a torn one was.
    fn meant(&self, key: u64, word: &str) -> Option<&'a str> {
        let from = self.list.partition_point(|(k, _, _)| *k < key);
        let alike = self.list[from..].iter().take(16).take_while(|(k, _, _)| *k == key);
        let (mut own, mut meant) = (0, None);
        for (_, other, count) in alike {
            if *other == word {
                own = *count;
            } else if *count >= 2 && is_torn(word, other) {
                meant = Some(*other);
            }
        }
        meant.filter(|_| own == 1)
    }
}

/// The place of a pair among the others.
fn key(page: &Page<'_>, pair: &[Word]) -> u64 {
    let (before, word) = (page.fold(&pair[0]), page.fold(&pair[1]));
    // FNV-1a; a collision only puts strangers beside each other.
    let hash = |text: &str, from: u64| {
        text.bytes().fold(from, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
    };
    hash(&word[..5], hash(before, 0xCBF2_9CE4_8422_2325))
}

fn is_long(page: &Page<'_>, word: &Word) -> bool {
    word.kind == Kind::Word
        && !word.marked
        && word.span.len() >= 6
        && page.fold(word).len() >= 6
        && page.fold(word).is_ascii()
}

/// Whether `word` is `meant` cut off and run into something else: five letters or more alike, then neither the rest of
/// `meant` nor an English ending.
fn is_torn(word: &str, meant: &str) -> bool {
    const ENDINGS: &str = " s es ed er ers ing ings ly al ally ive ion ions or ors ies ied ity ise ised ize ized able ment \
        ments ness ful ian ians ic ical ist e y ry ries ar ary ate ated ates ent ents ency ant ants ance ence ism en th ty ";
    let alike = word.bytes().zip(meant.bytes()).take_while(|(a, b)| a == b).count();
    let (tail, rest) = (&word[alike..], &meant[alike..]);
    let form = |cut: usize| {
        word.get(alike.saturating_sub(cut)..).is_some_and(|end| ENDINGS.contains(&format!(" {end} ")))
    };
    alike >= 5
        && rest.len() <= 3
        && !rest.is_empty()
        && !tail.is_empty()
        && tail.len() <= 3
        && !(0..3).any(form)
}
