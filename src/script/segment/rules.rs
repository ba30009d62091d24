//! Where a sentence ends and where it goes on, by the words and marks on both sides.

use std::collections::BTreeSet;

use super::marks::{ENDS, after_closing, without_closing, without_opening};
use super::words::Words;
use crate::months;

/// Adds the starts of sentences that `sentencex` missed: after a sign and closing marks (`(… in 2004.) The`), and after an
/// abbreviation that can end a sentence when what follows is no name (`in the U.S. How`).
pub(super) fn add_missed(text: &str, words: &Words, starts: &mut BTreeSet<usize>) {
    for (at, sign) in text.match_indices(ENDS) {
        let end = after_closing(text, at + sign.len());
        let right = text[end..].trim_start();
        if right.len() < text.len() - end && ends(text, at, end, words) {
            starts.insert(text.len() - right.len());
        }
    }
    for (at, run) in text.match_indices(". . . .") {
        // A full stop and the ellipsis of what was left out after it (Chicago Manual of Style, 13.53): the next sentence
        // begins with the ellipsis.
        let behind = text[at + run.len()..].trim_start();
        if text[..at].ends_with(char::is_alphanumeric) && behind.starts_with(char::is_uppercase) {
            starts.remove(&(text.len() - behind.len()));
            starts.insert(at + 2);
        }
    }
    let mut done = 0;
    for (at, _) in text.match_indices('\n') {
        if at < done {
            continue;
        }
        let rest = &text[at + 1..];
        let blank = rest.trim_start_matches([' ', '\t', '\r', '\u{a0}']).starts_with('\n');
        if blank {
            done = text.len() - rest.trim_start().len();
            starts.insert(done);
        }
    }
}

/// Returns whether a sentence surely ends with the sign at `at` whose closing marks end at `end`, white space following.
fn ends(text: &str, at: usize, end: usize, words: &Words) -> bool {
    let (left, right) = (&text[..at], text[end..].trim_start());
    let word = last_word(left);
    let next = first_word(right);
    let sign = text[at..].chars().next().unwrap_or('.');
    let closed = end > at + sign.len_utf8();
    let begins = without_opening(right).starts_with(char::is_uppercase);
    if !begins && sign == '.' && is_plain(word, words) {
        return right.starts_with(|c: char| c.is_ascii_digit());
    }
    if !begins || left.ends_with(['[', '.', '…']) {
        return false;
    }
    if closed {
        return !words.before_names.contains(&word.to_lowercase().as_str());
    }
    let starter = words.starters.contains(&next);
    if sign != '.' && starter && !(sign == '…' && next.starts_with('I')) {
        return true;
    }
    let lower = word.to_lowercase();
    if words.going_on.contains(&lower.as_str()) {
        return false;
    }
    if is_measured(left, word)
        || words.closing.iter().any(|short| ends_with_word(left, short))
        || starter && numbers_a_name(left, word)
    {
        return true;
    }
    let abbreviation = word.contains('.') || is_company(word) || is_place(word);
    (starter && (abbreviation || words.may_close.contains(&lower.as_str())))
        || words.plain_words.contains(&lower.as_str())
}

/// Returns whether the last word of a text is a unit with its number, which no name follows: "3,50 kr".
fn is_measured(left: &str, word: &str) -> bool {
    const UNITS: [&str; 10] = ["kg", "km", "cm", "mm", "ha", "kr", "g", "m", "kWh", "km/h"];
    UNITS.contains(&word)
        && left.strip_suffix(word).is_some_and(|number| number.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// Returns whether a word is none that is shortened before a number: `anders`, and not `aprox`.
fn is_plain(word: &str, words: &Words) -> bool {
    /// Few abbreviations are longer.
    const SHORTEST: usize = 5;
    word.chars().count() >= SHORTEST && word.chars().all(char::is_lowercase) && !words.before_numbers.contains(&word)
}

/// Returns whether a text ends with an abbreviation as a word, or words, of its own.
fn ends_with_word(text: &str, short: &str) -> bool {
    text.strip_suffix(short).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '.'))
}

/// Returns whether the last word of a text is a numeral that belongs to a name: "Francis I", "World War II".
fn numbers_a_name(left: &str, word: &str) -> bool {
    let before = left.strip_suffix(word).unwrap_or_default().trim_end();
    let name = last_word(before);
    matches!(word, "I" | "V" | "X") && name.chars().count() > 2 && name.starts_with(char::is_uppercase)
        || is_roman(word) && name.starts_with(char::is_uppercase)
}

