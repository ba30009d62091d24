//! Roman numerals: kings, popes and heirs ("Henry VIII"), wars and chapters ("World War II", "Chapter IV"). Mostly lists of names.

use super::super::roman::value;
use super::number::{cardinal, ordinal};
use super::rule::{Found, Rule, last_word};

pub(super) const RULES: &[Rule] = &[Rule {
    starts: |byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'),
    pattern: r"[IVXLCDM]+{end}",
    say,
}];

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
    "king",
    "queen",
    "pope",
    "emperor",
    "empress",
    "tsar",
    "czar",
    "kaiser",
    "sultan",
    "shah",
    "prince",
    "princess",
    "duke",
    "pharaoh",
    "patriarch",
    "saint",
    "st",
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
    if NUMBERED.contains(&lower.as_str()) && name.starts_with(char::is_uppercase) {
        return Some(cardinal(number));
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

/// Says whether the numeral I or C after a name is one, not the speaker or an initial.
fn reigns(found: &Found, earlier: &str) -> bool {
    let verbs = [
        "am", "have", "had", "think", "will", "would", "can", "could", "know", "do", "did", "was", "saw", "said", "met",
    ];
    match found.whole() {
        "I" => RULERS.contains(&earlier.to_lowercase().as_str()) || !verbs.contains(&found.next_word()),
        "V" | "X" => true,
        letters => letters.len() > 1,
    }
}
