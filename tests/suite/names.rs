//! Names by the spelling of their language, beside what espeak-ng says: `ALOUD_NAMES` is a folder with a file a language (`de.txt`),
//! a name a line, or a word in small letters. Length and how a sound is written are not compared, stress is told apart.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use aloud::language::Language;
use aloud::script::sounds::{LANGUAGES, ipa};

use crate::bench::{environment, skip};

/// Signs that stand for one sound, or for sounds that no reader of another language tells apart.
#[rustfmt::skip]
const SAME: &[(&str, &str)] = &[
    ("eɪŋ", "ẽ"), ("ɐ̃ŋ", "ã"), ("ɐ̃m", "ã"), ("ɪŋ", "ĩ"), ("oŋ", "õ"), ("ʊ̃", "u"), ("ɐ̃", "ã"), ("ɔ̃", "O"), ("ɑ̃", "A"), ("ɛ̃", "E"), ("œ̃", "E"),
    ("ɜ", "ɐ"), ("ʋ", "v"), ("r̝", "ř"), ("ɦ", "h"), ("ɒ", "a"), ("ʌ", "a"), ("ɯ", "i"), ("ɫ", "l"), ("æ", "a"), ("ɟ", "d"), ("c", "t"), ("ɡ", "g"),
    ("ɾ", "r"), ("ʁ", "r"), ("ɹ", "r"), ("ɛ", "e"), ("ɔ", "o"), ("ɪ", "i"), ("ʊ", "u"), ("ʏ", "y"), ("œ", "ø"), ("ɑ", "a"), ("ɐ", "a"), ("ʃ", "ʂ"),
    ("ɕ", "ʂ"), ("ʑ", "ʐ"), ("ʒ", "ʐ"), ("ɲ", "ni"), ("ŋ", "n"), ("β", "b"), ("ð", "d"), ("ɣ", "g"), ("ʎ", "li"), ("ə", "e"), ("ɨ", "i"), ("ʲ", "i"),
    ("j", "i"), ("w", "u"), ("ɥ", "y"),
];

/// Writes sounds so that only those differ that are heard.
fn plain(sounds: &str) -> String {
    let bare: String = sounds.chars().filter(|sign| !"^͡ːˈˌ- ".contains(*sign)).collect();
    let mut plain = SAME.iter().fold(bare, |sounds, (theirs, ours)| sounds.replace(theirs, ours));
    let mut before = None;
    plain.retain(|sign| before.replace(sign) != Some(sign));
    plain
}

/// Returns how many vowels there are from the stressed one on.
fn from_stress(sounds: &str) -> Option<usize> {
    let (_, rest) = sounds.split_once('ˈ')?;
    // Some write the mark before the vowel, some before its syllable.
    let rest = rest.trim_start_matches(|sign: char| !"aeiouyøœæɑɒɐɛɔɪʊʏɨɯ".contains(sign));
    Some(plain(rest).chars().filter(|sign| "aeiouyøOAE".contains(*sign)).count())
}

/// Asks espeak-ng for the sounds of names, a line each.
fn espeak(names: &[&str], language: &str) -> Vec<String> {
    let voice = match language {
        "fr" => "fr-fr",
        "pt" => "pt-br",
        other => other,
    };
    let mut process = Command::new("espeak-ng");
    process.args(["-q", "--ipa", "-v", voice]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = process.spawn().expect("espeak-ng is installed");
    let text = names.join("\n");
    let mut stdin = process.stdin.take().unwrap();
    let writing = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = process.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap().trim_end().lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
#[ignore = "it asks espeak-ng for thousands of names that are not in the repository"]
fn names_sound_as_espeak_says_them() {
    let Some(folder) = environment("ALOUD_NAMES") else { return skip("ALOUD_NAMES names no folder") };
    for (language, _) in LANGUAGES {
        let Ok(text) = fs::read_to_string(format!("{folder}/{language}.txt")) else { continue };
        let names: Vec<&str> = text.lines().collect();
        let told = espeak(&names, language);
        assert_eq!(told.len(), names.len());
        let tag = Language::parse(language).unwrap();
        // Names that it takes for another language's are marked by a bracket.
        let pairs = names.iter().zip(&told).filter(|(_, told)| !told.contains('('));
        let is_same = |(name, told): &(&&str, &String)| plain(&ipa(name, &tag).unwrap_or_default()) == plain(told);
        let stressed =
            |(name, told): &(&&str, &String)| from_stress(&ipa(name, &tag).unwrap_or_default()) == from_stress(told);
        let (all, same) = (pairs.clone().count(), pairs.clone().filter(is_same).count());
        let (stressed, percent) = (pairs.filter(stressed).count(), |count: usize| 100.0 * count as f64 / all as f64);
        eprintln!("{language}: {same} of {all} names, {:.1} %; stress of {:.1} %", percent(same), percent(stressed));
        assert!(same * 10 >= all * 6, "{language}");
    }
}
