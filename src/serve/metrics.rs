//! What has been done so far, in Prometheus' text format (prometheus.io, "Exposition formats", version 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The upper ends of the buckets that sentences are sorted into by the time they took, in seconds.
const BUCKETS_S: [f64; 8] = [0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// How much a voice has to do now.
pub(super) struct Gauge<'a> {
    /// The voice's name.
    pub(super) voice: &'a str,
    /// Requests worked on or waiting.
    pub(super) requests: usize,
}

/// Counts of the time since the start.
#[derive(Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// Requests for speech by the status they were answered with.
    requests: BTreeMap<u16, u64>,
    voices: BTreeMap<String, Spoken>,
}

/// What a voice has spoken.
#[derive(Clone, Copy, Default)]
struct Spoken {
    sentences: u64,
    chars: u64,
    audio: Duration,
    took: Duration,
    /// Sentences that took no longer than each bucket's end.
    within: [u64; BUCKETS_S.len()],
}

impl Metrics {
    /// Counts an answer.
    pub(super) fn answered(&self, status: u16) {
        *self.counts().requests.entry(status).or_default() += 1;
    }

    /// Counts a sentence.
    pub(super) fn spoke(&self, voice: &str, chars: u64, audio: Duration, took: Duration) {
        let mut counts = self.counts();
        let spoken = counts.voices.entry(voice.to_owned()).or_default();
        spoken.sentences += 1;
        spoken.chars += chars;
        spoken.audio += audio;
        spoken.took += took;
        for (count, end) in spoken.within.iter_mut().zip(BUCKETS_S) {
            *count += u64::from(took.as_secs_f64() <= end);
        }
    }

    /// Returns the mean time a sentence of a voice took, once there was one.
    pub(super) fn mean_sentence(&self, voice: &str) -> Option<Duration> {
        let spoken = *self.counts().voices.get(voice)?;
        Some(spoken.took / u32::try_from(spoken.sentences).ok().filter(|count| *count > 0)?)
    }

    /// Writes everything down.
    pub(super) fn text(&self, gauges: &[Gauge<'_>]) -> String {
        let counts = self.counts();
        let mut text = String::new();
        let requests = counts.requests.iter().map(|(status, count)| (format!("status=\"{status}\""), *count as f64));
        family(
            &mut text,
            "aloud_requests_total",
            "counter",
            "Requests for speech, by the status of the answer.",
            requests,
        );
        let now = gauges.iter().map(|gauge| (label(gauge.voice), gauge.requests as f64));
        family(&mut text, "aloud_requests_now", "gauge", "Requests worked on or waiting.", now);
        let counts = &*counts;
        let each = |value: fn(&Spoken) -> f64| {
            gauges.iter().map(move |gauge| {
                let spoken = counts_of(counts, gauge.voice);
                (label(gauge.voice), value(&spoken))
            })
        };
        family(
            &mut text,
            "aloud_characters_total",
            "counter",
            "Characters spoken.",
            each(|spoken| spoken.chars as f64),
        );
        let audio = each(|spoken| spoken.audio.as_secs_f64());
        family(&mut text, "aloud_audio_seconds_total", "counter", "Seconds of speech made.", audio);
        sentences(&mut text, gauges, counts);
        text
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn counts_of(counts: &Counts, voice: &str) -> Spoken {
    counts.voices.get(voice).copied().unwrap_or_default()
}

/// Writes the histogram of sentences.
fn sentences(text: &mut String, gauges: &[Gauge<'_>], counts: &Counts) {
    const NAME: &str = "aloud_sentence_seconds";
    let mut lines = Vec::new();
    for gauge in gauges {
        let (spoken, voice) = (counts_of(counts, gauge.voice), label(gauge.voice));
        for (end, count) in BUCKETS_S.iter().zip(spoken.within) {
            lines.push(format!("{NAME}_bucket{{{voice},le=\"{end}\"}} {count}"));
        }
        lines.push(format!("{NAME}_bucket{{{voice},le=\"+Inf\"}} {}", spoken.sentences));
        lines.push(format!("{NAME}_sum{{{voice}}} {}", spoken.took.as_secs_f64()));
        lines.push(format!("{NAME}_count{{{voice}}} {}", spoken.sentences));
    }
    text.push_str(&format!("# HELP {NAME} Seconds it took to speak a sentence.\n# TYPE {NAME} histogram\n"));
    text.push_str(&format!("{}\n", lines.join("\n")));
}

/// Writes one family of samples.
fn family(text: &mut String, name: &str, kind: &str, help: &str, samples: impl Iterator<Item = (String, f64)>) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    for (labels, value) in samples {
        let _ = writeln!(text, "{name}{{{labels}}} {value}");
    }
}

/// Names a voice as a label, its special characters escaped.
fn label(voice: &str) -> String {
    format!("voice=\"{}\"", voice.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
