//! Portuguese numbers in words: cardinals of Brazil and of Europe, ordinals, fractions.

use super::super::grammar::{Gender, Gender::*};

const SMALL: [&str; 20] = [
    "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
    "quatorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove",
];
/// The numbers that Europe spells and says otherwise.
const IN_EUROPE: [(u64, &str); 4] = [(14, "catorze"), (16, "dezasseis"), (17, "dezassete"), (19, "dezanove")];
const TENS: [&str; 10] =
    ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];
const HUNDREDS: [&str; 10] = [
    "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos",
    "novecentos",
];
const ORDINALS: [&str; 10] =
    ["", "primeiro", "segundo", "terceiro", "quarto", "quinto", "sexto", "sétimo", "oitavo", "nono"];
const ORDINAL_TENS: [&str; 10] = [
    "", "décimo", "vigésimo", "trigésimo", "quadragésimo", "quinquagésimo", "sexagésimo", "septuagésimo", "octogésimo",
    "nonagésimo",
];
const ORDINAL_HUNDREDS: [&str; 10] = [
    "",
    "centésimo",
    "ducentésimo",
    "trecentésimo",
    "quadringentésimo",
    "quingentésimo",
    "sexcentésimo",
    "septingentésimo",
    "octingentésimo",
    "nongentésimo",
];

/// How numbers are said, by where Portuguese is spoken.
struct Usage {
    /// The numbers that are said otherwise than in Brazil.
    own: &'static [(u64, &'static str)],
    scales: &'static [(u64, &'static str, &'static str)],
}

const BRAZIL: Usage = Usage {
    own: &[],
    scales: &[
        (1_000_000_000_000, "trilhão", "trilhões"),
        (1_000_000_000, "bilhão", "bilhões"),
        (1_000_000, "milhão", "milhões"),
    ],
};
/// In Europe a thousand millions have no word of their own.
const EUROPE: Usage = Usage {
    own: &IN_EUROPE,
    scales: &[(1_000_000_000_000, "bilião", "biliões"), (1_000_000, "milhão", "milhões")],
};

/// Says a cardinal number as in Brazil.
pub(super) fn cardinal(number: u64, gender: Option<Gender>) -> String {
    BRAZIL.cardinal(number, gender)
}

/// Says a cardinal number as in Europe.
pub(super) fn european(number: u64, gender: Option<Gender>) -> String {
    EUROPE.cardinal(number, gender)
}

/// Spells the words of the tables and the rules as Europe says them: "quilómetros", "século dezasseis".
pub(in super::super) fn as_in_europe(mut said: String) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("ilômetro", "ilómetro"),
        ("sociedade anônima", "sociedade anónima"),
        ("quatorze", "catorze"),
        ("dezesseis", "dezasseis"),
        ("dezessete", "dezassete"),
        ("dezenove", "dezanove"),
    ];
    for (brazilian, european) in WORDS {
        if said.contains(brazilian) {
            said = said.replace(brazilian, european);
        }
    }
    said
}

impl Usage {
    fn cardinal(&self, number: u64, gender: Option<Gender>) -> String {
        let mut groups: Vec<(u64, String)> = Vec::new();
        let mut rest = number;
        for (scale, one, many) in self.scales {
            match rest / scale {
                0 => {}
                1 => groups.push((1, format!("um {one}"))),
                count => groups.push((count, format!("{} {many}", self.cardinal(count, None)))),
            }
            rest %= scale;
        }
        let feminine = gender == Some(Feminine);
        match rest / 1000 {
            0 => {}
            1 => groups.push((1, "mil".to_owned())),
            count => groups.push((count, format!("{} mil", self.below_thousand(count, feminine)))),
        }
        if !rest.is_multiple_of(1000) || number == 0 {
            groups.push((rest % 1000, self.below_thousand(rest % 1000, feminine)));
        }
        joined(&groups)
    }

    fn below_thousand(&self, number: u64, feminine: bool) -> String {
        if number == 100 {
            return "cem".to_owned();
        }
        let mut words = Vec::new();
        let (hundreds, rest) = (number / 100, number % 100);
        if hundreds > 0 {
            let hundred = HUNDREDS[hundreds as usize];
            words.push(if feminine { hundred.replace("os", "as") } else { hundred.to_owned() });
        }
        match (rest / 10, rest % 10) {
            (0, 0) if hundreds > 0 => {}
            (0 | 1, _) => words.push(self.small(rest, feminine)),
            (tens, ones) => {
                words.push(TENS[tens as usize].to_owned());
                if ones > 0 {
                    words.push(self.small(ones, feminine));
                }
            }
        }
        words.join(" e ")
    }

    fn small(&self, number: u64, feminine: bool) -> String {
        let own = self.own.iter().find(|(own, _)| *own == number).map(|(_, word)| *word);
        let word = match number {
            1 if feminine => "uma",
            2 if feminine => "duas",
            _ => own.unwrap_or(SMALL[number as usize]),
        };
        word.to_owned()
    }
}

/// Joins groups of three figures: the last one with "e" where it is a round hundred or below.
fn joined(groups: &[(u64, String)]) -> String {
    let mut said = String::new();
    for (index, (value, words)) in groups.iter().enumerate() {
        if index > 0 {
            let last = index + 1 == groups.len();
            said.push_str(if last && (*value < 100 || value % 100 == 0) { " e " } else { " " });
        }
        said.push_str(words);
    }
    said
}

/// Returns an ordinal below a thousand, in a gender: "vigésima primeira".
pub(super) fn nth(number: u64, gender: Gender) -> Option<String> {
    let number = usize::try_from(number).ok().filter(|number| (1..1000).contains(number))?;
    let rest = number % 100;
    let words = [ORDINAL_HUNDREDS[number / 100], ORDINAL_TENS[rest / 10], ORDINALS[rest % 10]];
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let bent = |word: &&str| match word.strip_suffix('o') {
        Some(stem) if gender == Feminine => format!("{stem}a"),
        _ => (*word).to_owned(),
    };
    Some(words.iter().map(bent).collect::<Vec<_>>().join(" "))
}

/// Says a fraction: "um terço", "três quartos", "cinco doze avos".
pub(super) fn fraction(over: u64, under: u64) -> String {
    let many = if over > 1 { "s" } else { "" };
    let above = cardinal(over, Some(Masculine));
    match under {
        2 => format!("{above} meio{many}"),
        3 => format!("{above} terço{many}"),
        4..=10 | 100 => format!("{above} {}{many}", nth(under, Masculine).unwrap_or_default()),
        _ => format!("{above} {} avo{many}", cardinal(under, None)),
    }
}
