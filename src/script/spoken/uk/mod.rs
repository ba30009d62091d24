//! Ukrainian written forms: dates, times, money, abbreviations.

mod agreement;
mod bent;
mod case;
mod daily;
mod date;
mod governing;
mod number;
mod press;
mod units;

use regex::Captures;

use super::grammar::{
    Case, DASHED, Gender::*, Grammar, HALVES, Inflection, SETS, STOPWATCH, Signs, by_digits, halves, part, parted,
    sets, stop, value, won,
};
use agreement::gender;
use bent::{cardinal_in, compound, decimal_in, noun_in};
use case::{case, is_adjective, is_before_genitive, is_noun_of, meant};
use daily::{
    and_a_half, compared, decade, each, each_unit, half_a_spoon, kilometre, located, part_of_final, percentage_points,
    region, share, share_in, stopwatch, thousand_of, town, week_days,
};
use date::{date, days, hour, open_hours, ordinal, time, times, year, years};
use number::{after_decimals, cardinal, decimal, form, fraction, numeral, ordinal_with};
use press::{
    born, cardinal_with_ending, degree, hours_at, in_its_order, law, minutes_of_match, of_brigades, part_of_unit,
    saint, score, some_in,
};
use units::UNITS;

/// Words that a time of day follows, and no score.
const OF_TIME: &[&str] = &["о", "об", "до", "з", "із", "після", "від", "близько", "на", "станом"];

