//! What was changed in a spoken form: the words from the first that differs to the last.

use super::words::find;
use super::{Change, Said};

/// Returns the change that makes one spoken form of another; nothing when they say the same.
#[must_use]
pub fn difference(spoken: &str, wanted: &str) -> Option<Change> {
    let (old, new): (Vec<&str>, Vec<&str>) = (spoken.split_whitespace().collect(), wanted.split_whitespace().collect());
    if old == new || new.is_empty() {
        return None;
    }
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let shortest = old.len().min(new.len());
    let mut start = old.iter().zip(&new).take_while(same).count();
    let mut end = old.iter().rev().zip(new.iter().rev()).take(shortest - start).take_while(same).count();
    // Words that were only added are told with a neighbour: an edit has words to hold on to.
    if start + end == old.len() {
        if start > 0 { start -= 1 } else { end -= 1 }
    }
    // Where each word stands is needed to tell which of equal words are meant.
    let words = old[start..old.len() - end].join(" ");
    let said = new[start..new.len() - end].join(" ");
    let (words, said) = without_marks(&words, &said);
    let spoken = old.join(" ");
    let at = old[..start].iter().map(|word| word.len() + 1).sum::<usize>();
    let found = find(words, &spoken);
    let nth = found.iter().position(|range| range.start >= at).map_or(1, |nth| nth + 1);
    let nth = (found.len() > 1).then_some(nth);
    Some(Change::Say { words: words.to_owned(), nth, said: Said::Alias(said.to_owned()) })
}

/// Drops the marks that both begin and end with: `Abelard,` becomes `Abelard`.
fn without_marks<'a>(words: &'a str, said: &'a str) -> (&'a str, &'a str) {
    let (mut words, mut said) = (words, said);
    let is_mark = |c: char| !c.is_alphanumeric();
    while let (Some(one), Some(other)) = (words.chars().next_back(), said.chars().next_back())
        && one == other
        && is_mark(one)
        && words.chars().any(char::is_alphanumeric)
    {
        (words, said) = (&words[..words.len() - one.len_utf8()], &said[..said.len() - other.len_utf8()]);
    }
    while let (Some(one), Some(other)) = (words.chars().next(), said.chars().next())
        && one == other
        && is_mark(one)
        && words.chars().any(char::is_alphanumeric)
    {
        (words, said) = (&words[one.len_utf8()..], &said[other.len_utf8()..]);
    }
    (words, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_holds_the_words_that_were_changed_and_no_more() {
        let change = |spoken: &str, wanted: &str| match difference(spoken, wanted) {
            Some(Change::Say { words, nth, said: Said::Alias(said) }) => format!("{words}|{nth:?}|{said}"),
            other => format!("{other:?}"),
        };
        let text = "Tom Abelard, who met Tom.";
        assert_eq!(change(text, "Tom AB uh lard, who met Tom."), "Abelard|None|AB uh lard");
        assert_eq!(change(text, "Tom Abelard, who met Thom."), "Tom|Some(2)|Thom");
        assert_eq!(change(text, "Tom Abelard, who never met Tom."), "who|None|who never");
        assert_eq!(change(text, "Old Tom Abelard, who met Tom."), "Tom|Some(1)|Old Tom");
        assert_eq!(change(text, "Tom Abelard, who met."), "met Tom|None|met");
        assert_eq!(change(text, text), "None");
        assert_eq!(change(text, " "), "None");
    }
}
