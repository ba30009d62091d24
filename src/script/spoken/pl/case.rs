//! The case that a Polish number stands in: by the ending of what it counts, else by the words before it.

use super::super::grammar::{Case, Context, last_word};
use super::agreement::is_of_one_man;
use super::governing::{
    ACCUSATIVE, ALWAYS_OF, BETWEEN, DEVERBAL, GENITIVE, JOINING, MONEY, NO_DEEDS, OBLIQUE_OF, PLURALS_OF, PRICES,
    SPEAKING, TIMES, VERBS_OF_ACCUSATIVE, VERBS_OF_GENITIVE, VERBS_OF_INSTRUMENTAL, WITH,
};
use super::men::is_of_men;
use super::number::form;

/// Returns the case of a number.
pub(super) fn case(context: &Context) -> Option<Case> {
    if let Some(case) = by_ending(context) {
        return Some(case);
    }
    if is_in_first_form(context) {
        return None;
    }
    let words = context.governors(BETWEEN, JOINING);
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    // "Karę roku i 6 miesięcy".
    if words.len() > 2 && JOINING.contains(&words[0]) && words[1] == "roku" {
        words.drain(..2);
    }
    by_governor(context, &words).or_else(|| {
        let of_men = context.nouns.iter().any(|noun| is_of_men(noun))
            || meant(context).is_some_and(|noun| {
                // "Zginął 1 żołnierz, a 3 zostało rannych".
                is_of_men(&noun) || ["y", "ów", "i"].iter().any(|ending| is_of_men(&format!("{noun}{ending}")))
            });
        of_men.then_some(Case::Accusative)
    })
}

/// Returns whether a word may be an adjective before what is counted.
pub(super) fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["ych", "ich", "ymi", "imi", "ym", "im", "ne", "we", "kie", "gie", "łe", "sze", "te", "ną"];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Returns the noun that a number refers back to when none follows it: the pupils in "30 uczniów, a 5 z nich".
pub(super) fn meant(context: &Context) -> Option<String> {
    const VERBS: [&str; 26] = [
        "zosta", "jest", "są", "był", "trafi", "zgin", "odni", "dozna", "przebyw", "zmar", "zestrzel", "uciek",
        "wróci", "zagin", "przeży", "nadal", "wciąż", "uratowa", "zatrzyma", "uzna", "wymaga", "poszło", "nie",
        "uszkodz", "zniszcz", "wstrzym",
    ];
    let mut behind = context.after.split_whitespace();
    let (first, second) = (behind.next()?, behind.next().unwrap_or_default());
    let of_them = matches!(first, "z" | "spośród") && second.starts_with("nich");
    // "1 osobę, 2 kolejne są poszukiwane".
    let others = ["kolejne", "inne", "następne", "pozostałe", "dalsze"].contains(&first);
    let goes_on = others || VERBS.iter().any(|verb| first.starts_with(verb));
    if context.is_measured() || !of_them && !goes_on {
        return None;
    }
    let counted = context.counted_before();
    let scale = |word: &&String| !matches!(word.as_str(), "tys" | "mln" | "tysięcy");
    counted.into_iter().find(|word| scale(&word))
}

/// Returns the case that the ending of a counted noun tells.
fn by_ending(context: &Context) -> Option<Case> {
    for noun in &context.nouns {
        let long = noun.chars().count() > 3;
        let ends = |endings: &[&str]| long && endings.iter().any(|ending| noun.ends_with(ending));
        if ends(&["ach"]) && !["dach", "gmach", "zapach", "strach"].contains(noun) {
            return Some(Case::Locative);
        }
        if ends(&["ami", "ymi", "imi"]) || ["laty", "ludźmi", "dziećmi", "dniami", "końmi", "gośćmi"].contains(noun)
        {
            return Some(Case::Instrumental);
        }
        if ends(&["om"]) && !["atom", "poziom", "przełom", "kondom", "symptom", "idiom", "dyplom"].contains(noun) {
            return Some(Case::Dative);
        }
    }
    let noun = context.noun();
    match context.number {
        _ if context.is_shared => None,
        1 => of_one(noun),
        number if form(number) == 1 && is_many_of_few(context) => Some(Case::Genitive),
        _ => None,
    }
}