#[rustfmt::skip]
pub(super) const GRAMMAR: Grammar = Grammar {
    cardinal,
    inflection: Some(Inflection { case, joining: &["і", "й", "та", "або", "чи", "до"], adjective: is_adjective, meant, cardinal: cardinal_in, decimal: decimal_in, noun: noun_in }),
    year: |number| cardinal(number, None),
    form,
    decimal,
    signs: ["мінус", "плюс"],
    comma: "цілих",
    per: "на",
    to: "–",
    units: UNITS,
    scales: &[
        ("тис.", ["тисяча", "тисячі", "тисяч"], Feminine), ("млн", ["мільйон", "мільйони", "мільйонів"], Masculine),
        ("млрд", ["мільярд", "мільярди", "мільярдів"], Masculine), ("трлн", ["трильйон", "трильйони", "трильйонів"], Masculine),
    ],
    of: |_| " ",
    cents: " ",
    hundredths: &[
        ("грн", ["копійка", "копійки", "копійок"], Feminine), ("грн.", ["копійка", "копійки", "копійок"], Feminine), ("дол.", ["цент", "центи", "центів"], Masculine), ("₴", ["копійка", "копійки", "копійок"], Feminine), ("гривень", ["копійка", "копійки", "копійок"], Feminine), ("гривні", ["копійка", "копійки", "копійок"], Feminine),
        ("$", ["цент", "центи", "центів"], Masculine), ("USD", ["цент", "центи", "центів"], Masculine), ("€", ["цент", "центи", "центів"], Masculine), ("EUR", ["цент", "центи", "центів"], Masculine), ("£", ["пенс", "пенси", "пенсів"], Masculine),
    ],
    names_hundredths: true,
    gender,
    after_decimals,
    against: "–",
    fraction,
    dialled: by_digits,
    typed: Signs { dot: "крапка", at: "ет", slash: "слеш", dash: "дефіс", underscore: "підкреслення", colon: "двокрапка", and: "і", tag: "хештег" },
    abbreviations: &[
        ("№", "номер"), ("тел.", "телефон"), ("бл.", "близько"), ("н. е.", "нашої ери"), ("н.е.", "нашої ери"), ("смт", "селище міського типу"),
        ("і т. д.", "і так далі"), ("і т.д.", "і так далі"), ("і т. п.", "і тому подібне"), ("і т.п.", "і тому подібне"), ("та ін.", "та інші"), ("ім.", "імені"), ("пр-т", "проспект"), ("пен.", "пенальті"), ("пн.-зах.", "північно-західний"), ("пн.-сх.", "північно-східний"), ("пд.-зах.", "південно-західний"), ("пд.-сх.", "південно-східний"), ("кап.", "капітан"), ("підполк.", "підполковник"), 
        ("р-н", "район"), ("р-ну", "району"), ("напр.", "наприклад"), ("проф.", "професор"), ("Проф.", "професор"), ("акад.", "академік"), ("Акад.", "академік"), ("Напр.", "Наприклад"), ("Див.", "Дивись"), ("Тел.", "Телефон"), ("Ген.", "генерал"), ("Ім.", "Імені"), ("див.", "дивись"), ("ген.", "генерал"), ("полк.", "полковник"), ("д-р", "доктор"), ("доц.", "доцент"), ("канд.", "кандидат"),
        ("т. зв.", "так званий"), ("т.зв.", "так званий"), ("у т. ч.", "у тому числі"), ("у т.ч.", "у тому числі"), ("в т. ч.", "в тому числі"), ("кв.", "квартира"), ("буд.", "будинок"), ("зб.", "збірник"), ("ред.", "редактор"), ("§", "параграф"), ("ін.", "інші"), ("ц. р.", "цього року"), ("ц.р.", "цього року"), ("м. р.", "минулого року"),
    ],
    words: &[],
    point_regions: &[],
    mixed_marks: false,
    out_of: "із",
    rules: &[
        (STOPWATCH, stopwatch),
        (r"\b(?P<n>\d{1,4}),0(?P<after> ?(?:%|\p{L}))", |found| Some(format!("{}{}", &found["n"], &found["after"]))),
        (r"(?P<name>\b\p{Lu}{1,3}-?\d{1,3}) – (?P<n>\d)", |found| Some(format!("{} — {}", &found["name"], &found["n"]))),
        (r"(?P<lead>\bномер |\b(?:[Вв]ул|[Пп]росп|[Бб]ульв|[Пп]л|[Пп]ров)\.(?: [\p{L}’'.-]+){1,4}, ?)(?P<house>\d{1,4})/(?P<part>\d{1,4})\b", |found| Some(format!("{}{} дріб {}", &found["lead"], &found["house"], &found["part"]))),
        (r"\b(?P<n>\d{2})\+(?P<more>\d{1,2})-(?:й|ій)\b", |found| Some(format!("{} плюс {}", cardinal(value(found, "n")?, None), ordinal_with(value(found, "more")?, "ій")))),
        (DASHED, parted),
        (r"(?P<lead>\b[Тт]иск\p{Ll}*(?: \p{Ll}+)?:? )(?P<own>\d{2,3})/(?P<other>\d{2,3})\b", |found| Some(format!("{}{} на {}", &found["lead"], &found["own"], &found["other"]))),
        (r"\b(?P<n>\d{1,3}) (?P<noun>бригади|дивізії|роти|армії|категорії|сесії|черги)\b", |found| {
            // "П’ять бригад", but "військові п’ятої бригади".
            let number = value(found, "n").filter(|number| form(*number) == 2)?;
            Some(format!("{} {}", ordinal_with(number, "ої"), &found["noun"]))
        }),
        (r"\b(?P<n>\d{2,3})\+(?P<after>[^\p{L}\d]|$)", |found| Some(format!("{} плюс{}", &found["n"], &found["after"]))),
        (r"\b(?P<numeral>[XVI]{2,}) [–-] (?P<next>\p{L})", |found| Some(format!("{} – {}", ordinal_with(numeral(&found["numeral"])?, "ий"), &found["next"]))),
        (r"\b(?P<n>1|\d{1,2}),5-(?P<word>(?:метров|годинн|річн|кілометр|тонн|місячн|відсотк|раз)\p{L}*)", |found| Some(match &found["n"] {
            "1" => format!("півтора{}", &found["word"]),
            _ => format!("{} з половиною {}", cardinal_in(value(found, "n")?, None, Case::Genitive), &found["word"]),
        })),
        (r"\b(?P<n>\d{1,2}) ?[-–] ?(?P<to>\d{1,2}) (?P<noun>клас(?:ів|ах))\b", |found| Some(format!("{} – {} {}", ordinal_with(value(found, "n")?, "их"), ordinal_with(value(found, "to")?, "их"), &found["noun"]))),
        (r"\b(?P<lead>[УуВв]|[Нн]а) (?P<short>ауд|каб|міс)\.(?P<end>[”»)]*$)?", |found| Some(format!("{} {}{}", &found["lead"], match &found["short"] { "ауд" => "аудиторії", "каб" => "кабінеті", _ => "місяць" }, stop(found)))),
        (r"\bкаб\. (?P<n>\d)", |found| Some(format!("кабінет {}", &found["n"]))),
        (HALVES, |found| halves(found, OF_TIME, score)),
        (SETS, |found| sets(found, score)),
        (r"(?P<lead>\b(?:[Вв]игра|[Пп]еремог|[Пп]ерема|[Пп]оступи|[Пп]рогра|[Рр]ахун|[Нн]ічи|[Оо]біграл|[Зз]дола)\p{L}*(?: \p{L}+){0,4} )(?P<own>\d{1,2}):(?P<other>\d{2})\b", |found| won(found, OF_TIME, score)),
        (r"\b(?P<y>(?:19|20)\d\d) ?р\. ?(?P<of>н|в)\.(?P<end>[”»)]*$)?", born),
        (r"\b(?P<short>[Сс]в)\. ?(?P<name>\p{Lu}\p{L}+)", saint),
        (r"\b(?P<rank>[Сс]т|[Мм]ол)\. (?P<next>(?:лейтенант|сержант|солдат|матрос|інспектор|викладач|науковий)\p{Ll}*)", rank),
        (r"(?P<lead>[»”\x22] |\b(?:орден|медал|відзнак|диплом|премі|лауреат)\p{Ll}* )(?P<numeral>[IVXІХ]+) ст\.(?P<end>[”»)]*$)?", degree),
        (r"(?P<lead>\b(?:посі|займа|зайня|вибор|здобу|утрима)\p{L}* )?\b(?P<n>\d{1,3}) (?P<noun>місце|тур|етап|клас|поверх|раунд|сезон|курс|розділ|том|квартал|тайм|день|тиждень)\b", in_its_order),
        (r"\b(?P<n>\d{1,3})-(?P<e>х|ох|ьох|ма|ти|сти|ми|ть)\b", cardinal_with_ending),
        (r"\b(?P<over>\d)/(?P<under>[2-9]|10) ?(?P<unit>л|кг|г|га|км|м|т|мл|год|склянки|ложки)(?P<after>[^\p{L}\d.]|$)", part_of_unit),
        (r"\b(?P<period>[рм])/(?P<same>[рм])(?P<after>[^\p{L}\d]|$)", compared),
        (r"(?P<n>\d+)(?P<decimals>,\d+)? ?(?:в\. ?п\.|п\. ?п\.)(?P<end>[”»)]*$)?", percentage_points),
        (r"\b(?P<n>\d{1,4})-(?P<e>му|ому|й|ий|го|ого|м|им) км\b", kilometre),
        (r"(?P<lead>\b\p{L}+ )?\b1/(?P<n>2|4|8|16|32) фіналу", part_of_final),
        (r"(?:½|\b1/2) (?P<short>ч|ст)\. ?л\.(?P<end>[”»)]*$)?", half_a_spoon),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<whole>\d{1,2}),5 (?P<noun>\p{Ll}+[аиіуя])\b", and_a_half),
        (r"(?P<lead>\b[уУвВ] )?\b(?P<n>\d{2,4})-(?P<e>х|ті|ми) рр\.(?P<end>[”»)]*$)?", decade),
        (r"(?P<sign>грн|гривень|доларів|дол\.|\$|€|євро) ?/ ?(?P<each>кв\. м|дол\.|(?:бар|унц)\.(?P<end>[”»)]*$)?|\p{L}+(?:·год|[²³])?)", each),
        (r"\b[Зз]а тис\. (?P<unit>куб\. м|м³|л|кВт·год|т|шт)\b", thousand_of),
        (r"(?P<lead>\b\p{L}+ )(?P<over>\d)/(?P<under>[2-9]|10)\b(?P<after>[^/\d]|$)", share),
        (r"\b(?P<lead>[Зз]а|[Нн]а) (?P<unit>кВт·год|МВт·год|кг|кв\. м|м²|л)(?P<after>[^\p{L}\p{N}.]|\.$|$)", each_unit),
        (r"(?P<adjective>\b\p{L}+ |^)обл\.(?P<end>[”»)]*$)?", region),
        (r"\b(?P<day>[Пп]н|[Вв]т|[Сс]р|[Чч]т|[Пп]т|[Сс]б|[Нн]д)\.? ?[-–—] ?(?P<to>[Пп]н|[Вв]т|[Сс]р|[Чч]т|[Пп]т|[Сс]б|[Нн]д)\b(?:\.(?P<end>[”»)]*$)?)?", week_days),
        (r"\b(?P<lead>[Пп]о) 1000(?P<unit> грн)?\b", |found| Some(format!("{} тисячі{}", &found["lead"], found.name("unit").map_or("", |_| " гривень")))),
        (r"(?P<lead>\b[УуВв] )(?P<over>\d)/(?P<under>\d{1,2}) (?P<noun>\p{Ll}+)", share_in),
        (r"(?P<lead>\b[УуВв] )(?P<n>\d{1,3}) (?P<of>із|з) (?P<all>\d{1,3}) (?P<noun>\p{Ll}+)", some_in),
        (r"\b(?P<lead>[Нн]а) (?P<list>\d{1,3}(?:\+\d{1,2})?(?:(?:, | та | і | й )\d{1,3}(?:\+\d{1,2})?){1,6}) хв\.?(?P<end>[”»)]*$)?", minutes_of_match),
        (r"\b(?P<n>\d{1,4})-й (?P<noun>\p{Ll}+[ії])\b", of_brigades),
        (r"(?P<lead>\b[УуВв] )(?P<n>\d{1,4})-й(?P<noun>[,.;)]|$| [–—-])", located),
        (r"(?P<lead>\b(?:[Нн]а|[Уу]|[Вв]|[Пп]ри|[Пп]о|[Оо]) )(?P<n>\d{1,4})-й(?P<noun> \p{L}+(?:і|ї|ій))\b", located),
        (r"(?P<lead>^|[^0-9]\s)(?:½|1/2) (?P<noun>\p{Ll}{3,})", |found| Some(format!("{}пів {}", &found["lead"], &found["noun"]))),
        (r"\b(?P<whole>\d{1,2}) ?½", |found| Some(format!("{} з половиною", cardinal(value(found, "whole")?, None)))),
        (r"(?P<sign>[½¼¾⅓⅔])", |found| Some(match &found["sign"] { "½" => "пів", "¼" => "чверть", "¾" => "три чверті", "⅓" => "третина", _ => "дві третини" }.to_owned())),
        (r"\b[Сс](?:тор)?\. ?(?P<page>\d+) ?[-–] ?(?P<to>\d+)\b", |found| Some(format!("сторінки {} – {}", &found["page"], &found["to"]))),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<short>[Вв]ул|[Пп]росп|[Бб]ульв|[Пп]л|[Пп]ров)\. ?(?P<name>\p{Lu}\p{L}*|[0-9])", street),
        (r"\b(?P<lead>[Мм]іж) (?P<n>\d{1,2}) (?P<join>та|і|й) (?P<to>\d{1,2}) (?P<noun>годинами|годиною)\b", |found| Some(format!("{} {} {} {} {}", &found["lead"], ordinal_with(value(found, "n")?, "ою"), &found["join"], ordinal_with(value(found, "to")?, "ою"), &found["noun"]))),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>[234]) дітей\b", children),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>[2-9]|[2-9][2-4]) (?P<who>мирних \p{Ll}+ів|місцевих \p{Ll}+ів|киян|росіян|загиблих|поранених|поліцейських|дорослих|неповнолітніх|постраждалих|зниклих|військових|цивільних|зникли|загинули|поранені|постраждали|травмовані|отримали|дістали|перебувають|залишаються|утрималися|утрималась|утримались|проголосували|вижили|померли|госпіталізовані)\b", people),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<n>[2-4]) (?P<who>(?:\p{Ll}*(?:ців|ників|истів|антів|датів|телів)|підлітків|чоловіків|учнів|водіїв|пасажирів|студентів|пацієнтів|поляків|\p{Ll}*ян) \p{Ll}+(?:ли|лися|ють|ються|ять|яться))\b", people),
        (r"(?P<lead>\b(?:[УуВв]|[Дд]о|[Зз]|[Іі]з|[Вв]ід|[Бб]іля|[Пп]облизу|(?:жител|мешкан|уродж|мер|вулиц|околиц|територ|центр|громад|вихід|вихідц)\p{Ll}*) )(?P<short>м|с)\. (?P<name>\p{Lu})", town),
        (r"(?P<lead>^|[0-9] |[^\p{L}])(?P<short>м|с|р|о)\. (?P<name>\p{Lu}\p{Ll})", place),
        (r"(?P<lead>^|\b(?:[Зз]гідно з|[Зз]гідно із|[Дд]о|[Вв]ід|[Зз]|[Іі]з|[Дд]ля|[Пп]ісля|[Нн]а|[Уу]|[Вв]|[Пп]ри|[Пп]о|[Зз]а) |[^\p{L}])(?P<chain>(?:стор|пп|гл|ст|с|ч|п)\. ?\d{1,4}(?:\.\d{1,3}){0,3}(?:,? (?:та |і |й )?(?:стор|пп|гл|ст|с|ч|п)\. ?\d{1,4}(?:\.\d{1,3}){0,3}){0,7})\b", law),
        (r"(?P<lead>\b[Оо]б? )(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)\b", time),
        (r"(?P<lead>\b[Оо]б? )(?P<list>(?:\d{1,2}(?:, | та | і )){0,4}\d{1,2})(?P<after> (?:ранку|вечора|ночі|дня|ранку)\b|[,;)]|\.(?:\D|$)|$| (?:[увзй]|на|за|під|до|біля|після|відбу\p{Ll}+|розпоч\p{Ll}+|почина\p{Ll}+|почн\p{Ll}+)\b)", hours_at),
        (r"(?P<lead>\b[Оо]б? )(?P<h>[01]?\d|2[0-3])(?P<e>-й|-ій)?(?P<noun> годині| год\b\.?)?", hour),
        (r"\b(?P<lead>[Зз]а) телефон (?P<n>нуль|плюс|один|два|три|чотири|п’ять|шість|сім|вісім|дев’ять)", |found| Some(format!("{} телефоном {}", &found["lead"], &found["n"]))),
        (r"(?P<lead>\b[УуВв] )?\b(?P<from>[IVXІХ]+) ?[-–] ?(?P<to>[IVXІХ]+) (?P<noun>століттях|століття|століть|ст\.)", centuries),
        (r"(?P<lead>\b[уУвВ] |\b\p{Ll}+ )?\b(?P<numeral>[IVXLCІХ]+) (?P<noun>століття|столітті|століть|ст\.(?P<end>[”»)]*$)?)", century),
        (r"\b(?P<numeral>[IVXІХ]+) (?P<noun>світов(?P<e>а|ої|у|ій|ою))\b", |found| Some(format!("{} {}", ordinal_with(numeral(&found["numeral"])?, &found["e"]), &found["noun"]))),
        (r"\b(?P<own>\d{1,3}) ?[xXхХ×] ?(?P<other>\d{1,4})\b(?P<size> ?(?:см|мм)\b)?", |found| {
            let by = if found.name("size").is_some() || found["own"] == found["other"] { "на" } else { "по" };
            Some(format!("{} {by} {}{}", &found["own"], &found["other"], found.name("size").map_or("", |size| size.as_str())))
        }),
        (r"(?P<lead>\b[уУвВ] )(?P<numeral>[IVXІХ]+) (?:кв\.|квартира\b)", |found| Some(format!("{}{} кварталі", &found["lead"], ordinal_with(numeral(&found["numeral"])?, "ому")))),
        (r"\b(?P<numeral>[IVXІХ]+) (?P<noun>(?:кварта|конкурс|фестивал|чемпіонат|скликан|конгрес|форум|саміт|тур|етап|раунд|розділ|том|курс|клас|півріч|ступ|з’їзд|міжнародн)\p{Ll}*)", in_order),
        (r"(?P<name>\p{Lu}\p{Ll}+) (?P<numeral>[IVXLCІХ]+)\b(?P<model>-[0-9])?", ruler),
        (r"\b(?P<lead>[уУвВ]|[Нн]а) (?P<n>\d{1,2}) (?P<noun>кварталі|півріччі|турі|класі|поверсі|місці|сезоні|томі|розділі|курсі|раунді|тайм[іу])\b", |found| Some(format!("{} {} {}", &found["lead"], ordinal_with(value(found, "n")?, "ому"), &found["noun"]))),
        (r"(?P<lead>\b(?:[Зз]|[Іі]з|[Вв]ід) )?\b(?P<d>\d{1,2}) ?(?P<join>до|по|та|і|й|[-–]) ?(?P<to>\d{1,2}) (?P<m>січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)\b", days),
        (r"\b(?P<open>(?:працю|вимика|відключ|знеструм|перекри|обмеж|курсу|відчинен|відкрит|прийма|чинн|діє|діють|трива|графік роботи:?)\p{Ll}*(?: \p{Ll}+){0,5} )?(?P<lead>[Зз]|[Іі]з|[Вв]ід) (?P<h>[01]?\d|2[0-4]) до (?P<to>[01]?\d|2[0-4])\b(?P<noun> години| годин\b| год\.(?P<end>[”»)]*$)?| год\b)?", open_hours),
        (r"(?P<on>\b[Нн]а )?\b(?P<d>\d{1,2}) (?P<m>січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)\b(?:,? (?P<y>\d{4})(?: (?P<r>року)| р\.(?P<end>$)?)?)?", date),
        (r"\b(?P<d>\d{1,2})[./-](?P<n>\d{1,2})[./-](?P<y>\d{4})(?: (?P<r>року)\b| р\.(?P<end>$)?)?", date),
        (r"\b(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})\b", date),
        (r"(?P<lead>^|[\s(])(?P<d>[0-3]\d)\.(?P<n>0[1-9]|1[0-2])(?P<after>[\s,;)]|$)", date),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<y>[12]\d{3})(?P<e>-х)? ?(?P<join>[-–]|до|по|та|і|й) ?(?P<to>[12]\d{3})(?P<e2>-х)?(?P<adj> \p{Ll}+(?:ому|ого|их))? (?P<r>роки|році|роках|років|рік|роком|року|рр\.(?P<end>$)?)", years),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<y>\d{1,4})(?P<adj> \p{Ll}+(?:ому|ого|ий))? (?P<r>рік|році|року|роком|р\.(?P<end>$)?|р\b)", year),
        (r"(?P<lead>\b[уУвВ] )(?P<y>(?:19|20)\d\d)(?P<after>[,.;:)]|$| [-–—])", year),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d) ?[-–] ?(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)\b", times),
        (r"(?P<lead>\b\p{L}+ )?\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b", time),
        (r"\b(?P<n>\d{1,3})-?(?P<word>(?:річ|поверх|відсотк|кілометр|метров|метрів|тонн|годин|денн|хвилин|міс[нтя]|бальн|градус|мільйонн|разов|літ[нт])\p{L}*)", in_front),
        (r"\b(?P<n>\d{1,3})-(?P<word>\p{Ll}{3,}(?:н|ов|ев|ськ)(?:ий|а|е|і|ої|ого|ому|ій|у|ою|им|их|ими))\b", in_front),
        (r"\b(?P<n>\d{1,4})-(?P<e>\p{Ll}{1,3})\b", ordinal),
    ],
};

