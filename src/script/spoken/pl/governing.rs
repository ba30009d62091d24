//! Data: Polish words that ask for a case of the number behind them, mostly by their stems.

/// Words that a number in the genitive follows.
#[rustfmt::skip]
pub(super) const GENITIVE: &[&str] = &[
    "do", "od", "u", "z", "ze", "bez", "dla", "około", "blisko", "powyżej", "poniżej", "spośród", "wśród", "oprócz", "zamiast", "sprzed", "obok", "podczas", "koło", "wzdłuż", "według",
    "wieku", "ciągu", "przeciągu", "udziałem", "śmierci", "upływie", "sile", "zderzeniu", "zderzenia", "zdaniem", "mimo", "pomimo", "prócz", "poza", "granicach", "wewnątrz", "naprzeciw", "wobec", "względem",
];
/// Words that may stand between such a word and its number.
#[rustfmt::skip]
pub(super) const BETWEEN: &[&str] = &[
    "minus", "plus", "co", "najmniej", "ponad", "prawie", "niemal", "przynajmniej", "nawet", "zaledwie", "łącznie", "aż", "tylko", "średnio", "dokładnie", "niespełna", "równo", "maksymalnie", "minimalnie",
    "kolejnych", "następnych", "ostatnich", "pierwszych", "wszystkich", "tych", "innych", "jeszcze", "najwyżej", "jakichś", "zawrotnych", "rekordowych", 
];
/// Words that join two numbers.
pub(super) const JOINING: &[&str] = &["i", "oraz", "lub", "albo", "czy", "a", "ani"];

