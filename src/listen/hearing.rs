//! Whether a clip says what it should: heard whole, and once more in pieces, for a recognizer smooths over what is said twice.

use std::sync::Arc;

use super::compare::{Comparison, compare};
use super::recognizer::{HEARING_HZ, ListenError, Recognizer};
use crate::audio::{Clip, Resampler, SampleRate};
use crate::language::Language;
use crate::voice::Voice;

/// Letters in a row that must be missing or extra. With 7 there was no false alarm in 286 good clips of five engines, with 5
/// none in 264 of the built-in voice (November 2026).
const LETTERS: usize = 7;
/// The same for the built-in voice.
const LETTERS_OF_BUILT_IN: usize = 5;
/// The engine of the built-in voice.
const BUILT_IN: &str = "hibari";
/// A silence at which a clip is cut for the second hearing, in samples: 0.12 s.
const SILENCE: usize = HEARING_HZ as usize * 12 / 100;
/// The shortest piece of the second hearing: 1.2 s.
const SHORTEST_PIECE: usize = HEARING_HZ as usize * 12 / 10;
/// The longest sound that is heard at once; the recognizer learned from some half a minute.
const LONGEST_PIECE: usize = HEARING_HZ as usize * 25;
/// Frames whose loudness is looked at: 10 ms.
const FRAME: usize = HEARING_HZ as usize / 100;
/// How far under the loud frames silence lies: 26 dB.
const SILENT: f32 = 0.05;

/// A recognizer, and when it is believed.
#[derive(Clone)]
pub struct Hearing {
    recognizer: Arc<dyn Recognizer>,
    letters: Option<usize>,
    least: usize,
}

/// What was heard where something else was to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The text as the recognizer wrote it.
    pub heard: String,
    /// How far it is from what was to be said.
    pub comparison: Comparison,
    /// Whether it is far enough to be doubted.
    pub is_doubtful: bool,
}

impl Hearing {
    /// Takes a recognizer, and the letters in a row that must be missing or extra before a clip is doubted, where that is not
    /// to depend on the voice.
    #[must_use]
    pub fn new(recognizer: Arc<dyn Recognizer>, letters: Option<usize>) -> Self {
        Self { recognizer, letters, least: letters.unwrap_or(LETTERS) }
    }

    /// Returns the same for a voice: the one that is built in is heard so well that fewer letters count.
    #[must_use]
    pub fn of(&self, voice: &Voice) -> Self {
        let usual = if voice.engine == BUILT_IN { LETTERS_OF_BUILT_IN } else { LETTERS };
        Self { least: self.letters.unwrap_or(usual), ..self.clone() }
    }

    /// Names the recognizer.
    #[must_use]
    pub fn identity(&self) -> &str {
        self.recognizer.identity()
    }

    /// Returns whether it understands a language.
    #[must_use]
    pub fn understands(&self, language: &Language) -> bool {
        self.recognizer.understands(language)
    }

    /// Hears a clip beside the text that it should say.
    ///
    /// # Errors
    /// When the recognizer cannot be asked.
    pub async fn hear(&self, clip: &Clip, text: &str, language: &Language) -> Result<Finding, ListenError> {
        let samples = at_hearing_rate(clip);
        let whole = self.finding(pieces(&samples, LONGEST_PIECE, LONGEST_PIECE), text, language).await?;
        if whole.comparison.extra.letters >= self.least {
            return Ok(whole);
        }
        let cut = pieces(&samples, SHORTEST_PIECE, LONGEST_PIECE);
        if cut.len() < 2 {
            return Ok(whole);
        }
        let again = self.finding(cut, text, language).await?;
        Ok(if whole.is_doubtful {
            // A recognizer leaves out what it cannot place in a whole sentence: what it hears in a piece was said.
            if again.is_doubtful { whole } else { again }
        } else if again.comparison.extra.letters >= self.least {
            // Pieces are heard worse at their ends: only what is said too often is believed of them.
            again
        } else {
            whole
        })
    }

    async fn finding(&self, pieces: Vec<Vec<f32>>, text: &str, language: &Language) -> Result<Finding, ListenError> {
        let mut heard = Vec::new();
        for piece in pieces {
            heard.push(self.recognizer.hear(piece, language).await?);
        }
        let heard = heard.join(" ").trim().to_owned();
        let comparison = compare(text, &heard, language);
        let worst = comparison.missing.letters.max(comparison.extra.letters);
        Ok(Finding { heard, is_doubtful: worst >= self.least, comparison })
    }
}

