//! Why a narration could not be published, and what to do about it.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::StatusCode;

use crate::book;
use crate::error::Hint;
use crate::store::bucket::BucketError;

/// Why a narration could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The settings of the place do not do.
    #[error("{place} is not set up: {message}")]
    Setting {
        /// The place, as its table in `aloud.toml` is called.
        place: &'static str,
        /// What is missing or wrong.
        message: String,
    },
    /// Its key is not accepted.
    #[error("{place} does not accept the key ({message})")]
    Unauthorised {
        /// The place.
        place: &'static str,
        /// What it says.
        message: String,
    },
    /// The user may not do that.
    #[error("{place} does not allow it ({message})")]
    Forbidden {
        /// The place.
        place: &'static str,
        /// What it says.
        message: String,
    },
    /// It does not have the article.
    #[error("{place} has no post at {address}")]
    NoPost {
        /// The place.
        place: &'static str,
        /// Where it was looked for.
        address: String,
    },
    /// It has no such term, or no such taxonomy.
    #[error("{place} has no {term}")]
    NoTerm {
        /// The place.
        place: &'static str,
        /// The term with its taxonomy.
        term: String,
    },
    /// It cannot be asked what it has.
    #[error("this place cannot list posts")]
    TellsNothing,
    /// The article's address is not known.
    #[error("the narration has no article address")]
    NoAddress,
    /// Nothing answers where its interface should be.
    #[error("{place} has no interface at {url}")]
    NoInterface {
        /// The place.
        place: &'static str,
        /// Where it was looked for.
        url: String,
    },
    /// Something before its interface lets nobody through.
    #[error("{place} has its interface switched off ({message})")]
    SwitchedOff {
        /// The place.
        place: &'static str,
        /// What it says.
        message: String,
    },
    /// It would drop a part of the post's text, which this user may not write.
    #[error("the user may not write all that the post has: {place} would drop its {element}")]
    Filtered {
        /// The place.
        place: &'static str,
        /// What would be dropped.
        element: &'static str,
    },
    /// The post's text came out otherwise than it was written.
    #[error("{place} has changed the post's text while it was saved; the text from before is in the post's revisions")]
    Altered {
        /// The place.
        place: &'static str,
    },
    /// The audio is larger than it takes.
    #[error("{place} does not take a file as large as {}", path.display())]
    TooLarge {
        /// The place.
        place: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// Somebody changes the post at the same time.
    #[error("someone else changed the post meanwhile; their change is kept")]
    Conflict,
    /// It cannot be reached, or its answer is broken off.
    #[error("{place} cannot be reached: {message}")]
    Unreachable {
        /// The place.
        place: &'static str,
        /// Why.
        message: String,
    },
    /// It has too much to do, or is being looked after.
    #[error("{place} answered {status}: {message}")]
    Busy {
        /// The place.
        place: &'static str,
        /// The status.
        status: StatusCode,
        /// What it says.
        message: String,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// It says no, or something that is not understood.
    #[error("{place} answered {status}: {message}")]
    Refused {
        /// The place.
        place: &'static str,
        /// The status.
        status: StatusCode,
        /// What it says.
        message: String,
    },
    /// The bucket cannot be used.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A file of the narration cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl PublishError {
    /// Returns whether every other narration would fail for the same reason.
    #[must_use]
    pub fn ends_everything(&self) -> bool {
        let own = matches!(
            self,
            Self::Setting { .. }
                | Self::Unauthorised { .. }
                | Self::NoInterface { .. }
                | Self::SwitchedOff { .. }
                | Self::TellsNothing
        );
        own || matches!(self, Self::Bucket(error) if !matches!(error, BucketError::File { .. }))
    }
}

impl Hint for PublishError {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Setting { place, .. } => {
                format!("write the table [{place}] into aloud.toml: {} shows how", book::page("guide/cms.md"))
            }
            Self::Unauthorised { place: "wordpress", .. } => {
                "make an application password under Users → Profile, and set it with the user's name; where they are \
                 right, application passwords may be switched off, or the server may drop the header Authorization"
                    .to_owned()
            }
            Self::Unauthorised { .. } => {
                "check that the key is the one of this server, whole and not revoked".to_owned()
            }
            Self::Forbidden { .. } => {
                "give the user the right to upload files and to edit the post (WordPress: Editor)".to_owned()
            }
            Self::Filtered { .. } | Self::Altered { .. } => {
                "use a user with the right unfiltered_html (an editor or administrator; on a network of sites, its \
                 administrator)"
                    .to_owned()
            }
            Self::NoPost { .. } => {
                "check that the article's address is the post's, and that the key may see it".to_owned()
            }
            Self::NoTerm { place: "ghost", .. } => "name one of its tags as its address has it: --term tag=NAME".to_owned(),
            Self::NoTerm { .. } => {
                "name the taxonomy and the term as addresses have them: --term category=NAME, --term tag=NAME".to_owned()
            }
            Self::TellsNothing => "--status is for wordpress and ghost".to_owned(),
            Self::NoAddress => "narrate it from its address, or write `url:` into its front matter".to_owned(),
            Self::NoInterface { place: "wordpress", .. } | Self::SwitchedOff { .. } => {
                "check `url`; a security plugin, a firewall or a login before the site may close the REST API: allow wp/v2 \
                 for signed-in users"
                    .to_owned()
            }
            Self::NoInterface { .. } => "check `url`: it is the address that the editors sign in at".to_owned(),
            Self::TooLarge { .. } => "narrate with --format mp3 for a smaller file, or raise the server's limit \
                                      (nginx: client_max_body_size; networks of WordPress sites have one in their settings)"
                .to_owned(),
            Self::Conflict => "run the same command again when the editor has saved".to_owned(),
            Self::Unreachable { .. } => "check the address and the network, and run the same command again".to_owned(),
            Self::Unreadable { .. } => "narrate the article again".to_owned(),
            Self::Bucket(error) => return error.hint(),
            Self::Busy { status, .. } | Self::Refused { status, .. } if status.is_server_error() => {
                "the server itself failed: look into its log, and run the same command again".to_owned()
            }
            Self::Busy { .. } => "it takes no more at the moment: run the same command again in a while".to_owned(),
            Self::Refused { .. } => return None,
        })
    }
}
