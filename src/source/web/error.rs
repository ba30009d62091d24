//! Why something on the web cannot be had, and what to do about it.

use super::reach::NotPublic;
use crate::error::Hint;

/// Why something on the web cannot be had. The message goes on from the address: "… *does not exist (404)*".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is no address on the web.
    #[error("is not a web address: only http and https are read")]
    Scheme,
    /// It leads to this machine or a private network.
    #[error("leads to {}, which is not a public address", .0.address)]
    NotPublic(NotPublic),
    /// The server answered with a status that is no success.
    #[error("{} ({code})", status_text(*code))]
    Status {
        /// The status.
        code: u16,
    },
    /// It was redirected to a login page.
    #[error("leads to a login page, {to}")]
    LoginWall {
        /// Where it leads.
        to: String,
    },
    /// The redirects lead back to where they began.
    #[error("redirects in a loop")]
    RedirectLoop,
    /// There are too many redirects.
    #[error("redirects more than {limit} times")]
    Redirects {
        /// How many are followed.
        limit: usize,
    },
    /// A redirect that leads nowhere.
    #[error("redirects to “{to}”, which is not a web address")]
    BadRedirect {
        /// What it leads to.
        to: String,
    },
    /// It took too long.
    #[error("was not read to its end in {seconds} s")]
    Slow {
        /// How long was waited.
        seconds: u64,
    },
    /// No connection could be made.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// The answer ended before its end, or was damaged.
    #[error("broke off before its end: {0}")]
    BrokenOff(String),
    /// It is something that no article is.
    #[error("is {0}, not a page")]
    NotAPage(String),
    /// The site's robots.txt keeps crawlers out.
    #[error("is closed to crawlers by the site's robots.txt")]
    Robots,
    /// Fetching cannot be set up.
    #[error("cannot be fetched: {0}")]
    Setup(String),
}

fn status_text(status: u16) -> &'static str {
    match status {
        401 => "wants a login",
        402 => "wants to be paid for",
        403 => "may not be read",
        404 => "does not exist",
        410 => "is gone",
        429 => "was asked for too often",
        451 => "may not be shown for legal reasons",
        500..=599 => "was not given: the server failed",
        _ => "was not given",
    }
}

impl Hint for FetchError {
    fn hint(&self) -> Option<String> {
        Some(
            match self {
                Self::Scheme | Self::BadRedirect { .. } => "give an address that begins with https:// or http://",
                Self::NotPublic(_) => "if you trust where the address comes from, add --allow-private",
                Self::Status { code: 401 | 402 } | Self::LoginWall { .. } => {
                    "if you have access, save the page in a browser and name the file, or send your session with \
                     --header 'Cookie: …'"
                }
                Self::Status { code: 403 } => {
                    "the site turns programs away, or wants a login: open it in a browser, save the page and name the \
                     file, or ask the site's owner"
                }
                Self::Status { code: 404 | 410 } => "check the address in a browser; the page may have moved",
                Self::Status { code: 429 } => "wait a while and run the same command again; what was narrated is kept",
                Self::Status { code: 500..=599 } | Self::BrokenOff(_) => "run the same command again later",
                Self::Status { .. } | Self::Setup(_) => return None,
                Self::RedirectLoop | Self::Redirects { .. } => {
                    "open it in a browser and give the address you end at; sites that loop often want a cookie, which \
                     --header 'Cookie: …' sends"
                }
                Self::Slow { .. } => "run the same command again later, or allow more with --timeout SECONDS",
                Self::Unreachable(_) => "check the address and this machine's network",
                Self::NotAPage(_) => "give the address of the page that shows the article",
                Self::Robots => "ask the site's owner; a page named by its own address is read",
            }
            .to_owned(),
        )
    }
}
