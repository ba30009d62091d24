//! Roman numerals: kings, popes and heirs ("Henry VIII"), wars and chapters ("World War II", "Chapter IV"). Mostly lists of names.

use super::super::roman::value;
use super::number::{cardinal, ordinal, year};
use super::rule::{Found, Rule, last_word};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: |byte| byte == b'W', pattern: r"WW{space}?(?P<number>I{1,3}){end}", say: world_war },
    Rule { starts: |byte| byte == b'M', pattern: r"M[MDCLXVI]{3,}{end}", say: in_stone },
    Rule { starts: |byte| byte == b'M', pattern: r"M[Kk]\.?{space}(?P<number>[IVX]{1,4}|[0-9]{1,2}){end}", say: mark },
    Rule {
        starts: |byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'),
        pattern: r"[IVXLCDM]+{end}",
        say,
    },
    Rule { starts: |byte| matches!(byte, b'i' | b'v' | b'x'), pattern: r"[ivx]{2,5}{end}", say: small },
];

/// What is numbered: a numeral after these is a cardinal.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "chapter", "part", "act", "scene", "book", "volume", "vol", "article", "section", "title", "phase", "type", "class", "appendix",
    "annex", "round", "level", "grade", "schedule", "tier", "episode", "war", "bowl", "stage", "figure", "table", "division", "group",
    "category", "mark", "mk", "apollo", "saturn", "rocky", "rambo", "fantasy", "unit", "paragraph", "protocol", "region", "zone", "factor",
];
/// Before these a numeral is an ordinal.
const ORDERED: &[&str] = &["century", "centuries", "olympiad", "dynasty", "congress", "corps", "army"];
/// Those who reign: after their title and name a numeral has "the".
const RULERS: &[&str] = &[
    "king", "queen", "pope", "emperor", "empress", "tsar", "czar", "kaiser", "sultan", "shah", "prince", "princess",
    "duke", "pharaoh", "patriarch", "saint", "st",
];
/// Names that monarchs and popes have: a numeral after them has "the".
#[rustfmt::skip]
const REGNAL: &[&str] = &[
    "Henry", "Elizabeth", "Charles", "Louis", "George", "Edward", "William", "Richard", "James", "Mary", "Philip", "Philippe", "Felipe",
    "Carlos", "Alfonso", "Juan", "Gustaf", "Gustav", "Carl", "Harald", "Haakon", "Olav", "Margrethe", "Frederik", "Frederick", "Christian",
    "Wilhelm", "Friedrich", "Otto", "Nicholas", "Alexander", "Catherine", "Peter", "Paul", "Ivan", "Napoleon", "Leopold", "Baudouin", "Albert",
    "Albrecht", "Franz", "Joseph", "Ferdinand", "Maximilian", "Francis", "Benedict", "Pius", "Leo", "John", "Gregory", "Clement", "Innocent",
    "Urban", "Boniface", "Sixtus", "Julius", "Ramses", "Ramesses", "Darius", "Cyrus", "Xerxes", "Ptolemy", "Constantine", "Mehmed", "Murad",
    "Suleiman", "Selim", "Abdullah", "Hussein", "Mohammed", "Hassan", "Rama", "Vittorio", "Umberto", "Victor", "Emmanuel", "Pedro", "Afonso",
    "Isabella", "Tutmose", "Thutmose", "Amenhotep", "Cleopatra", "Robert", "Malcolm", "Kenneth", "Casimir", "Sigismund", "Stephen", "Theodore",
];
/// Other given names: a numeral after one is an heir's.
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "Sam", "Samuel", "Thomas", "Tom", "David", "Daniel", "Michael", "Mike", "Walter", "Arthur", "Andrew", "Anthony", "Benjamin", "Ben", "Bill",
    "Bob", "Bobby", "Brian", "Calvin", "Chris", "Christopher", "Clarence", "Dale", "Donald", "Don", "Douglas", "Earl", "Edwin", "Eric", "Ernest",
    "Eugene", "Frank", "Franklin", "Fred", "Gary", "Gerald", "Gordon", "Graham", "Harold", "Harry", "Herbert", "Howard", "Hugh", "Isaac", "Jack",
    "Jacob", "Jason", "Jeff", "Jeffrey", "Jim", "Joe", "Jonathan", "Joshua", "Justin", "Keith", "Ken", "Kevin", "Larry", "Lawrence", "Lee", "Lewis",
    "Luke", "Mark", "Martin", "Matthew", "Nathan", "Neil", "Oliver", "Oscar", "Patrick", "Ralph", "Raymond", "Roger", "Ronald", "Roy", "Russell",
    "Scott", "Sean", "Simon", "Steve", "Steven", "Ted", "Terry", "Tim", "Timothy", "Todd", "Tony", "Vincent", "Warren", "Wayne", "Zachary",
];

