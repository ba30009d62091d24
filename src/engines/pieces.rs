//! Says a text that is longer than a service takes piece by piece, each cut where a reader would pause.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::ssml::phoneme_bytes;
use crate::speech::{Context, Engine, EngineError, SpeechRequest, Spoken, Wrapper};

/// The least that is asked for after a refusal for length: no service takes less than a short clause. Taste.
const LEAST: usize = 24;
/// From this length on a refusal without a reason that is known may be one for length. Taste.
const LONG: usize = 120;
/// How often that is tried in vain before it is given up.
const VAIN_TRIES: u32 = 3;

/// How much text a service takes at once, as it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// The most that one request may weigh.
    pub(super) most: usize,
    /// What a character weighs.
    pub(super) weight: fn(char) -> usize,
}

impl Limit {
    /// No limit.
    pub(super) const NONE: Self = Self::chars(usize::MAX);

    /// A limit in characters, as Unicode counts them.
    pub(super) const fn chars(most: usize) -> Self {
        Self { most, weight: |_| 1 }
    }

    /// A limit in bytes of UTF-8.
    pub(super) const fn bytes(most: usize) -> Self {
        Self { most, weight: char::len_utf8 }
    }

    fn of(self, text: &str) -> usize {
        text.chars().map(self.weight).sum()
    }

    fn allows(self, text: &str) -> bool {
        self.of(text) <= self.most
    }
}

/// An engine that is only ever asked for as much as it takes, by its own word or as it turns out.
pub(super) struct Pieced<Inner> {
    engine: Inner,
    limit: Limit,
    learned: Mutex<Learned>,
}

/// What is known of a service's limit by asking.
struct Learned {
    /// The most that is asked for.
    most: usize,
    /// The heaviest text that was spoken.
    heaviest: usize,
    /// How often a text was parted for a reason that was none.
    vain_tries: u32,
}

impl<Inner: Engine> Pieced<Inner> {
    /// Keeps requests to an engine within a limit.
    pub(super) fn new(engine: Inner, limit: Limit) -> Self {
        let learned = Mutex::new(Learned { most: limit.most, heaviest: 0, vain_tries: 0 });
        Self { engine, limit, learned }
    }

    fn learned(&self) -> MutexGuard<'_, Learned> {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the limit for a request. What sounds add is taken off each piece as if all of them stood in it.
    fn limit_for(&self, request: &SpeechRequest) -> Limit {
        let most = self.learned().most;
        let most = most.saturating_sub(phoneme_bytes(request)).max(most / 2);
        Limit { most, ..self.limit }
    }

    /// Asks for a text that the limit allows.
    async fn ask(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let answer = self.engine.speak(request).await;
        if answer.is_ok() {
            let weight = self.limit.of(&request.text);
            let mut learned = self.learned();
            learned.heaviest = learned.heaviest.max(weight);
        }
        answer
    }

    /// Returns whether a refusal without a reason that is known may be one for length: nothing so long was ever spoken.
    fn may_be_length(&self, error: &EngineError, text: &str) -> bool {
        let (weight, learned) = (self.limit.of(text), self.learned());
        let is_longest = learned.heaviest > 0 && weight > learned.heaviest && weight >= LONG;
        matches!(error, EngineError::Refused(_)) && is_longest && learned.vain_tries < VAIN_TRIES
    }

    /// Speaks a text in pieces. One that is refused for its length is parted again, and so is what comes after it.
    async fn speak_parted(
        &self,
        request: &SpeechRequest,
        mut limit: Limit,
        refusal: Refusal,
    ) -> Result<Spoken, EngineError> {
        let (mut at, mut whole) = (0, None::<Spoken>);
        while let Some(range) = next_piece(&request.text, at, limit) {
            let part = piece(request, range.clone());
            match self.ask(&part).await {
                Ok(spoken) => {
                    at = range.end;
                    whole = Some(match whole {
                        None => spoken,
                        Some(before) => join(before, spoken, range.start)?,
                    });
                }
                Err(error) => {
                    let half = half(self.limit.of(&part.text)).filter(|_| refusal.is_one_for_length(&error));
                    limit.most = half.ok_or(error)?;
                    self.remember(limit.most, refusal);
                }
            }
        }
        let whole = whole.ok_or_else(|| EngineError::refused("there is nothing to say in it"))?;
        if refusal == Refusal::Guessed {
            self.remember(limit.most, Refusal::Told);
        }
        Ok(whole)
    }

    /// Notes what a service takes; a guess is one until it has come true.
    fn remember(&self, most: usize, refusal: Refusal) {
        if refusal == Refusal::Told {
            let mut learned = self.learned();
            learned.most = learned.most.min(most.max(learned.heaviest));
        }
    }
}

/// How it is known that a text is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// The service said so.
    Told,
    /// It refused, and this may be why.
    Guessed,
}

impl Refusal {
    fn is_one_for_length(self, error: &EngineError) -> bool {
        match error {
            EngineError::TooLong(_) => true,
            EngineError::Refused(_) => self == Self::Guessed,
            _ => false,
        }
    }
}

/// Returns half of a weight, while that is worth asking for.
fn half(weight: usize) -> Option<usize> {
    let half = (weight / 2).max(LEAST);
    (half < weight).then_some(half)
}

/// Finds the first piece after a place.
fn next_piece(text: &str, at: usize, limit: Limit) -> Option<Range<usize>> {
    let piece = pieces(&text[at..], limit).into_iter().next()?;
    Some(at + piece.start..at + piece.end)
}

