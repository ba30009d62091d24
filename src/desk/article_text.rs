//! An article laid out as it reads: its sentences, what is left out with the reason, and what is to be known beforehand.

use maud::{Markup, html};

use super::opened::{Line, Opened};
use crate::document::{Block, BlockKind, Grounds, Reason, Verdict};
use crate::edits::{Change, Said};

/// Writes the article.
pub(super) fn text(opened: &Opened, stale: Option<&str>) -> Markup {
    html! {
        div #notices { (notices(opened, stale)) }
        article lang=[opened.text.as_ref().ok().map(|text| text.prepared.script.language.as_str().to_owned())] {
            @match &opened.text {
                Ok(text) => (blocks(&text.prepared.script.blocks, &opened.lines)),
                Err(_) => (paragraphs(&opened.lines)),
            }
        }
    }
}

/// Writes what is to be known before anyone listens.
fn notices(opened: &Opened, stale: Option<&str>) -> Markup {
    let unheard = opened.lines.iter().filter(|line| line.heard.is_none()).count();
    html! {
        @if let Some(why) = stale {
            p.notice { "The next run would narrate this again: " (why) "." }
        }
        @if let Err(why) = &opened.text {
            p.notice { "The article cannot be read (" (why) "), so it can be listened to and approved, but not mended." }
        }
        @if unheard > 0 {
            p.notice { (unheard) (if unheard == 1 { " sentence is" } else { " sentences are" }) " not in the sound yet: the article or a lexicon was changed since. The next save, or " code { "aloud narrate" } ", speaks them." }
        }
        @for (number, edit, standing) in &opened.lost {
            div.notice.lost {
                p { "An edit lost its place: " (standing) ". " (said(&edit.change)) " — in “" (edit.anchor.quote) "”" }
                button.btn type="button" data-drop=(number) { "Drop it" }
            }
        }
    }
}

fn said(change: &Change) -> String {
    match change {
        Change::Say { words, said: Said::Alias(said) | Said::Ipa(said), .. } => format!("“{words}” said as “{said}”"),
        Change::Say { words, said: Said::In(language), .. } => format!("“{words}” said in `{language}`"),
        Change::Pause(ms) => format!("A pause of {ms} ms"),
        Change::Voice(voice) => format!("Said by {voice}"),
        Change::Speed(percent) => format!("At {percent} % of the pace"),
        Change::Take(take) => format!("Take {}", take + 1),
        Change::Recording(_) => "A recording of one's own".to_owned(),
        Change::Read(true) => "A block to be read".to_owned(),
        Change::Read(false) => "A block to be left out".to_owned(),
        Change::Flag(_) | Change::Heard(_) => String::new(),
    }
}

/// Writes blocks in their order; those that are left out and follow one another stand together.
fn blocks(blocks: &[Block], lines: &[Line]) -> Markup {
    let before = lines.iter().position(|line| line.block.is_some()).unwrap_or(lines.len());
    let after = lines.iter().rposition(|line| line.block.is_some()).map_or(lines.len(), |last| last + 1);
    let mut runs: Vec<(bool, Vec<usize>)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let is_kept = block.verdict.is_kept();
        match runs.last_mut() {
            Some((false, run)) if !is_kept => run.push(index),
            _ => runs.push((is_kept, vec![index])),
        }
    }
    html! {
        (around(lines, 0..before))
        @for (is_kept, run) in &runs {
            @if *is_kept { (kept(&blocks[run[0]], run[0], lines)) } @else { (skipped(blocks, run)) }
        }
        (around(lines, after.max(before)..lines.len()))
    }
}

/// Writes what is said before or after the story.
fn around(lines: &[Line], range: std::ops::Range<usize>) -> Markup {
    html! {
        @if !range.is_empty() {
            p.around { @for index in range { (sentence(&lines[index], index)) " " } }
        }
    }
}

fn kept(block: &Block, index: usize, lines: &[Line]) -> Markup {
    let own = || lines.iter().enumerate().filter(|(_, line)| line.block == Some(index));
    let inside = html! { @for (number, line) in own() { (sentence(line, number)) } };
    let why = block.verdict.why();
    let leave = html! { button.leave type="button" data-block=(index) data-read="false" aria-label="Leave out this block" title={ "Read: " (why) ". Leave it out (s)" } { "Leave out" } };
    html! {
        div.block data-kind=(block.kind.name()) {
            @match block.kind {
                BlockKind::Heading { level: 1 } => h1 { (inside) },
                BlockKind::Heading { .. } => h2 { (inside) },
                BlockKind::Quote | BlockKind::PullQuote => blockquote { (inside) },
                BlockKind::ListItem { .. } => ul { li { (inside) } },
                _ => p { (inside) },
            }
            (leave)
            @if block.verdict == Verdict::Kept(Grounds::Editor) { (always(index, true)) }
        }
    }
}

/// Writes what makes a rule of what an editor did to a block.
fn always(index: usize, is_read: bool) -> Markup {
    html! {
        button.btn.small.always type="button" data-rule=(index) data-read=(is_read) { @if is_read { "Always read its like…" } @else { "Always leave out its like…" } }
    }
}

/// Writes blocks that are left out, with the reasons.
fn skipped(blocks: &[Block], run: &[usize]) -> Markup {
    let mut reasons: Vec<&str> = Vec::new();
    for index in run {
        let why = blocks[*index].verdict.why();
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    let first: String = blocks[run[0]].text.chars().take(70).collect();
    let one = |index: usize| {
        let block = &blocks[index];
        html! {
            div.left-out data-kind=(block.kind.name()) {
                p { (block.text) }
                p.why { (block.verdict.why()) }
                div.row.tight {
                    @if block.verdict == Verdict::Skipped(Reason::Editor) { (always(index, false)) }
                    button.btn type="button" data-block=(index) data-read="true" { "Read it" }
                }
            }
        }
    };
    html! {
        details.skip {
            summary {
                span.what { @if run.len() == 1 { "Not read: " } @else { (run.len()) " blocks not read: " } (first) }
                span.why { (reasons.join(", ")) }
            }
            @for index in run { (one(*index)) }
        }
    }
}

fn sentence(line: &Line, index: usize) -> Markup {
    let mut class = "s".to_owned();
    for (name, is) in [
        ("odd", line.is_odd()),
        ("flagged", line.flag.is_some()),
        ("edited", line.is_edited),
        ("unheard", line.heard.is_none()),
        ("guess", !line.guessed.is_empty() || !line.new_words.is_empty()),
    ] {
        if is {
            class = format!("{class} {name}");
        }
    }
    html! { span class=(class) id={ "s" (index + 1) } data-i=(index) { (line.written) } }
}

/// Writes the sentences of an article that is not there: a paragraph for each block.
fn paragraphs(lines: &[Line]) -> Markup {
    let mut paragraphs: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some((block, run)) if *block == line.block => run.push(index),
            _ => paragraphs.push((line.block, vec![index])),
        }
    }
    html! {
        @for (_, run) in &paragraphs {
            p { @for index in run { (sentence(&lines[*index], *index)) " " } }
        }
    }
}
