//! The elements of a page by number, each with the one it stands in.

/// The elements of a page, in the order they begin.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// For each element the one it stands in; the first stands for the page and stands in itself.
    parents: Vec<u32>,
}

impl Tree {
    /// Adds an element and returns its number.
    pub(super) fn add(&mut self, parent: u32) -> u32 {
        if self.parents.is_empty() {
            self.parents.push(0);
        }
        self.parents.push(parent);
        u32::try_from(self.parents.len() - 1).unwrap_or(u32::MAX)
    }

    /// Returns how many numbers its elements have, the page's too.
    pub(super) fn len(&self) -> usize {
        self.parents.len().max(1)
    }

    /// Returns an element and those it stands in, up to the page.
    pub(super) fn line(&self, element: u32) -> impl Iterator<Item = u32> {
        let parent = |at: &u32| self.parents.get(*at as usize).copied().filter(|parent| parent != at);
        std::iter::successors(Some(element), parent)
    }

    /// Returns whether an element stands in another, or is it.
    pub(super) fn is_within(&self, element: u32, outer: u32) -> bool {
        // An element is numbered after what it stands in.
        self.line(element).take_while(|at| *at >= outer).any(|at| at == outer)
    }
}