/// Says a rank whose first word is short: "старшого лейтенанта".
fn rank(found: &Captures) -> Option<String> {
    let next = &found["next"];
    let senior = found["rank"].to_lowercase() == "ст";
    let stem = if senior { "старш" } else { "молодш" };
    let ending = match next.chars().next_back()? {
        'а' => "ого",
        'у' | 'і' => "ому",
        'м' => "им",
        'и' => "і",
        _ => "ий",
    };
    Some(format!("{stem}{ending} {next}"))
}

/// Says what a street is, after a preposition in its case: "вулиця", "на вулиці", "до проспекту".
fn street(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let case = match lead.trim().to_lowercase().as_str() {
        "" | "адресою" | "адреса" => 0,
        "на" | "по" | "у" | "в" | "при" => 1,
        // "На розі вул. Саксаганського": what a noun is of.
        _ => 2,
    };
    // "Перекрили вулицю Довгу".
    let is_accusative = found["name"].ends_with(['у', 'ю']) && case == 2;
    let nouns = match found["short"].to_lowercase().as_str() {
        "вул" => ["вулиця", "вулиці", "вулиці"],
        "пл" => ["площа", "площі", "площі"],
        "просп" => ["проспект", "проспекті", "проспекту"],
        "бульв" => ["бульвар", "бульварі", "бульвару"],
        _ => ["провулок", "провулку", "провулка"],
    };
    let noun = match nouns[0] {
        "вулиця" if is_accusative => "вулицю",
        "площа" if is_accusative => "площу",
        _ => nouns[case],
    };
    Some(format!("{lead}{noun} {}", &found["name"]))
}

