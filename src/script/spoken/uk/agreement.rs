//! How Ukrainian numbers agree: the case that words around a number ask for, and the gender of what is counted.

use super::super::grammar::{Case, Gender, Gender::*, last_word};
use super::number::form;

/// Words that a number in the genitive follows.
const BEFORE_GENITIVE: &[&str] = &[
    "до",
    "від",
    "з",
    "із",
    "зі",
    "без",
    "для",
    "після",
    "близько",
    "протягом",
    "впродовж",
    "упродовж",
    "серед",
    "біля",
    "навколо",
    "крім",
    "проти",
    "менше",
    "більше",
    "вище",
    "нижче",
    "замість",
    "відстані",
    "висоті",
    "глибині",
    "розмірі",
    "віці",
    "обсязі",
    "кількості",
    "межах",
    "сягає",
    "сягають",
    "сягала",
    "сягало",
    "сягали",
    "сягав",
    "сягне",
    "сягнуть",
    "сягнути",
    "сягнула",
    "сягнуло",
    "сягнув",
    "сягнули",
    "досягла",
    "досягло",
    "досяг",
    "досягли",
    "бракує",
    "бракувало",
    "вистачає",
    "стосується",
    "потребує",
    "потребують",
    "позбавили",
];
/// Words that a number in the accusative follows: it shows in one of something feminine.
const BEFORE_ACCUSATIVE: &[&str] = &[
    "становить",
    "становила",
    "становило",
    "становив",
    "складає",
    "складала",
    "складав",
    "коштує",
    "коштувала",
    "коштував",
    "коштувало",
    "коштують",
    "через",
    "за",
    "на",
    "про",
    "під",
    "заплатив",
    "заплатила",
    "заплатили",
    "отримав",
    "отримала",
    "отримали",
    "виділив",
    "виділила",
    "виділили",
    "витратив",
    "витратила",
    "витратили",
    "втратив",
    "втратила",
    "втратили",
    "знищили",
    "збили",
    "має",
    "мають",
    "мала",
    "мав",
    "мали",
    "налічує",
    "налічувала",
    "перевищує",
    "перевищила",
    "перевищив",
    "понад",
    "додайте",
    "купив",
    "купила",
    "купили",
    "знайшли",
    "знайшов",
    "вилучили",
    "випустила",
    "випустили",
    "запустили",
    "запустила",
    "передали",
    "отримає",
    "додали",
    "відкрили",
    "закрили",
    "візьміть",
    "тривав",
    "тривала",
    "тривало",
    "тривали",
    "триває",
    "триватиме",
    "тривають",
    "чекав",
    "чекала",
    "чекали",
    "триватимуть",
    "затримався",
    "затрималася",
];
/// Genitives of the plural, and nominatives, that end like other cases.
const PLAIN: [&str; 10] =
    ["програм", "кілограм", "міліграм", "телеграм", "реклам", "драм", "дам", "мам", "шлях", "дах"];

/// Returns whether a number behind this word, in lower case, stands in the genitive.
pub(super) fn is_before_genitive(word: &str) -> bool {
    BEFORE_GENITIVE.contains(&word)
}

/// Returns the case of a number that ends in one, where the noun or the sentence tells it.
fn of_one(before: &str, noun: &str, number: u64) -> Option<Case> {
    if number % 10 != 1 || number % 100 == 11 {
        return None;
    }
    // "Візьміть 2 склянки борошна, 1 ст. л. цукру": a recipe.
    let first = before.split_whitespace().next().unwrap_or_default();
    let asked = first.ends_with("іть") || first.ends_with("йте");
    // "Середня ціна 1 кв. м".
    let prices = ["ціна", "ціни", "ціну", "ціні", "вартість", "вартості"];
    match () {
        () if asked && (noun.is_empty() || gender_of(noun) == Some(Feminine)) => Some(Case::Accusative),
        () if number == 1 && prices.contains(&last_word(before).as_str()) => Some(Case::Genitive),
        () if is_of_one_man(noun) => Some(Case::Genitive),
        // "На ремонт 21 школи".
        () if number > 1 && noun.ends_with(['и', 'ї']) && gender_of(noun) == Some(Feminine) => Some(Case::Genitive),
        () => None,
    }
}

