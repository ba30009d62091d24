//! Kinds of changes of a text, and what becomes of an edit in each: applied where it is sure, told as lost where it is not.

mod manner;

use std::path::Path;

use super::*;
use crate::document::{Block, BlockKind, Document, Reason};
use crate::language::Language;
use crate::script::{self, Around, Disclosure, LanguageChoice, Reading, Script};

const P: BlockKind = BlockKind::Paragraph;
const LI: BlockKind = BlockKind::ListItem { number: None };
const H: BlockKind = BlockKind::Heading { level: 2 };

type Blocks = Vec<(BlockKind, &'static str)>;

/// The text that was edited: the edit is in the second paragraph's second sentence.
const BEFORE: &[(BlockKind, &str)] = &[
    (P, "The bridge reopened on Saturday. It had been closed for three years."),
    (
        P,
        "Rain fell all morning. The first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
    ),
    (P, "The repair cost 212 million crowns. Nobody was hurt."),
];

fn compose(blocks: &[(BlockKind, &str)], language: &str) -> Script {
    let language = LanguageChoice { asked: Language::parse(language), ..LanguageChoice::default() };
    let around = Around { disclosure: Disclosure::Off, ..Around::default() };
    let reading = Reading { language, around, ..Reading::default() };
    let blocks = blocks.iter().map(|(kind, text)| Block::kept(*kind, *text)).collect();
    script::compose(Document { blocks, ..Document::default() }, &reading)
}

/// Edits how a part of a sentence is said.
fn say(script: &Script, sentence: &str, words: &str, said: &str) -> Edits {
    let index = script.sentences.iter().position(|one| one.written.starts_with(sentence)).unwrap();
    let spoken = &script.sentences[index].spoken;
    let change = difference(spoken, &spoken.replacen(words, said, 1)).unwrap();
    let edit = Edit { anchor: Anchor::at_sentence(script, index).unwrap(), change, by: None, at: None };
    Edits { article: "a".into(), language: Language::parse("en"), edits: vec![edit], ..Edits::default() }
}

/// Applies edits, by way of their file, and gives how the first one stands and what is said.
fn apply(edits: &Edits, blocks: &[(BlockKind, &str)], language: &str) -> (Standing, Vec<String>) {
    let edits = Edits::parse(&edits.write(), Path::new("a.edits.toml")).unwrap();
    let mut script = compose(blocks, language);
    let applied = edits.apply_to_script(&mut script, &|_| true);
    (applied[0].1.standing, script.sentences.into_iter().map(|sentence| sentence.spoken).collect())
}

#[test]
fn every_kind_of_change_of_the_text() {
    let edits = say(&compose(BEFORE, "en"), "The first car", "Abelard", "AB uh lard");
    let one = |first: &'static str, second: &'static str| vec![BEFORE[0], (P, first), (P, second)];
    let second = |text: &'static str| vec![BEFORE[0], (P, text), BEFORE[2]];
    let cases: Vec<(&str, Blocks, Standing)> = vec![
        ("nothing", BEFORE.to_vec(), Standing::Applies),
        (
            "a typo outside the words",
            second(
                "Rain fell all morning. The frist car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "a typo in the words",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelrad, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::WordsGone,
        ),
        (
            "the name corrected",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelhard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::WordsGone,
        ),
        (
            "a word inserted before",
            second(
                "Rain fell all morning. The very first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "a word inserted after",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelard, who had waited there since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "a negation added",
            second(
                "Rain fell all morning. The first car was not driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "punctuation at the end",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelard, who had waited since dawn! He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "moved in its paragraph",
            second(
                "The first car was driven by Tom Abelard, who had waited since dawn. Rain fell all morning. He waved to the crowd.",
            ),
            Standing::Moved,
        ),
        (
            "moved in the article",
            vec![
                BEFORE[0],
                (P, "Rain fell all morning. He waved to the crowd."),
                (
                    P,
                    "The repair cost 212 million crowns. The first car was driven by Tom Abelard, who had waited since dawn. Nobody was hurt.",
                ),
            ],
            Standing::Moved,
        ),
        (
            "the paragraph split",
            vec![
                BEFORE[0],
                (P, "Rain fell all morning."),
                (P, "The first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd."),
                BEFORE[2],
            ],
            Standing::Applies,
        ),
        (
            "paragraphs joined",
            one(
                "Rain fell all morning. The first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd. The repair cost 212 million crowns.",
                "Nobody was hurt.",
            ),
            Standing::Applies,
        ),
        (
            "the sentence split",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelard. He had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "joined with the next",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelard, who had waited since dawn; he waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "joined with the one before",
            second(
                "Rain fell all morning, the first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        (
            "repeated elsewhere",
            vec![
                BEFORE[0],
                BEFORE[1],
                (P, "The first car was driven by Tom Abelard, who had waited since dawn. Nobody was hurt."),
            ],
            Standing::Applies,
        ),
        (
            "repeated, and no one knows which",
            vec![
                (P, "The first car was driven by Tom Abelard, who had waited since dawn."),
                (LI, "The first car was driven by Tom Abelard, who had waited since dawn."),
            ],
            Standing::Ambiguous,
        ),
        (
            "a space that does not break",
            second(
                "Rain fell all morning. The first car was driven by Tom\u{a0}Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Applies,
        ),
        (
            "a soft hyphen",
            second(
                "Rain fell all morning. The first car was driven by Tom Abelard, who had wai\u{ad}ted since dawn. He waved to the crowd.",
            ),
            Standing::Applies,
        ),
        (
            "the case of a word",
            second(
                "Rain fell all morning. The First Car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd.",
            ),
            Standing::Changed,
        ),
        ("another kind of block", vec![BEFORE[0], (LI, BEFORE[1].1), BEFORE[2]], Standing::Applies),
        (
            "a block between",
            vec![
                BEFORE[0],
                (P, "Rain fell all morning."),
                (H, "Read this too"),
                (P, "The first car was driven by Tom Abelard, who had waited since dawn. He waved to the crowd."),
            ],
            Standing::Applies,
        ),
        (
            "the whole article replaced",
            vec![(P, "A ferry sank. Nobody knows why. Tom Abelard was not there.")],
            Standing::Gone,
        ),
        ("the sentence gone", second("Rain fell all morning. He waved to the crowd."), Standing::Gone),
    ];
    assert!(cases.len() >= 20);
    for (what, blocks, wanted) in cases {
        let (standing, spoken) = apply(&edits, &blocks, "en");
        assert_eq!(standing, wanted, "{what}: {spoken:?}");
        let said = spoken.iter().filter(|sentence| sentence.contains("AB uh lard")).count();
        assert_eq!(said, usize::from(!wanted.is_lost()), "{what}: {spoken:?}");
    }
    assert_eq!(apply(&edits, BEFORE, "de").0, Standing::OtherLanguage);
}

#[test]
fn marks_that_are_curled_and_letters_that_are_decomposed_are_the_same() {
    let with = |quoted: &'static str| [BEFORE[0], (P, quoted)];
    let before = with("Rain fell. \"I was the caf\u{e9}'s first guest,\" said Tom Abelard at the quay. He waved.");
    let edits = say(&compose(&before, "en"), "\"I was", "Abelard", "AB uh lard");
    for after in [
        "Rain fell. \u{201c}I was the caf\u{e9}\u{2019}s first guest,\u{201d} said Tom Abelard at the quay. He waved.",
        "Rain fell. \"I was the cafe\u{301}'s first guest,\" said Tom Abelard at the quay. He waved.",
    ] {
        let (standing, spoken) = apply(&edits, &with(after), "en");
        assert_eq!(standing, Standing::Applies, "{spoken:?}");
        assert!(spoken.iter().any(|sentence| sentence.contains("AB uh lard")), "{spoken:?}");
    }
}

#[test]
fn words_are_said_by_the_spelling_of_another_language() {
    let script = compose(BEFORE, "en");
    let mut edits = say(&script, "The first car", "Abelard", "AB uh lard");
    let said = Said::In(Language::parse("fr").unwrap());
    edits.edits[0].change = Change::Say { words: "Abelard".into(), nth: None, said };
    let text = edits.write();
    assert!(text.contains("spoken_in = \"fr\""), "{text}");
    let edits = Edits::parse(&text, Path::new("a")).unwrap();
    let mut script = compose(BEFORE, "en");
    edits.apply_to_script(&mut script, &|_| true);
    let sentence = script.sentences.iter().find(|one| one.written.starts_with("The first")).unwrap();
    assert!(sentence.spoken.contains("Tom Abelard,"));
    assert_eq!(sentence.pronunciations[0].ipa, "abəˈlaʁ");
    assert_eq!(&sentence.spoken[sentence.pronunciations[0].range.clone()], "Abelard");
}

#[test]
fn a_number_that_was_updated_is_not_said_as_it_was() {
    let edits = say(&compose(BEFORE, "en"), "The repair", "two hundred twelve", "two hundred and twelve");
    assert_eq!(apply(&edits, BEFORE, "en").0, Standing::Applies);
    let updated = [BEFORE[0], BEFORE[1], (P, "The repair cost 218 million crowns. Nobody was hurt.")];
    assert_eq!(apply(&edits, &updated, "en").0, Standing::WordsGone);
}

#[test]
fn of_equal_sentences_the_one_meant_is_edited_or_none() {
    let twice = [(P, "Go home now. She said it."), (P, "Go home now. He laughed at it.")];
    let script = compose(&twice, "en");
    let mut edits = say(&script, "Go home", "home", "HOME");
    edits.edits[0].anchor = Anchor::at_sentence(&script, 2).unwrap();
    assert_eq!(edits.edits[0].anchor.occurrence, Some((2, 2)));
    let (standing, spoken) = apply(&edits, &twice, "en");
    assert_eq!((standing, spoken[0].as_str(), spoken[2].as_str()), (Standing::Applies, "Go home now.", "Go HOME now."));
    // The first is gone: what is left may be either.
    let (standing, spoken) = apply(&edits, &[(P, "She said it. Go home now. Then came rain.")], "en");
    assert_eq!((standing, spoken[1].as_str()), (Standing::Ambiguous, "Go home now."));
}

#[test]
fn two_edits_of_a_sentence_stand_by_themselves() {
    let script = compose(BEFORE, "en");
    let mut edits = say(&script, "The first car", "Abelard", "AB uh lard");
    edits.edits.extend(say(&script, "The first car", "dawn", "DAWN").edits);
    let edits = Edits::parse(&edits.write(), Path::new("a")).unwrap();
    let changed = [
        BEFORE[0],
        (
            P,
            "Rain fell all morning. The first car was driven by Tom Abelard, who had waited since noon. He waved to the crowd.",
        ),
    ];
    let mut script = compose(&changed, "en");
    let standings: Vec<_> =
        edits.apply_to_script(&mut script, &|_| true).into_iter().map(|(_, applied)| applied.standing).collect();
    assert_eq!(standings, [Standing::Changed, Standing::WordsGone]);
}

#[test]
fn blocks_are_kept_and_skipped_and_pauses_are_as_long_as_was_said() {
    let skipped = Block::skipped(BlockKind::Boilerplate, "Become a member today.", Reason::CallToAction);
    let blocks = || vec![Block::kept(P, "One here."), skipped.clone(), Block::kept(P, "Two here.")];
    let read = |index: usize, read: bool| Edit {
        anchor: Anchor::at_block(&blocks(), index).unwrap(),
        change: Change::Read(read),
        by: Some("ana".into()),
        at: None,
    };
    let mut document = Document { blocks: blocks(), ..Document::default() };
    let edits = Edits { edits: vec![read(1, true), read(2, false)], ..Edits::default() };
    let edits = Edits::parse(&edits.write(), Path::new("a")).unwrap();
    edits.apply_to_blocks(&mut document, &|_| true);
    let kept: Vec<_> = document.blocks.iter().map(|block| (block.verdict.is_kept(), block.verdict.why())).collect();
    assert_eq!(kept, [(true, "story"), (true, "kept by an editor"), (false, "dropped by an editor")]);

    let mut script = compose(BEFORE, "en");
    let anchor = Anchor::at_sentence(&script, 1).unwrap();
    let edits =
        Edits { edits: vec![Edit { anchor, change: Change::Pause(2_500), by: None, at: None }], ..Edits::default() };
    edits.apply_to_script(&mut script, &|_| true);
    assert_eq!(script.sentences[1].pause_after.as_millis(), 2_500);
}

#[test]
fn a_file_that_is_wrong_anywhere_is_told_with_its_line() {
    let parse = |text: &str| Edits::parse(text, Path::new("a.edits.toml")).unwrap_err().to_string();
    let head = "version = 1\narticle = 'a'\n";
    for (text, told) in [
        ("version = 2\nwhatever = 1", "version 2"),
        ("version = 1", "article"),
        (&format!("{head}[[edit]]\nsentence = 'a'"), "line 3"),
        (&format!("{head}[[edit]]\nsentence = 'a'\nread = true"), "`block`"),
        (&format!("{head}[[edit]]\nsentence = 'a'\npause_ms = 1\nflag = ''"), "one thing"),
        (&format!("{head}[[edit]]\nsentence = 'a'\nwords = 'a'\nsay = ' '"), "say something"),
        (&format!("{head}[[edit]]\nsentence = 'a'\nwords = 'a'\nspoken_in = 'xx'"), "use cs, nl, fr"),
        (&format!("{head}[[edit]]\nsentence = 'a'\nwords = 'a'"), "one of `say`"),
        (&format!("{head}[[edit]]\nsentence = 'a'\npause_ms = 99999999"), "longer"),
    ] {
        let error = parse(text);
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn a_shelf_finds_edits_by_their_article() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(folder.path());
    assert_eq!(shelf.find(&["a"]).unwrap(), None);
    let edits = say(&compose(BEFORE, "en"), "The first car", "Abelard", "AB uh lard");
    shelf.keep(&edits, "bridge").unwrap();
    assert_eq!(shelf.find(&["other", "a"]).unwrap().unwrap().edits, edits);
    assert_eq!(Shelf::new(folder.path()).hash("a"), shelf.hash("a"));
    assert!(folder.path().join("bridge.edits.toml").exists());
    shelf.keep(&Edits { edits: Vec::new(), ..edits }, "bridge").unwrap();
    assert_eq!((shelf.find(&["a"]).unwrap(), shelf.hash("a")), (None, String::new()));
}