/// Says how many children: "двоє дітей", "до двох дітей".
fn children(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let word = lead.trim().to_lowercase();
    if is_before_genitive(&word) || is_noun_of(&word) || word == "мати" {
        return Some(format!("{lead}{} дітей", cardinal_in(value(found, "n")?, None, Case::Genitive)));
    }
    let said = ["двоє", "троє", "четверо"][value(found, "n")?.checked_sub(2)? as usize];
    Some(format!("{lead}{said} дітей"))
}

/// Says how many people: "двоє загиблих", "ще троє поранені", "до двох поранених".
fn people(found: &Captures) -> Option<String> {
    const COLLECTIVE: [&str; 10] =
        ["", "", "двоє", "троє", "четверо", "п’ятеро", "шестеро", "семеро", "восьмеро", "дев’ятеро"];
    let lead = part(found, "lead");
    let word = lead.trim().to_lowercase();
    if is_before_genitive(&word) {
        return None;
    }
    if is_noun_of(&word) {
        return Some(format!("{lead}{} {}", cardinal_in(value(found, "n")?, None, Case::Genitive), &found["who"]));
    }
    let number = value(found, "n")?;
    let said = COLLECTIVE.get(number as usize % 10)?;
    let tens = if number > 20 { format!("{} ", cardinal(number - number % 10, None)) } else { String::new() };
    Some(format!("{lead}{tens}{said} {}", &found["who"]))
}

