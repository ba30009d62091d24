//! What pages come to.

use super::super::{BlockKind, Document, Grounds, Reason, Rules, Verdict};

fn read(page: &str) -> Document {
    super::read(page, |_| None)
}

fn kept(page: &str) -> Vec<String> {
    read(page).blocks.into_iter().filter(|block| block.verdict.is_kept()).map(|block| block.text).collect()
}

/// A paragraph of prose, different for each number.
fn prose(number: usize) -> String {
    format!(
        "Paragraph {number} tells at some length, in sentences with commas, what happened on day {number}, who was there and \
         what they said of it. It goes on with a second sentence, so that nobody takes it for a caption or a label."
    )
}

fn page(inside: &str) -> String {
    let paragraphs: String = (1..=4).map(|number| format!("<p>{}</p>", prose(number))).collect();
    format!(
        "<html lang='en'><head><title>A title of sorts</title></head><body><article>{paragraphs}{inside}<p>{}</p></article></body></html>",
        prose(5)
    )
}

#[test]
fn the_story_is_kept_and_its_surroundings_are_skipped() {
    let inside = "<figure><img alt='x'><figcaption>A bridge at dawn, with a boat under it.</figcaption></figure>\
        <p><a href='/x'>Read more: ten bridges that everybody should have seen</a></p>\
        <div class='newsletter-form'><p>Get the best of our stories, every Friday, by mail to your home.</p></div>";
    let blocks = kept(&page(inside));
    assert_eq!(blocks, (1..=5).map(prose).collect::<Vec<_>>());
}

#[test]
fn structure_is_seen() {
    let inside = "<h2>Why it fell</h2><p>The beam was made in a hurry, of bad steel, by people who knew that it was bad.</p>\
        <ul><li>It was old, and nobody looked.</li><li>It was cold, and steel turns brittle.</li></ul>\
        <blockquote>We should have known, and I think that we did.</blockquote><pre>let x = 1;</pre>";
    let document = read(&page(inside));
    let kind = |text: &str| document.blocks.iter().find(|block| block.text.starts_with(text)).map(|block| block.kind);
    assert_eq!(kind("Why it fell"), Some(BlockKind::Heading { level: 2 }));
    assert_eq!(kind("It was old"), Some(BlockKind::ListItem { number: None }));
    assert_eq!(kind("We should"), Some(BlockKind::Quote));
    assert_eq!(kind("let x"), Some(BlockKind::Code));
}

#[test]
fn note_marks_go_and_units_stay() {
    let inside = "<p>The area of 5 km<sup>2</sup> was flooded<sup><a href='#1'>1</a></sup> again<sup>[2]</sup>, the council of the \
        <abbr title='World Trade Forum'>WTF</abbr> said. The WTF will <q>look into it</q>.</p>";
    let blocks = kept(&page(inside));
    let expected =
        "The area of 5 km2 was flooded again, the council of the World Trade Forum said. The WTF will “look into it”.";
    assert!(blocks.iter().any(|block| block == expected), "{blocks:?}");
}

#[test]
fn a_pull_quote_is_said_once() {
    let inside =
        "<blockquote class='pullquote'>what happened on day 2, who was there and what they said of it</blockquote>";
    assert_eq!(kept(&page(inside)).len(), 5);
}

#[test]
fn hostile_pages_end() {
    for page in [
        "<div>".repeat(100_000),
        "<div><p>x".repeat(50_000),
        "<b><i><font>".repeat(30_000),
        "<table><tr><td>".repeat(20_000),
        "<div></div>".repeat(200_000),
        "<a href='".repeat(10_000),
        "<![CDATA[<!--".to_owned(),
        "\u{0}<p>\u{fffd}".to_owned(),
    ] {
        read(&page);
    }
}

#[test]
fn a_sites_rules_have_the_last_word() {
    let inside = "<div class='x'><p>A paragraph that stands in a part of the page that its site wants to be left out.</p></div>\
        <figure><figcaption>A caption that its site wants to have read, since it tells the story.</figcaption></figure>";
    let strings = |selectors: &[&str]| selectors.iter().map(|selector| (*selector).to_owned()).collect();
    let rules = Rules { drop: strings(&["div.x"]), keep: strings(&["figcaption"]), ..Rules::default() };
    let document = super::read(&page(inside), |_| Some(&rules));
    let why = |text: &str| document.blocks.iter().find(|block| block.text.starts_with(text)).unwrap().verdict;
    assert_eq!(why("A paragraph that stands"), Verdict::Skipped(Reason::SiteRule));
    assert_eq!(why("A caption"), Verdict::Kept(Grounds::SiteRule));

    let rules = Rules { story: strings(&[".x"]), ..Rules::default() };
    let document = super::read(&page(inside), |_| Some(&rules));
    let kept: Vec<_> = document.blocks.iter().filter(|block| block.verdict.is_kept()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
}

proptest::proptest! {
    #[test]
    fn any_page_gives_a_document_of_folded_text(
        page in "(<(p|div|li|ul|ol|td|tr|table|q|a|sup|abbr|blockquote|figure|pre|br|h2)( (class|title|lang|href|hidden)='[a-z#1]{0,6}')?>|</[a-z]{1,4}>|[A-Za-z0-9.é\u{ad}&;<\\[\\]* ]{0,12}){0,40}"
    ) {
        for block in read(&page).blocks {
            proptest::prop_assert!(!block.text.is_empty());
            // Lines of verse are parted by a sign of their own, which is white space too.
            let folded = block.text.replace(super::super::verse::LINE_END, " ");
            proptest::prop_assert_eq!(super::super::text::fold_space(&block.text), folded);
        }
    }
}
