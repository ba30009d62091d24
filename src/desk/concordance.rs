//! Where words are said in all narrations, and what it costs to say them otherwise.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::Desk;
use super::refusal::Refusal;
use super::room::Room;
use crate::edits::occurrences;
use crate::file_name::FileName;
use crate::master::Cue;
use crate::speech::aside;
use crate::voice::Voice;

/// The most places that are listed.
const MOST_HITS: usize = 200;

/// A place where words are said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Hit {
    pub(super) name: String,
    title: String,
    pub(super) approved: bool,
    sentence: usize,
    written: String,
    start: u64,
    end: u64,
    sound: String,
    /// The voice that reads the article.
    voice: String,
    /// What an engine is asked for it, in characters.
    #[serde(skip)]
    chars: u64,
}

impl Hit {
    /// Returns whether this voice reads it, where one is meant.
    pub(super) fn is_by(&self, voice: Option<&str>) -> bool {
        voice.is_none_or(|voice| voice == self.voice)
    }
}

/// How often words are said, and where that is out already.
#[derive(Debug, Default, Serialize)]
struct Sum {
    count: usize,
    articles: usize,
    /// Of those, sentences of other articles that are approved or published.
    approved: usize,
    /// What it costs to speak these again, in US dollars, where their voices name a price.
    usd: Option<f64>,
}

/// What is asked for.
#[derive(Debug, Default)]
struct Asked {
    words: String,
    /// The narration that it is asked from.
    name: String,
    /// The voice that reads that.
    voice: String,
}

/// Lists where words are said.
pub(super) async fn concordance(State(room): State<Arc<Room>>, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = asked(&query.unwrap_or_default())?;
    let hits = hits(&room.desk, asked.words.clone()).await;
    let voices = voices(&room.desk);
    let of = |voice: Option<&str>| sum(hits.iter().filter(|hit| hit.is_by(voice)), &asked.name, &voices);
    let (house, own) = (of(None), of(Some(&asked.voice)));
    let shown: Vec<&Hit> = hits.iter().take(MOST_HITS).collect();
    Ok(Json(json!({ "house": house, "voice": own, "hits": shown })).into_response())
}

fn asked(query: &str) -> Result<Asked, Refusal> {
    let mut asked = Asked::default();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*key {
            "words" => asked.words = value.trim().to_owned(),
            "name" => asked.name = value.into_owned(),
            "voice" => asked.voice = value.into_owned(),
            _ => {}
        }
    }
    if asked.words.is_empty() { Err(Refusal::wrong("which words?")) } else { Ok(asked) }
}

/// Returns every voice that is cast, by its name.
fn voices(desk: &Desk) -> HashMap<String, Arc<Voice>> {
    let narrators = desk.setup.ways.iter().map(|way| way.narrator.now());
    let casts = narrators.map(|narrator| narrator.cast);
    let of = |cast: crate::pipeline::Cast| {
        cast.speakers().map(|speaker| (speaker.voice.name.clone(), Arc::clone(&speaker.voice))).collect::<Vec<_>>()
    };
    casts.flat_map(of).collect()
}

fn sum<'a>(hits: impl Iterator<Item = &'a Hit>, own: &str, voices: &HashMap<String, Arc<Voice>>) -> Sum {
    let (mut sum, mut articles) = (Sum::default(), HashSet::new());
    for hit in hits {
        sum.count += 1;
        articles.insert(&hit.name);
        if hit.approved && hit.name != own {
            sum.approved += 1;
            let price = voices.get(&hit.voice).and_then(|voice| voice.limits.price_usd(hit.chars));
            sum.usd = price.map(|price| sum.usd.unwrap_or_default() + price).or(sum.usd);
        }
    }
    Sum { articles: articles.len(), ..sum }
}

/// Finds words in every narration, in those first that no one has approved or published.
pub(super) async fn hits(desk: &Arc<Desk>, words: String) -> Vec<Hit> {
    let desk = Arc::clone(desk);
    aside(move || {
        let names = desk.list().names();
        names.into_iter().flat_map(|(name, approved)| hits_in(&desk, &words, &name, approved)).collect()
    })
    .await
}

/// Finds words in a narration; its manifest is only understood when it holds them.
fn hits_in(desk: &Desk, words: &str, name: &str, approved: bool) -> Vec<Hit> {
    let path = desk.folder().join(format!("{name}.json"));
    let holds = |path: &Path| {
        let json = crate::regular_file::read_data(path).unwrap_or_default();
        memchr::memmem::find(&json, words.as_bytes()).is_some()
    };
    let file = format!("{name}.wav").parse::<FileName>().ok().filter(|_| holds(&path));
    let Some(master) = file.and_then(|file| desk.output().open_narration(&file)) else {
        return Vec::new();
    };
    let manifest = master.manifest;
    let title = manifest.article.title.clone().unwrap_or_else(|| name.to_owned());
    let sound = format!("/sound/{}/{}", manifest.audio_hash, manifest.audio);
    let cues = manifest.sentences.iter().enumerate().filter(|(_, cue)| occurrences(words, &cue.written) > 0);
    let hit = |(index, cue): (usize, &Cue)| Hit {
        name: name.to_owned(),
        title: title.clone(),
        approved,
        sentence: index,
        written: cue.written.trim().to_owned(),
        start: cue.start_ms,
        end: cue.end_ms,
        sound: sound.clone(),
        voice: manifest.voice.clone(),
        chars: cue.spoken.chars().count() as u64,
    };
    cues.map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice::Limits;

    #[test]
    fn what_is_out_already_is_counted_with_what_it_costs() {
        let voice = Voice::parse(include_str!("../../voices/tone.toml"), "tone").unwrap();
        let priced = Limits { usd_per_million_chars: Some(30.0), ..Limits::default() };
        let voices = ["paid", "tone"].map(|name| {
            let limits = if name == "paid" { priced } else { voice.limits };
            (name.to_owned(), Arc::new(Voice { name: name.into(), limits, ..voice.clone() }))
        });
        let hit = |name: &str, voice: &str, approved: bool| Hit {
            name: name.into(),
            title: String::new(),
            approved,
            sentence: 0,
            written: String::new(),
            start: 0,
            end: 0,
            sound: String::new(),
            voice: voice.into(),
            chars: 100_000,
        };
        let hits = [hit("own", "paid", true), hit("a", "paid", true), hit("a", "paid", true), hit("b", "paid", false)];
        let sum = sum(hits.iter(), "own", &voices.into());
        assert_eq!((sum.count, sum.articles, sum.approved), (4, 3, 2));
        assert!((sum.usd.unwrap() - 6.0).abs() < 1e-9, "{sum:?}");
    }
}
