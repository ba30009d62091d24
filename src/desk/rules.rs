//! From a block that is read or left out to a rule of its site: what it would touch is shown, then one line is written into the
//! settings file, which everything obeys from then on.

use std::fs;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Desk;
use super::applied::{numbers, remove, short};
use super::history::{Changed, Step};
use super::house::speak_others;
use super::opened::Opened;
use super::refusal::Refusal;
use super::respeak::Changing;
use super::room::Room;
use super::settings_file::{ByHand, with_rule};
use crate::document::{self, Rule, Selection};
use crate::edits::Edit;
use crate::regular_file;
use crate::source::Article;
use crate::speech::aside;

/// The most other articles that are looked at, and the most of those that are fetched for it. Taste: someone waits.
const MOST: (usize, usize) = (40, 4);
/// The most blocks of one article that are shown.
const MOST_SHOWN: usize = 5;

/// What a rule does to one article.
#[derive(Debug, Clone, Serialize)]
struct Touched {
    name: String,
    title: String,
    approved: bool,
    /// How many blocks are read that were not, or the other way round.
    count: usize,
    /// How the first of them begin.
    texts: Vec<String>,
}

/// Lists the rules that a block could be the model of, each with what it would touch.
pub(super) async fn offer(
    State(room): State<Arc<Room>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let (block, is_read) = asked(&query.unwrap_or_default())?;
    let desk = &room.desk;
    let opened = desk.open_narration(&name).await?;
    let selection = selection(&opened);
    let rules = rules(&opened, block)?;
    let articles = articles(desk, &opened, &rules).await;
    let looked = articles.len();
    let shown = aside(move || {
        let touched = |rule: &Rule| {
            let with = selection.with(rule, is_read);
            articles.iter().filter_map(|article| article.touched(&selection, &with)).collect::<Vec<_>>()
        };
        // A rule that leaves this block as it is, is none.
        let works = |touched: &[Touched]| touched.iter().any(|one| one.name == name);
        rules
            .iter()
            .map(|rule| (rule, touched(rule)))
            .filter(|(_, touched)| works(touched))
            .map(told)
            .collect::<Vec<_>>()
    })
    .await;
    Ok(Json(json!({ "rules": shown, "looked": looked })).into_response())
}

fn told((rule, touched): (&Rule, Vec<Touched>)) -> Value {
    let label = match rule {
        Rule::Elements { host, selector } => format!("{selector} on {host}"),
        Rule::Kind { part } => format!("{part} everywhere"),
    };
    json!({ "rule": rule, "label": label, "touched": touched })
}

fn asked(query: &str) -> Result<(usize, bool), Refusal> {
    let of = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let block = of("block").and_then(|block| block.parse().ok());
    block.zip(of("read").map(|read| read == "true")).ok_or_else(|| Refusal::wrong("which block?"))
}

fn selection(opened: &Opened) -> Selection {
    (*opened.narrator.direction.reading.selection).clone()
}

fn rules(opened: &Opened, block: usize) -> Result<Vec<Rule>, Refusal> {
    let text = opened.text()?;
    let script = &text.prepared.script;
    let of = script.blocks.get(block).ok_or_else(|| Refusal::unknown("such block"))?;
    Ok(Rule::of_block(&text.article, &script.metadata, of, &selection(opened)))
}

/// An article that is looked at.
struct Looked {
    name: String,
    title: String,
    approved: bool,
    article: Arc<Article>,
}

impl Looked {
    /// Returns what another choice would do to it, if anything.
    fn touched(&self, before: &Selection, after: &Selection) -> Option<Touched> {
        let [before, after] = [before, after].map(|selection| document::read(&self.article, selection).blocks);
        let pairs = before.iter().zip(&after);
        let changed = pairs.filter(|(before, after)| before.verdict.is_kept() != after.verdict.is_kept());
        let texts: Vec<String> = changed.map(|(block, _)| short(&block.text)).collect();
        let (name, title, approved, count) = (self.name.clone(), self.title.clone(), self.approved, texts.len());
        let texts = texts.into_iter().take(MOST_SHOWN).collect();
        (count > 0).then_some(Touched { name, title, approved, count, texts })
    }
}

/// Returns the articles of the site, this one first, as far as they are at hand.
async fn articles(desk: &Arc<Desk>, opened: &Opened, rules: &[Rule]) -> Vec<Looked> {
    let host = rules.iter().find_map(|rule| match rule {
        Rule::Elements { host, .. } => Some(host.clone()),
        Rule::Kind { .. } => None,
    });
    let own = opened.master.manifest.name();
    let title = opened.done.title.clone().unwrap_or_else(|| own.to_owned());
    let mut looked = Vec::new();
    if let Ok(text) = &opened.text {
        let article = Arc::clone(&text.article);
        looked.push(Looked { name: own.to_owned(), title, approved: false, article });
    }
    let (most, mut to_fetch) = MOST;
    let names = desk.list().names();
    for (name, approved) in names.into_iter().filter(|(name, _)| name != own) {
        if looked.len() >= most {
            break;
        }
        let Ok(record) = desk.record(&name) else { continue };
        let is_of_site =
            host.as_ref().is_none_or(|host| record.key.contains(host.as_str()) || !record.key.contains("://"));
        let is_at_hand = !record.key.contains("://") || desk.articles().contains_key(&record.key);
        if !is_of_site || !is_at_hand && to_fetch == 0 {
            continue;
        }
        to_fetch -= usize::from(!is_at_hand);
        let title = desk.list().named(&name).map(|entry| entry.title.clone()).unwrap_or_default();
        if let Ok(article) = desk.article(&record).await {
            looked.push(Looked { name, title, approved, article });
        }
    }
    looked
}

