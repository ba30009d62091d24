//! The page of a narration: the article laid out as it reads, what is left out with the reason, and the panel of a sentence.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::answer::answer;
use super::article_text::text;
use super::entry::{Entry, Stand};
use super::frame::{minutes, page};
use super::gate::Editor;
use super::list_page::{beside, header};
use super::opened::Opened;
use super::panel::panel;
use super::refusal::Refusal;
use super::room::Room;

/// Shows a narration.
pub(super) async fn show(
    State(room): State<Arc<Room>>,
    Extension(editor): Extension<Editor>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let opened = room.desk.open_narration(&name).await?;
    let entry = room.desk.list().named(&name).cloned();
    let (stand, stale) = (entry.as_ref().map(Entry::stand), entry.and_then(|entry| entry.stale));
    let title = title(&opened);
    let data = answer(&room.desk, &opened)?.to_string();
    let body = html! {
        a.jump href="#text" { "To the article" }
        (header(&editor, html! { (title) }, &tools(&opened, stand, room.desk.way(&opened.record).approval)))
        div.cols {
            (beside(&room, &name))
            main id="text" tabindex="-1" { (text(&opened, stale)) }
            (panel())
        }
        (transport(&opened))
        p #told role="status" aria-live="polite" {}
        (help())
        script #data type="application/json" { (maud::PreEscaped(data.replace('<', "\\u003c"))) }
    };
    Ok(page(title, "article", &body).into_response())
}

/// Tells how a narration is now, for pages that are open.
pub(super) async fn state(State(room): State<Arc<Room>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let opened = room.desk.open_narration(&name).await?;
    Ok(Json(answer(&room.desk, &opened)?).into_response())
}

fn title(opened: &Opened) -> &str {
    opened.done.title.as_deref().unwrap_or(&opened.master.manifest.audio)
}

/// Writes what is decided by.
fn tools(opened: &Opened, stand: Option<Stand>, approval: bool) -> Markup {
    let is_asked = approval || matches!(stand, Some(Stand::Approved | Stand::Changes | Stand::Rejected));
    html! {
        span.chip #length { (minutes(opened.master.manifest.duration_ms)) }
        span.chip #verdict {}
        span.decide data-approval=(is_asked) {
            button.btn #changes type="button" { span.wide { "Ask for changes" } span.narrow { "Changes" } }
            button.btn.main #approve type="button" aria-keyshortcuts="a" { "Approve" kbd { "a" } }
        }
    }
}

fn transport(opened: &Opened) -> Markup {
    html! {
        footer.transport {
            button.play #play type="button" aria-label="Play" aria-keyshortcuts="Space" { span aria-hidden="true" {} }
            div.line {
                canvas #whole height="40" aria-hidden="true" {}
                input #seek type="range" min="0" max=(opened.master.manifest.duration_ms) step="100" value="0" aria-label="Place in the narration";
            }
            span #clock { "0:00 / " (minutes(opened.master.manifest.duration_ms)) }
            button.btn.small #speed type="button" aria-label="Speed 1×" { "1×" }
            button.btn.small #keys type="button" aria-keyshortcuts="?" { kbd { "?" } span.wide { " keys" } }
        }
        audio #audio preload="metadata" {}
    }
}

/// Keys and what they do; the script obeys the same.
const KEYS: [(&str, &str); 21] = [
    ("Space", "play, pause"),
    ("↵", "play this sentence"),
    ("b", "play from a second before it to a second after"),
    ("r", "again from its start"),
    ("↓ j · ↑ k", "next sentence, the one before"),
    ("n", "next that wants an ear"),
    ("← →", "two seconds"),
    ("[ ]", "slower, faster"),
    ("f", "flag it while it plays on"),
    ("e", "change how it is said; Esc leaves, Ctrl ↵ saves and plays"),
    ("w", "how the selected words are said"),
    ("t", "another take of it, where its voice has any"),
    ("1 … 9", "that take"),
    ("g", "it is good"),
    ("s", "leave its block out, or read it"),
    ("u", "undo"),
    ("a then ↵", "approve"),
    ("/", "search"),
    ("l", "the list"),
    ("?", "this list"),
    ("Esc", "leave a field, close this"),
];

fn help() -> Markup {
    html! {
        dialog #help aria-label="Keys" {
            h2 { "Keys" }
            dl { @for (key, what) in KEYS { dt { kbd { (key) } } dd { (what) } } }
            form.row method="dialog" { button.btn { "Close" } }
        }
        dialog #rule aria-labelledby="rule-title" {
            form method="dialog" {
                h2 #rule-title { "" }
                p.quiet #rule-looked {}
                fieldset #rules { legend.sr { "What is meant" } }
                label.switch #rule-published hidden { input type="checkbox" name="published"; span { "Speak approved and published ones again too" } }
                div.row { button.btn.main value="yes" { "Save the rule" } button.btn value="no" formnovalidate { "Cancel" } }
            }
        }
        dialog #ask aria-labelledby="ask-title" {
            form method="dialog" {
                h2 #ask-title { "" }
                p #ask-text {}
                textarea #ask-note rows="3" aria-label="Note" {}
                div.row { button.btn.main value="yes" { "Yes" } button.btn #ask-reject value="reject" { "Reject it" } button.btn value="no" formnovalidate { "Cancel" } }
            }
        }
    }
}
