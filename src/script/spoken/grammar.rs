//! What the languages' number readers share: where numbers stand, and in what order the rules look.

use regex::{Captures, Regex};

/// A noun that is counted: its forms after one, after few (Slavic languages: 2 to 4), after many.
pub(super) type Noun = (&'static str, [&'static str; 3], Gender);

/// The gender that a number agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// The signs whose numbers have hundredths of a name of their own.
const CURRENCIES: [&str; 7] = ["€", "$", "£", "₴", "EUR", "USD", "грн"];

/// What a language says, and how.
pub(super) struct Grammar {
    /// A cardinal number in words, in agreement with a noun of this gender if one follows.
    pub(super) cardinal: fn(u64, Option<Gender>) -> String,
    /// A plain number of four digits as a year, where years are said otherwise than numbers.
    pub(super) year: fn(u64) -> String,
    /// Which form of a noun a number takes: 0 after one, 1 after few, 2 after many.
    pub(super) form: fn(u64) -> usize,
    /// A number with decimals: the whole part, and the digits after the comma.
    pub(super) decimal: fn(&Grammar, &str, &str) -> String,
    /// What is said for the minus.
    pub(super) minus: &'static str,
    /// The mark between whole and decimals in speech.
    pub(super) comma: &'static str,
    /// What is said between the ends of a range.
    pub(super) to: &'static str,
    /// What stands between groups of three digits, besides narrow and unbreakable spaces.
    pub(super) group: char,
    /// Signs and words that are counted: `%`, `€`, `km`.
    pub(super) units: &'static [Noun],
    /// Scales: `Mio.`, with the noun in its forms and what joins it to a unit ("millones de euros").
    pub(super) scales: &'static [Noun],
    /// What stands between a scale and its unit.
    pub(super) of: fn(&str) -> &'static str,
    /// What stands between a currency and its hundredths.
    pub(super) cents: &'static str,
    /// The gender of the noun after a number, by the number and that word; none where it is no noun or does not matter.
    pub(super) gender: fn(u64, &str) -> Option<Gender>,
    /// The form of a counted noun after decimals.
    pub(super) after_decimals: fn(&Noun) -> String,
    /// What is said between the two numbers of a score or a ratio.
    pub(super) against: &'static str,
    /// A fraction in words.
    pub(super) fraction: fn(u64, u64) -> String,
    /// Abbreviations and what is said for them.
    pub(super) abbreviations: &'static [(&'static str, &'static str)],
    /// The language's own rules, before the common ones: dates, times, ordinals.
    pub(super) rules: &'static [(&'static str, Rule)],
}

/// Says what a rule's pattern found; none leaves it as it is.
pub(super) type Rule = fn(&Captures) -> Option<String>;

/// A language's rules with their patterns made.
pub(super) struct Reader {
    grammar: &'static Grammar,
    abbreviations: Regex,
    rules: Vec<(Regex, Rule)>,
    scores: Regex,
    fractions: Regex,
    money_first: Regex,
    numbers: Regex,
}

