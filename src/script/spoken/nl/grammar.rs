//! What Dutch says, and how: its signs, units and short forms (a table).

use regex::Captures;

use super::super::grammar::{
    BEHIND, COMPARED, Gender::*, Grammar, STOPWATCH, Signs, as_after_many, behind, both_sums, by_digits, compared,
    one_or_many, part, unit, value,
};
use super::number::{cardinal, decimal, fraction};
use super::ordinal::{after_name, half, in_front, measured_half, ordinal};
use super::time::{
    date, days, minute, minutes_and_seconds, month, open_hours, stopwatch, stopwatch_with_lead, time, weekday,
};

#[rustfmt::skip]
pub(in super::super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: None,
    year: |number| cardinal(number, None),
    form: one_or_many,
    decimal,
    signs: ["min", "plus"],
    comma: "komma",
    per: "per",
    to: "tot",
    units: &[
        unit("″", "inch", "inch", Masculine), unit("%", "procent", "procent", Neuter), unit("‰", "promille", "promille", Neuter),
        unit("€", "euro", "euro", Masculine), unit("EUR", "euro", "euro", Masculine), unit("euro", "euro", "euro", Masculine),
        unit("$", "dollar", "dollar", Masculine), unit("US$", "dollar", "dollar", Masculine), unit("USD", "dollar", "dollar", Masculine), unit("dollar", "dollar", "dollar", Masculine),
        unit("£", "pond", "pond", Neuter), unit("GBP", "pond", "pond", Neuter), unit("¥", "yen", "yen", Masculine), unit("₴", "hryvnia", "hryvnia", Masculine), unit("CHF", "Zwitserse frank", "Zwitserse frank", Masculine),
        unit("km/u", "kilometer per uur", "kilometer per uur", Masculine), unit("km/h", "kilometer per uur", "kilometer per uur", Masculine), unit("m/s", "meter per seconde", "meter per seconde", Masculine),
        unit("km", "kilometer", "kilometer", Masculine), unit("m", "meter", "meter", Masculine), unit("cm", "centimeter", "centimeter", Masculine), unit("mm", "millimeter", "millimeter", Masculine),
        unit("km²", "vierkante kilometer", "vierkante kilometer", Masculine), unit("m²", "vierkante meter", "vierkante meter", Masculine), unit("m2", "vierkante meter", "vierkante meter", Masculine), unit("m³", "kubieke meter", "kubieke meter", Masculine), unit("km2", "vierkante kilometer", "vierkante kilometer", Masculine), unit("ha", "hectare", "hectare", Masculine),
        unit("kg", "kilogram", "kilogram", Masculine), unit("g", "gram", "gram", Masculine), unit("gr", "gram", "gram", Masculine), unit("mg", "milligram", "milligram", Masculine), unit("gr.", "gram", "gram", Masculine), unit("kg.", "kilogram", "kilogram", Masculine), unit("km.", "kilometer", "kilometer", Masculine), unit("ug", "microgram", "microgram", Masculine), unit("ug/l", "microgram per liter", "microgram per liter", Masculine), unit("ugl", "microgram per liter", "microgram per liter", Masculine), unit("Bft", "beaufort", "beaufort", Masculine), unit("Bft.", "beaufort", "beaufort", Masculine), unit("Km/u", "kilometer per uur", "kilometer per uur", Masculine), unit("bp", "basispunt", "basispunten", Neuter), unit("inw.", "inwoner", "inwoners", Masculine), unit("pnt.", "punt", "punten", Neuter), unit("pnt", "punt", "punten", Neuter), unit("ptn.", "punt", "punten", Neuter), unit("st.", "stuk", "stuks", Neuter), unit("pers.", "persoon", "personen", Masculine), unit("µg", "microgram", "microgram", Masculine), unit("t", "ton", "ton", Masculine),
        unit("l", "liter", "liter", Masculine), unit("dl", "deciliter", "deciliter", Masculine), unit("cl", "centiliter", "centiliter", Masculine), unit("ml", "milliliter", "milliliter", Masculine),
        unit("°C", "graad Celsius", "graden Celsius", Masculine), unit("ºC", "graad Celsius", "graden Celsius", Masculine), unit("°", "graad", "graden", Masculine),
        unit("min", "minuut", "minuten", Feminine), unit("min.", "minuut", "minuten", Feminine), unit("sec.", "seconde", "seconden", Feminine), unit("s", "seconde", "seconden", Feminine), unit("sec", "seconde", "seconden", Feminine),
        unit("W", "watt", "watt", Masculine), unit("kW", "kilowatt", "kilowatt", Masculine), unit("MW", "megawatt", "megawatt", Masculine), unit("GW", "gigawatt", "gigawatt", Masculine),
        unit("kWh", "kilowattuur", "kilowattuur", Neuter), unit("MWh", "megawattuur", "megawattuur", Neuter), unit("V", "volt", "volt", Masculine), unit("Hz", "hertz", "hertz", Masculine), unit("MHz", "megahertz", "megahertz", Masculine), unit("dB", "decibel", "decibel", Masculine), unit("pk", "pk", "pk", Masculine),
        unit("m3", "kubieke meter", "kubieke meter", Masculine), unit("GWh", "gigawattuur", "gigawattuur", Neuter), unit("TWh", "terawattuur", "terawattuur", Neuter), unit("mAh", "milliampère-uur", "milliampère-uur", Neuter), unit("GHz", "gigahertz", "gigahertz", Masculine), unit("kHz", "kilohertz", "kilohertz", Masculine), unit("hPa", "hectopascal", "hectopascal", Masculine), unit("kcal", "kilocalorie", "kilocalorieën", Feminine), unit("Mbps", "megabit per seconde", "megabit per seconde", Masculine), unit("Mbit/s", "megabit per seconde", "megabit per seconde", Masculine),
        unit("mnd.", "maand", "maanden", Masculine), unit("mnd", "maand", "maanden", Masculine), unit("jr.", "jaar", "jaar", Neuter), unit("ct", "cent", "cent", Masculine), unit("el", "eetlepel", "eetlepels", Masculine), unit("eetl.", "eetlepel", "eetlepels", Masculine), unit("tl", "theelepel", "theelepels", Masculine), unit("theel.", "theelepel", "theelepels", Masculine), unit("blz.", "bladzijde", "bladzijden", Feminine), unit("pag.", "pagina", "pagina's", Feminine),
        unit("MB", "megabyte", "megabyte", Masculine), unit("GB", "gigabyte", "gigabyte", Masculine), unit("TB", "terabyte", "terabyte", Masculine),
    ],
    scales: &[
        unit("miljoen", "miljoen", "miljoen", Neuter), unit("mln", "miljoen", "miljoen", Neuter), unit("mln.", "miljoen", "miljoen", Neuter),
        unit("miljard", "miljard", "miljard", Neuter), unit("mld", "miljard", "miljard", Neuter), unit("mld.", "miljard", "miljard", Neuter), unit("mrd", "miljard", "miljard", Neuter), unit("mrd.", "miljard", "miljard", Neuter), unit("biljoen", "biljoen", "biljoen", Neuter),
    ],
    of: |_| " ",
    cents: " ",
    hundredths: &[
        unit("€", "cent", "cent", Masculine), unit("EUR", "cent", "cent", Masculine), unit("euro", "cent", "cent", Masculine),
        unit("$", "cent", "cent", Masculine), unit("US$", "cent", "cent", Masculine), unit("USD", "cent", "cent", Masculine), unit("dollar", "cent", "cent", Masculine),
        unit("£", "penny", "pence", Masculine), unit("m", "", "", Masculine),
    ],
    names_hundredths: false,
    gender: |_, _| None,
    after_decimals: as_after_many,
    against: "-",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "punt", at: "apenstaartje", slash: "slash", dash: "streepje", underscore: "laag streepje", colon: "dubbelepunt", and: "en", tag: "hashtag" },
    abbreviations: &[
        ("dhr.", "de heer"), ("Dhr.", "de heer"), ("mevr.", "mevrouw"), ("Mevr.", "mevrouw"), ("mw.", "mevrouw"), ("Mw.", "mevrouw"), ("dr.", "doctor"), ("Dr.", "doctor"), ("drs.", "doctorandus"), ("Drs.", "doctorandus"), ("prof.", "professor"), ("Prof.", "professor"), ("ir.", "ingenieur"), ("ing.", "ingenieur"), ("mr.", "meester"), ("Mr.", "meester"), ("ds.", "dominee"), ("gen.", "generaal"), ("kol.", "kolonel"), ("burg.", "burgemeester"),
        ("nr.", "nummer"), ("Nr.", "Nummer"), ("nrs.", "nummers"), ("art.", "artikel"), ("Art.", "Artikel"), ("blz.", "bladzijde"), ("pag.", "pagina"), ("hfst.", "hoofdstuk"), ("par.", "paragraaf"), ("fig.", "figuur"), ("tel.", "telefoon"), ("Tel.", "Telefoon"),
        ("bijv.", "bijvoorbeeld"), ("bv.", "bijvoorbeeld"), ("Bijv.", "Bijvoorbeeld"), ("d.w.z.", "dat wil zeggen"), ("o.a.", "onder andere"), ("O.a.", "Onder andere"), ("m.a.w.", "met andere woorden"), ("m.b.t.", "met betrekking tot"), ("i.v.m.", "in verband met"), ("t.o.v.", "ten opzichte van"), ("n.a.v.", "naar aanleiding van"), ("i.p.v.", "in plaats van"), ("a.u.b.", "alstublieft"), ("s.v.p.", "alstublieft"), ("t.a.v.", "ten aanzien van"), ("o.l.v.", "onder leiding van"), ("m.i.", "mijns inziens"), ("z.s.m.", "zo snel mogelijk"), ("i.e.", "dat is"),
        ("e.v.", "en verder"), ("enz.", "enzovoort"), ("etc.", "et cetera"), ("e.d.", "en dergelijke"), ("e.a.", "en anderen"), ("ca.", "circa"), ("Ca.", "Circa"), ("resp.", "respectievelijk"), ("incl.", "inclusief"), ("excl.", "exclusief"), ("max.", "maximaal"), ("min.", "minimaal"), ("jl.", "jongstleden"), ("vs.", "tegen"),
        ("p.jr.", "per jaar"), ("p.n.", "per nacht"), ("v.d.", "van de"), ("v.h.", "van het"), ("z.t.", "zelfde tijd"), ("j-o-j", "jaar op jaar"), ("bj.", "bouwjaar"), ("vrijst.", "vrijstaande"), ("temp.", "temperatuur"), ("gevoelstemp.", "gevoelstemperatuur"), ("o.b.v.", "op basis van"), ("i.s.m.", "in samenwerking met"), ("t.b.v.", "ten behoeve van"), ("t.g.v.", "ter gelegenheid van"), ("d.m.v.", "door middel van"), ("m.u.v.", "met uitzondering van"), ("i.t.t.", "in tegenstelling tot"), ("i.h.k.v.", "in het kader van"), ("a.s.", "aanstaande"), ("j.l.", "jongstleden"), ("evt.", "eventueel"), ("zgn.", "zogenaamd"), ("vgl.", "vergelijk"), ("plv.", "plaatsvervangend"), ("wnd.", "waarnemend"), ("v.a.", "vanaf"), ("dd.", "de dato"), ("d.d.", "de dato"),
        ("p.p.p.n.", "per persoon per nacht"), ("p.p.p.d.", "per persoon per dag"), ("p.p.p.w.", "per persoon per week"), ("p.p.d.", "per persoon per dag"), ("p.p.", "per persoon"), ("p.u.", "per uur"), ("p/u", "per uur"), ("ct p/m", "ct per minuut"), ("cent p/m", "cent per minuut"), ("p/m", "per maand"), ("p.m.", "per maand"), ("p.d.", "per dag"), ("p.w.", "per week"), ("p.j.", "per jaar"), ("p.st.", "per stuk"), ("k.k.", "kosten koper"), ("v.o.n.", "vrij op naam"), ("WO II", "W O twee"), ("WOII", "W O twee"), ("WO I", "W O één"), ("WOI", "W O één"),
        ("v.Chr.", "voor Christus"), ("v. Chr.", "voor Christus"), ("n.Chr.", "na Christus"), ("n. Chr.", "na Christus"), ("t/m", "tot en met"), ("§", "paragraaf"), ("N.V.", "naamloze vennootschap"),
    ],
    words: &["art.", "max.", "tel.", "bv.", "par."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "van de",
    rules: &[
        (r"\b(?P<home>\p{Lu}[\p{L}.]+ ?[-–] ?\p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?) (?P<own>\d{1,2})[-–](?P<other>\d{1,2})(?P<after>[,;)]|\.(?:\s|$)|$| \()", of_a_match),
        (r"\b(?P<article>[Aa]rtikel(?:en)?) (?P<book>\d{1,2}):(?P<n>\d{1,3})\b", |found| Some(format!("{} {} {}", &found["article"], cardinal(value(found, "book")?, None), &found["n"]))),
        // The dot of an hour that is none of a sentence: "21.00 u. infoavond".
        (r"(?P<n>\d) ?u\.(?P<after> \p{Ll}|[,;)])", |found| Some(format!("{} u{}", &found["n"], &found["after"]))),
        (r"\b(?P<d>\d{1,2})[-/](?P<n>\d{1,2})[-/]['’‘](?P<y>\d{2})\b", short_year),
        (r"\b(?P<day>[Mm]a|[Dd]i|[Ww]o|[Dd]o|[Vv]r|[Zz]a|[Zz]o)\.? (?P<date>\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)", weekday),
        (r"\b(?P<lead>ten|[Ww]ind|[Uu]it|[Uu]it het) (?P<from>NO|NW|ZO|ZW)\b", wind),
        (r"\bkm (?P<n>\d)", |found| Some(format!("kilometer {}", &found["n"]))),
        (r"(?P<lead>\b(?:[Ii]n|tijd van) )(?P<m2>\d{1,2})\.(?P<s2>[0-5]\d)(?P<after>[,;)]? \p{L}|[;)]|\.?$)", minutes_and_seconds),
        (BEHIND, |found| behind(found, "plus")),
        (r"(?P<lead>\b(?:[Ii]n|tijd van|[Oo]p) )(?P<h>\d)\.(?P<m>[0-5]\d)\.(?P<s>[0-5]\d)\b", stopwatch_with_lead),
        (STOPWATCH, stopwatch),
        (r"\b0(?P<d>[1-9]) (?P<month>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", |found| Some(format!("{} {}", &found["d"], &found["month"]))),
        (COMPARED, |found| Some(compared(found, ["kleiner dan", "groter dan", "minder dan", "meer dan", "hooguit", "minstens", "ongeveer", "ongeveer"]))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:naar|tot|en|of|à) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>euro|€|dollar))", |found| both_sums(found, "tot")),
        (r"\bn ?= ?(?P<n>\d)", |found| Some(format!("n is {}", &found["n"]))),
        (r"\b(?P<g>[Gg])em\. (?P<after>[€\d\p{Ll}]|\p{Lu})", |found| Some(format!("{}em{} {}", &found["g"], if found["after"].starts_with(char::is_uppercase) { "eente" } else { "iddeld" }, &found["after"]))),
        (r"\b[Cc]a (?P<n>\d)", |found| Some(format!("circa {}", &found["n"]))),
        (r"\b(?P<book>Psalm|Genesis|Exodus|Jesaja|Spreuken|Prediker|Matte[üu]s|Matthe[üu]s|Marcus|Lucas|Johannes|Handelingen|Romeinen|Openbaring) (?P<chapter>\d{1,3}):(?P<verse>\d{1,3})\b", |found| Some(format!("{} {} vers {}", &found["book"], &found["chapter"], &found["verse"]))),
        (r"(?P<lead>\b[Vv]an )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])(?P<tail> tot)", |found| date(found).map(|said| format!("{said}{}", &found["tail"]))),
        (r"\b(?P<n>\d{2})\+(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} plus{}", &found["n"], &found["after"]))),
        (r"\b(?P<n>\d{1,4})-(?P<flat>[IVX]{1,4})\b", flat),
        (r"\b(?P<h>\d{1,2}) ?u ?(?P<m>[0-5]\d)m?\b", time),
        (r"\b(?P<whole>\d{1,2},\d{2}) meter\b", |found| Some(format!("{} m", &found["whole"]))),
        (r"\b(?P<m>\d{1,2})[.:](?P<s>[0-5]\d) (?P<noun>minuut|minuten)\b", |found| Some(format!("{} {} {}", cardinal(value(found, "m")?, None), &found["noun"], cardinal(value(found, "s")?, None)))),
        (r"\b(?P<lead>[Oo]p) 0[.:](?P<s>[0-5]?\d)\b", |found| Some(format!("{} {} seconden", &found["lead"], value(found, "s")?))),
        (r"(?P<lead>\b[Dd]e |\(|, )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2})?(?P<after>[\s,;.)]|$)", minute),
        // The comma between two belongs to the first: the second is found now.
        (r"(?P<lead>\b[Dd]e |\(|, )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2})?(?P<after>[\s,;.)]|$)", minute),
        (r"\b(?P<day>ma|di|wo|do|vr|za|zo)\.?(?: tot en met | ?[-–] ?)(?P<to>ma|di|wo|do|vr|za|zo)\b", days),
        (r"\b(?P<day>ma|di|wo|do|vr|za|zo)\.? (?P<date>\d{1,2} (?:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec))", weekday),
        (r"\b(?P<day>ma|di|wo|do|vr|za|zo)\.? (?P<date>\d{1,2}(?:[.:]\d{2})?(?: ?[-–] ?| tot )\d{1,2}(?:[.:]\d{2})? ?(?:uur|u)\b)", weekday),
        (r"\b(?P<short>jan|feb|febr|mrt|apr|aug|sept|sep|okt|nov|dec)\. (?P<after>[\p{Ll}\d])", |found| Some(format!("{} {}", month(&found["short"])?, &found["after"]))),
        (r"\b(?P<lead>[Pp]er|[Dd]e) (?P<unit>m³|m3|m²|m2|kWh|MWh|km²|km2|kg|km|ha|l)(?P<after>[^\p{L}\p{N}]|$)", each_unit),
        (r"(?P<lead>\b[Ww]erkdagen |\b\p{L}*dag(?:en)?,? |\b[Oo]pen |\b[Oo]pen: |\()(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))? ?[-–] ?(?P<h2>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))? ?u(?:ur)?\b", open_hours),
        (r"(?P<lead>\b[Vv]an )?\b(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d) ?[-–] ?(?P<h2>[01]?\d|2[0-4])[.:](?P<m2>[0-5]\d)(?: ?u(?:ur)?\b)?", open_hours),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2}) ?u\b", time),
        (r"\bSt\. (?P<name>\p{Lu})", |found| Some(format!("Sint {}", &found["name"]))),
        (r"\b(?P<own>\d{1,3}) ?[x×X] ?(?P<other>\d{1,4})\b(?P<size> ?(?:cm|mm)\b)?", |found| {
            let by = if found.name("size").is_some() { "bij" } else { "keer" };
            Some(format!("{} {by} {}{}", &found["own"], &found["other"], found.name("size").map_or("", |size| size.as_str())))
        }),
        (r"\b\d{1,2}[-–]\d{1,2}(?:(?:,| en) \d{1,2}[-–]\d{1,2})+\b", sets),
        (r"(?P<name>\p{L})str\. (?P<n>\d)", |found| Some(format!("{}straat {}", &found["name"], &found["n"]))),
        (r"\b(?P<n>\d{1,3})(?:e|ste)? ?\+ ?(?P<plus>\d{1,2})(?P<end>e|de|ste)?\b", |found| Some(format!("{} plus {}{}", &found["n"], &found["plus"], found.name("end").map_or("", |end| end.as_str())))),
        (r"(?P<lead>^|[ (])± ?(?P<n>[€\d])", |found| Some(format!("{}ongeveer {}", &found["lead"], &found["n"]))),
        (r"\bpp?\. ?(?P<page>\d)", |found| Some(format!("pagina {}", &found["page"]))),
        (r"\b(?P<n>\d{1,3}) ?[x×](?P<after>[ ,.;)]\D|$)", |found| Some(format!("{} keer{}", cardinal(value(found, "n")?, None), &found["after"]))),
        (r"(?P<number>\d),(?:-{1,2}|–|—)", |found| Some(found["number"].to_owned())),
        (r"\b(?P<count>\d{1,3}) duizend\b", |found| Some(format!("{}.000", &found["count"]))),
        (r"(?P<number>\b0\d{1,3}[- ]\d{6,8}\b|\b0\d{1,3} \d{3} \d{2} \d{2}\b|\b06 ?[-–] ?\d{4} ?\d{4}\b|\b0[89]00[- ]\d{4}\b|\b14 0\d{2}\b)", telephone),
        (r"\b(?P<whole>\d{1,2}) 1/2 (?P<noun>uur|jaar|maand|week|dag|kilo|kilometer|meter|liter|keer|miljoen|miljard|eetlepel|theelepel)\b", measured_half),
        (r"(?P<lead>^|[^0-9]\s)1/2 (?P<noun>\p{Ll}{3,})", half),
        (r"(?P<lead>^|[^0-9]\s)½ (?P<noun>\p{Ll}{3,})", half),
        (r"\b(?P<whole>\d{1,2})(?:,5| ?½) ?(?P<noun>uur|jaar|maand|maanden|week|weken|dag|dagen|kg|kilo|kilogram|km|kilometer|m|meter|l|liter|keer|graad|glas|eeuw|punt|minuut|minuten|seconde|etmaal)\b(?P<each>/)?", measured_half),
        (r"\b(?P<whole>\d{1,2}) ?½ (?P<noun>miljoen|miljard|el|tl|eetlepel|theelepel)\b", measured_half),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} en een half", cardinal(value(found, "whole")?, None)))),
        (r"(?P<lead>\b[Jj]aren )['’‘](?P<y>\d0)\b", |found| Some(format!("{}{}", &found["lead"], cardinal(value(found, "y")?, None)))),
        (r"\b(?P<lead>[Ii]n|[Ss]inds|[Uu]it|[Vv]an|[Tt]ot) ['’‘](?P<y>\d{2})\b", |found| Some(format!("{} {}", &found["lead"], cardinal(value(found, "y")?, None)))),
        (r"\b(?P<n>\d{1,3})-?(?P<word>(?:jarig|daags|voudig|delig|koppig|persoons|urig|tal|plusser)\p{Ll}*)", in_front),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|hoofdstuk|deel|boek|artikel|akte|fase) (?P<numeral>[IVXLC]+)\b", after_name),
        (r"\b(?P<numeral>[IVX]{2,})(?:e|de|ste)\b", |found| Some(super::number::nth(super::super::roman::value(&found["numeral"])?))),
        (r"\b(?P<n>\d{1,4})(?:ste|de|e)\b", ordinal),
        (r"\b(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"(?P<lead>\b(?:[Oo]p|[Vv]anaf|[Tt]ot en met|[Tt]ot|[Vv]oor|[Vv]óór|[Pp]er|\p{Ll}{2,6}dag) )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"\b(?P<d>\d{1,2}) (?P<short>jan|feb|febr|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec)\b(?P<dot>\.)?(?P<close>[”’»)]*$)?", short_month),
        (r"(?P<lead>\b(?:[Oo]p|[Vv]anaf|[Tt]ot en met) )(?P<d>\d{1,2})-(?P<n>0[1-9])\b", date),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?P<tail> ?(?:tot|en|of|[-–]) ?\d{1,2}[.:]\d{2} uur\b)", time),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2}) uur\b", time),
        (r"(?P<lead>\b(?:[Oo]m|[Tt]ot|[Vv]anaf|[Rr]ond|[Vv]oor|[Nn]a|[Tt]egen|[Oo]mstreeks|[Vv]ertrek|[Aa]ankomst|[Aa]anvang|[Ii]nloop|[Ss]tart) )(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<n>\d{1,2}(?:,\d)?) ?u\b", |found| Some(format!("{} uur", &found["n"]))),
        (r"(?P<lead>\b(?:[Rr]ust|[Rr]uststand|met|werd|wordt|op|stand|uitslag|in|met een|van|na een|verloor|de|het|er|bij) )?(?P<open>\()?(?P<decimal>\d,)?\b(?P<own>\d{1,2})[-–](?P<other>\d{1,2})\b(?P<decimals>,\d)?(?P<after> \p{Ll}+| ?%|-\p{Ll}+|[,)])?", score),
        (r"\b(?P<n>\d{1,4})(?P<letter>[a-d])\b", |found| Some(format!("{} {}", &found["n"], &found["letter"]))),
    ],
};

