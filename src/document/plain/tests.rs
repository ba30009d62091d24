//! What lines of plain text come to.

use super::super::{BlockKind, Document};

fn read(text: &str) -> Document {
    super::read(text)
}

fn kept(text: &str) -> Vec<String> {
    read(text).blocks.into_iter().filter(|block| block.verdict.is_kept()).map(|block| block.text).collect()
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "The first paragraph goes on for a while and is wrapped\nat sixty columns or so, as letters once were wrapped\nby hand.\n\nThe second paragraph follows after a blank line and goes\non.";
    assert_eq!(kept(text).len(), 2);
    assert!(kept(text)[0].ends_with("were wrapped by hand."));
}

#[test]
fn a_line_can_be_a_paragraph() {
    let long = "A paragraph that stands in one long line, as editors without wrapping write it, and that goes on well past any column a typewriter had. It has two sentences.";
    assert_eq!(kept(&format!("{long}\n{long}\n{long}")).len(), 3);
}

#[test]
fn a_headline_and_a_byline_are_told_apart_from_the_story() {
    let document = read("A title of sorts\n\nBy Ada Lovelace\n\nIt rained. It rained more.\r\n\r\nThen it stopped.");
    assert_eq!(document.metadata.title.as_deref(), Some("A title of sorts"));
    assert_eq!(document.metadata.authors, ["Ada Lovelace"]);
    assert_eq!(document.blocks[0].kind, BlockKind::Heading { level: 1 });
}

#[test]
fn a_first_sentence_is_no_title() {
    assert_eq!(read("It rained.\n\nThen it stopped.").metadata.title, None);
    assert_eq!(read("One line only").metadata.title, None);
}

#[test]
fn lists_and_underlined_headings_are_seen() {
    let document = read("Shopping\n========\n\n- milk\n- bread\n\n1. first\n2) second\n\n* * *\n\nThe end.");
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    let item = |number| BlockKind::ListItem { number };
    let expected =
        [BlockKind::Heading { level: 1 }, item(None), item(None), item(Some(1)), item(Some(2)), BlockKind::Paragraph];
    assert_eq!(kinds, expected);
    assert_eq!(document.metadata.title.as_deref(), Some("Shopping"));
}

proptest::proptest! {
    #[test]
    fn any_text_gives_a_document_whose_words_are_the_texts(
        text in "(Share|Subscribe|Comments|By Ada Low|3:44 PM|Most read|©|\\* |“|\"|\\(Photo: A / B\\)|[A-Za-zé0-9 .,]{0,60}|\n|\n\n|\r\n){0,40}"
    ) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let whole = letters(&text);
        for block in read(&text).blocks {
            proptest::prop_assert!(whole.contains(&letters(&block.text)), "{}", block.text);
        }
    }
}
