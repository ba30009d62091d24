//! How Polish numbers agree: the case that words around a number ask for, the gender of what is counted, the ending of an
//! ordinal before its noun.

use super::super::grammar::{Case, Gender, Gender::*, last_word};

/// Words that a number in the genitive follows.
const BEFORE_GENITIVE: &[&str] = &[
    "do", "od", "z", "ze", "bez", "dla", "około", "blisko", "powyżej", "poniżej", "spośród", "wśród", "oprócz",
    "zamiast", "sprzed", "obok", "podczas", "koło", "sięga", "sięgają", "sięgnie", "sięgną", "sięgnąć", "sięgnęło",
    "sięgał", "sięgała", "sięgały", "sięgnęły", "sięgnął", "sięgnęła", "sięgało", "dotyczy", "dotyczą", "dotyczyło",
    "wymagają", "wymagało", "żąda", "żądają", "brakuje", "brakowało", "wymaga", "potrzeba", "wysokości", "odległości",
    "wieku", "liczby", "wartości", "powierzchni", "długości", "szerokości", "głębokości", "mocy", "pojemności",
    "średnicy", "prędkości", "prędkością", "masie", "wadze", "promieniu", "temperaturze", "temperatury", "poziomie",
    "poziomu", "kwocie", "kwoty", "sumy", "cenie", "liczbie", "ciągu", "przeciągu", "udziałem", "śmierci", "upływie",
    "zakup", "zakupu", "zakupie", "budowy", "sile", "zderzeniu", "zderzenia", "budowę", "budowie", "dostawę",
    "dostawy", "dostaw", "produkcji", "sprzedaży", "utworzenie", "zatrzymania", "zatrzymaniu", "grupę", "grupy",
    "grupie", "karę", "kary",
];
/// Words that may stand between a preposition and its number.
const BETWEEN: &[&str] = &["co", "najmniej", "ponad", "prawie", "niemal", "przynajmniej", "nawet", "zaledwie"];
/// Nouns of men whose plural ends like that of things.
#[rustfmt::skip]
const OF_MEN: &[&str] = &[
    "mężczyzn", "posłów", "senatorów", "żołnierzy", "strażaków", "uczniów", "mieszkańców", "chłopców", "chłopaków", "synów", "ojców", "mężów", "braci", "sędziów",
    "kierowców", "górników", "radnych", "chorych", "rannych", "zabitych", "zakażonych", "poszkodowanych", "zatrzymanych", "oskarżonych", "podejrzanych", "zmarłych",
    "skazanych", "bezdomnych", "dorosłych", "zaginionych", "bezrobotnych", "Polaków", "Ukraińców", "Rosjan", "Niemców", "wyborców", "uchodźców", "naukowców", "widzów",
    "kibiców", "fanów", "pracowników", "zawodników", "uczestników", "robotników", "rolników", "świadków", "urzędników", "strażników", "ratowników", "zakładników",
    "przeciwników", "zwolenników", "czytelników", "użytkowników", "medyków", "polityków", "muzyków", "rybaków", "sportowców", "gości", "biskupów", "więźniów",
    "przedsiębiorców", "obywateli", "nauczycieli", "właścicieli", "przyjaciół", "graczy", "biegaczy", "słuchaczy", "badaczy", "funkcjonariuszy", "oficerów", "generałów",
    "pilotów", "bandytów", "wolontariuszy", "terrorystów", "ministrów", "księży", "partnerów", "ludzi",
    "nieletnich", "małoletnich", "nietrzeźwych", "pijanych", "pieszych", "cywilów", "cudzoziemców", "pasażerów", "harcerzy", "przywódców", "twórców", "sprawców", "Białorusinów", "Litwinów", "Gruzinów",
    "Turków", "Włochów", "Francuzów", "Hiszpanów", "Czechów", "Słowaków", "Brytyjczyków", "Amerykanów", "Palestyńczyków", "Izraelczyków", "Żydów", "mistrzów", "członków", "znajomych", "sąsiadów", "emerytów",
    "kolegów", "wnuków", "głosujących", "ewakuowanych", "hospitalizowanych", "aresztowanych", "przechodniów", "ekspertów", "adwokatów", "europosłów", "bohaterów", "rywali", "zwycięzców", "laureatów",
    "delegatów", "kandydatów", "wójtów", "burmistrzów", "starostów", "profesorów", "skoczków", "pływaków", "bokserów", "reżyserów", "tancerzy", "jeńców", "zesłańców", "powstańców", "kombatantów", "migrantów", "ochotników", "wychowanków",
];

