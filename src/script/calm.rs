//! Text that is all in capitals, put into small letters as a reader would say it: engines spell capitals out. Initialisms stay,
//! and names keep their capital. Half of it is tables.

use std::collections::{HashMap, HashSet};

use super::spoken::{capitalised, regnal};

/// The fewest words that make shouting: shorter runs of capitals are initialisms.
const SHOUTED_WORDS: usize = 4;

/// Returns whether a text is written in capitals throughout, as some headlines are.
#[must_use]
pub(super) fn is_shouted(text: &str) -> bool {
    let (mut all, mut shouted) = (0usize, 0usize);
    for word in text.split_whitespace() {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let (Some(first), Some(_)) = (letters.next(), letters.next()) else { continue };
        all += 1;
        shouted += usize::from(first.is_uppercase() && !word.chars().any(char::is_lowercase));
    }
    // One word of ten in small letters is a name's "de" or "al-".
    all >= SHOUTED_WORDS && shouted * 10 >= all * 9
}

/// How words are written where nobody shouts, by their form in capitals.
#[derive(Debug, Default)]
pub(super) struct Capitals(HashMap<String, String>);

impl Capitals {
    /// Learns from an article's texts the words that have a capital inside a sentence, and never a small letter.
    pub(super) fn learn<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut written: HashMap<String, String> = HashMap::new();
        let mut plain: HashSet<String> = HashSet::new();
        for text in texts.filter(|text| !is_shouted(text)) {
            let mut begins = true;
            for word in text.split_whitespace() {
                let core = core(word);
                if core.starts_with(char::is_lowercase) {
                    plain.insert(core.to_uppercase());
                } else if !begins && core.chars().any(char::is_uppercase) {
                    written.entry(core.to_uppercase()).or_insert_with(|| core.to_owned());
                }
                begins = word.ends_with(['.', '!', '?', ':', '…', '”', '"', '»']);
            }
        }
        written.retain(|capitals, _| !plain.contains(capitals));
        Self(written)
    }

    /// Returns a stretch of shouted text in small letters, with its names and initialisms as they are written elsewhere;
    /// `before` is what comes before it, already calm.
    #[must_use]
    pub(super) fn calm(&self, text: &str, before: &str) -> String {
        let mut calm = String::with_capacity(text.len());
        for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/')) {
            let core = core(piece);
            let (before, after) = piece.split_at(piece.find(core).unwrap_or(0));
            // "Charles III": what a numeral numbers is a name.
            if regnal(core).is_some_and(|_| core.len() > 1) && !self.0.contains_key(core) {
                let name = calm.trim_end().trim_end_matches(char::is_alphabetic).len();
                capitalise_at(&mut calm, name);
            }
            calm.push_str(before);
            calm.push_str(&self.word(core));
            calm.push_str(&after[core.len()..].to_lowercase());
        }
        let begins = !before.contains(char::is_alphabetic);
        if let Some(first) = calm.find(char::is_alphabetic).filter(|_| begins) {
            capitalise_at(&mut calm, first);
        }
        calm
    }

    fn word(&self, word: &str) -> String {
        if let Some(written) = self.0.get(word) {
            return written.clone();
        }
        if is_initialism(word) || regnal(word).is_some_and(|_| word.len() > 1) {
            return word.to_owned();
        }
        let small = word.to_lowercase();
        if NAMES.contains(&small.as_str()) { capitalised(&small) } else { small }
    }
}

/// Returns the letter at a place a capital.
fn capitalise_at(text: &mut String, at: usize) {
    if let Some(first) = text[at..].chars().next() {
        text.replace_range(at..at + first.len_utf8(), &first.to_uppercase().to_string());
    }
}

/// Returns a word without the marks around it and without the ending of a possessive.
fn core(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_start_matches('.');
    // The last dot of an initialism is its own.
    let dotless = word.trim_end_matches('.');
    let word = if dotless.contains('.') && word.len() == dotless.len() + 1 { word } else { dotless };
    let own = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending));
    own.unwrap_or(word)
}

