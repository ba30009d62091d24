//! How English is said: given sounds, homographs, guesses.

use super::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<English> = LazyLock::new(|| English::of(&Language::english()));

fn phonemes(text: &str) -> String {
    ENGLISH.phonemes(text, &[]).signs().to_owned()
}

#[test]
fn words_whose_sounds_are_given_are_said_so() {
    let say = |text: &str, told: &[(&str, &str)]| {
        let told = told.iter().map(|(word, ipa)| {
            let start = text.find(word).unwrap();
            Pronunciation { range: start..start + word.len(), ipa: (*ipa).into(), alias: None }
        });
        ENGLISH.phonemes(text, &told.collect::<Vec<_>>()).signs().to_owned()
    };
    assert_eq!(say("Yesterday Xi left.", &[("Xi", "ʃiː")]), "jˈɛstəɹdˌA ʃˈi lˈɛft.");
    assert_eq!(say("Yesterday Xi's men left.", &[("Xi", "ʃiː")]), "jˈɛstəɹdˌA ʃˈiz mˈɛn lˈɛft.");
    assert_eq!(say("“Xi,” he said.", &[("Xi", "ʃiː")]), "“ʃˈi,” hi sˈɛd.");
    let both = [("Xi Jinping", "ʃiː dʒɪnˈpɪŋ"), ("Li", "liː")];
    assert_eq!(say("Xi Jinping-Li, who left", &both), "ʃi ʤɪnpˈɪŋlˈi, hˌu lˈɛft");
    assert_eq!(say("Čapek", &[("Čapek", "ˈtʃapɛk")]), "ʧˈɑpɛk");
}

#[test]
fn british_english_has_its_own_sounds() {
    let english = English::of(&"en-GB".parse().unwrap());
    assert_eq!(english.phonemes("The issue is complicated.", &[]).signs(), "ði ˈɪʃjuː ɪz kˈɒmplɪkAtɪd.");
    assert_eq!(british("mˈɜɹkəɹ kˈɑɹgO wˈɔTəɹi hˈɛɹ"), "mˈɜːkə kˈɑːgQ wˈɔːtəɹiː hˈɛə");
}

/// Folds what does not tell two words of one spelling apart: stress, where it is not asked for, and weak vowels.
fn folded(sounds: &str, stressed: bool) -> String {
    let folded = ipa::misaki(sounds).replace(['ˌ'], "").replace("ɜɹ", "əɹ");
    let folded: String = folded.chars().filter(|c| stressed || *c != 'ˈ').collect();
    let folded: String = folded
        .chars()
        .map(|c| if "ɪʌɐᵻᵊ".contains(c) { 'ə' } else { c })
        .filter(|c| c.is_alphabetic() || *c == 'ˈ')
        .collect();
    folded.replace("əəɹ", "əɹ").replace("əɹ", "ɹ").replace('T', "t")
}

/// Returns the lines of a table of homographs whose word is said otherwise.
fn said_otherwise(table: &str) -> Vec<String> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let wrong = lines.filter_map(|line| {
        let mut columns = line.split('\t');
        let (_, wanted, text) = (columns.next()?, columns.next()?, columns.next()?);
        let told = crate::script::homographs(text, &Language::english());
        let said = ENGLISH.phonemes(text, &told);
        let said = said.signs();
        let stressed = wanted.contains('ˈ');
        let wanted = folded(wanted, stressed);
        let is_said = said.split(' ').any(|word| folded(word, stressed) == wanted);
        (!is_said).then(|| format!("{line}\n    {said}"))
    });
    wrong.collect()
}

#[test]
fn homographs_are_told_apart() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/homographs.tsv")).unwrap();
    let wrong = said_otherwise(&table);
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words_in_the_lexicon_are_read_by_their_part_of_speech() {
    assert_eq!(phonemes("They record a record every week."), "ðˌA ɹəkˈɔɹd ɐ ɹˈɛkəɹd ˈɛvəɹi wˈik.");
}

#[test]
fn words_outside_the_lexicon_are_spelled_out() {
    let three = phonemes("Qarvaxian blorptastically zibbled.");
    assert!(!three.contains(UNPRONOUNCED) && three.split(' ').count() == 3, "{three}");
    let long = phonemes("Blorptasticallyzibbledqarvaxianblorptastically");
    assert!(long.chars().count() > 30, "{long}");
}

#[test]
fn what_no_english_speaker_can_say_is_left_out() {
    assert_eq!(phonemes("日本語"), "");
    assert_eq!(phonemes("nine · three"), "nˈIn θɹˈi");
    assert_eq!(phonemes("see [it]() now"), phonemes("see [it] () now"));
    assert_eq!(phonemes(""), "");
}

#[test]
fn guesses_are_told_but_for_names_whose_sounds_are_given() {
    let guesser = Guesser::load();
    let text = "The mayor met Qarvax and Zibblor's men; Qarvax smiled.";
    let words =
        |told: &[Pronunciation]| guesser.guesses(text, told).into_iter().map(|guess| guess.word).collect::<Vec<_>>();
    let all = words(&[]);
    assert_eq!(all.iter().filter(|word| *word == "Qarvax").count(), 2, "{all:?}");
    assert!(all.iter().any(|word| word.starts_with("Zibblor")) && all.len() == 3, "{all:?}");
    let told = [Pronunciation { range: 14..20, ipa: "x".into(), alias: None }];
    assert_eq!(words(&told).len(), 1);
    assert_eq!(ipa::misaki(&ipa::from_misaki("ʤˈAnz bˈɔɹd")), "ʤˈAnz bˈɔɹd");
}

#[test]
fn every_name_of_the_starter_lexicon_would_be_guessed_or_said_otherwise() {
    let guesser = Guesser::load();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/voices/lexicons/en.toml");
    for entry in crate::script::lexicon::read_file(path.as_ref()).unwrap() {
        let told = ipa::misaki(entry.ipa.as_deref().unwrap());
        let useless = entry.written.iter().find(|form| phonemes(form) == told && guesser.guesses(form, &[]).is_empty());
        assert_eq!(useless, None, "the voice says {told} by itself");
    }
}

#[test]
fn any_text_has_an_answer() {
    let alphabet: Vec<char> =
        "aZ0. ,'’-–—$£€%/\\()[]{}#@&*_+=<>|~^`\"“”…·•é\u{301}\u{200d}\u{feff}Жñ漢🎉\n\t".chars().collect();
    let mut state = 1u64;
    for length in (0..600).map(|length| length % 23) {
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            alphabet[(state >> 33) as usize % alphabet.len()]
        };
        let text: String = (0..length).map(|_| draw()).collect();
        phonemes(&text);
    }
}
