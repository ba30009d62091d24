//! What Italian says, and how: its signs, units and short forms (a table).

use regex::Captures;

use super::super::grammar::{Gender::*, Grammar, Signs, as_after_many, by_digits, one_or_many, part, unit, value};
use super::super::roman;
use super::number::{cardinal, decimal, fraction, nth};
use super::ordinal::{after_name, before_noun, half, of_age, one, ordinal, second_century, years_of_age};
use super::time::{date, short_month, time, years};

#[rustfmt::skip]
pub(in super::super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: None,
    year: |number| cardinal(number, None),
    form: one_or_many,
    decimal,
    signs: ["meno", "più"],
    comma: "virgola",
    per: "per",
    to: "a",
    units: &[
        unit("″", "pollice", "pollici", Masculine), unit("%", "per cento", "per cento", Masculine), unit("‰", "per mille", "per mille", Masculine),
        unit("€", "euro", "euro", Masculine), unit("EUR", "euro", "euro", Masculine), unit("euro", "euro", "euro", Masculine),
        unit("$", "dollaro", "dollari", Masculine), unit("US$", "dollaro", "dollari", Masculine), unit("USD", "dollaro", "dollari", Masculine), unit("dollari", "dollaro", "dollari", Masculine),
        unit("£", "sterlina", "sterline", Feminine), unit("GBP", "sterlina", "sterline", Feminine), unit("sterline", "sterlina", "sterline", Feminine),
        unit("¥", "yen", "yen", Masculine), unit("₴", "grivnia", "grivnie", Feminine), unit("CHF", "franco svizzero", "franchi svizzeri", Masculine),
        unit("M€", "milione di euro", "milioni di euro", Masculine),
        unit("km/h", "chilometro all'ora", "chilometri all'ora", Masculine), unit("m/s", "metro al secondo", "metri al secondo", Masculine),
        unit("km", "chilometro", "chilometri", Masculine), unit("m", "metro", "metri", Masculine), unit("cm", "centimetro", "centimetri", Masculine), unit("mm", "millimetro", "millimetri", Masculine),
        unit("km²", "chilometro quadrato", "chilometri quadrati", Masculine), unit("kmq", "chilometro quadrato", "chilometri quadrati", Masculine), unit("m²", "metro quadrato", "metri quadrati", Masculine), unit("mq", "metro quadrato", "metri quadrati", Masculine),
        unit("m³", "metro cubo", "metri cubi", Masculine), unit("mc", "metro cubo", "metri cubi", Masculine), unit("km2", "chilometro quadrato", "chilometri quadrati", Masculine), unit("m2", "metro quadrato", "metri quadrati", Masculine), unit("ettari", "ettaro", "ettari", Masculine),
        unit("kg", "chilogrammo", "chilogrammi", Masculine), unit("g", "grammo", "grammi", Masculine), unit("gr", "grammo", "grammi", Masculine), unit("mg", "milligrammo", "milligrammi", Masculine), unit("µg", "microgrammo", "microgrammi", Masculine), unit("t", "tonnellata", "tonnellate", Feminine),
        unit("l", "litro", "litri", Masculine), unit("cl", "centilitro", "centilitri", Masculine), unit("dl", "decilitro", "decilitri", Masculine), unit("ml", "millilitro", "millilitri", Masculine),
        unit("°C", "grado Celsius", "gradi Celsius", Masculine), unit("ºC", "grado Celsius", "gradi Celsius", Masculine), unit("°", "grado", "gradi", Masculine),
        unit("h", "ora", "ore", Feminine), unit("min", "minuto", "minuti", Masculine), unit("s", "secondo", "secondi", Masculine),
        unit("W", "watt", "watt", Masculine), unit("kW", "chilowatt", "chilowatt", Masculine), unit("MW", "megawatt", "megawatt", Masculine), unit("GW", "gigawatt", "gigawatt", Masculine),
        unit("kWh", "chilowattora", "chilowattora", Masculine), unit("MWh", "megawattora", "megawattora", Masculine), unit("GWh", "gigawattora", "gigawattora", Masculine),
        unit("V", "volt", "volt", Masculine), unit("Hz", "hertz", "hertz", Masculine), unit("MHz", "megahertz", "megahertz", Masculine), unit("GHz", "gigahertz", "gigahertz", Masculine), unit("dB", "decibel", "decibel", Masculine), unit("CV", "cavallo", "cavalli", Masculine),
        unit("MB", "megabyte", "megabyte", Masculine), unit("GB", "gigabyte", "gigabyte", Masculine), unit("TB", "terabyte", "terabyte", Masculine),
    ],
    scales: &[
        unit("milioni", "milione", "milioni", Masculine), unit("milione", "milione", "milioni", Masculine), unit("mln", "milione", "milioni", Masculine),
        unit("miliardi", "miliardo", "miliardi", Masculine), unit("miliardo", "miliardo", "miliardi", Masculine), unit("mld", "miliardo", "miliardi", Masculine),
    ],
    of: |_| " di ",
    cents: " e ",
    hundredths: &[
        unit("€", "centesimo", "centesimi", Masculine), unit("EUR", "centesimo", "centesimi", Masculine), unit("euro", "centesimo", "centesimi", Masculine),
        unit("$", "centesimo", "centesimi", Masculine), unit("USD", "centesimo", "centesimi", Masculine), unit("dollari", "centesimo", "centesimi", Masculine),
        unit("£", "penny", "penny", Masculine), unit("CHF", "centesimo", "centesimi", Masculine),
    ],
    names_hundredths: false,
    gender: |_, _| None,
    after_decimals: as_after_many,
    against: "a",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "punto", at: "chiocciola", slash: "barra", dash: "trattino", underscore: "trattino basso", colon: "due punti", and: "e", tag: "hashtag" },
    abbreviations: &[
        ("sig.ra", "signora"), ("sig.na", "signorina"), ("sigg.", "signori"), ("sig.", "signor"), ("Sig.ra", "Signora"), ("Sig.", "Signor"),
        ("dott.ssa", "dottoressa"), ("dott.", "dottor"), ("Dott.ssa", "Dottoressa"), ("Dott.", "Dottor"), ("dr.ssa", "dottoressa"), ("dr.", "dottor"), ("Dr.", "Dottor"),
        ("prof.ssa", "professoressa"), ("prof.", "professor"), ("Prof.ssa", "Professoressa"), ("Prof.", "Professor"), ("avv.", "avvocato"), ("Avv.", "Avvocato"), ("ing.", "ingegner"), ("Ing.", "Ingegner"),
        ("on.", "onorevole"), ("On.", "Onorevole"), ("sen.", "senatore"), ("arch.", "architetto"), ("geom.", "geometra"), ("mons.", "monsignor"), ("Mons.", "Monsignor"), ("col.", "colonnello"), ("cap.", "capitolo"), ("Cap.", "Capitolo"),
        ("D.Lgs.", "decreto legislativo"), ("D. Lgs.", "decreto legislativo"), ("d.lgs.", "decreto legislativo"), ("d. lgs.", "decreto legislativo"), ("D.L.", "decreto legge"), ("d.l.", "decreto legge"), ("lett.", "lettera"), ("artt.", "articoli"), ("art.", "articolo"), ("Art.", "Articolo"), ("pagg.", "pagine"), ("pag.", "pagina"), ("vol.", "volume"), ("Vol.", "volume"), ("fig.", "figura"), ("tab.", "tabella"),
        ("ecc.", "eccetera"), ("etc.", "eccetera"), ("p.es.", "per esempio"), ("p. es.", "per esempio"), ("per es.", "per esempio"), ("ad es.", "ad esempio"), ("ca.", "circa"), ("cfr.", "confronta"), ("vs.", "contro"),
        ("a.C.", "avanti Cristo"), ("a. C.", "avanti Cristo"), ("d.C.", "dopo Cristo"), ("d. C.", "dopo Cristo"), ("c.m.", "corrente mese"), ("u.s.", "ultimo scorso"), ("p.v.", "prossimo venturo"),
        ("p.zza", "piazza"), ("P.zza", "Piazza"), ("v.le", "viale"), ("V.le", "Viale"), ("c.so", "corso"), ("C.so", "Corso"), ("l.go", "largo"), ("tel.", "telefono"), ("Tel.", "Telefono"),
        ("S.p.A.", "società per azioni"), ("S.r.l.", "società a responsabilità limitata"), ("n°", "numero"), ("N°", "Numero"), ("§", "paragrafo"), ("max.", "massimo"), ("min.", "minimo"),
    ],
    words: &["art.", "es."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "su",
    rules: &[
        (r"\b(?P<word>[nN])\. ?(?P<digit>\d)", |found| Some(format!("{} {}", if &found["word"] == "N" { "Numero" } else { "numero" }, &found["digit"]))),
        (r"\b(?P<numeral>[IVXLC]+) sec\.(?P<end>[”»)]*$)?", |found| Some(format!("{} secolo{}", nth(roman::value(&found["numeral"])?, Masculine), found.name("end").map(|end| format!(".{}", end.as_str())).unwrap_or_default()))),
        (r"\bsec\. ?(?P<numeral>[IVXLC]+)\b", |found| Some(format!("secolo {}", &found["numeral"]))),
        (r"(?P<lead>^|[\s(«“])['’‘](?P<century>[2-9]00)\b", |found| Some(format!("{}{}", &found["lead"], cardinal(value(found, "century")?, None)))),
        (r"\b(?P<own>\d{1,3}) ?[x×X] ?(?P<other>\d{1,4})\b", |found| Some(format!("{} per {}", &found["own"], &found["other"]))),
        (r"\bpp\. ?(?P<page>\d)", |found| Some(format!("pagine {}", &found["page"]))),
        (r"\bp\. ?(?P<page>\d)", |found| Some(format!("pagina {}", &found["page"]))),
        // "Nel 2020 ha vinto": the verb is no measure.
        (r"(?P<number>\d) ha(?P<after>[.,;:)]|$| di )", |found| Some(format!("{} ettari{}", &found["number"], &found["after"]))),
        (r"(?P<lead>\b[Ii] |\b[Aa]i |\b[Tt]ra i )km (?P<n>\d)", |found| Some(format!("{}chilometri {}", &found["lead"], &found["n"]))),
        (r"\bkm (?P<n>\d)", |found| Some(format!("chilometro {}", &found["n"]))),
        (r"\b(?P<n>\d{1,3})\.000\.000(?P<billions>\.000)?(?P<after> (?:euro|[€$£]|\p{Ll}{4,}))?", round_millions),
        (r"\bgen\. (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("generale {}", &found["name"]))),
        (r"\b(?P<d>\d{1,2}[°º]?) (?P<short>gen|feb|febbr|mar|apr|mag|giu|lug|ago|set|sett|ott|nov|dic)\.(?P<end>[”»)]*$)?", short_month),
        (r"\bS\. (?P<name>\p{Lu}\p{Ll}+)", saint),
        (r"\b(?P<count>\d{1,3}) ?mila\b", |found| Some(format!("{}.000", &found["count"]))),
        (r"(?P<scale>milioni|milione|miliardi|miliardo) di (?P<sign>[€$£])", |found| Some(format!("{} {}", &found["scale"], &found["sign"]))),
        (r"(?P<number>\b0\d{1,3}[ ./-]\d{5,8}\b|\b3\d{2}[ ./-]\d{6,7}\b)", telephone),
        (r"(?P<lead>^|[^0-9]\s)(?:1/2|½) (?P<noun>\p{Ll}{3,})", half),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} e mezzo", cardinal(value(found, "whole")?, None)))),
        (r"(?P<lead>\b(?:[Aa]nni|[Nn]el|[Dd]el|[Dd]al|[Ii]l|[Aa]l) )['’‘](?P<y>\d{2})\b", |found| Some(format!("{}{}", &found["lead"], cardinal(value(found, "y")?, None)))),
        (r"\b(?P<n>[2-9]0) anni\b", years_of_age),
        (r"\b(?P<lead>secol[oi] [IVXLC]+ (?:e|ed|o|al)) (?P<numeral>[IVXLC]+)\b", second_century),
        (r"\b(?P<numeral>[IVXLC]+) (?P<join>e|ed|o|al) (?P<second>[IVXLC]+) (?P<noun>secolo|secoli)\b", |found| Some(format!("{} {} {} {}", nth(roman::value(&found["numeral"])?, Masculine), &found["join"], nth(roman::value(&found["second"])?, Masculine), &found["noun"]))),
        (r"\b(?P<own>\d{1,2})[-–](?P<other>\d{1,2})\b(?P<after>[^-–\d,.%]|[,.](?:\D|$)|$)", draw),
        (r"(?P<lead>\b[Aa]l |\()(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2})?(?P<after>[^\p{L}\d]|$)", minute),
        (r"(?P<lead>^|[^\d/.])(?P<n>\d[\d.]*)/(?P<y>(?:19|20)\d\d)\b", |found| Some(format!("{}{} del {}", &found["lead"], &found["n"], &found["y"]))),
        (r"\b(?P<n>\d{1,3})-?(?P<end>enn[ei])\b", of_age),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|secol[oi]|capitolo|tomo|atto|titolo|libro|volume|fase|canto|parte|comma|sezione|allegato|girone|serie) (?P<numeral>[IVXLC]+)\b", after_name),
        (r"\b(?P<numeral>[IVXL]+) (?P<noun>\p{L}{4,})", before_noun),
        (r"\b1[°º]? (?P<m>gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b", |found| Some(format!("primo {}", &found["m"]))),
        (r"(?P<lead>\b(?:[Ii]l|[Ll]o|[Ll]a|[Aa]l|[Aa]lla|[Dd]el|[Dd]ella|[Nn]el|[Nn]ella|[Dd]al|[Ss]uo|[Ss]ua|[Uu]n|[Uu]na) )?\b(?P<n>\d{1,3})(?P<sign>[°ºª])(?P<next> ?\p{L}+)?", ordinal),
        (r"\b(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<short>\d{2})\b", date),
        (r"(?P<lead>\b(?:[Ii]l|[Aa]l|[Dd]al|[Dd]el) )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"\b(?P<y>1\d{3}|20\d{2})[-–](?P<to>1\d{3}|20\d{2})\b", years),
        (r"(?P<lead>\b(?:[Aa]lle|[Dd]alle|[Dd]elle|[Ll]e|[Oo]re|[Aa]lle ore|[Dd]alle ore) |\b(?:[Aa]ll|[Dd]all|[Dd]ell|[Ll])['’])(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:[Aa]lle|[Dd]alle|[Oo]re) )(?P<h>[01]?\d|2[0-4]),(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<whole>\d),(?P<parts>\d{2}) ?m\b", height),
        (r"\b1 ?h\b", |_| Some("un'ora".to_owned())),
        (r"(?P<label>\b\p{L}+ )?\b1 (?P<noun>\p{Ll}{2,})", one),
    ],
};