/// Says the great wars by their short names.
fn world_war(found: &Found) -> Option<String> {
    Some(format!("World War {}", cardinal(value(found.get("number"))?)))
}

/// Says a year as it is carved: "MCMXCIX".
fn in_stone(found: &Found) -> Option<String> {
    value(found.whole()).filter(|number| (1500..2100).contains(number)).map(year)
}

/// Says the number of a model: "Mk II".
fn mark(found: &Found) -> Option<String> {
    let number = value(found.get("number")).or_else(|| found.value("number"))?;
    Some(format!("Mark {}", cardinal(number)))
}

/// Says a numeral in small letters, as the pages and parts of books have: "chapter iii".
fn small(found: &Found) -> Option<String> {
    let word = found.previous_word().to_lowercase();
    let numbers = (NUMBERED.contains(&word.as_str()) || word.starts_with("page")) && found.before.ends_with(' ');
    value(&found.whole().to_ascii_uppercase()).filter(|_| numbers).map(cardinal)
}

fn say(found: &Found) -> Option<String> {
    let written = found.whole();
    let number = value(written)?;
    let next: Vec<_> = found.after.split_whitespace().take(2).map(str::to_lowercase).collect();
    if next.iter().any(|word| ORDERED.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))) && written.len() > 1
    {
        return Some(ordinal(number));
    }
    // What a numeral numbers stands right before it.
    if !found.before.ends_with([' ', '\u{a0}', '-']) {
        return None;
    }
    let name = found.previous_word();
    let lower = name.to_lowercase();
    if NUMBERED.contains(&lower.as_str()) && (name.starts_with(char::is_uppercase) || written.len() > 1) {
        // "Appendix C" has a letter, "Part I" a number.
        let is_letter = written.len() == 1 && !matches!(written, "I" | "V" | "X");
        return (!is_letter).then(|| cardinal(number));
    }
    if found.after.starts_with(['.', '\'', '’']) && written.len() == 1 && written != "I" {
        return None;
    }
    let earlier = last_word(found.before.trim_end().strip_suffix(name)?);
    if REGNAL.contains(&name)
        || RULERS.contains(&earlier.to_lowercase().as_str()) && name.starts_with(char::is_uppercase)
    {
        return reigns(found, earlier).then(|| format!("the {}", ordinal(number)));
    }
    let short = written.len() == 1 || !written.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    if short || !name.starts_with(char::is_uppercase) || name.chars().all(|letter| letter.is_uppercase()) {
        return None;
    }
    let family = GIVEN.contains(&earlier) || REGNAL.contains(&earlier);
    Some(match (family, GIVEN.contains(&name)) {
        (true, _) => format!("the {}", ordinal(number)),
        (_, true) => ordinal(number),
        _ => cardinal(number),
    })
}

/// Returns whether the numeral I or C after a name is one, not the speaker or an initial.
fn reigns(found: &Found, earlier: &str) -> bool {
    let verbs = [
        "am", "have", "think", "know", "do", "want", "had", "will", "would", "can", "could", "did", "was", "saw",
        "said", "met",
    ];
    match found.whole() {
        // At the start of a sentence a name is not the object of what comes before it: "Elizabeth I was crowned".
        "I" => {
            RULERS.contains(&earlier.to_lowercase().as_str())
                || !verbs.contains(&found.next_word())
                || !found.before.trim_end().contains(' ') && !verbs[..6].contains(&found.next_word())
        }
        "X" => found.previous_word() != "Malcolm",
        "V" => true,
        letters => letters.len() > 1,
    }
}
