//! Sets up what finds and reads articles, from what was typed and what is set.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use secrecy::ExposeSecret as _;

use super::failure::{Context, Result};
use crate::cli::Finding;
use crate::secrets::Keyring;
use crate::settings::{FetchSettings, HeaderText, Settings};
use crate::source::{self, Exclusions, Fetching, Reach, Reader, Reading};

/// How long one page may take unless somebody says otherwise: the slowest page at hand took nine seconds. Taste.
const TIMEOUT_S: u64 = 30;

/// Where articles are looked for, as it is set.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// How pages are asked for.
    pub(super) fetch: FetchSettings,
    /// A folder of our own making, to be passed over.
    pub(super) except: Option<PathBuf>,
    /// Globs of files that are passed over.
    pub(super) exclude: Vec<String>,
    /// The folder that files are named from.
    pub(super) project: PathBuf,
}

impl From<&Settings> for Search {
    fn from(settings: &Settings) -> Self {
        let (fetch, project) = (settings.fetch.clone(), settings.project.clone());
        let (except, exclude) = (Some(settings.out.clone()), settings.exclude.clone());
        Self { fetch, except, exclude, project }
    }
}

/// Sets up what finds and reads articles.
pub(super) fn reader(finding: &Finding, search: impl Into<Search>, keyring: &Keyring) -> Result<Arc<Reader>> {
    let Search { fetch, except, exclude, project } = search.into();
    let mut headers = HeaderMap::new();
    for header in &finding.headers {
        // The header is not repeated: it may be a secret with the colon forgotten.
        let (name, value) = source::parse_header(header).context("a --header is not of the form 'Name: value'")?;
        headers.append(name, value);
    }
    let reach = if finding.allow_private { Reach::Anywhere } else { Reach::Public };
    let timeout = Duration::from_secs(finding.timeout.or(fetch.timeout).unwrap_or(TIMEOUT_S));
    let fetching = Fetching { reach, headers, site_headers: site_headers(&fetch, keyring)?, timeout };
    let exclude = Exclusions::new(&[finding.exclude.as_slice(), &exclude].concat())?;
    let limit = finding.limit.unwrap_or(usize::MAX);
    let chosen = finding.chosen();
    Ok(Reader::new(Reading { fetching, chosen, limit, except, exclude, project })?)
}

/// Gets the headers of sites, those that are kept elsewhere too.
fn site_headers(fetch: &FetchSettings, keyring: &Keyring) -> Result<Vec<(String, HeaderMap)>> {
    let mut sites = Vec::new();
    for (host, texts) in &fetch.headers {
        let mut headers = HeaderMap::new();
        for (name, text) in texts {
            let told = || format!("the header {name} of {host}");
            let text = match text {
                HeaderText::Plain(text) => text.clone(),
                HeaderText::Kept(place) => keyring.key(place).with_context(told)?.expose_secret().to_owned(),
            };
            let header = source::parse_header(&format!("{name}: {text}"));
            let (name, value) = header.with_context(|| format!("{} cannot be sent", told()))?;
            headers.append(name, value);
        }
        sites.push((host.to_ascii_lowercase(), headers));
    }
    Ok(sites)
}
