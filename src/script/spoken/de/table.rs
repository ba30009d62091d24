//! What German says of numbers: its units and abbreviations, and its rules in their order. Mostly a table.

use super::super::grammar::{
    COMPARED, Case, Gender::*, Grammar, Inflection, Noun, Signs, VERSES, as_after_many, both_sums, by_digits,
    comma_and_digits, one_or_many, part, stop, value,
};
use super::super::roman;
use super::case::case;
use super::date::{
    days, days_alone, days_in_figures, days_of_two_months, lasting, month, short_date, time, time_and_another,
    to_the_second, weekday, weekdays, written_date, years,
};
use super::number::{cardinal, cardinal_in, ordinal, year};
use super::ordinal::{
    added_minute, bare, behind_adjective, numeral, numeral_before, of_a_noun, one_of_a_kind, placed, possessive,
    strong_end, strong_going_on, suffixed, two_of_a_noun, weak,
};
use super::sign::{BIBLE, both_forms, both_genders, compared, other_ending, scores, sets, wind};
use super::{fraction, noun};

#[rustfmt::skip]
pub(in super::super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: Some(Inflection { case: |context| case(context.before, context.noun(), context.number), joining: &[], adjective: |_| false, meant: |_| None, cardinal: cardinal_in, decimal: |_, _, _| None, noun: measured_in }),
    year,
    form: one_or_many,
    decimal: comma_and_digits,
    signs: ["minus", "plus"],
    comma: "Komma",
    per: "pro",
    to: "bis",
    units: &[
        ("″", ["Zoll"; 3], Masculine), ("%", ["Prozent"; 3], Neuter), ("Prozent", ["Prozent"; 3], Neuter), ("‰", ["Promille"; 3], Neuter), ("€", ["Euro"; 3], Masculine), ("EUR", ["Euro"; 3], Masculine), ("Euro", ["Euro"; 3], Masculine),
        ("$", ["Dollar"; 3], Masculine), ("USD", ["Dollar"; 3], Masculine), ("US$", ["US-Dollar"; 3], Masculine), ("US-$", ["US-Dollar"; 3], Masculine), ("Dollar", ["Dollar"; 3], Masculine), ("£", ["Pfund"; 3], Neuter), ("GBP", ["Pfund"; 3], Neuter),
        ("¥", ["Yen"; 3], Masculine), ("₴", ["Hrywnja"; 3], Feminine), ("CHF", ["Franken"; 3], Masculine), ("Franken", ["Franken"; 3], Masculine),
        ("km/h", ["Kilometer pro Stunde"; 3], Masculine), ("m/s", ["Meter pro Sekunde"; 3], Masculine),
        ("km", ["Kilometer"; 3], Masculine), ("m", ["Meter"; 3], Masculine), ("Meter", ["Meter"; 3], Masculine), ("cm", ["Zentimeter"; 3], Masculine),
        ("kg", ["Kilogramm"; 3], Neuter), ("°C", ["Grad Celsius"; 3], Neuter), ("m²", ["Quadratmeter"; 3], Masculine), ("qm", ["Quadratmeter"; 3], Masculine),
        ("km²", ["Quadratkilometer"; 3], Masculine), ("m³", ["Kubikmeter"; 3], Masculine), ("mm", ["Millimeter"; 3], Masculine), ("g", ["Gramm"; 3], Neuter), ("mg", ["Milligramm"; 3], Neuter),
        ("t", ["Tonne", "Tonnen", "Tonnen"], Feminine), ("l", ["Liter"; 3], Masculine), ("ml", ["Milliliter"; 3], Masculine), ("ha", ["Hektar"; 3], Masculine), ("kWh", ["Kilowattstunde", "Kilowattstunden", "Kilowattstunden"], Feminine),
        ("MWh", ["Megawattstunde", "Megawattstunden", "Megawattstunden"], Feminine), ("GWh", ["Gigawattstunde", "Gigawattstunden", "Gigawattstunden"], Feminine), ("TWh", ["Terawattstunde", "Terawattstunden", "Terawattstunden"], Feminine),
        ("W", ["Watt"; 3], Neuter), ("kW", ["Kilowatt"; 3], Neuter), ("MW", ["Megawatt"; 3], Neuter), ("GW", ["Gigawatt"; 3], Neuter), ("V", ["Volt"; 3], Neuter), ("PS", ["P S"; 3], Neuter), ("EL", ["Esslöffel"; 3], Masculine), ("TL", ["Teelöffel"; 3], Masculine), ("U/min.", ["Umdrehung pro Minute", "Umdrehungen pro Minute", "Umdrehungen pro Minute"], Feminine), ("U/min", ["Umdrehung pro Minute", "Umdrehungen pro Minute", "Umdrehungen pro Minute"], Feminine),
        ("Nm", ["Newtonmeter"; 3], Masculine), ("hPa", ["Hektopascal"; 3], Neuter), ("mbar", ["Millibar"; 3], Neuter), ("mSv", ["Millisievert"; 3], Neuter), ("mW", ["Milliwatt"; 3], Neuter), ("µSv", ["Mikrosievert"; 3], Neuter), ("kJ", ["Kilojoule"; 3], Neuter), ("kV", ["Kilovolt"; 3], Neuter),
        ("Wh", ["Wattstunde", "Wattstunden", "Wattstunden"], Feminine), ("mAh", ["Milliamperestunde", "Milliamperestunden", "Milliamperestunden"], Feminine), ("µg", ["Mikrogramm"; 3], Neuter), ("µm", ["Mikrometer"; 3], Masculine), ("nm", ["Nanometer"; 3], Masculine),
        ("m2", ["Quadratmeter"; 3], Masculine), ("km2", ["Quadratkilometer"; 3], Masculine), ("m3", ["Kubikmeter"; 3], Masculine), ("cm²", ["Quadratzentimeter"; 3], Masculine), ("cm³", ["Kubikzentimeter"; 3], Masculine), ("cm2", ["Quadratzentimeter"; 3], Masculine), ("cm3", ["Kubikzentimeter"; 3], Masculine), ("mm²", ["Quadratmillimeter"; 3], Masculine), ("dl", ["Deziliter"; 3], Masculine), ("cl", ["Zentiliter"; 3], Masculine),
        ("KiB", ["Kibibyte"; 3], Neuter), ("MiB", ["Mebibyte"; 3], Neuter), ("GiB", ["Gibibyte"; 3], Neuter), ("TiB", ["Tebibyte"; 3], Neuter),
        ("KB", ["Kilobyte"; 3], Neuter), ("kB", ["Kilobyte"; 3], Neuter), ("Mbit/s", ["Megabit pro Sekunde"; 3], Neuter), ("Gbit/s", ["Gigabit pro Sekunde"; 3], Neuter), ("kHz", ["Kilohertz"; 3], Neuter), ("ct", ["Cent"; 3], Masculine), ("Ct.", ["Cent"; 3], Masculine), ("DM", ["Mark"; 3], Feminine), ("°F", ["Grad Fahrenheit"; 3], Neuter), ("Hz", ["Hertz"; 3], Neuter),
        ("MHz", ["Megahertz"; 3], Neuter), ("GHz", ["Gigahertz"; 3], Neuter), ("MB", ["Megabyte"; 3], Neuter), ("GB", ["Gigabyte"; 3], Neuter), ("TB", ["Terabyte"; 3], Neuter), ("dB", ["Dezibel"; 3], Neuter), ("kcal", ["Kilokalorie", "Kilokalorien", "Kilokalorien"], Feminine),
        ("s", ["Sekunde", "Sekunden", "Sekunden"], Feminine), ("h", ["Stunde", "Stunden", "Stunden"], Feminine), ("min", ["Minute", "Minuten", "Minuten"], Feminine), ("°", ["Grad"; 3], Neuter),
        ("kn", ["Knoten"; 3], Masculine), ("sm", ["Seemeile", "Seemeilen", "Seemeilen"], Feminine), ("Lj.", ["Lichtjahr", "Lichtjahre", "Lichtjahre"], Neuter), ("mL", ["Milliliter"; 3], Masculine), ("Sek.", ["Sekunde", "Sekunden", "Sekunden"], Feminine), ("sek", ["Sekunde", "Sekunden", "Sekunden"], Feminine),
        ("Pck.", ["Packung", "Packungen", "Packungen"], Feminine), ("Pkg.", ["Packung", "Packungen", "Packungen"], Feminine), ("Msp.", ["Messerspitze", "Messerspitzen", "Messerspitzen"], Feminine), ("Stk.", ["Stück"; 3], Neuter), ("Einw.", ["Einwohner"; 3], Masculine),
        ("Std.", ["Stunde", "Stunden", "Stunden"], Feminine), ("Gt", ["Gigatonne", "Gigatonnen", "Gigatonnen"], Feminine), ("Mt", ["Megatonne", "Megatonnen", "Megatonnen"], Feminine), ("Bft", ["Beaufort"; 3], Neuter), ("bar", ["Bar"; 3], Neuter), ("mmHg", ["Millimeter Quecksilbersäule"; 3], Masculine), ("Cent", ["Cent"; 3], Masculine), ("Ct", ["Cent"; 3], Masculine), ("MBit/s", ["Megabit pro Sekunde"; 3], Neuter), ("Mbps", ["Megabit pro Sekunde"; 3], Neuter), ("Pkt.", ["Punkt", "Punkte", "Punkte"], Masculine), ("Pkte.", ["Punkt", "Punkte", "Punkte"], Masculine), ("Zi.", ["Zimmer"; 3], Neuter), ("Ew.", ["Einwohner"; 3], Masculine), ("Min.", ["Minute", "Minuten", "Minuten"], Feminine),
    ],
    scales: &[
        ("Tsd.", ["Tausend"; 3], Masculine), ("Tsd", ["Tausend"; 3], Masculine), ("Mio", ["Million", "Millionen", "Millionen"], Feminine), ("Mrd", ["Milliarde", "Milliarden", "Milliarden"], Feminine), ("Mill.", ["Million", "Millionen", "Millionen"], Feminine),
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
    gender: |number, noun| (number == 1).then(|| noun::gender(noun)).flatten(),
    after_decimals: as_after_many,
    against: "zu",
    fraction: super::number::fraction,
    dialled: by_digits,
    typed: Signs { dot: "Punkt", at: "ät", slash: "Schrägstrich", dash: "Bindestrich", underscore: "Unterstrich", colon: "Doppelpunkt", and: "und", tag: "Hashtag" },
    abbreviations: &[
        ("Z. B.", "Zum Beispiel"), ("Z.B.", "Zum Beispiel"), ("D. h.", "Das heißt"), ("D.h.", "Das heißt"), ("U. a.", "Unter anderem"), ("Ca.", "Circa"), ("Vgl.", "Vergleiche"), ("Rd.", "Rund"),
        ("u. a. m.", "und anderes mehr"), ("ff.", "fortfolgende"), ("Hr.", "Herr"), ("Hrn.", "Herrn"), ("Jh.", "Jahrhundert"), ("v. Chr.", "vor Christus"),
        ("n. Chr.", "nach Christus"), ("Tel.", "Telefon"), ("Abb.", "Abbildung"), ("Art.", "Artikel"), ("Kap.", "Kapitel"), ("Bd.", "Band"), ("geb.", "geboren"), ("gest.", "gestorben"),
        ("max.", "maximal"), ("min.", "minimal"), ("mind.", "mindestens"), ("rd.", "rund"), ("i. d. R.", "in der Regel"), ("h. c.", "honoris causa"), ("§§", "Paragrafen"), ("§", "Paragraf"),
        ("BGBl.", "Bundesgesetzblatt"), ("Wh.", "Wiederholung"), ("Aufl.", "Auflage"), ("Kl.", "Klasse"), ("n. V.", "nach Verlängerung"), ("n.V.", "nach Verlängerung"), ("n. E.", "nach Elfmeterschießen"), ("n.E.", "nach Elfmeterschießen"), ("i. E.", "im Elfmeterschießen"), ("i.E.", "im Elfmeterschießen"), ("z. B.", "zum Beispiel"), ("z.B.", "zum Beispiel"), ("zB.", "zum Beispiel"), ("zB", "zum Beispiel"), ("dh.", "das heißt"), ("u.v.m.", "und vieles mehr"), ("uvm.", "und vieles mehr"), ("uvm", "und vieles mehr"), ("Jahrg.", "Jahrgang"), ("d. h.", "das heißt"), ("d.h.", "das heißt"), ("u. a.", "unter anderem"),
        ("u.a.", "unter anderem"), ("usw.", "und so weiter"), ("bzw.", "beziehungsweise"), ("ca.", "circa"), ("Dr.", "Doktor"),
        ("Prof.", "Professor"), ("Nr.", "Nummer"), ("Str.", "Straße"), ("St.", "Sankt"), ("evtl.", "eventuell"), ("ggf.", "gegebenenfalls"),
        ("inkl.", "inklusive"), ("sog.", "sogenannte"), ("vgl.", "vergleiche"), ("Hrsg.", "Herausgeber"), ("Abs.", "Absatz"),
        ("Mrd.-", "Milliarden-"), ("Mio.-", "Millionen-"), ("MwSt.", "Mehrwertsteuer"), ("zzgl.", "zuzüglich"), ("bzgl.", "bezüglich"), ("ggü.", "gegenüber"), ("etc.", "et cetera"), ("vs.", "versus"), ("v. a.", "vor allem"), ("z. T.", "zum Teil"), ("z.T.", "zum Teil"),
        ("o. Ä.", "oder Ähnliches"), ("u. Ä.", "und Ähnliches"), ("d. J.", "dieses Jahres"), ("a. D.", "außer Dienst"), ("a.D.", "außer Dienst"), ("i. R.", "im Ruhestand"), ("e. V.", "eingetragener Verein"), ("e.V.", "eingetragener Verein"), ("stellv.", "stellvertretende"),
        ("Mr.", "Mister"), ("Mrs.", "Misses"), ("Dipl.-Ing.", "Diplomingenieur"), ("jr.", "junior"), ("sen.", "senior"), ("Ltd.", "Limited"), ("Inc.", "Incorporated"), ("u.", "und"), ("bspw.", "beispielsweise"), ("insb.", "insbesondere"), ("allg.", "allgemein"), ("gegr.", "gegründet"), ("U/min.", "U/min."), ("Hausnr.", "Hausnummer"), ("tägl.", "täglich"), ("verh.", "verheiratet"), ("Pers.", "Personen"),
        ("lt.", "laut"), ("Lt.", "Laut"), ("zw.", "zwischen"), ("gem.", "gemäß"), ("Gem.", "Gemäß"), ("Bj.", "Baujahr"), ("Bauj.", "Baujahr"), ("Wdh.", "Wiederholung"), ("v. H.", "vom Hundert"), ("v.H.", "vom Hundert"), ("i. H. v.", "in Höhe von"), ("i.H.v.", "in Höhe von"), ("d. M.", "dieses Monats"), ("d.M.", "dieses Monats"),
        ("Jg.", "Jahrgang"), ("Buchst.", "Buchstabe"), ("ärztl.", "ärztlicher"), ("im Vgl.", "im Vergleich"), ("Im Vgl.", "Im Vergleich"), ("erm.", "ermäßigt"), ("Erm.", "Ermäßigt"), ("Lkr.", "Landkreis"), ("tgl.", "täglich"), ("Reg.-Bez.", "Regierungsbezirk"), ("Pfr.", "Pfarrer"), ("Hl.", "Heilige"), ("Gr.", "Größe"), ("Rs.", "Rechtssache"), ("Jhd.", "Jahrhundert"), ("Jhdt.", "Jahrhundert"), ("exkl.", "exklusive"), ("Bgm.", "Bürgermeister"), ("Kto.", "Konto"), ("Vj.", "Vorjahr"), ("einschl.", "einschließlich"), ("abzgl.", "abzüglich"), ("abzügl.", "abzüglich"), ("zuzügl.", "zuzüglich"), ("voraussichtl.", "voraussichtlich"), ("vorauss.", "voraussichtlich"), ("mtl.", "monatlich"), ("jährl.", "jährlich"), ("wöchentl.", "wöchentlich"), ("Hbf.", "Hauptbahnhof"), ("Hbf", "Hauptbahnhof"), ("Anm.", "Anmerkung"), ("Rdnr.", "Randnummer"), ("Rn.", "Randnummer"), ("Whg.", "Wohnung"),
        ("a. M.", "am Main"), ("a.M.", "am Main"), ("a. d.", "an der"), ("a.d.", "an der"), ("i. Br.", "im Breisgau"), ("i.Br.", "im Breisgau"), ("o. g.", "oben genannten"), ("o.g.", "oben genannten"), ("s. o.", "siehe oben"), ("s. u.", "siehe unten"), ("u. U.", "unter Umständen"), ("z. Zt.", "zurzeit"), ("z.Zt.", "zurzeit"), ("z. Hd.", "zu Händen"), ("u. v. m.", "und vieles mehr"), ("o. ä.", "oder ähnlich"), ("u. ä.", "und ähnliche"), ("VVK-", "Vorverkaufs-"), ("VVK", "Vorverkauf"), ("Urt. v.", "Urteil vom"), ("Beschl. v.", "Beschluss vom"), ("insbes.", "insbesondere"), ("Insbes.", "Insbesondere"), ("Bzw.", "Beziehungsweise"), ("Rdn.", "Randnummer"), ("Tz.", "Textziffer"), ("s. a.", "siehe auch"), ("p. a.", "pro Jahr"), ("p.a.", "pro Jahr"),
    ],
    words: &["Art.", "Kap.", "Kl."],
    point_regions: &["CH", "LI"],
    mixed_marks: false,
    out_of: "von",
    rules: &[
        (COMPARED, compared),
        (r"\b(?P<lead>[Aa]us |[Rr]ichtung |[Ww]ind:? |[Ww]ind aus |[Bb]öen aus )(?P<wind>NNO|ONO|OSO|SSO|SSW|WSW|WNW|NNW|NO|SO|SW|NW|N|O|S|W)(?:(?P<join> bis | und | oder |[-–/])(?P<to>NNO|ONO|OSO|SSO|SSW|WSW|WNW|NNW|NO|SO|SW|NW|N|O|S|W))?(?P<after>[\s,.;:)]|$)", wind),
        (r"\b(?P<one>[Uu]nd|[Dd]er|[Dd]ie|[Dd]em|[Dd]en|[Jj]eder|[Jj]ede|[Ee]ine|[Ee]in|[Ee]iner|[Ee]inem|[Ee]r|[Ss]ie|[Ss]eine|[Ii]hre|[Ss]ein|[Ii]hr|[Ss]einer|[Ii]hrer)/(?P<other>oder|der|die|dem|den|jeder|jede|eine|ein|einer|einen|er|sie|ihm|ihre|seine|ihr|sein|ihrer|seiner)\b", |found| if &found["other"] == "oder" { Some("und oder".to_owned()) } else { both_forms(found) }),
        (r"\b(?P<word>(?:[Ee]in|[Kk]ein|[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser)(?:e[rmn]?)?|(?:[Jj]ed|[Dd]ies|[Ww]elch|[Jj]en)e[rmn]?)/-?(?P<end>e[rmn]?|[rmn])\b", other_ending),
        (r"\b(?P<word>\p{Lu}\p{Ll}{3,}e)/-?(?P<end>[nr])\b", other_ending),
        (r"\((?P<one>[mwd]) ?/ ?(?P<two>[mwd]) ?/ ?(?P<three>[mwdx])\)", |found| Some(format!("({}, {}, {})", &found["one"], &found["two"], &found["three"]))),
        (r"\b(?P<noun>brutto|netto|\p{L}\p{Ll}{3,}) ?/ ?(?P<per>Stunde|Tag|Woche|Monat|Jahr|Kopf|Person|Nacht|Minute|Sekunde|Quadratmeter|Liter|Kilo|Kilogramm|Haushalt)\b", |found| (!["Stunde", "Woche", "Monat", "Nacht"].contains(&&found["noun"])).then(|| format!("{} pro {}", &found["noun"], &found["per"]))),
        (VERSES, |found| BIBLE.say(found)),
        (r"(?P<stem>\p{Lu}\p{Ll}{2,})(?:[*:_·/]|/-)(?P<end>innen|in)\b", both_genders),
        (r"(?P<stem>\p{Ll})\*(?P<end>r|n|m|s|e|en)\b", |found| Some(format!("{}-{}", &found["stem"], &found["end"]))),
        (r"(?P<name>\p{L})\+(?P<after>[\s,.;:!?)“”«»-]|$)", |found| Some(format!("{} plus{}", &found["name"], &found["after"]))),
        (r"\b(?P<sets>\d{1,2}:\d{1,2}(?:(?:, ?| und | )\d{1,2}:\d{1,2}){2,})(?P<clock> ?Uhr\b)?", sets),
        (r"\b(?P<lead>[Ii]n der|[Aa]b der|[Bb]is zur|[Vv]on der|[Zz]ur|[Ii]n die|[Ii]m|[Aa]m) (?P<n>\d{1,3})\.(?P<after>,| und (?:in|der|die|das|im|am) )", |found| Some(format!("{} {}en{}", &found["lead"], ordinal(value(found, "n").filter(|number| *number > 0)?), &found["after"]))),
        (r"\bv\. (?P<n>\d{1,2} \p{Lu})", |found| Some(format!("von {}", &found["n"]))),
        (r"(?P<front>\p{Ll})str\.(?P<after>[,;:)/]| \p{Ll})", |found| Some(format!("{}straße{}", &found["front"], &found["after"]))),
        (r"\b(?P<short>Jan|Feb|Mrz|Apr|Aug|Sept?|Okt|Nov|Dez)\.(?P<after>[:);,])", |found| Some(format!("{}{}", month(&found["short"])?, &found["after"]))),
        (r"\b(?P<lead>[Ii]n|[Nn]ach|[Aa]us) (?P<code>\d{5}) (?P<town>\p{Lu}\p{Ll}{2,})(?P<after>[,.;)]|$)", |found| (!found["code"].ends_with('0')).then(|| format!("{} {} {}{}", &found["lead"], GRAMMAR.digits(&found["code"]), &found["town"], &found["after"]))),
        (r"\bv\. (?P<date>\d{1,2}\. ?(?:\d|\p{Lu}))", |found| Some(format!("vom {}", &found["date"]))),
        (r"\b(?P<h>[01]?\d|2[0-4])\.(?P<m>00|15|30|45) ?(?:[-–]|bis) ?(?P<to>[01]?\d|2[0-4])\.(?P<n>[0-5]\d)(?: ?Uhr| ?h)?\b", |found| Some(format!("{}:{} bis {}:{}", &found["h"], &found["m"], &found["to"], &found["n"]))),
        (r"\b(?P<lead>[Uu]m|[Aa]b|[Bb]is|[Gg]egen) (?P<h>[01]?\d|2[0-4])\.(?P<m>00|15|30|45)(?P<after>[,;)]|\.(?:\s|$)|$| (?:und|in|im|am|bis|ist|war|statt|geöffnet|mit|auf|los)\b)", |found| Some(format!("{} {}:{}{}", &found["lead"], &found["h"], &found["m"], &found["after"]))),
        (r"\b(?P<h>[01]?\d|2[0-4]) ?[-–] ?(?P<to>(?:[01]?\d|2[0-4])[.:][0-5]\d ?Uhr)\b", |found| Some(format!("{} bis {}", &found["h"], &found["to"]))),
        (r"(?P<lead>\b[Vv]om |\b[Aa]m )?\b(?P<d>\d{1,2})\.(?P<n>0?[1-9]|1[0-2])\.(?P<y>\d{4})?(?P<join> ?[-–] ?| und | oder | bis )(?P<zum>zum |am )?(?P<to>\d{1,2})\.(?P<m>0?[1-9]|1[0-2])\.(?P<z>\d{4}\b)?(?P<after>[\s,;:)]|$)", days_of_two_months),
        (r"\b(?P<over>[1-9])/(?P<under>[2-9]|10) (?P<unit>l|kg|EL|TL|m|km|g)(?P<after>[^\p{L}\d²³]|$)", |found| Some(format!("{} {}{}", (GRAMMAR.fraction)(value(found, "over")?, value(found, "under").filter(|under| *under > 2)?), each(&found["unit"]), &found["after"]))),
        (r"\b(?P<label>(?:Paragraf|Artikel) \d{1,4}[a-z]?) (?P<numeral>[IVX]{1,4})(?: (?P<s>\d))? (?P<law>\p{Lu}\p{L}*\p{Lu})\b", |found| Some(format!("{} Absatz {}{} {}", &found["label"], cardinal(roman::value(&found["numeral"])?, None), found.name("s").map(|s| format!(" Satz {}", said(s.as_str()))).unwrap_or_default(), &found["law"]))),
        (r"(?P<lead>\b(?:[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Dd]es|[Zz]um|[Vv]om|[Bb]eim) )?\b(?P<stem>Gesamt|Tabellen|Weltranglisten|Bundesliga|Zweitliga|Drittliga|Vorjahres|Olympia|WM|EM|Liga)-(?P<n>\d{1,2})\.(?P<after>[\s,;:)]|$)", placed),
        (r"\b(?P<n>\d{1,3})\. ?/ ?(?P<to>\d{1,3})\. (?P<next>\p{Lu}\p{Ll})", |found| Some(format!("{}. und {}. {}", &found["n"], &found["to"], &found["next"]))),
        (r"\b(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6})s?t(?P<end>e[nrms]?)\b", suffixed),
        (r"\b(?P<lead>[Pp]ro|[Jj]e|[Pp]er) (?P<unit>m²|m2|qm|km²|km2|m³|m3|km|kWh|MWh|kg|ha|l|t|h)(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} {}{}", &found["lead"], each(&found["unit"]), &found["after"]))),
        (r"(?P<lead>\b(?:[Nn]ach|[Vv]or|[Ss]eit|[Mm]it|[Vv]on|[Aa]b|[Uu]nter) )?\b(?P<n>\d{1,3}) J\.(?P<after>[ ,;)]|$)", |found| Some(format!("{}{} Jahre{}{}", part(found, "lead"), &found["n"], if found.name("lead").is_some() { "n" } else { "" }, if found["after"].is_empty() { "." } else { &found["after"] }))),
        (r"\b(?:Mo|Di|Mi|Do|Fr|Sa)\.?(?: ?(?:[,/+&]|und) ?(?:Mo|Di|Mi|Do|Fr|Sa|So)\b\.?)+", weekdays),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa) (?P<rest>(?:bis|ab|von) \d{1,2}(?:[.:]\d{2})?(?: ?(?:[-–]|bis) ?\d{1,2}(?:[.:]\d{2})?)? Uhr)", |found| Some(format!("{} {}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b(?P<label>Seite|Paragraf|Artikel|Absatz|Randnummer|S\.) (?P<n>\d{1,4}) f\.(?P<end>[”“»)]*$)?", |found| Some(format!("{} {} folgende{}", if &found["label"] == "S." { "Seite" } else { &found["label"] }, &found["n"], stop(found)))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:auf|bis|und|oder) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>Euro|€|Franken|Dollar))\b", |found| both_sums(found, "bis")),
        (r"(?P<score>\d:\d[^():]{0,40}\()(?P<n>\d{1,3})\.(?P<after>\)|, ?\p{L})", |found| Some(format!("{}{}e Minute{}", &found["score"], ordinal(value(found, "n")?), &found["after"]))),
        (r"(?P<name>\p{L} \()(?P<n>\d{1,2})\.\)", |found| Some(format!("{}Platz {})", &found["name"], &found["n"]))),
        (r"(?P<scale>°C) ?/ ?(?P<oven>Umluft|Ober|Heißluft|Gas)", |found| Some(format!("{}, {}", &found["scale"], &found["oven"]))),
        (r"\b(?P<one>\d{1,2}) ?[-–] ?(?P<other>\d{1,2}) ?[x×]\b", |found| Some(format!("{}- bis {}mal", cardinal(value(found, "one")?, Some(Masculine)), cardinal(value(found, "other")?, Some(Masculine))))),
        (r"\b(?P<n>45|90)\.? ?\+ ?(?P<plus>\d{1,2})\.? Minute\b", added_minute),
        (r"\b(?P<n>\d{1,3})\. ?\+ ?(?P<plus>\d{1,2})\b", |found| Some(format!("{} plus {}", &found["n"], &found["plus"]))),
        (r"(?P<number>\d)\+(?P<next> \p{L})", |found| Some(format!("{} plus{}", &found["number"], &found["next"]))),
        (r"(?P<number>\d),[-–—]+", |found| Some(found["number"].to_owned())),
        (r"\b(?P<what>C O 2e?|Äq|Äquivalente?) ?/ ?(?P<unit>km|kWh|MWh|t|kg|l|m²|Jahr|Tag|Stunde|Kopf|Person)\b", |found| Some(format!("{} pro {}", &found["what"], each(&found["unit"])))),
        (r"(?P<lead>^|[,;:(–] ?|\bin: )(?P<numeral>[IVXL]{2,})\. (?P<next>\p{Lu}\p{Ll}+)", |found| Some(format!("{}{}. {}", &found["lead"], roman::value(&found["numeral"])?, &found["next"]))),
        (r"(?P<lead>\b(?:[Nn]ach|[Ii]n|[Mm]it|[Vv]on|[Ss]eit|[Bb]ei|[Vv]or) )?\b(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?: ?(?:Std\.|Stunden|h\b))?(?P<clock> Uhr\b)?", to_the_second),
        (r"(?P<lead>\b(?:[Nn]ach|[Ii]n|[Mm]it|[Vv]on|[Ss]eit|[Bb]ei|[Vv]or) )?\b(?P<m>\d{1,2}):(?P<s>[0-5]\d)(?:[,.](?P<f>\d{1,3}))? ?(?P<unit>Minuten|Min\.|min\b|Stunden|Std\.)", lasting),
        (r"(?P<lead>\b(?:[Nn]ach|[Ii]n|[Mm]it|[Vv]on|[Ss]eit|[Bb]ei|[Vv]or) )?\b(?P<m>\d{1,2}):(?P<s>[0-5]\d),(?P<f>\d{1,3})\b", lasting),
        (r"(?P<from>-?\b\d{1,2})/(?P<to>-?\d{1,2}) ?°", |found| Some(format!("{} bis {} °", &found["from"], &found["to"]))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So),? (?P<date>\d{1,2}\. ?(?:\d{1,2}\.|(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b))", |found| Some(format!("{}, {}", weekday(&found["day"])?, &found["date"]))),
        (r"\b(?P<label>(?:BT-|BR-)?Drs\.|(?:Bundestagsd|D)rucksache) (?P<n>\d{1,3})/(?P<of>\d{1,5})\b", |found| Some(format!("{} {} {}", if found["label"].ends_with("Drs.") { "Drucksache" } else { &found["label"] }, said(&found["n"]), said(&found["of"])))),
        (r"(?P<unit>kWh|MWh|GWh|TWh|kg|t|l|m³|Euro|€) ?/ ?a\b", |found| Some(format!("{} pro Jahr", &found["unit"]))),
        (r"\b(?P<high>\d{2,3})/(?P<low>\d{2,3})(?P<unit> ?mmHg\b)", |found| Some(format!("{} zu {}{}", said(&found["high"]), &found["low"], &found["unit"]))),
        (r"(?P<n>\d)-€-", |found| Some(format!("{}-Euro-", &found["n"]))),
        (r"\b(?P<lead>[Qq]uote von|[Vv]erhältnis(?: von)?|[Cc]hancen? (?:von|liegt bei|stehen)|[Bb]etreuungsschlüssel (?:von)?) ?(?P<one>\d{1,3}):(?P<other>\d{1,4})(?P<after>[\s,;:)]|\.(?:\s|$)|$)", |found| Some(format!("{} {} zu {}{}", &found["lead"], said(&found["one"]), said(&found["other"]), &found["after"]))),
        (r"(?P<front>\p{L})pl\. (?P<number>\d)", |found| Some(format!("{}platz {}", &found["front"], &found["number"]))),
        (r"(?P<n>\d{1,3})\. Min\.", |found| Some(format!("{}. Minute", &found["n"]))),
        (r" ?%-(?P<points>Punkte?n?)\b", |found| Some(format!(" Prozent{}", found["points"].to_lowercase()))),
        (r"\b(?P<n>\d)-Zi(?:\.|mmer)-(?:Whg\.|Wohnung)", |found| Some(format!("{}-Zimmer-Wohnung", cardinal(value(found, "n")?, None)))),
        (r"(?P<front>\p{L})str\. (?P<number>\d)", |found| Some(format!("{}straße {}", &found["front"], &found["number"]))),
        (r"\bFr\. (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("Frau {}", &found["name"]))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So)\.? ?(?P<join>[-–]|bis) ?(?P<to>Mo|Di|Mi|Do|Fr|Sa|So)\b\.?", |found| Some(format!("{} bis {}", weekday(&found["day"])?, weekday(&found["to"])?))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa)\.? (?P<rest>\d{1,2}(?:[.:]\d{2})?(?: ?[-–] ?\d{1,2}(?:[.:]\d{2})?)? Uhr)", |found| Some(format!("{} {}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Fr|Sa|So)\.(?P<rest>,? \d)", |found| Some(format!("{}{}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b(?P<own>\d{1,2}):(?P<other>\d{1,2})-(?P<noun>\p{Lu})", |found| Some(format!("{}-zu-{}-{}", cardinal(value(found, "own")?, None), cardinal(value(found, "other")?, None), &found["noun"]))),
        (r"(?P<n>\d) S\.(?P<after>[,;)])", |found| Some(format!("{} Seiten{}", &found["n"], &found["after"]))),
        (r"(?P<lead>^|[^\p{L}\d,.-])1-(?P<noun>\p{Lu})", |found| Some(format!("{}Ein-{}", &found["lead"], &found["noun"]))),
        (r"\b(?P<all>\d{1,2})-in-1\b", |found| Some(format!("{}-in-eins", &found["all"]))),
        (r"\b1 (?P<join>bis|oder) (?P<to>\d)", |found| Some(format!("ein {} {}", &found["join"], &found["to"]))),
        (r"\b(?P<lead>[Uu]m|[Gg]egen|[Aa]b) (?P<h>\d{1,2}) ?h\b", |found| Some(format!("{} {} Uhr", &found["lead"], &found["h"]))),
        (r"\b(?P<day>Mo|Di|Mi|Do|Sa)\.(?P<rest>,? (?:und |oder |\p{Ll}))", |found| Some(format!("{}{}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b(?P<lead>[Aa]m|[Vv]om|[Bb]is|[Aa]b|[Jj]eden) (?P<day>Mo|Di|Mi|Do|Fr|Sa|So)\.", |found| Some(format!("{} {}", &found["lead"], weekday(&found["day"])?))),
        (r"\b(?P<part>Absatz|Paragraf|Artikel) (?P<n>\d{1,4}[a-z]?) S(?:eite|\.) (?P<s>\d)", |found| Some(format!("{} {} Satz {}", &found["part"], &found["n"], &found["s"]))),
        (r"\blit\. ?(?P<letter>[a-z])\b", |found| Some(format!("Buchstabe {}", &found["letter"]))),
        (r"(?P<n>\d{1,2})\. (?P<floor>OG|UG)\b", |found| Some(format!("{}. {}", &found["n"], if &found["floor"] == "OG" { "Obergeschoss" } else { "Untergeschoss" }))),
        (r"(?P<lead>\p{L} )km (?P<n>\d)", |found| Some(format!("{}Kilometer {}", &found["lead"], &found["n"]))),
        (r"\b(?P<n>\d{1,3}(?:\.\d{3})*) ?T(?:€|EUR\b)", |found| Some(format!("{}.000 €", &found["n"]))),
        (r"\b(?P<n>\d{1,4})-(?P<unit>km|m|cm|mm|kg|g|l|kW|MW|GB|TB|Min\.|Std\.)-(?P<noun>\p{Lu})", |found| Some(format!("{}-{}-{}", cardinal(value(found, "n")?, Some(Masculine)), many(&found["unit"]), &found["noun"]))),
        (r"\bS\. (?P<page>\d)", |found| Some(format!("Seite {}", &found["page"]))),
        (r"\b(?P<word>PLZ|Postleitzahl|D-) ?(?P<code>\d{5})\b", |found| Some(format!("{} {}", found["word"].trim_end_matches('-'), GRAMMAR.digits(&found["code"])))),
        (r"\b(?P<whole>\d{1,2})(?: ?½| 1/2\b)", fraction::and_a_half),
        (r"(?P<lead>\b(?:[Nn]ach|[Vv]or|[Ss]eit|[Ii]n|[Mm]it|[Bb]ei|[Vv]on|[Zz]u|[Aa]us|[Bb]innen|[Ff]ür|[Uu]m|[Oo]hne|[Gg]egen|[Dd]urch|[Aa]uf|man|nehme) )?(?:½|\b1/2) (?P<noun>EL|TL|kg|km|cm|l|m|Std\.|Pck\.|\p{Lu}\p{L}+)", fraction::half),
        (r"(?:(?P<whole>\d{1,3}) ?)?(?P<sign>[¼¾⅓⅔⅛])", fraction::sign),
        (r"\b(?P<one>\d+) ?[x×] ?1 (?P<noun>\p{Lu})", |found| Some(format!("{} mal 1 {}", said(&found["one"]), &found["noun"]))),
        (r"\b(?P<one>\d+(?:,\d+)?) ?[x×] ?(?P<other>\d+(?:,\d+)?)(?:[ -](?P<unit>km|m|cm|mm|kg|g)(?P<join>-\p{Lu})?)?\b", |found| {
            let unit = found.name("unit").map(|unit| format!(" {}", each(unit.as_str()))).unwrap_or_default();
            Some(format!("{} mal {}{unit}{}", said(&found["one"]), said(&found["other"]), found.name("join").map_or("", |join| join.as_str())))
        }),
        (r"\bAz\.:? (?P<rest>\S)", |found| Some(format!("Aktenzeichen {}", &found["rest"]))),
        (r"\b(?P<chamber>\d{1,2} \p{Lu}\p{L}{0,2}) (?P<n>\d{1,5})/(?P<year>\d{2})\b", |found| Some(format!("{} {} {}", found["chamber"].strip_prefix("1 ").map_or(found["chamber"].to_owned(), |chamber| format!("eins {chamber}")), &found["n"], &found["year"]))),
        (r"\b(?P<label>Absatz|Artikel|Satz|Nummer|Kapitel|Seite|Paragraf|Platz|Teil|Zimmer|Gleis|Block|Klasse|Stufe|Gruppe) ?1 (?P<next>\p{L})", |found| Some(format!("{} eins {}", &found["label"], &found["next"]))),
        (r"(?P<left>[\p{L}\d]) ?= ?(?P<right>\d)", |found| Some(format!("{} gleich {}", &found["left"], &found["right"]))),
        (r"\b1 (?P<adjective>\p{Ll}{2,}(?P<end>er|es|en|em|e)) (?P<noun>\p{Lu}\p{L}+)", one_of_a_kind),
        (r"\b116 ?(?P<rest>[01]\d{2})\b", |found| Some(format!("{}, {}", GRAMMAR.digits("116"), GRAMMAR.digits(&found["rest"])))),
        (r"(?P<house>\p{L}\.? \d{1,3} ?[a-z]?)(?P<space>,? )(?P<code>\d{5}) (?P<town>\p{Lu}\p{Ll}+)", |found| Some(format!("{}{}{} {}", &found["house"], &found["space"], GRAMMAR.digits(&found["code"]), &found["town"]))),
        (r"\b(?P<n>\d{1,3})[x×]\b", |found| Some(format!("{}mal", cardinal(value(found, "n")?, Some(Masculine))))),
        (r"(?P<number>\d) ?%(?P<end>ig\p{Ll}*)", |found| Some(format!("{}-prozent{}", &found["number"], &found["end"]))),
        (r"\b(?P<d>\d{1,2})\. ?(?P<join>bis zum|bis|und|oder|[-–/]) ?(?P<to>\d{1,2})\. ?(?P<n>0?[1-9]|1[0-2])\.(?: ?(?P<y>(?:19|20)\d{2})\b)?(?P<after>[\s,;:)]|$)", days_in_figures),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", written_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Dd]as |\b[Dd]ie |\b[Vv]on |\b[Nn]ach |\b[Vv]or |\b[Zz]wischen )?\b(?P<d>\d{1,2})\. ?(?P<join>bis zum|bis|und|oder|[-–/]) ?(?P<to>\d{1,2})\. ?(?P<m>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b(?: (?P<y>\d{4})\b)?", days),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Dd]as |\b[Dd]ie |\b[Vv]on |\b[Nn]ach |\b[Vv]or |\b[Zz]wischen )?\b(?P<d>\d{1,2})\. ?(?:(?P<m>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b|(?P<short>Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)(?: (?P<y>\d{4})\b)?", written_date),
        (r"\b(?P<lead>[Vv]om|[Aa]m|[Zz]um|[Bb]is zum) (?P<n>\d{1,2})\. (?P<join>bis zum|bis|und|oder) (?P<to>\d{1,2})\.(?P<after> \p{Ll}|,)", days_alone),
        (r"\b(?P<short>Jan|Feb|Mrz|Apr|Aug|Sept?|Okt|Nov|Dez)\. (?P<y>\d{4})\b", |found| Some(format!("{} {}", month(&found["short"])?, &found["y"]))),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Ff]ür )?\b(?P<d>\d{1,2})\. ?(?P<n>\d{1,2})\. ?(?P<y>\d{4})\b", written_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |(?:\p{L}tag|Mittwoch|Sonnabend), )?\b(?P<d>\d{1,2})\.(?P<n>0?[1-9]|1[0-2])\.(?P<y>\d{2})\b", short_date),
        (r"(?P<lead>\b[Aa]m |\b[Vv]om |\b[Zz]um |\b[Bb]is |\b[Dd]em |\b[Dd]en |\b[Ss]eit |\b[Aa]b |\b[Dd]er |\b[Ff]ür |(?:\p{L}tag|Mittwoch|Sonnabend),? \(?|\(am )(?P<d>\d{1,2})\.(?P<n>0?[1-9]|1[0-2])\.(?P<after>[\s,;:)–-]|$)", written_date),
        (r"\b(?P<d>[0-3]?\d)\.(?P<n>0[1-9]|1[0-2])\.(?P<after> \p{Ll}|[,;)])", written_date),
        (r"\b(?P<lead>siegten?|gewann|gewannen|verlor|verloren|unterlag|unterlagen|besiegten?|schlug|schlugen|führten?|endete|stand es|hieß es|mit|Endstand:?|Ergebnis:?)(?P<gap> (?:[^.!?:\d]{0,40} )?)(?P<scores>\d{1,2}:\d{2}(?:(?:,| und)? \(?\d{1,2}:\d{2}\)?)*)(?P<clock> ?Uhr\b| ?h\b)?", scores),
        (r"\b(?P<own>\d{1,3}):(?P<other>\d{1,3}) (?P<noun>Tore[ns]?|Punkten?|Sätzen?|Siegen?|Treffern?|Stimmen)\b", |found| Some(format!("{} zu {} {}", cardinal(value(found, "own")?, None), cardinal(value(found, "other")?, None), &found["noun"]))),
        (r"\b(?P<from>\d,\d{2})(?P<join> bis )(?P<to>\d,\d{2} ?(?P<unit>m|Meter))\b", |found| both_sums(found, "bis")),
        (r"\bAK:? (?P<sum>\d{1,3}(?:,\d{2})? ?(?:€|Euro))", |found| Some(format!("Abendkasse {}", &found["sum"]))),
        (r"\b1-mal\b", |_| Some("einmal".to_owned())),
        (r"\b1:(?P<to>\d{1,3}(?:\.\d{3})+|\d{4,7})\b", |found| Some(format!("eins zu {}", &found["to"]))),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?P<tail> ?(?:bis|und|oder|[-–]) ?\d{1,2}(?:[.:]\d{2})? Uhr\b)", time_and_another),
        (r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?: ?Uhr| ?h)\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:[Vv]on|[Mm]it|[Uu]nter|[Bb]ei|[Nn]ach|[Ss]eit|[Aa]us|[Zz]u|[Vv]or|[Nn]eben|[Dd]urch|[Ff]ür|[Gg]egen|[Oo]hne|[Uu]m) (?:(?:König|Königin|Kaiser|Kaiserin|Papst|Zar|Zarin|Johannes) )?)?\b(?P<name>\p{Lu}\p{Ll}+) (?P<numeral>[IVXLC]+)\b(?P<dot>\.(?P<close>[”“»]*\s*$)?)?", numeral),
        (r"\b(?P<lead>[Ii]m|[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Vv]om|[Zz]um|[Zz]ur|[Bb]eim|[Aa]m) (?P<numeral>[IVXLC]+)\. (?P<next>\p{Lu})", numeral_before),
        (r"(?:\b(?P<before>\p{L}+) )?\b(?P<lead>[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|[Ii]ns|[Dd]em|[Dd]en|[Dd]es|[Dd]er|[Dd]ie|[Dd]as|[Jj]eden|[Jj]edem|[Jj]eder|[Jj]edes) (?P<n>\d{1,3})\. (?P<join>bis|und|oder|sowie|beziehungsweise)(?P<article> zur| zum| ins| in die| der| die| dem| den| das)? (?P<to>\d{1,3})\. (?P<noun>\p{Lu}\p{L}+)", two_of_a_noun),
        (r"\b(?P<lead>(?:[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser|[Ee]uer|[Ee]ur|[Ee]in|[Kk]ein|[Dd]ies|[Jj]en|[Jj]ed|[Mm]anch)(?P<end>em|en|er|es|e|)) (?P<n>\d{1,3})\. (?P<next>\p{L}+)", possessive),
        (r"(?:\b(?P<before>\p{L}+) )?\b(?P<lead>[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|[Ii]ns|[Dd]em|[Dd]en|[Dd]es|[Dd]er|[Dd]ie|[Dd]as) (?P<n>\d{1,3})\. (?P<next>\p{L}+)", weak),
        (r"\b(?P<article>\p{L}+) (?P<adjective>\p{Ll}{2,}(?P<end>en|em|er|es|e)) (?P<n>\d{1,3})\. (?P<next>\p{Lu}\p{L}+)", behind_adjective),
        (r"(?:\b(?P<before>\p{L}+) )?\b(?P<n>\d{1,3})\. (?P<next>und|oder|bis|beziehungsweise) (?P<to>\d{1,3})\. (?P<noun>\p{Lu}\p{L}+)", of_a_noun),
        (r"(?P<lead>^|\p{L}+ |[:,;(„–] ?)(?P<n>\d{1,3})\. (?P<next>\p{Lu}[\p{L}]+)", bare),
        (r"\b(?P<lead>wurde|wird|war|ist|als|Als|wurden|werden) (?P<n>\d{1,2})\.(?P<close>[”“»\s]*$)", strong_end),
        // What stands behind a score is not counted by it: "1:1 Dahl".
        (r"\b(?P<own>\d{1,3}):(?P<other>\d{0,2}1)\b", |found| Some(format!("{} zu {}", cardinal(value(found, "own")?, None), cardinal(value(found, "other")?, None)))),
        (r"\b(?P<from>1[1-9]\d{2}|20\d{2}) ?[-–] ?(?P<to>\d{2})\b", years),
        (r"\b(?P<lead>als|Als|wurde|wird) (?P<n>\d{1,2})\. (?P<next>ins|durchs|über|in|an|vor|hinter|nach|von|im|am|beim|die|den|das|der|und|mit|auf|zum|zur|des)\b", strong_going_on),
    ],
};

