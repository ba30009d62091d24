//! Who may read an article before the one whose language it is: whom it names, and whoever is cast for its section or site.

use super::{Casting, Speaker};

/// What decides who reads an article.
#[derive(Default)]
pub(super) struct Readers<'a> {
    /// Whom the article itself names.
    pub(super) guest: Option<&'a Speaker>,
    /// The section it was published in.
    pub(super) section: Option<&'a str>,
    /// The host of its site.
    pub(super) host: Option<&'a str>,
}

impl<'a> Readers<'a> {
    /// Returns those who come before all others, in their order.
    pub(super) fn before(&self, casting: &'a Casting<Speaker>) -> impl Iterator<Item = &'a Speaker> + use<'a> {
        let section = self.section.and_then(|section| casting.sections.get(&section.to_lowercase()));
        let site = self.host.and_then(|host| casting.of_site(host));
        [self.guest, section, site].into_iter().flatten()
    }
}

/// Returns the host of an address.
pub(super) fn host(address: &str) -> Option<String> {
    url::Url::parse(address).ok()?.host_str().map(str::to_owned)
}
