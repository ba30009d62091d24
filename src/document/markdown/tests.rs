//! What Markdown's marks come to.

use super::super::{Block, BlockKind, Document};

fn read(text: &str) -> Document {
    super::read(text)
}

fn kept(text: &str) -> Vec<(BlockKind, String)> {
    let blocks = read(text).blocks.into_iter();
    blocks.filter(|block| block.verdict.is_kept()).map(|Block { kind, text, .. }| (kind, text)).collect()
}

#[test]
fn words_stay_and_markup_goes() {
    let blocks = kept(
        "One *two* **three**\n[four](http://x.y) `five`  \nsix <b>seven</b> &amp; ~~eight~~ nine.[^1]\n\n[^1]: Note.",
    );
    assert_eq!(blocks, [(BlockKind::Paragraph, "One two three four five six seven & nine.".to_owned())]);
}

#[test]
fn lists_nest_and_count() {
    let blocks = kept("3. a\n   - b\n4. c\n\n> q\n\n## h");
    let item = |number| BlockKind::ListItem { number };
    let expected = [
        (item(Some(3)), "a"),
        (item(None), "b"),
        (item(Some(4)), "c"),
        (BlockKind::Quote, "q"),
        (BlockKind::Heading { level: 2 }, "h"),
    ];
    assert_eq!(blocks, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn code_tables_and_pictures_are_skipped_with_their_reason() {
    let document =
        read("```\nlet x;\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n![A cat](cat.jpg)\n\n*Photo by Ann*\n\nText.");
    let told: Vec<_> = document.blocks.iter().map(|block| (block.text.as_str(), block.verdict.why())).collect();
    let expected = [
        ("let x;", "code"),
        ("c: b d.", "table"),
        ("A cat", "description of a picture"),
        ("Photo by Ann", "caption"),
        ("Text.", "story"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_first_heading_is_the_title_and_the_byline_is_not_read() {
    let document = read("# A title\n\nBy Ada Lovelace and Bo Li\n\nText.");
    assert_eq!(document.metadata.title.as_deref(), Some("A title"));
    assert_eq!(document.metadata.authors, ["Ada Lovelace", "Bo Li"]);
    assert_eq!(kept("# A title\n\nBy Ada Lovelace\n\nText.").len(), 2);
}

#[test]
fn deep_nesting_ends() {
    let deep = format!("{}x", "> ".repeat(50_000));
    assert!(read(&deep).blocks.len() <= 1);
}
