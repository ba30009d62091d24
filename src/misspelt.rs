//! Misspelt keys of TOML files: which key was meant.

/// How many letters of a key may be wrong for it to be meant.
const SLIPS: usize = 2;

/// Names the key that was meant in place of all there are.
pub(crate) fn meant(message: &str) -> String {
    let Some((unknown, known)) =
        message.split_once(", expected ").filter(|(start, _)| start.starts_with("unknown field"))
    else {
        return message.to_owned();
    };
    let key = unknown.split('`').nth(1).unwrap_or_default();
    let near = |known: &&str| distance(key, known) <= SLIPS.min(key.chars().count() / 2);
    match known.split('`').skip(1).step_by(2).filter(near).min_by_key(|known| distance(key, known)) {
        Some(meant) => format!("unknown key `{key}`; did you mean `{meant}`?"),
        None => message.replace("unknown field", "unknown key"),
    }
}

/// Returns which of some keys was meant by one that differs from it by a letter or two.
pub(crate) fn near<'a>(key: &str, keys: &[&'a str]) -> Option<&'a str> {
    // `voiced` is a word of its own.
    let is_longer = |known: &str| key.strip_prefix(known).is_some_and(|rest| rest != "s");
    let is_near = |known: &&&str| key.len() > 3 && distance(key, known) == 1 && !is_longer(known);
    keys.iter().find(is_near).copied()
}

/// Counts the letters to be changed, added or left out between two words (Levenshtein); hyphens are underscores.
fn distance(one: &str, other: &str) -> usize {
    let (one, other) = (one.replace('-', "_").to_lowercase(), other.replace('-', "_").to_lowercase());
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (at, against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *against);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_near_another_is_a_slip_and_one_far_from_all_is_listed_with_them() {
        let message = |key: &str| meant(&format!("unknown field `{key}`, expected one of `engine`, `name`"));
        assert_eq!(message("engin"), "unknown key `engin`; did you mean `engine`?");
        assert_eq!(message("Name"), "unknown key `Name`; did you mean `name`?");
        assert_eq!(message("colour"), "unknown key `colour`, expected one of `engine`, `name`");
        assert_eq!(meant("missing field `name`"), "missing field `name`");
    }
}
