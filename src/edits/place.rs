//! Finding an anchor in a text that may have changed: where it is, and how sure that is. Of two places that it could be, none
//! is taken.

use super::anchor::{CUT, Passage};
use super::words::{letters, normal, similarity};
use super::{Anchor, Standing};

/// How alike a changed sentence must be to the one that was edited, where a neighbour is as it was.
const ALIKE: f64 = 0.8;
/// How alike two halves, or a whole, must be to what was split or joined.
const ALIKE_JOINED: f64 = 0.9;
/// How much more alike than any other the best must be; Hypothesis's matcher learnt that prefixes alone mislead.
const CLEARLY: f64 = 0.1;

/// A place where an anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The passage.
    pub(super) at: usize,
    /// Its second half, where a sentence was split in two.
    pub(super) second: Option<usize>,
    /// Whether more follows in the same sentence than did: it was joined with the next.
    pub(super) goes_on: bool,
    pub(super) standing: Standing,
}

impl Place {
    fn new(at: usize, standing: Standing) -> Self {
        Self { at, second: None, goes_on: false, standing }
    }
}

impl Anchor {
    /// Finds where it is among the passages of a text.
    ///
    /// # Errors
    /// With how it is lost.
    pub(super) fn find(&self, passages: &[Passage]) -> Result<Place, Standing> {
        let anchor = Sought::new(self);
        let equal: Vec<usize> = (0..passages.len()).filter(|at| anchor.is(&passages[*at].text)).collect();
        match equal[..] {
            [] => anchor.changed(passages),
            [only] => anchor.only(passages, only),
            _ => anchor.one_of(passages, &equal),
        }
    }
}

/// An anchor in normal form.
struct Sought<'a> {
    anchor: &'a Anchor,
    quote: String,
    /// Whether the quotation is only how it begins.
    is_cut: bool,
    before: String,
    after: String,
}

impl<'a> Sought<'a> {
    fn new(anchor: &'a Anchor) -> Self {
        // The sign of a cut is one that no normal form has.
        let is_cut = anchor.is_block && anchor.quote.ends_with(CUT);
        let quote = normal(anchor.quote.trim_end_matches(if is_cut { CUT } else { '\0' }));
        Self { anchor, quote, is_cut, before: normal(&anchor.before), after: normal(&anchor.after) }
    }

    fn is(&self, text: &str) -> bool {
        if self.is_cut { text.starts_with(&self.quote) } else { text == self.quote }
    }

    fn follows(&self, passages: &[Passage], at: usize) -> bool {
        match at.checked_sub(1) {
            None => self.before.is_empty(),
            Some(before) => !self.before.is_empty() && passages[before].text.ends_with(&self.before),
        }
    }

    fn precedes(&self, passages: &[Passage], at: usize) -> bool {
        match passages.get(at + 1) {
            None => self.after.is_empty(),
            Some(after) => !self.after.is_empty() && after.text.starts_with(&self.after),
        }
    }

    /// Counts the neighbours that are as they were.
    fn neighbours(&self, passages: &[Passage], at: usize) -> usize {
        usize::from(self.follows(passages, at)) + usize::from(self.precedes(passages, at))
    }

    /// Judges the only passage that says the same.
    fn only(&self, passages: &[Passage], at: usize) -> Result<Place, Standing> {
        match (self.anchor.occurrence, self.neighbours(passages, at)) {
            // The one that is left may be another than was meant.
            (Some(_), 0 | 1) => Err(Standing::Ambiguous),
            (None, 0) => Ok(Place::new(at, Standing::Moved)),
            _ => Ok(Place::new(at, Standing::Applies)),
        }
    }

    /// Chooses among several passages that say the same: the one between the same neighbours.
    fn one_of(&self, passages: &[Passage], equal: &[usize]) -> Result<Place, Standing> {
        let between: Vec<usize> = equal.iter().copied().filter(|at| self.neighbours(passages, *at) == 2).collect();
        if let [only] = between[..] {
            return Ok(Place::new(only, Standing::Applies));
        }
        let counted = self.anchor.occurrence.filter(|(_, of)| *of == equal.len());
        let meant = counted.and_then(|(nth, _)| equal.get(nth.checked_sub(1)?).copied());
        let meant = meant.filter(|at| between.contains(at));
        meant.map(|at| Place::new(at, Standing::Applies)).ok_or(Standing::Ambiguous)
    }

    /// Looks for what became of a passage that no longer is as it was.
    fn changed(&self, passages: &[Passage]) -> Result<Place, Standing> {
        let alike = |at: usize| {
            let neighbours = self.neighbours(passages, at);
            let text = &passages[at].text;
            let share = match neighbours {
                0 => return None,
                _ if letters(text) == letters(&self.quote) => 1.0,
                _ => similarity(text, &self.quote),
            };
            // A neighbour more tells two that are as alike apart.
            (share >= ALIKE).then(|| (share + 0.05 * neighbours as f64, Place::new(at, Standing::Changed)))
        };
        let mut found: Vec<(f64, Place)> = (0..passages.len()).filter_map(alike).collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        match found[..] {
            [] if self.anchor.is_block => Err(Standing::Gone),
            [] => self.split(passages).or_else(|| self.joined(passages)).ok_or(Standing::Gone),
            [(best, _), (next, _), ..] if best - next < CLEARLY => Err(Standing::Ambiguous),
            [(_, place), ..] => Ok(place),
        }
    }

    /// Looks for two sentences that were one.
    fn split(&self, passages: &[Passage]) -> Option<Place> {
        let wanted = letters(&self.quote);
        let halves = |at: usize| {
            let both = letters(&format!("{} {}", passages[at].text, passages[at + 1].text));
            let near = self.follows(passages, at) || self.precedes(passages, at + 1);
            near && similarity(&both, &wanted) >= ALIKE_JOINED
        };
        let mut found = (0..passages.len().saturating_sub(1)).filter(|at| halves(*at));
        let at = found.next().filter(|_| found.next().is_none())?;
        Some(Place { second: Some(at + 1), ..Place::new(at, Standing::Changed) })
    }

    /// Looks for one sentence that was this one and a neighbour.
    fn joined(&self, passages: &[Passage]) -> Option<Place> {
        let (own, before, after) = (letters(&self.quote), letters(&self.before), letters(&self.after));
        let (with_before, with_after) = (format!("{before}{own}"), format!("{own}{after}"));
        let goes_on = |passage: &Passage| {
            let text = letters(&passage.text);
            // Neighbours may be cut, so the ends that are far from this sentence are not looked at.
            let (length, chars) = (text.chars().count(), with_after.chars().count());
            let head: String = text.chars().take(chars).collect();
            let tail: String = text.chars().skip(length.saturating_sub(with_before.chars().count())).collect();
            if !after.is_empty() && similarity(&head, &with_after) >= ALIKE_JOINED {
                Some(true)
            } else {
                (!before.is_empty() && similarity(&tail, &with_before) >= ALIKE_JOINED).then_some(false)
            }
        };
        let mut found = passages.iter().enumerate().filter_map(|(at, passage)| Some((at, goes_on(passage)?)));
        let (at, goes_on) = found.next()?;
        found.next().is_none().then(|| Place { goes_on, ..Place::new(at, Standing::Changed) })
    }
}