/// Nouns and stems of nouns that have a number in the genitive in whichever case they are: "kara pięciu lat".
#[rustfmt::skip]
pub(super) const ALWAYS_OF: &[&str] = &[
    "budow", "remont", "zakup", "sprzedaż", "dostaw", "produkcj", "modernizacj", "przejazd", "edycj", "transz", "partia", "partię", "partii", "wypłata", "wypłatę", "wypłaty", "wypłacie", "lista", "listę", "listy", "listą", "spis", "wykaz", "kara", "kary", "karę", "karą", "karze", "grup", "seri", "różnic", "większoś", "mniejszoś", "kwot", "sumą", "sumę", "sumy", "sumie", "dystans", "odległoś", "załog", "zespoł", "liczb", "próbie", "próbę", "zestaw", "komplet",
    "kolekcj", "przewag", "limit", "próg", "progu", "progiem", "granicę", "granicy", "minimum", "wymiarze", "wymiarach", "odcink", "okres", "termin", "przerw", "zapas", "dawk", "flot", "eskadr", "delegacj", "wysokości", "wysokością", "przestrzeni", "przedział", "tłum", "zbiór", "kilkunast",
];
/// Stems of nouns that have one so in all cases but the first, with those cases' endings: "przy cenie pięciu złotych".
#[rustfmt::skip]
pub(super) const OBLIQUE_OF: &[(&str, &[&str])] = &[
    ("cen", &["y", "ie", "ą", "ę"]), ("temperatur", &["y", "ze", "ą", "ę"]), ("wa", &["gi", "dze", "gą", "gę"]), ("mas", &["y", "ie", "ą", "ę"]), ("staw", &["ki", "ce", "ką", "kę"]), ("opła", &["ty", "cie", "tą", "tę"]), ("moc", &["y", "ą"]),
    ("długoś", &["ci", "cią"]), ("szerokoś", &["ci", "cią"]), ("głębokoś", &["ci", "cią"]), ("wartoś", &["ci", "cią"]), ("pojemnoś", &["ci", "cią"]), ("prędkoś", &["ci", "cią"]), ("szybkoś", &["ci", "cią"]), ("gruboś", &["ci", "cią"]), ("iloś", &["ci", "cią"]),
    ("wielkoś", &["ci", "cią"]), ("gęstoś", &["ci", "cią"]), ("objętoś", &["ci", "cią"]), ("rozpiętoś", &["ci", "cią"]), ("ważnoś", &["ci", "cią"]), ("częstotliwoś", &["ci", "cią"]), ("przepustowoś", &["ci", "cią"]), ("nośnoś", &["ci", "cią"]), ("rozdzielczoś", &["ci", "cią"]),
    ("powierzchni", &["", "ą", "ę"]), ("przekątn", &["ej", "ą"]), ("średnic", &["y", "ą", "ę"]), ("promieni", &["u", "em"]), ("grzywn", &["y", "ie", "ą", "ę"]), ("koszt", &["em", "ów"]), ("poziom", &["u", "ie", "em"]), ("obszar", &["u", "ze", "em"]), ("area", &["łu", "le", "łem"]),
    ("kredyt", &["u", "em"]), ("dochod", &["u", "em"]), ("dług", &["u", "iem"]), ("deficyt", &["u", "em"]), ("zysk", &["u", "iem"]), ("stra", &["ty", "tę", "tą", "tach", "tami"]), ("tras", &["ie", "ę", "ą"]), ("nagrod", &["y", "ę", "ą"]), ("premi", &["i", "ę", "ą"]), ("dotacj", &["i", "ę", "ą"]),
    ("kaucj", &["i", "ę", "ą"]), ("pensj", &["i", "ę", "ą"]), ("sił", &["ą", "y"]), ("stężeni", &["u", "em"]), ("ciśnieni", &["u", "em"]), ("udział", &["em"]), ("poparci", &["em", "u"]), ("napięci", &["u", "em"]), ("nakładz", &["ie"]), ("nakład", &["em"]), ("wzroś", &["cie"]), ("zadłużeni", &["u", "em"]),
    ("frekwencj", &["i", "ą"]), ("rabat", &["u", "em"]), ("podwyż", &["ki", "kę", "ką", "ce"]), ("wkład", &["em", "u"]), ("budżet", &["em"]), ("stopni", &["em"]),
];
/// Stems of nouns that have what is counted in things and people behind them so: "przywódcy pięciu państw".
#[rustfmt::skip]
pub(super) const PLURALS_OF: &[&str] = &[
    "zastęp", "ekip", "zaległoś", "oszczędnoś", "wnioski", "emerytury", "rodziny", "dane", "danych", "danymi", "drużyny", "zespoły", "przedstawiciel", "przewodnicząc", "mieszkańc", "lider", "przywódc", "szefow", "prezydenc", "prezydentów", "prezydentami", "premierz", "premierów", "premierami", "ministrow", "ministrów", "ministrami", "członk", "ciała", "ciał", "zwłok", "właściciel", "autor", "reprezentan", "uczniowie", "uczniów",
    "losy", "zabójst", "burmistrz", "wójt", "posłowie", "terytori", "dyrektor", "pracowni", "głosy", "rekrutacj", "ewakuacj", "likwidacj", "renowacj", "organizacj", "publikacj",
];
/// Endings of nouns that are made of verbs: "zatrzymanie pięciu osób".
pub(super) const DEVERBAL: &[&str] = &[
    "anie", "ania", "aniu", "aniem", "enie", "enia", "eniu", "eniem", "ęcie", "ęcia", "ęciu", "ęciem", "ycie", "ycia",
    "yciu", "icie", "icia", "iciu", "rucie", "rucia",
];
/// Stems of such nouns that name a thing, not a deed, and of others that end so.
#[rustfmt::skip]
pub(super) const NO_DEEDS: &[&str] = &[
    "mieszkani", "wynagrodzeni", "odszkodowani", "zadośćuczynieni", "świadczeni", "ubezpieczeni", "zdani", "pytani", "zadani", "wydarzeni", "spotkani", "śniadani", "kazani", "trzęsieni", "ćwiczeni", "wydani", "zdjęci", "przyjęci", "powietrz", "życi", "obci", "zeszłoroczn",
    "powie", "mieście", "moście", "liście", "szczęści", "oczywiście", "rzeczywiście", "zajęci", "wyści", "wejści", "przejści", "otwarci", "tysiąc", "miesiąc", "stuleci", "województw", "kwiecie", "świecie", "wreszcie", "trwani", "ubrani", "badani", "zebrani", "przesłani", "wyzwani", "zagrożeni", "wzgórz", "osiedl", "więzieni", "ciśnieni", "stężeni", "dofinansowani", "finansowani", "zamówieni", "zobowiązani", "roszczeni",
];
/// Stems of verbs with the genitive.
#[rustfmt::skip]
pub(super) const VERBS_OF_GENITIVE: &[&str] = &[
    "sięg", "dotycz", "wymaga", "żąda", "brakuje", "brakowało", "zabrakło", "zabraknie", "potrzeb", "domaga", "dokona", "używa", "użył", "szuka", "spodziewa", "pozbaw", "udziel", "dostarcz", "doczeka", "przybył", "ubył", "przybędzie", "ubędzie", "dożył", "dożyła", "pilnuje", "pilnowa",
];
/// Stems of verbs with the instrumental.
pub(super) const VERBS_OF_INSTRUMENTAL: &[&str] = &["dyspon", "zarządz", "obraca", "kierow", "handl", "rozporządz"];
/// Stems of words with which "z" is "with".
#[rustfmt::skip]
pub(super) const WITH: &[&str] = &[
    "spotka", "rozmaw", "rozmow", "wygra", "przegra", "walcz", "walk", "współprac", "wraz", "razem", "zderz", "granicz", "zmierz", "porówna", "związ", "zgodn", "porozum", "umow", "mierz", "konflikt", "wyniki", "zwycię", "prowadz", "zajął", "zajęła", "remis",
];
/// Names of money.
pub(super) const MONEY: &[&str] = &["złoty", "euro", "dolar", "funt", "frank", "jen", "hrywna", "grosz"];
/// Names of spans of time.
pub(super) const TIMES: &[&str] = &["godzina", "minuta", "sekunda", "miesiąc"];
/// Words that the price of one of something follows.
pub(super) const PRICES: &[&str] =
    &["cena", "ceny", "cenę", "cenie", "ceną", "koszt", "kosztu", "kosztem", "wartość", "wartości", "opłata", "stawka"];
