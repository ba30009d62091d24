//! Tests of where sentences end.

use crate::language::Language;

/// Splits text in the language of a tag.
fn sentences<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    super::sentences(text, &Language::parse(language).unwrap())
}

/// Checks that the text splits where the bars stand.
#[track_caller]
fn check(language: &str, marked: &str) {
    let text = marked.replace('|', "");
    let found: Vec<_> = sentences(&text, language);
    assert_eq!(found.join("|"), marked);
}

#[test]
fn quoted_speech_is_split_at_the_ends_of_its_sentences() {
    check("en", "“It is late. |We go home,” she said. |“Now.” |He stayed.");
    check("en", "\"Really?\" he asked. |\"Yes! |At once.\"");
    check("en", "He called it “a shame.” |Nobody else did.");
    check("en", "“Did you know?” Ana Petrov recalled. |It was so.");
    check("en", "They said “no.” |That is why he left.");
    check("de", "„Es ist spät. |Wir gehen.“ |Er blieb.");
    check("fr", "« Il est tard. |Nous partons. » |Il resta.");
}

#[test]
fn brackets_hold_sentences_of_their_own_or_none() {
    check("en", "They met in June. |(It rained. |Nobody minded.) |The rest is known.");
    check("en", "She teaches (She was a nurse before.) at the school.");
    check("en", "\"Bohr [...] used the word [...]\" (Smith 55).");
}

#[test]
fn abbreviations_belong_to_what_follows_or_end_the_sentence() {
    check("en", "South Dakota Gov. Kristi Noem met Lt. Matt Harris at 5 p.m. |She left.");
    check("en", "We live in the U.S. |How about you?");
    check("en", "I work for the U.S. Government in Virginia.");
    check("en", "Rep. McKinley, R-W.Va., went to non-U.S. markets.");
    check("en", "Shares of Acme Inc. |The maker of No. 5 bricks fell.");
    check("en", "Add 1 tsp. olive oil and 2 Tbsp. soy sauce.");
    check("en", "It was you and me. |McDonald came later.");
    check("en", "Does he own an iPhone? |iPhones are dear.");
    check("da", "Han bor i E.U. |Hvad med dig?");
    check("es", "El documento N°. 1026 llegó.");
}

#[test]
fn items_of_a_list_are_sentences_with_their_marks() {
    check("en", "1. The first item |2. The second item");
    check("en", "1.) Buy milk. |2.) Sell eggs. |3.) Rest.");
    check("en", "a. Red ones |b. Blue ones |c. Green ones");
    check("en", "• 9. Nine |• 10. Ten");
    check("en", "11. Keep a diary");
    check("en", "He was 31. |She was 32. |They met.");
}

#[test]
fn places_end_sentences_and_titles_in_longer_words_do_not() {
    check(
        "en",
        "The shop is at 12 Walnut St. |For now it is shut. |It moves to Birmingham, Ala. |There is room in St. Louis.",
    );
    check("en", "He beat ex-Gov. Knight and Messrs. and Mmes. Brown.");
    check("en", "Wrap ‘em right over you. |I do it, lots o’ times. |It helps.");
    check("en", "It was '61. |Wrap 'em up, lots o' times. |It helps the players' wives.");
    check("en", "She turned to him, 'This is great.' she said.");
    check("en", "‘It was bad. |We left,’ he said.");
}

#[test]
fn german_ordinals_end_no_sentence() {
    check("de", "Das war der 1. Platz und die 2. Bundesliga. |Er kam am 3. Oktober.");
    check("de", "Sie wurde 1. |Die 2. Frau war ich.");
    check("de", "Es kostet 3 Tsd. Euro.");
}

#[test]
fn marks_alone_are_no_sentence() {
    check("en", "It was published in 1980. *");
    check("en", "... and then it broke. |The rest, nobody knows...");
}

/// A language and a text a line, bars where its sentences are parted.
const TABLE: &str = include_str!("../../../tests/golden/sentences.txt");

#[test]
fn hard_cases_of_eleven_languages_are_split_where_the_bars_stand() {
    let mut wrong = Vec::new();
    for (language, marked) in TABLE.lines().filter_map(|line| line.split_once('\t')) {
        let text = marked.replace('|', "");
        let found = sentences(&text, language).join("|");
        if found != marked {
            wrong.push(format!("{language}: {marked}\n    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn joined_sentences_give_the_text_back(text in "(?s).{0,80}|[A-Ca-c0-3.?!\"“”„()\\[\\] \n-]{0,60}") {
        for language in ["en", "de", "fr", "ja", "ar", "tlh"] {
            proptest::prop_assert_eq!(sentences(&text, language).concat(), text.as_str());
        }
    }
}