/// Returns whether a sentence goes on where one was thought to start.
pub(super) fn goes_on(text: &str, start: usize, words: &Words) -> bool {
    let (before, right) = text.split_at(start);
    let (left, closed) = without_closing(before);
    let gap = &before[before.trim_end().len()..];
    if gap.matches('\n').count() > 1 {
        return false;
    }
    let next = without_opening(right);
    let bare = left.trim_end_matches(ENDS);
    let sign = &left[bare.len()..];
    if right.starts_with([',', ';', ':', ')', ']']) || continues_in_lower_case(next, sign) {
        return true;
    }
    // "J.-P. Sartre"; "– Kommst du? – fragte sie".
    let behind_dash = right.trim_start_matches(['-', '–', '—', '―']);
    if behind_dash.len() < right.len() && (gap.is_empty() || behind_dash.trim_start().starts_with(char::is_lowercase)) {
        return true;
    }
    if gap.is_empty() && glued(bare, sign, next) {
        return true;
    }
    // After a full stop, `Smith said` begins a sentence of its own.
    let is_said = closed && !sign.is_empty() && sign != "." && tells_who_speaks(right, words);
    // "Ustawa z 1990 r. (Dz.U. poz. 40)".
    let in_brackets = right.starts_with('(') && words.may_close.contains(&last_word(bare).to_lowercase().as_str());
    is_said || sign == "." && (in_brackets || stands_before(bare, next, words))
}

/// Returns whether what follows begins in lower case, as no sentence does; `iPhone`, `k9s` and the like are names.
fn continues_in_lower_case(next: &str, sign: &str) -> bool {
    let word = first_word(next);
    let name = word.contains(|c: char| c.is_uppercase() || c.is_numeric());
    !sign.is_empty() && word.starts_with(char::is_lowercase) && !name
}

/// Returns whether a sign without a space after it stands inside a word: `R-W.Va.`, `...en`.
fn glued(bare: &str, sign: &str, next: &str) -> bool {
    let joined = next.starts_with(char::is_alphanumeric);
    let letter = last_word(bare).rsplit(['-', '.', '’', '\'']).next().is_some_and(|last| last.chars().count() == 1);
    let leading = bare.is_empty() || bare.ends_with(char::is_whitespace);
    joined && !sign.is_empty() && (letter || leading)
}

/// Returns whether a quotation is followed by who said it: `Pluznick recalled`, `President Lee Ann Walters told`.
fn tells_who_speaks(right: &str, words: &Words) -> bool {
    /// Names with titles are rarely longer.
    const LONGEST_NAME: usize = 5;
    for (index, word) in near(right).split_whitespace().take(LONGEST_NAME + 1).enumerate() {
        let word = word.trim_end_matches([',', '.', ':', ';']);
        if index > 0 && words.of_saying.contains(&word) {
            return true;
        }
        if !word.starts_with(char::is_uppercase) || (index == 0 && words.starters.contains(&word)) {
            return false;
        }
    }
    false
}

/// Returns whether the abbreviation before the sign belongs to what follows: a title to a name, `No.` to a number, an initial
/// to a name in scripts without capitals, a list's mark to its item.
fn stands_before(bare: &str, next: &str, words: &Words) -> bool {
    let word = last_word(bare);
    let lower = word.to_lowercase();
    if is_last_of_several(bare, word, first_word(next), words) {
        return true;
    }
    if (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return is_ordinal(bare.strip_suffix(word).unwrap_or_default().trim_end(), first_word(next), words);
    }
    let digit = next.trim_start_matches(SIGNS).starts_with(|c: char| c.is_ascii_digit());
    let follower = first_word(next);
    if digit && is_verse(next) && word.starts_with(char::is_uppercase) && word.chars().count() < SHORT_BOOK {
        return true;
    }
    if digit || is_roman(follower) {
        return stands_before_numbers(word, digit, words);
    }
    if matches!(lower.as_str(), "a.m" | "p.m") {
        return goes_on_with_date(next, follower, words) || is_time_zone(follower);
    }
    let counted = bare.strip_suffix(word).unwrap_or_default();
    if counts_what_follows(counted, &lower, follower, words) || opens_with_a_date(bare, word) {
        return true;
    }
    // "ex-Gov. Knight", "l’avv. Bianchi": the title is the last part of its word.
    let title = lower.rsplit(['-', '–', '—', '’', '\'']).next().unwrap_or_default();
    (words.before_names.contains(&title)
        && next.starts_with(char::is_uppercase)
        && !(is_place(word) && words.starters.contains(&follower))
        && !is_lone_v(word, next, words))
        || words.going_on.contains(&lower.as_str())
        || is_plural_initial(word) && is_plural_initial(follower)
        || word == "Bs" && follower == "As"
        || is_weekday(&lower) && is_month(follower)
        || is_speaker(bare, word)
        || (is_initial(word) || is_double_initial(word)) && !words.starters.contains(&follower)
        || is_lone_letter(word)
}