/// Returns the case of one by its noun.
fn of_one(noun: &str) -> Option<Case> {
    const NO_CASES: [&str; 8] = ["problem", "system", "krem", "poemat", "totem", "tandem", "rozejm", "film"];
    let long = noun.chars().count() > 3;
    match noun.chars().next_back()? {
        _ if is_of_one_man(noun) => Some(Case::Genitive),
        'ę' if long => Some(Case::Accusative),
        'ą' if long => Some(Case::Instrumental),
        'm' if long
            && (noun.ends_with("em") || noun.ends_with("ym") || noun.ends_with("im"))
            && !NO_CASES.contains(&noun) =>
        {
            Some(Case::Instrumental)
        }
        _ => None,
    }
}

/// Returns whether a noun behind a number of few is in its genitive: "trzech osób", where it would be "trzy osoby".
fn is_many_of_few(context: &Context) -> bool {
    /// Endings of feminine and neuter nouns, and all in "-ów".
    const ENDINGS: &[&str] = &[
        "ów", "cji", "sji", "zji", "nii", "rii", "lii", "ek", "iast", "stw", "szkół", "dróg", "ań", "eń", "ęć", "in",
        "ut", "biet", "kiet", "yn", "praw", "firm", "fiar", "osób", "lat", "dzieci", "domów", "gmin", "ięcy", "godni",
        "aut", "ąt", "ton", "mów", "prób", "bomb", "dali", "goli", "siąg", "zyt", "lic", "nic", "tron", "und", "ółek",
        "zgód", "lni", "rni", "wni", "chni",
    ];
    let noun = context.noun();
    let things = !context.nouns.iter().any(|noun| is_of_men(noun));
    let adjective = is_adjective(noun) && (noun.ends_with("ych") || noun.ends_with("ich"));
    let small = noun.starts_with(char::is_lowercase);
    things && small && (adjective || noun.chars().count() > 2 && ENDINGS.iter().any(|ending| noun.ends_with(ending)))
}

/// Returns whether a noun behind a number of few is in its first form: "trzy osoby".
fn is_in_first_form(context: &Context) -> bool {
    let noun = context.noun();
    let few = form(context.number) == 1 && !context.is_shared && noun != "razy" && !is_of_men(noun);
    few && noun.chars().count() > 3 && noun.ends_with(['e', 'y', 'a'])
}

/// Returns the case that the words before a number ask for, the nearest first.
fn by_governor(context: &Context, words: &[&str]) -> Option<Case> {
    let word = *words.first()?;
    let (number, noun) = (context.number, context.noun());
    if number == 1 && !context.has_decimals && noun.chars().count() > 3 && noun.ends_with(['u', 'e']) {
        return ["w", "we", "po", "na", "o", "przy"].contains(&word).then_some(Case::Locative);
    }
    let measured = context.is_measured();
    let counts = measured || noun.starts_with(char::is_lowercase);
    match word {
        "o" if measured && words[1..].iter().take(2).any(|word| starts(word, SPEAKING)) => Some(Case::Locative),
        _ if measured && has_measure_in(context, word) => {
            Some(if word == "przed" { Case::Instrumental } else { Case::Locative })
        }
        "między" | "pomiędzy" => Some(Case::Instrumental),
        "dzięki" | "wbrew" | "przeciw" | "przeciwko" | "ku" if measured => Some(Case::Dative),
        "z" | "ze" if measured && is_with(context, words) => Some(Case::Instrumental),
        _ if GENITIVE.contains(&word) || counts && is_of(context, words) => Some(Case::Genitive),
        // "Cena 1 m kw."
        _ if measured && number == 1 && PRICES.contains(&word) => Some(Case::Genitive),
        _ if counts && is_negated(words) => Some(Case::Genitive),
        _ if measured && starts(word, VERBS_OF_INSTRUMENTAL) => Some(Case::Instrumental),
        // "W 1 godz. 27 min.", "o 0,1 proc.": one of something feminine.
        _ if is_one(context) && is_accusative(word) => Some(Case::Accusative),
        _ => None,
    }
}

/// Returns whether "z" is "with": by the words before it, or by what the number before this one counts, "z 2 łyżkami i 150 ml".
fn is_with(context: &Context, words: &[&str]) -> bool {
    let joined = !matches!(last_word(context.before).as_str(), "z" | "ze");
    // "Z 31 proc. głosów".
    let share = context.is_unit(&["procent"])
        && ["głos", "popar", "udział"].iter().any(|noun| context.after.trim_start().starts_with(noun));
    // "Lider z 9 pkt".
    let points = context.is_unit(&["punkt"])
        && words.get(1).is_some_and(|word| {
            starts(word, &["stawk", "tabel", "zesp", "druży", "lider", "wicelid", "klub", "ekip", "prowadz"])
        });
    share
        || points
        || words[1..].iter().take(4).any(|word| starts(word, WITH))
        || joined && context.counted_before().first().is_some_and(|noun| noun.ends_with("ami") || noun.ends_with("imi"))
}

