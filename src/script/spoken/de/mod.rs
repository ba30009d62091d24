//! German written forms: dates, times, money, abbreviations.

mod number;
mod ordinal;

use regex::Captures;

use super::grammar::{
    Case, Gender::*, Grammar, Inflection, Signs, as_after_many, by_digits, comma_and_digits, last_word, one_or_many,
    part, value,
};
use number::{cardinal, cardinal_in, fraction, ordinal, year};
use ordinal::{bare, numeral, numeral_before, of_a_noun, possessive, strong_end, weak};

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: Some(Inflection { case, cardinal: cardinal_in, decimal: |_, _, _| None, noun: |noun, number, _| noun.1[one_or_many(number)].to_owned() }),
    year,
    form: one_or_many,
    decimal: comma_and_digits,
    signs: ["minus", "plus"],
    comma: "Komma",
    per: "pro",
    to: "bis",
    units: &[
        ("%", ["Prozent"; 3], Neuter), ("Prozent", ["Prozent"; 3], Neuter), ("‰", ["Promille"; 3], Neuter), ("€", ["Euro"; 3], Masculine), ("EUR", ["Euro"; 3], Masculine), ("Euro", ["Euro"; 3], Masculine),
        ("$", ["Dollar"; 3], Masculine), ("USD", ["Dollar"; 3], Masculine), ("US$", ["US-Dollar"; 3], Masculine), ("Dollar", ["Dollar"; 3], Masculine), ("£", ["Pfund"; 3], Neuter), ("GBP", ["Pfund"; 3], Neuter),
        ("¥", ["Yen"; 3], Masculine), ("₴", ["Hrywnja"; 3], Feminine), ("CHF", ["Franken"; 3], Masculine), ("Franken", ["Franken"; 3], Masculine),
        ("km/h", ["Kilometer pro Stunde"; 3], Masculine), ("m/s", ["Meter pro Sekunde"; 3], Masculine),
        ("km", ["Kilometer"; 3], Masculine), ("m", ["Meter"; 3], Masculine), ("Meter", ["Meter"; 3], Masculine), ("cm", ["Zentimeter"; 3], Masculine),
        ("kg", ["Kilogramm"; 3], Neuter), ("°C", ["Grad Celsius"; 3], Neuter), ("m²", ["Quadratmeter"; 3], Masculine), ("qm", ["Quadratmeter"; 3], Masculine),
        ("km²", ["Quadratkilometer"; 3], Masculine), ("m³", ["Kubikmeter"; 3], Masculine), ("mm", ["Millimeter"; 3], Masculine), ("g", ["Gramm"; 3], Neuter), ("mg", ["Milligramm"; 3], Neuter),
        ("t", ["Tonne", "Tonnen", "Tonnen"], Feminine), ("l", ["Liter"; 3], Masculine), ("ml", ["Milliliter"; 3], Masculine), ("ha", ["Hektar"; 3], Masculine), ("kWh", ["Kilowattstunde", "Kilowattstunden", "Kilowattstunden"], Feminine),
        ("MWh", ["Megawattstunde", "Megawattstunden", "Megawattstunden"], Feminine), ("GWh", ["Gigawattstunde", "Gigawattstunden", "Gigawattstunden"], Feminine), ("TWh", ["Terawattstunde", "Terawattstunden", "Terawattstunden"], Feminine),
        ("W", ["Watt"; 3], Neuter), ("kW", ["Kilowatt"; 3], Neuter), ("MW", ["Megawatt"; 3], Neuter), ("GW", ["Gigawatt"; 3], Neuter), ("V", ["Volt"; 3], Neuter), ("PS", ["P S"; 3], Masculine), ("Hz", ["Hertz"; 3], Neuter),
        ("MHz", ["Megahertz"; 3], Neuter), ("GHz", ["Gigahertz"; 3], Neuter), ("MB", ["Megabyte"; 3], Neuter), ("GB", ["Gigabyte"; 3], Neuter), ("TB", ["Terabyte"; 3], Neuter), ("dB", ["Dezibel"; 3], Neuter), ("kcal", ["Kilokalorie", "Kilokalorien", "Kilokalorien"], Feminine),
        ("s", ["Sekunde", "Sekunden", "Sekunden"], Feminine), ("h", ["Stunde", "Stunden", "Stunden"], Feminine), ("min", ["Minute", "Minuten", "Minuten"], Feminine), ("°", ["Grad"; 3], Neuter),
        ("Std.", ["Stunde", "Stunden", "Stunden"], Feminine), ("Min.", ["Minute", "Minuten", "Minuten"], Feminine),
    ],
    scales: &[
        ("Tsd.", ["Tausend"; 3], Masculine), ("Mill.", ["Million", "Millionen", "Millionen"], Feminine),
        ("Mio.", ["Million", "Millionen", "Millionen"], Feminine), ("Mrd.", ["Milliarde", "Milliarden", "Milliarden"], Feminine),
        ("Millionen", ["Million", "Millionen", "Millionen"], Feminine), ("Million", ["Million", "Millionen", "Millionen"], Feminine),
        ("Milliarden", ["Milliarde", "Milliarden", "Milliarden"], Feminine), ("Milliarde", ["Milliarde", "Milliarden", "Milliarden"], Feminine),
        ("Bio.", ["Billion", "Billionen", "Billionen"], Feminine), ("Billionen", ["Billion", "Billionen", "Billionen"], Feminine), ("Billion", ["Billion", "Billionen", "Billionen"], Feminine),
    ],
    of: |_| " ",
    cents: " ",
    hundredths: &[
        ("€", ["Cent"; 3], Masculine), ("EUR", ["Cent"; 3], Masculine), ("Euro", ["Cent"; 3], Masculine), ("$", ["Cent"; 3], Masculine), ("USD", ["Cent"; 3], Masculine), ("US$", ["Cent"; 3], Masculine),
        ("Dollar", ["Cent"; 3], Masculine), ("£", ["Penny", "Pence", "Pence"], Masculine), ("CHF", ["Rappen"; 3], Masculine), ("Franken", ["Rappen"; 3], Masculine), ("₴", ["Kopijka", "Kopijky", "Kopijok"], Feminine),
        ("m", [""; 3], Masculine), ("Meter", [""; 3], Masculine),
    ],
    names_hundredths: false,
    gender: |number, noun| (number == 1).then(|| ordinal::gender(noun)).flatten(),
    after_decimals: as_after_many,
    against: "zu",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "Punkt", at: "ät", slash: "Schrägstrich", dash: "Bindestrich", underscore: "Unterstrich", colon: "Doppelpunkt", and: "und", tag: "Hashtag" },
    abbreviations: &[
        ("Z. B.", "Zum Beispiel"), ("Z.B.", "Zum Beispiel"), ("D. h.", "Das heißt"), ("D.h.", "Das heißt"), ("U. a.", "Unter anderem"), ("Ca.", "Circa"), ("Vgl.", "Vergleiche"), ("Rd.", "Rund"),
        ("u. a. m.", "und anderes mehr"), ("ff.", "fortfolgende"), ("Hr.", "Herr"), ("Hrn.", "Herrn"), ("Jh.", "Jahrhundert"), ("v. Chr.", "vor Christus"),
        ("n. Chr.", "nach Christus"), ("Tel.", "Telefon"), ("Abb.", "Abbildung"), ("Art.", "Artikel"), ("Kap.", "Kapitel"), ("Bd.", "Band"), ("geb.", "geboren"), ("gest.", "gestorben"),
        ("max.", "maximal"), ("min.", "minimal"), ("mind.", "mindestens"), ("rd.", "rund"), ("i. d. R.", "in der Regel"), ("h. c.", "honoris causa"), ("§§", "Paragrafen"), ("§", "Paragraf"),
        ("z. B.", "zum Beispiel"), ("z.B.", "zum Beispiel"), ("d. h.", "das heißt"), ("d.h.", "das heißt"), ("u. a.", "unter anderem"),
        ("u.a.", "unter anderem"), ("usw.", "und so weiter"), ("bzw.", "beziehungsweise"), ("ca.", "circa"), ("Dr.", "Doktor"),
        ("Prof.", "Professor"), ("Nr.", "Nummer"), ("Str.", "Straße"), ("St.", "Sankt"), ("evtl.", "eventuell"), ("ggf.", "gegebenenfalls"),
        ("inkl.", "inklusive"), ("sog.", "sogenannte"), ("vgl.", "vergleiche"), ("Hrsg.", "Herausgeber"), ("Abs.", "Absatz"),
        ("Mrd.-", "Milliarden-"), ("Mio.-", "Millionen-"), ("MwSt.", "Mehrwertsteuer"), ("zzgl.", "zuzüglich"), ("bzgl.", "bezüglich"), ("ggü.", "gegenüber"), ("etc.", "et cetera"), ("vs.", "versus"), ("v. a.", "vor allem"), ("z. T.", "zum Teil"), ("z.T.", "zum Teil"),
        ("o. Ä.", "oder Ähnliches"), ("u. Ä.", "und Ähnliches"), ("d. J.", "dieses Jahres"), ("a. D.", "außer Dienst"), ("a.D.", "außer Dienst"), ("i. R.", "im Ruhestand"), ("e. V.", "eingetragener Verein"), ("e.V.", "eingetragener Verein"), ("stellv.", "stellvertretende"),
        ("Mr.", "Mister"), ("Mrs.", "Misses"), ("Dipl.-Ing.", "Diplomingenieur"), ("jr.", "junior"), ("sen.", "senior"), ("Ltd.", "Limited"), ("Inc.", "Incorporated"), ("bspw.", "beispielsweise"), ("insb.", "insbesondere"), ("allg.", "allgemein"),
    ],
    words: &["Art.", "Kap."],
    point_regions: &["CH", "LI"],
    rules: &[
        (r"(?P<front>\p{L})str\. (?P<number>\d)", |found| Some(format!("{}straße {}", &found["front"], &found["number"]))),
        (r"\bFr\. (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("Frau {}", &found["name"]))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So)\.? ?(?P<join>[-–]|bis) ?(?P<to>Mo|Di|Mi|Do|Fr|Sa|So)\b\.?", |found| Some(format!("{} bis {}", weekday(&found["day"])?, weekday(&found["to"])?))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So)\.(?P<rest>,? \d)", |found| Some(format!("{}{}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b1-(?P<noun>\p{Lu})", |found| Some(format!("Ein-{}", &found["noun"]))),
        (r"\b1 (?P<join>bis|oder) (?P<to>\d)", |found| Some(format!("ein {} {}", &found["join"], &found["to"]))),
        (r"\b(?P<lead>[Uu]m|[Gg]egen|[Aa]b) (?P<h>\d{1,2}) ?h\b", |found| Some(format!("{} {} Uhr", &found["lead"], &found["h"]))),
        (r"\bS\. (?P<page>\d)", |found| Some(format!("Seite {}", &found["page"]))),
        (r"\b(?P<word>PLZ|Postleitzahl|D-) ?(?P<code>\d{5})\b", |found| Some(format!("{} {}", found["word"].trim_end_matches('-'), GRAMMAR.digits(&found["code"])))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{}einhalb", cardinal(value(found, "whole")?, Some(Masculine))))),
        (r"\b(?P<n>\d{1,3})x\b", |found| Some(format!("{}mal", cardinal(value(found, "n")?, Some(Masculine))))),
        (r"(?P<number>\d) ?%(?P<end>ig\p{Ll}*)", |found| Some(format!("{}-prozent{}", &found["number"], &found["end"]))),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", written_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Dd]as |\b[Dd]ie )?\b(?P<d>\d{1,2})\. ?(?P<join>bis zum|bis|und|oder|[-–/]) ?(?P<to>\d{1,2})\. ?(?P<m>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?: (?P<y>\d{4})\b)?", days),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Dd]as |\b[Dd]ie )?\b(?P<d>\d{1,2})\. ?(?:(?P<m>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)|(?P<short>Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)(?: (?P<y>\d{4})\b)?", written_date),
        (r"\b(?P<short>Jan|Feb|Mrz|Apr|Aug|Sept?|Okt|Nov|Dez)\. (?P<y>\d{4})\b", |found| Some(format!("{} {}", month(&found["short"])?, &found["y"]))),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er )?\b(?P<d>\d{1,2})\. ?(?P<n>\d{1,2})\. ?(?P<y>\d{4})\b", written_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |(?:\p{L}tag|Mittwoch|Sonnabend), )(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<after>[\s,;:)–-]|$)", written_date),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?P<tail> ?(?:bis|und|oder|[-–]) ?\d{1,2}[.:]\d{2} Uhr\b)", time_and_another),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?: Uhr\b)", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:[Vv]on|[Mm]it|[Uu]nter|[Bb]ei|[Nn]ach|[Ss]eit|[Aa]us|[Zz]u|[Vv]or|[Nn]eben|[Dd]urch|[Ff]ür|[Gg]egen|[Oo]hne|[Uu]m) (?:(?:König|Königin|Kaiser|Kaiserin|Papst|Zar|Zarin|Johannes) )?)?\b(?P<name>\p{Lu}\p{Ll}+) (?P<numeral>[IVXLC]+)\b(?P<dot>\.(?P<close>[”“»]*\s*$)?)?", numeral),
        (r"\b(?P<lead>[Ii]m|[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Vv]om|[Zz]um|[Zz]ur|[Bb]eim|[Aa]m) (?P<numeral>[IVXLC]+)\. (?P<next>\p{Lu})", numeral_before),
        (r"\b(?P<lead>(?:[Mm]ein|[Ss]ein|[Ii]hr|[Uu]nser|[Ee]in|[Kk]ein|[Dd]ies|[Jj]en|[Jj]ed)(?P<end>em|en|er|es|e|)) (?P<n>\d{1,3})\. (?P<next>\p{L}+)", possessive),
        (r"\b(?P<lead>[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|[Ii]ns|[Dd]em|[Dd]en|[Dd]es|[Dd]er|[Dd]ie|[Dd]as) (?P<n>\d{1,3})\. (?P<next>\p{L}+)", weak),
        (r"(?P<lead>^|\p{L}+ |[:,;(„–] ?)(?P<n>\d{1,2})\. (?P<next>\p{Lu}[\p{L}]+)", bare),
        (r"\b(?P<lead>wurde|wird|war|ist|als|Als|wurden|werden) (?P<n>\d{1,2})\.(?P<close>[”“»\s]*$)", strong_end),
        (r"\b(?P<n>\d{1,3})\. (?P<next>und|oder|bis) (?P<to>\d{1,3})\. (?P<noun>\p{Lu}\p{L}+)", of_a_noun),
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

