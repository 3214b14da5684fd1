//! The stem of an English word: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with the
//! two later changes of its author (`-bli` to `-ble`, `-logi` to `-log`).
//!
//! Stems are keys of groups, never shown. Words shorter than three letters, and words with anything but a to z, are
//! their own stems: Vietnamese syllables with marks are not touched.

/// The stem of `word` (lower case), written into `out`. Linear.
pub fn stem<'o>(word: &str, out: &'o mut String) -> &'o str {
    out.clear();
    out.push_str(word);
    if !stems(word) {
        return out;
    }
    let mut w = Word { b: std::mem::take(out).into_bytes() };
    w.plurals();
    w.past();
    w.final_y();
    w.replace(&SECOND, 0);
    w.replace(&THIRD, 0);
    w.strip();
    w.tidy();
    *out = String::from_utf8(w.b).unwrap_or_default();
    out
}

/// Whether `word` is one that [`stem`] may change: three letters or more, all a to z.
#[must_use]
pub fn stems(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase())
}

const SECOND: [(&str, &str); 21] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];

const THIRD: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

const FOURTH: [&str; 18] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate",
    "iti", "ous", "ive", "ize",
];

struct Word {
    b: Vec<u8>,
}

impl Word {
    fn ends(&self, suffix: &str) -> bool {
        // Most suffixes are told by their last letter.
        self.b.last() == suffix.as_bytes().last() && self.b.ends_with(suffix.as_bytes())
    }

    /// The part before a suffix of `len` bytes.
    fn before(&self, len: usize) -> &[u8] {
        &self.b[..self.b.len() - len]
    }

    fn set(&mut self, cut: usize, ending: &str) {
        self.b.truncate(self.b.len() - cut);
        self.b.extend_from_slice(ending.as_bytes());
    }

    /// Step 1a: plurals.
    fn plurals(&mut self) {
        if self.ends("sses") || self.ends("ies") {
            self.set(2, "");
        } else if self.ends("s") && !self.ends("ss") {
            self.set(1, "");
        }
    }

    /// Step 1b: `-ed` and `-ing`.
    fn past(&mut self) {
        if self.ends("eed") {
            if measure(self.before(3)) > 0 {
                self.set(1, "");
            }
            return;
        }
        let cut = if self.ends("ed") { 2 } else { 3 };
        if !(self.ends("ed") || self.ends("ing")) || !has_vowel(self.before(cut)) {
            return;
        }
        self.set(cut, "");
        if self.ends("at") || self.ends("bl") || self.ends("iz") {
            self.b.push(b'e');
        } else if double(&self.b) && !matches!(self.b.last(), Some(b'l' | b's' | b'z')) {
            self.b.pop();
        } else if measure(&self.b) == 1 && short_end(&self.b) {
            self.b.push(b'e');
        }
    }

    /// Step 1c: y to i after a vowel in the stem.
    fn final_y(&mut self) {
        if self.ends("y") && has_vowel(self.before(1)) {
            self.set(1, "i");
        }
    }

    /// Steps 2 and 3: the longest suffix of the table is replaced if the rest has a measure above `least`.
    fn replace(&mut self, table: &[(&str, &str)], least: usize) {
        let hit = table.iter().filter(|(from, _)| self.ends(from)).max_by_key(|(from, _)| from.len());
        if let Some((from, to)) = hit
            && measure(self.before(from.len())) > least
        {
            self.set(from.len(), to);
        }
    }

    /// Step 4: suffixes go where the rest has a measure above 1.
    fn strip(&mut self) {
        let listed = FOURTH.iter().filter(|s| self.ends(s)).map(|s| s.len()).max();
        let ion = self.ends("ion") && matches!(self.before(3).last(), Some(b's' | b't'));
        let cut = listed.max(ion.then_some(3));
        if let Some(cut) = cut
            && measure(self.before(cut)) > 1
        {
            self.set(cut, "");
        }
    }

    /// Step 5: a final e, and double l.
    fn tidy(&mut self) {
        if self.ends("e") {
            let rest = self.before(1);
            let m = measure(rest);
            if m > 1 || m == 1 && !short_end(rest) {
                self.b.pop();
            }
        }
        if self.ends("ll") && measure(&self.b) > 1 {
            self.b.pop();
        }
    }
}

fn is_consonant(word: &[u8], at: usize) -> bool {
    match word[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => false,
        // y is a consonant at the beginning and after a vowel; runs of y alternate.
        b'y' => {
            word[..at].iter().rev().take_while(|b| **b == b'y').count() % 2
                == usize::from(starts_run_as_vowel(word, at))
        }
        _ => true,
    }
}

/// Whether the run of y that reaches `at` begins after a consonant, so that its first y is a vowel.
fn starts_run_as_vowel(word: &[u8], at: usize) -> bool {
    let run = word[..at].iter().rev().take_while(|b| **b == b'y').count();
    word[..at - run].last().is_some_and(|b| !b"aeiou".contains(b))
}

fn has_vowel(word: &[u8]) -> bool {
    (0..word.len()).any(|at| !is_consonant(word, at))
}

/// How many times a run of vowels is followed by a run of consonants.
fn measure(word: &[u8]) -> usize {
    (1..word.len()).filter(|at| is_consonant(word, *at) && !is_consonant(word, at - 1)).count()
}

fn double(word: &[u8]) -> bool {
    matches!(word, [.., a, b] if a == b) && is_consonant(word, word.len() - 1)
}

/// Ends consonant, vowel, consonant, the last not w, x or y: a short syllable that has lost its e.
fn short_end(word: &[u8]) -> bool {
    let n = word.len();
    n > 2
        && is_consonant(word, n - 3)
        && !is_consonant(word, n - 2)
        && is_consonant(word, n - 1)
        && !matches!(word[n - 1], b'w' | b'x' | b'y')
}
