//! Legal and scientific citations: "No. 19-1392", "§ 1983", "401(k)", "Brown v. Board", "et al.", "[12]", "10^6".

use super::super::capitals::capitalised;
use super::number::{amount, digits, ordinal, pairs};
use super::rule::{Found, Rule, digit, letter};

pub(super) const RULES: &[Rule] = &[
    Rule { starts: digit, pattern: r"(?P<number>[0-9]{1,4})(?P<clauses>(?:\([a-zA-Z0-9]{1,4}\))+)", say: clauses },
    Rule {
        starts: |byte| byte == b's',
        pattern: r"s(?P<many>s)?\.{space}?(?P<number>[0-9]{1,4}[A-Z]?)(?P<clauses>(?:\([a-zA-Z0-9]{1,4}\))*)",
        say: section_of_an_act,
    },
    Rule { starts: digit, pattern: r"(?P<number>[0-9]{1,2}){suffix}{space}ed\.", say: edition },
    Rule {
        starts: letter,
        pattern: r"(?P<word>[Nn]os?\.|pp?\.|Pp\.|[Vv]ols?\.|[Ff]igs?\.|[Cc]hs?\.|[Aa]rts?\.|[Ss]ecs?\.|[Cc]c?a?\.|[Ee]qs?\.|[Pp]t\.|b\.|d\.|fl\.|fn\.|[Ee]xt\.|[Pp]aras?\.){space}?(?P<number>[0-9]{1,4})(?:(?P<dash>{dash})(?P<to>[0-9]{1,4}){end}|(?P<clauses>(?:\([a-zA-Z0-9]{1,4}\))+)|{end})",
        say: numbered,
    },
    Rule {
        starts: |byte| byte == 0xc2,
        pattern: r"(?P<signs>§{1,2}|¶{1,2}){space}?(?P<number>[0-9]{1,4})(?:(?P<clauses>(?:\([a-zA-Z0-9]{1,4}\))+)|{end})",
        say: section,
    },
    Rule { starts: |byte| byte == b'[', pattern: r"\[[0-9]{1,3}(?:(?:,{space}?|{dash})[0-9]{1,3})*\]", say: reference },
    Rule {
        starts: letter,
        pattern: r"(?P<word>Jcts?|jcts?|Jn|Cat|Rte|[Rr]ef)\.?{space}(?P<number>[0-9]{1,5}[A-Z]?)(?:/(?P<of>[0-9]{1,6}))?{end}",
        say: named_by_number,
    },
    Rule { starts: |byte| byte == b'c', pattern: r"c(?P<year>1[0-9]{3}|[5-9][0-9]{2}){end}", say: about_a_year },
    Rule { starts: letter, pattern: r"(?P<word>No|Nos){space}(?P<number>[0-9]{1,4}){end}", say: bare_number },
    Rule {
        starts: digit,
        pattern: r"(?P<volume>[0-9]{1,4}){space}(?P<reporter>U\.{space}?S\.|S\.{space}?Ct\.|F\.(?:{space}?(?:2d|3d|4th))?|F\.{space}?Supp\.(?:{space}?[23]d)?){space}(?P<page>[0-9]{1,4}){end}",
        say: reported,
    },
    Rule { starts: letter, pattern: r"vs?\.?{end}\.?", say: versus },
    Rule {
        starts: |byte| byte.is_ascii_alphanumeric(),
        pattern: r"(?P<number>{whole}|[a-zA-Z])\^(?P<sign>[-−])?(?P<power>[0-9]{1,3})",
        say: power,
    },
    Rule {
        starts: digit, pattern: r"(?P<number>{whole})(?P<sign>⁻)?(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})", say: power
    },
];

