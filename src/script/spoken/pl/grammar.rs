//! What Polish says, and how: its signs, short forms and rules (a table).

use super::super::grammar::{
    DASHED, Gender::*, Grammar, HALVES, Inflection, SETS, STOPWATCH, Signs, by_digits, halves, part, parted, sets,
    stop, value, won,
};
use super::super::roman;
use super::agreement::{ending, gender};
use super::bent::{cardinal_in, decimal_in, noun_in};
use super::case::{case, is_adjective, meant};
use super::number::{after_decimals, cardinal, decimal, form, genitive};
use super::ordinal::{fraction, ordinal_with};
use super::place::{
    before_noun, century, children, in_front, law, named_day, of_centuries, one_and_a_half, ordinal, page, ruler,
    so_called, years,
};
use super::press::{
    adjective_of_measure, and_a_half_in_front, broken_through, clock_moved, floor, form_of_school, forms_of_school,
    groups, holy, hours_at, house_and_flat, part_of_unit, placed_in_list, roman_month, saint, score, street, track,
    two_forms_of_school, votes_behind_dash,
};
use super::short::{bent, compared, last, of_now, one_day, titled};
use super::sport::{
    after_hours, changed_by_one, feminine_decimals, kilometre, minutes_of_match, part_of_final, placed, share,
    share_in, some_in, some_of_men, stopwatch, to_the_age, votes,
};
use super::time::{date, days, decade, hour, hour_of, open_hours, time, year, year_alone, year_behind};
use super::units::UNITS;

/// Words that a time of day follows, and no score.
const OF_TIME: &[&str] = &["o", "od", "do", "po", "przed", "na", "godz", "godzinie", "godziny", "około", "ok"];