/// Returns whether a word in capitals stands for its letters: dotted, with digits, without a vowel, or one that the news has.
fn is_initialism(word: &str) -> bool {
    let vowel = |letter: char| {
        "AEIOUYАЕЄИІЇОУЮЯЫЭЁ".contains(letter) || !letter.is_ascii() && !matches!(letter, '\u{400}'..='\u{4ff}')
    };
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    INITIALISMS.contains(&word)
        || is_unpronounceable(word)
        || dotted
        || word.chars().any(|letter| letter.is_ascii_digit())
        || (word.chars().count() > 1 && !word.chars().any(vowel))
}

/// Returns whether a short word begins or ends as no word of a European language does: "DVLA", "RSPCA", "AFD".
fn is_unpronounceable(word: &str) -> bool {
    /// Longer words with such a beginning are names: Mbappé, Szczesny.
    const LONGEST: usize = 5;
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' | 'Ä' | 'Ö' | 'Ü');
    let length = word.chars().count();
    if length > LONGEST || !word.chars().all(|c| c.is_ascii_uppercase() || vowel(c)) {
        return false;
    }
    let (Some(first), Some(last)) = (word.find(vowel), word.rfind(vowel)) else { return false };
    let onset = &word[..first];
    let coda = &word[last + word[last..].chars().next().map_or(1, char::len_utf8)..];
    let odd_onset = match onset.len() {
        0 | 1 => false,
        2 => length < LONGEST && !ONSETS.contains(&onset),
        3 => !matches!(onset, "STR" | "SPR" | "SCR" | "SPL" | "THR" | "SHR" | "SCH" | "PHR" | "CHR" | "PFL" | "PFR"),
        _ => onset != "SCHR" && onset != "SCHL" && onset != "SCHW" && onset != "SCHN" && onset != "SCHM",
    };
    // A short word's end says more than a long one's: "EDF", "ÖVP".
    let odd_coda = coda.len() == 2 && length < LONGEST && onset.len() < 2 && !CODAS.contains(&coda);
    odd_onset || odd_coda
}

/// Pairs of consonants that words begin with.
#[rustfmt::skip]
const ONSETS: [&str; 52] = [
    "BL", "BR", "CH", "CL", "CR", "CZ", "DJ", "DR", "DW", "FL", "FR", "GH", "GL", "GN", "GR", "KH", "KL", "KN", "KR", "LL", "MC", "MN", "NG", "PF", "PH", "PL", "PR", "PS", "QU",
    "RH", "SC", "SH", "SK", "SL", "SM", "SN", "SP", "SQ", "SR", "ST", "SV", "SW", "SZ", "TH", "TR", "TS", "TW", "VL", "WH", "WR", "ZH", "ZW",
];

/// Pairs of consonants that words end with.
#[rustfmt::skip]
const CODAS: [&str; 98] = [
    "BB", "BS", "BT", "CH", "CK", "CT", "CS", "DD", "DS", "DT", "FF", "FS", "FT", "GG", "GH", "GN", "GS", "GT", "HL", "HM", "HN", "HR", "HT", "KS", "KT", "LB", "LC", "LD", "LF", "LG",
    "LK", "LL", "LM", "LN", "LP", "LS", "LT", "LV", "LZ", "MB", "MM", "MN", "MP", "MS", "MT", "NC", "ND", "NF", "NG", "NH", "NK", "NN", "NS", "NT", "NX", "NZ", "PF", "PH", "PP", "PS",
    "PT", "RB", "RC", "RD", "RF", "RG", "RK", "RL", "RM", "RN", "RP", "RR", "RS", "RT", "RV", "RZ", "SH", "SK", "SM", "SP", "SS", "ST", "TH", "TS", "TT", "TZ", "WD", "WK", "WL", "WN",
    "WS", "XT", "YS", "ZZ", "GL", "CZ", "ZT", "VS",
];

