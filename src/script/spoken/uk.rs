//! Ukrainian numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, value};

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    year: |number| cardinal(number, None),
    form,
    decimal,
    minus: "мінус",
    comma: "цілих",
    to: "до",
    group: ' ',
    units: &[
        ("%", ["відсоток", "відсотки", "відсотків"], Masculine), ("€", ["євро"; 3], Masculine), ("$", ["долар", "долари", "доларів"], Masculine),
        ("£", ["фунт", "фунти", "фунтів"], Masculine), ("¥", ["єна", "єни", "єн"], Feminine), ("₴", ["гривня", "гривні", "гривень"], Feminine),
        ("грн", ["гривня", "гривні", "гривень"], Feminine), ("км/год", ["кілометр на годину", "кілометри на годину", "кілометрів на годину"], Masculine),
        ("км", ["кілометр", "кілометри", "кілометрів"], Masculine), ("м", ["метр", "метри", "метрів"], Masculine),
        ("см", ["сантиметр", "сантиметри", "сантиметрів"], Masculine), ("кг", ["кілограм", "кілограми", "кілограмів"], Masculine),
        ("°C", ["градус Цельсія", "градуси Цельсія", "градусів Цельсія"], Masculine), ("м²", ["квадратний метр", "квадратні метри", "квадратних метрів"], Masculine),
    ],
    scales: &[
        ("тис.", ["тисяча", "тисячі", "тисяч"], Feminine), ("млн", ["мільйон", "мільйони", "мільйонів"], Masculine),
        ("млрд", ["мільярд", "мільярди", "мільярдів"], Masculine), ("трлн", ["трильйон", "трильйони", "трильйонів"], Masculine),
    ],
    of: |_| " ",
    cents: " ",
    abbreviations: &[
        ("і т. д.", "і так далі"), ("і т. п.", "і тому подібне"), ("та ін.", "та інші"), ("ім.", "імені"), ("вул.", "вулиця"), ("просп.", "проспект"),
        ("обл.", "область"), ("р-н", "район"), ("ст.", "стаття"), ("напр.", "наприклад"), ("проф.", "професор"), ("акад.", "академік"), ("див.", "дивись"),
    ],
    rules: &[
        (r"\b(?P<d>\d{1,2}) (?P<m>січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)\b(?: (?P<y>\d{4})(?: (?P<r>року)| р\.)?)?", date),
        (r"\b(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4})\b", date),
        (r"\b(?P<y>\d{4}) (?P<r>рік|році|року|роком)\b", year),
        (r"(?P<lead>\b[Оо]б? )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<n>\d{1,4})-(?P<e>й|го|му|м|ї|та|ша|тя|га|а|ту|ої|ій)\b", ordinal),
    ],
};

const MONTHS: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
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
fn form(number: u64) -> usize {
    match (number % 10, number % 100) {
        (1, teen) if teen != 11 => 0,
        (2..=4, teen) if !(12..=14).contains(&teen) => 1,
        _ => 2,
    }
}

fn cardinal(number: u64, gender: Option<Gender>) -> String {
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
            (2, Feminine) => "дві".to_owned(),
            _ => SMALL[rest as usize].to_owned(),
        });
    }
}

/// Says decimals as fractions: "дві цілих п’ять десятих".
fn decimal(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let parts = ["", "десят", "сот", "тисячн"];
    let (Ok(whole_number), Ok(part), Some(name)) =
        (whole.parse::<u64>(), decimals.parse::<u64>(), parts.get(decimals.len()))
    else {
        return format!("{} кома {}", grammar.digits(whole), grammar.digits(decimals));
    };
    let ending = |number| if form(number) == 0 { "а" } else { "их" };
    let whole = format!("{} ціл{}", cardinal(whole_number, Some(Feminine)), ending(whole_number));
    format!("{whole} {} {name}{}", cardinal(part, Some(Feminine)), ending(part))
}

/// Gives an ordinal with an ending for hard stems; "третій" is soft.
fn ordinal_with(number: u64, ending: &str) -> String {
    let stem = |stem: &str| match (stem, ending) {
        ("трет", "ий" | "ій") => format!("{stem}ій"),
        ("трет", _) => {
            format!("{stem}{}", ending.replacen('о', "ьо", 1).replacen('а', "я", 1).replacen('у', "ю", 1))
        }
        _ => format!("{stem}{ending}"),
    };
    let rest = number % 1000;
    if rest == 0 {
        return match number {
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

fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match found.name("m") {
        Some(month) => month.as_str(),
        None => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
    };
    let year = value(found, "y").map(|year| format!(" {} року", ordinal_with(year, "ого"))).unwrap_or_default();
    Some(format!("{} {month}{year}", ordinal_with(day, "ого")))
}

fn year(found: &Captures) -> Option<String> {
    let ending = match &found["r"] {
        "рік" => "ий",
        "році" => "ому",
        "роком" => "им",
        _ => "ого",
    };
    Some(format!("{} {}", ordinal_with(value(found, "y")?, ending), &found["r"]))
}

fn time(found: &Captures) -> Option<String> {
    let lead = found.name("lead").map_or("", |lead| lead.as_str());
    let ending = if lead.is_empty() { "а" } else { "ій" };
    let hour = ordinal_with(value(found, "h")?, ending);
    Some(match value(found, "m")? {
        0 => format!("{lead}{hour} година").replace("ій година", "ій годині"),
        minute => format!("{lead}{hour} {}", cardinal(minute, Some(Feminine))),
    })
}

fn ordinal(found: &Captures) -> Option<String> {
    let ending = match &found["e"] {
        "й" => "ий",
        "го" => "ого",
        "му" => "ому",
        "м" => "им",
        "ї" | "ої" => "ої",
        "ій" => "ій",
        "ту" => "у",
        _ => "а",
    };
    Some(ordinal_with(value(found, "n")?, ending))
}