impl Finding {
    /// Returns in a line what is missing or extra, and what was heard.
    #[must_use]
    pub fn reason(&self) -> String {
        let Comparison { missing, extra, .. } = &self.comparison;
        let (what, run) = if missing.letters >= extra.letters { ("missing", missing) } else { ("extra", extra) };
        format!("{} letters in a row are {what} (“{}”); heard: “{}”", run.letters, run.text, self.heard)
    }
}

fn at_hearing_rate(clip: &Clip) -> Vec<f32> {
    let Some(rate) = SampleRate::new(HEARING_HZ) else { return Vec::new() };
    if clip.rate == rate {
        return clip.samples.clone();
    }
    let (mut resampler, mut samples) = (Resampler::new(clip.rate, rate), Vec::new());
    resampler.add(&clip.samples, &mut samples);
    resampler.finish(&mut samples);
    samples
}

/// Cuts sound in the middle of silences into pieces that are not shorter than one length; what is longer than the other is cut
/// where it is quietest.
fn pieces(samples: &[f32], shortest: usize, longest: usize) -> Vec<Vec<f32>> {
    let mut cuts = Vec::new();
    if shortest < longest {
        let mut start = 0;
        for silence in silences(samples) {
            if silence >= start + shortest && silence + shortest <= samples.len() {
                cuts.push(silence);
                start = silence;
            }
        }
    }
    cuts.push(samples.len());
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in cuts {
        while end - start > longest {
            let middle = start + longest / 2..start + longest;
            let cut = quietest(samples, middle);
            pieces.push(samples[start..cut].to_vec());
            start = cut;
        }
        pieces.push(samples[start..end].to_vec());
        start = end;
    }
    pieces
}

fn loudness(samples: &[f32]) -> Vec<f32> {
    samples.chunks(FRAME).map(|frame| (frame.iter().map(|x| x * x).sum::<f32>() / frame.len() as f32).sqrt()).collect()
}

/// Returns the middles of the silences inside.
fn silences(samples: &[f32]) -> Vec<usize> {
    let frames = loudness(samples);
    let mut sorted = frames.clone();
    sorted.sort_by(f32::total_cmp);
    let loud = sorted.get(sorted.len() * 19 / 20).copied().unwrap_or(0.0);
    let mut middles = Vec::new();
    let mut begun = None;
    for (at, level) in frames.iter().chain([&f32::MAX]).enumerate() {
        match (*level < loud * SILENT, begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                if (at - start) * FRAME >= SILENCE && start > 0 && at < frames.len() {
                    middles.push((start + at) / 2 * FRAME);
                }
                begun = None;
            }
            _ => {}
        }
    }
    middles
}

/// Returns the place of the quietest frame in a range.
fn quietest(samples: &[f32], range: std::ops::Range<usize>) -> usize {
    let frames = loudness(&samples[range.clone()]);
    let least = frames.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1));
    range.start + least.map_or(0, |(at, _)| at * FRAME) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(seconds: f32) -> Vec<f32> {
        (0..(seconds * HEARING_HZ as f32) as usize).map(|at| (at as f32 * 0.3).sin() * 0.5).collect()
    }

    #[test]
    fn sound_is_cut_at_silences_and_never_into_shreds() {
        let silence = vec![0.0; SILENCE + 2 * FRAME];
        let sound = [tone(2.0), silence.clone(), tone(0.5), silence, tone(3.0)].concat();
        let cut = pieces(&sound, SHORTEST_PIECE, LONGEST_PIECE);
        assert_eq!(cut.len(), 2, "{:?}", cut.iter().map(Vec::len).collect::<Vec<_>>());
        assert_eq!(cut.concat(), sound);
        let long = tone(60.0);
        let cut = pieces(&long, LONGEST_PIECE, LONGEST_PIECE);
        assert!(cut.iter().all(|piece| piece.len() <= LONGEST_PIECE) && cut.concat() == long);
        assert!(pieces(&[], SHORTEST_PIECE, LONGEST_PIECE).concat().is_empty());
    }
}