#[rustfmt::skip]
pub(in super::super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: Some(Inflection { case, joining: &["i", "oraz", "lub", "albo", "czy", "a", "do"], adjective: is_adjective, meant, cardinal: cardinal_in, decimal: decimal_in, noun: noun_in }),
    year: |number| cardinal(number, None),
    form,
    decimal,
    signs: ["minus", "plus"],
    comma: "przecinek",
    per: "na",
    to: "–",
    units: UNITS,
    scales: &[
        ("tysięcy", ["tysiąc", "tysiące", "tysięcy"], Masculine), ("tysiące", ["tysiąc", "tysiące", "tysięcy"], Masculine), ("tys.", ["tysiąc", "tysiące", "tysięcy"], Masculine),
        ("mln", ["milion", "miliony", "milionów"], Masculine), ("milionów", ["milion", "miliony", "milionów"], Masculine), ("miliona", ["milion", "miliony", "milionów"], Masculine), ("miliony", ["milion", "miliony", "milionów"], Masculine), ("milion", ["milion", "miliony", "milionów"], Masculine),
        ("mld", ["miliard", "miliardy", "miliardów"], Masculine), ("miliardów", ["miliard", "miliardy", "miliardów"], Masculine), ("miliarda", ["miliard", "miliardy", "miliardów"], Masculine), ("miliardy", ["miliard", "miliardy", "miliardów"], Masculine), ("miliard", ["miliard", "miliardy", "miliardów"], Masculine), ("bln", ["bilion", "biliony", "bilionów"], Masculine),
    ],
    of: |_| " ",
    cents: " ",
    hundredths: &[
        ("zł", ["grosz", "grosze", "groszy"], Masculine), ("PLN", ["grosz", "grosze", "groszy"], Masculine), ("złotych", ["grosz", "grosze", "groszy"], Masculine), ("złote", ["grosz", "grosze", "groszy"], Masculine),
        ("€", ["cent", "centy", "centów"], Masculine), ("EUR", ["cent", "centy", "centów"], Masculine), ("euro", ["cent", "centy", "centów"], Masculine), ("$", ["cent", "centy", "centów"], Masculine), ("USD", ["cent", "centy", "centów"], Masculine), ("dolarów", ["cent", "centy", "centów"], Masculine),
        ("£", ["pens", "pensy", "pensów"], Masculine),
    ],
    names_hundredths: true,
    gender,
    after_decimals,
    against: "do",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "kropka", at: "małpa", slash: "ukośnik", dash: "myślnik", underscore: "podkreślnik", colon: "dwukropek", and: "i", tag: "hasztag" },
    abbreviations: &[
        ("r.ż.", "roku życia"), ("m.in.", "między innymi"), ("m. in.", "między innymi"), ("np.", "na przykład"), ("Np.", "Na przykład"), ("tzn.", "to znaczy"), ("tj.", "to jest"), ("itd.", "i tak dalej"), ("itp.", "i tym podobne"), ("etc.", "et cetera"), ("wg", "według"), ("ws.", "w sprawie"), ("ds.", "do spraw"), ("dot.", "dotyczący"), ("zob.", "zobacz"), ("por.", "porównaj"), ("ww.", "wyżej wymieniony"), ("ok.", "około"), ("Ok.", "Około"), ("ca.", "około"),
        ("proc.", "procent"), ("mln.", "mln"), ("mld.", "mld"), ("n.e.", "naszej ery"), ("n. e.", "naszej ery"), ("n.p.m.", "nad poziomem morza"),
        ("prof.", "profesor"), ("Prof.", "profesor"), ("dr", "doktor"), ("Dr", "doktor"), ("hab.", "habilitowany"), ("mgr", "magister"), ("inż.", "inżynier"), ("gen.", "generał"), ("płk", "pułkownik"), ("ppłk", "podpułkownik"), ("mjr", "major"), ("kpt.", "kapitan"), ("por. ", "porucznik "), ("ks.", "ksiądz"), ("Ks.", "Ksiądz"), ("bp", "biskup"), ("abp", "arcybiskup"), ("red.", "redaktor"), ("im.", "imienia"), ("tel.", "telefon"), ("Tel.", "Telefon"),
        ("nr tel.", "numer telefonu"), ("nr. tel.", "numer telefonu"), ("nr.", "numer"), ("Dz.U.", "Dziennik Ustaw"), ("Dz. U.", "Dziennik Ustaw"), ("Dz.\u{a0}U.", "Dziennik Ustaw"), ("Dz.\u{202f}U.", "Dziennik Ustaw"), ("poz.", "pozycja"), ("nr", "numer"), ("Nr", "Numer"), ("rys.", "rysunek"), ("tab.", "tabela"), ("par.", "paragraf"), ("§", "paragraf"), ("sp. z o.o.", "spółka z ograniczoną odpowiedzialnością"), ("sp. z o. o.", "spółka z ograniczoną odpowiedzialnością"), ("S.A.", "spółka akcyjna"), ("maks.", "maksymalnie"),
        ("pw.", "pod wezwaniem"), ("płn.-zach.", "północno-zachodni"), ("płn.-wsch.", "północno-wschodni"), ("płd.-zach.", "południowo-zachodni"), ("płd.-wsch.", "południowo-wschodni"), ("płn.", "północny"), ("płd.", "południowy"), ("zach.", "zachodni"), ("wsch.", "wschodni"), ("asp. szt.", "aspirant sztabowy"), ("mł. asp.", "młodszy aspirant"), ("st. asp.", "starszy aspirant"), ("asp.", "aspirant"), ("st. sierż.", "starszy sierżant"), ("sierż. szt.", "sierżant sztabowy"), ("sierż.", "sierżant"), ("podkom.", "podkomisarz"), ("nadkom.", "nadkomisarz"), ("podinsp.", "podinspektor"), ("mł. insp.", "młodszy inspektor"), ("insp.", "inspektor"),
        ("mł. bryg.", "młodszy brygadier"), ("st. bryg.", "starszy brygadier"), ("bryg.", "brygadier"), ("st. kpt.", "starszy kapitan"), ("mł. kpt.", "młodszy kapitan"), ("st. chor.", "starszy chorąży"), ("chor.", "chorąży"), ("plut.", "plutonowy"), ("kpr.", "kapral"), ("ppor.", "podporucznik"), ("adm.", "admirał"), ("st. post.", "starszy posterunkowy"),
        ("dyr.", "dyrektor"), ("wicedyr.", "wicedyrektor"), ("prok.", "prokurator"), ("mec.", "mecenas"), ("adw.", "adwokat"), ("sen.", "senator"), ("wicemin.", "wiceminister"), ("przew.", "przewodniczący"), ("zast.", "zastępca"), ("bł.", "błogosławiony"), 
        ("k.k.", "kodeksu karnego"), ("k.p.k.", "kodeksu postępowania karnego"), ("k.c.", "kodeksu cywilnego"), ("k.w.", "kodeksu wykroczeń"), ("k.p.", "kodeksu pracy"), ("kk", "kodeksu karnego"), ("kpk", "kodeksu postępowania karnego"), ("kc", "kodeksu cywilnego"), ("lok.", "lokal"), ("prod.", "produkcji"), ("rozm.", "rozmiar"),
    ],
    words: &["ok.", "par.", "tab."],
    point_regions: &[],
    mixed_marks: false,
    out_of: "na",
    rules: &[
        (STOPWATCH, stopwatch),
        (r"\b(?P<n>\d{1,4}),0(?P<after> ?(?:%|\p{L}))", |found| Some(format!("{}{}", &found["n"], &found["after"]))),
        (r"(?P<name>\b\p{Lu}{1,3}-?\d{1,3}) – (?P<n>\d)", |found| Some(format!("{} — {}", &found["name"], &found["n"]))),
        (DASHED, parted),
        (r"(?P<lead>\b[Cc]iśnieni\p{Ll}+(?: \p{Ll}+)?:? )(?P<own>\d{2,3})/(?P<other>\d{2,3})\b", |found| Some(format!("{}{} na {}", &found["lead"], &found["own"], &found["other"]))),
        (r"\b(?P<verb>(?:zaj|zdoby|zdobę|wywalcz|uplasow)\p{Ll}*) (?P<n>\d{1,3}) miejsce\b", |found| Some(format!("{} {} miejsce", &found["verb"], ordinal_with(value(found, "n")?, "e")))),
        (r"\b(?P<n>\d{1,3}) (?P<noun>brygady|rundy|tury|ligi|eskadry|dekady)\b", |found| {
            // "Pięć brygad", but "żołnierze piątej brygady".
            let number = value(found, "n").filter(|number| form(*number) == 2)?;
            Some(format!("{} {}", ordinal_with(number, "ej"), &found["noun"]))
        }),
        (r"\b(?P<n>\d{1,3})-(?P<word>karn[ya])\b", |found| Some(format!("{} {}", &found["n"], &found["word"]))),
        (r"\((?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\)", |found| Some(format!("({}:{})", &found["h"], &found["m"]))),
        (r"\b(?P<noun>[Rr]ok (?:budowy|produkcji|wydania|urodzenia|założenia):?) (?P<y>1\d{3}|20\d{2})\b", |found| Some(format!("{} {}", &found["noun"], ordinal_with(value(found, "y")?, "y")))),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>\d{1,3})-(?P<short>procent|os\.|pok\.|min\.|mies\.|dn\.|proc\.)(?P<noun> \p{Ll}+)?(?P<end>[”»)]*$)?", adjective_of_measure),
        (r"\b(?P<numeral>[XVI]{2,}) [–-] (?P<next>\p{L})", |found| Some(format!("{} – {}", ordinal_with(roman::value(&found["numeral"])?, "y"), &found["next"]))),
        (r"\b(?P<lead>[Oo]d) (?P<h>\d{1,2})(?P<join> do) (?P<to>\d{1,2}) (?P<part>rano|wieczorem|po południu|w nocy|w południe|nad ranem)\b", |found| {
            Some(format!("{} {} do {} {}", &found["lead"], ordinal_with(value(found, "h")?, "ej"), ordinal_with(value(found, "to")?, "ej"), &found["part"]))
        }),
        (r"(?P<of>\d,\d)/(?P<all>5|10)\b", |found| Some(format!("{} na {}", &found["of"], &found["all"]))),
        (r"\b(?P<noun>[Nn]umer(?:u|em|ze)?|nr) (?P<list>[IVXLC\d]{1,8}(?:/[IVXLC\d]{1,8}){1,3})\b", broken_through),
        (r"\b(?P<lead>[Zz]) (?P<h>\d{1,2})[.:](?P<m>\d{2}) na (?P<to>\d{1,2})[.:](?P<m2>\d{2})\b", clock_moved),
        (r"\b(?P<per>zł|euro|netto|brutto) mies\.(?P<end>[”»)]*$)?", |found| Some(format!("{} miesięcznie{}", &found["per"], stop(found)))),
        (r"\b(?P<n>\d{1,2}),5-?(?P<word>(?:metrow|godzinn|letn|kilometr|tonow|krotn|procent|roczn|miesięczn|kilogram|litrow)\p{Ll}*)", and_a_half_in_front),
        (r"\b(?P<noun>[Kk]las|[Kk]lasach|[Kk]lasy) (?P<n>[1-8])(?P<join> i | oraz |, )(?P<to>[1-8])(?P<more>(?: i |, )[1-8])?(?P<after>[^\p{L}\d:/-]|$)", two_forms_of_school),
        (r"\b(?P<lead>[Ww]e?|[Nn]a|[Pp]o|[Zz]|[Dd]o|[Oo]d) (?P<n>[2-9]|[1-9]\d) (?P<noun>klas[iy]e?|piętrz?[ea]|rundzie|turze|minucie|miejscu|kolejce|sezonie|etapie|kwartale|tygodniu|dniu|miesiącu|połowie|lidze|secie|kilometrze|wieku)\b", |found| {
            Some(format!("{} {} {}", &found["lead"], ordinal_with(value(found, "n")?, ending(&found["lead"], &found["noun"])), &found["noun"]))
        }),
        (HALVES, |found| halves(found, OF_TIME, score)),
        (SETS, |found| sets(found, score)),
        (r"(?P<lead>\b(?:[Ww]ygra|[Pp]okona|[Pp]rzegr|[Ww]ygryw|[Zz]wycięży|[Uu]leg|[Ww]ynik|[Rr]emis|[Zz]remis|[Pp]rowadz)\p{L}*(?: \p{L}+){0,4} )(?P<own>\d{1,2}):(?P<other>\d{2})\b", |found| won(found, OF_TIME, score)),
        (r"\b(?P<short>[Śś]w)\. ?(?P<name>\p{Lu}\p{L}+)", saint),
        (r"\b(?P<noun>[Mm]sz[aąęey]|[Mm]szach|[Kk]omuni[aiąę]|[Oo]jciec|[Oo]jc(?:a|em|u)|[Dd]uch|[Dd]uch(?:a|em)|[Pp]ism[oa]|[Pp]iśmie) [Śś]w\.(?P<end>[”»)]*$)?", holy),
        (r"\b(?P<short>pt|pn|ps)\. (?P<mark>[„«“”])", |found| Some(format!("{} {}", match &found["short"] { "pt" => "pod tytułem", "pn" => "pod nazwą", _ => "pseudonim" }, &found["mark"]))),
        (r"\bmin\. (?P<name>\p{Lu}\p{Ll}+)", |found| Some(format!("minister {}", &found["name"]))),
        (r"(?P<counted>\d )?\bmin\. (?P<n>\d)", |found| found.name("counted").is_none().then(|| format!("minimum {}", &found["n"]))),
        (r"(?P<lead>\d[a-zA-Z]?,?|przez \d{1,3},?) m\. ?(?P<n>\d{1,3})\b", |found| Some(format!("{} mieszkanie {}", &found["lead"], &found["n"]))),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|miejscowość|wieś|wsi|miejscowości) k\. (?P<next>\p{Lu})", |found| Some(format!("{} koło {}", &found["name"], &found["next"]))),
        (r"\b(?P<short>ur|zm)\. (?P<y>1\d{3}|20\d{2})\b(?: r\.| roku\b)?", |found| Some(format!("{} w {} roku", if &found["short"] == "ur" { "urodzony" } else { "zmarły" }, &found["y"]))),
        (r"\b(?P<short>ur|zm)\. (?P<next>w|\d)", |found| Some(format!("{} {}", if &found["short"] == "ur" { "urodzony" } else { "zmarły" }, &found["next"]))),
        (r"\bkom\. (?P<next>\p{Lu}\p{Ll})", |found| Some(format!("komisarz {}", &found["next"]))),
        (r"\b(?P<lead>[Ww]) dn\. (?P<d>\d{1,2})(?P<more> ?[-–,]| i )?", |found| {
            Some(format!("{} {} {}{}", &found["lead"], if found.name("more").is_some() { "dniach" } else { "dniu" }, &found["d"], part(found, "more")))
        }),
        (r"\b(?P<n>\d{2,3})\+(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} plus{}", &found["n"], &found["after"]))),
        (r"\b(?P<n>\d{1,3}) l\.(?P<after>[,;)]| (?:\p{Ll}|\())", |found| Some(format!("{} lat{}", &found["n"], &found["after"]))),
        (r"\b(?P<d>\d{1,2})\.? ?(?P<month>X?I{1,3}|IV|VI{0,3}|IX|X)\.? ?(?P<y>1\d{3}|20\d{2})\b", roman_month),
        (r"\b(?P<noun>[Kk]las|[Kk]lasy|[Kk]lasach|[Kk]lasom|[Kk]lasami) (?P<from>\d|[IV]{1,4}) ?[-–] ?(?P<to>\d|[IV]{1,4})\b", forms_of_school),
        (r"\b(?P<noun>[Kk]las[ayęą]|[Kk]lasie) (?P<n>[1-8])(?P<after>[^\p{L}\d:/-]|[a-g]\b|$)", form_of_school),
        (r"(?P<lead>\b(?:ul|al|pl|os)\. (?:\p{L}+\.? ){1,4})(?P<house>\d{1,3}[a-zA-Z]?)/(?P<flat>\d{1,3})\b", house_and_flat),
        (r"(?P<before>[:;] )(?P<n>\d{1,2})\. (?P<name>\p{Lu}\p{Ll}+)\b", placed_in_list),
        (r"\b(?P<over>\d)/(?P<under>[2-9]|10) ?(?P<unit>l|kg|dag|g|ha|km|m|t|ml|godz)(?P<after>[^\p{L}\d]|$)", part_of_unit),
        (r"\((?P<a>\d{2})\)[ -]?(?P<b>\d{3})[ -](?P<c>\d{2})[ -](?P<d>\d{2})\b", groups),
        (r"\b(?P<a>\d{2}) (?P<b>\d{3})-(?P<c>\d{2})-(?P<d>\d{2})\b", groups),
        (r"(?P<lead>\b(?:kom|kontakt|telefoniczn\p{L}+|[Ii]nfolini\p{L}+|nr)\.?:? )(?P<a>\d{3})[ -](?P<b>\d{3})[ -](?P<c>\d{3})\b", groups),
        (r"\b(?P<lead>[Zz]a|[Pp]rzeciw(?:ko)?|[Ww]strzymał[oa] się) [–—-] (?P<n>\d{1,3})\b", votes_behind_dash),
        (r"\((?P<n>\d{1,3}) l\.", |found| Some(format!("({} lat", &found["n"]))),
        (r"\bl\. (?P<n>\d{1,3})(?P<after>[,;)])", |found| Some(format!("lat {}{}", &found["n"], &found["after"]))),
        (r"(?P<lead>\b(?:[Nn]a|[Oo]d|[Dd]o|[Zz]a|[Pp]o|[Pp]rzed) )?\b(?P<n>\d{1,3})\. km\b", kilometre),
        (r"\b(?P<lead>[Ww]e?) (?P<over>\d)/(?P<under>\d{1,2}) (?P<noun>\p{Ll}+)", share_in),
        (r"\b(?P<lead>[Ww]) (?P<list>\d{1,3}\.(?:(?:,| i|,? a w|,? oraz) \d{1,3}\.){0,6}) min\.(?P<end>[”»)]*$)?", minutes_of_match),
        (r"\b(?P<lead>[Pp]o) (?P<n>\d{1,3}) (?P<short>godz|min|mies)\b\.?(?:(?P<and> i)? (?P<m>\d{1,2}) min\b)?", after_hours),
        (r"\b(?P<period>[rkm])/(?P<same>[rkm])(?P<after>[^\p{L}\d]|$)", compared),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<short>numer|temp\.|pow\.|dł\.|szer\.|wys\.|rozdz\.) (?P<next>telefonu|\d)", bent),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<short>woj\.|gm\.) (?P<next>\p{L}+)", bent),
        (r"(?P<lead>\b\p{L}+ )?\bpow\. (?P<name>\p{Ll}+)", county),
        (r"(?P<lead>\b[\p{L}]+ )?\b(?:(?P<d>\d{1,2}) )?\b(?P<short>br|bm|ub\. ?r)\.(?P<end>[”»)]*$)?", of_now),
        (r"(?P<lead>\b\p{L}+ )?\bub\. (?P<noun>\p{Ll}{3,})", last),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<title>profesor|doktor|generał|ksiądz|inżynier|major|biskup|arcybiskup|pułkownik) (?P<name>(?:\p{Lu}\. ?)?(?:\p{Lu}\p{Ll}+ ){0,2}\p{Lu}\p{L}+)", titled),
        (r"\b(?P<day>[Pp]on|[Pp]n|[Ww]t|[Śś]r|[Cc]zw|[Pp]t|[Ss]ob|[Nn]iedz|[Nn]d)\.? ?[-–] ?(?P<to>pon|pn|wt|śr|czw|pt|sob|niedz|ndz|nd)\b(?:\.(?P<end>[”»)]*$)?)?", super::short::days),
        (r"\b[Oo]d (?P<day>pon|pn|wt|śr|czw|pt|sob|niedz|nd)\. do (?P<to>pon|pn|wt|śr|czw|pt|sob|niedz|ndz|nd)\b(?:\.(?P<end>[”»)]*$)?)?", super::short::days),
        (r"(?P<lead>\b\p{L}{1,2} )?\b(?P<day>[Pp]on|[Pp]n|[Ww]t|[Śś]r|[Cc]zw|[Pp]t|[Ss]ob|[Nn]iedz|[Nn]d)\.(?P<after>,? ?\d)", one_day),
        (r"(?P<lead>\b[Pp]rzeciw(?:ko)? (?:było |głosowało |zagłosowało )?|\b(?:zagłosowało|głosowało|wstrzymało się) )(?P<n>\d{1,3})(?P<after>[,.;:)]|$| i\b| oraz\b| a\b)", votes),
        (r"\b(?P<n>\d{1,3})(?P<after> (?:wstrzymało się|głosowało|zagłosowało|było przeciw|było za|opowiedziało się|nie głosowało|nie wzięło))", votes),
        (r"(?P<lead>\b[Pp]rzy )(?P<n>\d{1,3})(?P<after> (?:głosach )?(?:przeciw|wstrzymujących))", votes),
        (r"\b(?P<lead>[Dd]o|[Oo]d|[Pp]owyżej|[Pp]oniżej) lat (?P<n>\d{1,3})\b", to_the_age),
        (r"\b(?P<lead>był|była|jest|został|została|finiszował|finiszowała|przybiegł|przybiegła) (?P<n>\d{1,3})\.(?P<after>[,;)])", placed),
        (r"\b(?P<n>\d{1,3}) (?P<of>z|spośród|na) (?P<all>\d{1,3}) (?P<noun>\p{L}+)", some_of_men),
        (r"\b(?P<lead>[Ww]) (?P<n>\d{1,3}) (?P<of>na) (?P<all>\d{1,3}) (?P<noun>\p{L}+)", some_in),
        (r"\b(?P<lead>[Oo]|[Ww]ykazał[oa]?|[Mm]iał[oa]?|[Mm]a|[Ww]ydmuchał[a]?) (?P<whole>\d{1,3}),(?P<parts>0?1)(?P<unit> ?%| procent\b| promila\b| punktu\b)", changed_by_one),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<whole>\d*[12]),(?P<parts>\d{1,3}) ?(?P<noun>sekundy|sek|s|minuty|min|godziny|godz|tony|t|doby)\b", feminine_decimals),
        (r"(?P<lead>\b\p{L}+ )?\b1/(?P<n>2|4|8|16|32) finału", part_of_final),
        (r"(?P<lead>\b\p{L}+ )(?P<over>\d)/(?P<under>[2-9]|10)\b(?P<after>[^/\d]|$)", share),
        (r"(?P<sign>zł|złotych|euro|€|dolarów|\$) ?/ ?(?P<each>m kw\.|mkw\.|\p{L}+[²³]?)(?P<end>$)?", each),
        (r"(?P<lead>\b\p{L}+ )(?P<unit>m kw\.|mkw\.|m²|m2|kWh|MWh|kg|m³|l)(?P<after>[^\p{L}\p{N}]|$)", each_unit),
        (r"\btzw\. ?(?P<next>\p{L}+)", so_called),
        (r"\b(?P<lead>[Zz]) (?P<n>1\d{2}|1\d{2} tys\p{L}*)\b(?P<after>[^.:/]|$)", |found| Some(format!("{}e {}{}", &found["lead"], &found["n"], &found["after"]))),
        (r"(?P<lead>\b(?:[Zz]godnie z|[Pp]odstawie|[Nn]a mocy|[Zz]|i|oraz|lub|[Dd]o|[Oo]d|[Ww]|[Oo]|[Pp]o|[Pp]rzed) )?\b[Aa]rt\. ?(?P<n>\d{1,4})(?P<letter>[a-z])?(?: paragraf ?(?P<par>\d{1,3}))?(?: ust\. ?(?P<ust>\d{1,3}))?(?: pkt\.? ?(?P<pkt>\d{1,3}))?\b", law),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<short>[Uu]l|[Aa]l|[Pp]l|[Oo]s)\. (?P<name>\p{Lu}\p{L}*|[0-9])", street),
        (r"(?P<lead>\b[Nn]a )?\b(?P<numeral>[IVX]+) p\.(?P<after>[,;)/ ]|$)", floor),
        (r"\b(?P<n>\d{1,2}) (?P<month>Stycznia|Lutego|Marca|Kwietnia|Maja|Czerwca|Lipca|Sierpnia|Września|Października|Listopada|Grudnia)\b", named_day),
        (r"\b(?P<verb>(?:rozpoczn|rozpoczy|zaczn|zaczyn|zacz|odb|startu|rusz|wystart|spotk|początek|koncert|msza|seans|mecz)\p{Ll}*(?: się)?) o (?P<h>[01]?\d|2[0-4])(?P<after>[,;)]|\.(?:\D|$)|$| (?:w|na|przy|z|od)\b)", hour_of),
        (r"(?P<lead>\b(?:[Nn]a|[Ww]|[Oo]|[Pp]o|[Zz]e?|[Dd]o|[Oo]d) )?\b(?:s|str)\. ?(?P<page>\d)", page),
        (r"\b(?P<open>(?:czynn|otwart|pracuj|przyjmuj|działa|dyżur|trwa|godzin)\p{Ll}*(?: \p{Ll}+){0,5} )od (?P<h>[01]?\d|2[0-4]) do (?P<to>[01]?\d|2[0-4])\b", open_hours),
        (r"\b(?P<open>(?:[Ww] )?[Gg]odz(?:inach|iny|\.):? ?)(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))? ?[-–] ?(?P<to>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?\b", open_hours),
        (r"(?P<lead>\b[Oo]d )?\b(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d) ?(?:[-–]|do) ?(?P<to>[01]?\d|2[0-4])[.:](?P<m2>[0-5]\d)\b", open_hours),
        (r"\b(?P<open>[Ww] godzinach )(?P<h>[01]?\d|2[0-4]) ?[-–] ?(?P<to>[01]?\d|2[0-4])\b", open_hours),
        (r"\b(?P<open>(?:do (?:poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli)|[Ss]obot[aęy]|[Nn]iedziel[aęie]|[Pp]oniedziałek|[Ww]torek|[Śś]rod[aęy]|[Cc]zwartek|[Pp]iątek|[Ss]oboty|[Cc]odziennie|czynn[aey]):?,? )(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))? ?[-–] ?(?P<to>[01]?\d|2[0-4])(?:[.:](?P<m2>[0-5]\d))?\b", open_hours),
        (r"\b(?P<noun>peron(?:u|ie|em)?|tor(?:u|ze|em)?) (?P<n>\d{1,2})\b", track),
        (r"\b(?P<more>\d{2,3})/(?P<less>\d{1,3}) (?P<unit>zł|euro|złotych)\b", |found| {
            let (more, less) = (value(found, "more")?, value(found, "less")?);
            (more > less).then(|| format!("{more} i {less} {}", &found["unit"]))
        }),
        (r"(?P<number>\b\d{2} \d{3} \d{2} \d{2}\b)", telephone),
        (r"(?P<lead>\b(?:numer|numeru|numerem|telefon|telefonu|tel\.|dzwonić) )(?P<number>\d{3} \d{3} \d{3}\b)", telephone),
        (r"\b(?P<own>\d{1,3}) ?[xX×] ?(?P<other>\d{1,4})\b(?P<size> ?(?:cm|mm)\b)?", |found| {
            let by = if found.name("size").is_some() || found["own"] == found["other"] { "na" } else { "razy" };
            Some(format!("{} {by} {}{}", &found["own"], &found["other"], found.name("size").map_or("", |size| size.as_str())))
        }),
        (r"(?P<lead>\b[Ww] )?\b(?P<numeral>[IVX]+) kw\.", |found| Some(match found.name("lead") { Some(lead) => format!("{}{} kwartale", lead.as_str(), &found["numeral"]), None => format!("{} kwartał", &found["numeral"]) })),
        (r"(?P<n>\d+)(?P<decimals>,\d+)? ?(?:pkt\.?|p\.) ?(?:procent|proc\.?)", percentage_points),
        (r"(?P<lead>\b[\p{L}]+ )?\b(?:(?P<first>[IVX]+)(?P<join> i | oraz |[-–/]))?(?P<numeral>[IVX]+) w\.(?P<era> p\. ?n\. ?e\.| n\. ?e\.)?(?P<end>[”»)]*$)?", century),
        (r"\b(?P<numeral>[IVX]+)-(?P<word>wieczn\p{Ll}+)", of_centuries),
        (r"(?P<lead>\b\p{L}+ )?\b(?:(?P<first>[IVXL]+)(?P<join> i | lub | oraz |[-–]))?(?P<numeral>[IVXL]+) (?P<noun>\p{L}{2,})", before_noun),
        (r"\b(?P<name>\p{Lu}\p{Ll}+|tom|rozdział|etap|akt|stopień|kwartał|klasa|część|księga|liga|grupa) (?P<numeral>[IVXL]+)\b", ruler),
        (r"(?P<lead>\b(?:(?:[Pp]o)?[Mm]iędzy|[Zz]|[Oo]d|[Dd]o|[Pp]o|[Pp]rzed|[Nn]a) )?\b(?P<d>\d{1,2}) ?(?P<join>[-–—]| do | i | a | na ) ?(?P<to>\d{1,2}) (?P<m>stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)\b", days),
        (r"(?P<lead>\b(?:[Pp]o|[Pp]rzed) )?\b(?P<d>\d{1,2})\.? (?P<m>stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)\b(?: (?P<y>\d{4})(?P<r> roku\b| r\.(?P<end>[”»)]*$)?)?)?", date),
        (r"(?P<lead>\b(?:[Pp]o|[Pp]rzed) )?\b(?P<d>\d{1,2})[./-](?P<n>\d{1,2})[./-](?P<y>\d{4})\b(?P<r> roku\b| r\.(?P<end>[”»)]*$)?)?", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<noun>[Rr]ok|[Rr]oku|[Rr]okiem) (?P<y>1\d{3}|20\d{2})\b", year_behind),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<y>\d{1,4}) (?P<r>rokiem\b|roku\b|rok\b|r\.(?P<era> p\. ?n\. ?e\.| n\. ?e\.)?(?P<end>[”»)]*$)?)", year),
        (r"\b(?P<lead>[Ww]) (?P<y>1[0-9]\d\d|20\d\d)(?P<after>[,.;:)]|$| [-–—])", year_alone),
        (r"\b(?P<y>1\d{3}|20\d{2})[-–](?P<to>1\d{3}|20\d{2})\b", years),
        (r"\b(?P<noun>[Ll]ata|[Ll]atach|[Ll]at|[Ll]atami|[Ll]atom) (?P<n>\d0)\b(?:\.(?P<end>[”»)]*$)?)?", decade),
        (r"(?P<lead>\d |\b(?:[Oo]d|[Dd]o|[Oo]|[Pp]o|[Pp]rzed|[Oo]koło|[Nn]a) )?\bgodz(?:\.|iny|inie|iną|inę) ?(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?\b", hour),
        (r"(?P<lead>\b(?:[Oo]d|[Dd]o|[Oo]|[Pp]o|[Pp]rzed|[Oo]koło|[Nn]a) )(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)\b", time),
        (r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<own>\d{1,3}):(?P<other>\d{1,3})\b", |found| Some(score(value(found, "own")?, value(found, "other")?))),
        (r"\b(?P<lead>(?:[Dd]ziś|[Dd]zisiaj|[Jj]utro|[Ww]czoraj|[Ww]e? (?:poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę)|[Pp]oniedziałek|[Ww]torek|[Śś]roda|[Cc]zwartek|[Pp]iątek|[Ss]obota|[Nn]iedziela|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|bieżącego miesiąca|[Mm]sze|[Mm]sza|[Nn]abożeństwo|[Pp]ogrzeb|[Kk]oncert|[Ss]potkanie|[Mm]ecz|[Ss]eans|[Pp]oczątek|[Zz]biórka|[Ss]tart|[Oo]dbędzie się|[Ww]ygłosi|[Ww]ystąpi|[Zz]agra|[Zz]agrają|[Oo]twarcie|[Ww]ykład|[Dd]ebata|[Pp]remiera)(?: [\p{L}\d.]+){0,5},? (?:o|około) )(?P<list>(?:\d{1,2}(?:, | i | oraz )){0,4}\d{1,2})(?P<after>[,;)]|\.(?:\D|$)|$| (?:[wuzia]|na|od|do|przy|pod|dla|we|odpraw\p{Ll}+|rozpocz\p{Ll}+|odb\p{Ll}+|polskiego|lokalnego)\b)", hours_at),
        (r"\b(?P<lead>[Oo]|[Oo]koło|[Oo]d|[Dd]o|[Pp]o) (?P<h>[1-9]|1\d|2[0-4]) (?P<part>rano|wieczorem|po południu|w nocy|w południe|nad ranem)\b", |found| Some(format!("{} {} {}", &found["lead"], ordinal_with(value(found, "h")?, "ej"), &found["part"]))),
        (r"\b(?P<lead>[Cc]o) (?P<n>\d{1,2})\. (?P<noun>\p{L}+)", |found| Some(format!("{} {} {}", &found["lead"], ordinal_with(value(found, "n")?, if found["noun"].len() < 4 { "y" } else { ending("", &found["noun"]) }), &found["noun"]))),
        (r"\b(?P<whole>1|\d*2),5 (?P<noun>\p{Ll}+)", one_and_a_half),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>\d{1,2}) dzieci\b", children),
        (r"\b(?P<n>1000)-(?P<word>le(?:ci|t)\p{Ll}+)", in_front),
        (r"\b(?P<n>\d{1,3})-?(?P<word>(?:let|lat[ek]|leci|metrow|kilometr|krot|osob|piętr|dniow|godzinn|minut|procent|tonow|stopniow|pokojow|miesię|tygodni|calow)\p{Ll}*)", in_front),
        (r"\b(?P<n>\d{1,3})-(?P<word>\p{Ll}{3,}(?:ow|n)(?:y|a|e|ą|ej|ym|ego|ych|i|ia|ie|ią|iej|im|iego|ich))\b", in_front),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>\d{1,4})\. (?P<noun>\p{Ll}+)", ordinal),
    ],
};

