//! French written forms: dates, times, money, abbreviations.

mod number;
mod units;
mod word;

use regex::Captures;

use super::grammar::{
    COMPARED, Gender, Gender::*, Grammar, Noun, Signs, VERSES, both_sums, comma_and_number, part, stop, value,
};
use super::roman;
use crate::months::FRENCH as MONTHS;
use number::{cardinal, fraction, nth};
use units::{UNITS, unit_of};
use word::{
    BIBLE, chamber, compared, dialled_in_pairs, draw, for_one, minutes_and_seconds, part_of_finals, quarter,
    unit_alone, wind,
};

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: None,
    year: |number| cardinal(number, None),
    // Zero and one are singular in French.
    form: |number| if number < 2 { 0 } else { 2 },
    decimal: comma_and_number,
    signs: ["moins", "plus"],
    comma: "virgule",
    per: "par",
    to: "à",
    units: UNITS,
    scales: &[
        ("millions", ["million", "millions", "millions"], Masculine), ("million", ["million", "millions", "millions"], Masculine),
        ("milliards", ["milliard", "milliards", "milliards"], Masculine), ("milliard", ["milliard", "milliards", "milliards"], Masculine),
        ("billions", ["billion", "billions", "billions"], Masculine), ("Mds", ["milliard", "milliards", "milliards"], Masculine), ("Md", ["milliard", "milliards", "milliards"], Masculine),
    ],
    of: |unit| if unit.starts_with(['e', 'h']) { " d’" } else { " de " },
    cents: " ",
    hundredths: &[
        ("€", ["centime", "centimes", "centimes"], Masculine), ("EUR", ["centime", "centimes", "centimes"], Masculine), ("euros", ["centime", "centimes", "centimes"], Masculine), ("euro", ["centime", "centimes", "centimes"], Masculine),
        ("$", ["cent", "cents", "cents"], Masculine), ("US$", ["cent", "cents", "cents"], Masculine), ("USD", ["cent", "cents", "cents"], Masculine), ("dollars", ["cent", "cents", "cents"], Masculine),
        ("£", ["penny", "pence", "pence"], Masculine), ("CHF", ["centime", "centimes", "centimes"], Masculine), ("m", [""; 3], Masculine), ("mètres", [""; 3], Masculine),
    ],
    names_hundredths: false,
    gender,
    after_decimals,
    against: "à",
    fraction,
    // The groups of a telephone number are said as numbers in France, their zeros by themselves.
    dialled: |grammar, group| {
        let zeros = group.len() - group.trim_start_matches('0').len();
        let number = group[zeros..].parse().ok().map(|number| cardinal(number, None));
        [grammar.digits(&group[..zeros]), number.unwrap_or_default()].join(" ").trim().to_owned()
    },
    typed: Signs { dot: "point", at: "arobase", slash: "slash", dash: "tiret", underscore: "tiret bas", colon: "deux-points", and: "et", tag: "hashtag" },
    abbreviations: &[
        ("Mmes", "mesdames"), ("Mlles", "mesdemoiselles"), ("Mgr", "monseigneur"), ("Pr", "professeur"), ("Art.", "Article"), ("art.", "article"), ("Arts.", "Articles"), ("arts.", "articles"), ("chaps.", "chapitres"), ("vols.", "volumes"), ("Cie", "compagnie"), ("trim.", "trimestre"), ("pl. de ", "place de "), ("pl. du ", "place du "), ("ét.", "étage"), ("Cf.", "Voir"), ("et suiv.", "et suivants"), ("et s.", "et suivantes"), ("figs.", "figures"), ("fig.", "figure"), ("M°", "métro"), ("A/R", "aller-retour"), ("fév.", "février"), ("dispo.", "disponible"), ("cie", "compagnie"), ("Fbg", "faubourg"), ("fbg", "faubourg"), ("hon.", "honoraires"), ("incl.", "inclus"), ("req.", "requête"), ("rediff.", "rediffusion"), ("juil.", "juillet"), ("ttes", "toutes"), ("tte", "toute"), ("tlj", "tous les jours"), ("Tél.", "Téléphone"), ("tél.", "téléphone"),
        ("J.-C.", "Jésus-Christ"), ("janv.", "janvier"), ("févr.", "février"), ("avr.", "avril"), ("juill.", "juillet"), ("oct.", "octobre"), ("nov.", "novembre"), ("déc.", "décembre"),
        ("cf.", "voir"), ("éd.", "édition"), ("vs", "contre"), ("§", "paragraphe"), ("Mr", "monsieur"), ("Sté", "société"), ("hab.", "habitants"), ("N°s", "Numéros"), ("n°s", "numéros"), ("/pers.", "/personne"), ("/sem.", "/semaine"), ("card.", "cardinal"), ("pers.", "personnes"), ("al.", "alinéa"), ("Pr.", "professeur"), ("ex.", "exemple"), ("dép.", "département"), ("pp.", "pages"), ("P.-S.", "post-scriptum"), ("N.B.", "nota bene"),
        ("N°", "Numéro"), ("Nº", "Numéro"), ("nº", "numéro"), ("bd", "boulevard"), ("av.", "avenue"), ("chap.", "chapitre"), ("vol.", "volume"), ("max.", "maximum"), ("min.", "minimum"), ("St ", "Saint "), ("Ste ", "Sainte "),
        ("M.", "monsieur"), ("MM.", "messieurs"), ("Mme", "madame"), ("Mlle", "mademoiselle"), ("Dr", "docteur"), ("etc.", "et cetera"),
        ("p. ex.", "par exemple"), ("c.-à-d.", "c’est-à-dire"), ("av. J.-C.", "avant Jésus-Christ"), ("apr. J.-C.", "après Jésus-Christ"),
        ("n°", "numéro"), ("St-", "Saint-"), ("Ste-", "Sainte-"), ("Sts-", "Saints-"), ("env.", "environ"), ("Env.", "Environ"), ("Rens.", "Renseignements"), ("rens.", "renseignements"), ("s.p.", "sur penalty"), ("s. p.", "sur penalty"), ("csc", "contre son camp"), ("alt.", "altitude"), ("réf.", "référence"), ("Réf.", "Référence"), ("asc.", "ascenseur"), ("pdt", "pendant"), ("circ.", "circonscription"), ("arr.", "arrondissement"), ("Bd", "boulevard"), ("Av.", "avenue"), ("Bld", "boulevard"), ("bld", "boulevard"), ("appt", "appartement"), ("appt.", "appartement"), ("rdc", "rez-de-chaussée"), ("resp.", "respectivement"), ("adj.", "adjoint"), ("suppl.", "supplément"), ("N.D.", "Notre-Dame"), ("N.-D.", "Notre-Dame"), ("bât.", "bâtiment"), ("Bât.", "Bâtiment"), 
    ],
    words: &["sept.", "art.", "ex."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "sur",
    rules: &[
        (r"(?P<name>\p{L})\+(?P<after>[\s,.;:!?)“”«»]|$)", |found| Some(format!("{} plus{}", &found["name"], &found["after"]))),
        (COMPARED, compared),
        (r"\b(?P<lead>[Vv]ents? (?:de |du )?|[Ss]ecteur |[Ff]lux de |[Rr]afales de )(?P<wind>NNE|ENE|ESE|SSE|SSO|OSO|ONO|NNO|NE|NO|NW|SE|SO|SW|N|S|E|O)(?:(?P<join> à | et | ou |[-–/])(?P<to>NE|NO|SE|SO|N|S|E|O))?(?P<after>[\s,.;:)]|$)", wind),
        (VERSES, |found| BIBLE.say(found)),
        (r"\b(?P<set>[67]-[67]) \((?P<a>\d{1,2})[/-](?P<b>\d{1,2})\)", |found| Some(format!("{} ({} à {})", &found["set"], &found["a"], &found["b"]))),
        (r"\([-−] ?(?P<n>\d+(?:,\d+)?)\)", |found| Some(format!("(moins {})", &found["n"]))),
        (r"\b[Ss]f (?P<day>lun|mar|mer|jeu|ven|sam|dim|jours? fériés?|le )", |found| Some(format!("sauf {}", &found["day"]))),
        (r"\b(?P<h>\d{1,2}) ?h ?(?P<m>[0-5]?\d) ?(?:min|mn)\.? ?(?P<s>[0-5]?\d) ?s(?:ec)?\b", |found| Some(format!("{} h {} minutes {} s", &found["h"], cardinal(value(found, "m")?, Some(Feminine)), &found["s"]))),
        (r"(?P<lead>^|[^\d]\s)(?P<n>[13])/4 (?:de )?(?P<unit>kg|l|litre|L)\b", |found| Some(format!("{}{} de {}", &found["lead"], if &found["n"] == "1" { "un quart" } else { "trois quarts" }, if &found["unit"] == "kg" { "kilo" } else { "litre" }))),
        (r"(?P<lead>\p{L} )\+ (?P<next>\p{Ll}|\d)", |found| Some(format!("{}plus {}", &found["lead"], &found["next"]))),
        (r"\b(?P<noun>\p{L}\p{Ll}{2,}|CC|HC|TTC|HT) ?/ ?(?P<per>jour|semaine|mois|an|heure|personne|nuit|séance|trimestre|habitant|foyer|ménage|minute|seconde|pers\.|sem\.|pers\b|sem\b|j\b)(?P<after>[^\p{L}]|$)", for_one),
        (r"\bCass\. (?:(?P<n>[123])(?:re|e) )?(?P<kind>civ|soc|crim|com)\.(?: (?P<m>[123])(?:re|e)\b)?", chamber),
        (r"\b(?P<code>[Cc]ode|C\.) (?P<which>trav|civ|pén|com|assur|consom)\.(?P<end>[”»)]*$)?", |found| Some(format!("Code {}{}", match &found["which"] { "trav" => "du travail", "civ" => "civil", "pén" => "pénal", "com" => "de commerce", "assur" => "des assurances", _ => "de la consommation" }, stop(found)))),
        (r"\b(?P<lead>[Ll]e|[Aa]u|[Dd]u|[Nn]uméro|[Ff]aites le|[Cc]omposez le) (?P<one>3\d)(?P<two>\d{2})(?P<after>[,.;:)!]|$| (?:ou|et|est|pour|en|afin|par|accessible|joignable|gratuit|depuis|sur|24|7|\()\b)", dialled_in_pairs),
        (r"(?P<lead>\b(?:[Aa]u|[Dd]u|[Ll]e|[Ee]n|[Cc]e|[Dd]e) )T(?P<n>[1-4])(?P<after> (?:19|20)\d{2}\b)", quarter),
        (r"(?P<lead>\b(?:[Aa]u|[Ee]n) )T(?P<n>[1-4])(?P<after>[,.;)]|$)", quarter),
        (r"(?P<lead>\()T(?P<n>[1-4])(?P<after>(?: (?:19|20)\d{2})?\))", quarter),
        (r"(?P<lead>[\s(])[-–−] de (?P<n>\d{1,2} ans\b)", |found| Some(format!("{}moins de {}", &found["lead"], &found["n"]))),
        (r"\b(?P<lead>[Gg]ratuit|[Rr]éduit|[Ee]nfants?) (?:\()?[-–−] ?(?P<n>\d{1,2} ans\b)", |found| Some(format!("{} moins de {}", &found["lead"], &found["n"]))),
        (r"(?P<lead>\p{L} )[-–−] ?(?P<n>\d+(?:,\d+)? ?(?:%|points?\b|pts?\b|°))", |found| Some(format!("{}moins {}", &found["lead"], &found["n"]))),
        (r"(?P<lead>[;:,(] ?)[-−] (?P<n>\d+(?:,\d+)? ?(?:%|points?\b))", |found| Some(format!("{}moins {}", &found["lead"], &found["n"]))),
        (r"(?P<lead>\b(?:de|et|ou|en) )\+(?P<after>[\s,.;:)]|$)", |found| Some(format!("{}plus{}", &found["lead"], &found["after"]))),
        (r"\b(?P<lead>[Ll]e|[Dd]u|[Aa]u|[Uu]n|[Aa]rticle) (?P<one>49|9)-3\b", |found| Some(format!("{} {} trois", &found["lead"], cardinal(value(found, "one")?, None)))),
        (r"\b(?P<first>\d{1,2})(?P<rest>(?: - \d{1,2}){2,})\b", |found| Some(format!("{}{}", &found["first"], found["rest"].replace(" - ", ", ")))),
        (r"(?P<one>\d+(?:,\d+)?) ?(?P<unit>m|cm|mm|km) ?[x×] ?(?P<other>\d+(?:,\d+)? ?(?:m|cm|mm|km)\b)", |found| Some(format!("{} {} sur {}", &found["one"], &found["unit"], &found["other"]))),
        (r"\b(?P<lead>[Ll]ots|[Ll]es|[Nn]uméros|[Aa]ux|[Dd]es) nos (?P<n>\d)", |found| Some(format!("{} numéros {}", if found["lead"].to_lowercase().starts_with("num") { "" } else { &found["lead"] }, &found["n"]))),
        (r"\b1er/(?P<n>0?[1-9]|1[0-2])\b", |found| Some(format!("1er {}", MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?))),
        (r"\b(?P<lead>[Ss]auf|[Nn]octurne|[Ff]ermé|[Oo]uvert|[Cc]haque|[Tt]ous les|[Ll]es|[Dd]ès|[Cc]e|rediff\.) (?P<le>le )?(?P<day>lun|mar|mer|jeu|ven|sam|dim)\.(?P<after>[,;)]| \p{Ll}|$)", |found| Some(format!("{} {}{}{}", &found["lead"], part(found, "le"), weekday(&found["day"])?, if found["after"].is_empty() { "." } else { &found["after"] }))),
        (r"\b(?P<n>\d) ?ch\.(?P<after>[,;)]| )", |found| Some(format!("{} chambre{}{}", &found["n"], if &found["n"] == "1" { "" } else { "s" }, &found["after"]))),
        (r"\b(?P<lead>[Ll]e|[Uu]n|[Cc]e|[Aa]u|[Dd]u|[Pp]remier|[Dd]euxième|[Dd]ernier|1er) 1/(?P<part>4|8e?|16e?|32e?)(?P<final> de finale)", part_of_finals),
        (r"\b(?P<art>[Aa]rt)(?P<many>s)?\. (?P<kind>[LRD])\. ?(?P<n>\d)", |found| Some(format!("{}icle{} {} {}", &found["art"], part(found, "many"), &found["kind"], &found["n"]))),
        (r"\b(?P<lead>[Ee]n|[Ff]in|[Dd]ébut|[Dd]epuis|[Dd]ès) sept\.(?P<after>[,;)]| \p{Ll}| \d)", |found| Some(format!("{} septembre{}", &found["lead"], &found["after"]))),
        (r"(?P<lead>^|[^-–\d,.])(?P<own>\d)[-–](?P<other>\d)(?P<after>[^-–\d,.%]|[,.](?:\D|$)|$)", draw),
        (r"(?P<lead>^|[^\d]\s)1/2 ?h\b", |found| Some(format!("{}une demi-heure", &found["lead"]))),
        (r"(?P<lead>^|[^\d]\s)(?P<n>[13])/4 ?(?:h\b|d[’']heure\b)", |found| Some(format!("{}{} d’heure", &found["lead"], if &found["n"] == "1" { "un quart" } else { "trois quarts" }))),
        (r"(?P<from>\d ?h(?: ?[0-5]\d)?) ?/ ?(?P<to>\d{1,2} ?h)", |found| Some(format!("{}, {}", &found["from"], &found["to"]))),
        (r"(?P<lead>^|[\s(’'])\+ de (?P<n>\d)", |found| Some(format!("{}plus de {}", &found["lead"], &found["n"]))),
        (r"(?P<lead>\b[Uu]ne? )personnes\b", |found| Some(format!("{}personne", &found["lead"]))),
        (r"\b(?P<lead>[Aa]u|[Dd]u|[Ll]e|[Pp]ar|[Cc]haque|[Ee]n|[Ll]es|[Dd]es) (?P<unit>km²|km2|km|kg|m²|m2|m³|m3|kWh|MWh|ha)(?P<after>[^\p{L}\d/]|$)", unit_alone),
        (r"(?P<scale>\bmillions?|\bmilliards?) de (?P<unit>km²|km2|km|kg|m²|m2|m³|m3|t|l|kWh|MWh|GWh)(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} de {}{}", &found["scale"], unit_of(&found["unit"], 2), &found["after"]))),
        (r"(?P<scale>\bmillions?|\bmilliards?) d[’'](?P<unit>ha|hab\.)(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} d’{}{}", &found["scale"], if &found["unit"] == "ha" { "hectares" } else { "habitants" }, &found["after"]))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:à|et|ou) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>euros|€|dollars))", |found| both_sums(found, "à")),
        (r"\b(?P<lead>[Ee]n|[Ll]es|[Dd]es|[Aa]ux|[Ss]es|[Ll]eurs|[Pp]remiers|[Dd]erniers) 1/(?P<part>4|8e?s?|16e?s?|32e?s?)(?P<final> de finale| finale)", part_of_finals),
        (r"\b(?P<day>lun|mar|mer|jeu|ven|sam|dim)\.? ?[-–] ?(?P<to>lun|mar|mer|jeu|ven|sam|dim)\b\.?", |found| Some(format!("{} à {}", weekday(&found["day"])?, weekday(&found["to"])?))),
        (r"\b(?P<day>lun|mar|mer|jeu|ven|sam|dim)\.(?P<rest>,? \d)", |found| Some(format!("{}{}", weekday(&found["day"])?, &found["rest"]))),
        (r"€ (?P<kind>CC|HC)\b", |found| Some(format!("€ {}", if &found["kind"] == "CC" { "charges comprises" } else { "hors charges" }))),
        (r"\b(?P<km>[Kk])m\.? (?P<n>\d)", |found| Some(format!("{}ilomètre {}", &found["km"], &found["n"]))),
        (r"\b(?P<no>[Nn]uméro) (?P<a>\d{2,4})-(?P<b>\d{1,4})\b", |found| Some(format!("{} {}, {}", &found["no"], &found["a"], &found["b"]))),
        (r"\bpp?\. ?(?P<page>\d+(?P<to>[-–]\d+)?)", |found| Some(format!("{} {}", if found.name("to").is_some() { "pages" } else { "page" }, &found["page"]))),
        (r"(?P<n>\d) M(?P<after>[,.;)]| (?:de|en|à)\b| d[’']|$)", |found| Some(format!("{} millions{}", &found["n"], &found["after"]))),
        (r"(?P<n>\d{1,3}(?:e|ème|re|er)) min(?:imum\b|\.|\b)", |found| Some(format!("{} minute", &found["n"]))),
        (r"\b(?P<article>[Aa]rticles?) (?P<kind>[LRD]\.? ?)?(?P<n>\d{1,4})-(?P<part>\d{1,3})(?:-(?P<last>\d{1,3}))?\b", |found| Some(format!("{} {}{}, {}{}", &found["article"], part(found, "kind"), &found["n"], &found["part"], found.name("last").map(|last| format!(", {}", last.as_str())).unwrap_or_default()))),
        (r"^(?P<day>Lun|Mar|Mer|Jeu|Ven|Sam|Dim)\. (?P<d>\d)", |found| Some(format!("{} {}", super::capitals::capitalised(weekday(&found["day"].to_lowercase())?), &found["d"]))),
        (r"(?P<n>\d) p\.(?P<after>[,;)]|$)", |found| Some(format!("{} pages{}", &found["n"], &found["after"]))),
        (r"(?:(?P<n>\d+(?:,\d+)?(?:/\d)?|½) ?)?\bc\. ?à (?:(?P<small>café|c\.)|soupe\b|s\.)", spoon),
        (r"\bth\. ?(?P<n>\d)(?:[/-](?P<to>\d))?\b", |found| Some(format!("thermostat {}{}", &found["n"], found.name("to").map(|to| format!(", {}", to.as_str())).unwrap_or_default()))),
        (r"\b(?P<n>\d{1,2}(?:re|e|ème)) ch\.(?P<after>[,;)]| \p{Ll})", |found| Some(format!("{} chambre{}", &found["n"], &found["after"]))),
        (r"\b(?P<n>\d{1,2})(?P<e>er|e|ème) s\.(?P<after>,| (?:av|ap|apr)\.| \p{Ll}|$)", |found| Some(format!("{}{} siècle{}", &found["n"], &found["e"], if found["after"].is_empty() { "." } else { &found["after"] }))),
        (r"\b(?P<m>\d{1,2})['’′](?P<s>[0-5]\d)(?:['’′]{2}|[\x22″”])(?P<f>\d{2})\b", |found| Some(format!("{} minutes {} secondes {}", &found["m"], &found["s"], &found["f"]))),
        (r"(?P<of>\b[Dd]e )?\b(?P<m>\d{1,2})['’′] ?(?P<s>[0-5]\d)(?:['’′]{2}|[\x22″”])", minutes_and_seconds),
        (r"(?P<of>\b[Dd]e )?\b(?P<s>\d{1,2})(?:['’′]{2}|[\x22″”])(?P<f>\d{1,2})\b", |found| Some(if &found["s"] == "1" { format!("{}une seconde {}", part(found, "of").replace("e ", "’"), &found["f"]) } else { format!("{}{} secondes {}", part(found, "of"), &found["s"], &found["f"]) })),
        (r"\b(?P<day>lun|mar|mer|jeu|ven|sam|dim)\. (?P<next>à|au|et)\b", |found| Some(format!("{} {}", weekday(&found["day"])?, &found["next"]))),
        (r"\b(?P<lead>[Aa]u|[Dd]u|[Ll]e) (?P<day>lun|mar|mer|jeu|ven|sam|dim)\.", |found| Some(format!("{} {}", &found["lead"], weekday(&found["day"])?))),
        (r"\bt\. (?P<n>[IVXL]+)\b", |found| Some(format!("tome {}", &found["n"]))),
        (r"\bpp?\. ?(?P<page>[ivxl]{1,7})\b", |found| Some(format!("page {}", cardinal(roman::value(&found["page"].to_uppercase())?, None)))),
        (r"\b(?P<lead>[Ss]eules|[Tt]outes les) (?P<n>\d{1,3})(?: ?(?P<unit>h|min|s))?\b", |found| {
            let unit = GRAMMAR.units.iter().find(|(sign, ..)| *sign == part(found, "unit"));
            let unit = unit.map(|(_, forms, _)| format!(" {}", forms[2])).unwrap_or_default();
            Some(format!("{} {}{unit}", &found["lead"], cardinal(value(found, "n")?, Some(Feminine))))
        }),
        (r"\b(?P<n>\d{1,3})(?:[ .\x{a0}\x{202f}]000){2}(?P<billions>[ .\x{a0}\x{202f}]000)?(?P<after>[ \x{a0}\x{202f}](?:[€$£]|[dD]ollars|euros|\p{Ll}{4,}))", round_millions),
        // "Ils étaient 7." ends in a word that is written like the month.
        (r"(?P<d>\d(?:er)?) sept\.(?P<end>[”»)]*$)?", |found| Some(format!("{} septembre{}", &found["d"], stop(found)))),
        (r"\b(?P<mid>mi-)?sept\. (?P<y>\d{4})\b", |found| Some(format!("{}septembre {}", part(found, "mid"), &found["y"]))),
        (r"\bPre (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("professeure {}", &found["name"]))),
        (r"\b(?P<n>\d{1,3})(?:e|ème) ?\+ ?(?P<plus>\d{1,2})\b", |found| Some(format!("{}e plus {}", &found["n"], &found["plus"]))),
        (r"\b(?P<numeral>[IVX]+)(?P<e>er|e|ème) (?P<short>s\.)(?P<end>[”»)]*$)?", century),
        (r"\b(?P<own>\d{1,3}) ?[x×X] ?(?P<other>\d{1,4})\b(?P<unit> ?(?:m|cm|mm|km|mètres|centimètres)\b)?", times),
        (r"\b(?P<whole>\d{1,2}) ?h(?:eures?)? ?½", |found| Some(format!("{} h et demie", &found["whole"]))),
        (r"\b(?P<whole>\d{1,2}) ?½ (?P<noun>\p{Ll}{3,})", and_a_half),
        (r"(?P<lead>^|[^0-9]\s)(?:½|1/2) ?(?P<unit>kg|l)\b", |found| Some(format!("{}un demi-{}", &found["lead"], if &found["unit"] == "l" { "litre" } else { "kilo" }))),
        (r"(?P<lead>^|[^0-9]\s)½ (?:d[’'])?(?P<noun>\p{Ll}{3,})", half),
        (r"(?P<lead>^|[^\d]\s)1/2 (?P<noun>heure|litre|journée|tasse|verre|douzaine|bouteille|kilo|cuillère|cuillerée|sachet|citron|oignon|finale|tour|point|siècle)\b", half),
        (r"(?P<sign>[¼¾⅓⅔])", |found| Some(match &found["sign"] { "¼" => "un quart", "¾" => "trois quarts", "⅓" => "un tiers", _ => "deux tiers" }.to_owned())),
        (r"\b(?P<score>\d{1,2},\d)/(?P<of>5|10|20)\b", |found| Some(format!("{} sur {}", &found["score"], &found["of"]))),
        (r"\b(?P<head>[Dd]|[Qq]u)e (?P<number>1(?:,\d+)?[ \x{a0}\x{202f}])(?P<noun>\p{L}{2,}|[%€$])", elided),
        (r"\bMe (?P<name>\p{Lu}\p{L}+)", |found| Some(format!("maître {}", &found["name"]))),
        (r"(?P<scale>millions?|milliards?) (?:d[’']|de )(?P<sign>[€$£])", |found| Some(format!("{} {}", &found["scale"], &found["sign"]))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} et demi", cardinal(value(found, "whole")?, None)))),
        (r"\b(?P<numeral>[IVX]+)(?P<e>er|re|ère|e|ème)\b", |found| Some(format!("{}{}", roman::value(&found["numeral"])?, &found["e"]))),
        (r"\b(?P<name>\p{Lu}[\p{Ll}-]+(?:-\p{Lu}\p{Ll}+)?|chapitre|tome|acte|titre|article|livre|phase) (?P<numeral>[IVXLC]+)\b", numeral),
        (r"\b(?P<part>\d{1,2}/\d{1,2})e\b", |found| Some(found["part"].to_owned())),
        (r"\b(?P<n>1)(?P<e>er|re|ère)(?P<s>s)?\b", ordinal),
        (r"\b(?P<n>\d{1,3}[ .\x{a0}\x{202f}]000)(?:e|ème)\b", |found| Some(nth(found["n"].chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?))),
        (r"\b(?P<n>\d{1,4})(?P<e>e|ème|ième|nd|nde|de|d)(?P<s>s)?\b", ordinal),
        (r"\b1 (?P<m>janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b", |found| Some(format!("premier {}", &found["m"]))),
        (r"\b(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"\b(?P<lead>[Ll]e|[Dd]u|[Aa]u) (?P<d>\d{1,2})/(?P<n>0\d|1[0-2])\b", date),
        (r"\b(?P<n>\d{1,3}) ?k€", |found| Some(format!("{} 000 €", &found["n"]))),
        (r"\b24 ?h ?(?:/|sur) ?24\b", |_| Some("vingt-quatre heures sur vingt-quatre".to_owned())),
        (r"\b7 ?j(?:ours)? ?(?:/|sur) ?7\b", |_| Some("sept jours sur sept".to_owned())),
        (r"\b(?P<from>\d{1,2} ?h(?: ?[0-5]\d)?) ?[-–] ?(?P<to>\d{1,2} ?h)", |found| Some(format!("{} à {}", &found["from"], &found["to"]))),
        (r"\b(?P<h>[01]?\d|2[0-4]) ?h(?: ?(?P<m>[0-5]\d)(?: ?min)?)?\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
    ],
};

/// Elides what stands before one of something: "près d’un million". Numbers themselves, and days, are not elided before.
fn elided(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let is_counted = !MONTHS.contains(&noun) && !["et", "ou", "sur", "er", "re"].contains(&noun);
    is_counted.then(|| format!("{}’{}{noun}", &found["head"], &found["number"]))
}

/// Says the spoons of a recipe: "deux cuillères à soupe", "une demi-cuillère à café".
fn spoon(found: &Captures) -> Option<String> {
    let kind = if found.name("small").is_some() { "café" } else { "soupe" };
    Some(match part(found, "n") {
        "" => format!("cuillère à {kind}"),
        "1/2" | "½" => format!("une demi-cuillère à {kind}"),
        "1" => format!("une cuillère à {kind}"),
        number => format!("{number} cuillères à {kind}"),
    })
}

fn ordinal(found: &Captures) -> Option<String> {
    let number = value(found, "n")?;
    Some(match (number, &found["e"]) {
        (1, "er") => format!("premier{}", part(found, "s")),
        (1, "re" | "ère") => format!("première{}", part(found, "s")),
        // "La 1e partie": so the feminine is written, where it is not "1re".
        (1, "e") => format!("première{}", part(found, "s")),
        (2, "nd" | "d") => format!("second{}", part(found, "s")),
        (2, "nde" | "de") => format!("seconde{}", part(found, "s")),
        (0, _) | (_, "nd" | "nde" | "d" | "de") => return None,
        _ => nth(number) + part(found, "s"),
    })
}

/// Says round millions and what there are of them: "deux millions d’euros", "trois milliards d’habitants".
fn round_millions(found: &Captures) -> Option<String> {
    const NO_NOUNS: [&str; 8] = ["dans", "pour", "avec", "chez", "sont", "selon", "contre", "lors"];
    let many = if &found["n"] == "1" { "" } else { "s" };
    let scale = if found.name("billions").is_some() { "milliard" } else { "million" };
    let noun = found["after"].trim_start();
    // Signs are said behind the scale anyway.
    let of = match noun {
        "€" | "$" | "£" => "",
        noun if NO_NOUNS.contains(&noun) => "",
        noun if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'h', 'é', 'â', 'ê']) => "d’",
        _ => "de ",
    };
    Some(format!("{} {scale}{many} {of}{noun}", &found["n"]))
}

