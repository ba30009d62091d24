//! The display of a run: on a terminal a line for each article with one bar below, elsewhere a line a minute.

use std::io::{IsTerminal as _, Write as _, stderr, stdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::account::{Account, clock, money};
use super::log;
use super::screen::{ArticleLine, Screen, columns};
use crate::audio::{Frames, SampleRate};
use crate::batch::{ArticleReport, Outcome};
use crate::cli::Talk;
use crate::pipeline::Step;
use crate::speech::Purse;

/// How often a waiting display moves.
const TICK: Duration = Duration::from_millis(120);
/// How often a log is told how far it is.
const LOG_EVERY: Duration = Duration::from_secs(60);
/// The bar counts parts of the whole.
const PARTS: u64 = 1_000;
/// What has to be done before the time left can be told.
const TELLING: (usize, Duration) = (3, Duration::from_secs(2));
/// Columns without which sentences are left out of the bar.
const ROOMY: usize = 64;

/// Shows how a run goes.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The terminal, where there is one and it may be written to.
    screen: Option<Screen>,
    is_talkative: bool,
    begun: Instant,
    purse: Arc<Purse>,
    state: Mutex<State>,
}

/// How far a run is.
#[derive(Debug, Default)]
struct State {
    account: Account,
    /// Articles that were found, and whether those are all.
    found: usize,
    is_all_found: bool,
    /// Articles whose script is known, with their sentences, and how many of those are spoken.
    scripts: usize,
    sentences: usize,
    spoken: usize,
    /// Speech made ready in this run.
    speech: Frames,
    /// When a log was told last.
    logged: Duration,
}

impl Progress {
    /// Makes a display; a quiet one shows nothing. The purse is the one that engines are paid from.
    pub(super) fn new(talk: &Talk, purse: Arc<Purse>) -> Self {
        let is_talkative = !talk.quiet;
        let is_shown = is_talkative && stderr().is_terminal();
        let bar = ProgressBar::new(PARTS);
        if !is_shown || !console::Term::stderr().features().is_attended() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        bar.set_style(style("{wide_bar}  {msg}"));
        bar.enable_steady_tick(TICK);
        log::beside(&bar);
        // JSON on the terminal says it all.
        let screen = (is_shown && !(talk.json && stdout().is_terminal())).then(Screen::default);
        Self { bar, screen, is_talkative, begun: Instant::now(), purse, state: Mutex::default() }
    }

    /// Returns whether articles are told on the terminal, so that their paths on it would tell them twice.
    pub(super) fn tells_paths(&self) -> bool {
        self.screen.is_some() && stdout().is_terminal()
    }

    /// Returns whether articles are told on the terminal.
    pub(super) fn is_screen(&self) -> bool {
        self.screen.is_some()
    }

    /// Notes that so many articles were found, and whether those are all.
    pub(super) fn found(&self, articles: usize, is_all: bool) {
        let mut state = self.lock();
        (state.found, state.is_all_found) = (state.found + articles, is_all);
    }

    /// Shows a step.
    pub(super) fn step(&self, step: Step) {
        let mut state = self.lock();
        match step {
            Step::Scripted { sentences } => {
                state.scripts += 1;
                state.sentences += sentences;
            }
            Step::Spoken { length } => {
                state.speech += length;
                state.spoken += 1;
            }
            Step::Mixing => return,
        }
        self.show(state);
    }

    /// Notes what became of an article.
    pub(super) fn finish(&self, told: &ArticleReport) {
        let mut state = self.lock();
        if matches!(told.outcome, Outcome::NotChosen) {
            state.found = state.found.saturating_sub(1);
        }
        state.account.add(told);
        self.show(state);
    }

    /// Writes the lines on an article above the bar, on a terminal.
    pub(super) fn write(&self, line: ArticleLine) {
        if let Some(screen) = &self.screen {
            let lines = screen.lines(line);
            // Nobody is left to tell when stderr is gone.
            self.aside(|| drop(stderr().write_all(lines.as_bytes())));
        }
    }

    /// Writes to the terminal without the display in between.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Ends the display and gives the account.
    pub(super) fn end(&self) -> Account {
        self.bar.finish_and_clear();
        let mut account = self.lock().account.clone();
        (account.took, account.spent_usd) = (self.begun.elapsed(), self.purse.spent_usd());
        account
    }

    fn show(&self, mut state: MutexGuard<'_, State>) {
        let took = self.begun.elapsed();
        let told = state.told(took, money(self.purse.spent_usd()), self.screen.is_none() || columns() >= ROOMY);
        let is_due = self.is_talkative && self.screen.is_none() && took >= state.logged + LOG_EVERY;
        if is_due {
            state.logged = took;
        }
        let part = state.part();
        drop(state);
        self.bar.set_position((part * PARTS as f64) as u64);
        self.bar.set_message(told.clone());
        if is_due {
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(stderr(), "{told}");
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns how far the run is: articles and sentences done of all, how fast, and how long it still takes.
    fn told(&self, took: Duration, spent: Option<String>, has_sentences: bool) -> String {
        let (done, more) = (self.account.articles(), if self.is_all_found { "" } else { "+" });
        let mut parts = vec![format!("{done}/{}{more} articles", self.found)];
        if has_sentences {
            parts.push(format!("{}/{} sentences", self.spoken, self.sentences));
        }
        let seconds = took.as_secs_f64().max(0.001);
        parts.push(format!("{:.0}×", self.speech.duration(SampleRate::MASTER).as_secs_f64() / seconds));
        parts.extend(spent);
        if let Some(left) = self.left(took) {
            parts.push(format!("{} left", clock(u64::try_from(left.as_millis()).unwrap_or(u64::MAX))));
        }
        parts.join("  ")
    }

    /// Guesses how long it still takes, by the sentences spoken so far; `None` before that can be told.
    fn left(&self, took: Duration) -> Option<Duration> {
        let (sentences, least) = TELLING;
        let is_known = self.is_all_found && self.spoken >= sentences && took >= least;
        is_known.then(|| took.mul_f64(self.sentences_left() / self.spoken as f64))
    }

    /// Returns the part of the work that is done.
    fn part(&self) -> f64 {
        let (spoken, left) = (self.spoken as f64, self.sentences_left());
        if spoken + left > 0.0 {
            return spoken / (spoken + left);
        }
        self.account.articles() as f64 / self.found.max(1) as f64
    }

    /// Guesses how many sentences are still to be spoken: articles that are not begun are as long as the others.
    fn sentences_left(&self) -> f64 {
        let left = self.found.saturating_sub(self.account.articles());
        let mean = self.sentences as f64 / self.scripts.max(1) as f64;
        // What is spoken of articles under way is at most what is not told of any article yet.
        let begun = self.spoken.saturating_sub(self.account.sentences());
        (left as f64 * mean - begun as f64).max(0.0)
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template above is well formed").progress_chars("━╸ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_counts_articles_that_are_not_begun() {
        let mut state = State { found: 4, is_all_found: true, scripts: 2, sentences: 20, ..State::default() };
        state.spoken = 10;
        assert_eq!(state.left(Duration::from_secs(10)), Some(Duration::from_secs(30)));
        assert!((state.part() - 0.25).abs() < 1e-9);
        assert_eq!(state.told(Duration::from_secs(10), None, true), "0/4 articles  10/20 sentences  0×  0:30 left");
        assert_eq!(state.told(Duration::from_secs(1), Some("$0.1000".into()), false), "0/4 articles  0×  $0.1000");
        state.is_all_found = false;
        assert_eq!(state.left(Duration::from_secs(10)), None);
    }
}
