//! Finds aliases that lead back to where they began: an alias is read by the lexicon too.

use super::{Capitals, Lexicon};

/// How far an entry has been followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    OnTheWay,
    Done,
}

/// Returns the names on a loop, the first again at the end; none when there is no loop.
pub(super) fn find(lexicon: &Lexicon) -> Option<Vec<String>> {
    let next: Vec<Vec<usize>> = (0..lexicon.entries.len()).map(|entry| names_in_alias(lexicon, entry)).collect();
    let mut marks = vec![Mark::New; next.len()];
    let mut way: Vec<(usize, usize)> = Vec::new();
    for first in 0..next.len() {
        if marks[first] == Mark::New {
            marks[first] = Mark::OnTheWay;
            way.push((first, 0));
        }
        // Followed by hand: a chain of aliases may be longer than the stack.
        while let Some((entry, branch)) = way.pop() {
            let Some(&to) = next[entry].get(branch) else {
                marks[entry] = Mark::Done;
                continue;
            };
            way.push((entry, branch + 1));
            match marks[to] {
                Mark::Done => {}
                Mark::OnTheWay => {
                    let begin = way.iter().position(|(on_way, _)| *on_way == to)?;
                    let names = way[begin..].iter().map(|(entry, _)| *entry).chain([to]);
                    return Some(names.map(|entry| lexicon.entries[entry].written[0].clone()).collect());
                }
                Mark::New => {
                    marks[to] = Mark::OnTheWay;
                    way.push((to, 0));
                }
            }
        }
    }
    None
}

/// Returns the entries that may hold inside an entry's alias, whatever the sentence.
fn names_in_alias(lexicon: &Lexicon, index: usize) -> Vec<usize> {
    let entry = &lexicon.entries[index];
    let Some(alias) = &entry.alias else { return Vec::new() };
    let meets = |other: &usize| match (&entry.language, &lexicon.entries[*other].language) {
        (Some(own), Some(other)) => own.is_like(other),
        _ => true,
    };
    let mut names: Vec<_> =
        lexicon.candidates(alias, Capitals::Count).iter().map(|found| found.entry).filter(meets).collect();
    names.dedup();
    names
}
