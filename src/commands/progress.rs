//! The progress display: sentences done, speed against real time, time left. On a terminal alone.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::audio::{Frames, SampleRate};
use crate::pipeline::{Narration, Step};

/// How often a waiting display moves.
const TICK: Duration = Duration::from_millis(120);

/// Shows one article at a time.
pub(super) struct Progress {
    talkative: bool,
    state: Mutex<State>,
}

struct State {
    bar: ProgressBar,
    spoken: Frames,
}

impl Progress {
    /// Makes a display; one that is not talkative shows nothing.
    pub(super) fn new(talkative: bool) -> Self {
        Self { talkative, state: Mutex::new(State { bar: ProgressBar::hidden(), spoken: Frames(0) }) }
    }

    /// Begins an article.
    pub(super) fn start(&self, article: &str) {
        let bar = ProgressBar::no_length();
        if !self.talkative {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        bar.set_style(style("{spinner} {prefix}  reading"));
        bar.set_prefix(article.to_owned());
        bar.enable_steady_tick(TICK);
        *self.lock() = State { bar, spoken: Frames(0) };
    }

    /// Shows a step.
    pub(super) fn step(&self, step: Step) {
        let mut state = self.lock();
        match step {
            Step::Scripted { sentences } => {
                state.bar.set_length(sentences as u64);
                state.bar.reset_elapsed();
                state.bar.set_style(style("{prefix}  {bar:24}  {pos}/{len} sentences  {msg}  {eta} left"));
            }
            Step::Spoken { length } => {
                state.spoken += length;
                let speech = state.spoken.duration(SampleRate::MASTER).as_secs_f64();
                let speed = speech / state.bar.elapsed().as_secs_f64().max(0.001);
                state.bar.set_message(format!("{speed:.0}× real time"));
                state.bar.inc(1);
            }
            Step::Mixing => state.bar.set_style(style("{prefix}  mixing")),
        }
    }

    /// Ends an article with a line on how it went; failures are reported elsewhere.
    pub(super) fn finish(&self, outcome: &anyhow::Result<Narration>) {
        let state = self.lock();
        if let Ok(narration) = outcome {
            state.bar.println(summary(&state.bar.prefix(), narration));
        }
        state.bar.finish_and_clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are well formed")
}

fn summary(article: &str, narration: &Narration) -> String {
    let manifest = &narration.master.manifest;
    let seconds = (manifest.duration_ms + 500) / 1000;
    let verb = if narration.unchanged { "unchanged" } else { "narrated" };
    format!(
        "{verb} {article}: {}:{:02}, {} sentences, {} spoken, {} reused",
        seconds / 60,
        seconds % 60,
        manifest.sentences.len(),
        narration.counts.spoken,
        narration.counts.reused,
    )
}
