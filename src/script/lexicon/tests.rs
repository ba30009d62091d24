//! What a lexicon promises: entries found where they hold, nowhere else, and faults told with their place.

use super::*;
use crate::language::Language;

fn lexicon(toml: &str) -> Lexicon {
    Lexicon::new(read_toml(toml, Path::new("lexicon.toml")).unwrap()).unwrap()
}

/// Sentences in a language that the voice `heart` reads.
fn spoken(language: &Language) -> Spoken<'_> {
    Spoken { language, voice: "heart" }
}

fn say(lexicon: &Lexicon, sentence: &str) -> String {
    lexicon.say(sentence, spoken(&Language::english()), &str::to_owned).text
}

#[test]
fn an_alias_is_said_for_what_is_written() {
    let lexicon = lexicon("[[entry]]\nwritten = ['Zelensky', 'Zelenskyy']\nalias = 'Zeh LEN skee'\n");
    assert_eq!(say(&lexicon, "Zelensky met Zelenskyy's men."), "Zeh LEN skee met Zeh LEN skee's men.");
    for unchanged in ["Zelenskyism won.", "zelensky", "PreZelensky", "", "x_Zelensky"] {
        assert_eq!(say(&lexicon, unchanged), unchanged);
    }
    assert_eq!(lexicon.shouted_names("NO ZELENSKY YET", spoken(&Language::english())), [(3..11, "Zelensky")]);
}

#[test]
fn case_boundary_language_and_sentence_decide_where_an_entry_holds() {
    let lexicon = lexicon(
        "[[entry]]\nwritten = 'été'\nalias = 'A tay'\ncase = 'any'\n[[entry]]\nwritten = '.gov'\nalias = ' dot gov'\n\
         boundary = 'any'\n[[entry]]\nwritten = 'Reading'\nalias = 'Redding'\nwithin = 'Berkshire'\n\
         [[entry]]\nwritten = 'Nice'\nalias = 'niece'\nlanguage = 'en-GB'\n",
    );
    assert_eq!(say(&lexicon, "Été, ÉTÉ, étéx"), "A tay, A tay, étéx");
    assert_eq!(say(&lexicon, "www.x.gov."), "www.x dot gov.");
    assert_eq!(say(&lexicon, "Reading is in Berkshire."), "Redding is in Berkshire.");
    assert_eq!(say(&lexicon, "Reading is fun."), "Reading is fun.");
    assert_eq!(say(&lexicon, "In Nice."), "In niece.");
    assert_eq!(lexicon.say("In Nice.", spoken(&Language::parse("fr").unwrap()), &str::to_owned).text, "In Nice.");
}

#[test]
fn the_longest_and_then_the_first_entry_wins() {
    let toml = "[[entry]]\nwritten = 'New York'\nalias = 'NY'\n[[entry]]\nwritten = 'York'\nalias = 'Y'\n";
    let both = lexicon(&format!("{toml}[[entry]]\nwritten = 'York'\nalias = 'Z'\nlanguage = 'en'\n"));
    assert_eq!(say(&both, "York, New York, New Yorkers"), "Y, NY, New Yorkers");
}

#[test]
fn ipa_goes_along_with_its_place_and_its_alias() {
    let lexicon = lexicon(
        "[[entry]]\nwritten = 'Xi'\nipa = 'ʃiː'\nalias = 'She'\n[[entry]]\nwritten = 'PRC'\nalias = 'the land of Xi'\n",
    );
    let said = lexicon.say("In the PRC Xi won.", spoken(&Language::english()), &str::to_owned);
    assert_eq!(said.text, "In the the land of Xi Xi won.");
    let words: Vec<_> = said.pronunciations.iter().map(|one| &said.text[one.range.clone()]).collect();
    assert_eq!(words, ["Xi", "Xi"]);
    assert_eq!(said.pronunciations[1].alias.as_deref(), Some("She"));
}

