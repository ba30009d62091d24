use std::sync::LazyLock;

use super::*;
use crate::document::Reason;

static STARTER: LazyLock<Arc<Lexicon>> =
    LazyLock::new(|| Arc::new(Lexicon::open(&[], lexicon::Starter::Included).unwrap()));

fn compose_in(language: &str, text: &str) -> Script {
    let language = LanguageChoice { asked: Language::parse(language), ..LanguageChoice::default() };
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let lexicon = Arc::clone(&STARTER);
    let reading = Reading { language, around, lexicon, ..Reading::default() };
    let blocks = vec![Block::kept(BlockKind::Paragraph, text)];
    compose(Document { blocks, ..Document::default() }, &reading)
}

#[test]
fn odd_text_has_a_sensible_spoken_form() {
    for (written, spoken) in [
        ("Zelen\u{ad}sky\u{200b} met \u{202e}him.", "Zelensky met him."),
        ("ZELENSKY MEETS EU LEADERS IN BRUSSELS", "Zelensky meets EU leaders in Brussels"),
        ("NATO AND UNESCO STAFF LEAVE KYIV’S CENTRE ON MONDAY", "NATO and UNESCO staff leave Kyiv’s centre on Monday"),
        ("Оne оffice, ﬁne ｄａｙ.", "One office, fine day."),
        ("A \u{1b}[1;31mred\u{1b}[0m jo\u{200d}in\u{200c}er.", "A red joiner."),
        ("می\u{200c}خواهم.", "می\u{200c}خواهم."),
        ("שלום עולם.", "שלום עולם."),
    ] {
        assert_eq!(compose_in("en", written).sentences[0].spoken, spoken);
    }
    let endless = "word".repeat(2_500);
    assert_eq!(compose_in("en", &endless).sentences.len(), 1);
    assert!(compose_in("en", "\u{200b}\u{ad}\u{7}").sentences.is_empty());
}

#[test]
fn code_is_told_of_once_and_not_read() {
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let reading = Reading { around, ..Reading::default() };
    let code = || Block::skipped(BlockKind::Code, "let x = 1;", Reason::Code);
    let text = |text: &str| Block::kept(BlockKind::Paragraph, text);
    let said = |blocks: Vec<Block>| -> Vec<String> {
        let script = compose(Document { blocks, ..Document::default() }, &reading);
        script.sentences.into_iter().map(|sentence| sentence.spoken).collect()
    };
    let note = "A code example is left out here.";
    assert_eq!(said(vec![text("One."), code(), code(), text("Two.")]), ["One.", note, "Two."]);
    let dropped = Block::skipped(BlockKind::Code, "let x = 1;", Reason::Choice);
    assert_eq!(said(vec![text("One."), dropped]), ["One."]);
}

#[test]
fn tables_are_told_of_and_list_numbers_said_by_setting() {
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let said = |around: &Around| -> Vec<String> {
        let table = Block::skipped(BlockKind::Table, "Oslo: 1.", Reason::Table);
        let item = Block::kept(BlockKind::ListItem { number: Some(2) }, "Stir it. Wait.");
        let blocks = vec![table.clone(), Block::kept(BlockKind::Paragraph, "One."), table, item];
        let reading = Reading { around: around.clone(), ..Reading::default() };
        let script = compose(Document { blocks, ..Document::default() }, &reading);
        script.sentences.into_iter().map(|sentence| sentence.spoken).collect()
    };
    assert_eq!(said(&around), ["One.", "A table is left out here.", "Stir it.", "Wait."]);
    let numbered = Around { left_out: false, list_numbers: true, ..around };
    assert_eq!(said(&numbered), ["One.", "two: Stir it.", "Wait."]);
}

#[test]
fn a_quotation_is_read_in_its_own_language() {
    let quote = Block { language: Language::parse("de"), ..Block::kept(BlockKind::Quote, "Es waren 21.") };
    let reading = Reading { around: Around { disclosure: Disclosure::Off, ..Around::default() }, ..Reading::default() };
    let script = compose(Document { blocks: vec![quote], ..Document::default() }, &reading);
    assert_eq!(script.sentences[0].spoken, "Es waren einundzwanzig.");
}

#[test]
fn a_quotation_in_a_sentence_has_its_own_language_where_that_has_a_voice() {
    let text = "She said “Ich habe 21 Jahre gewartet” and left.";
    let range = text.find("Ich").unwrap()..text.find('”').unwrap();
    let foreign = vec![Foreign { range, language: Language::parse("de").unwrap() }];
    let blocks = vec![Block { foreign, ..Block::kept(BlockKind::Paragraph, text) }];
    let document = Document { blocks, ..Document::default() };
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let reading = Reading { around, ..Reading::default() };
    assert_eq!(compose(document.clone(), &reading).sentences.len(), 1, "nobody else could say it");
    let reading = Reading { quotations: [Language::parse("de").unwrap()].into(), ..reading };
    let sentences = compose(document, &reading).sentences;
    let said: Vec<_> =
        sentences.iter().map(|said| (said.spoken.as_str(), said.language.as_ref().map(Language::as_str))).collect();
    let german = "“Ich habe einundzwanzig Jahre gewartet”";
    assert_eq!(said, [("She said", None), (german, Some("de")), ("and left.", None)]);
    assert_eq!(sentences.iter().map(|sentence| sentence.written.as_str()).collect::<String>(), text);
}

proptest::proptest! {
    #[test]
    fn any_text_composes_and_every_told_name_lies_on_its_word(text in ".{0,80}|[A-ZА-я0-9é\u{ad}\u{200b}. €%]{0,60}") {
        for language in ["en", "de", "fr", "es", "uk", "tlh"] {
            let script = compose_in(language, text.trim());
            for sentence in &script.sentences {
                for told in &sentence.pronunciations {
                    proptest::prop_assert!(sentence.spoken.get(told.range.clone()).is_some());
                }
            }
        }
    }
}

#[test]
fn authors_and_the_lexicon_ask_for_pauses() {
    let pause = |letters, ms| Pause { letters, length: Duration::from_millis(ms) };
    let mut blocks = vec![
        Block::kept(BlockKind::Paragraph, "It rained. It stopped. It was late."),
        Block::kept(BlockKind::Paragraph, "The end."),
    ];
    // Behind the first sentence, inside the last, and one that is shorter than what is usual.
    blocks[0].pauses = vec![pause(8, 2_000), pause(22, 3_000), pause(27, 1)];
    let text = "[[say]]\nwritten = 'It stopped.'\nspoken = 'It was over.'\npause_ms = 1500\n";
    let entries = lexicon::read_toml(text, std::path::Path::new("l.toml")).unwrap();
    let lexicon = Arc::new(Lexicon::new(entries).unwrap());
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let reading = Reading { around, lexicon, ..Reading::default() };
    let script = compose(Document { blocks, ..Document::default() }, &reading);
    let usual = reading.pacing.after(BlockKind::Paragraph).as_millis();
    let said: Vec<_> =
        script.sentences.iter().map(|said| (said.spoken.as_str(), said.pause_after.as_millis())).collect();
    assert_eq!(
        said,
        [("It rained.", 2_000), ("It was over.", 1_500), ("It was late.", 3_000.max(usual)), ("The end.", 0)]
    );
}