/// Words before numbers in citations, and what is said for them.
const WORDS: &[(&str, &str)] = &[
    ("no.", "number"),
    ("nos.", "numbers"),
    ("p.", "page"),
    ("pp.", "pages"),
    ("vol.", "volume"),
    ("vols.", "volumes"),
    ("fig.", "figure"),
    ("figs.", "figures"),
    ("ch.", "chapter"),
    ("chs.", "chapters"),
    ("art.", "article"),
    ("arts.", "articles"),
    ("sec.", "section"),
    ("secs.", "sections"),
    ("c.", "circa"),
    ("ca.", "circa"),
    ("fn.", "footnote"),
    ("b.", "born"),
    ("d.", "died"),
    ("fl.", "flourished"),
    ("pt.", "part"),
    ("ext.", "extension"),
    ("eq.", "equation"),
    ("eqs.", "equations"),
    ("para.", "paragraph"),
    ("paras.", "paragraphs"),
];

/// Says the number of a law with its clauses: "four oh one k".
fn clauses(found: &Found) -> Option<String> {
    let clauses = found.get("clauses").split(['(', ')']).filter(|clause| !clause.is_empty());
    let said = clauses
        .map(|clause| if clause.bytes().all(|b| b.is_ascii_digit()) { amount(clause) } else { clause.to_owned() });
    Some(format!("{} {}", pairs(found.get("number")), said.collect::<Vec<_>>().join(" ")))
}

fn numbered(found: &Found) -> Option<String> {
    let written = found.get("word");
    let (_, name) = WORDS.iter().find(|(short, _)| short.eq_ignore_ascii_case(written))?;
    let name = if written.starts_with(char::is_uppercase) { capitalised(name) } else { (*name).to_owned() };
    let (number, to) = (found.get("number"), found.get("to"));
    Some(match (name.to_lowercase().as_str(), to) {
        // A docket's number has no end: "nineteen thirteen ninety two".
        ("number", to) if !to.is_empty() => format!("{name} {} {}", pairs(number), pairs(to)),
        ("born" | "died" | "flourished", _) if number.len() < 3 || !found.before.ends_with(['(', ' ']) => return None,
        ("circa" | "born" | "died" | "flourished", "") => format!("{name} {}", pairs(number)),
        (_, "") if !found.get("clauses").is_empty() => format!("{name} {}", clauses(found)?),
        (_, "") => format!("{name} {}", amount(number)),
        _ => format!("{name} {} to {}", amount(number), amount(to)),
    })
}

/// Says a part of a statute: "s. 14(2) of the 1998 Act".
fn section_of_an_act(found: &Found) -> Option<String> {
    let of_an_act = !found.get("clauses").is_empty() || found.after.starts_with(" of the ");
    let many = if found.get("many").is_empty() { "" } else { "s" };
    let number = found.get("number").trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letter = found.get("number").strip_prefix(number).filter(|letter| !letter.is_empty());
    let letter = letter.map(|letter| format!(" {letter}")).unwrap_or_default();
    let clauses = if found.get("clauses").is_empty() { String::new() } else { clauses(found)? };
    let said = if clauses.is_empty() { pairs(number) } else { clauses };
    of_an_act.then(|| format!("section{many} {said}{letter}"))
}

fn edition(found: &Found) -> Option<String> {
    Some(found.stopped(format!("{} edition", ordinal(found.value("number")?))))
}

fn section(found: &Found) -> Option<String> {
    let signs = found.get("signs");
    let name = if signs.starts_with('§') { "section" } else { "paragraph" };
    let many = if signs.chars().count() > 1 { "s" } else { "" };
    let number = if found.get("clauses").is_empty() { pairs(found.get("number")) } else { clauses(found)? };
    Some(format!("{name}{many} {number}"))
}

/// Leaves out the number of a note that hangs on a word.
fn reference(found: &Found) -> Option<String> {
    // "See [12]" names it; elsewhere it is a note's.
    let named = ["see", "in", "ref", "refs", "of", "from", "by", "and"].contains(&found.previous_word());
    let spaced = found.before.ends_with(' ') && !named;
    let before = if spaced { found.before.trim_end() } else { found.before };
    before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ')' | '”' | '"' | ']'))
        .then(String::new)
}

