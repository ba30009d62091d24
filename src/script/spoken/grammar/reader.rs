//! Where numbers stand in the languages that share a frame, and in what order the rules look.

use std::borrow::Cow;

use regex::Captures;

use super::super::conventions::{Conventions, DecimalMark};
use super::super::roman;
use super::address;
use super::context::{Context, behind_joined, nouns_after};
use super::counted::Counted;
use super::forms::{Case, Gender, Noun};
use super::found::{full_stop, is_aircraft, is_closed, is_prefix, is_price_for_some, longest_first, part, value};
use super::number::digits_of;
use super::pattern::Pattern;
use super::separators::{self, Lone};
use super::signs;
use super::table::{Grammar, Rule};
use crate::language::Language;

/// A language's rules with their patterns made.
pub(crate) struct Reader {
    grammar: &'static Grammar,
    abbreviations: Pattern,
    rules: Vec<Ready>,
    measured: Pattern,
    scores: Pattern,
    fractions: Pattern,
    money_first: Pattern,
    numbers: Pattern,
}

/// A rule with its pattern made.
struct Ready {
    pattern: Pattern,
    say: Rule,
    /// Whether there is no such form without a digit.
    has_digit: bool,
}

/// Signs that stand for figures.
const SIGNS: [char; 9] = ['½', '¼', '¾', '⅓', '⅔', '⅛', '₂', '₃', '₄'];

impl Reader {
    /// Makes the patterns of a grammar.
    pub(crate) fn new(grammar: &'static Grammar) -> Self {
        let any = |words: &mut dyn Iterator<Item = &'static str>| longest_first(words.map(str::to_owned).collect());
        let number = r"\d{1,3}(?:[.\u{a0}\u{202f}]\d{3}| \d{3}\b)+(?:,\d+)?|\d+(?:,\d+)?";
        let units = any(&mut grammar.units.iter().map(|(sign, ..)| *sign));
        let scales = any(&mut grammar.scales.iter().map(|(sign, ..)| *sign));
        // Currencies by their codes, as ISO 4217 has them.
        let is_code = |sign: &&str| sign.len() == 3 && sign.bytes().all(|letter| letter.is_ascii_uppercase());
        let codes = any(&mut grammar.units.iter().map(|(sign, ..)| *sign).filter(is_code).chain(["USD"]));
        let spoken_after = r"(?P<end>/(?P<per>(?:100 ?)?\p{L}+(?:[²³]|[23]\b|\b))|[^\p{L}\d'’]|['’](?:[^\p{L}]|$)|$)";
        Self {
            grammar,
            abbreviations: Pattern::new(format!(
                r"(?P<before>^|[^\p{{L}}\d.])(?P<short>{})",
                longest_first(grammar.short_forms())
            )),
            rules: grammar
                .rules
                .iter()
                .map(|(rule, say)| Ready {
                    pattern: Pattern::new(*rule),
                    say: *say,
                    has_digit: rule.contains(r"\d") && !rule.contains(SIGNS),
                })
                .collect(),
            measured: Pattern::new(format!(r"^\s?(?:{scales}|{units})(?:[^\p{{L}}\d]|$)")),
            scores: Pattern::new(r"\b(?P<own>\d{1,3})[:](?P<other>\d{1,3})\b"),
            fractions: Pattern::new(r"(?P<whole>\d[.,])?\b(?P<over>\d{1,5})/(?P<under>\d{1,7})\b"),
            money_first: Pattern::new(format!(
                r"(?P<sign>(?:US)?[$€£¥₴₱]|\b[Uu]\$[Ss]|\b(?:{codes})\b)\s?(?P<number>{number})(?:\s(?P<scale>{scales}){spoken_after})?"
            )),
            // The unit behind a scale is a word of its own: "3 mil" has no "mi" of "l".
            numbers: Pattern::new(format!(
                r"(?P<before>\p{{L}})?(?P<minus>[-−–+]\s?)?(?P<number>{number})(?:(?:[-–]|\s[-–]\s)(?P<to>{number}))?(?:(?:\s?(?P<scale>{scales})(?:\s?(?:\b|\b{{start-half}})(?P<unit>{units}))?|\s?(?P<only>{units})){spoken_after})?"
            )),
        }
    }