/// Says a telephone number of the Netherlands in its groups.
fn telephone(found: &Captures) -> Option<String> {
    let groups =
        found["number"].split(['-', '–', ' ']).filter(|group| !group.is_empty()).map(|group| GRAMMAR.digits(group));
    Some(groups.collect::<Vec<_>>().join(", "))
}

/// Says a shortened month behind its day; its dot may be the full stop too.
fn short_month(found: &Captures) -> Option<String> {
    let stop = match (found.name("dot"), found.name("close")) {
        (Some(_), Some(close)) => format!(".{}", close.as_str()),
        _ => part(found, "close").to_owned(),
    };
    Some(format!("{} {}{stop}", &found["d"], month(&found["short"])?))
}

/// Says the sets of a match: "zes-vier, drie-zes".
fn sets(found: &Captures) -> Option<String> {
    let say = |number: &str| number.parse().map(|number| cardinal(number, None)).ok();
    let pairs = found[0].split_inclusive([' ', ',']).map(|word| {
        let bare = word.trim_end_matches([' ', ',']);
        match bare.split_once(['-', '–']) {
            Some((own, other)) => Some(format!("{}-{}{}", say(own)?, say(other)?, &word[bare.len()..])),
            None => Some(word.to_owned()),
        }
    });
    pairs.collect()
}

