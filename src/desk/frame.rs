//! What every page has: its head, its files, and invitations.

use std::sync::{Arc, LazyLock};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;
use serde_json::json;

use super::gate::LONGEST_NAME;
use super::refusal::Refusal;
use super::room::Room;

/// A file of the pages, which is in the program.
pub(super) struct Asset {
    pub(super) path: &'static str,
    text: &'static str,
    kind: &'static str,
}

pub(super) const STYLE: Asset = Asset { path: "/desk.css", text: STYLE_TEXT, kind: "text/css; charset=utf-8" };
pub(super) const SCRIPT: Asset = Asset { path: "/desk.js", text: SCRIPT_TEXT, kind: "text/javascript; charset=utf-8" };

const STYLE_TEXT: &str = include_str!("page/desk.css");
const SCRIPT_TEXT: &str = concat!(
    include_str!("page/base.js"),
    include_str!("page/sound.js"),
    include_str!("page/panel.js"),
    include_str!("page/manner.js"),
    include_str!("page/rules.js"),
    include_str!("page/approve.js"),
    include_str!("page/keys.js"),
    include_str!("page/start.js"),
);

/// Names the files as they are: browsers keep them for ever, and ask for others after an update.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let hash = blake3::hash(format!("{STYLE_TEXT}{SCRIPT_TEXT}").as_bytes());
    hash.to_hex().chars().take(12).collect()
});

impl Asset {
    fn answer(&self) -> Response {
        let headers = [(CONTENT_TYPE, self.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
        (headers, self.text).into_response()
    }

    fn address(&self) -> String {
        format!("{}?{}", self.path, &*VERSION)
    }
}

pub(super) async fn style() -> Response {
    STYLE.answer()
}

pub(super) async fn script() -> Response {
    SCRIPT.answer()
}

pub(super) async fn nothing() -> Response {
    (StatusCode::NOT_FOUND, plain("Nothing here", "There is no such page at this desk.")).into_response()
}

/// Writes a page.
pub(super) fn page(title: &str, class: &str, body: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · aloud" }
                link rel="stylesheet" href=(STYLE.address());
                link rel="icon" href="data:,";
                script src=(SCRIPT.address()) defer {}
            }
            body class=(class) { (body) }
        }
    };
    Html(page.into_string())
}

/// Writes a page that says one thing.
pub(super) fn plain(title: &str, text: &str) -> Html<String> {
    page(title, "plain", &html! { main { h1 { (title) } p { (text) } } })
}

/// Whom to invite.
#[derive(Deserialize)]
pub(super) struct Invitation {
    name: String,
}

/// Makes a link for another editor.
pub(super) async fn invite(State(room): State<Arc<Room>>, Json(asked): Json<Invitation>) -> Result<Response, Refusal> {
    let name = asked.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::wrong("give a name of up to 60 characters"));
    }
    Ok(Json(json!({ "link": format!("/enter?token={}", room.gate.invite(name)) })).into_response())
}

/// Writes a length as minutes and seconds.
pub(super) fn minutes(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
