//! A narration opened: its sound, the article as it is now, and what editors changed, a line for each sentence.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::Desk;
use super::names::{self, each_once};
use super::refusal::Refusal;
use crate::catalogue::{Done, Record, State};
use crate::edits::{Change, Edit, Standing, normal, occurrences};
use crate::error::whole_message;
use crate::file_name::FileName;
use crate::master::{Cue, Master};
use crate::pipeline::{self, Narrator, Prepared};
use crate::script::Manner;
use crate::source::Article;
use crate::speech::aside;

/// A narration opened.
pub(super) struct Opened {
    pub(super) record: Record,
    pub(super) done: Done,
    pub(super) master: Master,
    pub(super) narrator: Narrator,
    /// The article as it is now, or why it cannot be had.
    pub(super) text: Result<Text, String>,
    pub(super) lines: Vec<Line>,
    /// Edits that lost their place, by their number, and how.
    pub(super) lost: Vec<(usize, Edit, Standing)>,
}

/// An article as it is now.
pub(super) struct Text {
    pub(super) article: Arc<Article>,
    pub(super) prepared: Prepared,
}

/// A sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) block: Option<usize>,
    pub(super) written: String,
    pub(super) spoken: String,
    /// How it would be said without edits.
    pub(super) unedited: String,
    pub(super) pause_ms: u64,
    /// Where it is heard; none when it is not in the sound as it is now.
    pub(super) heard: Option<(u64, u64)>,
    pub(super) doubt: Option<String>,
    /// Whether someone listened to it and found the doubt unfounded.
    pub(super) is_good: bool,
    pub(super) flag: Option<String>,
    /// Names in it that the voice guesses, each with the guess.
    pub(super) guessed: Vec<(String, String)>,
    /// Names in it that no narration before this one has.
    pub(super) new_words: Vec<String>,
    pub(super) is_edited: bool,
    /// Whether an edit was applied to it that wants to be listened to.
    pub(super) is_changed: bool,
    /// How it is said otherwise.
    pub(super) manner: Manner,
    /// Who is heard in it: the voice's name where that is not the narration's.
    pub(super) voice: Option<String>,
    /// How many takes of it there are, where its voice says it otherwise each time.
    pub(super) takes: Option<u32>,
}

impl Line {
    /// Returns whether it deserves an ear.
    pub(super) fn is_odd(&self) -> bool {
        self.doubt.is_some() && !self.is_good || self.flag.is_some() || self.is_changed
    }
}

impl Desk {
    /// Opens a narration by its name.
    pub(super) async fn open_narration(self: &Arc<Self>, name: &str) -> Result<Opened, Refusal> {
        let record = self.record(name)?;
        let State::Done(done) = record.state.clone() else { return Err(Refusal::unknown("such narration")) };
        let narrator = self.narrator(&record);
        let audio: FileName = done.audio.parse().map_err(|_| Refusal::unknown("such narration"))?;
        let master = narrator.storage.folder.open_narration(&audio);
        let master = master.ok_or_else(|| Refusal::unknown("sound of this narration"))?;
        let text = self.text(&record, &narrator).await;
        let mut opened = Opened { record, done: *done, master, narrator, text, lines: Vec::new(), lost: Vec::new() };
        opened.read_lines();
        let desk = Arc::clone(self);
        let guess = move || {
            if opened.is_guessed() {
                opened.guess(&desk);
            }
            opened.mark_new_words(&desk);
            opened
        };
        Ok(aside(guess).await)
    }

    /// Returns what the catalogue knows of a narration.
    pub(super) fn record(&self, name: &str) -> Result<Record, Refusal> {
        let key = self.list().named(name).map(|entry| entry.key.clone());
        let key = key.ok_or_else(|| Refusal::unknown("such narration"))?;
        self.setup.catalogue.find(&key)?.ok_or_else(|| Refusal::unknown("such narration"))
    }

    /// Reads a narration's article and prepares it.
    async fn text(&self, record: &Record, narrator: &Narrator) -> Result<Text, String> {
        let article = self.article(record).await?;
        let (to_read, by) = (Arc::clone(&article), narrator.clone());
        let prepared = aside(move || pipeline::prepare(&to_read, &by)).await;
        Ok(Text { article, prepared: prepared.map_err(|error| whole_message(&error))? })
    }

    /// Reads an article: a file each time, for it may be changed beside the desk; a page once.
    pub(super) async fn article(&self, record: &Record) -> Result<Arc<Article>, String> {
        let kept = self.articles().get(&record.key).cloned();
        if let Some(article) = kept.filter(|article| article.base().is_some()) {
            return Ok(article);
        }
        if let Some(again) = &self.way(record).again {
            return Ok(Arc::new(again(record).await?));
        }
        let reader = &self.way(record).reader;
        let mut why = "its source no longer has it".to_owned();
        for input in [&record.article, &record.input] {
            let mut leads = reader.find(vec![PathBuf::from(input)]);
            while let Some(lead) = leads.recv().await {
                if lead.key() == record.key || lead.name == record.article {
                    match reader.read(lead).await {
                        Ok(article) => {
                            let article = Arc::new(article);
                            self.articles().insert(record.key.clone(), Arc::clone(&article));
                            return Ok(article);
                        }
                        Err(error) => why = whole_message(&error),
                    }
                }
            }
        }
        Err(why)
    }
}

