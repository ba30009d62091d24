//! The `aloud` command: runs what was asked, prints errors with their causes and a hint, sets the exit code.
fn main() {}
