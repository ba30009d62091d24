//! Ukrainian numbers and what they count, in cases: "п’яти", "двохсот", "трьома тисячами", "у п’яти кілометрах".

use super::super::grammar::{Case, Gender, Gender::*, Noun};
use super::number::{SMALL, TENS, cardinal, form, genitive};

const GENITIVES: [&str; 11] =
    ["нуля", "одного", "двох", "трьох", "чотирьох", "п’яти", "шести", "семи", "восьми", "дев’яти", "десяти"];
const DATIVES: [&str; 5] = ["нулю", "одному", "двом", "трьом", "чотирьом"];
const INSTRUMENTALS: [&str; 11] =
    ["нулем", "одним", "двома", "трьома", "чотирма", "п’ятьма", "шістьма", "сьома", "вісьма", "дев’ятьма", "десятьма"];

/// Returns a cardinal number in a case: "п’яти", "двохсот", "ста", "двома тисячами".
pub(super) fn cardinal_in(number: u64, gender: Option<Gender>, case: Case) -> String {
    if case == Case::Accusative {
        let said = cardinal(number, gender);
        let said = said.strip_suffix("одна").map(|stem| format!("{stem}одну")).unwrap_or(said);
        // "Знайшли тисячу патронів".
        return said.strip_prefix("тисяча").map(|rest| format!("тисячу{rest}")).unwrap_or(said);
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, stem, gender) in [
        (1_000_000_000_000, "трильйон", Masculine),
        (1_000_000_000, "мільярд", Masculine),
        (1_000_000, "мільйон", Masculine),
        (1_000, "тисяч", Feminine),
    ] {
        let count = rest / scale;
        if count > 1 {
            below_thousand_in(count, (gender, case), &mut words);
        }
        if count > 0 {
            words.push(format!("{stem}{}", scale_ending(count, gender, case)));
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        below_thousand_in(rest, (gender.unwrap_or(Masculine), case), &mut words);
    }
    words.join(" ")
}

/// Returns the ending of a thousand or a million in a case.
fn scale_ending(count: u64, gender: Gender, case: Case) -> &'static str {
    match (form(count), gender, case) {
        (0, Feminine, Case::Instrumental) => "ею",
        (0, Feminine, _) => "і",
        (0, _, Case::Genitive) => "а",
        (0, _, Case::Dative) => "у",
        (0, _, Case::Instrumental) => "ом",
        (0, ..) => "і",
        (_, Feminine, Case::Genitive) => "",
        (_, _, Case::Genitive) => "ів",
        (_, _, Case::Dative) => "ам",
        (_, _, Case::Instrumental) => "ами",
        _ => "ах",
    }
}

fn below_thousand_in(number: u64, (gender, case): (Gender, Case), words: &mut Vec<String>) {
    let (hundreds, mut rest) = (number / 100, number % 100);
    match hundreds {
        0 => {}
        1 => words.push("ста".to_owned()),
        _ => words.push(match case {
            Case::Dative => format!("{}стам", small_in(hundreds, Masculine, case)),
            Case::Instrumental => format!("{}стами", small_in(hundreds, Masculine, case)),
            Case::Locative => format!("{}стах", small_in(hundreds, Masculine, case)),
            _ => format!("{}сот", small_in(hundreds, Masculine, case)),
        }),
    }
    if rest >= 20 {
        words.push(ten_in(rest / 10, case));
        rest %= 10;
    }
    if rest > 0 || number == 0 {
        words.push(small_in(rest, gender, case));
    }
}

fn ten_in(tens: u64, case: Case) -> String {
    let bent = if case == Case::Instrumental { "ьма" } else { "и" };
    match tens {
        4 => "сорока".to_owned(),
        9 => "дев’яноста".to_owned(),
        2 | 3 => format!("{}{bent}", TENS[tens as usize].trim_end_matches('ь')),
        _ => format!("{}{bent}", TENS[tens as usize]),
    }
}

fn small_in(number: u64, gender: Gender, case: Case) -> String {
    match (number, gender, case) {
        (1, Feminine, Case::Genitive) => "однієї".to_owned(),
        (1, Feminine, Case::Instrumental) => "однією".to_owned(),
        (1, Feminine, _) => "одній".to_owned(),
        (1, _, Case::Locative) => DATIVES[1].to_owned(),
        (0..=4, _, Case::Dative) => DATIVES[number as usize].to_owned(),
        (0..=10, _, Case::Instrumental) => INSTRUMENTALS[number as usize].to_owned(),
        (0..=10, ..) => GENITIVES[number as usize].to_owned(),
        (_, _, Case::Instrumental) => format!("{}ьма", SMALL[number as usize].trim_end_matches('ь')),
        _ => format!("{}и", SMALL[number as usize].trim_end_matches('ь')),
    }
}

