//! What a worker has done, counted as it goes: for its card and for Prometheus.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::card::WorkerCard;

/// Over how long a rate is told.
const LATELY: Duration = Duration::from_secs(300);
/// Rates over less are no rates.
const LEAST: Duration = Duration::from_secs(1);

/// What a worker has done.
pub struct Tally {
    name: String,
    voice: String,
    shape: String,
    jobs: usize,
    begun: Instant,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    in_hand: usize,
    narrated: u64,
    failed: u64,
    put_back: u64,
    speech_ms: u64,
    worked: Duration,
    clips_spoken: u64,
    clips_reused: u64,
    /// When articles were finished lately, and how long their speech is.
    lately: VecDeque<(Instant, u64)>,
}

/// An article that a worker has in hand, until dropped.
pub(super) struct InHand<'a> {
    tally: &'a Tally,
    since: Instant,
}

/// A narration that was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub(super) speech_ms: u64,
    pub(super) spoken: usize,
    pub(super) reused: usize,
}

/// A metric with its kind, its help, and its samples by their labels.
type Family<'a> = (&'a str, &'a str, &'a str, Vec<(String, f64)>);

fn labelled(label: &str, samples: &[(&str, u64)]) -> Vec<(String, f64)> {
    samples.iter().map(|(value, count)| (format!("{{{label}=\"{value}\"}}"), *count as f64)).collect()
}

fn alone(value: f64) -> Vec<(String, f64)> {
    vec![(String::new(), value)]
}

fn written((name, kind, help, samples): &Family<'_>) -> String {
    let head = format!("# HELP {name} {help}\n# TYPE {name} {kind}\n");
    samples.iter().fold(head, |text, (labels, value)| text + &format!("{name}{labels} {value}\n"))
}

impl Tally {
    /// Begins to count.
    #[must_use]
    pub fn new((name, voice, shape): (&str, &str, &str), jobs: usize) -> Self {
        let (name, voice, shape) = (name.to_owned(), voice.to_owned(), shape.to_owned());
        Self { name, voice, shape, jobs, begun: Instant::now(), counts: Mutex::default() }
    }

    pub(super) fn take(&self) -> InHand<'_> {
        self.counts().in_hand += 1;
        InHand { tally: self, since: Instant::now() }
    }

    pub(super) fn narrated(&self, made: Made) {
        let mut counts = self.counts();
        counts.narrated += 1;
        counts.speech_ms += made.speech_ms;
        counts.clips_spoken += made.spoken as u64;
        counts.clips_reused += made.reused as u64;
        let now = Instant::now();
        counts.lately.push_back((now, made.speech_ms));
        while counts.lately.front().is_some_and(|(at, _)| now.duration_since(*at) > LATELY) {
            counts.lately.pop_front();
        }
    }

    pub(super) fn failed(&self) {
        self.counts().failed += 1;
    }

    pub(super) fn put_back(&self) {
        self.counts().put_back += 1;
    }

    /// Returns what the worker says of itself.
    #[must_use]
    pub fn card(&self) -> WorkerCard {
        let (counts, now) = (self.counts(), Instant::now());
        let up = now.duration_since(self.begun);
        let recent = counts.lately.iter().filter(|(at, _)| now.duration_since(*at) <= LATELY);
        let (articles, speech_ms) = recent.fold((0_u64, 0), |(count, sum), (_, ms)| (count + 1, sum + ms));
        let seconds = up.clamp(LEAST, LATELY).as_secs_f64();
        let rounded = |rate: f64| (rate * 100.0).round() / 100.0;
        WorkerCard {
            name: self.name.clone(),
            voice: self.voice.clone(),
            shape: self.shape.clone(),
            jobs: self.jobs,
            in_hand: counts.in_hand,
            narrated: counts.narrated,
            failed: counts.failed,
            up_seconds: up.as_secs(),
            articles_per_minute: rounded(articles as f64 * 60.0 / seconds),
            times_real_time: rounded(speech_ms as f64 / 1_000.0 / seconds),
        }
    }

    /// Writes everything down in Prometheus' text format, by its naming: base units, `_total`.
    #[must_use]
    pub fn metrics(&self) -> String {
        let counts = self.counts();
        let articles = [("narrated", counts.narrated), ("failed", counts.failed), ("put_back", counts.put_back)];
        let clips = [("spoken", counts.clips_spoken), ("reused", counts.clips_reused)];
        let version = format!("{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"));
        let speech_s = counts.speech_ms as f64 / 1_000.0;
        let families = [
            ("aloud_build_info", "gauge", "The version that runs.", vec![(version, 1.0)]),
            (
                "aloud_worker_articles_total",
                "counter",
                "Articles that were in hand, by what became of them.",
                labelled("outcome", &articles),
            ),
            ("aloud_worker_articles_in_hand", "gauge", "Articles in hand.", alone(counts.in_hand as f64)),
            ("aloud_worker_jobs", "gauge", "Articles that are taken at once.", alone(self.jobs as f64)),
            ("aloud_worker_speech_seconds_total", "counter", "Length of the narrations made.", alone(speech_s)),
            (
                "aloud_worker_busy_seconds_total",
                "counter",
                "Time that articles were in hand, summed over those at once.",
                alone(counts.worked.as_secs_f64()),
            ),
            ("aloud_worker_clips_total", "counter", "Clips by where they came from.", labelled("source", &clips)),
            (
                "aloud_worker_uptime_seconds",
                "gauge",
                "Time since the start.",
                alone(self.begun.elapsed().as_secs_f64()),
            ),
        ];
        families.iter().map(written).collect()
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for InHand<'_> {
    fn drop(&mut self) {
        let mut counts = self.tally.counts();
        counts.in_hand -= 1;
        counts.worked += self.since.elapsed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_on_the_card_and_in_the_metrics() {
        let tally = Tally::new(("one", "tone", "shape"), 4);
        let held = tally.take();
        tally.narrated(Made { speech_ms: 90_000, spoken: 3, reused: 2 });
        tally.failed();
        let card = tally.card();
        assert_eq!((card.in_hand, card.narrated, card.failed, card.jobs), (1, 1, 1, 4));
        assert!(card.articles_per_minute > 0.0 && card.times_real_time > 0.0);
        drop(held);
        let text = tally.metrics();
        for line in [
            "# TYPE aloud_worker_articles_total counter",
            "aloud_worker_articles_total{outcome=\"narrated\"} 1",
            "aloud_worker_articles_total{outcome=\"failed\"} 1",
            "aloud_worker_articles_in_hand 0",
            "aloud_worker_speech_seconds_total 90",
            "aloud_worker_clips_total{source=\"reused\"} 2",
        ] {
            assert!(text.lines().any(|own| own == line), "{line}\n{text}");
        }
    }
}
