//! Spanish written forms: dates, times, money, abbreviations.

mod number;
mod ordinal;
mod time;
mod units;
mod word;

use regex::Captures;

use super::grammar::{
    COMPARED, Gender, Gender::*, Grammar, Signs, VERSES, as_after_many, both_sums, by_digits, comma_and_number,
    one_or_many, part, stop, value,
};
use number::cardinal;
use ordinal::{
    and_a_half, before_noun, draw, fraction, half, minute, minutes, numeral, ordinal, quarter, second_century,
};
use time::{
    date, day_and_month, half_day, hours_and_minutes, hours_with_points, minutes_and_seconds, month_alone, short_month,
    time, to_the_second, weekday,
};
use units::{UNITS, unit_of};
use word::{BIBLE, compared, inhabitants, named_minute, one_more, programmed, shots, wind};

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: None,
    year: |number| cardinal(number, None),
    form: one_or_many,
    decimal: comma_and_number,
    signs: ["menos", "más"],
    comma: "coma",
    per: "por",
    to: "a",
    units: UNITS,
    scales: &[
        ("millones", ["millón", "millones", "millones"], Masculine), ("millón", ["millón", "millones", "millones"], Masculine),
        ("mill.", ["millón", "millones", "millones"], Masculine), ("mil millones", ["mil millones"; 3], Masculine),
    ],
    of: |_| " de ",
    cents: " con ",
    hundredths: &[
        ("€", ["céntimo", "céntimos", "céntimos"], Masculine), ("EUR", ["céntimo", "céntimos", "céntimos"], Masculine), ("euros", ["céntimo", "céntimos", "céntimos"], Masculine), ("euro", ["céntimo", "céntimos", "céntimos"], Masculine),
        ("$", ["centavo", "centavos", "centavos"], Masculine), ("US$", ["centavo", "centavos", "centavos"], Masculine), ("USD", ["centavo", "centavos", "centavos"], Masculine), ("dólares", ["centavo", "centavos", "centavos"], Masculine),
        ("₱", ["centavo", "centavos", "centavos"], Masculine), ("£", ["penique", "peniques", "peniques"], Masculine), ("m", [""; 3], Masculine), ("metros", [""; 3], Masculine),
    ],
    names_hundredths: false,
    gender,
    after_decimals: as_after_many,
    against: "a",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "punto", at: "arroba", slash: "barra", dash: "guion", underscore: "guion bajo", colon: "dos puntos", and: "y", tag: "hashtag" },
    abbreviations: &[
        ("R. Madrid", "Real Madrid"), ("At. de Madrid", "Atlético de Madrid"), ("Atl. de Madrid", "Atlético de Madrid"), ("At. Madrid", "Atlético de Madrid"), ("JJ. OO.", "Juegos Olímpicos"), ("JJ.OO.", "Juegos Olímpicos"), ("CC. AA.", "comunidades autónomas"), ("CC.AA.", "comunidades autónomas"), ("FF. AA.", "Fuerzas Armadas"), ("FF.AA.", "Fuerzas Armadas"), ("EEUU", "Estados Unidos"), ("y ss.", "y siguientes"), ("figs.", "figuras"), ("fig.", "figura"), ("Pza.", "plaza"), ("pza.", "plaza"), ("Ctra.", "carretera"), ("ctra.", "carretera"), ("izq.", "izquierda"), ("izda.", "izquierda"), ("dcha.", "derecha"), ("Dres.", "doctores"), ("Sras.", "señoras"), ("cditas.", "cucharaditas"), ("cdita.", "cucharadita"), ("cdtas.", "cucharaditas"), ("cdta.", "cucharadita"), ("cdas.", "cucharadas"), ("cda.", "cucharada"), ("RR. HH.", "recursos humanos"),
        ("C/ ", "calle "), ("c/ ", "calle "), ("C/", "calle "), ("c/", "calle "), ("S. A.", "sociedad anónima"), ("S.A.", "sociedad anónima"), ("S. L.", "sociedad limitada"), ("S.L.", "sociedad limitada"), ("S. M.", "Su Majestad"), ("Prof.", "profesor"), ("Lic.", "licenciado"), ("Ing.", "ingeniero"), ("Mons.", "monseñor"),
        ("dpto.", "departamento"), ("apdo.", "apartado"), ("vs.", "contra"), ("cf.", "compárese"), ("a.C.", "antes de Cristo"), ("d.C.", "después de Cristo"), ("Pdte.", "presidente"), ("Tte.", "teniente"), ("Cap.", "capitán"), ("Cnel.", "coronel"), ("§", "sección"), ("Sto.", "santo"), ("Sta.", "santa"), ("Fdo.", "firmado"),
        ("Sres.", "señores"), ("Gral.", "general"), ("Art.", "Artículo"), ("art.", "artículo"), ("Arts.", "Artículos"), ("arts.", "artículos"), ("caps.", "capítulos"), ("vols.", "volúmenes"), ("núms.", "números"), ("n.os", "números"), ("párr.", "párrafo"), ("ed.", "edición"), ("n.º", "número"), ("N.º", "Número"), ("nº", "número"), ("Nº", "Número"),
        ("Tel.", "Teléfono"), ("tel.", "teléfono"), ("págs.", "páginas"), ("aprox.", "aproximadamente"), ("cap.", "capítulo"), ("vol.", "volumen"), ("Avda.", "avenida"), ("máx.", "máximo"), ("mín.", "mínimo"),
        ("Sr.", "señor"), ("Sra.", "señora"), ("Srta.", "señorita"), ("Dr.", "doctor"), ("Dra.", "doctora"), ("D.", "don"), ("Dña.", "doña"),
        ("EE. UU.", "Estados Unidos"), ("EE.UU.", "Estados Unidos"), ("EE UU", "Estados Unidos"), ("etc.", "etcétera"), ("p. ej.", "por ejemplo"),
        ("pág.", "página"), ("núm.", "número"), ("Ud.", "usted"), ("Uds.", "ustedes"), ("Av.", "avenida"), ("Bs. As.", "Buenos Aires"), ("Bs.As.", "Buenos Aires"), ("p. k.", "punto kilométrico"), ("P. K.", "punto kilométrico"), ("Dpto.", "departamento"), ("Depto.", "departamento"), ("depto.", "departamento"), ("Hnos.", "Hermanos"), ("Pº", "paseo"), ("P.º", "paseo"), ("Cía.", "compañía"), ("Rvdo.", "reverendo"), ("Excmo.", "excelentísimo"), ("Ilmo.", "ilustrísimo"), ("admón.", "administración"), ("s/n", "sin número"), ("C.P.", "código postal"), ("inc.", "inciso"), ("ap.", "apartado"), ("Pdta.", "presidenta"), ("i.a.", "interanual"), ("dorm.", "dormitorios"), ("ref.", "referencia"), ("Ref.", "Referencia"), ("pers.", "personas"), ("Secc.", "Sección"), ("secc.", "sección"), ("i. a.", "interanual"), ("incl.", "incluido"), ("Dª", "doña"), ("D.ª", "doña"), ("Mª", "María"), ("M.ª", "María"), ("Fco.", "Francisco"), ("Fdez.", "Fernández"), ("Hdez.", "Hernández"), ("Glez.", "González"), ("Rguez.", "Rodríguez"), ("Mtnez.", "Martínez"), ("Urb.", "urbanización"), ("urb.", "urbanización"), ("Pl.", "plaza"), ("Arq.", "arquitecto"), ("Abg.", "abogado"), ("Cdte.", "comandante"), ("Sgto.", "sargento"), ("Alm.", "almirante"), ("trim.", "trimestre"), ("a. C.", "antes de Cristo"), ("d. C.", "después de Cristo"),
    ],
    words: &["art."],
    point_regions: &["MX", "US", "GT", "HN", "SV", "NI", "PA", "DO", "PR", "PE", "CU", "BZ", "419"],
    mixed_marks: true,
    out_of: "de",
    rules: &[
        (r"(?P<name>\p{L})\+(?P<after>[\s,.;:!?)“”«»]|$)", |found| Some(format!("{} plus{}", &found["name"], &found["after"]))),
        (COMPARED, compared),
        (r"(?P<name>\p{Ll}{2} )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2}['’′]?)?(?P<after>[;,)])", named_minute),
        (r"\b(?P<n>\d{1,2})['’′](?P<after> (?:a|en|más|hasta|de cocción)\b)", |found| Some(format!("{} minutos{}", &found["n"], &found["after"]))),
        (r"\b(?P<s>\d{1,2})[\x22″”](?P<f>\d{1,3})\b", |found| Some(format!("{},{} segundos", &found["s"], &found["f"]))),
        (r"(?P<lead>^|[^\d]\s)(?P<part>½|1/2|[13]/4) (?P<unit>kg|l|litro|kilo)\b", |found| Some(format!("{}{} {}", &found["lead"], match &found["part"] { "1/4" => "un cuarto de", "3/4" => "tres cuartos de", _ => "medio" }, if found["unit"].starts_with('k') { "kilo" } else { "litro" }))),
        (r"\b(?P<road>N|A|AP)-(?P<n>[IVX]{1,4})\b", |found| Some(format!("{} {}", &found["road"], cardinal(super::roman::value(&found["n"])?, None)))),
        (r"^(?P<day>Lun|Mié|Jue|Vie|Sáb|Dom)\. (?P<d>\d)", |found| Some(format!("{} {}", super::capitals::capitalised(weekday(&found["day"].to_lowercase())?), &found["d"]))),
        (r"\b(?P<h>\d{1,2}) ?h ?(?P<m>[0-5]\d)[:'’′] ?(?P<s>[0-5]\d)\b", |found| Some(format!("{}:{}:{}", &found["h"], &found["m"], &found["s"]))),
        (r"\bmd(?P<of>[pd])\b", |found| Some(format!("millones de {}", if &found["of"] == "p" { "pesos" } else { "dólares" }))),
        (VERSES, |found| BIBLE.say(found)),
        (r"\b(?P<lead>[Ll]a) 1 (?P<next>de la (?:tarde|mañana|madrugada|noche)|del mediodía|en punto|y (?:media|cuarto))\b", |found| Some(format!("{} una {}", &found["lead"], &found["next"]))),
        (r"(?P<n>\d) ?h\.(?P<after>,| \p{Ll})", |found| Some(format!("{} h{}", &found["n"], &found["after"]))),
        (r"(?P<lead>^|[^\d,.\-–+−])1 ?%", |found| Some(format!("{}uno por ciento", &found["lead"]))),
        (r"\+(?P<s>\d{1,2})\.(?P<f>\d{3})\b", |found| Some(format!("más {},{}", &found["s"], &found["f"]))),
        (r"\b(?P<noun>\p{Ll}{3,}[ao])s, 1 (?P<more>más|menos)\b", one_more),
        (r"\b(?P<in>\d{1,2})/(?P<all>\d{1,2}) (?P<shots>en (?:triples|tiros|lanzamientos|T[123]|t[123])\b)", shots),
        (r"(?P<lead>\((?:\p{L}+\.?, )?|; |, )(?P<h>[01]?\d|2[0-3])\.(?P<m>00|15|30|45)(?P<after>[,);])", programmed),
        (r"\b(?P<lead>[Hh]asta|[Dd]esde|[Ee]n|[Dd]e|[Aa]|[Pp]ara|[Ff]inales de|[Pp]rincipios de) (?P<m>ene|feb|abr|jun|jul|ago|sept?|oct|nov|dic)\.(?P<after>[,;)]| \p{Ll}| [0-9]|$)", month_alone),
        (r"\b(?P<lead>[Ee]l|[Dd]el|[Aa]l|[Dd]ía|[Hh]asta el|[Dd]esde el) (?P<d>[0-3]?\d)/(?P<n>0?[1-9]|1[0-2])(?P<after>[\s,.;:)]|$)", day_and_month),
        (r"(?P<sign>[$₱]) ?(?P<sum>\d[\d.,]*\d|\d)(?P<rest>(?: mil| millones| mil millones)?(?: de)? (?:pesos|dólares|MXN|ARS|COP|CLP|USD)\b)", |found| Some(format!("{}{}", &found["sum"], &found["rest"]))),
        (r"(?P<d>\d{1,2}) (?P<of>de )?(?P<m>ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\.(?P<end>[”»)]*$)?", short_month),
        (r"\b(?P<day>lun|mi[ée]r?|jue|vie|s[áa]b|dom)\.(?P<rest>,? (?:\d|a |y ))", |found| Some(format!("{}{}", weekday(&found["day"])?, &found["rest"]))),
        (r"\b(?P<lead>[Ee]l|[Ll]os|[Dd]el|[Aa]l) (?P<day>lun|mi[ée]r?|jue|vie|s[áa]b|dom)\.", |found| Some(format!("{} {}", &found["lead"], weekday(&found["day"])?))),
        (r"\bmar\. (?P<date>\d{1,2} de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic))", |found| Some(format!("martes {}", &found["date"]))),
        // A marathon and its half, where three decimals could be thousands.
        (r"\b(?P<whole>42|21)\.(?P<parts>195|097) (?P<unit>km\b|kilómetros\b)", |found| Some(format!("{},{} {}", &found["whole"], &found["parts"], &found["unit"]))),
        (r"\b(?P<m>\d{1,2})['’′] ?(?P<s>[0-5]\d)(?:['’′]{2}|[\x22″”])", minutes_and_seconds),
        (r"\b(?P<lead>[Dd]e )?L(?: a |-)(?P<to>[VSD])\b", |found| Some(format!("{}lunes a {}", part(found, "lead"), match &found["to"] { "V" => "viernes", "S" => "sábado", _ => "domingo" }))),
        (r"(?P<lead>\b(?:[Ee]l|[Dd]el|[Aa]l|[Ee]n|[Dd]e|y) )(?P<n>[1-4])T(?P<y>(?: de)? ?\d{2,4})?\b", quarter),
        (r"(?P<lead>[$€£₱₡₲]\s?|\bS/\.?\s?|\bBs\.?\s?|\d\s?[-–]\s?|[-−–+])?\b(?P<whole>\d{1,3}(?:\.\d{3})*),(?P<parts>\d{0,3}1)(?P<after>[);:]|[.,](?:[^\d]|$)|$| ?%| (?:sobre|por ciento|más|menos|en|y|a|o|al|frente|contra|desde|hasta|respecto|que)\b)", decimals_alone),
        (r"\b(?P<n>\d{0,2}1) de (?P<them>ellas|las)\b", |found| Some(format!("{} de {}", cardinal(value(found, "n")?, Some(Feminine)), &found["them"]))),
        (r"\b(?P<h>\d{1,2}) ?h (?:y )?(?P<m>[0-5]?\d) ?m(?:in)?\b", |found| Some(format!("{} h {} min", &found["h"], &found["m"]))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:a|hasta los|y|o) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>euros|€|dólares))", |found| both_sums(found, "a")),
        (r"\b(?P<n>\d{0,2}1) de cada (?P<all>\d{1,4}) (?P<noun>\p{Ll}+)", one_of_each),
        (r"(?P<scale>\bmill(?:ones|ón|\.)|\bmil|\bmiles) de (?P<unit>km²|km2|km|kg|m²|m2|m³|m3|ha|t|l|kWh|MWh|GWh|hm³)(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} de {}{}", &found["scale"], unit_of(&found["unit"], 2), &found["after"]))),
        (r"\b(?P<lead>[Pp]or|[Ee]l|[Dd]el|[Aa]l|[Cc]ada) (?P<unit>km²|km2|km|kg|m²|m2|m³|m3|kWh|MWh)(?P<after>[ ,.;:)]|$)", |found| Some(format!("{} {}{}", &found["lead"], unit_of(&found["unit"], 0), &found["after"]))),
        (r"\b(?P<lead>[Dd]el |[Aa]l |[Cc]omponente |[Rr]umbo |[Vv]ientos? (?:del )?)(?P<wind>NNE|ENE|ESE|SSE|SSO|OSO|ONO|NNO|NNW|NE|NO|NW|SE|SO|SW|N|S|E|O)(?:(?P<join> a | y | o | al |[-–/])(?P<to>NE|NO|NW|SE|SO|SW|N|S|E|O))?(?P<after>[\s,.;:)]|$)", wind),
        (r"(?P<n>\d{1,3}(?:\.\d{3})*) hab\.(?P<end>[”»)]*$)?", inhabitants),
        (r"\bpor hab\.", |_| Some("por habitante".to_owned())),
        (r"(?P<lead>\b(?:[Aa]|[Ss]obre|[Hh]asta|[Dd]esde|[Ee]ntre|[Hh]acia|[Tt]ras|[Yy]|[Dd]e) las? )?\b(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)(?P<join> ?(?:a|y|[-–]) ?(?:las )?)(?P<to>(?:[01]?\d|2[0-4])\.[0-5]\d)(?P<unit> ?h(?:oras|s)?\b| horas\b)?", hours_with_points),
        (r"\b(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d) ?h(?:s|oras)?\b", |found| Some(format!("{}:{} h", &found["h"], &found["m"]))),
        // Currencies of Central America and the Andes, whose signs stand before the sum.
        (r"(?P<sign>\bQ|\bQ\.|₡|₲|\bGs?\. |\bBs\.? |\bS/\.?|\bC\$|\bRD\$)\s?(?P<sum>\d{2,}(?:[.,]\d+)*|\d(?:[.,]\d+)+)(?P<scale> mil millones| millones| mil\b)?", foreign_sum),
        (r"\bpp?\. ?(?P<page>\d+(?P<to>[-–]\d+)?)", |found| Some(format!("{} {}", if found.name("to").is_some() { "páginas" } else { "página" }, &found["page"]))),
        (r"\b(?P<s>ss?)\. ?(?P<numeral>[IVXLC]+)\b", |found| Some(format!("{} {}", if &found["s"] == "s" { "siglo" } else { "siglos" }, &found["numeral"]))),
        (r"\bt\. (?P<n>[IVXL]+)\b", |found| Some(format!("tomo {}", &found["n"]))),
        (r"\bpágs?\. ?(?P<page>\d+[-–]\d+)", |found| Some(format!("páginas {}", &found["page"]))),
        (r"\b(?P<no>[Nn]o\. ?|[Nn]°s? ?)(?P<n>\d)", |found| Some(format!("{} {}", if found["no"].starts_with('N') { "Número" } else { "número" }, &found["n"]))),
        (r"(?P<scale>millón|millones) de (?P<sign>[€$£])", |found| Some(format!("{} {}", &found["scale"], &found["sign"]))),
        (r"\b(?P<km>[Kk])m\.? (?P<n>\d)", |found| Some(format!("{}ilómetro {}", &found["km"], &found["n"]))),
        (r"(?P<n>\d) ?m\.? ?s\.? ?n\.? ?m\b\.?(?P<end>[”»)]*$)?", |found| Some(format!("{} metros sobre el nivel del mar{}", &found["n"], stop(found)))),
        (r"\b(?P<what>desnivel|altura|ascenso) \((?P<sign>[+-])\)", |found| Some(format!("{} {}", &found["what"], if &found["sign"] == "+" { "positivo" } else { "negativo" }))),
        (r"(?P<n>\d) M\b(?P<after> (?:en|a|por|y|para|desde)\b|[.,;)]|$)", |found| Some(format!("{} millones{}", &found["n"], &found["after"]))),
        (r"(?P<lead>\b(?:[Aa] )?[Ll]as? )?\b(?P<h>\d{1,2})h(?P<m>[0-5]\d)\b", hours_and_minutes),
        (r"(?P<n>\d+,\d+) ?º(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} °{}", &found["n"], &found["after"]))),
        (r"\b(?P<n>\d{1,2}) ?º(?P<next> (?:en el|en la|de máxima|de mínima|bajo cero|a la sombra)\b)", |found| Some(format!("{} °{}", &found["n"], &found["next"]))),
        (r"(?P<n>\d) ?M de (?P<noun>\p{Ll}|[€$£])", |found| Some(format!("{} millones de {}", &found["n"], &found["noun"]))),
        (r"\b(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)\b", to_the_second),
        (r"\b(?P<m>\d{1,2}):(?P<s>[0-5]\d)[.,](?P<f>\d{2,3})\b", |found| Some(format!("{} minuto{} y {},{} segundos", &found["m"], if &found["m"] == "1" { "" } else { "s" }, found["s"].trim_start_matches('0'), &found["f"]))),
        (r"\b3/4 partes\b", |_| Some("tres cuartas partes".to_owned())),
        (r"\b2/3 partes\b", |_| Some("dos terceras partes".to_owned())),
        (r"\b(?P<whole>\d{1,2})(?: ?½| 1/2) (?P<noun>\p{Ll}{3,})", and_a_half),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} y medio", cardinal(value(found, "whole")?, None)))),
        (r"(?P<lead>^|[^0-9]\s)½ (?P<noun>\p{Ll}{3,})", half),
        (r"(?P<lead>^|[^\d]\s)1/2 (?P<noun>\p{Ll}{3,})", half),
        // "En 2020 ha ganado": the verb is no measure.
        (r"(?P<number>\d) ?ha(?P<after>[.,;:)]|$| (?:de|y|en|por|a|al|del|con|que|para|entre|desde|quemadas|calcinadas|arrasadas|afectadas)\b)", |found| Some(format!("{} hectáreas{}", &found["number"], &found["after"]))),
        (r"\b(?P<millions>\d{1,3})['’](?P<rest>\d{3}\.\d{3})\b", |found| Some(format!("{}.{}", &found["millions"], &found["rest"]))),
        (r"\b(?P<own>\d{1,2}) ?[x×] ?(?P<other>\d{1,4})\b", |found| Some(format!("{} por {}", &found["own"], &found["other"]))),
        (r"\b(?P<n>\d{1,3})\.000\.000 ?(?P<sign>[€$£])", |found| Some(format!("{} {} {}", &found["n"], if &found["n"] == "1" { "millón" } else { "millones" }, &found["sign"]))),
        (r"(?P<sign>[½¼¾⅓⅔])", |found| Some(match &found["sign"] { "½" => "medio", "¼" => "un cuarto", "¾" => "tres cuartos", "⅓" => "un tercio", _ => "dos tercios" }.to_owned())),
        (r"\b(?P<score>\d{1,2},\d)/(?P<of>5|10|20)\b", |found| Some(format!("{} sobre {}", &found["score"], &found["of"]))),
        (r"\b(?P<own>\d{1,2})[-–](?P<other>\d{1,2})\b(?P<after>[^-–\d,.%]|[,.](?:\D|$)|$)", draw),
        (r"\((?P<n>\d{1,3})['’′](?P<more>(?:(?:, | y )\d{1,3}['’′](?:\+\d{1,2})?)+)\)", minutes),
        (r"(?P<lead>\b[Aa]l |\(|\b[Ee]n el )(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2}['’′]?)?(?P<after>[^\p{L}\d]|$)", minute),
        (r"(?P<lead>^|[^0-9,.–-])(?P<n>\d{1,3}) mil\b(?P<rest> \d{1,3}\b)?(?P<after> \p{L}+|[^\p{L}]|$)", thousands),
        (r"(?P<word>\b(?:[Tt]el[ée]fono|[Ll]lam\p{L}+ al|número) )(?P<number>\d{2,3}(?: \d{2,3}){2,4})\b|(?P<bare>\b[89]\d \d{3} \d{2} \d{2}\b|\b[6-9]\d{2} \d{3} \d{3}\b)", telephone),
        (r"\b(?P<lead>siglos [IVXLC]+ (?:y|e|al|a)) (?P<numeral>[IVXLC]+)\b", second_century),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|siglos?|capítulos?|tomos?|volumen|volúmenes|acto|título|artículos?|libro|fase) (?P<numeral>[IVXLC]+)\b", numeral),
        (r"(?P<lead>\b[Ee]l |\b[Ll]a |\b[Dd]el |\b[Aa]l |\b[Ss]u |\b[Uu]na? |^)(?P<numeral>[IVXL]+) (?P<noun>\p{L}{4,})", before_noun),
        (r"\b(?P<n>\d{1,3})\.?(?P<e>º|ª|er\b)", ordinal),
        (r"\b(?P<n>\d{1,2})(?P<e>ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)(?P<s>s)?\b", ordinal),
        (r"\b(?P<n>1)(?P<e>°)", ordinal),
        (r"(?P<lead>\b[Ee]l |\b[Dd]el |\b[Aa]l |\b[Ss]u )(?P<n>[2-9]|1[0-2])(?P<e>°)", ordinal),
        (r"\b(?P<d>\d{1,2})[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<short>\d{2})\b", date),
        (r"(?P<lead>\b(?:[Ee]l|[Dd]el|[Aa]l) )(?P<d>\d{1,2})-(?P<n>\d{1,2})-(?P<short>\d{2})\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"\b(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\. ?m\.", half_day),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d) ?[-–] ?(?P<rest>\d{1,2}:\d{2})\b", |found| Some(format!("{}:{} a {}", &found["h"], &found["m"], &found["rest"]))),
        (r"(?P<lead>\b[Aa] las? |\b[Ll]as? |\b[Dd]e )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?: ?h(?:s|oras)?\b)?", time),
        (r"(?P<lead>\b(?:[Aa]|[Ss]obre|[Hh]asta|[Dd]esde|[Hh]acia|[Yy]|[Dd]e|[Tt]ras) las? )(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\b(?: ?h(?:s|oras)?\b)?", time),
    ],
};