/// Returns a measure in a case: "von achthundert Metern", "mit achtzig Kilometern pro Stunde".
fn measured_in((_, forms, _): &Noun, number: u64, case: Case) -> String {
    let form = forms[one_or_many(number)];
    let (head, rest) = form.split_once(' ').map_or((form, String::new()), |(head, rest)| (head, format!(" {rest}")));
    let bends = case == Case::Dative && number != 1 && head.ends_with("er");
    if bends { format!("{head}n{rest}") } else { form.to_owned() }
}

/// Returns the name of a measure by its sign: for one, or for many.
fn named(sign: &str, form: usize) -> &str {
    GRAMMAR.units.iter().find(|(own, ..)| *own == sign).map_or(sign, |(_, forms, _)| forms[form])
}

/// Names what something is counted for one of: "pro Stunde".
fn each(sign: &str) -> &str {
    named(sign, 0)
}

/// Names many of a measure, as compounds do: "Zwanzig-Minuten-Takt".
fn many(sign: &str) -> &str {
    named(sign, 2)
}

/// Says a number by itself, with its decimals.
fn said(written: &str) -> String {
    match written.split_once(',') {
        Some((whole, decimals)) => comma_and_digits(&GRAMMAR, whole, decimals),
        None => written.parse().map_or_else(|_| GRAMMAR.digits(written), |number| cardinal(number, None)),
    }
}
