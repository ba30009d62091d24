//! German numbers, dates, times, money and abbreviations.

use regex::Captures;

use super::grammar::{Gender, Gender::*, Grammar, as_after_many, comma_and_digits, one_or_many, value};
use super::roman;

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    year,
    form: one_or_many,
    decimal: comma_and_digits,
    minus: "minus",
    comma: "Komma",
    to: "bis",
    group: '.',
    units: &[
        ("%", ["Prozent"; 3], Masculine), ("€", ["Euro"; 3], Masculine), ("EUR", ["Euro"; 3], Masculine),
        ("$", ["Dollar"; 3], Masculine), ("USD", ["Dollar"; 3], Masculine), ("£", ["Pfund"; 3], Masculine),
        ("¥", ["Yen"; 3], Masculine), ("₴", ["Hrywnja"; 3], Feminine), ("CHF", ["Franken"; 3], Masculine),
        ("km/h", ["Kilometer pro Stunde", "Kilometer pro Stunde", "Kilometer pro Stunde"], Masculine),
        ("km", ["Kilometer"; 3], Masculine), ("m", ["Meter"; 3], Masculine), ("cm", ["Zentimeter"; 3], Masculine),
        ("kg", ["Kilogramm"; 3], Masculine), ("°C", ["Grad Celsius"; 3], Masculine), ("m²", ["Quadratmeter"; 3], Masculine),
        ("km²", ["Quadratkilometer"; 3], Masculine), ("m³", ["Kubikmeter"; 3], Masculine), ("mm", ["Millimeter"; 3], Masculine), ("g", ["Gramm"; 3], Masculine),
        ("t", ["Tonne", "Tonnen", "Tonnen"], Feminine), ("l", ["Liter"; 3], Masculine), ("ha", ["Hektar"; 3], Masculine), ("kWh", ["Kilowattstunde", "Kilowattstunden", "Kilowattstunden"], Feminine),
        ("MW", ["Megawatt"; 3], Masculine), ("GW", ["Gigawatt"; 3], Masculine), ("s", ["Sekunde", "Sekunden", "Sekunden"], Feminine), ("°", ["Grad"; 3], Masculine),
        ("Std.", ["Stunde", "Stunden", "Stunden"], Feminine), ("Min.", ["Minute", "Minuten", "Minuten"], Feminine),
    ],
    scales: &[
        ("Tsd.", ["Tausend"; 3], Masculine), ("Mill.", ["Million", "Millionen", "Millionen"], Feminine),
        ("Mio.", ["Million", "Millionen", "Millionen"], Feminine), ("Mrd.", ["Milliarde", "Milliarden", "Milliarden"], Feminine),
        ("Millionen", ["Million", "Millionen", "Millionen"], Feminine), ("Million", ["Million", "Millionen", "Millionen"], Feminine),
        ("Milliarden", ["Milliarde", "Milliarden", "Milliarden"], Feminine), ("Milliarde", ["Milliarde", "Milliarden", "Milliarden"], Feminine),
    ],
    of: |_| " ",
    cents: " ",
    gender,
    after_decimals: as_after_many,
    against: "zu",
    fraction,
    abbreviations: &[
        ("Z. B.", "Zum Beispiel"), ("Z.B.", "Zum Beispiel"), ("D. h.", "Das heißt"), ("D.h.", "Das heißt"), ("U. a.", "Unter anderem"), ("Ca.", "Circa"), ("Vgl.", "Vergleiche"),
        ("u. a. m.", "und anderes mehr"), ("ff.", "fortfolgende"), ("Hr.", "Herr"), ("Hrn.", "Herrn"), ("Fr.", "Frau"), ("Jh.", "Jahrhundert"), ("v. Chr.", "vor Christus"),
        ("n. Chr.", "nach Christus"), ("Tel.", "Telefon"), ("Abb.", "Abbildung"), ("Art.", "Artikel"), ("Kap.", "Kapitel"), ("Bd.", "Band"), ("geb.", "geboren"), ("gest.", "gestorben"),
        ("max.", "maximal"), ("min.", "minimal"), ("mind.", "mindestens"), ("rd.", "rund"), ("i. d. R.", "in der Regel"), ("h. c.", "honoris causa"), ("§§", "Paragrafen"), ("§", "Paragraf"),
        ("z. B.", "zum Beispiel"), ("z.B.", "zum Beispiel"), ("d. h.", "das heißt"), ("d.h.", "das heißt"), ("u. a.", "unter anderem"),
        ("u.a.", "unter anderem"), ("usw.", "und so weiter"), ("bzw.", "beziehungsweise"), ("ca.", "circa"), ("Dr.", "Doktor"),
        ("Prof.", "Professor"), ("Nr.", "Nummer"), ("Str.", "Straße"), ("St.", "Sankt"), ("evtl.", "eventuell"), ("ggf.", "gegebenenfalls"),
        ("inkl.", "inklusive"), ("sog.", "sogenannte"), ("vgl.", "vergleiche"), ("Hrsg.", "Herausgeber"), ("Abs.", "Absatz"),
    ],
    rules: &[
        (r"(?P<front>\p{L})str\. (?P<number>\d)", |found| Some(format!("{}straße {}", &found["front"], &found["number"]))),
        (r"\bS\. (?P<page>\d)", |found| Some(format!("Seite {}", &found["page"]))),
        (r"\bCHF\s?(?P<number>\d[\d.]*)", |found| Some(format!("{} CHF", &found["number"]))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{}einhalb", cardinal(value(found, "whole")?, Some(Masculine))))),
        (r"\b(?P<name>\p{Lu}\p{Ll}+) (?P<numeral>[IVXLC]+)\b(?P<dot>\.(?P<close>[”“»]*\s*$)?)?", numeral),
        (r"\b(?P<lead>jeder|jede|jedes|jeden|jedem|Jeder|Jede|Jedes|[Ii]hr|[Ss]ein|[Ee]in) (?P<n>\d{1,3})\.", strong_ordinal),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Dd]as |\b[Dd]ie )?(?P<d>\d{1,2})\. ?(?P<m>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?: (?P<y>\d{4})\b)?", written_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er )?\b(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4})\b", written_date),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?: Uhr\b)", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b[Aa]m |\b[Ii]m |\b[Zz]um |\b[Vv]om |\b[Bb]eim |\b[Dd]em |\b[Dd]en |\b[Dd]es |\b[Dd]er |\b[Dd]ie |\b[Dd]as )(?P<n>\d{1,3})\. (?P<next>\p{L})", ordinal_word),
    ],
};

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const SMALL: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
const SCALES: [(u64, &str, &str); 3] = [
    (1_000_000_000_000, "Billion", "Billionen"),
    (1_000_000_000, "Milliarde", "Milliarden"),
    (1_000_000, "Million", "Millionen"),
];

