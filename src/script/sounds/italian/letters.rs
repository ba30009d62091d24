//! An Italian word's letters as sounds, in espeak-ng's signs.

use unicode_normalization::UnicodeNormalization as _;

use super::stress::{bare, is_open, is_vowel, stress};

/// The sounds of a word.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) signs: Vec<&'static str>,
    /// Which of them is stressed.
    pub(super) stressed: Option<usize>,
}

/// Parts of words in which zz and z are voiced where the letters around do not say it.
const VOICED_ZZ: &[&str] =
    &["mezz", "azzurr", "azzard", "azzer", "magazz", "orizzont", "rozz", "dozzin", "lazzar", "bizzarr"];
const VOICED_Z: &[&str] = &[
    "zanz", "romanz", "bronz", "pranz", "garz", "enzim", "bizant", "zenz", "azot", "gonz", "melanz", "barzel", "azer",
    "perizom", "aziend", "tanzan", "ozon",
];
/// What stands before -izz- where it is voiceless: indirizzo, schizzo, guizzo; in realizzare and its like it is voiced.
const VOICELESS_IZZ: &[&str] = &["indir", "sch", "str", "sv", "gu", "dr", "fr", "gh"];
/// First parts of words after which s begins one and is voiceless.
const BEFORE_S: &[&str] = &["sotto", "ultra", "termo", "gira", "auto", "reggi", "contro", "anti", "video"];
/// Words that begin with an h that is not said; in others, which are foreign, it is.
const MUTE_H: &[&str] = &["ha", "hai", "hanno", "ho", "hotel", "hobby", "hobbies"];
/// Beginnings with a j that is said as i.
const J_AS_I: &[&str] = &["jug", "jun", "juv", "jac", "joni", "jori"];

/// Returns the sounds of a word of small letters, said as one with an elided one before it: `dell` and `uomo`; names are
/// stressed otherwise.
pub(super) fn word(elided: &str, own: &str, is_name: bool) -> Word {
    let elided: Vec<char> = elided.chars().flat_map(plain).collect();
    let own: Vec<char> = own.chars().flat_map(plain).collect();
    let stress = stress(&own, is_name);
    let open = stress.is_some_and(|stress| is_open(&own, stress));
    let letters: Vec<char> = elided.iter().chain(&own).copied().map(bare).collect();
    let text = letters.iter().collect();
    let stressed = stress.map(|stress| elided.len() + stress.at);
    let mut reader = Reader { letters, text, stressed, open, at: 0, word: Word::default() };
    while reader.at < reader.letters.len() {
        reader.step();
    }
    reader.soften_r();
    reader.word
}

/// Returns a letter as Italian ones, without marks that Italian has not.
fn plain(letter: char) -> Vec<char> {
    match letter {
        'ñ' => vec!['g', 'n'],
        'ç' | 'ß' | 'š' | 'ş' => vec!['s'],
        'ø' => vec!['o'],
        'ł' => vec!['l'],
        'đ' => vec!['d'],
        'æ' => vec!['e'],
        _ if bare(letter) != letter => vec![letter],
        _ => letter.nfd().filter(char::is_ascii_lowercase).collect(),
    }
}

/// Reads a word letter by letter.
struct Reader {
    letters: Vec<char>,
    text: String,
    /// The letter that has the stress, and whether it is said open.
    stressed: Option<usize>,
    open: bool,
    at: usize,
    word: Word,
}

impl Reader {
    /// Returns a letter ahead; a space behind the last.
    fn ahead(&self, by: usize) -> char {
        self.letters.get(self.at + by).copied().unwrap_or(' ')
    }

    /// Returns the letter before; a space before the first.
    fn before(&self) -> char {
        self.at.checked_sub(1).map_or(' ', |at| self.letters[at])
    }

    /// Returns the letters from the next one on.
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Returns the letters before.
    fn done(&self) -> &str {
        &self.text[..self.at]
    }

