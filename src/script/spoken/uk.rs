//! Ukrainian numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, Noun, value};
use super::roman;

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    year: |number| cardinal(number, None),
    form,
    decimal,
    minus: "мінус",
    comma: "цілих",
    to: "–",
    group: ' ',
    units: &[
        ("%", ["відсоток", "відсотки", "відсотків"], Masculine), ("€", ["євро"; 3], Masculine), ("$", ["долар", "долари", "доларів"], Masculine),
        ("£", ["фунт", "фунти", "фунтів"], Masculine), ("¥", ["єна", "єни", "єн"], Feminine), ("₴", ["гривня", "гривні", "гривень"], Feminine),
        ("грн", ["гривня", "гривні", "гривень"], Feminine), ("км/год", ["кілометр на годину", "кілометри на годину", "кілометрів на годину"], Masculine),
        ("км", ["кілометр", "кілометри", "кілометрів"], Masculine), ("м", ["метр", "метри", "метрів"], Masculine),
        ("см", ["сантиметр", "сантиметри", "сантиметрів"], Masculine), ("кг", ["кілограм", "кілограми", "кілограмів"], Masculine),
        ("°C", ["градус Цельсія", "градуси Цельсія", "градусів Цельсія"], Masculine), ("км²", ["квадратний кілометр", "квадратні кілометри", "квадратних кілометрів"], Masculine), ("м³", ["кубічний метр", "кубічні метри", "кубічних метрів"], Masculine),
        ("мм", ["міліметр", "міліметри", "міліметрів"], Masculine), ("га", ["гектар", "гектари", "гектарів"], Masculine), ("т", ["тонна", "тонни", "тонн"], Feminine),
        ("л", ["літр", "літри", "літрів"], Masculine), ("МВт", ["мегават", "мегавати", "мегават"], Masculine), ("ГВт", ["гігават", "гігавати", "гігават"], Masculine),
        ("°", ["градус", "градуси", "градусів"], Masculine), ("хв", ["хвилина", "хвилини", "хвилин"], Feminine), ("год", ["година", "години", "годин"], Feminine),
        ("м²", ["квадратний метр", "квадратні метри", "квадратних метрів"], Masculine),
    ],
    scales: &[
        ("тис.", ["тисяча", "тисячі", "тисяч"], Feminine), ("млн", ["мільйон", "мільйони", "мільйонів"], Masculine),
        ("млрд", ["мільярд", "мільярди", "мільярдів"], Masculine), ("трлн", ["трильйон", "трильйони", "трильйонів"], Masculine),
    ],
    of: |_| " ",
    cents: " ",
    gender,
    after_decimals,
    against: "–",
    fraction,
    abbreviations: &[
        ("та ін", "та інші"), ("№", "номер"), ("тел.", "телефон"), ("бл.", "близько"), ("рр.", "роки"), ("н. е.", "нашої ери"), ("смт", "селище міського типу"),
        ("і т. д.", "і так далі"), ("і т. п.", "і тому подібне"), ("та ін.", "та інші"), ("ім.", "імені"), ("вул.", "вулиця"), ("просп.", "проспект"),
        ("обл.", "область"), ("р-н", "район"), ("ст.", "стаття"), ("напр.", "наприклад"), ("проф.", "професор"), ("акад.", "академік"), ("див.", "дивись"),
    ],
    rules: &[
        (r"(?P<lead>^|[^\p{L}])м\. (?P<name>\p{Lu})", |found| Some(format!("{}місто {}", &found["lead"], &found["name"]))),
        (r"(?P<lead>^|[^\p{L}])с\. (?P<page>\d)", |found| Some(format!("{}сторінка {}", &found["lead"], &found["page"]))),
        (r"(?P<lead>\b[Оо]б? )(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<numeral>[IVXLCІХ]+) (?P<noun>століття|столітті|століть|ст\.)", century),
        (r"(?P<name>\p{Lu}\p{Ll}+) (?P<numeral>[IVXLCІХ]+)\b", ruler),
        (r"\b(?P<d>\d{1,2}) (?P<m>січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)\b(?: (?P<y>\d{4})(?: (?P<r>року)| р\.)?)?", date),
        (r"\b(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4})\b", date),
        (r"\b(?P<y>\d{4}) (?P<r>рік|році|року|роком)\b", year),
        (r"(?P<lead>\b[Оо]б? )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<n>\d{1,4})-(?P<e>й|го|му|м|ї|та|ша|тя|га|а|ту|ої|ій|х|тє|тя|ти|ті|ими|ми|е|є|і)\b", ordinal),
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

/// Gives an ending for the soft stem of the third: "третього", "третє", "третіх".
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

/// Gives the value of a numeral, whose letters may be those of the Cyrillic keyboard.
fn numeral(written: &str) -> Option<u64> {
    roman::value(&written.replace('І', "I").replace('Х', "X"))
}

/// Says a century: "двадцять першого століття", "у двадцятому столітті".
fn century(found: &Captures) -> Option<String> {
    let (ending, noun) = match &found["noun"] {
        "столітті" => ("ому", "столітті"),
        "століть" => ("ого", "століть"),
        _ => ("ого", "століття"),
    };
    Some(format!("{} {noun}", ordinal_with(numeral(&found["numeral"])?, ending)))
}

/// Says the number of a ruler in the case of the name: "Карл Третій", "Карла Третього", "Єлизавета Друга".
fn ruler(found: &Captures) -> Option<String> {
    const QUEENS: [&str; 7] = ["Єлизавет", "Катерин", "Марі", "Маргарит", "Маргрет", "Софі", "Ізабелл"];
    let name = &found["name"];
    let queen = QUEENS.iter().any(|stem| name.starts_with(stem));
    let ending = match (queen, name.chars().next_back()?) {
        (true, 'и' | 'ї') => "ої",
        (true, 'і') => "ій",
        (true, 'у' | 'ю') => "у",
        (true, _) => "а",
        (_, 'а' | 'я') => "ого",
        (_, 'у' | 'ю' | 'і') => "ому",
        (_, 'м') if name.ends_with("ом") || name.ends_with("ем") => "им",
        _ => "ий",
    };
    let said = ordinal_with(numeral(&found["numeral"])?, ending);
    let mut letters = said.chars();
    let first = letters.next()?;
    Some(format!("{name} {}{}", first.to_uppercase(), letters.as_str()))
}

/// Gives the gender of a counted noun: feminine ones of the news show after one and two.
fn gender(number: u64, noun: &str) -> Option<Gender> {
    const STEMS: [&str; 36] = [
        "особ",
        "жін",
        "дитин",
        "годин",
        "хвилин",
        "секунд",
        "тонн",
        "гривн",
        "ракет",
        "бригад",
        "машин",
        "країн",
        "сторон",
        "людин",
        "парті",
        "дівч",
        "школ",
        "лікарн",
        "област",
        "громад",
        "атак",
        "позиц",
        "систем",
        "квартир",
        "будівл",
        "установ",
        "компан",
        "сесі",
        "перемог",
        "верст",
        "рот",
        "операці",
        "верс",
        "тисяч",
        "справ",
        "цист",
    ];
    let ends = matches!(number % 10, 1 | 2) && !matches!(number % 100, 11 | 12);
    (ends && STEMS.iter().any(|stem| noun.starts_with(stem))).then_some(Feminine)
}

/// Gives a noun after decimals, in the genitive: "дві цілих п’ять десятих відсотка".
fn after_decimals((_, forms, gender): &Noun) -> String {
    if *gender == Feminine {
        return forms[1].to_owned();
    }
    let words = forms[1].split(' ').map(|word| match (word.strip_suffix("ні"), word.strip_suffix('и')) {
        (Some(stem), _) => format!("{stem}ного"),
        (None, Some(stem)) => format!("{stem}а"),
        (None, None) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Says a fraction: "одна друга", "три четвертих".
fn fraction(over: u64, under: u64) -> String {
    let ending = if form(over) == 0 { "а" } else { "их" };
    format!("{} {}", cardinal(over, Some(Feminine)), ordinal_with(under, ending))
}

/// Gives an ordinal with an ending for hard stems; "третій" is soft.
fn ordinal_with(number: u64, ending: &str) -> String {
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
        minute @ 1..10 => format!("{lead}{hour} нуль {}", cardinal(minute, Some(Feminine))),
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
        "х" | "ти" => "их",
        "ми" | "ими" => "ими",
        "е" | "є" | "тє" => "е",
        "і" | "ті" => "і",
        _ => "а",
    };
    Some(ordinal_with(value(found, "n")?, ending))
}