/// Initialisms with vowels that headlines have, and that are no words in them.
#[rustfmt::skip]
const INITIALISMS: &[&str] = &[
    "ABC", "ACLU", "AFP", "AI", "ANC", "AP", "API", "ASEAN", "ATM", "ATP", "AUKUS", "BAE", "BAFTA", "BRICS", "CDU", "CEO", "CFO", "CIA", "CNRS", "CSTO", "DEA", "DIY", "DNA",
    "EBU", "ECB", "ECHR", "ECOWAS", "EPA", "ESA", "EU", "EV", "FAA", "FAO", "FAQ", "FBI", "FDA", "FEMA", "FIA", "FIFA", "GOP", "HIV", "HIMARS", "IAEA", "IBM", "ICBM", "ICC",
    "ICJ", "ICU", "ID", "IDF", "IEA", "IKEA", "ILO", "IMF", "IOC", "IPCC", "IPO", "IQ", "IRA", "IRS", "ISIS", "ISS", "ITV", "IVF", "MEP", "MIT", "NASA", "NATO", "NBA", "NGO",
    "NOAA", "NRA", "NSA", "NYPD", "OAS", "OECD", "OPEC", "OSCE", "PLO", "RAF", "RNA", "ROK", "SAS", "SUV", "TSA", "UAE", "UAV", "UCLA", "UEFA", "UFC", "UFO", "UK", "UN", "UNESCO",
    "ADAC", "AOK", "ARD", "BASF", "BAFÖG", "EZB", "IHK", "IG", "TÜV", "UNO", "AKW", "EON", "SAP", "AMG", "ADFC", "AWO", "DAK", "AFD", "EDF", "SNCF", "RATP", "INE", "OTAN", "ONU", "UE",
    "UNHCR", "UNICEF", "UNRWA", "US", "USA", "USAID", "USSR", "VIP", "WADA", "WWI", "WWII", "YMCA",
    "АЕС", "АЗС", "АТО", "БПЛА", "ВАКС", "ВООЗ", "ВПО", "ВЛК", "ГЕС", "ГУР", "ДБР", "ДСНС", "ДТП", "ЄБРР", "ЄС", "ЄСПЛ", "ЗАЕС", "ЗМІ", "ЗНО", "ЗСУ", "КМВА", "КМДА",
    "МАГАТЕ", "МОЗ", "МОН", "НАБУ", "НАТО", "НБУ", "НАЗК", "НМТ", "ОАЕ", "ОБСЄ", "ОВА", "ОДА", "ОК", "ООН", "ОП", "ОПЕК", "ОТУ", "ОТГ", "ПАРЄ", "ППО", "РЕБ", "РНБО", "САП", "СБУ",
    "СЗЧ", "СРСР", "США", "ТЕС", "ТЕЦ", "ТОТ", "ТЦК", "УАФ", "УЄФА", "УНР", "УПА", "УПЦ", "ФІФА", "ФОП", "ЦАР", "ЧАЕС", "ЮНЕСКО", "ЮНІСЕФ", "АЭС", "ЕС", "СМИ", "СВО", "ФСО", "СБ", "УЕФА", "ФИФА",
];