/// Says a score: what goes down is one, and what goes up where the words tell so; "6-10 jaar" is a span.
fn score(found: &Captures) -> Option<String> {
    const TELLING: [&str; 14] = [
        "met", "werd", "wordt", "stand", "uitslag", "met een", "na een", "verloor", "rust", "ruststand", "de", "het",
        "er", "bij",
    ];
    const OF_SCORES: [&str; 13] = [
        "zege", "nederlaag", "winst", "verlies", "achterstand", "voorsprong", "overwinning", "thuiszege", "uitzege",
        "eindstand", "ruststand", "tussenstand", "gelijkspel",
    ];
    // "1,75-1,80 m"
    if found.name("decimal").is_some() || found.name("decimals").is_some() {
        return None;
    }
    let (own, other) = (value(found, "own")?, value(found, "other")?);
    let (lead, after) = (part(found, "lead"), part(found, "after"));
    let after_word = after.trim_start_matches([' ', '-']).trim();
    let measure = ["%", "jaar", "uur", "euro", "keer", "meter", "km", "cm", "kg", "liter", "procent", "mei", "mm"];
    let plural = after_word.ends_with("en") && !["tegen", "binnen", "buiten", "boven", "tussen"].contains(&after_word);
    let counted = plural || measure.contains(&after_word);
    // "De gelijkmaker van Til (1-2)", "na de 1-2-zege": few ages stand so.
    let open = part(found, "open");
    let told = !open.is_empty() && other < 10 && matches!(after, ")" | ",") || OF_SCORES.contains(&after_word);
    let telling = told || own == 0 || own >= other || TELLING.contains(&lead.trim_end().to_lowercase().as_str());
    (telling && !(counted && own < other))
        .then(|| format!("{lead}{open}{}-{}{after}", cardinal(own, None), cardinal(other, None)))
}

