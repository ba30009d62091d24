//! Reads an article from a file or from standard input.