/// A rule that is to hold.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    block: usize,
    read: bool,
    rule: Rule,
    /// Whether narrations that are approved or published are spoken again too.
    #[serde(default)]
    published: bool,
}

/// Writes a rule into the settings file, and speaks again what it touches.
pub(super) async fn save(changing: Changing, Json(asked): Json<Asked>) -> Result<Response, Refusal> {
    let (desk, name) = (&changing.desk, &changing.name);
    // Pages may be fetched for this: no one is kept waiting by it.
    let seen = desk.open_narration(name).await?;
    let touched = articles(desk, &seen, std::slice::from_ref(&asked.rule)).await;
    let _held = desk.hold(name).await?;
    let opened = desk.open_narration(name).await?;
    if !rules(&opened, asked.block)?.contains(&asked.rule) {
        return Err(Refusal::wrong("this block is no model of such a rule; reload the page"));
    }
    let old = selection(&opened);
    let new = old.with(&asked.rule, asked.read);
    let (before, after) = write(desk, &asked.rule, asked.read)?;
    hold_by(desk, &asked.rule, asked.read);
    if let Err(refusal) = speak_by_rule(&changing, &opened, asked.block).await {
        put(desk, before.as_deref())?;
        let_go(desk, &asked.rule, asked.read);
        return Err(refusal);
    }
    let what = match &asked.rule {
        Rule::Elements { host, selector } => format!("{} {selector} on {host}", verb(asked.read)),
        Rule::Kind { part } => format!("{} {part} everywhere", verb(asked.read)),
    };
    let rule = Some((asked.rule.clone(), asked.read));
    changing.remember_step(Step { rule, ..changing.step(what, Changed::Settings, (before, Some(after))) })?;
    let is_meant = |one: &&Looked| one.name != *name && (asked.published || !one.approved);
    let others = touched.iter().filter(is_meant).filter_map(|one| one.touched(&old, &new)).map(|one| one.name);
    desk.spawn(speak_others(Arc::clone(desk), others.collect()));
    changing.told().await
}

fn verb(is_read: bool) -> &'static str {
    if is_read { "Always reads" } else { "Never reads" }
}

/// Speaks a narration by the rule, without the edit that did the same for its block.
async fn speak_by_rule(changing: &Changing, opened: &Opened, block: usize) -> Result<(), Refusal> {
    let shelf = &opened.narrator.storage.edits;
    let own = numbers(opened, |edit: &Edit, at| edit.anchor.is_block && at == Some(block))?;
    let kept = shelf.find(&[opened.text()?.prepared.id(), &opened.done.id])?;
    if let Some(kept) = kept.filter(|_| !own.is_empty()) {
        let mut edits = kept.edits;
        remove(&mut edits, &own);
        shelf.keep(&edits, &changing.name)?;
    }
    changing.speak(opened).await
}

/// Writes a rule into the settings file; returns its text before and after.
fn write(desk: &Desk, rule: &Rule, is_read: bool) -> Result<(Option<String>, String), Refusal> {
    let before = regular_file::read_text(&desk.setup.settings_file).ok();
    let after = with_rule(before.as_deref().unwrap_or_default(), rule, is_read).map_err(|ByHand(line)| {
        let file = desk.setup.settings_file.display();
        Refusal::wrong(format!("{file} has this in a form that is not changed for you; write into it: {line}"))
    })?;
    put(desk, Some(&after))?;
    Ok((before, after))
}

/// Writes the settings file, or removes it.
pub(super) fn put(desk: &Desk, text: Option<&str>) -> Result<(), Refusal> {
    let file = &desk.setup.settings_file;
    let put = match text {
        Some(text) => fs::write(file, text),
        None => fs::remove_file(file),
    };
    put.map_err(|error| Refusal::wrong(format!("{} cannot be written: {error}", file.display())))
}

/// Has a rule hold from now on, for whoever narrates.
fn hold_by(desk: &Desk, rule: &Rule, is_read: bool) {
    for way in &desk.setup.ways {
        way.narrator.read_by(|reading| reading.selection = Arc::new(reading.selection.with(rule, is_read)));
    }
}

/// Has a rule hold no more.
pub(super) fn let_go(desk: &Desk, rule: &Rule, is_read: bool) {
    for way in &desk.setup.ways {
        way.narrator.read_by(|reading| reading.selection = Arc::new(reading.selection.without(rule, is_read)));
    }
}
