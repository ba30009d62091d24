//! What has been done so far, in Prometheus' text format and by its naming: base units, `_total`, no article's name as a label.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The upper ends of the buckets of the time from publication to sound, in seconds.
const BUCKETS_S: [f64; 10] = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 900.0];

/// Families of samples: name, type, help.
const FAMILIES: [(&str, &str, &str); 9] = [
    ("aloud_build_info", "gauge", "The version that runs."),
    ("aloud_articles", "gauge", "Articles by where they stand."),
    ("aloud_queue_depth", "gauge", "Articles that wait to be narrated, and deliveries that wait for their place."),
    ("aloud_queue_oldest_seconds", "gauge", "How long the oldest of them has waited."),
    ("aloud_place_up", "gauge", "Whether a place takes narrations."),
    ("aloud_place_attempts_total", "counter", "Attempts to put narrations on or take them off, by outcome."),
    ("aloud_hooks_total", "counter", "Calls of hooks, by what was done with them."),
    ("aloud_failures_total", "counter", "Articles that were not narrated, by cause."),
    ("aloud_spend_usd_total", "counter", "US dollars spent since the start."),
];
/// The histogram.
const AUDIBLE: &str = "aloud_publish_to_audible_seconds";

/// Counts of the time since the start.
#[derive(Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// By family and labels.
    totals: BTreeMap<(&'static str, String), f64>,
    audible: BTreeMap<String, Audible>,
}

#[derive(Default)]
struct Audible {
    within: [u64; BUCKETS_S.len()],
    count: u64,
    sum_s: f64,
}

/// A sample: its family, its labels, its value.
pub(super) type Sample = (&'static str, String, f64);

impl Metrics {
    /// Counts one more.
    pub(super) fn count(&self, family: &'static str, labels: String) {
        self.add(family, labels, 1.0);
    }

    /// Counts so much more.
    pub(super) fn add(&self, family: &'static str, labels: String, much: f64) {
        *self.counts().totals.entry((family, labels)).or_default() += much;
    }

    /// Counts an article of a channel that can be heard so long after it was published or changed.
    pub(super) fn audible(&self, channel: &str, seconds: f64) {
        let mut counts = self.counts();
        let audible = counts.audible.entry(channel.to_owned()).or_default();
        audible.count += 1;
        audible.sum_s += seconds;
        for (count, end) in audible.within.iter_mut().zip(BUCKETS_S) {
            *count += u64::from(seconds <= end);
        }
    }

    /// Writes everything down, with what is the case now.
    pub(super) fn text(&self, mut now: Vec<Sample>) -> String {
        let counts = self.counts();
        now.extend(counts.totals.iter().map(|((family, labels), value)| (*family, labels.clone(), *value)));
        let mut text = String::new();
        for (name, kind, help) in FAMILIES {
            // Writing to a string does not fail.
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
            for (_, labels, value) in now.iter().filter(|(family, ..)| *family == name) {
                let braces = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
                let _ = writeln!(text, "{name}{braces} {value}");
            }
        }
        let _ = writeln!(
            text,
            "# HELP {AUDIBLE} Seconds from the word of a change until every place has the sound.\n# TYPE {AUDIBLE} histogram"
        );
        for (channel, audible) in &counts.audible {
            let label = label("channel", channel);
            for (end, count) in BUCKETS_S.iter().zip(audible.within) {
                let _ = writeln!(text, "{AUDIBLE}_bucket{{{label},le=\"{end}\"}} {count}");
            }
            let Audible { count, sum_s, .. } = audible;
            let _ = writeln!(text, "{AUDIBLE}_bucket{{{label},le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "{AUDIBLE}_sum{{{label}}} {sum_s}\n{AUDIBLE}_count{{{label}}} {count}");
        }
        text
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a label, its special characters escaped.
pub(super) fn label(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        metrics.count("aloud_hooks_total", label("verdict", "taken"));
        metrics.count("aloud_hooks_total", label("verdict", "taken"));
        metrics.audible("news", 4.0);
        metrics.audible("news", 1_000.0);
        let text = metrics.text(vec![("aloud_articles", label("stage", "a\"b"), 3.0)]);
        for line in [
            "# TYPE aloud_hooks_total counter",
            "aloud_hooks_total{verdict=\"taken\"} 2",
            "aloud_articles{stage=\"a\\\"b\"} 3",
            "aloud_publish_to_audible_seconds_bucket{channel=\"news\",le=\"2\"} 0",
            "aloud_publish_to_audible_seconds_bucket{channel=\"news\",le=\"5\"} 1",
            "aloud_publish_to_audible_seconds_bucket{channel=\"news\",le=\"+Inf\"} 2",
            "aloud_publish_to_audible_seconds_count{channel=\"news\"} 2",
        ] {
            assert!(text.lines().any(|own| own == line), "{line}\n{text}");
        }
    }
}