/// Returns the case of a number: by the ending of its noun, else by the preposition before it.
pub(super) fn case(before: &str, noun: &str, number: u64) -> Option<Case> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending)) && noun.chars().count() > 3;
    let plain = PLAIN.iter().any(|word| noun.ends_with(word));
    if ends(&["ах", "ях"]) && !plain {
        return Some(Case::Locative);
    }
    if ends(&["ами", "ями", "ими", "іми"]) || noun == "людьми" || noun == "дітьми" {
        return Some(Case::Instrumental);
    }
    if ends(&["ам", "ям"]) && !plain {
        return Some(Case::Dative);
    }
    if ends(&["у", "ю"]) && (gender_of(noun) == Some(Feminine)) {
        return Some(Case::Accusative);
    }
    if let Some(case) = of_one(before, noun, number) {
        return Some(case);
    }
    let few = form(number) == 1;
    // "Поранено 22 солдатів": the noun's own case is the number's.
    if few && ends(&["ів", "їв"]) {
        return Some(Case::Genitive);
    }
    let mut words = before.split_whitespace().rev().map(last_word);
    let word = words
        .find(|word| !["майже", "приблизно", "десь", "орієнтовно", "щонайменше", "лише"].contains(&word.as_str()))?;
    let one = number % 10 == 1 && number % 100 != 11;
    if one && ["у", "в", "на", "при"].contains(&word.as_str()) && ends(&["і", "ї", "у", "ю"]) {
        return Some(Case::Locative);
    }
    let earlier = words.nth(1);
    if (noun.is_empty() || number == 1000 || one && gender_of(noun) == Some(Feminine))
        && BEFORE_ACCUSATIVE.contains(&word.as_str())
    {
        return Some(Case::Accusative);
    }
    if word == "між" || matches!(word.as_str(), "і" | "та" | "й") && earlier.is_some_and(|word| word == "між")
    {
        return Some(Case::Instrumental);
    }
    BEFORE_GENITIVE.contains(&word.as_str()).then_some(Case::Genitive)
}

/// Returns whether a noun is one man or animal in the accusative, which is the genitive: "одного сина".
#[rustfmt::skip]
fn is_of_one_man(noun: &str) -> bool {
    const MEN: &[&str] = &[
        "сина", "брата", "батька", "чоловіка", "солдата", "хлопця", "хлопчика", "учня", "студента", "депутата", "кандидата", "поліцейського", "військового", "цивільного", "загиблого",
        "пораненого", "полоненого", "підлітка", "водія", "пасажира", "лікаря", "пацієнта", "працівника", "співробітника", "рятувальника", "прикордонника", "генерала", "офіцера", "бійця",
        "воїна", "друга", "учасника", "члена", "гравця", "футболіста", "журналіста", "кота", "пса", "собаку", "коня", "вовка", "ведмедя", "підозрюваного", "затриманого", "мешканця", "українця",
    ];
    MEN.contains(&noun)
}

/// Returns the gender of a counted noun: it shows after one, and after two where that is feminine.
pub(super) fn gender(number: u64, noun: &str) -> Option<Gender> {
    let ends = matches!(number % 10, 1 | 2) && !matches!(number % 100, 11 | 12);
    // After one the noun is in the singular, and a last "а" is feminine but for men and things in the neuter.
    let one = number % 10 == 1 && noun.ends_with(['а', 'я']) && noun.chars().count() > 3 && !is_of_one_man(noun);
    let kind = gender_of(noun).or_else(|| one.then_some(Feminine));
    ends.then_some(kind).flatten().filter(|kind| *kind == Feminine || number % 10 == 1)
}

