//! How often a term occurs in the fields of each document of a block, as bits: see [`super::postings`].

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::postings::{BLOCK, Counts, ONCE};

/// The parameter for how many of `count` postings have a code: an eighth, by experience.
#[inline]
fn few(count: usize) -> u32 {
    ((count as u32 / 8) | 1).ilog2()
}

/// Writes how many of `counts`, at most [`BLOCK`], are not [`ONCE`], which, and what.
pub fn write(counts: &[Counts], bits: &mut BitWriter, out: &mut Vec<u8>) {
    let (mut places, mut number) = ([0u8; BLOCK], 0);
    for (place, counts) in counts.iter().enumerate() {
        places[number % BLOCK] = place as u8;
        number += usize::from(*counts != ONCE);
    }
    let (places, number) = (&places[..number.min(BLOCK)], number as u32);
    bits.rice(number, few(counts.len()), out);
    if number == 0 {
        return;
    }
    let code = |place: &u8| code_of(counts[usize::from(*place)]);
    let sum = places.iter().fold(0u32, |sum, place| sum.saturating_add(code(place).0));
    let (apart, k) =
        (rice_parameter(counts.len() as u32 - number, number), rice_parameter(sum, number).min(15));
    bits.put(k, 4, out);
    if (number as usize) < counts.len() {
        let mut next = 0;
        for place in places {
            bits.rice(u32::from(*place) - next, apart, out);
            next = u32::from(*place) + 1;
        }
    }
    places.iter().for_each(|place| bits.rice(code(place).0, k, out));
    for place in places.iter().filter(|place| code(place).1) {
        let [title, lead, _, caption] = counts[usize::from(*place)];
        [title, lead, caption].iter().for_each(|count| bits.rice(u32::from(*count), 0, out));
    }
}

/// The code of counts, and whether title, lead and caption follow. Twice in the body is 0, three times 2 …; `n` times in
/// the body and once in the title `4n + 1`; `n` times in the body and somehow else `4n + 3`.
#[inline]
fn code_of(counts: Counts) -> (u32, bool) {
    let [title, lead, body, caption] = counts;
    match (title, lead, caption) {
        (0, 0, 0) if body > 1 => ((u32::from(body) - 2) * 2, false),
        (1, 0, 0) => (u32::from(body) * 4 + 1, false),
        _ => (u32::from(body) * 4 + 3, true),
    }
}

/// Calls `each` with the place among `count` postings, at most [`BLOCK`], of every one that is not [`ONCE`], in any order,
/// and its counts. Gives the bit behind.
#[inline]
#[cfg_attr(page, optimize(speed))]
pub fn read(mut bits: BitReader<'_>, count: usize, mut each: impl FnMut(usize, Counts)) -> usize {
    let number = bits.rice(few(count));
    if number == 0 || number as usize > count {
        return bits.bit;
    }
    let (apart, k, number) = (rice_parameter(count as u32 - number, number), bits.get(4), number as usize);
    let places = places(&mut bits, apart, number, count);
    // Places and body counts that what follows the codes goes with.
    let (mut open, mut opened) = ([(0u8, 0u16); BLOCK], 0);
    let mut slots = places.iter();
    bits.rices(k, number, |code| {
        let place = slots.next().copied().unwrap_or(0);
        match code & 3 {
            1 => each(usize::from(place), [1, 0, (code / 4) as u16, 0]),
            3 => {
                open[opened] = (place, (code / 4) as u16);
                opened += 1;
            }
            _ => each(usize::from(place), [0, 0, (code / 2).saturating_add(2) as u16, 0]),
        }
    });
    for (place, body) in &open[..opened] {
        let [title, lead, caption] = [(); 3].map(|()| bits.rice(0) as u16);
        each(usize::from(*place), [title, lead, *body, caption]);
    }
    bits.bit
}

/// Which of `count` postings have a code.
fn places(bits: &mut BitReader<'_>, apart: u32, number: usize, count: usize) -> [u8; BLOCK] {
    let (mut places, mut next) = ([0u8; BLOCK], 0);
    let mut slots = places.iter_mut();
    if number < count {
        bits.rices(apart, number, |gap| {
            let place = (gap.saturating_add(next) as usize).min(count - 1);
            next = place as u32 + 1;
            slots.next().into_iter().for_each(|slot| *slot = place as u8);
        });
    } else {
        slots.enumerate().for_each(|(at, slot)| *slot = at as u8);
    }
    places
}