/// Returns the day of the week that is shortened so.
fn weekday(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    DAYS.iter().find(|day| day.starts_with(short)).copied()
}

/// Returns the month that is shortened so.
fn month(short: &str) -> Option<&'static str> {
    if short == "Mrz" {
        return Some(MONTHS[2]);
    }
    MONTHS.iter().find(|name| name.starts_with(short.get(..3).unwrap_or(short))).copied()
}

/// Returns the ending of the day in a date, by the word before it.
fn ending(lead: &str) -> &'static str {
    match lead.trim_end().to_lowercase().as_str() {
        "" => "er",
        day if day.ends_with(',') => "er",
        "der" | "das" | "die" => "e",
        _ => "en",
    }
}

fn written_date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = match (part(found, "m"), part(found, "short")) {
        ("", "") => MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?,
        ("", short) => month(short)?,
        (month, _) => month,
    };
    let (lead, after) = (part(found, "lead"), found.name("after"));
    let year = value(found, "y").map(|number| format!(" {}", year(number))).unwrap_or_default();
    // A day and a month in figures end in a dot: at the end of a text it is the full stop too.
    let stop = after.map_or("", |after| if after.is_empty() { "." } else { after.as_str() });
    Some(format!("{lead}{}{} {month}{year}{stop}", ordinal(day), ending(lead)))
}

