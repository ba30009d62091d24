//! English words that are written alike and said differently, told apart by the words around them: "lead pipes", "in
//! Nice". A table; what the voice says right by itself, such as the verb and the noun of "record", is not in it.

use super::pronunciation::Pronunciation;
use crate::language::Language;

/// One way to say a word, and what shows that it is meant.
struct Sense {
    /// The word, as it is written in a sentence.
    word: &'static str,
    /// Its sounds.
    ipa: &'static str,
    /// Words right before it that show it; small letters.
    before: &'static [&'static str],
    /// Words right behind it that show it; small letters, an empty one for the end of the clause.
    after: &'static [&'static str],
    /// What both sides must show, or one.
    needs: Needs,
}

/// Which sides of a word must show its sense.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Either,
    Both,
}

use Needs::{Both, Either};

const fn sense(
    word: &'static str,
    ipa: &'static str,
    [before, after]: [&'static [&'static str]; 2],
    needs: Needs,
) -> Sense {
    Sense { word, ipa, before, after, needs }
}

#[rustfmt::skip]
const SENSES: [Sense; 22] = [
    sense("lead", "lɛd", [
        &["levels of", "traces of", "exposure to", "made of", "tonnes of", "tons of", "molten", "toxic", "scrap", "contains", "contained", "containing"],
        &["pipe", "pipes", "poisoning", "paint", "acid", "shot", "bullet", "bullets", "mine", "mines", "roof", "crystal", "battery", "batteries", "ammunition", "dust", "smelter", "weights", "contamination", "exposure", "levels", "plumbing", "solder", "toxicity", "sinkers"],
    ], Either),
    sense("Lead", "lɛd", [&[], &["pipes", "poisoning", "paint", "contamination", "exposure", "levels", "was found", "was detected", "is toxic", "is a metal", "in drinking", "in the water"]], Either),
    sense("tear", "tɛɹ", [&["ligament", "muscle", "tendon", "meniscus", "cartilage", "hamstring", "calf", "groin", "acl", "labrum", "retinal", "cuff", "wear and", "aortic"], &[]], Either),
    sense("bass", "beɪs", [&["double", "plays", "played", "playing", "on", "electric", "slap"], &["player", "players", "guitar", "guitars", "guitarist", "line", "lines", "drum", "drums", "clef", "solo", "singer", "riff", "note", "notes", "baritone"]], Either),
    sense("Bass", "beɪs", [&[], &["player", "players", "guitar", "guitarist", "line", "lines", "drum", "drums"]], Either),
    sense("minute", "maɪnˈjut", [&[], &["traces", "amounts", "amount", "quantities", "quantity", "particles", "particle", "detail", "details", "differences", "fractions", "fraction", "changes", "cracks"]], Either),
    sense("Minute", "maɪnˈjut", [&[], &["traces", "amounts", "quantities", "particles", "details", "differences", "cracks"]], Either),
    sense("bow", "baʊ", [&["ship's", "ship’s", "boat's", "boat’s", "vessel's", "vessel’s", "ferry's", "ferry’s", "starboard", "port", "bulbous"], &["of the ship", "of the boat", "of the vessel", "of the ferry", "of a ship", "wave", "thruster", "thrusters", "doors", "to stern"]], Either),
    sense("wind", "waɪnd", [&["trails", "roads", "rivers", "paths", "streets", "lanes", "queues", "stairs", "routes", "streams"], &["through", "along", "around", "up", "down", "between", "past"]], Both),
    sense("resume", "ˈɹɛzəmeɪ", [&["his", "her", "my", "your", "their", "a", "impressive", "thin", "fake"], &["", "and", "was", "is", "includes", "included", "that", "says", "said", "but", "for", "as", "in"]], Both),
    sense("resumes", "ˈɹɛzəmeɪz", [&["their", "our", "sent", "submitted", "of", "fake", "many"], &["", "and", "were", "are", "to", "in", "by", "for"]], Both),
    sense("invalid", "ˈɪnvəlɪd", [&["an", "the", "elderly", "bedridden", "chronic", "war", "lifelong"], &["", "who", "for", "since", "and", "was", "in", "at", "by"]], Both),
    sense("aged", "ˈeɪdʒɪd", [&["the"], &["", "and", "are", "were", "in", "who", "poor"]], Both),
    sense("learned", "ˈlɝnɪd", [&[], &["friend", "friends", "counsel", "judge", "judges", "scholar", "scholars", "society", "societies", "colleague", "professor"]], Either),
    sense("Blessed", "ˈblɛsɪd", [&[], &["virgin", "sacrament", "mother", "mary", "trinity", "be"]], Either),
    sense("blessed", "ˈblɛsɪd", [&[], &["virgin", "sacrament", "mother", "trinity"]], Either),
    sense("Nice", "nis", [&["in", "from", "to", "near", "of", "outside", "at", "for", "between", "the"], &["", "and", "on", "in", "was", "after", "france", "airport", "attack", "are", "is", "when", "where", "has", "have", "by", "with", "for", "to", "last", "this"]], Both),
    sense("Reading", "ˈɹɛdɪŋ", [&["in", "from", "near", "at", "outside", "to"], &["", "and", "on", "was", "england", "berkshire", "pennsylvania", "station", "after", "is", "when", "where", "has", "have", "by", "with", "last", "this"]], Both),
    sense("Reading", "ˈɹɛdɪŋ", [&[], &["fc", "festival", "gaol", "prison", "borough", "berkshire", "station", "west", "university"]], Either),
    sense("conflict", "kənˈflɪkt", [&["accounts", "reports", "stories", "versions", "rules", "laws", "interests", "statements", "claims", "often", "may", "might", "could", "would", "can"], &["", "with"]], Both),
    sense("wound", "waʊnd", [&["company was", "firm was", "business was", "was being", "tightly"], &["up", "down", "around"]], Both),
    sense("row", "ɹaʊ", [&["diplomatic", "furious", "public", "angry", "bitter", "political", "trade"], &["", "over", "with", "between", "about", "erupted", "broke"]], Both),
];

