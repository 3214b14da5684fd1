//! Damage that no repair can undo: said where it is, while the text stays as it is and can be searched.

use super::page::{Page, Word};
use super::sentence::sentences;
use super::token::Kind;
use crate::base::{Problem, Span};

/// At most this many places are named.
const MOST: usize = 8;

/// Names the damaged places of the lines that stay. Spans are those of the page's text.
pub(super) fn find(page: &Page<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let pairs = Pairs::of(page);
    for line in page.open() {
        let span = page.rest_of(line);
        if let Some(place) = lost_characters(span.of(page.text)) {
            let what = "characters were lost here (shown as \u{fffd} or ?); expected letters; compare with the source";
            problems.push(Problem::at(what, place.shifted(span.start as usize)));
        }
        for (word, meant) in pairs.torn(page, line) {
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

/// The pairs of neighbouring words of a page with their number, by the folded form of the first.
struct Pairs<'a> {
    /// Sorted: first word, second word.
    list: Vec<(&'a str, &'a str)>,
    /// Every word, sorted.
    words: Vec<&'a str>,
}

impl<'a> Pairs<'a> {
    fn of(page: &'a Page<'_>) -> Self {
        let (mut list, mut words) = (Vec::new(), Vec::new());
        for line in page.open().take_while(|_| page.text.len() < 1 << 20) {
            let line = page.words(line);
            words.extend(line.iter().filter(|w| is_long(page, w)).map(|w| page.fold(w)));
            list.extend(
                line.windows(2)
                    .filter(|p| is_long(page, &p[1]))
                    .map(|p| (page.fold(&p[0]), page.fold(&p[1]))),
            );
        }
        list.sort_unstable();
        words.sort_unstable();
        Self { list, words }
    }

    /// The words of a line that are torn: written once, where the same word before is elsewhere followed by a word
    /// that begins alike and ends otherwise, and not as another form of that word. Each with the word it was.
    fn torn<'p>(&'a self, page: &'p Page<'_>, line: usize) -> Vec<(&'p Word, &'a str)> {
        let line = page.words(line);
        let mut torn = Vec::new();
        for pair in line.windows(2).filter(|p| is_long(page, &p[1])) {
            let (before, word) = (page.fold(&pair[0]), page.fold(&pair[1]));
            if pair[1].marked || self.count(word) != 1 {
                continue;
            }
            // Pairs that begin alike stand together; one that is written twice is followed by its like.
            let stem = &word[..5];
            let from = self.list.partition_point(|(first, second)| (*first, *second) < (before, stem));
            let alike = self.list[from..]
                .windows(2)
                .take_while(|two| two[0].0 == before && two[0].1.starts_with(stem));
            let meant = alike.filter(|two| two[0] == two[1] && is_torn(word, two[0].1)).map(|two| two[0].1);
            torn.extend(meant.take(1).map(|meant| (&pair[1], meant)));
        }
        torn
    }

    fn count(&self, word: &str) -> usize {
        let from = self.words.partition_point(|w| *w < word);
        self.words[from..].iter().take_while(|w| **w == word).count()
    }
}

fn is_long(page: &Page<'_>, word: &Word) -> bool {
    word.kind == Kind::Word && word.span.len() >= 6 && page.fold(word).is_ascii()
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
