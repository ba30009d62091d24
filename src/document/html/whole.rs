//! Looks for the pieces of texts in another text: copies differ by a word here and there.

/// Long enough not to be found by chance, short enough that one changed word costs little. In characters; taste.
const PIECE: usize = 32;
/// How many bytes are looked up at once.
const RUN: usize = 8;
/// Bits for each byte of the text; with so many, few runs are found by chance.
const BITS_PER_BYTE: usize = 16;

/// A text that pieces of others are looked for in. Most of a page is in no article, and is told without a search: a piece is
/// not in the text unless all its runs of bytes are.
pub(super) struct Whole<'a> {
    text: &'a str,
    /// A bit for the hash of each run.
    runs: Vec<u64>,
}

impl<'a> Whole<'a> {
    /// Takes note of a text's runs.
    pub(super) fn of(text: &'a str) -> Self {
        let words = (text.len() * BITS_PER_BYTE / 64).next_power_of_two();
        let mut whole = Self { text, runs: vec![0; words] };
        for run in text.as_bytes().array_windows::<RUN>() {
            let (word, bit) = whole.place(run);
            whole.runs[word] |= bit;
        }
        whole
    }

    /// Returns the text's length in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether most of a text is in this one, looked for in pieces.
    pub(super) fn holds(&self, text: &str) -> bool {
        let (mut pieces, mut found) = (0, 0);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.char_indices().nth(PIECE).map_or(rest.len(), |(end, _)| end);
            let (piece, behind) = rest.split_at(end);
            (rest, pieces) = (behind, pieces + 1);
            found += usize::from(self.holds_piece(piece));
        }
        2 * found >= pieces
    }

    fn holds_piece(&self, piece: &str) -> bool {
        let is_noted = |run: &[u8; RUN]| {
            let (word, bit) = self.place(run);
            self.runs[word] & bit != 0
        };
        piece.as_bytes().array_windows::<RUN>().all(is_noted) && self.text.contains(piece)
    }

    /// Returns where the bit of a run stands: the number of its word, and the bit.
    fn place(&self, run: &[u8; RUN]) -> (usize, u64) {
        /// 2^64 by the golden ratio, which scatters numbers that lie near each other (Knuth, volume 3, 6.4).
        const SCATTER: u64 = 0x9E37_79B9_7F4A_7C15;
        let hash = u64::from_le_bytes(*run).wrapping_mul(SCATTER) >> 32;
        ((hash >> 6) as usize & (self.runs.len() - 1), 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::Whole;

    #[test]
    fn most_pieces_are_enough() {
        let text = "thelanternwaslitateightandthekeeperwentdowntotheharbourwheretheboatsweremoored";
        let whole = Whole::of(text);
        assert!(whole.holds(text) && whole.holds("keeperwent") && whole.holds("the"));
        assert!(whole.holds(&text.replace("harbour", "quay")), "one piece of three differs");
        assert!(!whole.holds("thekeeperwentuptotherailwaywherethetrainsdepart"));
        assert!(!whole.holds("railway") && !whole.holds("sea"));
        assert!(whole.holds(""), "nothing is in everything");
        assert!(Whole::of("ab").holds("b") && !Whole::of("").holds("b"));
    }
}