/// Says what a place is: "місто Київ", "річка Дніпро".
fn place(found: &Captures) -> Option<String> {
    // "У 2020 р. Україна": a year, or what is measured.
    if found["lead"].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let kind = match &found["short"] {
        "м" => "місто",
        "с" => "село",
        "р" => "річка",
        _ => "острів",
    };
    Some(format!("{}{kind} {}", &found["lead"], &found["name"]))
}

/// Says a century: "двадцять першого століття", "у двадцятому столітті".
fn century(found: &Captures) -> Option<String> {
    let lead = part(found, "lead");
    let inside = matches!(lead.trim(), "у" | "У" | "в" | "В");
    let (ending, noun) = match &found["noun"] {
        "столітті" => ("ому", "столітті"),
        "століть" => ("ого", "століть"),
        short if short.starts_with("ст.") && lead.trim_end().to_lowercase().starts_with("датує") => {
            ("им", "століттям")
        }
        short if short.starts_with("ст.") && inside => ("ому", "столітті"),
        // "XXI століття почалося": the first words of a sentence are its subject.
        "століття" if lead.is_empty() && found.get(0).is_some_and(|whole| whole.start() == 0) => {
            ("е", "століття")
        }
        _ => ("ого", "століття"),
    };
    // The dot at the end of a text is its full stop too.
    let stop = stop(found);
    Some(format!("{lead}{} {noun}{stop}", ordinal_with(numeral(&found["numeral"])?, ending)))
}