/// Returns whether a preposition has the place of a measure behind it: "po pięciu minutach", "w dziesięciu procentach".
fn has_measure_in(context: &Context, word: &str) -> bool {
    let money = context.is_unit(MONEY);
    match word {
        "przed" => context.is_unit(TIMES),
        // "Po pięciu minutach", "po jednym złotym".
        "po" => {
            context.scale.is_none()
                && (context.is_unit(TIMES) || context.number == 1 && context.is_unit(&["złoty", "euro"]))
        }
        "przy" => true,
        "w" | "we" if context.unit.is_some_and(|(_, forms, _)| forms[0].starts_with("stopień")) => true,
        "w" | "we" => context.is_unit(&["procent"]) || context.scale.is_some() && !money && !context.is_unit(TIMES),
        "na" => context.is_unit(&["hektar"]),
        _ => false,
    }
}

/// Returns whether a number is one of something that shows it: a unit that is feminine, or one part behind the comma.
fn is_one(context: &Context) -> bool {
    if context.has_decimals {
        return context.scale.is_some() || !context.is_unit(MONEY);
    }
    context.number == 1 && context.noun().is_empty()
}

pub(super) fn is_accusative(word: &str) -> bool {
    ACCUSATIVE.contains(&word) || starts(word, VERBS_OF_ACCUSATIVE)
}

/// Returns whether a word, in lower case, has a number behind it in the genitive.
pub(super) fn asks_genitive(word: &str) -> bool {
    GENITIVE.contains(&word) || starts(word, ALWAYS_OF) || starts(word, VERBS_OF_GENITIVE) || is_oblique(word)
}

fn is_oblique(word: &str) -> bool {
    OBLIQUE_OF.iter().any(|(stem, endings)| word.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest)))
}

/// Returns whether a noun or a verb before a number has it in the genitive: "grupa pięciu osób", "wymaga trzech lat".
fn is_of(context: &Context, words: &[&str]) -> bool {
    let word = words[0];
    let earlier = words.get(1).copied().unwrap_or_default();
    let things = context.unit.is_none()
        && !["lat", "razy", "godzin", "dni", "minut", "miesięcy", "tygodni"].contains(&context.noun());
    // "W wyniku zderzenia 5 osób trafiło do szpitala": what happened is over.
    let cause =
        ["wyniku", "skutek", "wskutek", "powodu", "podczas", "po", "w", "na", "przy", "trakcie"].contains(&earlier);
    let deed =
        word.chars().count() > 6 && DEVERBAL.iter().any(|ending| word.ends_with(ending)) && !starts(word, NO_DEEDS);
    // "Z dorobkiem 34 pkt", "uczniowie 5 szkół".
    let with = matches!(earlier, "z" | "ze") && context.is_measured() && word.ends_with(['m', 'ą'])
        // "Z czasem 9,58 s": what a clock shows is said as it is.
        && !matches!(word, "czasem" | "wynikiem");
    let lasting = word == "czasie" && !context.has_decimals && context.is_measured();
    let people = ["owie", "iści", "cy"].iter().any(|ending| word.ends_with(ending)) && word.chars().count() > 5;
    starts(word, ALWAYS_OF)
        || with
        || lasting
        || things && people
        || is_oblique(word)
        || starts(word, VERBS_OF_GENITIVE)
        || deed && !cause
        || things && !matches!(earlier, "wśród" | "spośród" | "z" | "według" | "wedle") && starts(word, PLURALS_OF)
}

/// Returns whether a verb right before a number is negated: "nie przekroczy pięciuset złotych".
fn is_negated(words: &[&str]) -> bool {
    let verb = words[0];
    let is_verb = verb.chars().count() > 3 || verb == "ma" || verb == "było";
    words.get(1) == Some(&"nie")
        && is_verb
        && !["tylko", "więcej", "mniej", "licząc", "później", "dłużej"].contains(&verb)
}

fn starts(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}
