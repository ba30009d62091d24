//! Roman numerals: what they are worth.

/// Returns the value of a numeral that is written as numerals are.
pub(super) fn value(written: &str) -> Option<u64> {
    const STEPS: [(&str, u64); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut number) = (written, 0);
    for (letters, worth) in STEPS {
        let most = if letters.len() == 1 && !matches!(letters, "D" | "L" | "V") { 3 } else { 1 };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(letters) {
                rest = after;
                number += worth;
            }
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}

/// Returns the value of a Roman numeral in capitals, of those that kings and chapters have.
#[must_use]
pub(crate) fn regnal(word: &str) -> Option<u64> {
    value(word).filter(|_| word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X')))
}
