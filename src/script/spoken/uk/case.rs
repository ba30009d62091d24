//! The case that a Ukrainian number stands in: by the ending of what it counts, else by the words before it.

use super::super::grammar::{Case, Context, Gender::Feminine, last_word};
use super::agreement::{gender_of, is_of_one_man};
use super::governing::{
    ACCUSATIVE, ALWAYS_OF, BETWEEN, CAUSES, DATIVE, GENITIVE, JOINING, NO_DEEDS, PLURALS_OF, TIMES,
    VERBS_OF_ACCUSATIVE, VERBS_OF_GENITIVE, VERBS_OF_INSTRUMENTAL, WITH,
};
use super::number::form;

/// Genitives of the plural, and nominatives, that end like other cases.
const PLAIN: [&str; 10] =
    ["програм", "кілограм", "міліграм", "телеграм", "реклам", "драм", "дам", "мам", "шлях", "дах"];

/// Returns whether a noun, in lower case, has those that are counted behind it in the genitive: "життя чотирьох поранених".
pub(super) fn is_noun_of(word: &str) -> bool {
    starts(word, PLURALS_OF) || starts(word, ALWAYS_OF)
}

/// Returns whether a number behind this word, in lower case, stands in the genitive.
pub(super) fn is_before_genitive(word: &str) -> bool {
    GENITIVE.contains(&word) || starts(word, VERBS_OF_GENITIVE)
}

/// Returns whether a word may be an adjective before what is counted.
pub(super) fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 10] = ["них", "вих", "ких", "ших", "ним", "ними", "вими", "кими", "ні", "ві"];
    const MORE: [&str; 13] = ["кі", "їх", "тих", "лих", "рих", "гих", "жих", "ти", "рі", "ші", "ті", "лі", "ді"];
    /// Behind one: "21 бойову машину".
    const OF_ONE: [&str; 13] = ["ну", "ву", "ську", "цьку", "ого", "ому", "ою", "на", "ва", "ська", "цька", "не", "ве"];
    let mut endings = ENDINGS.iter().chain(&MORE).chain(&OF_ONE);
    word.chars().count() > 3 && endings.any(|ending| word.ends_with(ending))
}

/// Returns the noun that a number refers back to when none follows it: the people in "3 людини, ще 21 поранено".
pub(super) fn meant(context: &Context) -> Option<String> {
    const VERBS: &[&str] = &[
        "поранен",
        "травмован",
        "загину",
        "госпіталіз",
        "зник",
        "отримал",
        "дістал",
        "перебува",
        "залиша",
        "збит",
        "збил",
        "знищ",
        "врятован",
        "помер",
        "вціліл",
        "пошкодж",
        "зруйнован",
        "закрит",
        "підтверд",
        "вдалося",
        "визнан",
        "поверну",
    ];
    let mut behind = context.after.split_whitespace();
    let (first, second) = (behind.next()?, behind.next().unwrap_or_default());
    let of_them = matches!(first, "з" | "із") && second.starts_with("них");
    if context.is_measured() || !of_them && !starts(first, VERBS) {
        return None;
    }
    let counted = context.counted_before();
    counted.into_iter().find(|word| !matches!(word.as_str(), "тис" | "млн"))
}

/// Returns the case of a number that ends in one, where the noun or the sentence tells it.
fn of_one(context: &Context) -> Option<Case> {
    let (number, noun) = (context.number, context.noun());
    if !is_one(number) || context.has_decimals {
        return None;
    }
    // "Візьміть 2 склянки борошна, 1 ст. л. цукру": a recipe.
    let first = context.before.split_whitespace().next().unwrap_or_default();
    let asked = first.ends_with("іть") || first.ends_with("йте");
    // "Середня ціна 1 кв. м".
    let prices = ["ціна", "ціни", "ціну", "ціні", "вартість", "вартості"];
    match () {
        () if asked && (noun.is_empty() || gender_of(noun) == Some(Feminine)) => Some(Case::Accusative),
        () if number == 1 && prices.contains(&last_word(context.before).as_str()) => Some(Case::Genitive),
        () if is_of_one_man(noun) => Some(Case::Genitive),
        // "На ремонт 21 школи".
        () if number > 1 && noun.ends_with(['и', 'ї']) && gender_of(noun) == Some(Feminine) => Some(Case::Genitive),
        () => None,
    }
}

fn is_one(number: u64) -> bool {
    number % 10 == 1 && number % 100 != 11
}