/// Words that a number in the accusative follows: it shows in one of something feminine.
pub(super) const ACCUSATIVE: &[&str] =
    &["w", "na", "przez", "o", "za", "ponad", "ma", "mają", "miał", "miała", "miało", "mieli", "dał", "dała", "dali"];
/// Stems of verbs with the accusative.
#[rustfmt::skip]
pub(super) const VERBS_OF_ACCUSATIVE: &[&str] = &[
    "wykaza", "wynosi", "wynios", "wyniós", "trwa", "potrwa", "kosztu", "kosztow", "wygra", "zyska", "strac", "dodaj", "wsyp", "wlej", "wydmuch", "zuży", "wyprodu", "waży", "zarob", "zarabi", "wyda", "zapłac", "płac", "dosta", "otrzym", "przekaz", "przekroc", "zebra", "zainwest", "wyłudz", "ukrad", "przeznac", "licz", "mierz",
    "sprzeda", "kupi", "zbudow", "odda", "przyzna", "pożycz", "zaoszcz", "oszcz", "odzysk", "wypłac", "wpłac", "pochło", "obję", "obejm", "zajm", "zaję", "wyprzedz",
];
/// Stems of words with which "o" is "about".
pub(super) const SPEAKING: &[&str] = &[
    "mow", "mów", "inform", "poinform", "rozmaw", "pisz", "pisa", "myśl", "pamięta", "wspom", "dyskut", "debat",
    "donos", "doniós", "plotk", "marz", "zapomn", "decyd", "przekon", "słysz", "opowia", "wiadomo",
];
