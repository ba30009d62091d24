//! The part of a page that holds most of its prose, found by counting.

use super::super::block::BlockKind;
use super::super::reason::Reason;
use super::super::text;
use super::passages::Passage;
use super::tree::Tree;

/// A part of an element that holds so much of its prose stands for it. Taste, tried on pages.
const STANDS_FOR: f64 = 0.8;
/// Below this share no part stands for an element, however the rest lies. Taste, tried on pages.
const LEADS: f64 = 0.5;

/// The least share, and the least bytes, of the part below the headline that is taken for the story though another part holds
/// more. Taste, tried on pages: a lead has less.
const HEADED: f64 = 0.25;
const STORY_BYTES: f64 = 500.0;

/// Returns how much of a story a passage looks to be, in bytes: sentences in paragraphs count whole, links not at all.
pub(super) fn weight(passage: &Passage) -> f64 {
    let words = passage.words;
    let kind = match passage.kind {
        BlockKind::Paragraph if words >= 12 => 1.0,
        BlockKind::Paragraph | BlockKind::Quote if words >= 5 && text::ends_sentence(&passage.text) => 0.7,
        BlockKind::Quote if words >= 12 => 0.7,
        BlockKind::ListItem { .. } if words >= 8 => 0.4,
        _ => 0.0,
    };
    let away = |reason: Reason| match reason {
        Reason::Comments | Reason::Navigation | Reason::Author | Reason::Footnote => 0.15,
        Reason::Related | Reason::Subscription => 0.5,
        _ => 1.0,
    };
    let part = passage.parts.iter().map(|(reason, _)| away(*reason)).fold(1.0, f64::min);
    let links = (1.0 - 1.5 * passage.link_density()).max(0.0);
    passage.text.len() as f64 * kind * part * links
}

/// Returns the element that holds the page's prose and as little else as may be; none where there is no prose. `first` is
/// where the story begins, if something tells.
pub(super) fn densest(passages: &[Passage], tree: &Tree, first: Option<usize>) -> Option<u32> {
    let (held, children) = weighed(passages, tree);
    let begins_in = |element: u32| first.is_some_and(|first| tree.is_within(passages[first].block, element));
    let held = |element: u32| held[element as usize];
    let parts = |element: u32| &children[element as usize];
    let mut at = 0;
    if held(at) <= 0.0 {
        return None;
    }
    loop {
        let all = held(at);
        let share = |child: &u32| held(*child) / all;
        let Some(best) = parts(at).iter().copied().max_by(|a, b| share(a).total_cmp(&share(b))) else {
            break;
        };
        // A paragraph is no part of the page.
        let is_part = |child: &u32| !parts(*child).is_empty() || share(child) >= 1.0;
        let begun = parts(at).iter().copied().find(|child| begins_in(*child));
        // Comments and teasers may hold more than the story that they stand below.
        let headed = begun
            .filter(|begun| *begun != best && is_part(begun) && share(begun) >= HEADED && held(*begun) >= STORY_BYTES);
        let leads = share(&best) >= STANDS_FOR || (share(&best) >= LEADS && begins_in(best));
        at = match headed {
            Some(headed) => headed,
            None if leads && is_part(&best) => best,
            None => break,
        };
    }
    Some(at)
}

/// Returns for each element by its number what it holds, and which elements in it hold something: passages stand deep, and each
/// counts for all that it stands in.
fn weighed(passages: &[Passage], tree: &Tree) -> (Vec<f64>, Vec<Vec<u32>>) {
    let mut held: Vec<f64> = vec![0.0; tree.len()];
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); tree.len()];
    for passage in passages {
        let weight = weight(passage);
        if weight <= 0.0 {
            continue;
        }
        let mut below = None;
        for element in tree.line(passage.block) {
            if let Some(below) = below {
                let beside = &mut children[element as usize];
                if beside.last() != Some(&below) {
                    beside.push(below);
                }
            }
            held[element as usize] += weight;
            below = Some(element);
        }
    }
    (held, children)
}

/// Returns which passages stand in an element, without the lists of links in it.
pub(super) fn inside(passages: &[Passage], tree: &Tree, element: u32) -> Vec<bool> {
    let mut parts: Vec<Part> = vec![Part::default(); tree.len()];
    let inside = |passage: &Passage| tree.is_within(passage.block, element);
    let below = |passage: &Passage| tree.line(passage.block).take_while(|at| *at != element);
    for passage in passages.iter().filter(|passage| inside(passage)) {
        for at in below(passage) {
            let part = &mut parts[at as usize];
            part.bytes += passage.text.len() as f64;
            part.linked += passage.linked_bytes as f64;
            part.prose += weight(passage);
        }
    }
    let in_links = |passage: &Passage| below(passage).any(|at| parts[at as usize].is_links());
    passages.iter().map(|passage| inside(passage) && !in_links(passage)).collect()
}

/// What an element holds, in bytes.
#[derive(Clone, Default)]
struct Part {
    bytes: f64,
    linked: f64,
    prose: f64,
}

impl Part {
    /// Returns whether it is a list of links, with the days and names beside them.
    fn is_links(&self) -> bool {
        self.linked > 0.35 * self.bytes && self.prose < 0.3 * self.bytes && self.bytes >= 60.0
    }
}
