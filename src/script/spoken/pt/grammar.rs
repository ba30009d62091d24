//! What Portuguese says, and how: its signs, units and short forms (a table).

use regex::Captures;

use super::super::grammar::{
    BEHIND, COMPARED, Gender::*, Grammar, Noun, STOPWATCH, Signs, as_after_many, behind, both_sums, by_digits,
    comma_and_number, compared, one_or_many, part, stop, unit, value,
};
use super::lasting::{days, one_day, quarter, sets, stopwatch, times, with_units};
use super::number::{cardinal, european, fraction};
use super::ordinal::{after_name, before_noun, gender, half, ordinal, second_century};
use super::time::{date, short_month, short_month_alone, time};

/// The grammar of Europe and Africa: its numbers are said otherwise.
pub(in super::super) const EUROPEAN: Grammar =
    Grammar { cardinal: european, year: |number| european(number, None), after_decimals: as_after_many, ..GRAMMAR };

#[rustfmt::skip]
pub(in super::super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: None,
    year: |number| cardinal(number, None),
    form: one_or_many,
    decimal: comma_and_number,
    signs: ["menos", "mais"],
    comma: "vírgula",
    per: "por",
    to: "a",
    units: &[
        unit("″", "polegada", "polegadas", Feminine), unit("p.p.", "ponto percentual", "pontos percentuais", Masculine), unit("%", "por cento", "por cento", Masculine), unit("‰", "por mil", "por mil", Masculine),
        unit("reais", "real", "reais", Masculine), unit("real", "real", "reais", Masculine), unit("BRL", "real", "reais", Masculine),
        unit("€", "euro", "euros", Masculine), unit("EUR", "euro", "euros", Masculine), unit("euros", "euro", "euros", Masculine), unit("euro", "euro", "euros", Masculine),
        unit("$", "dólar", "dólares", Masculine), unit("US$", "dólar", "dólares", Masculine), unit("USD", "dólar", "dólares", Masculine), unit("dólares", "dólar", "dólares", Masculine),
        unit("£", "libra", "libras", Feminine), unit("GBP", "libra", "libras", Feminine), unit("¥", "iene", "ienes", Masculine), unit("₴", "grívnia", "grívnias", Feminine), unit("CHF", "franco suíço", "francos suíços", Masculine),
        unit("mil M€", "mil milhões de euros", "mil milhões de euros", Masculine), unit("M€", "milhão de euros", "milhões de euros", Masculine),
        unit("km/h", "quilômetro por hora", "quilômetros por hora", Masculine), unit("Km/h", "quilômetro por hora", "quilômetros por hora", Masculine), unit("KM/H", "quilômetro por hora", "quilômetros por hora", Masculine), unit("km/l", "quilômetro por litro", "quilômetros por litro", Masculine), unit("m/s", "metro por segundo", "metros por segundo", Masculine),
        unit("km", "quilômetro", "quilômetros", Masculine), unit("Km", "quilômetro", "quilômetros", Masculine), unit("KM", "quilômetro", "quilômetros", Masculine), unit("m", "metro", "metros", Masculine), unit("cm", "centímetro", "centímetros", Masculine), unit("mm", "milímetro", "milímetros", Masculine),
        unit("km²", "quilômetro quadrado", "quilômetros quadrados", Masculine), unit("m²", "metro quadrado", "metros quadrados", Masculine), unit("m³", "metro cúbico", "metros cúbicos", Masculine), unit("km2", "quilômetro quadrado", "quilômetros quadrados", Masculine), unit("m2", "metro quadrado", "metros quadrados", Masculine), unit("ha", "hectare", "hectares", Masculine),
        unit("kg", "quilo", "quilos", Masculine), unit("Kg", "quilo", "quilos", Masculine), unit("KG", "quilo", "quilos", Masculine), unit("gr", "grama", "gramas", Masculine), unit("g", "grama", "gramas", Masculine), unit("mg", "miligrama", "miligramas", Masculine), unit("µg", "micrograma", "microgramas", Masculine), unit("t", "tonelada", "toneladas", Feminine),
        unit("l", "litro", "litros", Masculine), unit("L", "litro", "litros", Masculine), unit("cl", "centilitro", "centilitros", Masculine), unit("dl", "decilitro", "decilitros", Masculine), unit("ml", "mililitro", "mililitros", Masculine),
        unit("°C", "grau Celsius", "graus Celsius", Masculine), unit("ºC", "grau Celsius", "graus Celsius", Masculine), unit("°", "grau", "graus", Masculine),
        unit("h", "hora", "horas", Feminine), unit("min", "minuto", "minutos", Masculine), unit("min.", "minuto", "minutos", Masculine), unit("seg.", "segundo", "segundos", Masculine), unit("s", "segundo", "segundos", Masculine),
        unit("W", "watt", "watts", Masculine), unit("kW", "quilowatt", "quilowatts", Masculine), unit("MW", "megawatt", "megawatts", Masculine), unit("GW", "gigawatt", "gigawatts", Masculine),
        unit("kWh", "quilowatt-hora", "quilowatts-hora", Masculine), unit("MWh", "megawatt-hora", "megawatts-hora", Masculine), unit("GWh", "gigawatt-hora", "gigawatts-hora", Masculine), unit("TWh", "terawatt-hora", "terawatts-hora", Masculine), unit("mAh", "miliampère-hora", "miliampères-hora", Masculine),
        unit("hPa", "hectopascal", "hectopascals", Masculine), unit("kcal", "quilocaloria", "quilocalorias", Feminine), unit("kHz", "quilo-hertz", "quilo-hertz", Masculine), unit("GHz", "giga-hertz", "giga-hertz", Masculine), unit("Mbps", "megabit por segundo", "megabits por segundo", Masculine), unit("Gbps", "gigabit por segundo", "gigabits por segundo", Masculine), unit("m3", "metro cúbico", "metros cúbicos", Masculine), unit("V", "volt", "volts", Masculine), unit("Hz", "hertz", "hertz", Masculine), unit("MHz", "mega-hertz", "mega-hertz", Masculine), unit("dB", "decibel", "decibéis", Masculine), unit("cv", "cavalo", "cavalos", Masculine), unit("MP", "megapixel", "megapixels", Masculine), unit("pts", "ponto", "pontos", Masculine), unit("pts.", "ponto", "pontos", Masculine), unit("cc", "cilindrada", "cilindradas", Feminine),
        unit("MB", "megabyte", "megabytes", Masculine), unit("GB", "gigabyte", "gigabytes", Masculine), unit("TB", "terabyte", "terabytes", Masculine),
    ],
    scales: &[
        unit("mil milhões", "mil milhões", "mil milhões", Masculine), unit("milhões", "milhão", "milhões", Masculine), unit("milhão", "milhão", "milhões", Masculine),
        unit("bilhões", "bilhão", "bilhões", Masculine), unit("bilhão", "bilhão", "bilhões", Masculine), unit("trilhões", "trilhão", "trilhões", Masculine), unit("trilhão", "trilhão", "trilhões", Masculine),
        unit("mi", "milhão", "milhões", Masculine), unit("bi", "bilhão", "bilhões", Masculine), unit("tri", "trilhão", "trilhões", Masculine),
        unit("biliões", "bilião", "biliões", Masculine), unit("bilião", "bilião", "biliões", Masculine),
    ],
    of: |_| " de ",
    cents: " e ",
    hundredths: &[
        unit("reais", "centavo", "centavos", Masculine), unit("real", "centavo", "centavos", Masculine), unit("BRL", "centavo", "centavos", Masculine),
        unit("€", "cêntimo", "cêntimos", Masculine), unit("EUR", "cêntimo", "cêntimos", Masculine), unit("euros", "cêntimo", "cêntimos", Masculine), unit("euro", "cêntimo", "cêntimos", Masculine),
        unit("$", "centavo", "centavos", Masculine), unit("US$", "centavo", "centavos", Masculine), unit("USD", "centavo", "centavos", Masculine), unit("dólares", "centavo", "centavos", Masculine),
        unit("£", "pêni", "pence", Masculine),
    ],
    names_hundredths: true,
    gender,
    after_decimals,
    against: "a",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "ponto", at: "arroba", slash: "barra", dash: "hífen", underscore: "sublinhado", colon: "dois-pontos", and: "e", tag: "hashtag" },
    abbreviations: &[
        ("Sr.", "senhor"), ("Sra.", "senhora"), ("Srs.", "senhores"), ("Srta.", "senhorita"), ("sr.", "senhor"), ("sra.", "senhora"), ("Dr.", "doutor"), ("Dra.", "doutora"), ("dr.", "doutor"), ("dra.", "doutora"),
        ("Prof.", "professor"), ("Profa.", "professora"), ("Prof.ª", "professora"), ("prof.", "professor"), ("Eng.", "engenheiro"), ("Exmo.", "excelentíssimo"), ("Gen.", "general"), ("Cel.", "coronel"), ("Cap.", "capitão"), ("cap.", "capítulo"), ("Ten.", "tenente"), ("Sgt.", "sargento"), ("Pe.", "padre"),
        ("Av.", "avenida"), ("av.", "avenida"), ("R. da ", "rua da "), ("R. do ", "rua do "), ("R. de ", "rua de "), ("nº", "número"), ("n.º", "número"), ("Nº", "Número"), ("N.º", "Número"), ("n°", "número"), ("núm.", "número"), ("sáb.", "sábado"), ("Pça.", "praça"), ("Rod.", "rodovia"), ("Estr.", "estrada"), ("s/n", "sem número"), ("a/a", "ano a ano"), ("art.º", "artigo"), ("Art.º", "Artigo"), ("Sp. Braga", "Sporting de Braga"), ("V. Guimarães", "Vitória de Guimarães"), ("V. Setúbal", "Vitória de Setúbal"), ("P. Ferreira", "Paços de Ferreira"), ("g.p.", "grande penalidade"), ("Esq.", "esquerdo"), ("Dto.", "direito"), ("R/C", "rés do chão"), ("r/c", "rés do chão"),
        ("art.", "artigo"), ("Art.", "Artigo"), ("arts.", "artigos"), ("págs.", "páginas"), ("pág.", "página"), ("vol.", "volume"), ("fig.", "figura"), ("inc.", "inciso"),
        ("etc.", "etcétera"), ("p. ex.", "por exemplo"), ("p.ex.", "por exemplo"), ("aprox.", "aproximadamente"), ("cf.", "confira"), ("vs.", "contra"), ("tel.", "telefone"), ("Tel.", "Telefone"), ("máx.", "máximo"), ("mín.", "mínimo"),
        ("a.C.", "antes de Cristo"), ("a. C.", "antes de Cristo"), ("d.C.", "depois de Cristo"), ("d. C.", "depois de Cristo"), ("Cia.", "companhia"), ("Ltda.", "limitada"), ("S.A.", "sociedade anônima"), ("S. A.", "sociedade anônima"),
        ("a.a.", "ao ano"), ("apto.", "apartamento"), ("profa.", "professora"), ("gov.", "governador"), ("a dep.", "a deputada"), ("da dep.", "da deputada"), ("pela dep.", "pela deputada"), ("à dep.", "à deputada"), ("a sen.", "a senadora"), ("da sen.", "da senadora"), ("pela sen.", "pela senadora"), ("à sen.", "à senadora"), ("a gov.", "a governadora"), ("da gov.", "da governadora"), ("a prof.", "a professora"), ("da prof.", "da professora"), ("a min.", "a ministra"), ("da min.", "da ministra"), ("o min.", "o ministro"), ("do min.", "do ministro"), ("dep.", "deputado"), ("sen.", "senador"), ("profª", "professora"), ("Profª", "professora"),
        ("EUA", "Estados Unidos"), ("§", "parágrafo"), ("Sto.", "Santo"), ("Sta.", "Santa"),
    ],
    words: &["art."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "de",
    rules: &[
        // Before dates without a year, which would end at the second slash.
        (r"\b(?P<d>\d{1,2})[º°]?[/.-](?P<n>\d{1,2})[/.-](?P<y>\d{4})\b", date),
        (r"(?P<lead>^|[\s(])(?P<short>[pcs])/ (?P<next>[\p{L}\d])", |found| Some(format!("{}{} {}", &found["lead"], match &found["short"] { "p" => "para", "c" => "com", _ => "sem" }, &found["next"]))),
        (r"(?:\b[Dd]as )?\b(?P<from>\d{1,2})(?:h(?P<m>[0-5]\d)?)?[-–](?P<to>\d{1,2}h(?:[0-5]\d)?)\b", |found| Some(format!("das {}h{} às {}", &found["from"], part(found, "m"), &found["to"]))),
        (r"\b(?P<n>\d{1,2})/(?P<half>[12])º? ?T\b", |found| Some(format!("{} do {}º tempo", &found["n"], &found["half"]))),
        (r"\b(?P<half>[12])º ?T\b", |found| Some(format!("{}º tempo", &found["half"]))),
        (r"\b(?P<n>\d+(?:/\d)?) (?P<what>col|xíc)\.", measure_of_kitchens),
        (r"\b(?P<d>\d{1,2})\.(?P<short>jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\.(?P<y>\d{4})\b", |found| short_month_alone(&found["short"]).map(|month| format!("{} de {month} de {}", &found["d"], &found["y"]))),
        (r"(?P<open>\()(?P<short>jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\.:", |found| short_month_alone(&found["short"]).map(|month| format!("({month}:"))),
        (r"\bal\. (?P<letter>[a-z]\))", |found| Some(format!("alínea {}", &found["letter"]))),
        (r"\b(?P<lead>a|de|[Vv]entos?|rumo a) (?P<from>NE|NW|SE|SW|SO)\b", wind),
        (BEHIND, |found| behind(found, "mais")),
        (COMPARED, |found| Some(compared(found, ["menor que", "maior que", "menos de", "mais de", "no máximo", "pelo menos", "mais ou menos", "cerca de"]))),
        (r"\b(?P<from>\d{1,4},\d{2})(?P<join> (?:a|e|ou|para) | ?[-–] ?)(?P<to>\d{1,4},\d{2} ?(?P<unit>euros|€|reais|dólares))", |found| both_sums(found, "a")),
        (r"(?P<lead>\b(?:[Àà]s|[Dd]as|[Pp]elas) )(?P<h>[01]?\d|2[0-3]),(?P<m>[0-5]\d) ?h(?:oras)?\b", time),
        (r"\b(?P<n>\d{1,3}),(?P<parts>\d{1,2}) ?(?P<unit>t|toneladas?|libras?)\b", of_feminine),
        (r"\b(?P<n>[1-4])T(?P<y>\d{2})\b", quarter),
        (r"\b(?P<n>\d{1,2}) ?[xX](?P<after> de R?\$| R\$| sem juros| por semana| por dia| ao dia| mais| maior| menor| acima|[.,;)]|$)", times),
        (r"(?P<lead>\b\p{Lu}[\p{L}-]+(?: \(\p{Lu}{2}\))?) x (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("{} contra {}", &found["lead"], &found["name"]))),
        (r"\) [xX] (?P<next>[(\d])", |found| Some(format!(") a {}", &found["next"]))),
        (r"\b(?P<h>\d{1,2}) ?h(?:oras?)? e (?P<m>[0-5]\d) ?m\b", |found| Some(format!("{}h{}", &found["h"], &found["m"]))),
        (r"(?P<lead>\b[Dd]e \d{1,2} a )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"\bn ?= ?(?P<n>\d)", |found| Some(format!("n igual a {}", &found["n"]))),
        (r"\b(?P<group>\d{4})-(?P<last>\d{3})(?P<after> \p{Lu})", post_code),
        (r"(?P<lead>\b(?:escala|jornada|escalas) )(?P<own>\d)[x×](?P<other>\d)\b", |found| Some(format!("{}{} por {}", &found["lead"], cardinal(value(found, "own")?, None), cardinal(value(found, "other")?, None)))),
        (r"\((?P<n>\d{1,3}(?: ?\+ ?\d{1,2})?)m\)", |found| Some(format!("(minuto {})", found["n"].replace('+', " mais ")))),
        (r"(?P<lead>(?:feira|[Ss]ábado|[Dd]omingo),? \()0(?P<d>[1-9])\)", |found| Some(format!("{}{})", &found["lead"], &found["d"]))),
        (r"\b0?(?P<d>\d{1,2}) (?P<short>jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)(?P<after> (?:\(Lusa|\d{4}\b|de \d{4}\b))", |found| Some(format!("{} {}.{}", &found["d"], &found["short"], &found["after"]))),
        (r"\b(?P<n>\d{1,2})[.,](?P<part>\d) ?[º°](?P<c> ?C\b)?", |found| Some(format!("{},{}°{}", &found["n"], &found["part"], part(found, "c").trim()))),
        (r"\b(?P<lead>[Ee]ntre) (?:as )?(?P<from>\d{1,2}h(?:[0-5]\d)?) e (?:as )?(?P<to>\d{1,2}h(?:[0-5]\d)?)\b", |found| Some(format!("{} as {} e as {}", &found["lead"], &found["from"], &found["to"]))),
        (r"\b(?P<n>\d+) c\. (?:de )?(?P<what>sopa|chá|sobremesa|café)\b", |found| Some(format!("{} {} de {}", &found["n"], if &found["n"] == "1" { "colher" } else { "colheres" }, &found["what"]))),
        (r"\b(?P<day>[Ss]eg|[Tt]er|[Qq]ua|[Qq]ui|[Ss]ex|[Ss]áb|[Dd]om)\.? ?(?:[-–]|a) ?(?P<to>seg|ter|qua|qui|sex|sáb|dom)\b(?:\.(?P<end>[”»)]*$)?)?", days),
        (r"\b(?P<day>[Ss]eg|[Tt]er|[Qq]ua|[Qq]ui|[Ss]ex|[Ss]áb|[Dd]om)\.(?P<after>,? \(?\d)", one_day),
        (r"\b(?:(?P<h>\d{1,2}) ?h ?)?(?P<m>\d{1,2}) ?m(?:in)? ?(?P<s>\d{1,2}) ?s(?P<f>\d{1,3})?\b", with_units),
        (r"\b(?P<s>\d{1,2})s(?P<f>\d{1,3})\b", with_units),
        (STOPWATCH, stopwatch),
        (r"(?P<lead>\bparciais (?:de )?|\bsets? (?:de |por )?|\()?\b(?P<sets>\d{1,2}[/–-]\d{1,2}(?:(?:,| e) \d{1,2}[/–-]\d{1,2})+)\b", sets),
        (r"\b(?P<lead>[Ll]ei(?: [Cc]omplementar)?|[Dd]ecreto|[Pp]ortaria|[Rr]esolução) [nN]\. ?(?P<n>\d)", |found| Some(format!("{} número {}", &found["lead"], &found["n"]))),
        (r"% (?:a\. ?m\.|ao mês)(?P<end>[”»)]*$)?", |found| Some(format!("% ao mês{}", stop(found)))),
        (r"(?P<verb>\b\p{Ll}*(?:aument|redu[zç]|diminu|cresc|caiu|caí|encolh|elev|cort)\p{Ll}* )(?P<join>em|de) (?P<over>[1-9])/(?P<under>[2-9]|10)\b", |found| Some(format!("{}{} {}", &found["verb"], &found["join"], fraction(value(found, "over")?, value(found, "under")?)))),
        (r"(?P<n>\d{1,2}) ?[º°] (?P<to>a|até) (?P<last>\d{1,2}) ?[º°](?P<after> ?C\b|[.,;)]|$)", |found| Some(format!("{} {} {} graus{}", &found["n"], &found["to"], &found["last"], &found["after"]))),
        (r"(?P<lead>\b(?:[Mm]ínimas?|[Mm]áximas?|[Tt]emperaturas?|[Tt]ermômetros?|[Tt]ermómetros?|[Mm]áximo\.?|[Mm]ínimo\.?|[Ss]ensação térmica)(?: \p{Ll}+)? (?:(?:de|a|em|até|os|nos|aos) )?)(?P<n>-?\d{1,2}) ?[º°](?P<after>[^\p{L}C]|$)", |found| Some(format!("{}{} graus{}", &found["lead"], &found["n"], &found["after"]))),
        (r"\b(?P<group>\d{5})-(?P<last>\d{3})(?P<after>[^\d,.-]|[,.](?:\D|$)|$)", post_code),
        (r"(?P<lead>\()(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\)", |found| date(found).map(|said| format!("{said})"))),
        (r"(?P<lead>\b(?:[Ss]egunda|[Tt]erça|[Qq]uarta|[Qq]uinta|[Ss]exta|feira|[Ss]ábado|[Dd]omingo),? (?:dia )?)(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"(?P<lead>\b(?:exceto|[Ee]ntre|nos dias|dias) )(?P<d>\d{1,2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"(?P<lead>\b(?:e|a|até) )(?P<d>\d{2})/(?P<n>0?[1-9]|1[0-2])\b", date),
        (r"(?P<d>1)º/(?P<n>0?[1-9]|1[0-2])\b(?P<year>/\d)?", |found| if found.name("year").is_some() { None } else { date(found) }),
        (r"\bD\. (?P<name>\p{Lu}\p{Ll}+)", |found| Some(format!("{} {}", if found["name"].ends_with('a') { "Dona" } else { "Dom" }, &found["name"]))),
        (r"\b(?P<d>\d{1,2}º?)(?: de)? (?P<short>jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\.(?P<end>[”»)]*$)?", short_month),
        (r"\b(?P<c>[Ss])éc(?P<many>s)?\. ?(?P<numeral>[IVXLC]+)\b", |found| Some(format!("{}éculo{} {}", &found["c"], part(found, "many"), &found["numeral"]))),
        (r"\b(?P<lead>[Nn]a|[Dd]a|[Pp]ela|[Àà]) R\. (?P<name>\p{Lu})", |found| Some(format!("{} rua {}", &found["lead"], &found["name"]))),
        (r"\bS\. (?P<name>\p{Lu}\p{Ll}+)", |found| Some(format!("São {}", &found["name"]))),
        (r"\b(?P<own>\d{1,3}) ?[x×X] ?(?P<other>\d{3,4}(?: ?m)?\b|\d{1,2} ?(?:cm|mm|m)\b)", sides),
        (r"\bpp?\. ?(?P<page>\d+(?P<to>[-–]\d+)?)", |found| Some(format!("{} {}", if found.name("to").is_some() { "páginas" } else { "página" }, &found["page"]))),
        (r"\b(?P<scale>milh(?:ão|ões)|bilh(?:ão|ões)|trilh(?:ão|ões)|mil milhões|mi|bi) de (?P<unit>km²|km2|km|kg|m²|m2|m³|kWh|MWh|GWh|t|ha|m)(?P<after>[^\p{L}\p{N}]|$)", scaled_unit),
        (r"(?P<number>\d) mil (?P<unit>km/h|km²|km2|km|kg|m²|m2|m³|ha|kWh|MWh|t)(?P<after>[^\p{L}\p{N}]|$)", thousand_of),
        (r"\b(?P<r>[Rr])\. (?P<n>\d)", |found| Some(format!("{}ua {}", &found["r"], &found["n"]))),
        (r"\b(?P<whole>\d{1,2},\d{2}) metros?\b", |found| Some(format!("{} m", &found["whole"]))),
        (r"\b(?P<lead>por|[Oo]|do|ao|cada|pelo) (?P<unit>m²|m2|m³|kWh|MWh|kg|km²|km|ha)(?P<after>[^\p{L}\p{N}]|$)", each_unit),
        (r"\b(?P<lead>os|Os|dos|nos|aos) km (?P<n>\d)", |found| Some(format!("{} quilômetros {}", &found["lead"], &found["n"]))),
        (r"\b(?:km|Km|KM) (?P<n>\d)", |found| Some(format!("quilômetro {}", &found["n"]))),
        (r"R\$ ?(?P<number>\d[\d.]*(?:,\d+)?)(?: ?(?P<scale>mil|milhão|milhões|mi|bilhão|bilhões|bi|trilhão|trilhões|tri)\b)?", reais),
        // Nobody says "um mil".
        (r"(?P<lead>^|[^\d.,-])1 mil\b", |found| Some(format!("{}mil", &found["lead"]))),
        (r"\b(?P<sum>mil|milhões|bilhões) (?:de )?(?P<money>reais|euros|dólares)/(?P<each>\p{Ll}+)", |found| Some(format!("{} {} por {}", &found["sum"], &found["money"], &found["each"]))),
        (r"\b(?P<n>\d{1,3})\.000\.000(?P<after> ?(?:reais|euros|dólares|[€$£]))", |found| Some(format!("{} {}{}", &found["n"], if &found["n"] == "1" { "milhão" } else { "milhões" }, found["after"].replace(" reais", " de reais").replace(" euros", " de euros").replace(" dólares", " de dólares")))),
        (r"(?P<scale>milhão|milhões|bilhão|bilhões) de (?P<sign>[€$£])", |found| Some(format!("{} {}", &found["scale"], &found["sign"]))),
        (r"(?P<lead>^|[^0-9.,-])(?P<number>\((?:\d{2})\) ?9? ?\d{4}-?\d{4}\b|\b\d{4,5}-\d{4}\b|0800[ .]\d{3}[ .]\d{4}\b|[29]\d{2} \d{3} \d{3}\b|\b2\d \d{3} \d{2} \d{2}\b|\b2\d \d{3} \d{4}\b|\b(?:70[78]|80[08]) \d{2} \d{2} \d{2}\b|\b(?:70[78]|80[08]) \d{3} \d{3}\b|\b9[1236]\d{7}\b)", telephone),
        (r"(?P<sign>US\$|[$€£]) ?(?P<n>\d[\d.,]*) mil\b", |found| Some(format!("{} mil {}", &found["n"], match &found["sign"] { "€" => "euros", "£" => "libras", _ => "dólares" }))),
        (r"(?P<lead>\b(?:[Dd]ia|[Dd]esde|[Aa]té) )?\b(?P<over>[1-9])/(?P<under>[2-9]|10) (?P<of>d[aoe]s?)\b", share),
        (r"\b(?P<n>\d{0,3}[12]) (?P<verb>ficaram|foram|estão|seguem|continuam|são|eram|saíram) (?P<what>\p{Ll}+(?:[ai]das|mortas|presas|salvas|soltas)|mulheres|meninas|crianças|portuguesas|brasileiras|estrangeiras)\b", women),
        (r"(?P<lead>)\b(?P<n>\d{0,3}[12])(?P<after> (?:as|das) \p{Ll}{2,}s\b)", of_women),
        (r"\bcel\. (?P<name>\p{Lu}\p{Ll})", |found| Some(format!("coronel {}", &found["name"]))),
        (r"\b(?P<own>\d{1,2}) ?[xX×] ?(?P<other>\d{1,2})\b(?P<unit> ?(?:m|cm|metros)\b)?", against),
        (r"(?P<lead>^|[^0-9]\s)1/2 (?P<noun>\p{Ll}{3,})", half),
        (r"(?P<lead>^|[^0-9]\s)½ (?P<noun>\p{Ll}{3,})", half),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} e meio", &found["whole"]))),
        (r"\b(?P<own>\d{1,2})[-–](?P<other>\d{1,2})\b(?P<after>[^-–\d,.%]|[,.](?:\D|$)|$)", draw),
        (r"(?P<lead>\b[Aa]os |\()(?P<n>\d{1,3})['’′](?P<plus> ?\+ ?\d{1,2})?(?P<after>[^\p{L}\d]|$)", minute),
        (r"(?P<lead>^|[^\d/.])(?P<n>\d[\d.]*)/(?P<y>(?:19|20)?\d\d)\b(?P<after>[^\p{L}\d/]|$)", of_the_year),
        (r"\b(?P<lead>séculos [IVXLC]+ (?:e|a|ao)) (?P<numeral>[IVXLC]+)\b", second_century),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|séculos?|inciso|alínea|anexo|seção|secção|capítulo|tomo|ato|título|livro|volume|fase|canto|parte) (?P<numeral>[IVXLC]+)\b", after_name),
        (r"(?P<lead>\b[OoAa] |\b[Nn][oa] |\b[Dd][oa] |\b[Aa]o |\b[Àà] |\b[Uu]ma? |^)(?P<numeral>[IVXL]+) (?P<noun>\p{L}{4,})", before_noun),
        (r"(?P<article>\b[Aa]rtigos? )?(?P<point>\d[.,])?\b(?P<n>\d{1,3})\.?(?P<e>[ºª°])(?P<degrees> ?C\b)?(?P<next> \p{Ll}+)?", ordinal),
        (r"\b(?P<d>\d{1,2})/(?P<n>\d{1,2})/(?P<short>\d{2})\b", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"(?P<lead>\b(?:[Dd]e|[Ee]m|[Nn]o dia|[Aa]té|[Dd]esde|[Dd]ia) )(?P<d>\d{1,2})/(?P<n>\d{1,2})\b", date),
        (r"(?P<lead>\b(?:[ÀàAa]s?|[Dd]as?|[Pp]elas|[Aa]té as?) )?\b(?P<h>[01]?\d|2[0-4]) ?h(?: ?(?P<m>[0-5]\d)(?: ?min)?)?\b", time),
        (r"(?P<lead>\b(?:[ÀàAa]s?|[Dd]as?|[Pp]elas|[Aa]té as?) )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b(?:[Àà]s?|[Dd]as|[Pp]elas) )(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?: ?h(?:oras)?)?\b", time),
        (r"\b(?P<whole>\d),(?P<parts>\d{2}) ?m\b", height),
        (r"\b(?P<whole>\d{1,3}),(?P<parts>\d) mil (?P<noun>\p{Ll}{3,}s)\b", |found| Some(format!("{} vírgula {} mil {}", cardinal(value(found, "whole")?, gender(value(found, "whole")?, &found["noun"])), cardinal(value(found, "parts")?, None), &found["noun"]))),
        (r"\b(?P<some>\d{1,2}) (?P<of>em cada|de cada|das) (?P<all>\d{1,3}) (?P<noun>\p{Ll}{3,}s)\b", some_of),
        (r"(?P<lead>\b(?:[Aa]s|[Dd]as|[Nn]as|[Pp]elas|[Ee]ssas|[Ee]stas|[Oo]utras|[Ss]uas) )(?P<n>\d{1,3})(?P<after> \p{Ll}{2})", of_women),
        (r"\b(?P<count>\d{1,3}) mil (?P<noun>\p{Ll}{3,}s)\b", thousands),
    ],
};

/// Returns the form of a counted noun after decimals: below two it is singular.
fn after_decimals((sign, forms, _): &Noun, whole: &str) -> String {
    // "1,5 milhões": who writes the word has chosen its form.
    let written = forms[1..].contains(sign);
    forms[if matches!(whole, "0" | "1") && !written { 0 } else { 2 }].to_owned()
}

/// Puts the currency of Brazil behind its number, where it is said.
fn reais(found: &Captures) -> Option<String> {
    let number = found["number"].trim_end_matches('.');
    let stop = &found["number"][number.len()..];
    Some(match found.name("scale").map(|scale| scale.as_str()) {
        None => format!("{number} reais{stop}"),
        Some("mil") if number == "1" => "mil reais".to_owned(),
        Some("mil") => format!("{number} mil reais"),
        Some("mi") => format!("{number} milhões de reais"),
        Some("bi") => format!("{number} bilhões de reais"),
        Some("tri") => format!("{number} trilhões de reais"),
        Some(scale) => format!("{number} {scale} de reais"),
    })
}

/// Says a score, or the sides of something: "dois a um", "três por quatro metros".
fn against(found: &Captures) -> Option<String> {
    let (own, other) = (&found["own"], &found["other"]);
    let unit = found.name("unit").map_or("", |unit| unit.as_str());
    let sides = !unit.is_empty() || own == other && own == "4";
    Some(format!("{own} {} {other}{unit}", if sides { "por" } else { "a" }))
}

/// Says the sides of something, or the points of a match, which both are many: "quatro por cem metros", "cento e doze a
/// cento e oito".
fn sides(found: &Captures) -> Option<String> {
    let points = |name| value(found, name).is_some_and(|points| (50..200).contains(&points));
    let join = if points("own") && points("other") { "a" } else { "por" };
    Some(format!("{} {join} {}", &found["own"], &found["other"]))
}

/// Says a telephone number in its groups.
fn telephone(found: &Captures) -> Option<String> {
    // "1914-1918": two years are no number to dial.
    let years = |group: &str| group.len() == 4 && (group.starts_with('1') || group.starts_with("20"));
    if found["number"].split('-').all(years) {
        return None;
    }
    let groups = found["number"].split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let groups: Vec<_> = groups.map(|group| GRAMMAR.digits(group)).collect();
    Some(format!("{}{}", &found["lead"], groups.join(", ")))
}

/// Says a draw: "dois a dois".
fn draw(found: &Captures) -> Option<String> {
    let (own, other) = (value(found, "own")?, value(found, "other")?);
    (own == other && own < 16).then(|| format!("{own} a {other}{}", &found["after"]))
}

/// Says the minute of a match: "aos trinta minutos".
fn minute(found: &Captures) -> Option<String> {
    let plus =
        found.name("plus").map(|plus| format!(" mais {}", plus.as_str().replace(['+', ' '], ""))).unwrap_or_default();
    let lead = &found["lead"];
    let said = if lead == "(" { format!("minuto {}", &found["n"]) } else { format!("{} minutos", &found["n"]) };
    Some(format!("{lead}{said}{plus}{}", &found["after"]))
}

/// Says the number of a law with its year: "oito mil e setenta e oito de noventa". Two years are a season, and small
/// numbers a fraction.
fn of_the_year(found: &Captures) -> Option<String> {
    let (number, year) = (found["n"].replace('.', ""), &found["y"]);
    let season = number.len() == 4 && !found["n"].contains('.') && number.starts_with(['1', '2']);
    let fraction = year.len() == 2 && !found["n"].contains('.');
    (!season && !fraction).then(|| format!("{}{} de {year}{}", &found["lead"], &found["n"], &found["after"]))
}

/// Says a length in meters with its hundredths: "um metro e oitenta".
fn height(found: &Captures) -> Option<String> {
    let whole = value(found, "whole").filter(|whole| *whole > 0)?;
    let parts = value(found, "parts").filter(|parts| *parts > 9)?;
    Some(format!("{whole} {} e {parts}", if whole == 1 { "metro" } else { "metros" }))
}

/// Says thousands of something feminine: "quinhentas mil famílias".
fn thousands(found: &Captures) -> Option<String> {
    let (count, noun) = (value(found, "count").filter(|count| *count > 1)?, &found["noun"]);
    Some(format!("{} mil {noun}", cardinal(count, Some(gender(count, noun)?))))
}

/// Says decimals of tons or pounds, which are feminine: "uma vírgula duas toneladas".
fn of_feminine(found: &Captures) -> Option<String> {
    let say = |name| Some(cardinal(value(found, name)?, Some(Feminine)));
    let unit = match &found["unit"] {
        "t" if matches!(&found["n"], "0" | "1") => "tonelada",
        "t" => "toneladas",
        unit => unit,
    };
    let zero = if found["parts"].starts_with('0') { "zero " } else { "" };
    Some(format!("{} vírgula {zero}{} {unit}", say("n")?, say("parts")?))
}

/// Says what a kitchen measures with: "uma colher", "três quartos de xícara".
fn measure_of_kitchens(found: &Captures) -> Option<String> {
    let (one, many) = if &found["what"] == "col" { ("colher", "colheres") } else { ("xícara", "xícaras") };
    let number = &found["n"];
    Some(match number {
        "1" => format!("uma {one}"),
        "2" => format!("duas {many}"),
        "1/2" => format!("meia {one}"),
        _ if number.contains('/') => format!("{number} de {one}"),
        _ => format!("{number} {many}"),
    })
}

/// Says where the wind comes from.
fn wind(found: &Captures) -> Option<String> {
    let from = match &found["from"] {
        "NE" => "nordeste",
        "NW" => "noroeste",
        "SE" => "sudeste",
        _ => "sudoeste",
    };
    Some(format!("{} {from}", &found["lead"]))
}

/// Says a share of something, which is no day of a month: "um terço dos votos".
fn share(found: &Captures) -> Option<String> {
    let (over, under) = (value(found, "over")?, value(found, "under")?);
    (found.name("lead").is_none() && over < under).then(|| format!("{} {}", fraction(over, under), &found["of"]))
}

/// Says a number of women by what is told of them: "trinta e duas ficaram feridas".
fn women(found: &Captures) -> Option<String> {
    let count = value(found, "n").filter(|count| !matches!(count % 100, 11 | 12))?;
    Some(format!("{} {} {}", cardinal(count, Some(Feminine)), &found["verb"], &found["what"]))
}

/// Says what something is for one of: "por metro quadrado".
fn each_unit(found: &Captures) -> Option<String> {
    Some(format!("{} {}{}", &found["lead"], GRAMMAR.unit_name(&found["unit"])?, &found["after"]))
}

/// Says the number of a post district digit by digit.
fn post_code(found: &Captures) -> Option<String> {
    let digits = |group| GRAMMAR.digits(&found[group]);
    Some(format!("{}, {}{}", digits("group"), digits("last"), &found["after"]))
}

/// Says a unit behind millions of it: "bilhões de quilômetros".
fn scaled_unit(found: &Captures) -> Option<String> {
    let (_, forms, _) = GRAMMAR.units.iter().find(|(own, ..)| *own == &found["unit"])?;
    Some(format!("{} de {}{}", &found["scale"], forms[2], &found["after"]))
}

/// Says a unit behind thousands of it: "trinta mil metros quadrados".
fn thousand_of(found: &Captures) -> Option<String> {
    let (_, forms, _) = GRAMMAR.units.iter().find(|(own, ..)| *own == &found["unit"])?;
    Some(format!("{} mil {}{}", &found["number"], forms[2], &found["after"]))
}

/// Says a number behind an article of women: "as duas maiores economias", "das duzentas vagas".
fn of_women(found: &Captures) -> Option<String> {
    let number = value(found, "n").filter(|number| matches!(number % 10, 1 | 2) || *number > 199)?;
    // "As 200 mil famílias" has a rule of its own.
    let said = (!found["after"].starts_with(" mi")).then(|| cardinal(number, Some(Feminine)))?;
    Some(format!("{}{said}{}", &found["lead"], &found["after"]))
}

/// Says some of many women or things: "duas em cada três casas".
fn some_of(found: &Captures) -> Option<String> {
    let (some, all, noun) = (value(found, "some")?, value(found, "all")?, &found["noun"]);
    let gender = gender(all, noun)?;
    let say = |number| cardinal(number, Some(gender));
    Some(format!("{} {} {} {noun}", say(some), &found["of"], say(all)))
}