    fn last_sign(&self) -> &'static str {
        self.word.signs.last().copied().unwrap_or("")
    }

    /// Adds a sound for so many letters.
    fn say(&mut self, sign: &'static str, letters: usize) {
        self.word.signs.push(sign);
        self.at += letters;
    }

    fn step(&mut self) {
        let letter = self.ahead(0);
        match letter {
            'a' | 'e' | 'i' | 'o' | 'u' => self.vowel(letter),
            'c' | 'g' => self.velar(letter),
            's' => self.s(),
            'z' => self.z(),
            'h' if self.at == 0 && is_vowel(self.ahead(1)) && !MUTE_H.contains(&&*self.text) => self.say("h", 1),
            'h' => self.at += 1,
            'j' if self.at == 0 && !J_AS_I.iter().any(|start| self.text.starts_with(start)) => self.say("d^ʒ", 1),
            'p' if self.ahead(1) == 'h' => self.say("f", 2),
            'x' => {
                self.say("k", 0);
                self.say("s", 1);
            }
            'y' => self.y(),
            'n' if self.ahead(1) == 'g' && !matches!(self.ahead(2), 'e' | 'i' | 'n') => self.say("ŋ", 1),
            _ if letter == self.ahead(1) => self.double(letter),
            _ => self.say(single(letter), 1),
        }
    }

    /// Says a consonant that is written twice.
    fn double(&mut self, letter: char) {
        match letter {
            'p' => self.say("pː", 2),
            't' => self.say("tː", 2),
            'b' => self.say("bː", 2),
            'd' => self.say("dː", 2),
            'k' => self.say("kː", 2),
            'r' => {
                self.say("r", 1);
                self.say("ɾ", 1);
            }
            _ => {
                self.say(single(letter), 1);
                self.say(single(letter), 1);
            }
        }
    }

    fn vowel(&mut self, letter: char) {
        let is_stressed = self.stressed == Some(self.at);
        let next = self.ahead(1);
        let is_last = self.at + 1 == self.letters.len();
        if is_stressed {
            self.word.stressed = Some(self.word.signs.len());
        }
        let sign = match letter {
            'i' if !is_stressed && is_vowel(next) => self.glide(),
            'i' if !is_stressed && is_last && (!is_vowel(self.before()) || self.last_sign() == "w") => "ɪ",
            'u' if !is_stressed && is_vowel(next) && matches!(self.before(), 'q' | 'g' | 'k') => "w",
            'u' if !is_stressed && self.at == 0 && next == 'o' => "w",
            'u' if !is_stressed || self.before() == 'a' => "ʊ",
            'e' if is_stressed && self.open => "ɛ",
            'o' if is_stressed && self.open => "ɔ",
            'a' => "a",
            'e' => "e",
            'i' => "i",
            'o' => "o",
            _ => "u",
        };
        self.say(sign, 1);
        if letter == 'a' && next == 'i' && self.at + 1 == self.letters.len() && self.stressed != Some(self.at) {
            self.say("j", 1);
        }
    }

    /// Returns how i is said before another vowel: as a vowel of its own in some places.
    fn glide(&self) -> &'static str {
        let (sign, rest) = (self.last_sign(), self.rest());
        let before_stress = self.stressed == Some(self.at + 1);
        let is_own = match sign {
            "" => false,
            "r" | "ɾ" | "l" => true,
            _ if rest == "ia" || rest == "io" => self.word.stressed.is_some(),
            "t^s" if rest == "ione" || rest == "ioni" => true,
            "t^s" if rest.starts_with("ional") && self.stressed == Some(self.at + 3) => true,
            "z" if rest == "ione" || rest == "ioni" => true,
            "v" if before_stress && self.at > 1 && matches!(self.letters[self.at - 2], 'v' | 'n') => true,
            "k" => false,
            _ => {
                let ier = rest.len() == 4 && rest.starts_with("ier");
                before_stress && (ier || rest.starts_with("ient"))
            }
        };
        if is_own { "i" } else { "j" }
    }

    fn y(&mut self) {
        if self.stressed == Some(self.at) {
            self.word.stressed = Some(self.word.signs.len());
        }
        let is_last = self.at + 1 == self.letters.len();
        let sign = match self.stressed == Some(self.at) {
            true => "i",
            false if is_vowel(self.ahead(1)) => "j",
            false if is_last => "ɪ",
            false => "i",
        };
        self.say(sign, 1);
    }

    /// Says c and g, once or twice, with the h and i that make them hard or soft.
    fn velar(&mut self, letter: char) {
        if letter == 'g' && (self.gli() || self.gn()) {
            return;
        }
        let count = 1 + usize::from(self.ahead(1) == letter);
        let [hard, hard_twice, soft, soft_twice] = match letter {
            'c' => ["k", "kː", "t^ʃ", "t^ʃː"],
            _ => ["ɡ", "ɡː", "d^ʒ", "d^ʒː"],
        };
        let (hard, soft) = if count == 2 { (hard_twice, soft_twice) } else { (hard, soft) };
        match self.ahead(count) {
            'h' if letter == 'c' && matches!(self.ahead(count + 1), 'a' | 'o' | 'u') => self.say(soft, count + 1),
            'h' => self.say(hard, count + 1),
            'e' | 'i' => self.soft(soft, count),
            'q' if letter == 'c' => self.say("kː", 2),
            _ => self.say(hard, count),
        }
    }

    /// Says a soft consonant; an i behind it is not said before another vowel, unless it is stressed.
    fn soft(&mut self, sign: &'static str, letters: usize) {
        let mute =
            self.ahead(letters) == 'i' && is_vowel(self.ahead(letters + 1)) && self.stressed != Some(self.at + letters);
        self.say(sign, letters + usize::from(mute));
    }

    fn gli(&mut self) -> bool {
        let rest = self.rest();
        let hard = ["glic", "glif", "glig"].iter().any(|start| rest.starts_with(start));
        let is_one = rest.starts_with("gli") && !hard && (self.at > 0 || rest.len() == 3 || is_vowel(self.ahead(3)));
        if is_one {
            self.soft("ʎ", 2);
        }
        is_one
    }

    fn gn(&mut self) -> bool {
        let is_one = self.ahead(1) == 'n';
        if is_one {
            let long = self.at > 0 && self.stressed == Some(self.at - 1);
            self.soft(if long { "ɲɲ" } else { "ɲ" }, 2);
        }
        is_one
    }

    fn s(&mut self) {
        let next = self.ahead(1);
        match next {
            'c' if matches!(self.ahead(2), 'e' | 'i') => self.soft("ʃ", 2),
            's' => self.say("s^s", 2),
            'h' => self.say("ʃ", 2),
            _ if is_vowel(self.before()) && is_vowel(next) => {
                let begins = BEFORE_S.iter().any(|part| self.done().ends_with(part));
                self.say(if begins { "s" } else { "z" }, 1);
            }
            'b' | 'd' | 'g' | 'v' | 'm' | 'n' | 'l' | 'r' => self.say("z", 1),
            _ => self.say("s", 1),
        }
    }

    fn z(&mut self) {
        let is_in = |parts: &[&str]| parts.iter().any(|part| self.text.contains(part));
        if self.ahead(1) == 'z' {
            let stem = self.done().strip_suffix('i').filter(|stem| stem.len() > 1);
            let izz = stem.is_some_and(|stem| !VOICELESS_IZZ.iter().any(|end| stem.ends_with(end)));
            let voiced = izz || is_in(VOICED_ZZ);
            return self.say(if voiced { "d^zː" } else { "t^sː" }, 2);
        }
        let here = |part: &&str| {
            let own = part.rfind('z').unwrap_or(0);
            self.text.find(*part).is_some_and(|start| start + own == self.at)
        };
        let voiced = self.at == 0 || VOICED_Z.iter().any(here);
        self.say(if voiced { "d^z" } else { "t^s" }, 1);
    }

    /// Says r as a tap where espeak-ng does: between two a, and before a vowel at the end that has an accent.
    fn soften_r(&mut self) {
        let ends_in_accent = self.stressed.is_some_and(|at| at + 1 == self.letters.len());
        let signs = &mut self.word.signs;
        for at in 1..signs.len().saturating_sub(1) {
            let is_between = signs[at - 1] == "a" && signs[at + 1] == "a";
            let is_before_accent = ends_in_accent && at + 2 == signs.len() && is_vowel_sign(signs[at - 1]);
            if signs[at] == "r" && (is_between || is_before_accent) {
                signs[at] = "ɾ";
            }
        }
    }
}

fn is_vowel_sign(sign: &str) -> bool {
    matches!(sign, "a" | "e" | "i" | "o" | "u" | "ʊ" | "ɛ" | "ɔ")
}

/// Returns the sound of a letter that always has the same.
fn single(letter: char) -> &'static str {
    match letter {
        'b' => "b",
        'd' => "d",
        'f' => "f",
        'j' => "j",
        'k' | 'q' => "k",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'p' => "p",
        'r' => "r",
        't' => "t",
        'v' => "v",
        _ => "w",
    }
}