/// Returns whether a word before a number, or a numeral where that is no `digit`, is one that such stand behind.
fn stands_before_numbers(word: &str, digit: bool, words: &Words) -> bool {
    let lower = word.to_lowercase();
    // "l’art. 5": what is left out before it is no part of the word. "pon.-pt. 9.00": the last of several short forms.
    let last = lower.rsplit(['’', '\'', '-', '–']).next().unwrap_or_default();
    // "Dorpsstr. 15": streets are shortened so in German and Dutch. "A Cat. 4 storm": a cat is small.
    let is_street = digit && last.len() > "str".len() && last.ends_with("str");
    is_street || word == "Cat" || [lower.as_str(), last].iter().any(|word| words.before_numbers.contains(word))
}

/// Returns whether a word is one letter of a script without capitals.
fn is_lone_letter(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.next().is_some_and(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
        && letters.next().is_none()
}

/// Returns whether a word is the last of several days or ordinals with a dot: "vom 1.-3. Mai", "am 24./25. Dezember", "im
/// 18./19. Jahrhundert".
fn is_last_of_several(bare: &str, word: &str, follower: &str, words: &Words) -> bool {
    let Some((first, last)) = word.rsplit_once(['-', '–', '/']) else { return false };
    let is_day = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let before = bare.strip_suffix(word).unwrap_or_default().trim_end();
    let ordinals = word.contains("./") && is_ordinal(before, follower, words);
    is_day(first.trim_end_matches('.')) && is_day(last) && (ordinals || words.months.contains(&follower))
}

/// Returns whether a day or a date follows an hour: "10 a.m. Sat., Nov. 9", "8 a.m. Dec. 6".
fn goes_on_with_date(next: &str, follower: &str, words: &Words) -> bool {
    let behind = &next[follower.len()..];
    let day = is_weekday(&follower.to_lowercase()) || matches!(follower, "Wed" | "Sat" | "Sun");
    let dated = behind.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit());
    words.days.contains(&follower) || day && behind.starts_with(['.', ',']) || is_month(follower) && dated
}

/// Returns whether a shortened number or degree has its noun behind it: "30 proc. Polaków", "5 st. C".
fn counts_what_follows(counted: &str, lower: &str, follower: &str, words: &Words) -> bool {
    let is_number = counted.trim_end().ends_with(|c: char| c.is_ascii_digit());
    match lower {
        "st" => is_number && matches!(follower, "C" | "F"),
        "proc" | "tys" | "тис" => is_number && !words.starters.contains(&follower),
        _ => false,
    }
}

/// Returns whether a shortened year ends what a sentence opens with, in Slavic languages: "W 2020 r. Polska".
fn opens_with_a_date(bare: &str, word: &str) -> bool {
    const PREPOSITIONS: [&str; 28] = [
        "w", "we", "do", "od", "po", "na", "przed", "z", "za", "już", "jeszcze", "dopiero", "dnia", "około", "у", "в",
        "до", "від", "з", "із", "після", "на", "за", "ще", "лише", "вже", "перед", "протягом",
    ];
    /// "Od 1 stycznia 2026 r."
    const MOST_WORDS: usize = 5;
    if !matches!(word, "r" | "р") {
        return false;
    }
    let near = &bare[bare.ceil_char_boundary(bare.len().saturating_sub(LONGEST_WORD))..];
    let opening = near.rsplit(ENDS).next().unwrap_or_default();
    let opening = opening.strip_suffix(word).unwrap_or_default();
    let is_of_dates = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || months::POLISH.contains(&word)
            || months::UKRAINIAN.contains(&word)
            || PREPOSITIONS.contains(&word.to_lowercase().as_str())
    };
    let words = || opening.split_whitespace();
    (2..MOST_WORDS).contains(&words().count()) && words().all(is_of_dates)
}

/// Signs before a number.
const SIGNS: [char; 9] = ['~', '≈', '<', '>', '+', '-', '$', '€', '£'];

/// Books of the Bible are shortened to fewer letters: "1 Cor. 13:4".
const SHORT_BOOK: usize = 7;

