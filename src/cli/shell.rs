//! What is typed after `completions` and `man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// `aloud completions`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  aloud completions bash > ~/.local/share/bash-completion/completions/aloud\n  \
                        aloud completions fish > ~/.config/fish/completions/aloud.fish")]
pub struct Completions {
    /// Shell to complete commands in
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// `aloud man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  aloud man man/\n  sudo aloud man /usr/local/share/man/man1")]
pub struct Man {
    /// Folder for the manual pages; made if it is missing
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