impl Reader {
    pub(super) fn new(grammar: &'static Grammar) -> Self {
        let pattern = |pattern: &str| Regex::new(pattern).expect("the rules' patterns are well formed");
        let any = |words: &mut dyn Iterator<Item = &'static str>| {
            let mut words: Vec<_> = words.map(regex::escape).collect();
            // The longest first: `km/h` before `km`.
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words.join("|")
        };
        let group = regex::escape(&grammar.group.to_string());
        let number = format!(r"\d{{1,3}}(?:[{group}\u{{a0}}\u{{202f}}]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?");
        let units = any(&mut grammar.units.iter().map(|(sign, ..)| *sign));
        let scales = any(&mut grammar.scales.iter().map(|(sign, ..)| *sign));
        let spoken_after = r"(?P<end>[^\p{L}\d]|$)";
        Self {
            grammar,
            abbreviations: pattern(&format!(
                r"(?P<before>^|[^\p{{L}}\d.])(?P<short>{})",
                any(&mut grammar.abbreviations.iter().map(|(short, _)| *short))
            )),
            rules: grammar.rules.iter().map(|(rule, say)| (pattern(rule), *say)).collect(),
            scores: pattern(r"\b(?P<own>\d{1,3})[:](?P<other>\d{1,3})\b"),
            fractions: pattern(r"\b(?P<over>\d{1,4})/(?P<under>\d{1,4})\b"),
            money_first: pattern(&format!(
                r"(?P<sign>[$€£¥₴])\s?(?P<number>{number})(?:\s(?P<scale>{scales}){spoken_after})?"
            )),
            numbers: pattern(&format!(
                r"(?P<before>\p{{L}})?(?P<minus>[-−–]\s?)?(?P<number>{number})(?:\s?[-–]\s?(?P<to>{number}))?(?:(?:\s?(?P<scale>{scales})(?:\s?(?P<unit>{units}))?|\s?(?P<only>{units})){spoken_after})?"
            )),
        }
    }

    /// Gives the spoken form.
    pub(super) fn read(&self, text: &str) -> String {
        settled(text, |text| self.read_once(text))
    }

    fn read_once(&self, text: &str) -> String {
        let grammar = self.grammar;
        let mut text = self
            .abbreviations
            .replace_all(text, |found: &Captures| {
                let whole = grammar.abbreviations.iter().find(|(short, _)| *short == &found["short"]);
                let said = whole.map_or(&found["short"], |(_, whole)| whole);
                // The last dot of a text is its full stop too.
                let ends = found["short"].ends_with('.') && found.get(0).is_some_and(|whole| whole.end() == text.len());
                format!("{}{said}{}", &found["before"], if ends { "." } else { "" })
            })
            .into_owned();
        for (pattern, say) in &self.rules {
            text = pattern
                .replace_all(&text, |found: &Captures| say(found).unwrap_or_else(|| found[0].to_owned()))
                .into_owned();
        }
        let text = self.scores.replace_all(&text, |found: &Captures| {
            format!("{} {} {}", &found["own"], grammar.against, &found["other"])
        });
        let text = self.fractions.replace_all(&text, |found: &Captures| {
            let (over, under) = (value(found, "over"), value(found, "under"));
            match (over.unwrap_or_default(), under.unwrap_or_default()) {
                (over, under) if over < 100 && (1..under).contains(&over) => (grammar.fraction)(over, under),
                // "24/7", "2019/20": two numbers, side by side.
                _ => format!("{} {}", &found["over"], &found["under"]),
            }
        });
        let text = self.money_first.replace_all(&text, |found: &Captures| {
            // The sign is said after the number: it is put there, and read with it.
            let group = |name| found.name(name).map_or("", |group| group.as_str());
            let space = if group("scale").is_empty() { "" } else { " " };
            format!("{}{space}{} {}{}", &found["number"], group("scale"), &found["sign"], group("end"))
        });
        self.numbers.replace_all(&text, |found: &Captures| self.say(found, &text)).into_owned()
    }

    /// Says a number of a text with what is counted.
    fn say(&self, found: &Captures, text: &str) -> String {
        let grammar = self.grammar;
        let group = |name| found.name(name).map_or("", |group| group.as_str());
        let find = |nouns: &'static [Noun], sign: &str| nouns.iter().find(|(own, ..)| *own == sign);
        let unit = find(grammar.units, group("unit")).or(find(grammar.units, group("only")));
        let scale = find(grammar.scales, group("scale"));
        let counted = scale.or(unit);
        let mut said = String::from(group("before"));
        if !said.is_empty() {
            said.push(' ');
        }
        if !group("minus").is_empty() {
            // A dash after a letter joins a name and its number; after a space it is a minus.
            if group("before").is_empty() && !group("minus").ends_with(' ') {
                said.push_str(grammar.minus);
                said.push(' ');
            } else {
                said.push_str(group("minus"));
            }
        }
        if let (Some((sign, forms, gender)), None, "", Some((whole, cents))) =
            (unit, scale, group("to"), group("number").split_once(','))
            && CURRENCIES.contains(sign)
            && cents.len() == 2
        {
            said.push_str(&format!("{} {}", grammar.number(whole, Some(*gender)), forms[grammar.noun_form(whole)]));
            if cents != "00" {
                let cents = cents.trim_start_matches('0');
                said.push_str(&format!("{}{}", grammar.cents, grammar.number(cents, None)));
            }
            said.push_str(group("end"));
            return said;
        }
        let last = if group("to").is_empty() { group("number") } else { group("to") };
        let gender = counted.map(|(_, _, gender)| *gender).or_else(|| {
            let rest = &text[found.get(0).map_or(text.len(), |whole| whole.end())..];
            let (gap, rest) = match group("end") {
                "" => rest.split_at(rest.chars().next().map_or(0, char::len_utf8)),
                end => (end, rest),
            };
            let noun = rest.split(|c: char| !c.is_alphabetic()).next().filter(|noun| gap == " " && !noun.is_empty());
            (grammar.gender)(last.parse().unwrap_or(0), noun?)
        });
        said.push_str(&grammar.number(group("number"), gender));
        if !group("to").is_empty() {
            said.push_str(&format!(" {} {}", grammar.to, grammar.number(group("to"), gender)));
        }
        if let Some(noun) = counted {
            let form = if last.contains(',') {
                (grammar.after_decimals)(noun)
            } else {
                noun.1[grammar.noun_form(last)].to_owned()
            };
            said.push_str(&format!(" {form}"));
        }
        if let (Some(_), Some((_, forms, _))) = (scale, unit) {
            said.push_str(&format!("{}{}", (grammar.of)(forms[2]), forms[2]));
        }
        said.push_str(group("end"));
        said
    }
}

