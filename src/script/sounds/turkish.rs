//! Turkish names by their spelling.

use super::spelling::{Spelling, Stress};

#[rustfmt::skip]
pub(super) const TURKISH: Spelling = Spelling {
    vowels: "aâeıiîoöuûü",
    stress: Stress::Last,
    rules: &[
        ("", "c", "", "dʒ"), ("", "ç", "", "tʃ"), ("", "ş", "", "ʃ"), ("", "j", "", "ʒ"), ("[eiöü]", "ğ", "V", "j"), ("", "ğ", "", ""), ("", "g", "", "ɡ"), ("", "y", "", "j"), ("", "w", "", "v"), ("", "x", "", "ks"), ("", "q", "", "k"),
        ("", "a", "", "a"), ("", "â", "", "aː"), ("", "e", "", "e"), ("", "ı", "", "ɯ"), ("", "i", "", "i"), ("", "î", "", "iː"), ("", "o", "", "o"), ("", "ö", "", "ø"), ("", "u", "", "u"), ("", "û", "", "uː"), ("", "ü", "", "y"),
    ],
};
