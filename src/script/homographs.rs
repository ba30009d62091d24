//! English words that are written alike and said differently, told apart by the words around them: "lead pipes", "in
//! Nice". A table; what the voice says right by itself, such as the verb and the noun of "record", is not in it.

use std::collections::HashMap;
use std::sync::LazyLock;

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
const SENSES: &[Sense] = &[
    sense("lead", "lɛd", [
        &["found", "detected", "contained", "contain", "contains", "stole", "stolen", "steal", "stealing", "remove", "removed", "melted", "strip", "stripped", "with", "of", "and", "for", "much", "more", "the"],
        &["in the drinking", "in drinking", "in the water", "in water", "in the blood", "in their blood", "in his blood", "in her blood", "in the soil", "in soil", "in paint", "in petrol", "in the pipes", "from the roof", "from roofs", "from its roof", "from church roofs", "off the roof", "was banned", "and mercury", "and arsenic", "and zinc", "and cadmium", "and copper", "or mercury", "or arsenic"],
    ], Both),
    sense("lead", "lɛd", [&["pencil", "pencil's", "pencil’s", "mercury and", "arsenic and", "zinc and", "cadmium and", "copper and", "tin and", "mercury or", "mercury,", "arsenic,", "cadmium,", "zinc,"], &["roofs", "roofing", "mining", "piping", "ore", "sheets", "content", "flashing", "free paint"]], Either),
    sense("tear", "tɛɹ", [
        &["a", "the", "small", "large", "tiny", "long", "partial", "slight"],
        &["in the fabric", "in the muscle", "in the material", "in the net", "in the hull", "in the wing", "in the lining", "in the membrane", "in the canvas", "in the sail", "in the tent", "in the ligament", "in the tendon", "in the artery", "in the aorta", "in the retina", "in the fuselage", "in the curtain", "in the skin", "in his hamstring", "in his calf", "in his knee", "in her knee", "in his groin", "in the paper", "in the screen"],
    ], Both),
    sense("refuse", "ˈɹɛfjus", [
        &["piles of", "bags of", "heaps of", "tons of", "tonnes of", "mountains of", "household", "domestic", "uncollected", "garden", "kitchen", "rotting"],
        &["collectors", "collector", "collection", "collections", "lorry", "lorries", "truck", "trucks", "bins", "bags", "dump", "sacks", "disposal"],
    ], Either),
    sense("content", "kənˈtɛnt", [
        &["seem", "seems", "seemed", "is", "are", "was", "were", "be", "not", "quite", "perfectly", "feel", "feels", "felt", "looked", "look", "looks", "appear", "appears", "appeared", "more", "remain", "remained", "i'm", "i’m", "he's", "he’s", "she's", "she’s", "they're", "they’re"],
        &["with", "to", "", "and", "that"],
    ], Both),
    sense("invalid", "ˈɪnvəlɪd", [&["her", "his", "my", "their", "an", "the", "our"], &["mother", "father", "wife", "husband", "son", "daughter", "sister", "brother", "parent", "parents", "aunt", "uncle", "child", "chair"]], Both),
    sense("Nice", "nis", [&["in", "near", "outside"], &[]], Either),
    sense("bass", "beɪs", [&["sings", "sang", "sing", "singing", "sung"], &["vocals", "voice", "part", "trombone", "amp", "amplifier", "strings"]], Either),
    sense("does", "doʊz", [&["two", "three", "four", "five", "several", "bucks and", "stags and", "pregnant"], &["and", "were", "with", "grazed", "in", ""]], Both),
    sense("resume", "ˈɹɛzəmeɪ", [&["your", "my", "her", "his", "our"], &["to", "at", "by", "before", "online", "today", "with"]], Both),
    sense("lead", "lɛd", [
        &["levels of", "traces of", "exposure to", "made of", "tonnes of", "tons of", "molten", "toxic", "scrap", "contains", "contained", "containing"],
        &["pipe", "pipes", "poisoning", "paint", "acid", "shot", "bullet", "bullets", "mine", "mines", "roof", "crystal", "battery", "batteries", "ammunition", "dust", "smelter", "weights", "contamination", "exposure", "levels", "plumbing", "solder", "toxicity", "sinkers"],
    ], Either),
    sense("Lead", "lɛd", [&[], &["pipes", "poisoning", "paint", "contamination", "exposure", "levels", "was found", "was detected", "is toxic", "is a metal", "in drinking", "in the water"]], Either),
    sense("tear", "tɛɹ", [&["ligament", "muscle", "tendon", "meniscus", "cartilage", "hamstring", "calf", "groin", "acl", "labrum", "retinal", "cuff", "wear and", "aortic"], &[]], Either),
    sense("bass", "beɪs", [&["double", "plays", "played", "playing", "on", "electric", "slap"], &["player", "players", "guitar", "guitars", "guitarist", "line", "lines", "drum", "drums", "clef", "solo", "singer", "riff", "note", "notes", "baritone"]], Either),
    sense("Bass", "beɪs", [&[], &["player", "players", "guitar", "guitars", "guitarist", "line", "lines", "drum", "drums"]], Either),
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
pub(crate) fn pronunciations(text: &str, language: &Language) -> Vec<Pronunciation> {
    if language.primary() != "en" {
        return Vec::new();
    }
    let spans = words(text);
    let said = spans.flat_map(|(at, word)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let by_sense = BY_WORD.get(word).and_then(|senses| senses.iter().find(|sense| sense.is_meant(before, after)));
        let ipa = by_sense.map(|sense| sense.ipa).or_else(|| verb(before, word, after));
        ipa.map(|ipa| Pronunciation { range: at..at + word.len(), ipa: ipa.to_owned(), alias: None })
    });
    said.collect()
}