    /// Returns the spoken form. Each rule sees what is written, or what an earlier rule has put into figures; no rule is
    /// applied to the words that it or a later one has made.
    pub(crate) fn read(&self, text: &str, language: &Language, conventions: Conventions) -> String {
        let mut text = self.abbreviated(&signs::inches(&self.grammar.typed(text)));
        if text.contains('$') && self.grammar.unit_name("₱").is_some() && conventions.means_pesos(language) {
            text = signs::pesos(&text);
        }
        if has_digit(&text) || text.contains(SIGNS) {
            let marks = self.marks(language, conventions);
            let level = separators::level(&text, marks, |after| self.measured.is_match(after));
            text = address::formulas(&self.grammar.chains(&self.grammar.telephones(&level)));
        }
        let text = self.by_rules(text);
        if has_digit(&text) { self.say_numbers(&text) } else { text }
    }

    /// Returns the mark of decimals, as the article shows it, else as papers of the region write; and what a lone comma is
    /// before three digits, where neither tells.
    fn marks(&self, language: &Language, conventions: Conventions) -> (DecimalMark, Lone) {
        let regional = language.region().is_some_and(|region| self.grammar.point_regions.contains(&region));
        let mark = conventions.decimals.unwrap_or(if regional { DecimalMark::Point } else { DecimalMark::Comma });
        // A language whose papers write both ways, and nothing that says which.
        let open = self.grammar.mixed_marks && language.region().is_none();
        (mark, if open && conventions.decimals.is_none() { Lone::Thousands } else { Lone::AsMarked })
    }

    /// Applies the language's own rules, in their order; a rule may put into figures what a later one says.
    fn by_rules(&self, mut text: String) -> String {
        let mut digits = has_digit(&text);
        for rule in &self.rules {
            if rule.has_digit && !digits {
                continue;
            }
            let said = rule
                .pattern
                .replace_all(&text, |found: &Captures| (rule.say)(found).unwrap_or_else(|| found[0].to_owned()));
            if let Cow::Owned(said) = said {
                digits = digits || has_digit(&said);
                text = said;
            }
        }
        text
    }

    /// Says the numbers that the language's own rules have left.
    fn say_numbers(&self, text: &str) -> String {
        let grammar = self.grammar;
        let text = self
            .scores
            .replace_all(text, |found: &Captures| format!("{} {} {}", &found["own"], grammar.against, &found["other"]));
        let text = self.fractions.replace_all(&text, |found: &Captures| {
            let (over, under) = (value(found, "over"), value(found, "under"));
            match (over.unwrap_or_default(), under.unwrap_or_default()) {
                // "9,5/10" is a mark.
                _ if found.name("whole").is_some() => found[0].replace('/', &format!(" {} ", grammar.out_of)),
                (over, under) if (1..under).contains(&over) && is_share(over, under) => {
                    format!("{} {} {}", &found["over"], grammar.out_of, &found["under"])
                }
                // "3/2024" is the number of an issue.
                (over, under) if over < 100 && (1..under).contains(&over) && under < 1100 => {
                    (grammar.fraction)(over, under)
                }
                // Three figures behind others and a space would be thousands: "110/110", "747/748".
                _ if found["under"].len() == 3 => {
                    format!("{} {}", grammar.number(&found["over"], None), &found["under"])
                }
                // "24/7", "2019/20": two numbers, side by side.
                _ => format!("{} {}", &found["over"], &found["under"]),
            }
        });
        let text = self.money_first.replace_all(&text, |found: &Captures| {
            // The sign is said after the number: it is put there, and read with it.
            let group = |name| part(found, name);
            let space = if group("scale").is_empty() { "" } else { " " };
            // "$ 3 tys." at the end: the dot is the full stop too.
            let rest = &text[found.get(0).map_or(0, |whole| whole.end())..];
            let is_last = group("scale").ends_with('.') && is_closed(group("end")) && is_closed(rest);
            let stop = if is_last { "." } else { "" };
            format!("{}{space}{} {}{stop}{}", &found["number"], group("scale"), &found["sign"], group("end"))
        });
        let text = grammar.versions(&text);
        self.numbers.replace_all(&text, |found: &Captures| self.say(found, &text)).into_owned()
    }