/// Returns the gender of a counted noun by its ending: numbers that end in one, and hundreds, agree with it.
fn gender(number: u64, noun: &str) -> Option<Gender> {
    #[rustfmt::skip]
    const SMALL_WORDS: [&str; 56] = [
        "lo", "le", "les", "se", "ha", "han", "fue", "era", "no", "ya", "si", "su", "me", "nos", "a", "al", "ante",
        "como", "con", "contra", "de", "del", "e", "el", "en", "entre", "es", "la", "las", "los", "más", "menos", "o",
        "para", "por", "que", "sus", "y",
        // Verbs, before which a number is a name's: "Voyager 1 está".
        "está", "están", "será", "sigue", "tiene", "llega", "sale", "abre", "cierra", "vuelve", "regresa", "ganó", "perdió", "lidera", "emitió", "informó", "dijo", "también",
    ];
    const FEMININE: [&str; 10] =
        ["mujeres", "veces", "noches", "tardes", "calles", "partes", "leyes", "naves", "muertes", "clases"];
    const MASCULINE: [&str; 15] = [
        "córdobas", "lempiras", "kilogramas", "cometas", "poetas", "días", "problemas", "sistemas", "programas",
        "temas", "idiomas", "mapas", "planetas", "policías", "guardias",
    ];
    let plural = noun.ends_with('s') || number == 1;
    if !plural || !noun.starts_with(char::is_lowercase) || SMALL_WORDS.contains(&noun) {
        return None;
    }
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let masculine = MASCULINE.iter().any(|many| *many == noun || many.strip_suffix('s') == Some(noun));
    let feminine = one.ends_with('a')
        || ["ción", "cione", "sión", "sione", "dad", "dade", "mujer", "vez"].iter().any(|end| one.ends_with(end));
    Some(if FEMININE.contains(&noun) || feminine && !masculine { Feminine } else { Masculine })
}

