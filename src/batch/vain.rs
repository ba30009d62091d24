//! Notices a run that only loses: articles in a row of which an engine spoke nothing at all.

use super::Outcome;
use crate::pipeline::NarrateError;

/// Articles in a row without a single good answer before the run ends. Taste.
const MOST: usize = 3;

/// Counts such articles.
#[derive(Debug, Default)]
pub(super) struct Vain(usize);

impl Vain {
    /// Notes what became of an article; the last of too many says that it ends the run.
    pub(super) fn note(&mut self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::NotNarrated(error) if error.is_in_vain() => {
                self.0 += 1;
                match self.0 {
                    MOST.. => Outcome::NotNarrated(NarrateError::InVain { articles: self.0, source: Box::new(error) }),
                    _ => Outcome::NotNarrated(error),
                }
            }
            Outcome::Narrated(finished) if finished.bill.counts.spoken > 0 => {
                self.0 = 0;
                Outcome::Narrated(finished)
            }
            // It was not the engine's doing, or went on after something had been spoken.
            Outcome::NotNarrated(error) => {
                self.0 = 0;
                Outcome::NotNarrated(error)
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::EngineError;

    fn failed(spoken: usize, source: EngineError) -> Outcome {
        Outcome::NotNarrated(NarrateError::NotSpoken { number: 1, count: 8, text: "The".to_owned(), spoken, source })
    }

    fn ends(vain: &mut Vain, outcome: Outcome) -> bool {
        matches!(vain.note(outcome), Outcome::NotNarrated(error) if error.ends_everything())
    }

    #[test]
    fn a_run_without_a_good_answer_ends_after_a_few_articles() {
        let mut vain = Vain::default();
        let refused = || failed(0, EngineError::refused("no such model"));
        let ended: Vec<bool> = (0..3).map(|_| ends(&mut vain, refused())).collect();
        assert_eq!(ended, [false, false, true]);
        let mut vain = Vain::default();
        assert!(!ends(&mut vain, refused()) && !ends(&mut vain, failed(0, EngineError::bad_audio("cut off"))));
        assert!(!ends(&mut vain, failed(3, EngineError::refused("this sentence"))), "others of it were spoken");
        assert!(!ends(&mut vain, refused()) && !ends(&mut vain, failed(0, EngineError::unreachable("gone"))));
        assert!(!ends(&mut vain, refused()) && !ends(&mut vain, refused()) && ends(&mut vain, refused()));
    }
}
