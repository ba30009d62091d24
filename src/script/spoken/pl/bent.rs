//! Polish cardinal numbers in their cases: "dwóch", "pięciuset", "trzema tysiącami", "dwudziestu dwóch" (of men).

use super::super::grammar::{Case, Gender, Gender::Feminine, Noun};
use super::number::{SCALES, cardinal, form, genitive};

const GENITIVES: [&str; 20] = [
    "zera", "jednego", "dwóch", "trzech", "czterech", "pięciu", "sześciu", "siedmiu", "ośmiu", "dziewięciu",
    "dziesięciu", "jedenastu", "dwunastu", "trzynastu", "czternastu", "piętnastu", "szesnastu", "siedemnastu",
    "osiemnastu", "dziewiętnastu",
];
const TENS: [&str; 10] = [
    "",
    "",
    "dwudziestu",
    "trzydziestu",
    "czterdziestu",
    "pięćdziesięciu",
    "sześćdziesięciu",
    "siedemdziesięciu",
    "osiemdziesięciu",
    "dziewięćdziesięciu",
];
const HUNDREDS: [&str; 10] =
    ["", "stu", "dwustu", "trzystu", "czterystu", "pięciuset", "sześciuset", "siedmiuset", "ośmiuset", "dziewięciuset"];

/// Returns a cardinal number in a case. The accusative of men is their genitive, but for thousands; that of women and
/// things shows in one alone.
pub(super) fn cardinal_in(number: u64, gender: Option<Gender>, case: Case) -> String {
    if case == Case::Accusative && number == 1 && gender.is_some_and(|gender| gender != Feminine) {
        return cardinal(number, gender);
    }
    if case == Case::Accusative && gender == Some(Feminine) {
        return if number == 1 { "jedną".to_owned() } else { cardinal(number, gender) };
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, forms) in SCALES {
        let count = rest / scale;
        if count > 1 && case != Case::Accusative {
            words.extend(below_thousand(count, None, case));
        } else if count > 1 {
            words.push(cardinal(count, None));
        }
        if count > 0 {
            words.push(scale_in(forms, count, case));
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.extend(below_thousand(rest, gender.filter(|gender| number == 1 || *gender == Feminine), case));
    }
    words.join(" ")
}

fn scale_in(forms: [&str; 3], count: u64, case: Case) -> String {
    // All scales bend as "tysiąc" does: "tysiąca", "tysiącom", "tysiącami", "tysiącach".
    let ending = match (count, case) {
        (_, Case::Accusative) => return forms[form(count)].to_owned(),
        (1, Case::Genitive) => "a",
        (1, Case::Dative) => "owi",
        (1, Case::Instrumental) => "em",
        (1, Case::Locative) => return if forms[0] == "tysiąc" { "tysiącu" } else { "milionie" }.to_owned(),
        (_, Case::Genitive) => return forms[2].to_owned(),
        (_, Case::Dative) => "om",
        (_, Case::Instrumental) => "ami",
        (_, Case::Locative) => "ach",
    };
    format!("{}{ending}", forms[0])
}

fn below_thousand(number: u64, gender: Option<Gender>, case: Case) -> Vec<String> {
    let mut words = Vec::new();
    let (hundreds, mut rest) = (number / 100, number % 100);
    if hundreds > 0 {
        words.push(HUNDREDS[hundreds as usize].to_owned());
    }
    let compound = number > 20;
    if rest >= 20 {
        let ten = TENS[rest as usize / 10];
        let bent = case == Case::Instrumental;
        words.push(if bent { format!("{}oma", ten.trim_end_matches('u')) } else { ten.to_owned() });
        rest %= 10;
    }
    if rest > 0 || number == 0 {
        words.push(small_in(rest, gender, case, compound));
    }
    words
}

fn small_in(number: u64, gender: Option<Gender>, case: Case, compound: bool) -> String {
    let feminine = gender == Some(Feminine);
    let said = match (number, case) {
        // In "dwudziestu jeden" the one does not bend.
        (1, _) if compound => "jeden",
        (1, Case::Genitive | Case::Dative | Case::Locative) if feminine => "jednej",
        (1, Case::Instrumental) if feminine => "jedną",
        (1, Case::Dative) => "jednemu",
        (1, Case::Instrumental | Case::Locative) => "jednym",
        (2, Case::Dative) => "dwóm",
        (3, Case::Dative) => "trzem",
        (4, Case::Dative) => "czterem",
        (2, Case::Instrumental) if feminine => "dwiema",
        (2, Case::Instrumental) => "dwoma",
        (3, Case::Instrumental) => "trzema",
        (4, Case::Instrumental) => "czterema",
        (0, Case::Instrumental) => "zerem",
        (_, Case::Instrumental) => return format!("{}oma", GENITIVES[number as usize].trim_end_matches('u')),
        _ => GENITIVES[number as usize],
    };
    said.to_owned()
}

/// Says decimals in a case: "pięciu i dwóch dziesiątych", "o jedną dziesiątą".
pub(super) fn decimal_in(whole: &str, decimals: &str, case: Case) -> Option<String> {
    let name = ["", "dziesiąt", "setn", "tysięczn"].get(decimals.len()).filter(|name| !name.is_empty())?;
    let (whole, part): (u64, u64) = (whole.parse().ok()?, decimals.parse().ok()?);
    // The accusative shows in one part alone.
    let is_accusative = case == Case::Accusative;
    if is_accusative && part != 1 {
        return None;
    }
    let bent = |number| if is_accusative { cardinal(number, None) } else { cardinal_in(number, None, case) };
    Some(match (whole, decimals) {
        (0, "5") => "pół".to_owned(),
        (1, "5") => "półtora".to_owned(),
        (_, "5") => format!("{} i pół", bent(whole)),
        (_, _) => {
            let parts = match (part, case) {
                (1, Case::Accusative | Case::Instrumental) => format!("jedną {name}ą"),
                (1, _) => format!("jednej {name}ej"),
                (_, Case::Instrumental) => format!("{} {name}ymi", cardinal_in(part, Some(Feminine), case)),
                (_, Case::Dative) => format!("{} {name}ym", bent(part)),
                _ => format!("{} {name}ych", bent(part)),
            };
            if whole == 0 { parts } else { format!("{} i {parts}", bent(whole)) }
        }
    })
}

/// Returns a counted noun after a number in a case: "do pięciu metrów", "po pięciu minutach", "z jednym milionem".
pub(super) fn noun_in(noun: &Noun, number: u64, case: Case) -> String {
    match (case, number) {
        (Case::Accusative, 1) if noun.2 == Feminine => {
            noun.1[0].strip_suffix('a').map_or_else(|| noun.1[0].to_owned(), |stem| format!("{stem}ę"))
        }
        (Case::Accusative, _) => noun.1[form(number)].to_owned(),
        (Case::Instrumental, 1) => instrumental(noun),
        (Case::Locative, 1) if noun.1[0] == "złoty" => "złotym".to_owned(),
        (_, 1) => genitive(noun),
        (Case::Genitive, _) => noun.1[2].to_owned(),
        _ => plural_in(noun, case),
    }
}

/// Returns the instrumental of one of a noun: "milionem", "godziną".
fn instrumental(noun: &Noun) -> String {
    if noun.2 == Feminine {
        return noun.1[0].strip_suffix('a').map_or_else(|| noun.1[0].to_owned(), |stem| format!("{stem}ą"));
    }
    let genitive = genitive(noun);
    match genitive.strip_suffix('a').or(genitive.strip_suffix('u')) {
        Some(stem) if !genitive.contains(' ') => format!("{stem}em"),
        _ => genitive,
    }
}

/// Returns the plural of a noun in a case that is not its genitive: "minutach", "metrami kwadratowymi", "złotym".
fn plural_in((_, forms, _): &Noun, case: Case) -> String {
    let [ending, of_adjective] = match case {
        Case::Dative => ["om", "ym"],
        Case::Instrumental => ["ami", "ymi"],
        _ => ["ach", "ych"],
    };
    if forms[0] == forms[2] && forms[0] != "procent" {
        return forms[0].to_owned();
    }
    if forms[1] == "złote" {
        return format!("złot{of_adjective}");
    }
    let plural = if forms[0] == "procent" { "procenty" } else { forms[1] };
    let words = plural.split(' ').enumerate().map(|(at, word)| match at {
        0 => format!("{}{ending}", word.strip_suffix(['y', 'e', 'a']).unwrap_or(word)),
        // "Metry kwadratowe", but "kilometry na godzinę".
        _ => match word.strip_suffix('e').filter(|stem| stem.ends_with(['w', 'n'])) {
            Some(stem) => format!("{stem}{of_adjective}"),
            None => word.to_owned(),
        },
    });
    words.collect::<Vec<_>>().join(" ")
}
