//! What Italian says, and how: its signs, units and short forms (a table).

use regex::Captures;

use super::super::grammar::{
    BEHIND, COMPARED, Gender::*, Grammar, STOPWATCH, Signs, as_after_many, behind, both_sums, by_digits, compared,
    one_or_many, part, stop, unit, value,
};
use super::super::roman;
use super::number::{cardinal, decimal, fraction, nth};
use super::ordinal::{
    after_name, before_noun, by_noun, centuries, half, of_age, one, ordinal, second_century, with_ending, years_of_age,
};
use super::sport::{draw, lasting, minute, minute_of, minutes_long, stopwatch};
use super::time::{date, day, days, open_hours, short_month, time, years};

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
        unit("″", "pollice", "pollici", Masculine), unit("%", "per cento", "per cento", Neuter), unit("p.p.", "punto percentuale", "punti percentuali", Masculine), unit("sez.", "sezione", "sezioni", Feminine), unit("ab.", "abitante", "abitanti", Masculine), unit("pers.", "persona", "persone", Feminine), unit("‰", "per mille", "per mille", Neuter),
        unit("€", "euro", "euro", Masculine), unit("EUR", "euro", "euro", Masculine), unit("euro", "euro", "euro", Masculine),
        unit("$", "dollaro", "dollari", Masculine), unit("US$", "dollaro", "dollari", Masculine), unit("USD", "dollaro", "dollari", Masculine), unit("dollari", "dollaro", "dollari", Masculine),
        unit("£", "sterlina", "sterline", Feminine), unit("GBP", "sterlina", "sterline", Feminine), unit("sterline", "sterlina", "sterline", Feminine),
        unit("¥", "yen", "yen", Masculine), unit("₴", "grivnia", "grivnie", Feminine), unit("CHF", "franco svizzero", "franchi svizzeri", Masculine),
        unit("M€", "milione di euro", "milioni di euro", Masculine),
        unit("km/h", "chilometro all'ora", "chilometri all'ora", Masculine), unit("Km/h", "chilometro all'ora", "chilometri all'ora", Masculine), unit("km/ora", "chilometro all'ora", "chilometri all'ora", Masculine), unit("km/l", "chilometro al litro", "chilometri al litro", Masculine), unit("km/litro", "chilometro al litro", "chilometri al litro", Masculine), unit("m/s", "metro al secondo", "metri al secondo", Masculine),
        unit("km", "chilometro", "chilometri", Masculine), unit("km.", "chilometro", "chilometri", Masculine), unit("Km", "chilometro", "chilometri", Masculine), unit("Km/l", "chilometro al litro", "chilometri al litro", Masculine), unit("Km/litro", "chilometro al litro", "chilometri al litro", Masculine), unit("mt", "metro", "metri", Masculine), unit("mt.", "metro", "metri", Masculine), unit("cm.", "centimetro", "centimetri", Masculine), unit("cc", "centimetro cubo", "centimetri cubi", Masculine), unit("m", "metro", "metri", Masculine), unit("cm", "centimetro", "centimetri", Masculine), unit("mm", "millimetro", "millimetri", Masculine),
        unit("km²", "chilometro quadrato", "chilometri quadrati", Masculine), unit("kmq", "chilometro quadrato", "chilometri quadrati", Masculine), unit("m²", "metro quadrato", "metri quadrati", Masculine), unit("mq", "metro quadrato", "metri quadrati", Masculine),
        unit("m³", "metro cubo", "metri cubi", Masculine), unit("mc", "metro cubo", "metri cubi", Masculine), unit("km2", "chilometro quadrato", "chilometri quadrati", Masculine), unit("m2", "metro quadrato", "metri quadrati", Masculine), unit("ettari", "ettaro", "ettari", Masculine),
        unit("kg", "chilogrammo", "chilogrammi", Masculine), unit("g", "grammo", "grammi", Masculine), unit("gr", "grammo", "grammi", Masculine), unit("gr.", "grammo", "grammi", Masculine), unit("g.", "grammo", "grammi", Masculine), unit("kg.", "chilogrammo", "chilogrammi", Masculine), unit("Kg", "chilogrammo", "chilogrammi", Masculine), unit("mg", "milligrammo", "milligrammi", Masculine), unit("µg", "microgrammo", "microgrammi", Masculine), unit("t", "tonnellata", "tonnellate", Feminine),
        unit("l", "litro", "litri", Masculine), unit("lt", "litro", "litri", Masculine), unit("lt.", "litro", "litri", Masculine), unit("hl", "ettolitro", "ettolitri", Masculine), unit("ml.", "millilitro", "millilitri", Masculine), unit("cl", "centilitro", "centilitri", Masculine), unit("dl", "decilitro", "decilitri", Masculine), unit("ml", "millilitro", "millilitri", Masculine),
        unit("°C", "grado Celsius", "gradi Celsius", Masculine), unit("ºC", "grado Celsius", "gradi Celsius", Masculine), unit("°", "grado", "gradi", Masculine),
        unit("h", "ora", "ore", Feminine), unit("min", "minuto", "minuti", Masculine), unit("min.", "minuto", "minuti", Masculine), unit("sec.", "secondo", "secondi", Masculine), unit("s", "secondo", "secondi", Masculine),
        unit("W", "watt", "watt", Masculine), unit("kW", "chilowatt", "chilowatt", Masculine), unit("MW", "megawatt", "megawatt", Masculine), unit("GW", "gigawatt", "gigawatt", Masculine),
        unit("kWh", "chilowattora", "chilowattora", Masculine), unit("MWh", "megawattora", "megawattora", Masculine), unit("GWh", "gigawattora", "gigawattora", Masculine), unit("TWh", "terawattora", "terawattora", Masculine), unit("Wh", "wattora", "wattora", Masculine), unit("mAh", "milliampereora", "milliampereora", Masculine),
        unit("hPa", "ettopascal", "ettopascal", Masculine), unit("kcal", "chilocaloria", "chilocalorie", Feminine), unit("kHz", "chilohertz", "chilohertz", Masculine), unit("Mbps", "megabit al secondo", "megabit al secondo", Masculine), unit("Gbps", "gigabit al secondo", "gigabit al secondo", Masculine), unit("nm", "nanometro", "nanometri", Masculine), unit("ppm", "parte per milione", "parti per milione", Feminine),
        unit("V", "volt", "volt", Masculine), unit("Hz", "hertz", "hertz", Masculine), unit("MHz", "megahertz", "megahertz", Masculine), unit("GHz", "gigahertz", "gigahertz", Masculine), unit("dB", "decibel", "decibel", Masculine), unit("CV", "cavallo", "cavalli", Masculine), unit("Cv", "cavallo", "cavalli", Masculine), unit("cv", "cavallo", "cavalli", Masculine), unit("Nm", "newton metro", "newton metri", Masculine), unit("pb", "punto base", "punti base", Masculine),
        unit("MB", "megabyte", "megabyte", Masculine), unit("GB", "gigabyte", "gigabyte", Masculine), unit("TB", "terabyte", "terabyte", Masculine),
    ],
    scales: &[
        unit("milioni", "milione", "milioni", Masculine), unit("milione", "milione", "milioni", Masculine), unit("mln", "milione", "milioni", Masculine),
        unit("miliardi", "miliardo", "miliardi", Masculine), unit("miliardo", "miliardo", "miliardi", Masculine), unit("mld", "miliardo", "miliardi", Masculine), unit("mln.", "milione", "milioni", Masculine), unit("mld.", "miliardo", "miliardi", Masculine),
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
        ("p.le", "piazzale"), ("P.le", "Piazzale"), ("F.lli", "fratelli"), ("cell.", "cellulare"), ("loc.", "località"), ("fraz.", "frazione"), ("rag.", "ragionier"), ("cav.", "cavalier"), ("m.llo", "maresciallo"), ("s.l.m.", "sul livello del mare"), ("n.d.r.", "nota del redattore"), ("ndr", "nota del redattore"), ("c.p.p.", "codice di procedura penale"), ("c.p.c.", "codice di procedura civile"), ("c.p.", "codice penale"), ("c.c.", "codice civile"), ("cod. pen.", "codice penale"), ("cod. civ.", "codice civile"), ("D.P.R.", "decreto del presidente della Repubblica"), ("d.P.R.", "decreto del presidente della Repubblica"), ("D.M.", "decreto ministeriale"), ("d.m.", "decreto ministeriale"), ("L.R.", "legge regionale"), ("l.r.", "legge regionale"),
        ("rig.", "rigore"), ("aut.", "autorete"), ("d.c.r.", "dopo i calci di rigore"), ("dcr", "dopo i calci di rigore"), ("d.t.s.", "dopo i tempi supplementari"), ("dts", "dopo i tempi supplementari"), ("M5s", "Movimento cinque stelle"), ("M5S", "Movimento cinque stelle"), ("sent.", "sentenza"), ("esp.", "espulso"), ("conv.", "convertito"), ("bigl.", "biglietti"), ("rid.", "ridotto"), ("sem.", "semestre"), ("trim.", "trimestre"), ("ult.", "ultimo"), ("sez.", "sezione"), ("card.", "cardinale"), ("amm.", "ammiraglio"), ("ten.", "tenente"), ("magg.", "maggiore"), ("G.i.p.", "gip"), ("G.u.p.", "gup"), ("p.m.", "pm"),
        ("S.p.A.", "società per azioni"), ("S.r.l.", "società a responsabilità limitata"), ("n°", "numero"), ("N°", "Numero"), ("§", "paragrafo"), ("max.", "massimo"), ("min.", "minimo"),
    ],
    words: &["art.", "es."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "su",
    rules: &[
        (BEHIND, |found| behind(found, "più")),
        (STOPWATCH, stopwatch),
        (COMPARED, |found| Some(compared(found, ["minore di", "maggiore di", "meno di", "più di", "al massimo", "almeno", "più o meno", "circa"]))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:a|e|o) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>euro|€|dollari))", |found| both_sums(found, "a")),
        // "Torino: – 2 gradi", "segna – 0,78%": a sign with a space of its own.
        (r"(?P<lead>: |\(|\b(?:segna|segnano|cede|cedono|perde|lascia|registra|del) )[-–−] (?P<n>\d+(?:,\d+)?(?: gradi|°| ?%))", |found| Some(format!("{}-{}", &found["lead"], &found["n"]))),
        (r"\bcal\. ?(?P<n>\d)", |found| Some(format!("calibro {}", &found["n"]))),
        (r"\bc\. (?P<n>\d{1,2}\b)", |found| Some(format!("comma {}", &found["n"]))),
        (r"\bco\. (?P<n>\d|[IVX]+\b)", |found| Some(format!("comma {}", &found["n"]))),
        (r"\b(?:dl|DL|Dl) (?:n\. ?)?(?P<n>\d)", |found| Some(format!("decreto legge {}", &found["n"]))),
        (r"\b(?P<lead>(?:[Ll]egge|[Dd]ecreto(?:[ -]legge| legislativo| ministeriale| del presidente della Repubblica)?|[Ss]entenza)(?: n\.)?) (?P<n>\d{1,5})/(?P<y>\d{2})\b", two_figures_of_the_year),
        (r"\b(?P<h>\d{1,2}) ?h ?(?P<m>[0-5]?\d)(?: ?(?:['’′]|m\b|min\b|minuti\b)|\b)", lasting),
        (r"\b[hH] ?24\b", |_| Some("ventiquattro ore su ventiquattro".to_owned())),
        (r"(?P<lead>^|[ (])[hH]\.? ?(?P<n>[01]?\d|2[0-4])(?P<after>[^\p{L}\d/]|$)", |found| Some(format!("{}ore {}{}", &found["lead"], &found["n"], &found["after"]))),
        (r"\b(?P<period>[amt])/(?P<same>[amt])(?P<after>[^\p{L}\d]|$)", against_before),
        (r"\b[Ll]\. (?P<n>n\.? ?)?(?P<digit>\d{1,3}/\d)", |found| Some(format!("legge {}{}", part(found, "n"), &found["digit"]))),
        (r"\b(?:S\.S\. ?|SS |Ss )(?P<n>\d{1,3})\b", |found| Some(format!("statale {}", &found["n"]))),
        (r"\b(?:S\.P\. ?|SP )(?P<n>\d{1,3})\b", |found| Some(format!("provinciale {}", &found["n"]))),
        (r"(?P<lead>\bvent\p{Ll} (?:\p{Ll}+ )?d[ai] )(?P<from>NE|NO|NW|SE|SO|SW|N|S|E|O|W)\b", wind),
        (r"(?P<lead>\b(?:[Dd]a|a|verso) )(?P<from>NE|NO|NW|SE|SO|SW)\b", wind),
        (r"(?P<lead>\b[Dd]al? )?\b(?P<day>[Ll]un|[Mm]ar|[Mm]er|[Gg]io|[Vv]en|[Ss]ab|[Dd]om)(?:\.? ?(?:[-–/]|alla|al?) ?)(?P<to>[Ll]un|[Mm]ar|[Mm]er|[Gg]io|[Vv]en|[Ss]ab|[Dd]om)\b(?:\.(?P<end>[”»)]*$)?)?", days),
        (r"\b(?P<day>[Ll]un|[Mm]ar|[Mm]er|[Gg]io|[Vv]en|[Ss]ab|[Dd]om)\.(?P<after>,? \d)", |found| Some(format!("{}{}", day(&found["day"])?, &found["after"]))),
        (r"\b(?P<lead>[Ii]l|[Ll]a|[Dd]i|[Oo]gni|[Dd]al|[Ff]ino a|e|[Cc]hiuso|[Aa]perto) (?P<day>lun|mar|mer|gio|ven|sab|dom)\.(?P<after>[,;)]? (?:\p{Ll}|[0-9])|[;)])", |found| Some(format!("{} {}{}", &found["lead"], day(&found["day"])?, &found["after"]))),
        (r"(?P<lead>\b(?:[Oo]re|[Oo]rari[oi]:?|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|festivi|feriali),? )?\b(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?[-–](?P<h2>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?\b(?P<more>[-–/.,:]\d| (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))?(?P<join>(?: e|,) (?P<h3>[01]?\d|2[0-4])(?:[.:](?P<m3>[0-5]\d))?[-–](?P<h4>[01]?\d|2[0-4])(?:[.:](?P<m4>[0-5]\d))?\b)?", open_hours),
        (r"\b(?P<scale>milion[ei]|miliard[io]|mln|mld|mila) di (?P<unit>km|kg|m²|mq|m³|mc|kWh|MWh|GWh|ha|hl|m|t|l)(?P<after>[^\p{L}\p{N}]|$)", scaled_unit),
        (r"\b(?P<whole>\d{1,2},\d{2}) metri\b", |found| Some(format!("{} m", &found["whole"]))),
        (r"(?P<sign>€|euro|\$|dollari|£|sterline|centesimi) ?/ ?(?P<each>\p{L}+[²³]?)", each),
        (r"\b(?P<from>\d{1,2})/(?P<to>\d{1,2})(?P<what> (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b)", side_by_side),
        (r"\b(?P<noun>or[ae]) e (?:1/2|½)", |found| Some(format!("{} e mezza", &found["noun"]))),
        (r"\be (?:1/2|½)(?P<after>[^\d/]|$)", |found| Some(format!("e mezzo{}", &found["after"]))),
        (r"\b(?P<from>\d{1,3})[-–](?P<to>\d{1,3})(?P<what> ?(?:%|°|cm\b|mm\b|km\b|m\b|g\b|kg\b|ml\b|dl\b|l\b|cl\b)| (?:minuti|ore|giorni|settimane|mesi|anni|gradi|euro|persone|volte|centimetri|metri|chilometri|grammi|litri|cucchiai|cucchiaini|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|per cento|mila|milioni|miliardi|al giorno|alla settimana|al mese|all'anno|l'anno)\b)", side_by_side),
        (r"\b(?P<from>\d{1,3})/(?P<to>\d{1,3})(?P<what> (?:minuti|ore|giorni|settimane|mesi|anni|gradi|euro|persone|volte|metri|chilometri|uova|cucchiai|posti|cm|mm|kg|g)\b)", side_by_side),
        (r"\b(?P<n>\d{1,4}) [-–] (?P<district>\d{5}) (?P<place>\p{Lu})", |found| Some(format!("{}, {} {}", &found["n"], GRAMMAR.digits(&found["district"]), &found["place"]))),
        (r"\b(?P<word>[nN])\. ?(?P<digit>\d)", |found| Some(format!("{} {}", if &found["word"] == "N" { "Numero" } else { "numero" }, &found["digit"]))),
        (r"\b(?P<numeral>[IVXLC]+) sec\.(?P<end>[”»)]*$)?", |found| Some(format!("{} secolo{}", nth(roman::value(&found["numeral"])?, Masculine), stop(found)))),
        (r"\b(?P<before>sec\.|secol[oi]) (?P<first>[IVXLC]+)[-–/](?P<last>[IVXLC]+)\b(?P<behind>)", centuries),
        (r"\b(?P<first>[IVXLC]+)[-–/](?P<last>[IVXLC]+) (?P<before>)(?P<behind>sec\.|secol[oi])", centuries),
        (r"\bsec\. ?(?P<numeral>[IVXLC]+)\b", |found| Some(format!("secolo {}", &found["numeral"]))),
        (r"(?P<lead>^|[\s(«“])['’‘](?P<century>[2-9]00)\b", |found| Some(format!("{}{}", &found["lead"], cardinal(value(found, "century")?, None)))),
        (r"(?P<lead>\p{L}) x (?P<n>\d)", |found| Some(format!("{} per {}", &found["lead"], &found["n"]))),
        (r"\b110/110(?P<after> e lode)?", |found| Some(format!("110{}", part(found, "after")))),
        (r"\b(?P<own>\d{1,3}) ?[x×X] ?(?P<other>\d{1,4})\b", |found| Some(format!("{} per {}", &found["own"], &found["other"]))),
        (r"\bpp\. ?(?P<page>\d)", |found| Some(format!("pagine {}", &found["page"]))),
        (r"\bp\. ?(?P<page>\d)", |found| Some(format!("pagina {}", &found["page"]))),
        // "Nel 2020 ha vinto": the verb is no measure.
        (r"(?P<number>\d) ha(?P<after>[.,;:)]|$| di )", |found| Some(format!("{} ettari{}", &found["number"], &found["after"]))),
        (r"(?P<lead>\b[Ii] |\b[Aa]i |\b[Tt]ra i )km (?P<n>\d)", |found| Some(format!("{}chilometri {}", &found["lead"], &found["n"]))),
        (r"\b(?P<lead>[Pp]er|[Aa]l|[Oo]gni) (?P<unit>m²|mq|m2|m³|mc|kWh|MWh|kg|km²|kmq|km)(?P<after>[^\p{L}\p{N}]|$)", each_unit),
        (r"\bkm (?P<n>\d)", |found| Some(format!("chilometro {}", &found["n"]))),
        (r"\b(?P<n>\d{1,3})\.000\.000(?P<billions>\.000)?(?P<after> (?:euro|[€$£]|\p{Ll}{4,}))?", round_millions),
        (r"\bgen\. (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("generale {}", &found["name"]))),
        (r"\b(?P<d>\d{1,2}[°º]?) (?P<short>gen|feb|febbr|mar|apr|mag|giu|lug|ago|set|sett|ott|nov|dic)\.(?P<end>[”»)]*$)?", short_month),
        (r"(?P<lead>^|[^\p{L}.])S\. (?P<name>\p{Lu}\p{Ll}+)", saint),
        (r"\b(?P<count>\d{1,3}) ?mila\b", |found| Some(format!("{}.000", &found["count"]))),
        (r"(?P<scale>milioni|milione|miliardi|miliardo) di (?P<sign>[€$£])", |found| Some(format!("{} {}", &found["scale"], &found["sign"]))),
        (r"(?P<number>\b0\d{1,3}[ ./-]\d{5,9}\b|\b0\d(?: \d{2,4}){2,4}\b|\b3\d{2}[ ./-]\d{6,7}\b|\b3\d{2}(?: \d{2,4}){2,3}\b|\b8(?:00|03|48)(?: \d{3} \d{3}|[ -]?\d{6})\b|\b(?:199|89[29])(?: \d{3} \d{3}| \d{2} \d{2} \d{2})\b)", telephone),
        (r"(?P<lead>^|[^0-9]\s)(?:1/2|½) (?P<noun>\p{Ll}{3,})", half),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} e mezzo", cardinal(value(found, "whole")?, None)))),
        (r"(?P<lead>[\s(–-])['’‘](?P<y>\d{2})\b", |found| Some(format!("{}{}", &found["lead"], cardinal(value(found, "y")?, None)))),
        (r"\b(?P<n>[2-9]0) anni\b", years_of_age),
        (r"(?P<lead>\b(?:[Aa]l|[Nn]el|[Dd]al|[Dd]el) |\b(?:[Aa]ll|[Dd]all|[Dd]ell)['’])(?P<n>\d{1,3})['’′](?P<after> di )", minute_of),
        (r"(?P<lead>^|[:;] |\be |\bespulso )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2}['’′]?)?(?P<after> (?:\p{Lu}|rigore\b|autorete\b))", minute),
        (r"\b(?P<lead>secol[oi] [IVXLC]+ (?:e|ed|o|al)) (?P<numeral>[IVXLC]+)\b", second_century),
        (r"\b(?P<numeral>[IVXLC]+) (?P<join>e|ed|o|al) (?P<second>[IVXLC]+) (?P<noun>secolo|secoli)\b", |found| Some(format!("{} {} {} {}", nth(roman::value(&found["numeral"])?, Masculine), &found["join"], nth(roman::value(&found["second"])?, Masculine), &found["noun"]))),
        (r"\b(?P<own>\d{1,2})[-–](?P<other>\d{1,2})\b(?P<after>[^-–\d,.%]|[,.](?:\D|$)|$)", draw),
        (r"(?P<lead>\b[Aa]l |\b[Aa]ll['’])?\b(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2})? ?(?P<half>p\.t\.|s\.t\.|pt\b|st\b)", minute),
        (r"(?P<lead>)\b(?P<n>\d{1,3})['’′](?P<after> di (?:ritardo|recupero|gioco|attesa|stop|partita|viaggio|cammino|percorrenza|anticipo|cottura|lavoro|allenamento)\b| dal(?:la fine|l'inizio|l’inizio| termine| fischio|l'intervallo|l’intervallo)\b)", minutes_long),
        (r"\b(?P<n>\d{1,2})(?:''|’’|[\x22”″])(?P<after> (?:dal|dalla|dall|di|alla)\b)", |found| Some(format!("{} secondi{}", &found["n"], &found["after"]))),
        (r"\b(?P<lead>[Ll]a|[Ii]n|[Dd]ella|[Nn]ella|[Aa]lla) (?P<numeral>I{1,3}|IV|V) (?P<class>[A-H])\b", |found| Some(format!("{} {} {}", &found["lead"], nth(roman::value(&found["numeral"])?, Feminine), &found["class"]))),
        (r"(?P<lead>\b(?:[Ii]n|[Dd]opo|[Pp]er|[Cc]irca|[Oo]ltre|[Pp]rimi|[Uu]ltimi|[Dd]ai|[Ss]oli|[Aa]ltri|[Oo]gni) )(?P<n>\d{1,3})['’′](?P<after>[\s,;.)]|$)", minutes_long),
        (r"(?P<lead>\b(?:[Aa]l|[Dd]al|[Dd]el|[Nn]el|[Ii]l|[Uu]n) |\b(?:[Aa]ll|[Dd]all|[Dd]ell|[Nn]ell|[Ll])['’]|\(|, )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2}['’′]?)?(?P<after>[^\p{L}\d]|$)", minute),
        (r"\b(?P<n>\d{1,4}) ?/ ?(?P<letter>[a-fA-F])\b", |found| Some(format!("{} barra {}", &found["n"], &found["letter"]))),
        (r"(?P<lead>^|[^\d/.])(?P<n>\d[\d.]*)/(?P<y>(?:19|20)\d\d)\b", of_the_year),
        (r"\b(?P<n>\d{1,3})-?(?P<end>enn[ei])\b", of_age),
        (r"\b(?P<n>\d{1,4})(?P<end>esim[oaei])\b", with_ending),
        (r"\b(?P<n>\d{1,3})(?P<sign>\^)(?: ?(?P<noun>\p{L}{3,}))?", by_noun),
        (r"\b(?P<n>\d{1,2})(?P<sign>[ao]) (?P<noun>\p{Ll}{4,})\b", by_noun),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|secol[oi]|capitolo|tomo|atto|titolo|libro|volume|fase|canto|parte|comma|sezione|allegato|girone|serie) (?P<numeral>[IVXLC]+)\b", after_name),
        (r"\b(?P<numeral>[IVX]+) (?P<month>(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))\b", named_day),
        (r"(?P<lead>\b(?:[Nn]el|[Dd]el|[Aa]l|[Ii]l) )(?P<numeral>I{2,3}|IV|VI{0,3}|IX|X[IVX]*)(?P<after>[,;:)]|\.(?:[^\p{L}]|$)|$| [-–+]| (?P<noun>\p{Ll}+))", alone),
        (r"\b(?P<numeral>[IVXL]+) (?P<noun>\p{L}{4,})", before_noun),
        (r"\b0(?P<d>[1-9]) (?P<m>(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))\b", |found| Some(format!("{} {}", if &found["d"] == "1" { "primo" } else { &found["d"] }, &found["m"]))),
        (r"\b1[°º]? (?P<m>gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b", |found| Some(format!("primo {}", &found["m"]))),
        (r"(?P<lead>\b[Aa] \p{Lu}\p{L}+ )(?P<n>-?\d{1,2})°(?P<after>[,;.)]|$)", |found| Some(format!("{}{} gradi{}", &found["lead"], &found["n"], &found["after"]))),
        (r"(?P<lead>\b(?:[Ii]l|[Ll]o|[Ll]a|[Aa]l|[Aa]lla|[Dd]el|[Dd]ella|[Nn]el|[Nn]ella|[Dd]al|[Ss]uo|[Ss]ua|[Uu]n|[Uu]na) )?\b(?P<n>\d{1,3})(?P<sign>[°ºª])(?P<next> ?\p{L}+)?", ordinal),
        (r"\b(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<short>\d{2})\b", date),
        (r"(?P<lead>\b(?:[Ii]l|[Aa]l|[Dd]al|[Dd]el|[Ll]unedì|[Mm]artedì|[Mm]ercoledì|[Gg]iovedì|[Vv]enerdì|[Ss]abato|[Dd]omenica) )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"\b(?P<y>1\d{3}|20\d{2})[-–](?P<to>1\d{3}|20\d{2})\b", years),
        (r"(?P<lead>\bpagin[ae] |^|[\s(«“])(?P<from>\d{1,4})[-–](?P<to>\d{2,4})(?P<what>[\s)»”;:]|[.,](?:\D|$)|$)", span),
        (r"(?P<lead>\b(?:[Aa]lle|[Dd]alle|[Dd]elle|[Ll]e|[Oo]re|[Aa]lle ore|[Dd]alle ore) |\b(?:[Aa]ll|[Dd]all|[Dd]ell|[Ll])['’])(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:[Aa]lle|[Dd]alle|[Oo]re) )(?P<h>[01]?\d|2[0-4]),(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|domani|oggi|stasera|sera|mattina|pomeriggio),? |\b(?:[Ii]ngresso|[Ii]nizio|[Pp]artenza|[Aa]rrivo|[Aa]pertura|[Cc]hiusura|[Rr]itrovo) |\()(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\b", time),
        // Decimals have a comma: "alle 12.30, 18 e 20.45".
        (r"(?P<lead>(?:\be|,) )(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\b(?P<after>[^.\d%]|\.(?:\D|$)|$)", |found| time(found).map(|said| format!("{said}{}", &found["after"]))),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<whole>\d),(?P<parts>\d{2}) ?m\b", height),
        (r"\b1 ?h\b", |_| Some("un'ora".to_owned())),
        (r"(?P<decimal>\d[.,])?(?P<label>\b\p{L}+ )?\b1 (?P<noun>\p{Ll}{2,})", |found| if is_unit(&found["noun"]) { None } else { one(found) }),
    ],
};

