//! Letters beyond ASCII as keys: without accents, in lower case, as compatible letters.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters whose keys are looked up: those of two bytes of UTF-8, in which Latin, Greek, Cyrillic, Hebrew and Arabic write.
/// Others are worked out each time, which takes fifty times as long (2026-11-24).
const LOOKED_UP: std::ops::Range<u32> = 0x80..0x800;

/// The keys of those letters one after the other, and where each one's end.
static KNOWN: LazyLock<(String, Vec<u16>)> = LazyLock::new(|| {
    let mut keys = String::new();
    let ends = LOOKED_UP.map(|code| {
        keys.extend(char::from_u32(code).into_iter().flat_map(worked_out));
        u16::try_from(keys.len()).expect("two thousand letters have a few thousand keys")
    });
    let ends = ends.collect();
    (keys, ends)
});

/// Returns a character's keys to what takes them; it gets nothing of one that is no letter.
pub(super) fn keys_of(c: char, take: impl FnOnce(&[u8])) {
    let code = u32::from(c);
    if LOOKED_UP.contains(&code) {
        let (keys, ends) = &*KNOWN;
        let index = (code - LOOKED_UP.start) as usize;
        let start = index.checked_sub(1).map_or(0, |before| ends[before]);
        take(&keys.as_bytes()[usize::from(start)..usize::from(ends[index])]);
    } else {
        take(worked_out(c).collect::<String>().as_bytes());
    }
}

fn worked_out(c: char) -> impl Iterator<Item = char> {
    // Raised digits refer to notes, which are not read.
    let is_note = matches!(c, '¹' | '²' | '³' | '⁰'..='⁹');
    let letters = c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.filter(move |letter| !is_note && letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_is_worked_out() {
        for c in LOOKED_UP.filter_map(char::from_u32).chain("東ﬁ’⁴ẞ한".chars()) {
            let expected: String = worked_out(c).collect();
            keys_of(c, |keys| assert_eq!(keys, expected.as_bytes(), "{c}"));
        }
        let mut all = String::new();
        "ЇжакÉğ²ﬁ".chars().for_each(|c| keys_of(c, |keys| all.push_str(std::str::from_utf8(keys).unwrap())));
        assert_eq!(all, "іжакegfi");
    }
}
