//! What was heard beside what was to be said. Letters are aligned, not words: a name spelled otherwise changes letters in
//! place, a lost phrase loses them in a row.

use crate::language::Language;
use crate::script::spoken;

/// The longest texts whose letters are aligned; a sentence has some hundreds. What lies beyond is compared by its length.
const MAX_LETTERS: usize = 4_000;

/// How far what was heard is from what was to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The most letters in a row that were to be said and were not heard.
    pub missing: Run,
    /// The most letters in a row that were heard and were not to be said.
    pub extra: Run,
    /// Words that differ: changed, missing or extra.
    pub word_errors: usize,
    /// Words that were to be said.
    pub words: usize,
    /// Letters that were to be said.
    pub letters: usize,
}

/// Letters in a row.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Run {
    /// How many.
    pub letters: usize,
    /// The letters, without the spaces between them.
    pub text: String,
}

/// A step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Missing,
    Extra,
}

/// Compares what was heard with what was to be said, both as the reading rules of the language write it out.
#[must_use]
pub fn compare(said: &str, heard: &str, language: &Language) -> Comparison {
    let (said, heard) = (words(said, language), words(heard, language));
    let letters = |words: &[String]| words.iter().flat_map(|word| word.chars()).collect::<Vec<char>>();
    let (said_letters, heard_letters) = (letters(&said), letters(&heard));
    let steps = align(&said_letters, &heard_letters);
    let longest = |wanted: Step, letters: &[char]| longest_run(&steps, wanted, letters);
    Comparison {
        missing: longest(Step::Missing, &said_letters),
        extra: longest(Step::Extra, &heard_letters),
        word_errors: word_errors(&said, &heard),
        words: said.len(),
        letters: said_letters.len(),
    }
}

/// Returns the words of a text in small letters, numbers written out.
fn words(text: &str, language: &Language) -> Vec<String> {
    let spoken = spoken::spoken(text, language).to_lowercase();
    let words = spoken.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/'));
    let bare = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    words.map(bare).filter(|word| !word.is_empty()).collect()
}

/// Aligns two texts with the fewest changes, and among those with what is missing or extra in the fewest runs.
fn align(said: &[char], heard: &[char]) -> Vec<Step> {
    if said.len().max(heard.len()) > MAX_LETTERS {
        let common = said.len().min(heard.len());
        let rest = if said.len() > common { Step::Missing } else { Step::Extra };
        return [vec![Step::Both; common], vec![rest; said.len().max(heard.len()) - common]].concat();
    }
    Table::fill(said, heard).walk()
}

/// The costs of an alignment with affine gaps (Gotoh 1982): to open a gap costs more than to go on with it, so that what is
/// lost in one piece is seen as one.
struct Table {
    width: usize,
    /// For each pair of places, the cheapest way to it by its last step: both, missing, extra.
    costs: Vec<[u32; 3]>,
}

/// What a changed letter, the first letter of a gap and each further one cost.
const CHANGE: u32 = 3;
const OPEN: u32 = 3;
const GO_ON: u32 = 2;
const NEVER: u32 = u32::MAX / 2;

impl Table {
    fn fill(said: &[char], heard: &[char]) -> Self {
        let width = heard.len() + 1;
        let mut costs = vec![[NEVER; 3]; width * (said.len() + 1)];
        costs[0] = [0, NEVER, NEVER];
        for row in 0..=said.len() {
            for column in 0..width {
                let at = row * width + column;
                if row > 0 && column > 0 {
                    let change = if said[row - 1] == heard[column - 1] { 0 } else { CHANGE };
                    costs[at][0] = cheapest(costs[at - width - 1]) + change;
                }
                if row > 0 {
                    costs[at][1] = gap(costs[at - width], 1);
                }
                if column > 0 {
                    costs[at][2] = gap(costs[at - 1], 2);
                }
            }
        }
        Self { width, costs }
    }

    fn walk(&self) -> Vec<Step> {
        let mut at = self.costs.len() - 1;
        let mut last = position(self.costs[at]);
        let mut steps = Vec::new();
        while at > 0 {
            let (step, back) = match last {
                0 => (Step::Both, self.width + 1),
                1 => (Step::Missing, self.width),
                _ => (Step::Extra, 1),
            };
            steps.push(step);
            at -= back;
            last = if last == 0 { position(self.costs[at]) } else { gap_from(self.costs[at], last) };
        }
        steps.reverse();
        steps
    }
}

fn cheapest(costs: [u32; 3]) -> u32 {
    costs.into_iter().min().unwrap_or(NEVER)
}

fn position(costs: [u32; 3]) -> usize {
    (0..3).min_by_key(|kind| costs[*kind]).unwrap_or(0)
}

/// Returns what one more letter of a gap costs.
fn gap(costs: [u32; 3], kind: usize) -> u32 {
    let from = gap_from(costs, kind);
    costs[from].saturating_add(if from == kind { GO_ON } else { OPEN }).min(NEVER)
}

/// Returns the step that a gap comes from at the least cost: itself, where that is as cheap.
fn gap_from(costs: [u32; 3], kind: usize) -> usize {
    let cost = |from: usize| costs[from] + if from == kind { GO_ON } else { OPEN };
    (0..3).min_by_key(|from| (cost(*from), *from != kind)).unwrap_or(kind)
}

/// Finds the longest run of one step.
fn longest_run(steps: &[Step], wanted: Step, letters: &[char]) -> Run {
    let mut best = Run::default();
    let (mut place, mut run) = (0, String::new());
    for step in steps {
        let takes_letter = *step == Step::Both || *step == wanted;
        if *step == wanted {
            run.extend(letters.get(place));
        } else {
            run.clear();
        }
        if takes_letter {
            place += 1;
        }
        let length = run.chars().count();
        if length > best.letters {
            best = Run { letters: length, text: run.clone() };
        }
    }
    best
}

/// Counts the words that differ, by the fewest changes.
fn word_errors(said: &[String], heard: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=heard.len()).collect();
    for (index, word) in said.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in heard.iter().enumerate() {
            let change = diagonal + usize::from(word != other);
            diagonal = row[column + 1];
            row[column + 1] = change.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &str, heard: &str) -> Comparison {
        compare(said, heard, &Language::english())
    }

    #[test]
    fn the_same_words_written_otherwise_do_not_differ() {
        for (said, heard) in [
            ("It rose by five percent in nineteen ninety eight.", "It rose by 5% in 1998."),
            ("The prime minister's well-known plan", "The Prime Minister's wellknown plan."),
            ("", ""),
        ] {
            let compared = of(said, heard);
            assert_eq!((compared.missing.letters, compared.extra.letters), (0, 0), "{said} / {heard}");
        }
    }

    #[test]
    fn a_lost_phrase_is_a_run_and_a_misspelt_name_is_none() {
        let lost = of("The river rose past the mark on the wall.", "The river rose on the wall.");
        assert_eq!((lost.missing.letters, lost.extra.letters), ("pastthemark".len(), 0));
        assert_eq!((lost.word_errors, lost.words), (3, 9));
        let named = of("She met Tedeschi in Reykjavik.", "She met Tedesky in Rekyavic.");
        assert!(named.missing.letters < 4 && named.extra.letters < 4, "{named:?}");
        let twice = of("The river rose past the mark.", "The river rose the river rose past the mark.");
        assert_eq!(twice.extra.text.len(), "theriverrose".len());
    }

    #[test]
    fn what_is_far_too_long_is_compared_by_length() {
        let long = "word ".repeat(2_000);
        assert_eq!(of(&long, "word").missing.letters, 8_000 - 4);
    }
}
