//! The lines of a gallery, known by their counting: "1/28 Photos: …", "Bild 3 von 8".

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::super::block::Verdict;
use super::super::reason::Reason;
use super::passages::Passage;

/// Most words of a line that a gallery counts. Taste.
const MOST_WORDS: usize = 40;
/// Within so many bytes the first number begins: behind the longest word for a picture and a bracket, with room.
const NUMBER_WITHIN: usize = 24;

/// Skips what counts one picture of many, where at least two lines count to the same number.
pub(super) fn skip(passages: &mut [Passage]) {
    let counted: Vec<Option<(u32, u32)>> =
        passages.iter().map(|passage| (passage.words <= MOST_WORDS).then(|| count(&passage.text))?).collect();
    let mut numbers: HashMap<u32, HashSet<u32>> = HashMap::new();
    for (number, all) in counted.iter().flatten() {
        numbers.entry(*all).or_default().insert(*number);
    }
    for (passage, count) in passages.iter_mut().zip(counted) {
        let gallery = count.is_some_and(|(_, all)| numbers.get(&all).is_some_and(|numbers| numbers.len() >= 2));
        if gallery && passage.verdict.is_kept() {
            passage.verdict = Verdict::Skipped(Reason::Caption);
        }
    }
}

/// Returns the number and the count of a line that begins with them.
fn count(line: &str) -> Option<(u32, u32)> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:(?:photo|picture|image|slide|foto|bild|imagen|galerie|gallery)s?:?\s+)?[\[(]?(\d{1,3})\s?(?:/|of|von|de|sur|di|z)\s?(\d{1,3})\b",
        )
        .expect("a constant that tests compile")
    });
    // Most lines begin with other words, and end the search sooner than it begins.
    if !line.bytes().take(NUMBER_WITHIN).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = COUNT.captures(line)?;
    let (number, all) = (found[1].parse().ok()?, found[2].parse().ok()?);
    (1..=all).contains(&number).then_some((number, all)).filter(|(_, all)| *all >= 3)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn lines_that_count_pictures_are_told_from_figures() {
        assert_eq!(count("1/28 Fotos © Ada Low"), Some((1, 28)));
        assert_eq!(count("Bild 3 von 8 Ada Low"), Some((3, 8)));
        assert_eq!(count("(2 / 12)"), Some((2, 12)));
        assert_eq!(count("2/2 of them"), None);
        assert_eq!(count("12/3 is four"), None);
        assert_eq!(count("Half of 8"), None);
    }
}