fn cardinal(number: u64, gender: Option<Gender>) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, many) in SCALES {
        match rest / scale {
            0 => {}
            1 => words.push(format!("eine {one}")),
            count => words.push(format!("{} {many}", below_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 || number == 0 {
        words.push(below_million(rest));
    }
    let mut said = words.join(" ");
    // Before a noun the last "eins" bends: "ein Euro", "eine Million", "hundertein Euro".
    if let (Some(gender), Some(stem)) = (gender, said.strip_suffix("eins")) {
        said = format!("{stem}{}", if gender == Feminine { "eine" } else { "ein" });
    }
    said
}

fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    let head = match thousands {
        0 => String::new(),
        1 => "tausend".to_owned(),
        _ => format!("{}tausend", inside(thousands)),
    };
    if rest == 0 && thousands > 0 { head } else { head + &below_thousand(rest) }
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let head = match hundreds {
        0 => String::new(),
        1 => "hundert".to_owned(),
        _ => format!("{}hundert", SMALL[hundreds as usize]),
    };
    if rest == 0 && hundreds > 0 { head } else { head + &below_hundred(rest) }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[number as usize].to_owned(),
        (tens, 0) => TENS[tens as usize].to_owned(),
        (tens, 1) => format!("einund{}", TENS[tens as usize]),
        (tens, ones) => format!("{}und{}", SMALL[ones as usize], TENS[tens as usize]),
    }
}

/// Gives a number as the front of a longer word: "einundzwanzigtausend", "hunderteintausend".
fn inside(number: u64) -> String {
    let said = below_thousand(number);
    said.strip_suffix("eins").map_or(said.clone(), |stem| format!("{stem}ein"))
}

fn year(number: u64) -> String {
    match number {
        1100..2000 if number.is_multiple_of(100) => format!("{}hundert", below_hundred(number / 100)),
        1100..2000 => format!("{}hundert{}", below_hundred(number / 100), below_hundred(number % 100)),
        _ => cardinal(number, None),
    }
}

/// Gives an ordinal without its ending: "erst", "zwanzigst".
fn ordinal(number: u64) -> String {
    let said = cardinal(number, None);
    let irregular = [("eins", "erst"), ("drei", "dritt"), ("sieben", "siebt"), ("acht", "acht")];
    match irregular.iter().find(|(ending, _)| number % 100 < 20 && said.ends_with(ending)) {
        Some((ending, own)) => format!("{}{own}", said.strip_suffix(ending).unwrap_or_default()),
        None if (1..20).contains(&(number % 100)) => format!("{said}t"),
        None => format!("{said}st"),
    }
}

fn written_date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match found.name("m") {
        Some(month) => month.as_str(),
        None => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
    };
    let lead = found.name("lead").map_or("", |lead| lead.as_str());
    let ending = match lead.trim_end().to_lowercase().as_str() {
        "" => "er",
        "der" | "das" | "die" => "e",
        _ => "en",
    };
    let year = value(found, "y").map(|number| format!(" {}", year(number))).unwrap_or_default();
    Some(format!("{lead}{}{ending} {month}{year}", ordinal(day)))
}

fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| *hour < 25)?;
    let hour = if hour == 1 { "ein".to_owned() } else { cardinal(hour, None) };
    Some(match value(found, "m").filter(|minute| *minute < 60)? {
        0 => format!("{hour} Uhr"),
        minute => format!("{hour} Uhr {}", cardinal(minute, None)),
    })
}

/// Says the number of a ruler, or of a chapter: "Ludwig der Vierzehnte", "Kapitel vier".
fn numeral(found: &Captures) -> Option<String> {
    const NUMBERED: [&str; 14] = [
        "Kapitel", "Teil", "Band", "Artikel", "Akt", "Phase", "Stufe", "Klasse", "Typ", "Buch", "Tabelle", "Anhang",
        "Apollo", "Hartz",
    ];
    const QUEENS: [&str; 8] =
        ["Elisabeth", "Elizabeth", "Katharina", "Margrethe", "Maria", "Isabella", "Victoria", "Christina"];
    let (name, number) = (&found["name"], roman::value(&found["numeral"])?);
    let dot = found.name("dot").map_or("", |dot| dot.as_str());
    if NUMBERED.contains(&name) {
        return Some(format!("{name} {}{dot}", cardinal(number, None)));
    }
    let article = if QUEENS.contains(&name) { "die" } else { "der" };
    // At the end of a text the dot is the full stop too.
    let stop = if found.name("close").is_some() { dot } else { "" };
    (!dot.is_empty()).then(|| format!("{name} {article} {}{stop}", capitalised(&format!("{}e", ordinal(number)))))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Says an ordinal after a word that does not show the gender: "jeder zweite", "sein dritter".
fn strong_ordinal(found: &Captures) -> Option<String> {
    let lead = &found["lead"];
    let ending = match lead {
        "jeden" | "jedem" => "en",
        _ if lead.to_lowercase().starts_with("jed") => "e",
        _ => "er",
    };
    Some(format!("{lead} {}{ending}", ordinal(value(found, "n")?)))
}

/// Gives the gender of a counted noun, which has a capital in German: it shows after one alone.
fn gender(number: u64, noun: &str) -> Option<Gender> {
    const FEMININE: [&str; 12] = ["ung", "heit", "keit", "schaft", "ion", "tät", "in", "ik", "ur", "anz", "enz", "e"];
    let is_one = number == 1 && noun.starts_with(char::is_uppercase) && noun.chars().count() > 2;
    is_one.then(|| if FEMININE.iter().any(|ending| noun.ends_with(ending)) { Feminine } else { Masculine })
}

/// Says a fraction: "ein Drittel", "drei Viertel".
fn fraction(over: u64, under: u64) -> String {
    let over = cardinal(over, Some(Masculine));
    match under {
        2 => format!("{over} halb"),
        3 => format!("{over} Drittel"),
        7 => format!("{over} Siebtel"),
        8 => format!("{over} Achtel"),
        _ => format!("{over} {}el", capitalised(&ordinal(under))),
    }
}

fn ordinal_word(found: &Captures) -> Option<String> {
    let lead = &found["lead"];
    let ending = if matches!(lead.trim_end(), "der" | "Der" | "die" | "Die" | "das" | "Das") { "e" } else { "en" };
    Some(format!("{lead}{}{ending} {}", ordinal(value(found, "n")?), &found["next"]))
}