/// Returns the case of a number.
pub(super) fn case(context: &Context) -> Option<Case> {
    if let Some(case) = by_ending(context).or_else(|| of_one(context)).or_else(|| of_meant(context)) {
        return Some(case);
    }
    let few = form(context.number) == 1 && !context.has_decimals && !context.is_shared;
    // "Поранено 22 солдатів": the noun's own case is the number's.
    if few
        && context.nouns.iter().any(|noun| {
            ["ів", "їв", "ок", "іб", "ць", "ій", "країн", "міст", "сіл", "шкіл", "областей", "громад", "лікарень"]
                .iter()
                .any(|ending| noun.ends_with(ending))
        })
    {
        return Some(Case::Genitive);
    }
    let words = context.governors(BETWEEN, JOINING);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    by_governor(context, &words).or_else(|| {
        let over = last_word(context.before) == "понад" && shows_accusative(context);
        over.then_some(Case::Accusative)
    })
}

/// Returns whether the accusative of a number shows: in one of something feminine, and in a thousand.
fn shows_accusative(context: &Context) -> bool {
    // "Одну область"; of "людина" and "людину" the ending tells.
    let feminine = || context.nouns.iter().any(|noun| gender_of(noun) == Some(Feminine) && !noun.ends_with(['а', 'я']));
    context.noun().is_empty()
        || context.has_decimals
        || (1000..2000).contains(&context.number)
        || is_one(context.number) && feminine()
}

/// Returns the case that the ending of a counted noun tells.
fn by_ending(context: &Context) -> Option<Case> {
    for noun in &context.nouns {
        let long = noun.chars().count() > 3;
        let ends = |endings: &[&str]| long && endings.iter().any(|ending| noun.ends_with(ending));
        // "Громадам" ends in no word of its own.
        let plain = PLAIN.iter().any(|word| noun == word || word.chars().count() > 4 && noun.ends_with(word));
        if ends(&["ах", "ях"]) && !plain {
            return Some(Case::Locative);
        }
        if ends(&["ами", "ями", "ими", "іми"]) || ["людьми", "дітьми", "грошима", "дверима", "очима"].contains(noun)
        {
            return Some(Case::Instrumental);
        }
        if ends(&["ам", "ям"]) && !plain {
            return Some(Case::Dative);
        }
        if is_one(context.number) && ends(&["ом", "ем", "єм", "ою", "ею"]) && !["разом", "атом"].contains(noun)
        {
            return Some(Case::Instrumental);
        }
        let of_one = ends(&["ну", "ву", "ську", "цьку"]) && (context.nouns.len() > 1 || context.number == 1);
        if ends(&["у", "ю"]) && (gender_of(noun) == Some(Feminine) || of_one && is_one(context.number)) {
            return Some(Case::Accusative);
        }
    }
    None
}

/// Returns the case of a number that counts no noun of its own: "ще двадцять одну поранено".
fn of_meant(context: &Context) -> Option<Case> {
    let noun = meant(context)?;
    const DONE: [&str; 9] = [
        "виписали",
        "госпіталізували",
        "врятували",
        "евакуювали",
        "затримали",
        "поранили",
        "вбили",
        "знайшли",
        "інших",
    ];
    let verb = context.noun();
    let done = verb.ends_with("но") || verb.ends_with("то") || DONE.contains(&verb);
    let people = starts(&noun, &["люд", "осіб", "особ", "дітей", "солдат", "військов", "цивільн", "жінк", "жінок"]);
    match context.number {
        number if done && is_one(number) => Some(Case::Accusative),
        number if done && people && form(number) == 1 => Some(Case::Genitive),
        _ => None,
    }
}

/// Returns the case that the words before a number ask for, the nearest first.
fn by_governor(context: &Context, words: &[&str]) -> Option<Case> {
    let word = *words.first()?;
    let (number, noun) = (context.number, context.noun());
    let measured = context.is_measured();
    let one = is_one(number) && !context.has_decimals;
    match word {
        "у" | "в" | "на" | "при" if one && noun.chars().count() > 3 && noun.ends_with(['і', 'ї', 'у', 'ю']) => {
            Some(Case::Locative)
        }
        _ if measured && has_measure_in(context, words) => Some(Case::Locative),
        "між" | "поміж" => Some(Case::Instrumental),
        "перед" if context.is_unit(TIMES) => Some(Case::Instrumental),
        "з" | "із" | "зі" if measured && words[1..].iter().take(4).any(|word| starts(word, WITH)) => {
            Some(Case::Instrumental)
        }
        _ if starts(word, DATIVE) && measured => Some(Case::Dative),
        _ if starts(word, VERBS_OF_INSTRUMENTAL) && measured => Some(Case::Instrumental),
        _ if !is_in_first_form(context) && (is_before_genitive(word) || is_of(context, words)) => Some(Case::Genitive),
        // "Затримали чотирьох підозрюваних".
        _ if form(number) == 1
            && context.nouns.len() == 1
            && noun.ends_with("их")
            && starts(word, VERBS_OF_ACCUSATIVE) =>
        {
            Some(Case::Genitive)
        }
        _ if words.get(1) == Some(&"не") && starts(word, VERBS_OF_ACCUSATIVE) => Some(Case::Genitive),
        _ if shows_accusative(context) && is_accusative(word) => Some(Case::Accusative),
        _ if measured && shows_accusative(context) && is_given(words) => Some(Case::Accusative),
        _ => None,
    }
}