/// Says the saint of a place or a day: "San Francesco", "Sant'Anna", "Santa Maria".
fn saint(found: &Captures) -> Option<String> {
    let name = &found["name"];
    let saint = match name.chars().next()? {
        'A' | 'E' | 'I' | 'O' | 'U' => return Some(format!("Sant'{name}")),
        _ if name.ends_with('a') && !["Andrea", "Luca", "Nicola", "Mattia"].contains(&name) => "Santa",
        _ => "San",
    };
    Some(format!("{saint} {name}"))
}

/// Says round millions and what there are of them: "due milioni di euro".
fn round_millions(found: &Captures) -> Option<String> {
    const NO_NOUNS: [&str; 5] = ["della", "nella", "anche", "sono", "contro"];
    let one = &found["n"] == "1";
    let scale = match (found.name("billions").is_some(), one) {
        (false, true) => "milione",
        (false, false) => "milioni",
        (true, true) => "miliardo",
        (true, false) => "miliardi",
    };
    let after = part(found, "after");
    // Signs are said behind the scale anyway.
    let of = if after.is_empty() || after.contains(['€', '$', '£']) || NO_NOUNS.contains(&after.trim()) {
        ""
    } else {
        " di"
    };
    Some(format!("{} {scale}{of}{after}", &found["n"]))
}

