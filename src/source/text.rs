//! Turns bytes into text: by byte-order mark, declared charset, or UTF-8.
