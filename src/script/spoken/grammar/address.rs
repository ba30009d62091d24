//! What is typed and dialled, in the languages that share a frame: addresses of mail and pages, tags, telephone numbers.

use std::sync::LazyLock;

use regex::Captures;

use super::found::part;
use super::number::value_of;
use super::pattern::Pattern;
use super::table::Grammar;

static ADDRESSES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#"(?:https?://|\bwww\.)[^\s<>"“”«»]+|\b[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|\b(?:[A-Za-z0-9\-]+\.)+(?:com|org|net|edu|gov|info|eu|de|at|ch|fr|be|es|mx|ua|pl|it|uk|io|tv)\b(?:/[^\s<>"“”«»]*)?"#,
    )
});
static TAGS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?P<before>^|[\s(«“„])(?P<sign>[#@])(?P<name>[\p{L}\d_]+)"));
static AND: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?P<left>[\p{L}\d.]) ?& ?(?P<right>[\p{L}\d])"));
/// Numbers with the country's code, with a district's, and in the pairs of France; a slash may stand behind the first group.
static TELEPHONES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?P<number>\+\d{1,3}(?:[ ./-]{0,3}\(?\d{1,9}\)?){1,6}|\(0\d{1,5}\)(?:[ /-]{1,3}\d{2,9}){1,4}(?:-\d)?|\(0(?: \d{2}){1,2}\)(?:[ /-]{1,3}\d{2,9}){1,5}(?:-\d)?|\b0(?: \d{2}){1,2} ?/ ?\d{2,9}(?:[ -]\d{1,9}){0,5}|\b0\d{2,5}(?:[ /-]{1,3}\d{2,9}){1,4}(?:-\d)?|\b0\d(?:[ .]\d{2}){4}|\b0 [89]\d{2}(?: \d{2,3}){2,3})\b",
    )
});
static VERSIONS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\d+(?:\.\d+)+"));
/// Formulas whose letters would be a word, or whose number is lowered.
static FORMULAS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(?P<letters>[CHNOS]{1,2})(?P<count>[2-4₂₃₄])(?P<last>O)?"));
/// Three numbers and more in a row: the line-up of a team, the number of a book.
static CHAINS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b\d+(?:[-–]\d+){2,}\b"));

/// Longer chains of figures than this are no dates but codes.
const DIGITS_OF_DATES: usize = 8;

/// The fewest digits of a telephone number, and the most (ITU-T E.164 has 15).
const DIALLED: std::ops::RangeInclusive<usize> = 7..=15;