/// Returns the gender of a noun of the news by its stem, or its ending.
#[rustfmt::skip]
fn gender_of(noun: &str) -> Option<Gender> {
    const FEMININE: &[&str] = &[
        "особ", "жін", "дитин", "годин", "хвилин", "секунд", "тонн", "гривн", "ракет", "бригад", "машин", "країн", "сторон", "людин", "парті", "дівч", "школ", "лікарн", "област",
        "громад", "атак", "позиц", "систем", "квартир", "будівл", "установ", "компан", "сесі", "перемог", "верст", "рот", "операці", "верс", "тисяч", "справ", "цист", "вулиц", "ніч",
        "ноч", "посад", "груп", "колон", "команд", "родин", "книг", "стат", "заяв", "мін", "гармат", "точк", "шахт", "станці", "нагород", "відзнак", "сім’", "спроб", "зустріч", "доб", "гранат", "кул", "автівк", "кімнат", "пляшк", "таблет", "фабрик", "церк", "дорог", "програм", "зірк", "хат", "вод", "лінії", "ліній", "медсест", "вакцин", "доз", "премі", "угод", "пенсі", "сум", "ложк", "склян", "палат", "батаре", "гаубиц", "каси", "кас", "рот",
        "книжк", "доньк", "дочк", "дочок", "подруг", "картин", "сторінк", "помилк", "оцінк", "чашк", "пачк", "банк", "корів", "коров", "вівц", "кішк", "собак", "сестр", "бабус", "тітк", "учениц", "студентк", "аптек", "бібліотек", "адрес", "картк", "валіз", "сумк", "коробк", "лавк", "дошк",
        "куртк", "сорочк", "сукн", "ковдр", "подушк", "свічк", "пісн", "вистав", "стріч", "перерв", "лекц", "вправ", "задач", "відповід", "пожеж", "аварі", "трагеді", "катастроф", "смерт", "жертв", "травм", "рану", "рани", "операц", "хвороб", "епідемі", "реформ", "постанов", "ухвал",
        "поправк", "декларац", "резолюц", "фракц", "делегац", "організац", "асоціац", "академі", "редакц", "газет", "книг", "публікац", "стрілянин", "бомб", "танкетк", "самохідк", "вежу", "вежі", "башт", "споруд", "кіл", "адміністрац", "вибор", "скарг", "петиц", "медал", "поїздк", "подорож", "ночівл",
        "бочк", "цеглин", "плитк", "пачок", "стріл", "крапл", "ложок", "чайн", "порці", "страв", "сосиск", "цибулин", "морквин", "картоплин", "зелені", "квіт", "троянд", "ялин", "берез",
    ];
    if FEMININE.iter().any(|stem| noun.starts_with(stem)) && !noun.starts_with("мільй") && !noun.starts_with("мільяр") && !["статис", "касет", "дозвол", "ротн", "водіїв", "воді", "сумськ", "кулемет", "хатн", "банкір", "банку", "банки", "банків", "банк", "кілометр", "кілограм", "кілов", "стрілец", "стрільц", "стрілк", "смертник", "квіт", "чайник", "вибор", "подорожн", "газетяр", "операційн"].iter().any(|not| noun.starts_with(not)) {
        return Some(Feminine);
    }
    let adjective = ["на", "ова", "ева", "ська", "цька", "зька"].iter().any(|ending| noun.ends_with(ending));
    if adjective && !["сина", "члена", "літака", "чоловіка"].contains(&noun) && noun.chars().count() > 5 {
        return Some(Feminine);
    }
    let neuter = ["ння", "ття", "ство", "місто", "село", "місце", "слово", "життя", "вікно", "право", "тіло", "поле"];
    neuter.iter().any(|ending| noun.ends_with(ending)).then_some(Neuter)
}
