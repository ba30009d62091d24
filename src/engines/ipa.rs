//! The International Phonetic Alphabet as misaki's American phonemes, which the built-in voices' networks read.

/// IPA beside misaki's sign for the nearest American sound, the longest first where one begins like another. What English
/// lacks becomes what its newsreaders say instead ("Bach" with k, "Jürgen" with u). Signs of misaki's own map to themselves.
///
/// After the tables in misaki's EN_PHONES.md (Apache-2.0): diphthongs are one capital, affricates one letter, no length.
#[rustfmt::skip]
const SOUNDS: &[(&str, &str)] = &[
    ("t͡ʃ", "ʧ"), ("t͜ʃ", "ʧ"), ("tʃ", "ʧ"), ("ʧ", "ʧ"), ("t͡ɕ", "ʧ"), ("tɕ", "ʧ"), ("ʨ", "ʧ"), ("t͡ʂ", "ʧ"), ("ʈʂ", "ʧ"), ("tʂ", "ʧ"),
    ("d͡ʒ", "ʤ"), ("d͜ʒ", "ʤ"), ("dʒ", "ʤ"), ("ʤ", "ʤ"), ("d͡ʑ", "ʤ"), ("dʑ", "ʤ"), ("ʥ", "ʤ"), ("dʐ", "ʤ"), ("ɟ", "ʤ"),
    ("t͡s", "ts"), ("ʦ", "ts"), ("d͡z", "dz"), ("ʣ", "dz"),
    ("eɪ", "A"), ("ei", "A"), ("ej", "A"), ("ɛɪ", "A"), ("aɪ", "I"), ("ai", "I"), ("aj", "I"), ("ɑɪ", "I"),
    ("aʊ", "W"), ("au", "W"), ("aw", "W"), ("ɑʊ", "W"), ("oʊ", "O"), ("əʊ", "O"), ("ou", "O"), ("ow", "O"),
    ("ɔɪ", "Y"), ("ɔi", "Y"), ("oɪ", "Y"), ("ɔʏ", "Y"), ("ɔʊ", "O"),
    ("ɑ̃", "ɑn"), ("ã", "ɑn"), ("ɔ̃", "ɔn"), ("õ", "On"), ("ɛ̃", "æn"), ("ẽ", "An"), ("œ̃", "ʌn"), ("ɐ̃", "ʌn"), ("ĩ", "in"), ("ũ", "un"), ("r̝", "ɹʒ"),
    ("ɜːr", "ɜɹ"), ("ɜːɹ", "ɜɹ"), ("ɜr", "ɜɹ"), ("ɜɹ", "ɜɹ"), ("ɝ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɜ", "ɜ"), ("ɚ", "əɹ"),
    ("ɛər", "ɛɹ"), ("ɛəɹ", "ɛɹ"), ("ɪər", "ɪɹ"), ("ɪəɹ", "ɪɹ"), ("ʊər", "ʊɹ"), ("ʊəɹ", "ʊɹ"), ("l̩", "ᵊl"), ("n̩", "ᵊn"), ("m̩", "ᵊm"),
    ("i", "i"), ("y", "u"), ("ɨ", "ɪ"), ("ʉ", "u"), ("ɯ", "u"), ("u", "u"), ("ɪ", "ɪ"), ("ʏ", "ʊ"), ("ʊ", "ʊ"),
    ("e", "A"), ("ø", "ɜ"), ("ɘ", "ə"), ("ɵ", "ə"), ("ɤ", "ʌ"), ("o", "O"), ("ə", "ə"), ("ɛ", "ɛ"), ("œ", "ɜ"), ("ʌ", "ʌ"),
    ("ɔ", "ɔ"), ("æ", "æ"), ("ɐ", "ə"), ("a", "ɑ"), ("ɑ", "ɑ"), ("ɒ", "ɑ"), ("ᵻ", "ᵻ"), ("ᵊ", "ᵊ"),
    ("A", "A"), ("I", "I"), ("O", "O"), ("W", "W"), ("Y", "Y"),
    ("p", "p"), ("b", "b"), ("t", "t"), ("d", "d"), ("ʈ", "t"), ("ɖ", "d"), ("c", "k"), ("k", "k"), ("ɡ", "ɡ"), ("g", "ɡ"),
    ("q", "k"), ("ɢ", "ɡ"), ("m", "m"), ("ɱ", "m"), ("n", "n"), ("ɳ", "n"), ("ɲ", "nj"), ("ŋ", "ŋ"), ("ɴ", "ŋ"), ("r", "ɹ"),
    ("ɹ", "ɹ"), ("ɾ", "T"), ("T", "T"), ("ɽ", "ɹ"), ("ɻ", "ɹ"), ("ʀ", "ɹ"), ("ʁ", "ɹ"), ("ɸ", "f"), ("β", "b"), ("f", "f"),
    ("v", "v"), ("θ", "θ"), ("ð", "ð"), ("s", "s"), ("z", "z"), ("ʃ", "ʃ"), ("ʒ", "ʒ"), ("ʂ", "ʃ"), ("ʐ", "ʒ"), ("ɕ", "ʃ"),
    ("ʑ", "ʒ"), ("ç", "h"), ("ʝ", "j"), ("x", "h"), ("ɣ", "ɡ"), ("χ", "h"), ("ħ", "h"), ("h", "h"), ("ɦ", "h"), ("ʍ", "w"),
    ("w", "w"), ("ʋ", "v"), ("ɰ", "w"), ("j", "j"), ("ɥ", "w"), ("l", "l"), ("ɫ", "l"), ("ɭ", "l"), ("ʎ", "lj"), ("ɬ", "l"),
];