#[test]
fn the_entry_wins_over_the_reading_rules_and_leaves_them_their_context() {
    let lexicon =
        lexicon("[[entry]]\nwritten = '9/11'\nalias = 'nine eleven'\n[[entry]]\nwritten = 'Xi'\nipa = 'ʃiː'\n");
    let rules =
        |text: &str| text.replace("Xi 2", "Xi the second").replace("9/11", "nine elevenths").replace('5', "five");
    let said = lexicon.say("On 9/11 Xi 2 had 5.", spoken(&Language::english()), &rules);
    assert_eq!(said.text, "On nine eleven Xi the second had five.");
    assert_eq!(&said.text[said.pronunciations[0].range.clone()], "Xi");
}

#[test]
fn faults_are_told_with_line_and_column() {
    for (toml, line, column, message) in [
        ("[[entry]]\nwritten = 'a'\nalais = 'b'\n", 3, 1, "alais"),
        ("[[entry]]\nwritten = 'a'\nalias = 'b'\n\n  [[entry]]\n  written = 'c'\n", 5, 3, "neither"),
        ("[[entry]]\nwritten = 'a'\nipa = 'Qx'\n", 1, 1, "`Q`"),
        ("[[entry]]\nwritten = ''\nalias = 'b'\n", 1, 1, "letter"),
        ("[[entry]]\nwritten = 'a'\nalias = 'b'\nlanguage = 'english'\n", 1, 1, "language tag"),
        ("[[entry]]\nwritten = 'a'\nalias = 'b'\n[[entry]]\nwritten = 'a'\nalias = 'c'\n", 4, 1, "line 1"),
        ("[[entry]]\nwritten = 'é' = 'b'\n", 2, 15, ""),
    ] {
        let error = read_toml(toml, Path::new("lexicon.toml")).unwrap_err();
        let LexiconError::Malformed { line: at_line, column: at_column, message: told, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!((*at_line, *at_column), (line, column), "{error}");
        assert!(told.contains(message), "{error}");
    }
}

#[test]
fn circles_are_found_however_long() {
    let chain = |last: &str| -> String {
        let entry = |n: usize| format!("[[entry]]\nwritten = 'n{n}'\nalias = 'the n{}'\n", n + 1);
        (0..2_000).map(entry).collect::<String>() + &format!("[[entry]]\nwritten = 'n2000'\nalias = '{last}'\n")
    };
    let make = |toml: &str| Lexicon::new(read_toml(toml, Path::new("lexicon.toml")).unwrap());
    let Err(LexiconError::Loop { names }) = make(&chain("old n1990")) else { panic!("no circle found") };
    assert_eq!((names.len(), names.first(), names.last()), (12, Some(&"n1990".into()), Some(&"n1990".into())));
    assert!(matches!(
        make("[[entry]]\nwritten = 'NATO'\nalias = 'the NATO alliance'\n"),
        Err(LexiconError::Loop { .. })
    ));
}

#[test]
fn files_of_both_kinds_give_the_same_entries_back() {
    let toml = "[[entry]]\nwritten = [\"Łódź\", \"L & <\"]\nalias = \"Woodge\"\nipa = \"wut͡ɕ\"\nlanguage = \"en\"\n";
    let entries = read_toml(toml, Path::new("a.toml")).unwrap();
    assert_eq!(read_toml(&write_toml(&entries), Path::new("b.toml")).unwrap(), entries);
    let (pls, left_out) = write_pls(&entries);
    assert!(left_out.is_empty());
    assert_eq!(read_pls(&pls, Path::new("a.pls")).unwrap(), entries);
}

#[test]
fn pls_takes_the_preferred_pronunciation_and_tells_faults() {
    let pls = |inner: &str| {
        let text = format!(
            "<?xml version='1.0'?>\n<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' \
             alphabet='ipa' xml:lang='en-US'>\n{inner}\n</lexicon>"
        );
        read_pls(&text, Path::new("a.pls"))
    };
    let lexeme = "<lexeme><grapheme>A</grapheme><phoneme>a</phoneme><phoneme prefer='true'>b</phoneme></lexeme>";
    let entry = &pls(lexeme).unwrap()[0];
    assert_eq!((entry.ipa.as_deref(), entry.language.clone()), (Some("b"), Language::parse("en-US")));
    for (inner, message) in [
        ("<lexeme><grapheme>A</grapheme></lexeme>", "neither"),
        ("<lexeme><phoneme>a</phoneme></lexeme>", "letter"),
        ("<lexeme><grapheme>A</grapheme><phoneme alphabet='x-sampa'>a</phoneme></lexeme>", "x-sampa"),
        ("<lexeme><grapheme>A</lexeme>", ""),
    ] {
        let error = pls(inner).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("line 3") && told.contains(message), "{told}");
    }
}

