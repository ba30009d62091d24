//! The page with the list.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::Html;
use maud::{Markup, html};

use super::applied::short;
use super::dry_run;
use super::entry::{Entry, STANDS, Stand};
use super::frame::{minutes, page};
use super::gate::Editor;
use super::list::Query;
use super::room::Room;

/// Narrations on one page.
const PAGE: usize = 100;

/// Shows the list, or what of it was asked for.
pub(super) async fn show(
    State(room): State<Arc<Room>>,
    Extension(editor): Extension<Editor>,
    RawQuery(query): RawQuery,
) -> Html<String> {
    let (query, number) = asked(&query.unwrap_or_default());
    let list = room.desk.list();
    let (found, counts) = (list.found(&query), list.counts());
    let pages = found.len().div_ceil(PAGE).max(1);
    let number = number.min(pages);
    let shown = &found[(number - 1) * PAGE..(number * PAGE).min(found.len())];
    let places = dry_run::places(list.entries());
    let body = html! {
        a.jump href="#list" { "To the list" }
        (header(&editor, html! { "Narrations" }, &html! {}))
        div.shelf {
            (filters(&query, &counts))
            main id="list" {
                (groups(shown, query.words.is_empty()))
                (pager(&query, number, pages))
            }
        }
        p #told role="status" aria-live="polite" {}
        (rule_dialog(&places))
    };
    page("Narrations", "list", &body)
}