/// Says points of a percentage by their number: "dwie dziesiąte punktu procentowego", "pięć punktów procentowych".
fn percentage_points(found: &regex::Captures) -> Option<String> {
    let noun = match (found.name("decimals"), form(value(found, "n")?)) {
        (Some(_), _) => "punktu procentowego",
        (None, 0) => "punkt procentowy",
        (None, 1) => "punkty procentowe",
        _ => "punktów procentowych",
    };
    let decimals = found.name("decimals").map_or("", |decimals| decimals.as_str());
    Some(format!("{}{decimals} {noun}", &found["n"]))
}

/// Says a telephone number of Poland in its groups.
fn telephone(found: &regex::Captures) -> Option<String> {
    let groups = found["number"].split(' ').map(|group| GRAMMAR.digits(group));
    let lead = found.name("lead").map_or("", |lead| lead.as_str());
    Some(format!("{lead}{}", groups.collect::<Vec<_>>().join(", ")))
}

/// Returns what a unit is called in the accusative: "metr kwadratowy", "kilowatogodzinę".
fn for_one(sign: &str) -> Option<String> {
    let sign = match sign {
        "litr" => "l",
        "kilogram" => "kg",
        "szt" => return Some("sztukę".to_owned()),
        "os" => return Some("osobę".to_owned()),
        "mies" => return Some("miesiąc".to_owned()),
        sign => sign,
    };
    let name = GRAMMAR.unit_name(sign)?;
    Some(name.strip_suffix('a').map_or_else(|| name.to_owned(), |stem| format!("{stem}ę")))
}