/// Says a century that is shortened: "au troisième siècle". At the end of a text its dot is the full stop too.
fn century(found: &Captures) -> Option<String> {
    let number = roman::value(&found["numeral"]).filter(|number| *number < 100)?;
    let said = if number == 1 { "premier".to_owned() } else { nth(number) };
    let stop = stop(found);
    Some(format!("{said} siècle{stop}"))
}

/// Says how often, or the sides of something: "huit fois cinquante-deux minutes", "quatre sur six mètres".
fn times(found: &Captures) -> Option<String> {
    // A relay is run in turns.
    let relay = value(found, "own")? <= 10 && value(found, "other")? >= 50 && part(found, "unit").trim() == "m";
    let sides = found.name("unit").is_some() && !relay;
    let by = if sides || &found["own"] == "4" && &found["other"] == "4" { "sur" } else { "fois" };
    Some(format!("{} {by} {}{}", &found["own"], &found["other"], part(found, "unit")))
}

/// Says a half of what follows: "une demi-heure", "un demi-litre"; of a final it is the name.
fn half(found: &Captures) -> Option<String> {
    let (lead, noun) = (part(found, "lead"), &found["noun"]);
    if noun == "finale" {
        return Some(format!("{lead}demi-finale"));
    }
    let one = if is_feminine(noun) { "une" } else { "un" };
    Some(format!("{lead}{one} demi-{noun}"))
}