/// Writes the bar at the top.
pub(super) fn header(editor: &Editor, crumb: Markup, tools: &Markup) -> Markup {
    html! {
        header.top {
            a.brand href="/" aria-label="aloud, all narrations" { "aloud" }
            h1.crumb { (crumb) }
            span.grow {}
            (tools)
            details.who {
                summary aria-label={ "You are " (editor.0) } title=(editor.0) { (initial(&editor.0)) }
                div.menu {
                    p { "You are " b { (editor.0) } "." }
                    form #invite {
                        label for="invite-name" { "Invite another editor" }
                        div.row { input #invite-name name="name" maxlength="60" placeholder="Their name" autocomplete="off"; button.btn { "Make a link" } }
                        output {}
                    }
                    label.switch { input #keys-on type="checkbox" checked; " Single-key shortcuts" }
                }
            }
        }
    }
}

fn initial(name: &str) -> String {
    name.chars().next().unwrap_or('?').to_uppercase().collect()
}

fn filters(query: &Query, counts: &HashMap<Stand, usize>) -> Markup {
    let all: usize = counts.values().sum();
    let current = |stand: Option<Stand>| (query.stand == stand).then_some("page");
    let words = &query.words;
    html! {
        nav.side aria-label="Filters" {
            form.search action="/" role="search" {
                input #search type="search" name="q" value=(words) placeholder="Search titles and sites" aria-label="Search titles and sites" aria-keyshortcuts="/";
                @if let Some(word) = word(query.stand) { input type="hidden" name="state" value=(word); }
            }
            ul {
                li { a href=(address(words, None, 1)) aria-current=[current(None)] { span { "All" } span.count { (all) } } }
                @for (stand, _, label) in STANDS.iter().filter(|(stand, ..)| counts.contains_key(stand)) {
                    li { a href=(address(words, Some(*stand), 1)) aria-current=[current(Some(*stand))] { span { (label) } span.count { (counts[stand]) } } }
                }
            }
            @if counts.contains_key(&Stand::Waiting) { p.ruled { button.btn.small #by-rule type="button" { "Approve by a rule…" } } }
        }
    }
}

/// Writes what asks for a rule, and shows what it would approve.
fn rule_dialog(places: &[String]) -> Markup {
    html! {
        dialog #ruling aria-labelledby="ruling-title" {
            form method="dialog" {
                h2 #ruling-title { "Approve by a rule" }
                p.quiet { "What waits and has no doubtful sentence, no flag, and no edit to listen to. Nothing is approved before you have seen the list." }
                label for="ruling-place" { "Of" }
                select #ruling-place name="place" {
                    option value="" { "all channels and sites" }
                    @for place in places { option value=(place) { (place) } }
                }
                label.switch { input type="checkbox" name="new" checked; span { "Only without words new to the catalogue" } }
                label.switch { input type="checkbox" name="guessed" checked; span { "Only without guessed names" } }
                div #ruling-found aria-live="polite" {}
                div.row {
                    button.btn #ruling-list type="button" { "List what it would approve" }
                    button.btn.main #ruling-approve type="button" hidden { "Approve" }
                    button.btn value="no" formnovalidate { "Close" }
                }
            }
        }
    }
}

/// Writes narrations under the names of their states.
fn groups(shown: &[&Entry], all_words: bool) -> Markup {
    html! {
        @if shown.is_empty() {
            div.empty {
                h1 { @if all_words { "Nothing here" } @else { "Nothing found" } }
                p { @if all_words { "Narrate something with `aloud narrate`, and it is listed here." } @else { "No title or site has these words." } }
            }
        }
        @for (stand, word, label) in &STANDS {
            @let group: Vec<_> = shown.iter().filter(|entry| entry.stand() == *stand).collect();
            @if !group.is_empty() {
                section class=(word) aria-label=(label) {
                    h2 { (label) }
                    ul.rows { @for entry in group { li { (row(entry)) } } }
                }
            }
        }
    }
}

fn row(entry: &Entry) -> Markup {
    let place = entry.place.trim_start_matches("https://").trim_start_matches("http://");
    let text = html! {
        span.title { (entry.title) }
        span.about {
            span.place { (place) }
            @if !entry.date.is_empty() { span { (entry.date) } }
            @if let Some(by) = &entry.by { span { (by) } }
            @if let Some(note) = &entry.note { span.note { (note) } }
        }
        (reasons(entry))
    };
    html! {
        @if entry.name.is_empty() { div.item { span.text { (text) } } }
        @else {
            a.item href={ "/a/" (entry.name) } {
                span.text { (text) }
                span.chips { (chips(entry)) }
                span.time { (minutes(entry.duration_ms)) }
            }
        }
    }
}

/// Writes in words why a narration deserves an ear: the first doubt, and the names that may be said wrong.
fn reasons(entry: &Entry) -> Markup {
    let (news, guessed) = (entry.news(), entry.guessed.as_deref().unwrap_or_default());
    let (new_guesses, known): (Vec<_>, Vec<_>) = guessed.iter().cloned().partition(|name| news.contains(name));
    let new: Vec<String> = news.iter().filter(|name| !new_guesses.contains(name)).cloned().collect();
    let parts = [("New and guessed: ", new_guesses), ("New: ", new), ("Guessed: ", known)];
    html! {
        @if let Some((text, why)) = &entry.doubt { span.reason { "“" (short(text.trim())) "”: " (why) } }
        @for (label, names) in parts.iter().filter(|(_, names)| !names.is_empty()) {
            span.reason { (label) (named(names)) }
        }
    }
}

/// Names the first of some names, and how many more there are.
fn named(names: &[String]) -> String {
    /// As many as a line has room for.
    const MOST: usize = 6;
    let first = names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Writes why a narration wants to be listened to.
pub(super) fn chips(entry: &Entry) -> Markup {
    let reasons = [
        (entry.lost, "edit lost its place", "edits lost their place"),
        (entry.doubts, "doubtful sentence", "doubtful sentences"),
        (entry.changed, "edit to listen to", "edits to listen to"),
        (entry.flags, "flag", "flags"),
    ];
    html! {
        @for (count, one, several) in reasons.into_iter().filter(|(count, ..)| *count > 0) {
            span.chip.warn { (count) " " (if count == 1 { one } else { several }) }
        }
        @if let Some(why) = entry.stale { span.chip.warn title={ "It would be narrated again: " (why) } { "stale" } }
        @if let Some(at) = &entry.published {
            span.chip.ok title=(at.places.join(", ")) { @if entry.is_published() { "published" } @else { "an older one is published" } }
        }
        (name_chip(entry.news(), "new word", "new words"))
        (name_chip(entry.guessed.as_deref().unwrap_or_default(), "guessed name", "guessed names"))
    }
}

fn name_chip(names: &[String], one: &str, several: &str) -> Markup {
    html! {
        @if !names.is_empty() {
            span.chip title=(names.join(", ")) { (names.len()) " " (if names.len() == 1 { one } else { several }) }
        }
    }
}

/// Returns the narrations beside an article as they are now.
pub(super) async fn beside_now(State(room): State<Arc<Room>>, Path(name): Path<String>) -> Html<String> {
    Html(beside(&room, &name).into_string())
}

/// Writes the narrations beside an article: what is to be heard next.
pub(super) fn beside(room: &Room, name: &str) -> Markup {
    /// As many as fit beside an article.
    const MOST: usize = 40;
    let list = room.desk.list();
    let found = list.found(&Query::default());
    let shown: Vec<&Entry> = found.into_iter().filter(|entry| !entry.name.is_empty()).take(MOST).collect();
    html! {
        nav.side aria-label="Narrations" {
            form.search action="/" role="search" {
                input #search type="search" name="q" placeholder="Search titles and sites" aria-label="Search titles and sites" aria-keyshortcuts="/";
            }
            @for (stand, _, label) in &STANDS {
                @let group: Vec<_> = shown.iter().filter(|entry| entry.stand() == *stand).collect();
                @if !group.is_empty() {
                    h2 { (label) }
                    ul {
                        @for entry in group {
                            li { a.next href={ "/a/" (entry.name) } aria-current=[(entry.name == name).then_some("page")] {
                                span.title { (entry.title) }
                                small { (chips(entry)) span.time { (minutes(entry.duration_ms)) } }
                            } }
                        }
                    }
                }
            }
        }
    }
}

fn pager(query: &Query, number: usize, pages: usize) -> Markup {
    let to = |number: usize| address(&query.words, query.stand, number);
    html! {
        @if pages > 1 {
            nav.pager aria-label="Pages" {
                @if number > 1 { a.btn href=(to(number - 1)) rel="prev" { "Back" } }
                span { "Page " (number) " of " (pages) }
                @if number < pages { a.btn href=(to(number + 1)) rel="next" { "More" } }
            }
        }
    }
}

fn word(stand: Option<Stand>) -> Option<&'static str> {
    STANDS.iter().find(|(other, ..)| Some(*other) == stand).map(|(_, word, _)| *word)
}

fn address(words: &str, stand: Option<Stand>, number: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !words.is_empty() {
        query.append_pair("q", words);
    }
    if let Some(word) = word(stand) {
        query.append_pair("state", word);
    }
    if number > 1 {
        query.append_pair("page", &number.to_string());
    }
    let query = query.finish();
    if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
}

/// Reads what is asked for, and the page's number from 1.
fn asked(query: &str) -> (Query, usize) {
    let (mut asked, mut number) = (Query::default(), 1);
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*key {
            "q" => asked.words = value.chars().take(200).collect(),
            "state" => asked.stand = STANDS.iter().find(|(_, word, _)| *word == value).map(|(stand, ..)| *stand),
            "page" => number = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }
    (asked, number)
}
