//! Makes articles of the bytes that files and servers gave.

use url::Url;

use super::{Kind, Leads, Source};
use crate::source::text::{self, Decoding};
use crate::source::web::{FetchError, Fetched};
use crate::source::{
    Article, Lead, ListedMetadata, MAX_TEXT_BYTES, Markup, Origin, SourceError, address, kind, sitemap,
};

/// Unpacks and decodes what a file or a server gave.
pub(super) fn text_of(bytes: Vec<u8>, charset: Option<&str>, name: &str) -> Result<String, SourceError> {
    let limit_bytes = sitemap::MAX_BYTES;
    let name = || name.to_owned();
    let bytes = sitemap::unpacked(bytes).ok_or_else(|| SourceError::BadArchive { name: name(), limit_bytes })?;
    if bytes.is_empty() {
        return Err(SourceError::Empty { name: name() });
    }
    let text = text::decode(&bytes, charset, Decoding::AsBrowsers);
    let text = text.map_err(|why| SourceError::NotText { name: name(), why })?;
    if text.trim().is_empty() { Err(SourceError::Blank { name: name() }) } else { Ok(text) }
}

/// Makes an article of a page; `asked` names it in errors.
pub(super) fn page(fetched: Fetched, asked: &Url, known: ListedMetadata) -> Result<Article, SourceError> {
    let text = text_of(fetched.bytes, fetched.charset.as_deref(), &address::shown(asked))?;
    match kind::of(text, fetched.media_type.as_deref()) {
        Kind::Article(markup) => Ok(web_article(markup, &fetched.url, known)),
        Kind::Feed(_) => Err(not_an_article(asked, "a feed")),
        Kind::Sitemap(_) => Err(not_an_article(asked, "a sitemap")),
        Kind::Lines(_) => Err(not_an_article(asked, "JSON")),
    }
}

fn not_an_article(url: &Url, what: &str) -> SourceError {
    SourceError::Web { url: address::shown(url), why: FetchError::NotAPage(what.to_owned()) }
}

fn web_article(markup: Markup, url: &Url, mut known: ListedMetadata) -> Article {
    let url = address::without_credentials(url);
    known.url.get_or_insert_with(|| address::id(&url));
    Article { id: address::id(&url), origin: Origin::Web(url.into()), markup, known }
}

/// Makes a lead of a text that turned out to be one article.
pub(super) fn article(markup: Markup, source: &Source<'_>, leads: &Leads) -> Lead {
    if markup.text().len() as u64 > MAX_TEXT_BYTES {
        let too_large = SourceError::TooLarge { name: source.name.to_owned(), limit_bytes: MAX_TEXT_BYTES };
        return Lead::refused(source.name, too_large);
    }
    match source.base {
        Some(url) => Lead::here(source.name, web_article(markup, url, ListedMetadata::default())),
        None => leads.file(source.name.into()),
    }
}