/// Says two days of one month: "am ersten und zweiten Mai".
fn days(found: &Captures) -> Option<String> {
    let day = |name| value(found, name).filter(|day| (1..=31).contains(day)).map(ordinal);
    let (lead, join) = (part(found, "lead"), part(found, "join"));
    let (first, joined) = (
        ending(lead),
        if matches!(join, "-" | "–") {
            "bis"
        } else if join == "/" {
            "und"
        } else {
            join
        },
    );
    let second = if joined == "bis zum" { "en" } else { first };
    let year = value(found, "y").map(|number| format!(" {}", year(number))).unwrap_or_default();
    Some(format!("{lead}{}{first} {joined} {}{second} {}{year}", day("d")?, day("to")?, part(found, "m")))
}

fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h").filter(|hour| *hour < 25)?;
    let hour = if hour == 1 { "ein".to_owned() } else { cardinal(hour, None) };
    Some(match value(found, "m").filter(|minute| *minute < 60)? {
        0 => format!("{hour} Uhr"),
        minute => format!("{hour} Uhr {}", cardinal(minute, None)),
    })
}

/// Says the first of two times that share their "Uhr".
fn time_and_another(found: &Captures) -> Option<String> {
    let tail = part(found, "tail").trim_start();
    let tail =
        tail.strip_prefix(['-', '–']).map_or_else(|| tail.to_owned(), |rest| format!("bis {}", rest.trim_start()));
    Some(format!("{} {tail}", time(found)?))
}

/// Returns the case after the prepositions that always take the dative, and after those of place and time that mostly do
/// before a number.
fn case(before: &str, _noun: &str, _number: u64) -> Option<Case> {
    const DATIVE: [&str; 9] = ["mit", "von", "aus", "bei", "nach", "seit", "zu", "vor", "in"];
    DATIVE.contains(&last_word(before).as_str()).then_some(Case::Dative)
}