/// Returns whether a verb with the accusative is before whom it is done to: "виділить Україні 1 млн", "виманили у них 1 млн".
fn is_given(words: &[&str]) -> bool {
    let to = words[0].ends_with(['і', 'у', 'ю', 'м']);
    let of = words.get(1).is_some_and(|word| matches!(*word, "у" | "в" | "з" | "із" | "для" | "від" | "на"));
    let verb = words.get(if of { 2 } else { 1 });
    (to || of) && verb.is_some_and(|verb| starts(verb, VERBS_OF_ACCUSATIVE))
}

/// Returns whether a noun behind a number of few is in its first form: "три людини".
fn is_in_first_form(context: &Context) -> bool {
    let noun = context.noun();
    let few = form(context.number) == 1 && !context.is_shared && noun.chars().count() > 3;
    // "Із 42 підтримали".
    let verb = noun.ends_with("ли") && gender_of(noun).is_none() || noun.ends_with("ся");
    few && !verb && noun.ends_with(['и', 'і', 'ї', 'а', 'я', 'е'])
}

/// Returns whether a number behind this word, in lower case, stands in the accusative.
pub(super) fn is_accusative(word: &str) -> bool {
    // "Тривалістю" is no verb.
    let is_noun = ["істю", "ість", "ості"].iter().any(|ending| word.ends_with(ending));
    ACCUSATIVE.contains(&word) || !is_noun && starts(word, VERBS_OF_ACCUSATIVE)
}

/// Returns whether a preposition has the place of a measure behind it: "у п’яти кілометрах", "у десяти відсотках випадків".
fn has_measure_in(context: &Context, words: &[&str]) -> bool {
    let behind = context.after.trim_start();
    // "Оцінили у 5 млн осіб".
    let valued = words.get(1).is_some_and(|word| starts(word, &["оцін", "обійш", "обійд"]));
    match words[0] {
        "при" => true,
        "у" | "в" if context.is_unit(&["кілометр", "метр"]) => {
            behind.starts_with("від") || behind.starts_with("на ")
        }
        "у" | "в" if context.is_unit(&["відсоток"]) => behind.starts_with(char::is_lowercase),
        "у" | "в" => context.scale.is_some() && context.unit.is_none() && !context.has_decimals && !valued,
        "на" => context.is_unit(&["гектар"]),
        // "По одній гривні".
        "по" => context.number == 1 && context.scale.is_none(),
        _ => false,
    }
}

/// Returns whether a noun before a number has it in the genitive: "лідерами восьми країн", "затримання п’яти осіб".
fn is_of(context: &Context, words: &[&str]) -> bool {
    const LASTING: [&str; 10] =
        ["років", "разів", "годин", "хвилин", "днів", "місяців", "тижнів", "відсотків", "кілометрів", "метрів"];
    let (word, noun) = (words[0], context.noun());
    let earlier = words.get(1).copied().unwrap_or_default();
    let things = context.unit.is_none()
        && (noun.starts_with(char::is_lowercase) || context.scale.is_some())
        && !LASTING.contains(&noun)
        // "Завдання 3 було": no genitive of many ends so.
        && !noun.ends_with(['о', 'у', 'ю', 'є'])
        // "Родини 3 загиблих", but "3 родини".
        && !(form(context.number) == 1 && noun.ends_with(['и', 'а', 'я']));
    let deed = ["ння", "нню", "нням", "нні"].iter().any(|ending| word.ends_with(ending))
        && word.chars().count() > 6
        && !starts(word, NO_DEEDS)
        && !CAUSES.contains(&earlier);
    // "Власнику 6 велосипедів": one owner.
    let one_man = ["ку", "ру", "ту", "лю"].iter().any(|ending| word.ends_with(ending));
    let is_plural = !one_man && word.chars().count() > 4 || matches!(word, "тіла" | "тіл");
    // "Із депутатів 226 проголосували", "із 450 депутатів 226 проголосували".
    // "Вогнеборці 7 частин".
    let people = word.chars().count() > 6
        && ["івці", "овці", "анці", "борці", "ники", "исти"].iter().any(|ending| word.ends_with(ending));
    let some_of = matches!(earlier, "серед" | "із" | "з" | "зі") && word.ends_with(['в', 'й'])
        || earlier.starts_with(|c: char| c.is_ascii_digit());
    starts(word, ALWAYS_OF) && (things || context.is_measured())
        || things && (deed || people || is_plural && !some_of && starts(word, PLURALS_OF))
}

fn starts(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}
