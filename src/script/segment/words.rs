//! What the rules know of words, by language (a table). Closed classes of the grammar and the
//! abbreviations of newspapers' style books, not words met in a test.

/// Words of a language that tell whether a sentence ends.
#[derive(Debug)]
pub(super) struct Words {
    /// Words that begin sentences and are no names: articles, pronouns, question words, conjunctions; capitalised.
    pub(super) starters: &'static [&'static str],
    /// Abbreviations that always stand before a name, lower case: titles, streets, saints.
    pub(super) before_names: &'static [&'static str],
    /// Abbreviations that stand before a number, lower case: number, page, figure.
    pub(super) before_numbers: &'static [&'static str],
    /// Words before the number of a day, a place or a king, where ordinals are written with a dot: `am`, `der`; lower case.
    pub(super) before_ordinals: &'static [&'static str],
    /// The months, which never begin a sentence behind a number with a dot.
    pub(super) months: &'static [&'static str],
    /// Nouns that have a number before them wherever they stand: "aus 1. Hand".
    pub(super) ordered: &'static [&'static str],
    /// Words that look like abbreviations (`No.` for number, `Me.` for Maine) but mostly end their sentence; lower case.
    pub(super) plain_words: &'static [&'static str],
    /// The days of the week, which follow times of day.
    pub(super) days: &'static [&'static str],
    /// Abbreviations that end the sentence when a capital follows, lower case as they are written: `etc`, `т. д`.
    pub(super) closing: &'static [&'static str],
    /// Abbreviations that may end the sentence, and do before a word that begins one: `г` for year; lower case.
    pub(super) may_close: &'static [&'static str],
    /// Abbreviations that never end a sentence: `e.g`; lower case.
    pub(super) going_on: &'static [&'static str],
    /// Words that tell who speaks, after a quotation: `said`.
    pub(super) of_saying: &'static [&'static str],
}

impl Words {
    /// Returns the words of a language by its primary tag; of one without a table, none.
    pub(super) fn of(language: &str) -> &'static Self {
        match language {
            "en" => &ENGLISH,
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            "it" => &ITALIAN,
            "nl" => &DUTCH,
            "pl" => &POLISH,
            "pt" => &PORTUGUESE,
            "uk" => &UKRAINIAN,
            "ru" => &RUSSIAN,
            "da" | "nb" | "no" => &DANISH,
            "sv" => &SWEDISH,
            _ => &NONE,
        }
    }
}