/// Says a numeral before its noun, whose ending tells the case: "у другому кварталі", "третього туру".
fn in_order(found: &Captures) -> Option<String> {
    let noun = &found["noun"];
    let ending = match noun.chars().next_back()? {
        'і' | 'ї' => "ому",
        'у' | 'ю' | 'я' | 'а' => "ого",
        'м' if noun.ends_with("ом") || noun.ends_with("ем") => "им",
        'х' => "их",
        _ => "ий",
    };
    Some(format!("{} {noun}", ordinal_with(numeral(&found["numeral"])?, ending)))
}

/// Says two centuries: "шістнадцятого – вісімнадцятого століть".
fn centuries(found: &Captures) -> Option<String> {
    let short = found.name("lead").is_some() && &found["noun"] == "ст.";
    let (ending, noun) = if short || &found["noun"] == "століттях" {
        ("ому", "століттях")
    } else {
        ("ого", "століть")
    };
    let say = |name| Some(ordinal_with(numeral(&found[name])?, ending));
    Some(format!("{}{} – {} {noun}", part(found, "lead"), say("from")?, say("to")?))
}

/// Says a number that is the front of a word: "двадцятирічний".
fn in_front(found: &Captures) -> Option<String> {
    Some(format!("{}{}", compound(value(found, "n")?)?, &found["word"]))
}