/// Says the saint of a place or a day: "San Francesco", "Sant'Anna", "Santa Maria".
fn saint(found: &Captures) -> Option<String> {
    let name = &found["name"];
    let saint = match name.chars().next()? {
        'A' | 'E' | 'I' | 'O' | 'U' => return Some(format!("{}Sant'{name}", &found["lead"])),
        _ if name.ends_with('a') && !["Andrea", "Luca", "Nicola", "Mattia"].contains(&name) => "Santa",
        _ => "San",
    };
    Some(format!("{}{saint} {name}", &found["lead"]))
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

/// Says a length in meters with its hundredths: "un metro e ottanta".
fn height(found: &Captures) -> Option<String> {
    let whole = value(found, "whole").filter(|whole| *whole > 0)?;
    let parts = value(found, "parts").filter(|parts| *parts > 9)?;
    let noun = if whole == 1 { "metro" } else { "metri" };
    Some(format!("{} {noun} e {}", cardinal(whole, Some(Masculine)), cardinal(parts, None)))
}

/// Says what something is measured against: "su base annua".
fn against_before(found: &Captures) -> Option<String> {
    let period = match (&found["period"], &found["same"]) {
        ("a", "a") => "annua",
        ("m", "m") => "mensile",
        ("t", "t") => "trimestrale",
        _ => return None,
    };
    Some(format!("su base {period}{}", &found["after"]))
}

/// Says where the wind comes from.
fn wind(found: &Captures) -> Option<String> {
    let names = found["from"].chars().map(|letter| match letter {
        'N' => "nord",
        'S' => "sud",
        'E' => "est",
        _ => "ovest",
    });
    Some(format!("{}{}", &found["lead"], names.collect::<Vec<_>>().join(" ")))
}

/// Says what a sum is for: "euro al litro", "euro all'ora", "euro a persona".
fn each(found: &Captures) -> Option<String> {
    let sign = &found["sign"];
    Some(match &found["each"] {
        "mq" | "m²" | "m2" => format!("{sign} al metro quadrato"),
        "mc" | "m³" => format!("{sign} al metro cubo"),
        "l" => format!("{sign} al litro"),
        "kg" => format!("{sign} al chilo"),
        "t" => format!("{sign} alla tonnellata"),
        "h" => format!("{sign} all'ora"),
        "g" => format!("{sign} al giorno"),
        "MWh" => format!("{sign} al megawattora"),
        "kWh" => format!("{sign} al chilowattora"),
        money @ ("dollaro" | "sterlina" | "yen" | "franco" | "yuan") => format!("{sign} {money}"),
        "persona" | "testa" => format!("{sign} a {}", &found["each"]),
        noun if noun.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("{sign} all'{noun}"),
        noun if super::ordinal::gender_of(noun) == Feminine => format!("{sign} alla {noun}"),
        noun if noun.starts_with(char::is_lowercase) && noun.len() > 3 => format!("{sign} al {noun}"),
        _ => return None,
    })
}

/// Says the ends of a span of something counted side by side, as is said: "trenta quaranta minuti". Whatever else has a dash
/// goes down, or is a score.
fn side_by_side(found: &Captures) -> Option<String> {
    let (from, to) = (value(found, "from")?, value(found, "to")?);
    (from < to).then(|| format!("{} {to}{}", cardinal(from, None), &found["what"]))
}

/// Says the ends of a span side by side, which is no score: "punte di quattordici quindici".
fn span(found: &Captures) -> Option<String> {
    let lead = &found["lead"];
    let said = if lead.starts_with("pagin") { None } else { side_by_side(found) };
    said.map(|said| format!("{lead}{said}"))
}

/// Returns whether the reader says a noun as the unit that it is: "1 kg".
fn is_unit(noun: &str) -> bool {
    GRAMMAR.unit_name(noun).is_some_and(|name| name != noun)
}

/// Says the number of a law with the two last figures of its year: "centonovantaquattro del settantotto".
fn two_figures_of_the_year(found: &Captures) -> Option<String> {
    let year = &found["y"];
    let year = if year.starts_with(['0', '1', '2', '3']) { format!("20{year}") } else { year.to_owned() };
    Some(format!("{} {} del {year}", &found["lead"], &found["n"]))
}

/// Says what something is for one of: "al metro quadrato".
fn each_unit(found: &Captures) -> Option<String> {
    Some(format!("{} {}{}", &found["lead"], GRAMMAR.unit_name(&found["unit"])?, &found["after"]))
}

/// Says a unit behind millions of it: "miliardi di chilometri".
fn scaled_unit(found: &Captures) -> Option<String> {
    let (_, forms, _) = GRAMMAR.units.iter().find(|(own, ..)| *own == &found["unit"])?;
    Some(format!("{} di {}{}", &found["scale"], forms[2], &found["after"]))
}

/// Says the number of a law with its year; two years are a season.
fn of_the_year(found: &Captures) -> Option<String> {
    let number = &found["n"];
    let season = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    (!season).then(|| format!("{}{number} del {}", &found["lead"], &found["y"]))
}

/// Says the day that a street is named after: "venti Settembre", "primo Maggio".
fn named_day(found: &Captures) -> Option<String> {
    let day = roman::value(&found["numeral"]).filter(|day| *day < 32)?;
    let said = if day == 1 { "primo".to_owned() } else { cardinal(day, None) };
    Some(format!("{said} {}", &found["month"]))
}

/// Says a numeral that has its noun earlier: "nel terzo".
fn alone(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"]).filter(|number| *number < 30)?;
    // "Nel III secolo" has its noun behind it.
    if found.name("noun").is_some_and(|noun| super::ordinal::gender_of(noun.as_str()) == Masculine) {
        return None;
    }
    Some(format!("{}{}{}", &found["lead"], nth(number, Masculine), &found["after"]))
}