/// The senses of each word, in the order of the table: it is asked for every word of an article.
static BY_WORD: LazyLock<HashMap<&str, Vec<&Sense>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Vec<&Sense>> = HashMap::new();
    SENSES.iter().for_each(|sense| words.entry(sense.word).or_default().push(sense));
    words
});

/// Returns the words of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let parts = text.split(|c: char| !c.is_alphanumeric()).map(move |word| {
        let start = at;
        // The mark behind a word may have several bytes.
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (start, word)
    });
    parts.filter(|(_, word)| !word.is_empty())
}

/// Words that are said otherwise as verbs, in the form behind a plural. What the voice tells by itself is here too: it takes a
/// plural before them for the first part of a name.
#[rustfmt::skip]
const VERBS: &[(&str, &str)] = &[
    ("contract", "kənˈtɹækt"), ("decrease", "dɪˈkɹis"), ("increase", "ɪnˈkɹis"), ("export", "ɪkˈspɔɹt"), ("import", "ɪmˈpɔɹt"), ("graduate", "ˈɡɹædʒueɪt"), ("produce", "pɹəˈdus"), ("protest", "pɹəˈtɛst"),
    ("permit", "pɚˈmɪt"), ("record", "ɹɪˈkɔɹd"), ("rebel", "ɹɪˈbɛl"), ("subject", "səbˈdʒɛkt"), ("object", "əbˈdʒɛkt"), ("progress", "pɹəˈɡɹɛs"), ("project", "pɹəˈdʒɛkt"), ("present", "pɹɪˈzɛnt"), ("conduct", "kənˈdʌkt"),
    ("delegate", "ˈdɛləɡeɪt"), ("moderate", "ˈmɑdəɹeɪt"), ("separate", "ˈsɛpəɹeɪt"), ("alternate", "ˈɔltɚneɪt"), ("estimate", "ˈɛstəmeɪt"), ("associate", "əˈsoʊʃieɪt"), ("deliberate", "dɪˈlɪbəɹeɪt"),
    ("duplicate", "ˈduplɪkeɪt"), ("advocate", "ˈædvəkeɪt"), ("insult", "ɪnˈsʌlt"), ("upset", "ʌpˈsɛt"), ("abuse", "əˈbjuz"), ("excuse", "ɪkˈskjuz"), ("house", "haʊz"), ("desert", "dɪˈzɝt"), ("extract", "ɪkˈstɹækt"),
    ("transfer", "tɹænsˈfɝ"), ("suspect", "səˈspɛkt"), ("convict", "kənˈvɪkt"), ("contrast", "kənˈtɹæst"), ("discount", "dɪsˈkaʊnt"), ("refund", "ɹɪˈfʌnd"), ("reject", "ɹɪˈdʒɛkt"), ("close", "kloʊz"), ("use", "juz"),
];
/// What follows a verb, and seldom a noun of several words.
const AFTER_VERBS: &[&str] = &[
    "in", "at", "from", "when", "as", "more", "less", "the", "a", "an", "their", "his", "her", "our", "your", "every",
    "each", "during", "if", "because", "faster", "slowly", "quickly", "sharply", "rapidly", "themselves", "such",
    "only", "all", "many", "most", "that", "into", "against", "two", "three", "up",
];
/// Plurals, and words that end like them, that are the first part of a name: "sales contract", "sports record".
const FIRST_PARTS: &[&str] = &[
    "sales", "sports", "arms", "customs", "news", "savings", "goods", "jobs", "gas", "business", "series", "species",
    "states", "nations", "communications", "operations", "services", "rights", "always", "this", "his", "its", "us",
    "is", "was", "has", "as", "perhaps", "thus", "plus", "various", "previous", "serious", "religious", "famous",
    "bus", "virus", "census", "campus", "does", "towards", "besides", "works", "systems", "games", "athletics",
    "physics", "politics", "economics", "mathematics", "weapons", "drugs", "humanities", "years", "months", "weeks",
    "days", "times", "less", "across", "press", "class", "cross",
];

/// Returns how a word is said as a verb, where it stands behind a plural and before what no noun of several words has:
/// "Prices decrease in".
fn verb(before: &str, word: &str, after: &str) -> Option<&'static str> {
    let (_, ipa) = VERBS.iter().find(|(verb, _)| *verb == word)?;
    let plural = before.strip_suffix(' ')?;
    let start = plural.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| plural.ceil_char_boundary(at + 1));
    let plural = plural[start..].to_lowercase();
    // A genitive has its mark, and two letters are no noun.
    let is_plural = plural.len() > 3 && plural.ends_with('s') && !plural.ends_with("ss");
    let is_verb = is_plural && !FIRST_PARTS.contains(&plural.as_str());
    (is_verb && AFTER_VERBS.iter().any(|words| begins_with_words(after, words))).then_some(*ipa)
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
            ("Prices decrease in winter.", "decrease dɪˈkɹis"),
            ("Most pupils graduate at eighteen.", "graduate ˈɡɹædʒueɪt"),
            ("They stole lead from the roof.", "lead lɛd"),
            ("Voters are content with it.", "content kənˈtɛnt"),
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
            "The sales contract in question was void.",
            "This record in swimming stands.",
            "She kept the lead in the race.",
            "Its content was deleted.",
        ] {
            assert_eq!(said(text), [""; 0], "{text}");
        }
    }
}