/// Says the number of a ruler in the case of the name: "Карл Третій", "Карла Третього", "Єлизавета Друга".
fn ruler(found: &Captures) -> Option<String> {
    // "Викиди C O 2": one letter that is no small numeral is a letter.
    // "Ракета Х-101": a model.
    if matches!(&found["numeral"], "C" | "L") || found.name("model").is_some() {
        return None;
    }
    const QUEENS: [&str; 7] = ["Єлизавет", "Катерин", "Марі", "Маргарит", "Маргрет", "Софі", "Ізабелл"];
    const PREPOSITIONS: [&str; 14] =
        ["Після", "Під", "За", "До", "Від", "Із", "На", "Про", "Для", "Перед", "Через", "Між", "При", "Проти"];
    let name = &found["name"];
    if PREPOSITIONS.contains(&name) {
        return None;
    }
    let queen = QUEENS.iter().any(|stem| name.starts_with(stem));
    let ending = match (queen, name.chars().next_back()?) {
        (true, 'и' | 'ї') => "ої",
        (true, 'і') => "ій",
        (true, 'у' | 'ю') => "у",
        (true, _) => "а",
        (_, 'а' | 'я') => "ого",
        (_, 'у' | 'ю' | 'і') => "ому",
        (_, 'м') if name.ends_with("ом") || name.ends_with("ем") => "им",
        _ => "ий",
    };
    let said = ordinal_with(numeral(&found["numeral"])?, ending);
    let mut letters = said.chars();
    let first = letters.next()?;
    Some(format!("{name} {}{}", first.to_uppercase(), letters.as_str()))
}