/// Words that always have a capital: days and months without those that are words too, countries and capitals of the news.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april", "june", "july", "august", "september", "october",
    "november", "december", "afghanistan", "africa", "african", "albania", "algeria", "america", "american", "americans", "angola", "argentina", "armenia", "asia", "asian", "athens", "australia",
    "austria", "azerbaijan", "baghdad", "bahrain", "bangladesh", "barcelona", "beijing", "beirut", "belarus", "belgium", "belgrade", "berlin", "bolivia", "bosnia", "boston",
    "brazil", "britain", "british", "brussels", "bucharest", "budapest", "bulgaria", "cairo", "california", "cambodia", "cameroon", "canada", "canadian", "chicago", "chile", "china",
    "chinese", "christmas", "colombia", "congo", "copenhagen", "crimea", "croatia", "cuba", "cyprus", "damascus", "delhi", "denmark", "dublin", "ecuador", "egypt", "england", "english",
    "eritrea", "estonia", "ethiopia", "europe", "european", "finland", "florida", "france", "french", "gaza", "geneva", "georgia", "german", "germany", "ghana", "greece", "greek", "greenland",
    "guatemala", "haiti", "hamas", "helsinki", "hezbollah", "honduras", "hungary", "iceland", "india", "indian", "indonesia", "iran", "iranian", "iraq", "ireland", "irish", "islamabad", "israel",
    "israeli", "istanbul", "italian", "italy", "jakarta", "jamaica", "japan", "japanese", "jerusalem", "jordan", "kabul", "kazakhstan", "kenya", "kharkiv", "kherson", "korea", "kosovo", "kremlin",
    "kuwait", "kyiv", "lagos", "latvia", "lebanon", "liberia", "libya", "lisbon", "lithuania", "london", "lviv", "macron", "madrid", "malaysia", "mali", "malta", "manila", "mexico", "miami", "minsk", "moldova",
    "montenegro", "morocco", "moscow", "mozambique", "munich", "myanmar", "nairobi", "namibia", "nepal", "netherlands", "nicaragua", "niger", "nigeria", "norway", "odesa", "oslo", "ottawa", "pakistan",
    "palestine", "palestinian", "panama", "paraguay", "paris", "pentagon", "peru", "philippines", "poland", "portugal", "prague", "putin", "qatar", "riga", "riyadh", "romania", "rome", "russia", "russian",
    "russians", "rwanda", "scotland", "scottish", "senegal", "seoul", "serbia", "shanghai", "singapore", "slovakia", "slovenia", "sofia", "somalia", "spain", "spanish", "stockholm", "sudan", "sweden", "swiss",
    "switzerland", "sydney", "syria", "taipei", "taiwan", "tallinn", "tanzania", "tehran", "texas", "thailand", "tokyo", "toronto", "trump", "tunisia", "turkish", "uganda", "ukraine", "ukrainian", "ukrainians",
    "uruguay", "uzbekistan", "vatican", "venezuela", "vienna", "vietnam", "vilnius", "wales", "warsaw", "washington", "yemen", "zambia", "zelensky", "zimbabwe",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouting_is_told_from_initialisms() {
        assert!(is_shouted("BREAKING: PRESIDENT OF THE U.S. RESIGNS"));
        assert!(!is_shouted("NATO, FBI and CIA agree"));
        assert!(!is_shouted("NATO FBI CIA"));
    }

    #[test]
    fn shouting_is_calmed_and_initialisms_and_names_stay() {
        let story = ["The Fed is new. In Harlow the mayor, Ann Brandt, met the Fed.", "HARLOW AND ANN AND THE REST"];
        let capitals = Capitals::learn(story.into_iter());
        for (shouted, calm) in [
            (
                "BREAKING: HEAD OF THE U.S. FED AND EU RESIGNS ON G20 DAY",
                "Breaking: head of the U.S. Fed and EU resigns on G20 day",
            ),
            ("KYIV’S UK-BASED NATO AND UNESCO STAFF LEAVE.", "Kyiv’s UK-based NATO and UNESCO staff leave."),
            ("MAYOR BRANDT OF HARLOW: “CHARLES III IS HERE”", "Mayor Brandt of Harlow: “Charles III is here”"),
            ("ON FRIDAY THE IMF'S MEN MET", "On Friday the IMF's men met"),
            ("DVLA AND RSPCA TELL HMRC TO FIX THE FCA RULE", "DVLA and RSPCA tell HMRC to fix the FCA rule"),
            ("TWO SPIES FLY FROM THE SKI HUT TO JOHN'S INN", "Two spies fly from the ski hut to john's inn"),
        ] {
            let calmed = capitals.calm(shouted, "");
            assert_eq!(calmed, calm);
        }
    }
}
