//! Secrets struck out of what others say, in every form they travel in.

use std::ops::Range;

use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

/// What stands where a secret stood.
const STRUCK: &str = "[key]";
/// The shortest part of a secret that is struck out: a service that shows the beginning of a key shows this much of it.
const SHORTEST_PART: usize = 8;
/// The shortest secret that is looked for: a shorter one would strike out words.
const SHORTEST_SECRET: usize = 4;

/// Strikes secrets out of texts: as they are, in Base64 (alone or amid other bytes), in hexadecimal, in percent escapes, and
/// long parts of all these.
pub(crate) struct Redactor {
    forms: Vec<SecretString>,
}

impl Redactor {
    /// Prepares to strike out these secrets.
    pub(crate) fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        let is_long = |secret: &SecretString| secret.expose_secret().len() >= SHORTEST_SECRET;
        let forms = secrets.into_iter().filter(is_long).flat_map(|secret| forms(secret.expose_secret()));
        Self { forms: forms.collect() }
    }

    /// Returns a text without the secrets; `None` when there are none in it.
    pub(crate) fn clean(&self, text: &str) -> Option<String> {
        let lower = text.to_ascii_lowercase();
        let mut struck: Vec<Range<usize>> =
            self.forms.iter().flat_map(|form| found(&lower, form.expose_secret())).collect();
        if struck.is_empty() {
            return None;
        }
        struck.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in struck {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        let (mut clean, mut at) = (String::with_capacity(text.len()), 0);
        for range in merged {
            clean.push_str(&text[at..text.floor_char_boundary(range.start).max(at)]);
            clean.push_str(STRUCK);
            at = text.ceil_char_boundary(range.end);
        }
        clean.push_str(&text[at..]);
        Some(clean)
    }
}

/// Returns the ways in which a secret is written, in lower case.
fn forms(secret: &str) -> Vec<SecretString> {
    let bytes = secret.as_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = bytes
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    let mut forms = vec![secret.to_owned(), hex, percent];
    for before in 0..3 {
        forms.push(amid(&BASE64_STANDARD_NO_PAD, bytes, before));
        forms.push(amid(&BASE64_URL_SAFE_NO_PAD, bytes, before));
    }
    forms.iter_mut().for_each(|form| form.make_ascii_lowercase());
    forms.retain(|form| form.len() >= SHORTEST_SECRET);
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms.dedup();
    forms.into_iter().map(SecretString::from).collect()
}

/// Returns the characters of Base64 that only these bytes decide, when so many others stand before them.
fn amid(base64: &impl base64::Engine, bytes: &[u8], before: usize) -> String {
    let encoded = base64.encode([&vec![0; before][..], bytes].concat());
    let first = (before * 8).div_ceil(6);
    let last = (before + bytes.len()) * 8 / 6;
    encoded[first.min(encoded.len())..last.min(encoded.len())].to_owned()
}

/// Finds a form, or long parts of it, in a text; both are in lower case.
fn found(text: &str, form: &str) -> Vec<Range<usize>> {
    let (text, form) = (text.as_bytes(), form.as_bytes());
    let least = SHORTEST_PART.min(form.len());
    let (mut ranges, mut at) = (Vec::new(), 0);
    while at + least <= text.len() {
        let longest = form.windows(least).enumerate().filter(|(_, part)| *part == &text[at..at + least]);
        let longest = longest.map(|(start, _)| common(&form[start..], &text[at..])).max();
        match longest {
            Some(length) => {
                ranges.push(at..at + length);
                at += length;
            }
            None => at += 1,
        }
    }
    ranges
}

fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};

    use super::*;

    const SECRET: &str = "sk-Proj/9f+3?2aé!xyzw";

    fn clean(text: &str) -> String {
        Redactor::new([SecretString::from(SECRET)]).clean(text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn a_secret_is_struck_out_in_every_form() {
        let hex: String = SECRET.bytes().map(|byte| format!("{byte:02X}")).collect();
        let percent = "sk-Proj%2F9f%2B3%3F2a%C3%A9%21xyzw";
        let shapes = [SECRET.to_owned(), SECRET.to_ascii_uppercase(), hex, percent.to_owned(), percent.to_lowercase()];
        for shape in shapes {
            assert_eq!(clean(&format!("“{shape}” is wrong")), "“[key]” is wrong");
        }
        for user in ["", "u", "us", "use", "user:"] {
            for tail in ["", "!", "??"] {
                let whole = format!("{user}{SECRET}{tail}");
                for encoded in [BASE64_STANDARD.encode(&whole), BASE64_URL_SAFE.encode(&whole)] {
                    let cleaned = clean(&format!("Basic {encoded} is wrong"));
                    // What is left are the characters that the bytes beside decide.
                    assert!(cleaned.contains("[key]") && cleaned.len() < 44, "{whole}: {cleaned}");
                }
            }
        }
    }

    #[test]
    fn long_parts_are_struck_out_and_words_are_not() {
        assert_eq!(clean("the key sk-Proj/9f… is unknown"), "the key [key]… is unknown");
        assert_eq!(clean("the project is unknown: sk-Pr"), "the project is unknown: sk-Pr");
        assert!(Redactor::new([SecretString::from("a")]).clean("a cat").is_none());
        assert!(Redactor::new([]).clean("anything").is_none());
    }
}