/// Puts the name of a currency behind its sum: "Q179 millones" is "179 millones de quetzales".
fn foreign_sum(found: &Captures) -> Option<String> {
    let name = match &found["sign"] {
        "Q" | "Q." => "quetzales",
        "₲" | "G. " | "Gs. " => "guaraníes",
        "Bs " | "Bs. " => "bolívares",
        "₡" => "colones",
        "C$" => "córdobas",
        "RD$" => "pesos dominicanos",
        _ => "soles",
    };
    let scale = part(found, "scale");
    let of = if scale.ends_with("millones") { " de" } else { "" };
    Some(format!("{}{scale}{of} {name}", &found["sum"]))
}

/// Writes thousands out in figures, which agree with what is counted: "veintiún mil euros", "doscientas mil personas".
fn thousands(found: &Captures) -> Option<String> {
    // "2 mil 500" is one number.
    let (rest, after) = (found.name("rest").map_or("000", |rest| rest.as_str().trim()), &found["after"]);
    let whole = rest.len() == 3 && !(found.name("rest").is_none() && after.starts_with(" millones"));
    whole.then(|| format!("{}{}.{rest}{after}", &found["lead"], &found["n"]))
}

/// Says a telephone number of Spain in its groups.
fn telephone(found: &Captures) -> Option<String> {
    let written = found.name("number").or(found.name("bare"))?.as_str();
    let groups: Vec<_> = written.split(' ').map(|group| GRAMMAR.digits(group)).collect();
    Some(format!("{}{}", part(found, "word"), groups.join(", ")))
}