/// Says a number and a half of what follows: "deux tasses et demie".
fn and_a_half(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    Some(format!("{} {noun} et demi{}", &found["whole"], if is_feminine(noun) { "e" } else { "" }))
}

/// Returns whether a measure of the kitchen or the day is feminine.
fn is_feminine(noun: &str) -> bool {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let nouns =
        ["heure", "tasse", "cuillère", "cuillerée", "tonne", "livre", "douzaine", "bouteille", "dose", "tranche"];
    nouns.contains(&one) || gender(1, noun) == Some(Feminine)
}

/// Says the number of a king or a chapter: "Louis quatorze". One letter alone may be a name's.
fn numeral(found: &Captures) -> Option<String> {
    const SINGLE: [&str; 9] =
        ["Charles", "Philippe", "Henri", "George", "Georges", "Édouard", "Pie", "Mohammed", "Napoléon"];
    let (name, written) = (&found["name"], &found["numeral"]);
    let sure = written.len() > 1 || SINGLE.contains(&name) || name.starts_with(char::is_lowercase);
    let is_letter = matches!(written, "L" | "C");
    let number = roman::value(written).filter(|number| sure && !is_letter && *number < 100)?;
    Some(format!("{name} {}", cardinal(number, None)))
}

/// Returns the gender of a counted noun by its ending; it shows after numbers that end in one.
#[rustfmt::skip]
fn gender(number: u64, noun: &str) -> Option<Gender> {
    const ENDINGS: &[&str] = &[
        "tion", "sion", "té", "ée", "ette", "ance", "ence", "ure", "elle", "esse", "ille", "ousse", "asse", "ie", "ière", "euse", "trice", "ude", "ise", "aine", "ine", "ante", "ente", "ourse", "ource", "alle", "rue", "vue", "nue", "nne", "classe", "ose", "ause",
    ];
    const NOUNS: &[&str] = &[
        "cible", "candidate", "élue", "avocate", "soldate", "mère", "sœur", "cellule", "table", "marque", "campagne", "montagne", "vache", "fleur", "couleur", "valeur", "erreur", "moto", "photo", "boîte", "compagnie", "île", "grève", "fenêtre", "gare", "branche", "tâche", "flèche", "radio", "vidéo", "caméra", "action", "part", "parcelle", "toile", "veuve", "vie", "preuve", "danseuse", "mesure", "piste",
        "personne", "femme", "heure", "semaine", "minute", "seconde", "voix", "tonne", "place", "école", "ville", "commune", "arme", "victime", "page",
        "entreprise", "usine", "maison", "région", "frappe", "attaque", "livre", "fois", "fille", "équipe", "loi", "famille", "plainte", "roquette",
        "banque", "centrale", "étape", "ligne", "nuit", "route", "chambre", "carte", "lettre", "guerre", "bombe", "chaîne", "pièce",
    ];
    const MASCULINE: &[&str] = &[
        "magazine", "patrimoine", "intervalle", "moine",
        "incendie", "génie", "parapluie", "foie", "sosie", "amphibie", "cimetière", "domaine", "capitaine", "prélude",
        "député", "comité", "côté", "été", "traité", "arrêté", "invité", "révolté", "blessé", "réfugié", "employé", "salarié", "lycée", "musée", "trophée",
        "silence", "squelette", "bastion", "associé", "mort", "comté", "déporté", "accusé", "délégué",
    ];
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let named = |nouns: &[&str]| nouns.contains(&one) || nouns.contains(&noun);
    let feminine = named(NOUNS) || ENDINGS.iter().any(|ending| one.ends_with(ending));
    (number % 10 == 1 && feminine && !named(MASCULINE)).then_some(Feminine)
}