/// Writes a date with the last figures of its year as others: "28-11-'25".
fn short_year(found: &Captures) -> Option<String> {
    let century = if found["y"].starts_with(['0', '1', '2', '3']) { "20" } else { "19" };
    Some(format!("{}-{}-{century}{}", &found["d"], &found["n"], &found["y"]))
}

/// Says where the wind comes from.
fn wind(found: &Captures) -> Option<String> {
    let from = match &found["from"] {
        "NO" => "noordoosten",
        "NW" => "noordwesten",
        "ZO" => "zuidoosten",
        _ => "zuidwesten",
    };
    let from = if found["lead"].eq_ignore_ascii_case("wind") { from.trim_end_matches("en") } else { from };
    let article = if found["lead"].eq_ignore_ascii_case("uit") { " het" } else { "" };
    Some(format!("{}{article} {from}", &found["lead"]))
}

/// Says the number of a house and of the flat in it: "driehonderdvierentwintig twee".
fn flat(found: &Captures) -> Option<String> {
    let flat = super::super::roman::value(&found["flat"]).filter(|flat| *flat < 9)?;
    Some(format!("{} {}", &found["n"], cardinal(flat, None)))
}

/// Says what something is for one of: "per kubieke meter".
fn each_unit(found: &Captures) -> Option<String> {
    Some(format!("{} {}{}", &found["lead"], GRAMMAR.unit_name(&found["unit"])?, &found["after"]))
}

/// Says the score of a match behind its teams, the lower number first too: "Twente - AZ één-twee".
fn of_a_match(found: &Captures) -> Option<String> {
    let goals = |team| value(found, team).map(|goals| cardinal(goals, None));
    Some(format!("{} {}-{}{}", &found["home"], goals("own")?, goals("other")?, &found["after"]))
}