/// Says one of each so many, in the gender of what is counted: "una de cada tres mujeres".
fn one_of_each(found: &Captures) -> Option<String> {
    let number: u64 = found["n"].parse().ok()?;
    let (all, noun) = (&found["all"], &found["noun"]);
    let gender = (GRAMMAR.gender)(number, noun).filter(|gender| *gender == Feminine)?;
    Some(format!("{} de cada {all} {noun}", (GRAMMAR.cardinal)(number, Some(gender))))
}

/// Says decimals that end in one and that no noun follows: "cuatro coma uno". Before a noun they end in "un".
fn decimals_alone(found: &Captures) -> Option<String> {
    // A sum has no currency behind it yet, and of a range the other end is still in figures.
    let sign = match part(found, "lead") {
        "" => "",
        "+" => "más ",
        "-" | "−" | "–" => "menos ",
        _ => return None,
    };
    let said = comma_and_number(&GRAMMAR, &found["whole"], &found["parts"]);
    let said = match said.strip_suffix("ún") {
        Some(stem) => format!("{stem}uno"),
        None if said.ends_with(" un") => format!("{said}o"),
        None => said,
    };
    let after = if found["after"].ends_with('%') { " por ciento" } else { &found["after"] };
    Some(format!("{sign}{said}{after}"))
}