/// Genitives of many that no ending tells.
const IN_GENITIVE: [&str; 10] =
    ["osób", "lat", "kobiet", "godzin", "dzieci", "kolejnych", "innych", "nowych", "następnych", "takich"];

/// Returns the case of a number: by the ending of its noun, else by the words before it.
pub(super) fn case(before: &str, noun: &str, number: u64) -> Option<Case> {
    let long = noun.chars().count() > 3;
    let ends = |endings: &[&str]| long && endings.iter().any(|ending| noun.ends_with(ending));
    if ends(&["ach"]) && !["dach", "gmach", "zapach", "strach"].contains(&noun) {
        return Some(Case::Locative);
    }
    if ends(&["ami"]) || ["laty", "ludźmi", "dziećmi", "dniami", "końmi", "gośćmi"].contains(&noun) {
        return Some(Case::Instrumental);
    }
    if ends(&["om"]) && !["atom", "poziom", "przełom", "kondom", "symptom", "idiom"].contains(&noun) {
        return Some(Case::Dative);
    }
    // "Dwadzieścia trzy osoby", but "dotyczą 23 osób": the noun's own case is the number's.
    let few = (2..=4).contains(&(number % 10)) && !(12..=14).contains(&(number % 100));
    if few && !is_of_men(noun) && (ends(&["ów"]) || IN_GENITIVE.contains(&noun)) {
        return Some(Case::Genitive);
    }
    if number == 1 && is_of_one_man(noun) {
        return Some(Case::Genitive);
    }
    if number == 1 && ends(&["ę"]) {
        return Some(Case::Accusative);
    }
    let word = before.split_whitespace().rev().map(last_word).find(|word| !BETWEEN.contains(&word.as_str()))?;
    if number == 1 && ["w", "we", "po", "na", "o", "przy"].contains(&word.as_str()) && ends(&["u", "ie", "e"]) {
        return Some(Case::Locative);
    }
    // "W 1 godz. 27 min.": what a unit counts.
    if number == 1 && noun.is_empty() && ["w", "na", "przez"].contains(&word.as_str()) {
        return Some(Case::Accusative);
    }
    if BEFORE_GENITIVE.contains(&word.as_str()) {
        return Some(Case::Genitive);
    }
    is_of_men(noun).then_some(Case::Accusative)
}

/// Returns whether a noun is one man or animal in the accusative, which is the genitive: "jednego syna".
#[rustfmt::skip]
fn is_of_one_man(noun: &str) -> bool {
    const MEN: &[&str] = &[
        "syna", "brata", "męża", "ojca", "człowieka", "chłopca", "chłopaka", "mężczyznę", "psa", "kota", "konia", "żołnierza", "ucznia", "zawodnika", "członka", "świadka", "rannego", "zabitego",
        "posła", "sędziego", "kierowcę", "turystę", "kolegę", "pracownika", "uczestnika", "strażaka", "mieszkańca", "górnika", "gola", "punkta", "zwycięzcę", "podejrzanego", "zatrzymanego",
    ];
    MEN.contains(&noun) || ["anta", "enta", "ciela", "arza", "owca"].iter().any(|end| noun.ends_with(end) && noun.chars().count() > 6)
}

/// Returns whether a noun in the plural is one of men: numbers before it have their genitive.
pub(super) fn is_of_men(noun: &str) -> bool {
    const ENDINGS: &[&str] =
        &["istów", "antów", "entów", "torów", "arzy", "listów", "ologów", "ierów", "ażystów", "nerów"];
    const NOT_OF_MEN: &[&str] = &[
        "procentów", "dokumentów", "momentów", "elementów", "talentów", "segmentów", "eksperymentów", "wariantów",
        "traktorów", "motorów", "listów", "fragmentów", "monitorów",
    ];
    OF_MEN.contains(&noun) || ENDINGS.iter().any(|end| noun.ends_with(end)) && !NOT_OF_MEN.contains(&noun)
}