/// Says what a number is the name of: "Junction five", "Category four", "reference twenty four, one hundred and eighteen".
fn named_by_number(found: &Found) -> Option<String> {
    let word = match found.get("word").to_ascii_lowercase().as_str() {
        "jct" | "jn" => "junction",
        "jcts" => "junctions",
        "cat" => "category",
        "rte" => "route",
        _ => "reference",
    };
    let capital = found.get("word").starts_with(char::is_uppercase);
    let word = if capital { capitalised(word) } else { word.to_owned() };
    let number = found.get("number").trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letter = &found.get("number")[number.len()..];
    let letter = if letter.is_empty() { String::new() } else { format!(" {letter}") };
    let of = if found.get("of").is_empty() { String::new() } else { format!(", {}", amount(found.get("of"))) };
    Some(format!("{word} {}{letter}{of}", pairs(number)))
}

/// Says a year that is only about right, where its sign touches it: "c1720".
fn about_a_year(found: &Found) -> Option<String> {
    Some(format!("circa {}", pairs(found.get("year"))))
}

/// What a house with a number does: "No 10 said" begins a sentence, where "No 10 people" counts.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "said", "says", "is", "was", "has", "had", "will", "would", "could", "should", "may", "might", "must", "can", "did", "does", "told", "tells", "insists", "denies", "wants",
    "hopes", "plans", "believes", "refuses", "thinks", "knew", "knows", "made", "makes", "gave", "gives", "took", "takes", "put", "set", "sent", "sees", "saw", "fears", "and",
];

/// Says a number as British papers write it, without a dot: "at No 10", "the No 2". A sentence may begin with "No 12-year-old".
fn bare_number(found: &Found) -> Option<String> {
    let begins =
        found.before.trim_end().is_empty() || found.before.trim_end().ends_with(['.', '!', '?', '“', '"', ':']);
    let next = found.next_word();
    let acts = ACTS.contains(&next) || next.len() > 4 && next.ends_with("ed");
    let counts = found.after.starts_with('-') || found.counts() && !acts;
    let noun = if found.get("word") == "No" { "Number" } else { "Numbers" };
    ((!begins || acts) && !counts).then(|| format!("{noun} {}", pairs(found.get("number"))))
}

/// Says where a judgement is reported: volume, reporter and page.
fn reported(found: &Found) -> Option<String> {
    let letters: Vec<String> = found
        .get("reporter")
        .split(['.', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| match part {
            "Supp" => "supplement".to_owned(),
            "Ct" => "court".to_owned(),
            "2d" => "second".to_owned(),
            "3d" => "third".to_owned(),
            "4th" => "fourth".to_owned(),
            letters => letters.to_owned(),
        })
        .collect();
    Some(format!("{} {} {}", pairs(found.get("volume")), letters.join(" "), pairs(found.get("page"))))
}

/// Says what stands between two parties.
fn versus(found: &Found) -> Option<String> {
    let around = found.before.ends_with(' ') && found.after.starts_with(' ');
    let party = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let parties = party(found.previous_word()) && party(found.next_word());
    (around && (parties || found.whole().starts_with("vs"))).then(|| "versus".to_owned())
}

/// Says a power: "ten to the sixth", "five squared".
fn power(found: &Found) -> Option<String> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let power: String = found
        .get("power")
        .chars()
        .map(|c| RAISED.chars().position(|raised| raised == c).map_or(c, |at| (b'0' + at as u8) as char))
        .collect();
    let number = found.get("number");
    let number = if number.starts_with(|c: char| c.is_ascii_digit()) { amount(number) } else { number.to_owned() };
    let minus = if found.get("sign").is_empty() { "" } else { "minus " };
    Some(match (minus, power.as_str()) {
        ("", "2") => format!("{number} squared"),
        ("", "3") => format!("{number} cubed"),
        ("", power) => format!("{number} to the {}", power.parse().map_or_else(|_| digits(power), ordinal)),
        (_, power) => format!("{number} to the {minus}{}", amount(power)),
    })
}
