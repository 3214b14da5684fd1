//! The shape of a Vietnamese syllable: onset and rime, marks aside. A good pattern fits 96 % of the words of clean
//! Vietnamese and few English ones, so it tells damaged text from sound and bare Vietnamese from English.

/// Whether `folded` (lower case, no marks: [`super::fold::Keys::folded`]) has the shape of a Vietnamese syllable.
/// Every word of a text is asked, some several times, so letters are compared as numbers.
#[must_use]
#[cfg_attr(page, optimize(speed))]
pub fn is_syllable(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    if bytes.len() > 7 {
        return false;
    }
    let onset = bytes.iter().take_while(|b| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')).count();
    let (onset, rime) = bytes.split_at(onset);
    match onset {
        b"q" => rime.first() == Some(&b'u') && is_rime(rime),
        b"gh" | b"ngh" | b"k" => matches!(rime.first(), Some(b'e' | b'i' | b'y')) && is_rime(rime),
        // `gi` is an onset before another vowel, and its i also stands for the vowel: giam, gieng, gin.
        b"g" => is_rime(rime) || rime.first() == Some(&b'i') && is_rime(&rime[1..]),
        [] => is_rime(rime),
        [one] => {
            matches!(
                one,
                b'b' | b'c' | b'd' | b'h' | b'l' | b'm' | b'n' | b'p' | b'r' | b's' | b't' | b'v' | b'x'
            ) && is_rime(rime)
        }
        b"ch" | b"kh" | b"ng" | b"nh" | b"ph" | b"th" | b"tr" => is_rime(rime),
        _ => false,
    }
}

#[cfg_attr(page, optimize(speed))]
fn is_rime(rime: &[u8]) -> bool {
    (1..=4).contains(&rime.len()) && NUMBERS.binary_search(&number(rime)).is_ok()
}

/// Up to four letters as a number, in the order of the alphabet.
const fn number(rime: &[u8]) -> u32 {
    let (mut sum, mut at) = (0, 0);
    while at < 4 {
        sum = sum << 8 | if at < rime.len() { rime[at] as u32 } else { 0 };
        at += 1;
    }
    sum
}

/// [`RIMES`] as numbers.
static NUMBERS: [u32; RIMES.len()] = {
    let (mut numbers, mut at) = ([0; RIMES.len()], 0);
    while at < RIMES.len() {
        numbers[at] = number(RIMES[at].as_bytes());
        at += 1;
    }
    numbers
};

/// Every rime without its marks, sorted; no more than four letters each.
#[rustfmt::skip]
const RIMES: [&str; 117] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "ech", "em",
    "en", "eng", "enh", "eo", "ep", "et", "eu", "i", "ia", "ich", "iec", "iem", "ien", "ieng", "iep", "iet",
    "ieu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang",
    "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc",
    "oong", "op", "ot", "u", "ua", "uac", "uach", "uai", "uan", "uang", "uanh", "uao", "uat", "uau", "uay",
    "uc", "ue", "uech", "uen", "uenh", "ueo", "uet", "ui", "uit", "um", "un", "ung", "uo", "uoc", "uoi",
    "uom", "uon", "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych", "uyen", "uyet", "uyn",
    "uynh", "uyp", "uyt", "uyu", "y", "yem", "yen", "yet", "yeu",
];