/// Returns the form of a noun after decimals: below two it is singular.
fn after_decimals((_, forms, _): &Noun, whole: &str) -> String {
    forms[if matches!(whole, "0" | "1") { 0 } else { 2 }].to_owned()
}

/// Returns the day of the week that is shortened so.
fn weekday(short: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    DAYS.iter().find(|day| day.starts_with(short)).copied()
}

fn date(found: &Captures) -> Option<String> {
    let day = value(found, "d").filter(|day| (1..=31).contains(day))?;
    let month = MONTHS.get(value(found, "n")?.checked_sub(1)? as usize)?;
    let day = if day == 1 { "premier".to_owned() } else { cardinal(day, None) };
    let lead = found.name("lead").map(|lead| format!("{} ", lead.as_str())).unwrap_or_default();
    let year = value(found, "y").map(|year| format!(" {}", cardinal(year, None))).unwrap_or_default();
    Some(format!("{lead}{day} {month}{year}"))
}

fn time(found: &Captures) -> Option<String> {
    let hour = value(found, "h")?;
    let hours = if hour < 2 { "heure" } else { "heures" };
    let minutes = match value(found, "m") {
        None | Some(0) => String::new(),
        Some(minute) => format!(" {}", cardinal(minute, Some(Feminine))),
    };
    Some(format!("{} {hours}{minutes}", cardinal(hour, Some(Feminine))))
}