/// Says decimals in a case: "чотирьох цілих п’яти десятих".
pub(super) fn decimal_in(whole: &str, decimals: &str, case: Case) -> Option<String> {
    let name = ["", "десят", "сот", "тисячн", "десятитисячн"].get(decimals.len()).filter(|name| !name.is_empty())?;
    let (whole, decimals): (u64, u64) = (whole.parse().ok()?, decimals.parse().ok()?);
    let ending = |number| match (form(number), case) {
        (0, Case::Genitive) => "ої",
        (0, Case::Accusative) => "у",
        (0, Case::Instrumental) => "ою",
        (0, _) => "ій",
        (_, Case::Dative) => "им",
        (_, Case::Instrumental) => "ими",
        _ => "их",
    };
    let said = |number| cardinal_in(number, Some(Feminine), case);
    Some(format!("{} ціл{} {} {name}{}", said(whole), ending(whole), said(decimals), ending(decimals)))
}

/// Returns a number as the front of an adjective or a noun: "двадцятиріччя", "п’ятиповерховий", "сторіччя".
pub(super) fn compound(number: u64) -> Option<String> {
    if !(1..1000).contains(&number) {
        return None;
    }
    let (hundreds, rest) = (number / 100, number % 100);
    let mut said = match hundreds {
        0 => String::new(),
        1 => "сто".to_owned(),
        _ => format!("{}сот", GENITIVES[hundreds as usize]),
    };
    let mut small = rest;
    if rest >= 20 {
        said.push_str(&match rest / 10 {
            9 => "дев’яносто".to_owned(),
            tens => ten_in(tens, Case::Genitive),
        });
        small = rest % 10;
    }
    said.push_str(&match small {
        0 => String::new(),
        1 => "одно".to_owned(),
        2 => "дво".to_owned(),
        3 => "три".to_owned(),
        4 => "чотири".to_owned(),
        _ => small_in(small, Masculine, Case::Genitive),
    });
    Some(said)
}

/// Returns a counted noun after a number in a case: "до п’яти метрів", "у трьох тисячах", "з одним мільйоном".
pub(super) fn noun_in(noun: &Noun, number: u64, case: Case) -> String {
    match (case, form(number)) {
        (Case::Accusative, 0) if noun.2 == Feminine => accusative(noun),
        (Case::Accusative, form) => noun.1[form].to_owned(),
        (Case::Genitive, 0) => genitive(noun),
        (Case::Genitive, _) => noun.1[2].to_owned(),
        (_, 0) => one_in(noun, case),
        _ => plural_in(noun, case),
    }
}

/// Returns a noun after one in the dative, instrumental or locative: "гривні", "мільйоном", "відсотку".
fn one_in(noun: &Noun, case: Case) -> String {
    let (_, forms, gender) = noun;
    let first = forms[0];
    match (gender, case) {
        _ if forms[0] == forms[1] || first.contains(' ') => genitive(noun),
        (Feminine, Case::Instrumental) => {
            match (first.strip_suffix("ча"), first.strip_suffix('я'), first.strip_suffix('а')) {
                (Some(stem), ..) => format!("{stem}чею"),
                (_, Some(stem), _) => format!("{stem}ею"),
                (.., Some(stem)) => format!("{stem}ою"),
                _ => first.to_owned(),
            }
        }
        (Feminine, _) => format!("{}і", first.trim_end_matches(['а', 'я'])),
        (_, case) => match (genitive(noun).strip_suffix('а'), case) {
            (Some(stem), Case::Instrumental) => format!("{stem}ом"),
            (Some(stem), _) => format!("{stem}у"),
            (None, _) => genitive(noun),
        },
    }
}

/// Returns the plural of a noun in the dative, instrumental or locative: "гривням", "відсотками", "квадратних метрах".
fn plural_in((_, forms, _): &Noun, case: Case) -> String {
    let [ending, of_adjective] = match case {
        Case::Dative => ["м", "им"],
        Case::Instrumental => ["ми", "ими"],
        _ => ["х", "их"],
    };
    if forms[0] == forms[1] {
        return forms[0].to_owned();
    }
    let mut words: Vec<String> = forms[1].split(' ').map(str::to_owned).collect();
    // "Квадратні метри", but "метри на секунду".
    let noun = match words[0].strip_suffix('і').filter(|stem| words.len() > 1 && stem.ends_with(['н', 'в'])) {
        Some(stem) => {
            words[0] = format!("{stem}{of_adjective}");
            1
        }
        None => 0,
    };
    words[noun] = match (words[noun].strip_suffix('и'), words[noun].strip_suffix('і')) {
        (Some(stem), _) => format!("{stem}а{ending}"),
        (_, Some(stem)) if stem.ends_with('ч') => format!("{stem}а{ending}"),
        (_, Some(stem)) => format!("{stem}я{ending}"),
        (_, None) => match words[noun].strip_suffix('ї') {
            Some(stem) => format!("{stem}я{ending}"),
            None => words[noun].clone(),
        },
    };
    words.join(" ")
}

/// Returns the accusative of one of a feminine noun: "гривню", "тонну", "столову ложку".
pub(super) fn accusative((_, forms, _): &Noun) -> String {
    let words = forms[0].split(' ').map(|word| match (word.strip_suffix('я'), word.strip_suffix('а')) {
        (Some(stem), _) => format!("{stem}ю"),
        (None, Some(stem)) => format!("{stem}у"),
        (None, None) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
