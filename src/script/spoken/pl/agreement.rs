//! How Polish numbers agree: the gender of what is counted, the ending of an ordinal before its noun.

use super::super::grammar::{Gender, Gender::*};

/// Returns whether a noun is one man or animal in the accusative, which is the genitive: "jednego syna".
#[rustfmt::skip]
pub(super) fn is_of_one_man(noun: &str) -> bool {
    const MEN: &[&str] = &[
        "funta", "dolara", "franka", "syna", "brata", "męża", "ojca", "człowieka", "chłopca", "chłopaka", "mężczyznę", "psa", "kota", "konia", "żołnierza", "ucznia", "zawodnika", "członka", "świadka", "rannego", "zabitego",
        "posła", "sędziego", "kierowcę", "turystę", "kolegę", "pracownika", "uczestnika", "strażaka", "mieszkańca", "górnika", "gola", "punkta", "zwycięzcę", "podejrzanego", "zatrzymanego",
    ];
    let ends = ["anta", "enta", "ciela", "arza", "owca"].iter().any(|end| noun.ends_with(end));
    let is_first_form = ["kierowca", "wykładowca", "hodowca"].contains(&noun);
    MEN.contains(&noun) || ends && noun.chars().count() > 6 && !is_first_form
}

/// Returns the gender of a counted noun: it shows after one, and after two where that is feminine.
pub(super) fn gender(number: u64, noun: &str) -> Option<Gender> {
    if number == 1 {
        return Some(match noun {
            _ if is_of_one_man(noun) => Masculine,
            _ if noun.ends_with('ą') || is_feminine(noun) => Feminine,
            _ if noun.ends_with('a') && !["mężczyzna", "kierowca", "poeta", "turysta", "kolega"].contains(&noun) => {
                Feminine
            }
            _ if noun.ends_with("ość") || noun.ends_with('ę') && noun != "się" || noun == "noc" || noun == "część" => {
                Feminine
            }
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
pub(super) fn is_feminine(noun: &str) -> bool {
    const STEMS: &[&str] = &[
        "osob", "kobiet", "dziewcz", "godzin", "minut", "sekund", "ton", "książ", "szkoł", "gmin", "ofiar", "bramk", "drużyn", "rakiet", "firm",
        "rodzin", "uchwał", "uchwal", "szkol", "minuc", "kobiec", "ulic", "parti", "cork", "matk", "żon", "stron", "sztuk", "dawk", "tablet", "łyż", "szklan", "izb", "spraw", "umow",
        "wersj", "noc", "wsi", "nog", "ręk", "rund", "seri", "sesj", "kadencj", "poprawk", "ustaw", "nagrod", "złotow", "grup", "klas", "lekcj", "lini",
        "stacj", "książeczk", "dekad", "dob", "kolejk", "map", "prac", "prob", "rol", "siostr", "sumy", "sumę", "tury", "turę", "turach", "wojn", "wypraw", "zbrodni", "kart", "cegł", "aplikacj", "decyzj", "instytucj",
        "krow", "świn", "kopalni", "elektrowni", "fabryk", "kamienic", "łodk", "łodzi", "bomb",
        "piwnic", "piłkark", "siatkark", "koszykark", "dziennikark", "pisark", "malark", "biegaczk", "tenisistk", "zawodniczk", "rywalk", "mistrzyn", "aktork", "autork", "dyrektork", "senatork", "badaczk", "policjantk", "emerytk", "seniork", "juniork", "pasażerk", "klientk", "pacjentk", "turystk", "obywatelk", "opiekunk", "uczestniczk", "pracownic", "urzędniczk", "robotnic", "zakonnic", "jezdni", "kandydatur", "kandydatk", "polk", "ukraink", "mieszkank", "posłank", "uczennic", "studentk", "lekark", "pielęgniark", "nauczycielk", "hulajnog", "kamer", "armat", "kule", "szkod", "skarg", "petycj", "aptek", "przychodni", "poradni", "bibliotek", "jednostk", "placowk", "kontrol", "awari", "kolizj", "katastrof", "burz", "tras",
        "drog", "autostrad", "obwodnic", "ścieżk", "kładk", "wież", "studni", "działk", "hale", "hali", "sale", "sali", "kaplic", "cerkwi", "parafi", "diecezj", "figur", "rzeźb", "powieś", "płyt", "piosenk", "konsol", "fotografi", "walizk", "torb", "paczk", "butelk", "puszk", "marchew", "cebul", "papryk", "pietruszk", "cytryn", "pomarańcz", "głowk", "kostk", "kromk",
        "szczypt", "porcj", "misk", "misj", "filiżank", "statuetk", "licencj", "koncesj", "taryf", "opłat", "raty", "ratę", "akcj", "obligacj", "transz", "pożyczk", "ofert", "propozycj", "interpelacj", "rezolucj", "dyrektyw", "deklaracj", "delegacj", "frakcj", "koalicj", "haubic", "wyrzutni", "brygad", "dywizj", "kompani", "armi", "flot", "barek", "bark",
        "plaż", "wysp", "jaskini", "rzek", "kuchni", "łazienk", "sypialni", "ramp", "belk", "desk", "rur", "maszyn", "lamp", "świec", "rośl", "owc", "koz", "kury", "kurą", "klacz", "ryb", "sark", "pszcz", "inwestycj", "społ", "marek", "mark", "sieć", "sieci", "uczelni", "katedr", "prelekcj", "debat", "audycj", "gazet", "redakcj", "telewizj", "relacj", "wiadomoś", "możliwoś", "nieruchomoś", "miejscowoś", "trudnoś",
        "osad", "parcel", "mogił", "trumn", "urn", "tablic", "flag", "chorągw", "czap", "kurt", "sukien", "koszul", "bluz", "rękaw", "noc", "przerw", "podroż", "wizyt", "rozmow", "odpowiedzi", "prośb", "zgod", "decyzj", "opini", "recenzj", "gwiazdk", "dawek", "tabletk", "szczepion", "operacj", "transplantacj", "śmierci", "czynnoś", "usług", "reklam", "stref", "barier", "bariery",
    ];
    const NOT: &[&str] = &["turysta", "turysty", "turystów", "tonąc", "ratow", "ratun", "mist", "salo", "halowy", "kulig", "karton", "karab", "mapet", "prace", "pracowa", "pracownik",  "pracod", "liniow", "rolni", "sieciow", "rzekom", "rzeczni", "markow", "markot", "kurs", "kurat", "kurz", "kulo", "sumo", "rybak", "tablo", "turni", "gwiazdo", "trasow", "decydo", "kozł", "kozak", "burzl"];
    // "Osoby", "osób".
    let people = noun.starts_with(char::is_uppercase) && noun.ends_with("ki");
    let noun = noun.to_lowercase().replace('ó', "o");
    // "Szwedki".
    people || STEMS.iter().any(|stem| noun.starts_with(stem)) && !NOT.iter().any(|not| noun.starts_with(not))
}

/// Returns the ending of an ordinal before its noun, by the noun's ending and the word before; none where that tells nothing.
pub(super) fn ending(lead: &str, noun: &str) -> &'static str {
    let lead = lead.trim().to_lowercase();
    let locative = ["w", "we", "na", "po", "o", "przy"].contains(&lead.as_str());
    if let Some(own) = ending_of_adjective(noun).or_else(|| ending_of_birthday(noun)) {
        return own;
    }
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
        'a' if is_neuter(noun) || ["stopnia", "dnia", "tygodnia", "miesiąca", "pułku"].contains(&noun) => "ego",
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

/// Returns the ending before an adjective, which is its own: "drugi taki przypadek", "w trzecim kolejnym meczu".
fn ending_of_adjective(word: &str) -> Option<&'static str> {
    const ENDINGS: [(&str, &[&str]); 7] = [
        ("ego", &["ego"]),
        ("ej", &["skiej", "ckiej", "nej", "wej", "szej", "kiej"]),
        ("ym", &["ym", "im"]),
        ("ych", &["ych", "ich"]),
        ("e", &["skie", "ckie", "owe", "jne", "lne", "czne", "żne", "sze", "takie"]),
        ("ą", &["ską", "cką", "ną", "wą", "szą"]),
        ("y", &["ski", "cki", "dzki", "taki", "owy", "jny", "lny", "czny", "żny", "ony", "any", "szy"]),
    ];
    let (own, _) = ENDINGS.iter().find(|(_, ends)| ends.iter().any(|end| word.ends_with(end)))?;
    Some(if is_feminine_in_order(word) { "ej" } else { own })
}

/// Returns the ending before a feast that has no singular: "z okazji setnych urodzin".
fn ending_of_birthday(noun: &str) -> Option<&'static str> {
    let rest = ["urodzin", "imienin"].iter().find_map(|stem| noun.strip_prefix(stem))?;
    Some(match rest {
        "y" => "e",
        "om" => "ym",
        "ami" => "ymi",
        _ => "ych",
    })
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
    ["miejsc", "piętr", "półrocz", "wydani", "posiedzeni", "okrążeni", "stuleci", "pięciolec", "spotkani"]
        .iter()
        .any(|stem| noun.starts_with(stem))
}
