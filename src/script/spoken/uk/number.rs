//! Ukrainian numbers in words, in their cases.

use super::super::grammar::{Case, Gender, Gender::*, Grammar, Noun};

const SMALL: [&str; 20] = [
    "нуль",
    "один",
    "два",
    "три",
    "чотири",
    "п’ять",
    "шість",
    "сім",
    "вісім",
    "дев’ять",
    "десять",
    "одинадцять",
    "дванадцять",
    "тринадцять",
    "чотирнадцять",
    "п’ятнадцять",
    "шістнадцять",
    "сімнадцять",
    "вісімнадцять",
    "дев’ятнадцять",
];
const TENS: [&str; 10] =
    ["", "", "двадцять", "тридцять", "сорок", "п’ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев’яносто"];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двісті", "триста", "чотириста", "п’ятсот", "шістсот", "сімсот", "вісімсот", "дев’ятсот"];
/// Ordinals without their endings; the third is soft.
const ORDINALS: [&str; 20] = [
    "нульов",
    "перш",
    "друг",
    "трет",
    "четверт",
    "п’ят",
    "шост",
    "сьом",
    "восьм",
    "дев’ят",
    "десят",
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "п’ятнадцят",
    "шістнадцят",
    "сімнадцят",
    "вісімнадцят",
    "дев’ятнадцят",
];
const ORDINAL_TENS: [&str; 10] =
    ["", "", "двадцят", "тридцят", "сороков", "п’ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев’яност"];
const ORDINAL_HUNDREDS: [&str; 10] =
    ["", "сот", "двохсот", "трьохсот", "чотирьохсот", "п’ятисот", "шестисот", "семисот", "восьмисот", "дев’ятисот"];

/// One, few (2 to 4), many; the teens are many.
pub(super) fn form(number: u64) -> usize {
    match (number % 10, number % 100) {
        (1, teen) if teen != 11 => 0,
        (2..=4, teen) if !(12..=14).contains(&teen) => 1,
        _ => 2,
    }
}

pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for (scale, forms, gender) in [
        (1_000_000_000_000, ["трильйон", "трильйони", "трильйонів"], Masculine),
        (1_000_000_000, ["мільярд", "мільярди", "мільярдів"], Masculine),
        (1_000_000, ["мільйон", "мільйони", "мільйонів"], Masculine),
        (1_000, ["тисяча", "тисячі", "тисяч"], Feminine),
    ] {
        let count = rest / scale;
        // "Тисяча", not "одна тисяча".
        if count > 1 {
            below_thousand(count, gender, &mut words);
        }
        if count > 0 {
            words.push(forms[form(count)].to_owned());
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        below_thousand(rest, gender.unwrap_or(Masculine), &mut words);
    }
    words.join(" ")
}

fn below_thousand(number: u64, gender: Gender, words: &mut Vec<String>) {
    let (hundreds, mut rest) = (number / 100, number % 100);
    if hundreds > 0 {
        words.push(HUNDREDS[hundreds as usize].to_owned());
    }
    if rest >= 20 {
        words.push(TENS[rest as usize / 10].to_owned());
        rest %= 10;
    }
    if rest > 0 || number == 0 {
        words.push(match (rest, gender) {
            (1, Feminine) => "одна".to_owned(),
            (1, Neuter) => "одне".to_owned(),
            (2, Feminine) => "дві".to_owned(),
            _ => SMALL[rest as usize].to_owned(),
        });
    }
}

/// Says decimals as fractions: "дві цілих п’ять десятих".
pub(super) fn decimal(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    of_parts(whole, decimals).unwrap_or_else(|| format!("{} кома {}", grammar.digits(whole), grammar.digits(decimals)))
}