/// Says what a sum is for: "złotych za metr kwadratowy".
fn each(found: &regex::Captures) -> Option<String> {
    let each = &found["each"];
    let noun = for_one(each).unwrap_or_else(|| match each.strip_suffix('a') {
        Some(stem) => format!("{stem}ę"),
        None => each.to_owned(),
    });
    let stop = if each.ends_with('.') && found.name("end").is_some() { "." } else { "" };
    Some(format!("{} za {noun}{stop}", &found["sign"]))
}

/// Says a unit without a number, in the case of the word before it: "za metr kwadratowy", "cena metra kwadratowego".
fn each_unit(found: &regex::Captures) -> Option<String> {
    let (lead, sign) = (part(found, "lead"), &found["unit"]);
    let said = match lead.trim().to_lowercase().as_str() {
        "za" | "na" | "o" => for_one(sign)?,
        "cena" | "ceny" | "cenę" | "cenie" | "koszt" | "koszcie" | "wartość" => {
            genitive(GRAMMAR.units.iter().find(|(own, ..)| *own == sign)?)
        }
        _ => return None,
    };
    // The dot at the end of a text is its full stop too.
    let stop = if sign.ends_with('.') && found["after"].is_empty() { "." } else { "" };
    Some(format!("{lead}{said}{stop}{}", &found["after"]))
}

/// Says a county, in the case of the preposition before it.
fn county(found: &regex::Captures) -> Option<String> {
    let (lead, name) = (part(found, "lead"), &found["name"]);
    let noun = match lead.trim().to_lowercase().as_str() {
        // "Mieszkaniec powiatu płockiego".
        _ if name.ends_with("ego") => "powiatu",
        "w" | "na" | "po" => "powiecie",
        "z" | "do" | "od" => "powiatu",
        _ => "powiat",
    };
    Some(format!("{lead}{noun} {}", &found["name"]))
}
