//! Written forms to terms while a segment is built: the one look-up that every token pays for.
//!
//! Forms of up to 12 bytes (all but one in a hundred) stand in the slots of an open-addressing table, term beside
//! it, so that a look-up touches one line of the cache. Longer ones are interned.

use std::ops::Range;

use super::intern::Interner;

/// Bytes of a form that a slot holds.
const INLINE: usize = 12;

/// A form and its term; free where the form is empty.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The first eight bytes, zeros after the end.
    head: u64,
    /// The next four.
    tail: u32,
    term: u32,
}

/// Forms seen so far.
#[derive(Debug, Default)]
pub struct Surfaces {
    /// A power of two long.
    slots: Vec<Slot>,
    used: usize,
    long: Interner,
    /// The term of each long form.
    long_terms: Vec<u32>,
    /// Forms that are looked up, and where: room that is used again.
    wanted: Vec<(u64, u32, u32)>,
}

/// No term: the form was not seen at first sight.
pub const UNSEEN: u32 = u32::MAX;

impl Surfaces {
    /// Sets the terms of the forms at `spans` of a text, as far as they stand in the slots where they should;
    /// [`UNSEEN`] for the others. Nothing in its loop depends on what it finds, so that the processor waits for many
    /// slots at once.
    pub fn at_once(&mut self, text: &[u8], spans: impl Iterator<Item = Range<usize>>, terms: &mut Vec<u32>) {
        terms.clear();
        if self.slots.is_empty() {
            terms.extend(spans.map(|_| UNSEEN));
            return;
        }
        let mask = self.slots.len() - 1;
        self.wanted.clear();
        self.wanted.extend(spans.map(|span| {
            // No slot is like a long form's: its bytes are in no text.
            let (head, tail) = if span.len() > INLINE { (u64::MAX, 0) } else { inline(text, span) };
            (head, tail, (hash(head, tail) & mask) as u32)
        }));
        let slots = &self.slots[..];
        terms.extend(self.wanted.iter().map(|(head, tail, at)| {
            let slot = &slots[*at as usize & mask];
            if slot.head == *head && slot.tail == *tail { slot.term } else { UNSEEN }
        }));
    }

    /// The term of the form at `span` of a text; `make` gives it at first sight. No form holds a zero byte: a token has
    /// letters and digits.
    #[inline]
    pub fn term(&mut self, text: &[u8], span: Range<usize>, make: impl FnOnce() -> u32) -> u32 {
        if span.len() > INLINE {
            return self.long(&text[span], make);
        }
        if self.used * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let (head, tail) = inline(text, span);
        let mask = self.slots.len() - 1;
        let mut at = hash(head, tail) & mask;
        loop {
            let slot = &mut self.slots[at & mask];
            if slot.head == head && slot.tail == tail {
                return slot.term;
            }
            if slot.head == 0 {
                let term = make();
                *slot = Slot { head, tail, term };
                self.used += 1;
                return term;
            }
            at += 1;
        }
    }

    #[cold]
    fn long(&mut self, form: &[u8], make: impl FnOnce() -> u32) -> u32 {
        let (number, new) = self.long.put(form);
        if new {
            self.long_terms.push(make());
        }
        self.long_terms.get(number as usize).copied().unwrap_or(0)
    }

    #[cold]
    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); len]);
        for slot in old.into_iter().filter(|slot| slot.head != 0) {
            let mut at = hash(slot.head, slot.tail) & (len - 1);
            while self.slots[at].head != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// The bits of a form of so many bytes.
const MASKS: [(u64, u32); INLINE + 1] = masks();

const fn masks() -> [(u64, u32); INLINE + 1] {
    let (mut masks, mut len) = ([(0, 0); INLINE + 1], 1);
    while len <= INLINE {
        let all = u128::MAX >> (128 - 8 * len);
        masks[len] = (all as u64, (all >> 64) as u32);
        len += 1;
    }
    masks
}

/// A form of at most 12 bytes as two numbers, zeros after its end.
#[inline]
fn inline(text: &[u8], span: Range<usize>) -> (u64, u32) {
    // Nearly everywhere more text follows: all is read at once, and what is not of the form taken off.
    if let Some(chunk) = text.get(span.start..).and_then(<[u8]>::first_chunk::<16>) {
        let number = u128::from_le_bytes(*chunk);
        let (head, tail) = MASKS[span.len().min(INLINE)];
        return (number as u64 & head, (number >> 64) as u32 & tail);
    }
    let number = text[span].iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte));
    (number as u64, (number >> 64) as u32)
}

#[inline]
fn hash(head: u64, tail: u32) -> usize {
    let mixed = (head ^ u64::from(tail).rotate_left(40)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as usize
}