/// Says a telephone number of Italy in its groups.
fn telephone(found: &Captures) -> Option<String> {
    let groups = found["number"].split([' ', '.', '/', '-']).map(|group| GRAMMAR.digits(group));
    Some(groups.collect::<Vec<_>>().join(", "))
}

/// Says a draw: "due a due".
fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (value(found, "own")?, value(found, "other")?);
    (own == other && own < 16).then(|| format!("{own} a {other}{}", &found["after"]))
}

/// Says the minute of a match in order: "al cinquantaseiesimo".
fn minute(found: &Captures) -> Option<String> {
    let minute = super::number::nth(value(found, "n").filter(|minute| *minute > 0)?, Masculine);
    let plus =
        found.name("plus").map(|plus| format!(" più {}", plus.as_str().replace(['+', ' '], ""))).unwrap_or_default();
    Some(format!("{}{minute}{plus}{}", &found["lead"], &found["after"]))
}

/// Says a length in meters with its hundredths: "un metro e ottanta".
fn height(found: &Captures) -> Option<String> {
    let whole = value(found, "whole").filter(|whole| *whole > 0)?;
    let parts = value(found, "parts").filter(|parts| *parts > 9)?;
    let noun = if whole == 1 { "metro" } else { "metri" };
    Some(format!("{} {noun} e {}", cardinal(whole, Some(Masculine)), cardinal(parts, None)))
}
