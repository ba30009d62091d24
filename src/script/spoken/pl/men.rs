//! Data: Polish nouns of men in the plural, which numbers before them agree with: "dwudziestu sześciu pielgrzymów".

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
    "pielgrzymów", "gapiów", "królów", "papieży", "bogów", "aniołów", "wrogów", "dziadków", "chłopów", "mnichów", "kardynałów", "kapłanów", "marszałków", "premierów", "prezesów", "wiceprezesów", "szefów", "wodzów", "carów", "lordów", "trenerów", "kapitanów", "liderów", "reżyserów", "fotografów", "rodziców", "opiekunów",
    "uczonych", "zawodowych", "wiernych", "chorążych", "policyjnych", "poetów", "kolarzy", "kumpli", "mężów", "zięciów", "stryjów", "wujków", "kuzynów", "bliźniaków", "noworodków", "szwagrów", "teściów", "władców", "obrońców", "kombatantów", "więźniów", "najemników", "druhów", "prawosławnych", "duchownych", "świeckich",
    "bohaterów", "inżynierów", "oficerów", "żołnierzy", "bankierów", "premierów", "kelnerów", "barmanów", "biznesmenów", "kongresmenów", "dżentelmenów", "sportsmenów", "policjantów", "detektywów", "szpiegów", "agentów", "zuchów", "debiutantów", "egzorcystów", "dealerów", "hakerów", "influencerów", "blogerów", "raperów", "didżejów",
    "rolników", "wspólników", "nastolatków", "latków", "wczasowiczów", "działkowiczów", "kursantów", "rekrutów", "poborowych", "zastępców", "asystentów", "adiunktów", "docentów", "dziekanów", "rektorów", "chirurgów", "onkologów", "przodków", "potomków", "krewnych", "bliskich", "narzeczonych", "niewidomych", "głuchych", "niepełnosprawnych", "pokrzywdzonych", "przesłuchiwanych", "osadzonych", "sądzonych", "uczących", "pracujących",
];

/// Endings of nouns of men, with stems of things that end so.
#[rustfmt::skip]
const ENDINGS: &[(&str, &[&str])] = &[
    ("czyków", &["klu", "kamy", "bu", "guzi", "ognik"]), ("cieli", &["obcieli"]), ("istów", &["list"]), ("ystów", &[]), ("ologów", &["nekrol", "katal"]), ("ażystów", &[]), ("nerów", &["konte", "trene", "skane"]), ("ierów", &["papier", "bufie", "rewie", "karie", "szafie", "żołnierow"]),
    ("antów", &["bryl", "wari", "kwadr", "gigan", "sekst", "hydran", "transpar"]),
    ("entów", &["dokum", "mom", "elem", "tal", "segm", "eksperym", "fragm", "proc", "instrum", "prezen", "sakram", "testam", "monum", "parlam", "departam", "apartam", "suplem", "incyd", "kontyn", "pat", "akc", "cem", "argum", "kompon", "postum", "ornam", "sentym", "ekwiwal", "fundam", "dekrem"]),
    ("torów", &["trak", "mo", "moni", "reak", "wek", "genera", "respira", "amortyza", "kalkula", "sek", "projek", "detek", "transforma", "inkuba", "radia", "wibra", "to", "kolek", "defibryla", "wentyla", "fak", "kompresor", "akumula", "elewa", "indyka", "katalizator", "termosta", "egzaminatorow"]),
    ("arzy", &["kalend", "cment", "koment", "formul", "ołt", "inwent", "egzempl", "koryt", "bazarz", "szt", "tw", "wiraż", "słown"]), ("erzy", &["tal", "pap", "pac", "row", "szmon"]), ("szy", &["arku", "kilo", "myszy", "kosz", "scenariu", "gro", "pejza", "afi", "cza", "ka", "pi", "kołni"]),
    ("ńców", &["kra", "ko", "wie", "ta", "róża", "kagań", "miesza", "szań"]), ("wców", &["śmigło", "ścigaczo", "niszczycielo", "bombo", "wieżo", "pionow", "lodołama", "samocho", "odrzuto", "drapa", "półprze", "krąż", "lotnisko", "pojaz", "szybo", "czołgo", "surow", "manew", "odkurzac", "frego", "kontenero", "masow", "drobno", "parow", "zbiornik", "transporto"]), ("dców", &[]), ("jców", &["oj"]), ("zców", &["śmie", "grze"]), ("rców", &["dwo", "pla", "ga"]),
    ("mców", &["zie"]), ("wników", &["wskaź", "sil", "odbior", "zbior", "dzien", "ręcz", "pojem", "ciąg", "czyn", "grzej", "głoś", "prze", "śpi", "nagłó", "staw", "podsta", "spra", "podsło", "wysi", "pier", "kieru"]), ("tników", &["punk", "kwia", "błę", "przekaź", "świe"]), ("dników", &["wsk", "schod", "cho", "prą", "ogro", "sła", "środ"]), ("żników", &["podno", "wieżo", "mno"]), ("nników", &["dzie", "czy", "ce", "pie"]),
    ("łników", &["cie", "wyłącz"]), ("jników", &["grze", "czu", "dzwo", "zbro"]), ("źników", &["wska", "przeka", "cza"]), ("lników", &["si", "zasi", "pa", "prze", "sto", "gó"]), ("rników", &["zbio", "odbio", "ża", "sku", "węglo"]), ("zników", &["r"]),
    ("żaków", &[]), ("niaków", &["ziem", "pozn", "zie"]), ("ryków", &["hist"]), ("tyków", &["poli", "paten", "pa", "plas", "narko", "kosme", "antybio", "sta", "elas", "ma"]), ("zyków", &["ję"]), ("logów", &["kata", "dia", "nekro", "pro", "epi", "mono"]), ("iarzy", &["ryba"]), ("yszy", &["m"]), ("ianów", &[]),
];
/// Names of things that people give capitals to, as to peoples.
const NO_PEOPLES: [&str; 10] = [
    "Oscarów", "Fryderyków", "Patriotów", "Abramsów", "Leopardów", "Tomahawków", "Boeingów", "Airbusów", "Nobli",
    "Rafale",
];

/// Returns whether a noun in the plural is one of men: numbers before it have their genitive.
pub(super) fn is_of_men(noun: &str) -> bool {
    let is_people = noun.starts_with(char::is_uppercase)
        && ["ów", "ian", "jan", "łotyszy"].iter().any(|ending| noun.ends_with(ending))
        && noun.chars().skip(1).all(char::is_lowercase)
        && !NO_PEOPLES.contains(&noun);
    let by_ending = || {
        let found = ENDINGS.iter().find(|(ending, _)| noun.ends_with(ending));
        found.is_some_and(|(_, things)| !things.iter().any(|stem| noun.starts_with(stem)))
    };
    OF_MEN.contains(&noun) || is_people || by_ending()
}