impl Grammar {
    /// Says what is typed in a text: addresses, tags and handles, and the sign for `and`.
    pub(super) fn typed(&self, text: &str) -> String {
        if !text.contains(['@', '#', '&', '.']) {
            return text.to_owned();
        }
        let text = ADDRESSES.replace_all(text, |found: &Captures| {
            let whole = &found[0];
            let typed = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '’']);
            format!("{}{}", self.spelled(typed), &whole[typed.len()..])
        });
        let text = TAGS.replace_all(&text, |found: &Captures| {
            let sign = if &found["sign"] == "@" { self.typed.at } else { self.typed.tag };
            format!("{}{sign} {}", &found["before"], found["name"].replace('_', " "))
        });
        AND.replace_all(&text, |found: &Captures| format!("{} {} {}", &found["left"], self.typed.and, &found["right"]))
            .into_owned()
    }

    /// Says an address: its words, its digits one by one, its signs by name.
    fn spelled(&self, typed: &str) -> String {
        let mut said: Vec<String> = Vec::new();
        let mut word = String::new();
        let end_word = |word: &mut String, said: &mut Vec<String>| {
            if !word.is_empty() {
                said.push(std::mem::take(word));
            }
        };
        for character in typed.chars() {
            let sign = match character {
                '.' => self.typed.dot,
                '@' => self.typed.at,
                '/' => self.typed.slash,
                '-' => self.typed.dash,
                '_' => self.typed.underscore,
                ':' => self.typed.colon,
                c if c.is_alphabetic() => {
                    word.push(c);
                    continue;
                }
                _ => "",
            };
            end_word(&mut word, &mut said);
            match character.to_digit(10) {
                Some(digit) => said.push((self.cardinal)(u64::from(digit), None)),
                None if !sign.is_empty() => said.push(sign.to_owned()),
                None => {}
            }
        }
        end_word(&mut word, &mut said);
        said.join(" ")
    }

    /// Says telephone numbers in their groups, with a pause after each.
    pub(super) fn telephones(&self, text: &str) -> String {
        if !text.contains(['0', '+']) {
            return text.to_owned();
        }
        let said = TELEPHONES.replace_all(text, |found: &Captures| {
            let written = &found["number"];
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            let at = found.get(0).map_or(0..0, |whole| whole.range());
            let goes_on = text[at.end..].starts_with(['.', ',', '/', ':'])
                && text[at.end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let inside =
                text[..at.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '-' | '/'));
            if !DIALLED.contains(&digits) || goes_on || inside || is_grouped_sum(written, digits) {
                return written.to_owned();
            }
            let plus = if written.starts_with('+') { format!("{} ", self.signs[1]) } else { String::new() };
            let groups = written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
            let groups: Vec<_> = groups.map(|group| (self.dialled)(self, group)).collect();
            format!("{plus}{}", groups.join(", "))
        });
        said.into_owned()
    }

    /// Says three and more numbers in a row: those of a line-up side by side, codes digit by digit; dates are left.
    pub(super) fn chains(&self, text: &str) -> String {
        let said = CHAINS.replace_all(text, |found: &Captures| {
            let groups: Vec<&str> = found[0].split(['-', '–']).collect();
            let digits: usize = groups.iter().map(|group| group.len()).sum();
            let each = || groups.iter().map(|group| self.digits(group)).collect::<Vec<_>>();
            // The numbers that were drawn: "4-17-23-45-61".
            let drawn = groups.len() > 4 && groups.iter().all(|group| group.len() < 3 && !group.starts_with('0'));
            match () {
                () if groups.iter().all(|group| group.len() == 1) => each().join(" "),
                () if drawn => groups.iter().map(|group| self.number(group, None)).collect::<Vec<_>>().join(", "),
                // "2019-2020-2021": years.
                () if digits > DIGITS_OF_DATES && groups.iter().any(|group| group.len() != 4) => each().join(", "),
                () => found[0].to_owned(),
            }
        });
        said.into_owned()
    }

    /// Says the parts of versions and sections, which dots part: "drei Punkt vierzehn". Groups of three are one number's.
    pub(super) fn versions(&self, text: &str) -> String {
        let said = VERSIONS.replace_all(text, |found: &Captures| {
            let parts: Vec<&str> = found[0].split('.').collect();
            let grouped =
                parts[0].len() <= 3 && !parts[0].starts_with('0') && parts[1..].iter().all(|part| part.len() == 3);
            if grouped {
                return found[0].to_owned();
            }
            let part =
                |part: &&str| value_of(part).map_or_else(|| self.digits(part), |value| (self.cardinal)(value, None));
            let said: Vec<_> = parts.iter().map(part).collect();
            // "M4.1"
            let before = &text[..found.get(0).map_or(0, |whole| whole.start())];
            let space = if before.ends_with(char::is_alphabetic) { " " } else { "" };
            format!("{space}{}", said.join(&format!(" {} ", self.typed.dot)))
        });
        said.into_owned()
    }
}

/// Returns whether a sign and groups of three are a sum with its plus: "+1 000 000". A number abroad is longer.
fn is_grouped_sum(written: &str, digits: usize) -> bool {
    let mut groups = written.trim_start_matches('+').split([' ', '.']);
    let first = groups.next().is_some_and(|first| first.len() <= 3);
    written.starts_with('+') && digits < 10 && first && groups.all(|group| group.len() == 3)
}

/// Parts the letters of the formulas that news has: "C O 2". A number that is lowered is one of a formula in any case.
pub(super) fn formulas(text: &str) -> String {
    let said = FORMULAS.replace_all(text, |found: &Captures| {
        let (letters, count, last) = (part(found, "letters"), part(found, "count"), part(found, "last"));
        let end = found.get(0).map_or(text.len(), |whole| whole.end());
        let known = matches!(
            (letters, count, last),
            ("CO" | "NO" | "SO", "2", "") | ("H" | "N", "2", "O") | (_, "₂" | "₃" | "₄", _)
        );
        let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() && c != 'e');
        if !known || goes_on {
            return found[0].to_owned();
        }
        let number = match count {
            "₂" => "2",
            "₃" => "3",
            "₄" => "4",
            number => number,
        };
        let letters: Vec<_> = letters.chars().map(String::from).collect();
        format!("{} {number} {last}", letters.join(" ")).trim_end().to_owned()
    });
    said.into_owned()
}