/// Says a decimal by its parts, tenths to ten-thousandths: "дві цілих п’ять десятих".
pub(super) fn of_parts(whole: &str, decimals: &str) -> Option<String> {
    let name = ["", "десят", "сот", "тисячн", "десятитисячн"].get(decimals.len())?;
    let (whole_number, part): (u64, u64) = (whole.parse().ok()?, decimals.parse().ok()?);
    let ending = |number| if form(number) == 0 { "а" } else { "их" };
    let whole = format!("{} ціл{}", cardinal(whole_number, Some(Feminine)), ending(whole_number));
    Some(format!("{whole} {} {name}{}", cardinal(part, Some(Feminine)), ending(part)))
}

/// Returns an ending for the soft stem of the third: "третього", "третє", "третіх".
fn soft(ending: &str) -> String {
    let rest = ending.chars().skip(1).collect::<String>();
    match ending.chars().next() {
        Some('о') => format!("ьо{rest}"),
        Some('а') => format!("я{rest}"),
        Some('у') => format!("ю{rest}"),
        Some('е') => format!("є{rest}"),
        Some('и') => format!("і{rest}"),
        _ => ending.to_owned(),
    }
}

/// Returns a noun after decimals, in the genitive: "дві цілих п’ять десятих відсотка".
pub(super) fn after_decimals(noun: &Noun, _whole: &str) -> String {
    genitive(noun)
}

/// Returns the genitive of one: a counted feminine noun has it after few too.
fn genitive((_, forms, gender): &Noun) -> String {
    if *gender == Feminine || forms[0] == forms[1] {
        // "Столової ложки": an adjective has an ending of its own.
        let Some((adjective, noun)) = forms[1].rsplit_once("і ") else { return forms[1].to_owned() };
        return format!("{adjective}ої {noun}");
    }
    let words = forms[1].split(' ').map(|word| match (word.strip_suffix("ні"), word.strip_suffix('и')) {
        (Some(stem), _) => format!("{stem}ного"),
        (None, Some(stem)) => format!("{stem}а"),
        (None, None) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns a counted noun after a number in a case; what is counted in units stands in the genitive throughout the news.
pub(super) fn noun_in(noun: &Noun, number: u64, case: Case) -> String {
    match (case, form(number)) {
        (Case::Accusative, 0) if noun.2 == Feminine => accusative(noun),
        (Case::Accusative, form) => noun.1[form].to_owned(),
        (_, 0) => genitive(noun),
        _ => noun.1[2].to_owned(),
    }
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

/// Says a fraction: "одна друга", "три четвертих".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let ending = if form(over) == 0 { "а" } else { "их" };
    format!("{} {}", cardinal(over, Some(Feminine)), ordinal_with(under, ending))
}

/// Returns an ordinal with an ending for hard stems; "третій" is soft.
pub(super) fn ordinal_with(number: u64, ending: &str) -> String {
    let stem = |stem: &str| match (stem, ending) {
        ("трет", "ий" | "ій") => format!("{stem}ій"),
        ("трет", _) => {
            format!("{stem}{}", soft(ending))
        }
        _ => format!("{stem}{ending}"),
    };
    let rest = number % 1000;
    if rest == 0 {
        return match number {
            0 => stem(ORDINALS[0]),
            1000 => format!("тисячн{ending}"),
            2000 => format!("двохтисячн{ending}"),
            _ => cardinal(number, None),
        };
    }
    let mut words = Vec::new();
    if number >= 1000 {
        words.push(cardinal(number - rest, None));
    }
    match (rest / 100, rest % 100) {
        (hundreds, 0) => words.push(stem(ORDINAL_HUNDREDS[hundreds as usize])),
        (hundreds, rest) => {
            if hundreds > 0 {
                words.push(HUNDREDS[hundreds as usize].to_owned());
            }
            match (rest / 10, rest % 10) {
                (0 | 1, _) => words.push(stem(ORDINALS[rest as usize])),
                (tens, 0) => words.push(stem(ORDINAL_TENS[tens as usize])),
                (tens, ones) => {
                    words.push(TENS[tens as usize].to_owned());
                    words.push(stem(ORDINALS[ones as usize]));
                }
            }
        }
    }
    words.join(" ")
}

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