/// Returns how words of a spoken text are said that the words around them tell apart, in their order.
#[must_use]
pub(super) fn pronunciations(text: &str, language: &Language) -> Vec<Pronunciation> {
    if language.primary() != "en" {
        return Vec::new();
    }
    let mut told: Vec<Pronunciation> = Vec::new();
    for sense in &SENSES {
        for (at, word) in text.match_indices(sense.word) {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            let alone = !before.ends_with(char::is_alphanumeric) && !after.starts_with(|c: char| c.is_alphanumeric());
            if alone && sense.is_meant(before, after) {
                told.push(Pronunciation { range: at..at + word.len(), ipa: sense.ipa.to_owned(), alias: None });
            }
        }
    }
    told.sort_by_key(|told| told.range.start);
    told.dedup_by_key(|told| told.range.start);
    told
}

impl Sense {
    fn is_meant(&self, before: &str, after: &str) -> bool {
        let left = self.before.iter().any(|words| ends_with_words(before, words));
        let right = self.after.iter().any(|words| begins_with_words(after, words));
        match self.needs {
            Either => left || right,
            Both => left && right,
        }
    }
}

/// Returns whether a text ends with words and the space behind them.
fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(text) = text.strip_suffix(' ') else { return false };
    let start = text.len().checked_sub(words.len());
    let end = start.and_then(|start| text.get(start..).map(|end| (start, end)));
    end.is_some_and(|(start, end)| end.to_lowercase() == words && !text[..start].ends_with(char::is_alphanumeric))
}

/// Returns whether words come next; no words stand for the end of the clause.
fn begins_with_words(text: &str, words: &str) -> bool {
    if words.is_empty() {
        return !text.starts_with(' ') && !text.starts_with('-');
    }
    let rest = text.strip_prefix([' ', ',']).map(str::trim_start).unwrap_or_default();
    rest.get(..words.len()).is_some_and(|next| next.to_lowercase() == words)
        && !rest[words.len()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let told = pronunciations(text, &Language::english());
        told.into_iter().map(|told| format!("{} {}", &text[told.range], told.ipa)).collect()
    }

    #[test]
    fn the_words_around_tell_which_word_is_meant() {
        for (text, word) in [
            ("The old lead pipes were dug up.", "lead lɛd"),
            ("He has a hamstring tear.", "tear tɛɹ"),
            ("It is only wear and tear.", "tear tɛɹ"),
            ("Her bass guitar was stolen.", "bass beɪs"),
            ("Minute cracks were seen.", "Minute maɪnˈjut"),
            ("Two roads wind through the hills.", "wind waɪnd"),
            ("She sent them her resume.", "resume ˈɹɛzəmeɪ"),
            ("The man was an invalid for years.", "invalid ˈɪnvəlɪd"),
            ("Homes for the aged are few.", "aged ˈeɪdʒɪd"),
            ("They met in Nice, France.", "Nice nis"),
            ("He was born in Reading.", "Reading ˈɹɛdɪŋ"),
            ("The two versions conflict.", "conflict kənˈflɪkt"),
        ] {
            assert_eq!(said(text), [word], "{text}");
        }
        for text in [
            "She will lead the team.",
            "Police used tear gas.",
            "They caught a sea bass.",
            "The last minute was long.",
            "The wind through the trees was cold.",
            "Talks resume on Monday.",
            "An invalid ballot was found.",
            "The aged cheese is sold.",
            "A boy aged nine was there.",
            "Nice weather is here.",
            "Reading is fun in winter.",
            "The conflict with them ended.",
            "He sat in the front row.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