    /// Says abbreviations; one that ends in a letter is no part of a longer word.
    fn abbreviated(&self, text: &str) -> String {
        let said = self.abbreviations.replace_all(text, |found: &Captures| {
            let short = &found["short"];
            let end = found.get(0).map_or(text.len(), |whole| whole.end());
            let around = (&text[..end - short.len()], &text[end..]);
            let begins = around.0.len() < 4 && !around.0.contains(char::is_alphanumeric);
            let long = self.grammar.long_form(short, begins);
            let Some((_, said)) = long.filter(|(own, _)| self.is_short_form(own, around)) else {
                return found[0].to_owned();
            };
            // The last dot of a text is its full stop too.
            let stop = if short.ends_with('.') && is_closed(around.1) { "." } else { "" };
            format!("{}{said}{stop}", &found["before"])
        });
        said.into_owned()
    }

    /// Returns whether what is written like a short form is one, by the text before and after it.
    fn is_short_form(&self, short: &str, (before, after): (&str, &str)) -> bool {
        if short.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphanumeric) {
            return false;
        }
        // A title stands before a name: "trente Rafale M." ends in a letter.
        if short == "M." && !before.is_empty() && is_closed(after) {
            return false;
        }
        let before = before.trim_end();
        // "1,2 тис. кв. м": a scale counts as a number does.
        let scaled = || self.grammar.scales.iter().any(|(sign, ..)| sign.ends_with('.') && before.ends_with(sign));
        let counted = before.ends_with(|c: char| c.is_ascii_digit()) || scaled();
        if self.grammar.words.contains(&short) {
            // "Meine Art." ends in a word, "Art. 5" begins with a short form; before a small letter the dot is no full stop.
            let next = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
            let goes_on = next.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase() || matches!(c, ',' | ';'));
            let numeral =
                next.split([' ', ',', '.', ';', ':', ')']).next().is_some_and(|word| roman::regnal(word).is_some());
            return counted || goes_on || numeral;
        }
        // "20 min.", "20 кв. м": behind a number it is a unit.
        let written = &self.grammar.units;
        !(counted
            && written.iter().any(|(sign, ..)| short.trim_end_matches('.') == *sign || is_prefix(sign, short, after)))
    }

    /// Says a number of a text with what is counted.
    fn say(&self, found: &Captures, text: &str) -> String {
        let grammar = self.grammar;
        let group = |name| part(found, name);
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        // "Проти – 16": a dash parts a number from its preposition; "na A1": a name's number has no case.
        let is_near = !group("minus").ends_with(' ') && group("before").is_empty();
        let context = self.context(found, text);
        let case = grammar.inflection.as_ref().and_then(|inflection| (inflection.case)(&context)).filter(|_| is_near);
        let number = Counted {
            number: &found["number"],
            named: !group("before").is_empty() && group("minus").is_empty() || is_aircraft(&text[..whole.start]),
            to: group("to"),
            scale: context.scale,
            unit: context.unit,
            gender: self.gender(&context, case),
            case,
        };
        let mut said = self.lead(group("before"), group("minus"), &text[..whole.start]);
        said.push_str(&grammar.hundredths(&number).unwrap_or_else(|| grammar.counted(&number)));
        said.push_str(full_stop(found, text));
        match group("per") {
            // "12 €/8 €", "12 €/ermäßigt 8 €": two prices side by side.
            "" if group("end") == "/" && text[whole.end..].starts_with(|c: char| c.is_ascii_digit()) => {
                said.push_str(", ");
            }
            "" => said.push_str(group("end")),
            per if is_price_for_some(per) => said.push_str(&format!(", {per}")),
            per => said.push_str(&format!(" {} {}", grammar.per, grammar.each(per))),
        }
        // "5G" and "5a" are a number and a letter, "A320neo" a name's number and the rest of the name.
        let rest = number.named && text[whole.end..].starts_with(char::is_alphabetic);
        if group("end").is_empty() && (is_parted(&text[whole.end..]) || rest) {
            said.push(' ');
        }
        said
    }

    /// Returns what stands around a number of a text.
    fn context<'t>(&self, found: &Captures<'t>, text: &'t str) -> Context<'t> {
        let grammar = self.grammar;
        let group = |name| part(found, name);
        let find = |nouns: &'static [Noun], sign: &str| nouns.iter().find(|(own, ..)| *own == sign);
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let unit = find(grammar.units, group("unit")).or(find(grammar.units, group("only")));
        let scale = find(grammar.scales, group("scale"));
        let last = if group("to").is_empty() { group("number") } else { group("to") };
        let after = &text[whole.end..];
        let (joining, is_adjective) = match &grammar.inflection {
            Some(inflection) => (inflection.joining, inflection.adjective),
            None => (&[][..], (|_| false) as fn(&str) -> bool),
        };
        let shared = behind_joined(after, joining);
        // "Х-101 влучила": a name counts nothing.
        let counts = group("before").is_empty() && scale.or(unit).is_none();
        Context {
            before: &text[..whole.start],
            nouns: if counts { nouns_after(shared.unwrap_or(after), is_adjective) } else { Vec::new() },
            is_shared: shared.is_some(),
            after,
            scale,
            unit,
            number: whole_value(last),
            has_decimals: last.contains(','),
        }
    }

    /// Returns the gender of the noun that a number counts, or that it refers back to when none follows it.
    fn gender(&self, context: &Context, case: Option<Case>) -> Option<Gender> {
        let of = |noun: &str| (self.grammar.gender)(context.number, noun);
        let measured = context.scale.or(context.unit).map(|(_, _, gender)| *gender);
        let meant = || (self.grammar.inflection.as_ref()?.meant)(context).and_then(|noun| of(&noun));
        let gender = measured.or_else(meant).or_else(|| context.nouns.iter().find_map(|noun| of(noun)));
        // "Jednego trenera", "до одного кандидата": nothing feminine ends so in the genitive.
        let is_man = measured.is_none() && case == Some(Case::Genitive) && context.noun().ends_with(['a', 'а', 'я']);
        if is_man { Some(Gender::Masculine) } else { gender }
    }

    /// Says what stands right before a number, behind the text before that: a letter, a sign.
    fn lead(&self, before: &str, sign: &str, text: &str) -> String {
        let [minus, plus] = self.grammar.signs;
        // "412-6-1": a dash behind a range joins, and takes nothing away.
        if sign.starts_with(['-', '–']) && text.ends_with(|c: char| c.is_ascii_digit()) {
            return " ".to_owned();
        }
        let said = match (before, sign.trim_end()) {
            (_, "") => format!("{before}{}", if before.is_empty() { "" } else { " " }),
            ("", "+") => format!("{plus} "),
            (letter, "+") => format!("{letter} {plus} "),
            // A dash after a letter joins a name and its number; after a space it is a minus.
            ("", dash) if dash.len() == sign.len() => format!("{minus} "),
            _ => format!("{before}{sign}"),
        };
        // "45+2": the sign stands between two numbers.
        let between = said.starts_with(plus) && text.ends_with(|c: char| c.is_alphanumeric());
        if between { format!(" {said}") } else { said }
    }
}

/// Returns whether a text has a figure.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Returns whether the lower number of two counts a whole of many things: nobody says "twenty three forty thirds".
fn is_share(over: u64, under: u64) -> bool {
    // "747/748": one year or the other.
    over + 1 < under
        && (21..1000).contains(&under)
        && !matches!(under, 24 | 25 | 30 | 32 | 36 | 40 | 48 | 50 | 60 | 64 | 100 | 120)
}

/// Returns whether what touches a number is no ending of it: a capital, or one small letter alone.
fn is_parted(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => true,
        Some(first) => {
            first.is_lowercase() && !letters.next().is_some_and(|next| next.is_alphanumeric() || next == '-')
        }
        None => false,
    }
}

/// Returns the value of a whole number as it is written; zero of one with decimals.
fn whole_value(written: &str) -> u64 {
    if written.contains(',') { 0 } else { digits_of(written).parse().unwrap_or(0) }
}