impl Grammar {
    /// Says a number as it is written: with groups, with decimals, with zeros in front.
    fn number(&self, written: &str, gender: Option<Gender>) -> String {
        let (whole, decimals) = written.split_once(',').unwrap_or((written, ""));
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        if !decimals.is_empty() {
            return (self.decimal)(self, &digits, decimals);
        }
        let leading_zero = digits.len() > 1 && digits.starts_with('0');
        match digits.parse::<u64>() {
            // Beyond the billions a number is a code: its digits are said.
            Ok(value) if !leading_zero && value < 1_000_000_000_000_000 => {
                let is_year = digits.len() == 4 && whole.len() == 4 && gender.is_none();
                if is_year { (self.year)(value) } else { (self.cardinal)(value, gender) }
            }
            _ => self.digits(&digits),
        }
    }

    /// Says digits one by one.
    pub(super) fn digits(&self, digits: &str) -> String {
        let digits = digits.chars().filter_map(|digit| digit.to_digit(10));
        let words: Vec<_> = digits.map(|digit| (self.cardinal)(u64::from(digit), None)).collect();
        words.join(" ")
    }

    /// Gives the form of a noun after a whole number as it is written.
    fn noun_form(&self, written: &str) -> usize {
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        digits.parse().map_or(2, self.form)
    }
}

/// How often a text is read again while readings change it: all that was tried settles sooner.
const MOST_READINGS: usize = 4;

/// Reads a text until a reading changes nothing: words that are put beside what was written can make a form with it, as
/// two signs do with the dash between.
pub(super) fn settled(text: &str, read: impl Fn(&str) -> String) -> String {
    let mut said = text.to_owned();
    for _ in 0..=MOST_READINGS {
        let again = read(&said);
        if again == said {
            break;
        }
        said = again;
    }
    said
}

/// Says decimals digit by digit after the comma.
pub(super) fn comma_and_digits(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    format!("{} {} {}", grammar.number(whole, None), grammar.comma, grammar.digits(decimals))
}

/// Says decimals as a number after the comma, its zeros in front one by one.
pub(super) fn comma_and_number(grammar: &Grammar, whole: &str, decimals: &str) -> String {
    let zeros = decimals.len() - decimals.trim_start_matches('0').len();
    let number = &decimals[zeros..];
    let mut said = format!("{} {}", grammar.number(whole, None), grammar.comma);
    for part in [
        grammar.digits(&decimals[..zeros]),
        if number.is_empty() { String::new() } else { grammar.number(number, Some(Gender::Masculine)) },
    ] {
        if !part.is_empty() {
            said.push(' ');
            said.push_str(&part);
        }
    }
    said
}

/// Gives a noun after decimals as after many.
pub(super) fn as_after_many((_, forms, _): &Noun) -> String {
    forms[2].to_owned()
}

/// One, or many.
pub(super) fn one_or_many(number: u64) -> usize {
    if number == 1 { 0 } else { 2 }
}

/// Gives a numbered group of a rule.
pub(super) fn value(found: &Captures, group: &str) -> Option<u64> {
    found.name(group)?.as_str().parse().ok()
}
