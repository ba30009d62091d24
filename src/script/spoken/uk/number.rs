//! Ukrainian numbers in words in their first form: cardinals, decimals, fractions, ordinals.

use super::super::grammar::{Gender, Gender::*, Grammar, Noun};
use super::super::roman;

pub(super) const SMALL: [&str; 20] = [
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
pub(super) const TENS: [&str; 10] =
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
pub(super) fn genitive((_, forms, gender): &Noun) -> String {
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

/// Returns the value of a numeral, whose letters may be those of the Cyrillic keyboard.
pub(super) fn numeral(written: &str) -> Option<u64> {
    roman::value(&written.replace('І', "I").replace('Х', "X"))
}
