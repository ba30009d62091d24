//! The progress display: one for the whole run, on a terminal alone; and the account at its end.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::audio::{Frames, SampleRate};
use crate::batch::{ArticleReport, Finished, Outcome};
use crate::pipeline::{Bill, Step};
use crate::speech::Purse;

/// How often a waiting display moves.
const TICK: Duration = Duration::from_millis(120);

/// Shows how a run goes.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    purse: Arc<Purse>,
    state: Mutex<Account>,
}

/// What was done so far.
#[derive(Debug, Default, Clone)]
pub(super) struct Account {
    /// Articles by what became of them.
    pub(super) narrated: usize,
    pub(super) unchanged: usize,
    pub(super) duplicates: usize,
    pub(super) skipped: usize,
    pub(super) failed: usize,
    pub(super) stopped: usize,
    /// What was asked for and what was saved.
    bill: Bill,
    /// Speech made ready in this run.
    speech: Frames,
    speech_ms: u64,
    /// Sentences whose sound may not be what is written.
    doubtful: usize,
    /// How long the run took, and what it spent.
    took: Duration,
    spent_usd: f64,
}

impl Progress {
    /// Makes a display; one that is not talkative shows nothing. The purse is the one that engines are paid from.
    pub(super) fn new(talkative: bool, purse: Arc<Purse>) -> Self {
        let bar = ProgressBar::new(0);
        if !talkative {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        bar.set_style(style("{spinner} {bar:24}  {pos}/{len} sentences  {msg}"));
        bar.enable_steady_tick(TICK);
        Self { bar, begun: Instant::now(), purse, state: Mutex::default() }
    }

    /// Shows a step.
    pub(super) fn step(&self, step: Step) {
        match step {
            Step::Scripted { sentences } => self.bar.inc_length(sentences as u64),
            Step::Spoken { length } => {
                self.lock().speech += length;
                self.bar.inc(1);
                self.show();
            }
            Step::Mixing => {}
        }
    }

    /// Notes what became of an article, with a line on how it went; failures are reported elsewhere.
    pub(super) fn finish(&self, told: &ArticleReport) {
        let mut state = self.lock();
        if let Outcome::Narrated(finished) = &told.outcome {
            state.doubtful += finished.done.doubtful.len();
            state.bill = state.bill.and(finished.bill);
            state.speech_ms += finished.done.duration_ms;
        }
        match &told.outcome {
            // There may be a hundred thousand of them.
            Outcome::Narrated(finished) if finished.unchanged => {
                state.unchanged += 1;
            }
            Outcome::Narrated(finished) => {
                state.narrated += 1;
                self.bar.println(summary(&told.name, finished));
            }
            Outcome::Duplicate { of, .. } => {
                state.duplicates += 1;
                self.bar.println(format!("duplicate {}: the same as {of}", told.name));
            }
            Outcome::NotRead(_) | Outcome::NotNarrated(_) | Outcome::NotDelivered(_) => state.failed += 1,
            Outcome::Skipped { why } => {
                state.skipped += 1;
                self.bar.println(format!("skipped {}: {why}", told.name));
            }
            Outcome::NotChosen => {}
            Outcome::Stopped => state.stopped += 1,
        }
        drop(state);
        self.show();
    }

    /// Writes to the terminal without the display in between.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Ends the display and gives the account.
    pub(super) fn end(&self) -> Account {
        self.bar.finish_and_clear();
        let mut account = self.lock();
        (account.took, account.spent_usd) = (self.begun.elapsed(), self.purse.spent_usd());
        account.clone()
    }

    fn show(&self) {
        let state = self.lock();
        let speed =
            state.speech.duration(SampleRate::MASTER).as_secs_f64() / self.begun.elapsed().as_secs_f64().max(0.001);
        let done = state.narrated + state.unchanged + state.duplicates;
        let spent = money(self.purse.spent_usd()).map(|spent| format!("  {spent}")).unwrap_or_default();
        self.bar.set_message(format!("{done} done, {} failed  {speed:.0}× real time{spent}", state.failed));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Account> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Counts the articles.
    pub(super) fn articles(&self) -> usize {
        self.narrated + self.unchanged + self.duplicates + self.skipped + self.failed + self.stopped
    }

    /// Tells the whole run in a few lines.
    pub(super) fn told(&self) -> String {
        let mut lines = String::new();
        let rows = [
            ("narrated", self.narrated),
            ("unchanged", self.unchanged),
            ("duplicate", self.duplicates),
            ("skipped", self.skipped),
            ("failed", self.failed),
            ("stopped", self.stopped),
        ];
        for (name, count) in rows.into_iter().filter(|(_, count)| *count > 0) {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{name:10} {count:>7}");
        }
        let counts = self.bill.counts;
        let _ = writeln!(lines, "{:10} {:>7}  spoken, {} reused", "sentences", counts.spoken, counts.reused);
        if self.doubtful > 0 {
            let _ = writeln!(lines, "{:10} {:>7}  sentences to listen to", "doubtful", self.doubtful);
        }
        let _ = writeln!(lines, "{:10} {:>7}", "speech", clock(self.speech_ms));
        let took_ms = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        let _ = writeln!(lines, "{:10} {:>7}", "took", clock(took_ms));
        if let Some(spent) = money(self.spent_usd) {
            let _ = writeln!(lines, "{:10} {spent:>7}", "spent");
        }
        if counts.reused_chars > 0 {
            let saved = self.bill.saved_usd.and_then(money).map(|saved| format!(", {saved}")).unwrap_or_default();
            let _ = writeln!(lines, "{:10} {:>7}  characters{saved}", "saved", counts.reused_chars);
        }
        lines
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template above is well formed")
}

fn summary(article: &str, finished: &Finished) -> String {
    format!(
        "narrated {article}: {}, {} sentences, {} spoken, {} reused",
        clock(finished.done.duration_ms),
        finished.done.sentences,
        finished.bill.counts.spoken,
        finished.bill.counts.reused,
    )
}

/// Writes an amount of US dollars, unless nothing was spent.
pub(super) fn money(usd: f64) -> Option<String> {
    (usd > 0.0).then(|| format!("${usd:.4}"))
}

/// Writes a length of time as `1:02:03` or `2:03`.
pub(super) fn clock(ms: u64) -> String {
    let seconds = (ms + 500) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