impl Opened {
    /// Returns the article, for those who change it.
    pub(super) fn text(&self) -> Result<&Text, Refusal> {
        self.text.as_ref().map_err(|why| Refusal::wrong(format!("the article cannot be read: {why}")))
    }

    /// Returns a sentence that is still what whoever asks has seen.
    pub(super) fn line(&self, index: usize, written: &str) -> Result<&Line, Refusal> {
        let line = self.lines.get(index).filter(|line| normal(&line.written) == normal(written));
        line.ok_or_else(|| Refusal::conflict("the article was changed meanwhile; reload the page", None))
    }

    fn read_lines(&mut self) {
        let cues = &self.master.manifest.sentences;
        self.lines = match &self.text {
            Ok(text) => lines(&text.prepared, cues, &self.narrator),
            Err(_) => cues.iter().map(line_of_cue).collect(),
        };
        let edited = self.text.as_ref().map(|text| text.prepared.edited.edits.clone()).unwrap_or_default();
        for (number, (edit, applied)) in edited.into_iter().enumerate() {
            if applied.standing.is_lost() {
                if edit.change.is_audible() {
                    self.lost.push((number, edit, applied.standing));
                }
                continue;
            }
            let Some(line) = applied.at.filter(|_| !edit.anchor.is_block).and_then(|at| self.lines.get_mut(at)) else {
                continue;
            };
            line.is_changed |= edit.change.is_audible() && applied.standing == Standing::Changed;
            match edit.change {
                Change::Say { .. }
                | Change::Pause(_)
                | Change::Voice(_)
                | Change::Speed(_)
                | Change::Take(_)
                | Change::Recording(_) => line.is_edited = true,
                Change::Flag(note) => line.flag = Some(note),
                Change::Heard(doubt) => line.is_good = line.doubt.as_ref() == Some(&doubt),
                Change::Read(_) => {}
            }
        }
    }

    /// Returns whether the voice is one whose guesses are known: of the built-in tables, and English.
    fn is_guessed(&self) -> bool {
        let is_english = self.text.as_ref().is_ok_and(|text| text.prepared.script.language.primary() == "en");
        is_english && names::is_guessed(&self.master.manifest)
    }

    /// Finds the names that the voice guesses.
    fn guess(&mut self, desk: &Desk) {
        let Ok(text) = &self.text else { return };
        let mut names: Vec<String> = Vec::new();
        for (line, sentence) in self.lines.iter_mut().zip(&text.prepared.script.sentences) {
            let guesses = desk.guesses(&line.unedited, &sentence.pronunciations);
            // What an editor has seen to is guessed no more.
            let open = guesses.into_iter().filter(|guess| line.spoken.contains(&guess.word));
            line.guessed = open.map(|guess| (guess.word, guess.ipa)).collect();
            names.extend(line.guessed.iter().map(|(word, _)| word.clone()));
        }
        desk.list_mut().note_guessed(&self.record.key, each_once(names));
    }
}

impl Opened {
    /// Finds the names that no narration before this one has.
    fn mark_new_words(&mut self, desk: &Desk) {
        let names = desk.list().keyed(&self.record.key).map(|entry| entry.news().to_vec()).unwrap_or_default();
        for line in &mut self.lines {
            let is_there = |name: &&String| occurrences(name, &line.written) > 0 && line.spoken.contains(name.as_str());
            line.new_words = names.iter().filter(is_there).cloned().collect();
        }
    }
}

fn line_of_cue(cue: &Cue) -> Line {
    Line {
        block: cue.block,
        written: cue.written.clone(),
        spoken: cue.spoken.clone(),
        unedited: cue.spoken.clone(),
        heard: Some((cue.start_ms, cue.end_ms)),
        doubt: cue.doubt.clone(),
        ..Line::default()
    }
}

/// Returns the sentences of a script, each with where it is heard.
fn lines(prepared: &Prepared, cues: &[Cue], narrator: &Narrator) -> Vec<Line> {
    let mut places: HashMap<(&str, &str), Vec<&Cue>> = HashMap::new();
    for cue in cues.iter().rev() {
        places.entry((cue.written.trim(), &cue.spoken)).or_default().push(cue);
    }
    let takes = prepared.takes(narrator);
    let mut lines = Vec::new();
    for (index, (sentence, unedited)) in prepared.script.sentences.iter().zip(&prepared.unedited).enumerate() {
        let cue = places.get_mut(&(sentence.written.trim(), sentence.spoken.as_str())).and_then(Vec::pop);
        lines.push(Line {
            block: sentence.block,
            written: sentence.written.clone(),
            spoken: sentence.spoken.clone(),
            unedited: unedited.clone(),
            pause_ms: u64::try_from(sentence.pause_after.as_millis()).unwrap_or(u64::MAX),
            heard: cue.map(|cue| (cue.start_ms, cue.end_ms)),
            doubt: cue.and_then(|cue| cue.doubt.clone()),
            manner: sentence.manner.clone(),
            voice: cue.and_then(|cue| cue.voice.clone()),
            takes: takes.get(index).copied().flatten(),
            ..Line::default()
        });
    }
    lines
}