#[test]
fn the_starter_lexicon_is_whole() {
    let lexicon = Lexicon::open(&[], Starter::Included).unwrap();
    assert!(lexicon.entries().len() >= 300, "{} entries", lexicon.entries().len());
    assert!(lexicon.entries().iter().all(|entry| entry.language.as_ref() == Some(&Language::english())));
}

proptest::proptest! {
    #[test]
    fn any_sentence_is_said_and_every_range_lies_on_its_word(sentence in "[XxiIé .'’-]{0,40}|.{0,60}") {
        let lexicon = lexicon(
            "[[entry]]\nwritten = ['Xi', 'é']\nipa = 'ʃiː'\ncase = 'any'\n\
             [[entry]]\nwritten = 'xx'\nalias = 'the Xi'\nboundary = 'any'\n",
        );
        let said = lexicon.say(&sentence, spoken(&Language::english()), &|text: &str| text.replace('i', "ii"));
        for one in &said.pronunciations {
            proptest::prop_assert!(said.text.get(one.range.clone()).is_some_and(|word| !word.is_empty()));
        }
        let plain = lexicon.say(&sentence, spoken(&Language::english()), &str::to_owned);
        let pieces = crate::script::segments(&plain.text, &plain.pronunciations);
        proptest::prop_assert_eq!(pieces.iter().filter(|(_, told)| told.is_some()).count(), plain.pronunciations.len());
    }
}

#[test]
fn a_name_is_said_by_the_spelling_of_another_language() {
    let toml = "[[entry]]\nwritten = ['Guillaume', 'Guillaume Tell']\nspoken_in = 'fr'\nalias = 'GEE-yohm'\n";
    let said = lexicon(toml).say("Guillaume came.", spoken(&Language::english()), &str::to_owned);
    assert_eq!((said.text.as_str(), said.pronunciations[0].ipa.as_str()), ("Guillaume came.", "ɡijˈom"));
    assert_eq!(said.pronunciations[0].alias.as_deref(), Some("GEE-yohm"));
    let read = |toml: &str| read_toml(toml, Path::new("lexicon.toml"));
    let entries = read(toml).unwrap();
    assert_eq!(read(&write_toml(&entries)).unwrap(), entries);
    assert_eq!(write_pls(&entries).1.len(), 1, "PLS has no word for it");
    for (wrong, told) in [
        ("spoken_in = 'xx'", "use cs, nl, fr"),
        ("spoken_in = 'fr'\nipa = 'a'", "both ipa and spoken_in"),
        ("spoken_in = 'not a tag'", "not a tag"),
    ] {
        let error = read(&format!("[[entry]]\nwritten = 'Guillaume'\n{wrong}\n")).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn an_entry_may_be_for_one_voice_and_the_first_that_holds_counts() {
    let of = |voice: &str, alias: &str| format!("[[entry]]\nwritten = 'Dana'\nalias = '{alias}'\n{voice}\n");
    let both = lexicon(&(of("voice = 'heart'", "DAH na") + &of("", "DAY na")));
    let said = |voice: &str| both.say("Dana.", Spoken { voice, language: &Language::english() }, &str::to_owned).text;
    assert_eq!((said("heart").as_str(), said("emma").as_str(), said("").as_str()), ("DAH na.", "DAY na.", "DAY na."));
    assert_eq!(read_toml(&write_toml(both.entries()), Path::new("x")).unwrap(), both.entries());
    assert!(read_toml(&(of("", "a") + &of("", "b")), Path::new("x")).is_err());
}