/// Returns whether a text begins with a chapter and a verse.
fn is_verse(text: &str) -> bool {
    let chapter = text.trim_start_matches(|c: char| c.is_ascii_digit());
    chapter.len() < text.len()
        && chapter.strip_prefix(':').is_some_and(|verse| verse.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns whether a number with a dot is an ordinal between the text before it and the word after: "Der 1. Platz", "am
/// Montag, 1. Juli", "einen starken 3. Rang".
fn is_ordinal(before: &str, next: &str, words: &Words) -> bool {
    if words.months.contains(&next) || words.ordered.contains(&next) {
        return true;
    }
    let lead = last_word(before);
    let lower = lead.to_lowercase();
    let leads = |word: &str| words.before_ordinals.contains(&word);
    if words.before_ordinals.is_empty() || words.starters.contains(&next) {
        return false;
    }
    // A club or a floor: "1. FC Köln", "das 2. OG".
    let is_short = (2..=4).contains(&next.chars().count()) && next.chars().all(char::is_alphabetic);
    if is_short && next.ends_with(char::is_uppercase) && next.starts_with(char::is_uppercase) {
        return true;
    }
    // An adjective stands between the article and the number.
    let adjective = lead == lower && ["e", "en", "er", "es", "em"].iter().any(|end| lower.ends_with(end));
    let earlier = before.strip_suffix(lead).unwrap_or_default().trim_end();
    let article = last_word(earlier).to_lowercase();
    // "Am 2. und 3. Adventswochenende": what an article leads, another joins.
    let joined = matches!(lead, "und" | "oder" | "bis" | "sowie")
        && article.strip_suffix('.').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    leads(&lower) || adjective && leads(&article) || joined
}

/// Returns whether the last word of a text marks a question or an answer: "Q. What is it?"
fn is_speaker(bare: &str, word: &str) -> bool {
    let before = bare.strip_suffix(word).unwrap_or_default().trim_end();
    matches!(word, "Q" | "A") && (before.is_empty() || before.ends_with(ENDS))
}

/// Returns whether a word is one letter of another alphabet than Latin, as initials are: "І. П. Коваль".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_uppercase() && !letter.is_ascii()) && letters.next().is_none()
}

/// Returns whether a word is a doubled initial, which Spanish shortens plurals to: "JJ. OO.", "CC. AA.".
fn is_plural_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.').as_bytes();
    matches!(letters, [one, other] if one == other && one.is_ascii_uppercase())
}

/// Returns whether a word is a day of the week as English papers shorten it, and no word of its own as "sat" is.
fn is_weekday(lower: &str) -> bool {
    matches!(lower, "mon" | "tue" | "tues" | "thu" | "thur" | "thurs" | "fri")
}

/// Returns whether a word is the English name of a month, shortened or not.
fn is_month(word: &str) -> bool {
    const SHORT: [&str; 9] = ["Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec"];
    months::ENGLISH.contains(&word) || SHORT.contains(&word)
}

/// Returns whether a word is the initials of a double name: `J.-P`, `J-P`.
fn is_double_initial(word: &str) -> bool {
    word.contains('-')
        && word.ends_with(char::is_uppercase)
        && word.split(['-', '.']).all(|part| part.chars().count() < 2)
}

/// Returns whether a title-like word cannot be a title here, since what follows is no name.
fn is_lone_v(word: &str, next: &str, words: &Words) -> bool {
    word.chars().count() <= 3 && word.starts_with(char::is_lowercase) && words.starters.contains(&first_word(next))
}

/// Returns whether a word is a Roman numeral; `I` alone is a pronoun.
fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| "IVXLC".contains(c))
}

/// Returns whether a word is written as time zones are: `ET`, `GMT`.
fn is_time_zone(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.ends_with('T') && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Returns whether a word is the end of a company's name.
fn is_company(word: &str) -> bool {
    ["Co", "co", "Corp", "Inc", "Ltd", "Bros", "Jr", "Sr", "etc", "al"].contains(&word)
}

/// Returns whether a word is the end of an address or a place, as style books shorten it: a kind of street, a state of the US.
fn is_place(word: &str) -> bool {
    const PLACES: [&str; 36] = [
        "Ala", "Ariz", "Ark", "Ave", "Blvd", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
        "La", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Rd", "St",
        "Tenn", "Tex", "Va", "Wash", "Wis", "Wyo",
    ];
    PLACES.contains(&word)
}

/// Longer runs without a space are no words, and are not looked at to their end.
const LONGEST_WORD: usize = 400;

/// Returns the last word, without marks before it and signs after it.
fn last_word(left: &str) -> &str {
    let near = &left[left.ceil_char_boundary(left.len().saturating_sub(LONGEST_WORD))..];
    let word = near.rsplit(char::is_whitespace).next().unwrap_or_default();
    without_opening(word)
}

/// Returns the first word, without marks before and after it.
fn first_word(right: &str) -> &str {
    let word = near(without_opening(right)).split(char::is_whitespace).next().unwrap_or_default();
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Returns as much of the beginning of a text as the longest word may have.
fn near(right: &str) -> &str {
    &right[..right.floor_char_boundary(LONGEST_WORD)]
}