/// The sounds a stress mark goes before: misaki marks the vowel, IPA the syllable.
const VOWELS: &str = "AIOWYæɑɔəɛɜɪiʊuʌᵊᵻ";

/// Returns misaki's phonemes for IPA; marks that have none (length, tone, syllable breaks) are left out.
pub(super) fn misaki(ipa: &str) -> String {
    let mut phonemes = String::new();
    let mut stress = None;
    let mut rest = ipa;
    while let Some(first) = rest.chars().next() {
        if let Some((sign, sounds)) = sound(rest) {
            for sound in sounds.chars() {
                if VOWELS.contains(sound) {
                    phonemes.extend(stress.take());
                }
                phonemes.push(sound);
            }
            rest = &rest[sign.len()..];
            continue;
        }
        match first {
            'ˈ' | 'ˌ' => stress = Some(first),
            ' ' if !phonemes.is_empty() => phonemes.push(' '),
            _ => {}
        }
        rest = &rest[first.len_utf8()..];
    }
    // A name is never without stress; a dictionary leaves it out where there is one syllable.
    match phonemes.find(|sound| VOWELS.contains(sound)) {
        Some(first) if !phonemes.contains('ˈ') => phonemes.insert(first, 'ˈ'),
        _ => {}
    }
    phonemes.trim_end().to_owned()
}

/// Returns phonemes of misaki's in IPA, as they could stand in a lexicon.
pub(super) fn from_misaki(phonemes: &str) -> String {
    let mut ipa = String::new();
    for phoneme in phonemes.chars() {
        match phoneme {
            'A' => ipa.push_str("eɪ"),
            'I' => ipa.push_str("aɪ"),
            'O' => ipa.push_str("oʊ"),
            'W' => ipa.push_str("aʊ"),
            'Y' => ipa.push_str("ɔɪ"),
            'ʤ' => ipa.push_str("dʒ"),
            'ʧ' => ipa.push_str("tʃ"),
            'T' => ipa.push('ɾ'),
            'ᵊ' => ipa.push('ə'),
            other => ipa.push(other),
        }
    }
    ipa
}

/// Returns the longest sign of the table that a text begins with. At a word's end English says k for the sounds of "Bach" and
/// "ich", elsewhere h.
fn sound(text: &str) -> Option<(&'static str, &'static str)> {
    let (sign, sounds) =
        SOUNDS.iter().filter(|(sign, _)| text.starts_with(sign)).max_by_key(|(sign, _)| sign.len()).copied()?;
    let ends = text[sign.len()..].chars().next().is_none_or(|next| !next.is_alphabetic());
    Some((sign, if ends && matches!(sign, "x" | "χ" | "ç") { "k" } else { sounds }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipa_becomes_the_phonemes_misaki_writes() {
        // The right side is what misaki's own lexicon has for these words.
        for (ipa, phonemes) in [
            ("ˈkiːjɪv", "kˈijɪv"),
            ("zəˈlɛnski", "zəlˈɛnski"),
            ("ˈʊərsələ", "ˈʊɹsələ"),
            ("ˈtʃeɪndʒ", "ʧˈAnʤ"),
            ("t͡ʃuː", "ʧˈu"),
            ("ʃiː dʒɪnˈpɪŋ", "ʃi ʤɪnpˈɪŋ"),
            ("bax", "bˈɑk"),
            ("ˈxoːlɛk", "hˈOlɛk"),
            ("mɜːrts", "mˈɜɹts"),
            ("ˈwɔːtər.ɡeɪt", "wˈɔtəɹɡAt"),
            ("", ""),
        ] {
            assert_eq!(misaki(ipa), phonemes, "{ipa}");
        }
    }

    #[test]
    fn every_phoneme_is_one_the_network_knows() {
        let alphabet: std::collections::HashMap<char, i32> = serde_json::from_str(aloud_heart::ALPHABET).unwrap();
        for (ipa, sounds) in SOUNDS {
            assert!(sounds.chars().all(|sound| alphabet.contains_key(&sound)), "{ipa}: {sounds}");
        }
    }
}