#[async_trait]
impl<Inner: Engine> Wrapper for Pieced<Inner> {
    fn inner(&self) -> &dyn Engine {
        &self.engine
    }

    async fn speak_wrapped(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let limit = self.limit_for(request);
        if !limit.allows(&request.text) {
            return self.speak_parted(request, limit, Refusal::Told).await;
        }
        let error = match self.ask(request).await {
            Err(error) => error,
            spoken => return spoken,
        };
        let refusal = match &error {
            EngineError::TooLong(_) => Refusal::Told,
            error if self.may_be_length(error, &request.text) => Refusal::Guessed,
            _ => return Err(error),
        };
        let Some(most) = half(self.limit.of(&request.text)) else { return Err(error) };
        self.remember(most, refusal);
        let answer = self.speak_parted(request, Limit { most, ..self.limit }, refusal).await;
        if answer.is_err() && refusal == Refusal::Guessed {
            self.learned().vain_tries += 1;
            // What was refused as a whole is told; the pieces were only tried.
            return Err(error);
        }
        answer
    }
}

fn piece(request: &SpeechRequest, range: Range<usize>) -> SpeechRequest {
    let around =
        |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { text.trim().to_owned() };
    let context = if request.context == Context::default() {
        Context::default()
    } else {
        Context {
            before: around(&request.text[..range.start], &request.context.before),
            after: around(&request.text[range.end..], &request.context.after),
        }
    };
    SpeechRequest { context, ..request.part(range) }
}

fn join(mut whole: Spoken, next: Spoken, text_start: usize) -> Result<Spoken, EngineError> {
    let (clip, next_clip) = (&mut whole.clip, next.clip);
    if clip.rate != next_clip.rate {
        return Err(EngineError::bad_audio("its pieces have different sample rates"));
    }
    let start = clip.samples.len() as u64;
    clip.samples.extend(next_clip.samples);
    clip.words.extend(next_clip.words.into_iter().map(|mut word| {
        word.text = word.text.start + text_start..word.text.end + text_start;
        word.frames = word.frames.start + start..word.frames.end + start;
        word
    }));
    whole.doubt = whole.doubt.or(next.doubt);
    Ok(whole)
}

/// Cuts a text into pieces within the limit, without the white space between them. What holds nothing to say is left out.
fn pieces(text: &str, limit: Limit) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = start + first_piece(&text[start..], limit);
        let piece = text[start..end].trim();
        if piece.chars().any(char::is_alphanumeric) {
            let from = start + text[start..end].find(piece).unwrap_or_default();
            pieces.push(from..from + piece.len());
        }
        start = end;
    }
    pieces
}

/// Finds where the first piece ends: at the best place to pause in the second half of what the limit allows.
fn first_piece(text: &str, limit: Limit) -> usize {
    let (mut weight, mut best, mut best_rank, mut previous) = (0, 0, Pause::None, ' ');
    for (at, c) in text.char_indices() {
        let rank = match pause_between(previous, c) {
            Pause::None => Pause::None,
            // A short first piece and a long second one sound worse than a cut between two words.
            _ if weight * 2 < limit.most => Pause::Early,
            rank => rank,
        };
        if at > 0 && rank >= best_rank {
            (best, best_rank) = (at, rank);
        }
        weight += (limit.weight)(c);
        if weight > limit.most {
            // A character that alone weighs too much goes out as it is: the service will say so.
            return if best == 0 { at.max(c.len_utf8()) } else { best };
        }
        previous = c;
    }
    text.len()
}

/// How well a reader may pause somewhere, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    None,
    Early,
    Word,
    Clause,
    Sentence,
}

fn pause_between(previous: char, next: char) -> Pause {
    match previous {
        '。' | '！' | '？' => Pause::Sentence,
        '，' | '、' | '；' | '：' | '—' => Pause::Clause,
        _ if !next.is_whitespace() => Pause::None,
        '.' | '!' | '?' | '…' => Pause::Sentence,
        ',' | ';' | ':' | '–' | ')' | '”' | '»' => Pause::Clause,
        _ => Pause::Word,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, limit: Limit) -> Vec<&str> {
        pieces(text, limit).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn pieces_end_where_a_reader_would_pause() {
        let text = "The river rose past the mark, and the bridge closed; nobody crossed. Then it fell.";
        assert_eq!(cut(text, Limit::chars(200)), [text]);
        let expected = ["The river rose past the mark, and the bridge closed; nobody crossed.", "Then it fell."];
        assert_eq!(cut(text, Limit::chars(70)), expected);
        let expected = ["The river rose past the mark,", "and the bridge closed;", "nobody crossed. Then it fell."];
        assert_eq!(cut(text, Limit::chars(35)), expected);
        assert_eq!(cut("one two three", Limit::chars(8)), ["one two", "three"]);
        assert_eq!(cut("abcdefgh", Limit::chars(3)), ["abc", "def", "gh"]);
        assert_eq!(cut("ééé", Limit::bytes(4)), ["éé", "é"]);
        assert_eq!(cut("水が増えた。橋は閉じた。", Limit::bytes(21)), ["水が増えた。", "橋は閉じた。"]);
        assert_eq!(cut("😀", Limit::bytes(3)), [""; 0]);
    }

    proptest! {
        #[test]
        fn pieces_keep_to_the_limit_and_lose_no_word(text in "[a-zé ,.;😀\n&]{0,200}", most in 4_usize..60) {
            let limit = Limit::bytes(most);
            let cut = cut(&text, limit);
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert!(cut.iter().all(|piece| limit.allows(piece)));
            prop_assert_eq!(words(&cut.concat()), words(&text));
        }
    }
}