/// Returns the gender of a counted noun: it shows after one, and after two where that is feminine.
pub(super) fn gender(number: u64, noun: &str) -> Option<Gender> {
    if number == 1 {
        return Some(match noun {
            _ if is_of_one_man(noun) => Masculine,
            _ if noun.ends_with('a') && !["mężczyzna", "kierowca", "poeta", "turysta", "kolega"].contains(&noun) => {
                Feminine
            }
            _ if noun.ends_with("ość") || noun.ends_with('ę') || noun == "noc" || noun == "część" => Feminine,
            _ if noun.ends_with('o') && noun.chars().count() > 3
                || noun.ends_with("nie")
                || noun.ends_with("cie")
                || noun == "dziecko" =>
            {
                Neuter
            }
            _ => Masculine,
        });
    }
    let few = number % 10 == 2 && number % 100 != 12;
    (few && is_feminine(noun)).then_some(Feminine)
}

/// Returns whether a noun is feminine, by its stem: in the plural its ending does not tell.
#[rustfmt::skip]
fn is_feminine(noun: &str) -> bool {
    const STEMS: &[&str] = &[
        "osob", "kobiet", "dziewcz", "godzin", "minut", "sekund", "ton", "książ", "szkoł", "gmin", "ofiar", "bramk", "drużyn", "rakiet", "firm",
        "rodzin", "uchwał", "ulic", "parti", "córk", "matk", "żon", "stron", "sztuk", "dawk", "tablet", "łyż", "szklan", "izb", "spraw", "umow", "umów",
        "wersj", "noc", "wsi", "nog", "ręk", "rund", "seri", "sesj", "kadencj", "poprawk", "ustaw", "nagrod", "złotów", "grup", "klas", "lekcj", "lini",
        "stacj", "książeczk", "dekad", "dob", "kolejk", "map", "prac", "prób", "rol", "siostr", "sum", "tur", "wojn", "wypraw", "zbrodni", "kart", "cegł", "aplikacj", "decyzj", "instytucj",
        "krow", "świn", "kopalni", "elektrowni", "fabryk", "kamienic", "łódk", "łodzi", "bomb",
    ];
    STEMS.iter().any(|stem| noun.starts_with(stem)) && ![ "turyst", "tonąc"].iter().any(|not| noun.starts_with(not))
}

/// Returns the ending of an ordinal before its noun, by the noun's ending and the word before; none where that tells nothing.
pub(super) fn ending(lead: &str, noun: &str) -> &'static str {
    let lead = lead.trim().to_lowercase();
    let locative = ["w", "we", "na", "po", "o", "przy"].contains(&lead.as_str());
    if is_feminine_in_order(noun) {
        return match noun.chars().next_back() {
            Some('a') => "a",
            Some('ę' | 'ą') => "ą",
            _ if noun == "część" => "a",
            _ => "ej",
        };
    }
    let last = noun.chars().next_back().unwrap_or(' ');
    match last {
        'a' if is_neuter(noun) || ["wieka", "tomia"].contains(&noun) => "ego",
        'a' => "a",
        'ę' | 'ą' => "ą",
        'u' if locative => "ym",
        'u' => "ego",
        'm' if noun.ends_with("em") => "ym",
        'o' => "e",
        'e' if locative => "ym",
        'e' if is_neuter(noun) => "e",
        'e' => "ym",
        'y' | 'i' => "ej",
        'h' if noun.ends_with("ach") => "ych",
        _ => "y",
    }
}

#[rustfmt::skip]
fn is_feminine_in_order(noun: &str) -> bool {
    const STEMS: &[&str] = &[
        "wojn", "lig", "lidz", "rund", "tur", "klas", "edycj", "połow", "częś", "kadencj", "dywizj", "brygad", "brygadz", "rzesz", "instancj", "dekad",
        "fal", "faz", "kolejc", "turz", "rundz", "dzielnic", "komisj", "grup", "rocznic", "minuc", "minut", "kolejk", "lokat", "pozycj", "stron", "rp",
    ];
    let noun = noun.to_lowercase();
    STEMS.iter().any(|stem| noun.starts_with(stem))
}

fn is_neuter(noun: &str) -> bool {
    ["miejsc", "piętr", "półrocz", "wydani", "posiedzeni", "okrążeni", "urodzin", "stuleci", "pięciolec", "spotkani"]
        .iter()
        .any(|stem| noun.starts_with(stem))
}