#[rustfmt::skip]
const NONE: Words = Words {
    starters: &[],
    before_names: &[],
    before_numbers: &["no", "nr", "n°", "nº"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["etc"],
    may_close: &[],
    going_on: &[],
    of_saying: &[],
};

#[rustfmt::skip]
const ENGLISH: Words = Words {
    starters: &[
        "A", "After", "All", "Although", "An", "And", "Another", "Any", "Are", "As", "At", "Because", "Before", "Both",
        "But", "By", "Can", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Even", "Every", "Few", "For",
        "From", "Had", "Has", "Have", "He", "He’s", "He's", "Her", "Here", "His", "How", "However", "I", "I’m", "I'm",
        "I’ve", "I've", "If", "In", "Instead", "Is", "It", "It’s", "It's", "Its", "Last", "Later", "Like", "Many",
        "Meanwhile", "More", "Most", "My", "Neither", "No", "Nobody", "None", "Nor", "Not", "Nothing", "Now", "Of",
        "On", "Once", "One", "Only", "Or", "Other", "Others", "Our", "Perhaps", "Please", "She", "She’s", "She's",
        "Should", "Since", "So", "Some", "Still", "Such", "That", "That’s", "That's", "The", "Their", "Then", "There",
        "There’s", "There's", "These", "They", "They’re", "They're", "This", "Those", "Though", "Through", "To",
        "Today", "Two", "Under", "Unless", "Until", "Was", "We", "We’re", "We're", "Were", "What", "What’s", "What's",
        "When", "Where", "Whether", "Which", "While", "Who", "Why", "Will", "With", "Without", "Would", "Yes", "Yet",
        "You", "You’re", "You're", "Your", "Maybe", "Well", "Soon", "Suddenly", "Finally",
    ],
    before_names: &[
        "adm", "amb", "asst", "atty", "ave", "bros", "brig", "capt", "cdr", "cllr", "cllrs", "cmdr", "col", "comdr", "cpl", "cpt", "det",
        "dr", "drs", "fr", "ft", "gen", "gov", "hon", "insp", "lt", "maj", "messrs", "mlle", "mme", "mmes", "mr", "mrs",
        "ms", "msgr", "mt", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "spc", "sr", "st",
        "ste", "supt", "v", "vs",
    ],
    before_numbers: &[
        "apt", "no", "nos", "rte", "art", "ch", "chs", "eq", "fig", "figs", "p", "pp", "par", "para", "paras", "sec", "vol", "vols",
        "approx", "ca", "c", "max", "min", "est", "tel", "ext", "pt", "pts", "op", "circ", "app", "avg", "incl", "cf", "arts", "chs", "eqs", "secs", "fl", "fn", "ver", "jct", "jcts", "ref", "mon", "tues", "wed", "thu", "thur", "thurs", "fri", "mon.-thu", "mon.-fri", "mon.-sat", "tues.-sun", "tue.-sun", "sat.-sun",
    ],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &["am", "do", "in", "is", "it", "me", "no", "on", "so", "us"],
    days: &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    closing: &[],
    may_close: &[],
    going_on: &["e.g", "i.e", "cf", "vs", "viz"],
    of_saying: &[
        "said", "says", "asked", "told", "added", "wrote", "writes", "replied", "recalled", "recalls", "explained",
        "explains", "argued", "argues", "admitted", "announced", "continued", "concluded", "insisted", "joked", "noted",
        "tweeted", "shouted", "warned", "answered", "cried", "declared", "demanded", "observed", "quipped", "remarked",
        "responded", "stated", "suggested", "whispered", "wondered", "yelled",
    ],
};

#[rustfmt::skip]
const GERMAN: Words = Words {
    starters: &[
        "Aber", "Alle", "Als", "An", "Auch", "Auf", "Aus", "Bei", "Da", "Damit", "Dann", "Das", "Dass", "Dem", "Den",
        "Denn", "Der", "Des", "Dies", "Diese", "Dieser", "Dieses", "Doch", "Dort", "Ein", "Eine", "Einen", "Einer",
        "Er", "Es", "Für", "Hier", "Ich", "Ihr", "Ihre", "Im", "In", "Jetzt", "Man", "Mit", "Nach", "Nicht", "Noch",
        "Nun", "Nur", "Ob", "Oder", "Sie", "So", "Und", "Vor", "Wann", "Warum", "Was", "Weil", "Wenn", "Wer", "Wie",
        "Wir", "Wo", "Zu", "Zum", "Zur", "Alles", "Viele", "Keine", "Kein", "Danach", "Damals", "Dabei", "Später",
        "Heute", "Gestern", "Seit", "Bis", "Während", "Trotz", "Wegen", "Beide", "Andere", "Jeder", "Jede", "Unter",
        "Über", "Zwar", "Dennoch", "Deshalb", "Allerdings", "Zudem", "Außerdem",
    ],
    before_names: &[
        "dr", "prof", "hr", "fr", "st", "dipl", "ing", "frhr", "vgl", "gen", "geb", "tsd", "mio", "mrd", "ca", "inkl",
        "bzw", "sog", "z.b", "d.h", "u.a", "fa", "nr", "hl", "bzgl", "ggf", "evtl", "u", "max", "mind", "zzgl", "abzgl", "lt", "gem", "einschl", "zw", "insb", "bspw", "stellv", "vors", "hl", "gr", "rs", "reg.-bez", "bez", "em", "med", "habil", "ärztl", "eff", "buchst", "drs", "pfr", "lkr", "erm", "bgm", "pck", "pkg", "msp", "stk", "lj",
    ],
    before_numbers: &[
        "nr", "art", "abs", "bd", "bgbl", "kl", "kap", "abb", "tab", "s", "ca", "max", "min", "mind", "vers", "ziff", "rd", "rdnr", "rn", "anm", "ggf", "evtl", "inkl", "zzgl", "seit", "tsd", "tel", "abzgl", "einschl", "insges", "durchschn", "bj", "bauj", "vj", "lt", "zw", "gem", "erm", "gr", "kto", "pkt", "jg",
    ],
    before_ordinals: &[
        "als", "am", "ans", "beim", "das", "dein", "deine", "deinem", "deinen", "deiner", "dem", "den", "der", "des", "die", "diese", "diesem", "diesen", "dieser", "dieses", "ein",
        "eine", "einem", "einen", "einer", "eines", "euer", "eure", "eurem", "euren", "eurer", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im", "ins", "jede", "jedem", "jeden",
        "jeder", "jedes", "kein", "keine", "keinem", "keinen", "keiner", "mein", "meine", "meinem", "meinen", "meiner", "sein", "seine", "seinem", "seinen", "seiner", "unser",
        "unsere", "unserem", "unseren", "unserer", "vom", "welche", "welchem", "welchen", "welcher", "zum", "zur",
    ],
    months: &[
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Jan", "Feb", "Mrz", "Apr", "Jun", "Jul",
        "Aug", "Sept", "Sep", "Okt", "Nov", "Dez",
    ],
    ordered: &[
        "Hand", "Instanz", "Lesung", "Klasse", "Liga", "Platz", "Rang", "Stock", "Etage", "Obergeschoss", "Ehe", "Generation", "Reihe", "Stufe", "Wahl", "Runde", "Auflage", "Grad",
        "Aufl", "Etappe", "Spieltag", "Halbzeit", "Bundesliga", "Weltkrieg", "Jahrhundert", "Jh", "Jhd", "Jhdt", "Advent", "Quartal", "Halbjahr", "Geburtstag", "Todestag", "Ausgabe", "Staffel", "Kapitel",
        "Band", "Teil", "Akt", "Minute", "Preis", "Sitzung", "Wahlgang", "Bezirk", "Lebensjahr", "Semester", "Schuljahr", "Klässler", "Fassung", "Abschnitt",
    ],
    plain_words: &[],
    days: &[],
    closing: &[],
    may_close: &["usw", "etc", "jh", "chr", "kg", "uhr", "gest", "geb"],
    going_on: &["z.b", "d.h", "u.a", "v.a"],
    of_saying: &["sagte", "sagt", "fragte", "fragt", "erklärte", "rief", "schrieb", "antwortete", "meinte", "meint"],
};

#[rustfmt::skip]
const FRENCH: Words = Words {
    starters: &[
        "Au", "Aux", "Avec", "Ce", "Ces", "Cet", "Cette", "Ceux", "Comme", "Comment", "Dans", "De", "Depuis", "Des",
        "Du", "Elle", "Elles", "En", "Et", "Il", "Ils", "Je", "La", "Le", "Les", "Leur", "Leurs", "Mais", "Nous", "On",
        "Ou", "Où", "Par", "Pour", "Pourquoi", "Quand", "Que", "Qui", "Sa", "Sans", "Selon", "Ses", "Si", "Son", "Sur",
        "Tous", "Tout", "Un", "Une", "Vous",
    ],
    before_names: &["m", "mm", "dr", "pr", "me", "st", "ste", "mgr", "cf", "av", "bd", "art", "arts", "cass", "card"],
    before_numbers: &[
        "n°", "nº", "no", "p", "pp", "art", "arts", "trim", "chap", "chaps", "fig", "figs", "vol", "vols", "env", "tél", "janv", "févr", "fév", "avr", "juil", "oct", "nov", "déc", "lun", "jeu", "ven", "sam", "dim",
        "éd", "av", "bd", "bld", "réf", "rens", "alt", "al", "l", "r", "th", "juill", "civ", "soc", "crim", "cass", "req",
    ],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["etc"],
    may_close: &["j.-c"],
    going_on: &["p.ex", "cf"],
    of_saying: &["dit", "demanda", "demande", "répond", "répondit", "explique", "ajoute", "déclare", "affirme"],
};

#[rustfmt::skip]
const SPANISH: Words = Words {
    starters: &[
        "A", "Al", "Ante", "Aunque", "Como", "Con", "Cuando", "De", "Del", "Desde", "Después", "Donde", "El", "Ella",
        "Ellas", "Ellos", "En", "Entonces", "Entre", "Es", "Esa", "Ese", "Esta", "Este", "Esto", "Estos", "Hay", "La",
        "Las", "Lo", "Los", "Mientras", "Muchos", "No", "Nos", "Nosotros", "O", "Para", "Pero", "Por", "Porque", "Que",
        "Se", "Según", "Si", "Sin", "Sobre", "Su", "Sus", "También", "Tras", "Un", "Una", "Y", "Ya", "Yo",
    ],
    before_names: &["sr", "sra", "sres", "sras", "at", "r", "srta", "dr", "dra", "dres", "d", "dña", "prof", "gral", "ud", "uds", "mons", "av", "avda"],
    before_numbers: &["n°", "nº", "no", "núm", "núms", "g", "gs", "bs", "art", "arts", "pág", "págs", "p", "pp", "vol", "vols", "cap", "caps", "fig", "figs", "párr", "aprox", "tel", "k", "jue", "vie", "sáb", "dom", "máx", "mín", "u$s", "secc", "ref"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["etc"],
    may_close: &["uu", "ee.uu"],
    going_on: &["p.ej", "p. ej", "mill"],
    of_saying: &["dijo", "dice", "preguntó", "respondió", "afirmó", "explicó", "añadió", "aseguró", "señaló"],
};

#[rustfmt::skip]
const ITALIAN: Words = Words {
    starters: &[
        "Ai", "Al", "Alla", "Anche", "Che", "Chi", "Come", "Con", "Cosa", "Da", "Dal", "Dalla", "Del", "Della", "Di",
        "Dopo", "Dove", "E", "È", "Ed", "Gli", "I", "Il", "In", "Io", "La", "Le", "Lei", "Lo", "Loro", "Lui", "Ma",
        "Nel", "Nella", "Noi", "Non", "Per", "Perché", "Poi", "Quando", "Quella", "Quello", "Questa", "Questo", "Se",
        "Secondo", "Si", "Su", "Sul", "Tra", "Un", "Una", "Voi",
    ],
    before_names: &["sig", "sigg", "sig.ra", "sig.na", "dott", "dott.ssa", "dr", "dr.ssa", "prof", "prof.ssa", "avv", "ing", "on", "sen", "gen",
        "col", "arch", "geom", "mons", "card", "amm", "ten", "magg", "rig", "aut", "sez", "s", "ss", "v.le", "p.zza", "c.so"],
    before_numbers: &["n", "nn", "sec", "art", "artt", "pag", "pagg", "p", "pp", "vol", "cap", "fig", "tab", "ca", "tel", "nr", "co", "lett", "l", "s.s", "s.p", "d.lgs", "d.l", "d.m", "lun", "mar", "mer", "gio", "ven", "sab", "dom", "cell", "cal", "sent", "sez", "c"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &["nato", "nata"],
    days: &[],
    closing: &["ecc", "etc", "c.m", "u.s"],
    may_close: &["d.c", "a.c"],
    going_on: &["es", "p.es", "p. es", "cfr", "c.d"],
    of_saying: &["disse", "dice", "chiese", "rispose", "spiega", "aggiunse", "afferma", "dichiarò"],
};

#[rustfmt::skip]
const DUTCH: Words = Words {
    starters: &[
        "Aan", "Als", "Bij", "Daar", "Dan", "Dat", "De", "Deze", "Die", "Dit", "Door", "Een", "En", "Er", "Haar", "Het",
        "Hij", "Hoe", "Hun", "Ik", "In", "Je", "Maar", "Met", "Na", "Naar", "Niet", "Nu", "Of", "Om", "Onze", "Ook",
        "Op", "Over", "Toen", "U", "Uit", "Van", "Veel", "Volgens", "Voor", "Waar", "Waarom", "Wanneer", "Wat", "We",
        "Wel", "Wie", "Wij", "Ze", "Zij", "Zijn", "Zo",
    ],
    before_names: &["dhr", "mevr", "mw", "dr", "drs", "prof", "ir", "ing", "mr", "st", "ds", "gen", "kol", "burg", "fa"],
    before_numbers: &["nr", "nrs", "art", "blz", "pag", "p", "pp", "hst", "hfst", "par", "fig", "ca", "tel", "max", "min", "gem", "bj", "v.a", "ma", "di", "wo", "do", "vr", "za", "zo", "jan", "feb", "febr", "mrt", "apr", "aug", "sept", "sep", "okt", "nov", "dec"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["enz", "etc"],
    may_close: &["chr", "v.chr", "n.chr", "jl", "a.u.b", "e.d", "e.a"],
    going_on: &["bijv", "bv", "d.w.z", "o.a", "m.b.t", "i.v.m", "t.o.v", "n.a.v", "i.p.v", "m.a.w", "incl", "excl", "resp", "t.a.v", "o.l.v"],
    of_saying: &["zei", "zegt", "vroeg", "vraagt", "antwoordde", "schreef", "schrijft", "vertelt", "aldus"],
};

#[rustfmt::skip]
const POLISH: Words = Words {
    starters: &[
        "A", "Aby", "Ale", "Bo", "Być", "Chociaż", "Co", "Czy", "Dla", "Do", "Gdy", "Gdzie", "I", "Ich", "Ja", "Jak",
        "Jednak", "Jego", "Jej", "Jest", "Jeśli", "Już", "Kiedy", "Kto", "Mimo", "My", "Na", "Nie", "O", "Od", "On",
        "Ona", "One", "Oni", "Oraz", "Po", "Podczas", "Pod", "Przed", "Przez", "Przy", "Są", "Ta", "Tak", "Także",
        "Tam", "Te", "Teraz", "Ten", "To", "Tu", "Ty", "W", "We", "Według", "Więc", "Wy", "Z", "Za", "Ze", "Że",
        "Potem", "Wtedy", "Później", "Dziś", "Wczoraj", "Wszystko", "Wszyscy", "Obecnie",
    ],
    before_names: &["dr", "prof", "mgr", "inż", "ks", "bp", "abp", "św", "gen", "płk", "kpt", "ul", "al", "pl", "os", "im", "hab", "red", "tzw", "woj", "gm", "pow", "asp", "szt", "sierż", "kom", "podkom", "nadkom", "insp", "podinsp", "bryg", "kpr", "plut", "chor", "ppor", "dyr", "wicedyr", "prok", "sen", "mec", "adw", "wicemin", "bł", "k", "o", "p"],
    before_numbers: &["nr", "art", "ust", "pkt", "poz", "rys", "tab", "str", "s", "ok", "tel", "godz", "par", "rozdz", "maks", "min", "l", "wys", "dł", "szer", "pow", "ul", "al", "os", "temp", "pon", "pn", "wt", "śr", "czw", "pt", "sob", "niedz", "nd", "dz.u", "tys", "lok", "m", "dn", "ur", "zm", "kom", "kl"],
    before_ordinals: &["w", "na", "po", "do", "od", "z", "o", "przy", "ten", "ta", "to", "jego", "jej", "ich", "nasz", "już", "numer", "numerem"],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["itd", "itp", "etc"],
    may_close: &["r", "w", "zł", "gr", "proc", "tys", "br", "ub.r", "n.e", "p.n.e"],
    going_on: &["np", "tzn", "m.in", "tj", "wg", "ws", "ds", "zob", "por"],
    of_saying: &["powiedział", "powiedziała", "mówi", "zapytał", "dodał", "odpowiedział", "wyjaśnia", "podkreśla"],
};

#[rustfmt::skip]
const PORTUGUESE: Words = Words {
    starters: &[
        "A", "Além", "Ainda", "Ao", "Aos", "Apesar", "As", "Após", "Até", "Com", "Como", "Da", "Das", "De", "Depois",
        "Do", "Dos", "E", "É", "Ela", "Elas", "Ele", "Eles", "Em", "Entre", "Essa", "Esse", "Esta", "Este", "Eu", "Foi",
        "Há", "Isso", "Já", "Mas", "Muitos", "Na", "Não", "No", "Nos", "Nós", "O", "Onde", "Os", "Ou", "Para", "Pela",
        "Pelo", "Por", "Porque", "Quando", "Que", "Quem", "Se", "Segundo", "Sem", "Seu", "Sua", "Também", "Um", "Uma",
    ],
    before_names: &["sr", "sra", "srs", "srta", "dr", "dra", "prof", "profa", "gov", "dep", "sen", "eng", "gen", "cel", "cap", "ten", "pe", "d", "av", "r", "v", "exmo", "sto", "sta", "sp"],
    before_numbers: &["n", "nº", "n°", "n.º", "seg", "ter", "qua", "qui", "sex", "sáb", "dom", "art", "arts", "séc", "sécs", "vols", "caps", "figs", "pág", "págs", "p", "pp", "vol", "cap", "fig", "tel", "inc", "aprox", "apto", "máx", "mín", "av", "r", "rod", "pça", "estr", "al", "sl", "cond"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["etc"],
    may_close: &["a.c", "d.c", "s.a", "ltda", "cia"],
    going_on: &["p.ex", "p. ex", "cf"],
    of_saying: &["disse", "diz", "perguntou", "respondeu", "afirmou", "explicou", "acrescentou"],
};

#[rustfmt::skip]
const UKRAINIAN: Words = Words {
    starters: &[
        "А", "Або", "Але", "Був", "Було", "В", "Вже", "Ви", "Від", "Він", "Вона", "Вони", "Втім", "Де", "Для", "До",
        "За", "З", "Зараз", "І", "Й", "Його", "Її", "Їх", "Коли", "Лише", "Ми", "На", "Наш", "Не", "Оскільки", "Однак",
        "Під", "Після", "Понад", "При", "Про", "Проте", "Сьогодні", "Та", "Так", "Також", "Там", "Те", "Тепер", "Ти",
        "То", "Тому", "У", "Хто", "Це", "Цей", "Ці", "Цього", "Ця", "Чи", "Чому", "Що", "Щоб", "Я", "Як", "Якщо",
        "Потім", "Тоді", "Згодом", "Пізніше", "Усі", "Всі", "Усе", "Все", "Тут", "Ще", "Щойно", "Нині", "Торік", "Якби",
        "Навіть", "Крім", "Серед", "Через",
    ],
    before_names: &["др", "проф", "акад", "ген", "полк", "св", "о", "ім", "вул", "просп", "пл", "м", "с", "пан", "гр"],
    before_numbers: &["№", "ст", "п", "с", "ч", "стор", "рис", "табл", "т", "бл", "прибл", "тел", "буд", "кв", "пн", "вт", "ср", "чт", "пт", "сб", "нд"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["т. д", "т.д", "т. п", "т.п", "та ін", "грн", "коп"],
    may_close: &["р", "рр", "ст", "год", "хв", "тис", "обл"],
    going_on: &["напр", "тобто"],
    of_saying: &["сказав", "сказала", "каже", "запитав", "додав", "відповів", "пояснив", "заявив", "зазначив"],
};

#[rustfmt::skip]
const RUSSIAN: Words = Words {
    starters: &[
        "А", "Без", "Был", "Было", "В", "Вот", "Вы", "Все", "Где", "Для", "До", "Ещё", "Его", "Её", "Если", "За", "И",
        "Из", "Или", "Их", "К", "Как", "Когда", "Кто", "Мы", "На", "Наш", "Не", "Но", "О", "Об", "Однако", "Он", "Она",
        "Они", "От", "По", "Под", "После", "При", "С", "Сейчас", "Сегодня", "Так", "Также", "Там", "Теперь", "То",
        "Только", "Ты", "У", "Уже", "Что", "Чтобы", "Эта", "Эти", "Это", "Этот", "Я", "Потом", "Тогда", "Позже", "Всё",
        "Тут", "Даже", "Кроме", "Среди", "Через",
    ],
    before_names: &["др", "проф", "акад", "ген", "св", "им", "ул", "пр", "пл", "г", "гр", "тов"],
    before_numbers: &["№", "ст", "п", "стр", "с", "рис", "табл", "т", "гл", "ок", "тел"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["т. д", "т.д", "т. п", "т.п", "и др", "руб", "коп"],
    may_close: &["г", "гг", "в", "вв", "тыс", "обл"],
    going_on: &["т.е", "т. е", "напр"],
    of_saying: &["сказал", "сказала", "спросил", "спросила", "ответил", "добавил", "заявил", "говорит", "отметил"],
};

#[rustfmt::skip]
const DANISH: Words = Words {
    starters: &[
        "Alle", "At", "Da", "De", "Den", "Denne", "Der", "Deres", "Det", "Dette", "Disse", "Du", "Efter", "En", "Er",
        "Et", "For", "Fra", "Før", "Han", "Hans", "Har", "Hendes", "Her", "Hun", "Hvad", "Hvem", "Hver", "Hvis", "Hvor",
        "Hvorfor", "Hvordan", "Hvornår", "I", "Ifølge", "Ikke", "Ingen", "Jeg", "Kan", "Man", "Mange", "Med", "Men",
        "Min", "Når", "Nu", "Og", "Om", "Over", "På", "Selv", "Som", "Så", "Til", "Under", "Ved", "Vi",
    ],
    before_names: &["hr", "fr", "dr", "prof", "skt", "sct", "gl", "st", "adv", "ing"],
    before_numbers: &["nr", "art", "s", "kap", "stk", "fig", "ca", "tlf", "kl"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &[],
    days: &[],
    closing: &["osv", "etc", "m.m"],
    may_close: &[],
    going_on: &["f.eks", "bl.a", "dvs"],
    of_saying: &["sagde", "siger", "spurgte", "svarede", "skrev", "fortæller", "udtaler"],
};

#[rustfmt::skip]
const SWEDISH: Words = Words {
    starters: &[
        "Alla", "Att", "De", "Den", "Denna", "Deras", "Det", "Detta", "Dessa", "Du", "Efter", "En", "Enligt", "Ett",
        "För", "Från", "Han", "Hans", "Har", "Hennes", "Här", "Hon", "Hur", "I", "Inte", "Ingen", "Jag", "Kan", "Man",
        "Många", "Med", "Men", "Min", "När", "Nu", "Och", "Om", "På", "Som", "Så", "Till", "Under", "Vad", "Var",
        "Varför", "Vem", "Vi", "Vid", "Är",
    ],
    before_names: &["dr", "prof", "s:t", "st", "ing", "fr", "hr"],
    before_numbers: &["nr", "art", "s", "kap", "fig", "ca", "tel", "kl"],
    before_ordinals: &[],
    months: &[],
    ordered: &[],
    plain_words: &["det", "hon"],
    days: &[],
    closing: &["osv", "etc", "m.m"],
    may_close: &[],
    going_on: &["t.ex", "bl.a", "dvs"],
    of_saying: &["sade", "säger", "sa", "frågade", "frågar", "svarade", "skrev", "skriver", "berättar"],
};
