//! What `aloud.toml` says of the service: the tables `[run]` and `[[channel]]`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use url::Url;

use super::channel_error::ChannelError;
use super::hook::{HookKind, Payload};
use super::place_kind::PlaceKind;
use super::span::Span;
use crate::secrets::{KeyPlace, placed};

/// The table `[run]`: what concerns all channels.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct RunSettings {
    /// Where hooks and readers reach it, such as `127.0.0.1:8767`.
    pub listen: Option<String>,
    /// Where the editor's desk is reached, such as `127.0.0.1:8766`; none where nothing is said.
    pub desk: Option<String>,
    /// What may be spent in a day, in US dollars.
    pub max_cost_day: Option<f64>,
    /// How far the day is from UTC, such as `+02:00`.
    pub timezone: Option<String>,
    /// Where alerts are posted: a URL that takes JSON with `text`.
    pub alerts: Option<KeyPlace>,
    /// The key that asks for narrations with `POST /v1/narrations`.
    pub key: Option<KeyPlace>,
    /// Whether a channel's addresses may lead to this machine and to private networks.
    pub allow_private: bool,
    /// How many articles are worked on at once.
    pub jobs: Option<usize>,
    /// Where the world reaches it, such as `https://audio.example.org`: the hubs of feeds are asked to call there.
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    pub public_url: Option<Url>,
}

/// One of the tables `[[channel]]`: where articles come from, and where their narrations go. What else stands in it is any other setting
/// of the file, for this channel alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelSettings {
    /// Its name, which stands in the address of its hook.
    pub name: String,
    /// Whatever `narrate` takes, looked through again and again.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// The content system whose posts are followed.
    pub cms: Option<CmsKind>,
    /// Whether it has a hook, and of what kind where that is not the content system's.
    #[serde(default)]
    pub hook: HookChoice,
    /// What the hook is signed with.
    pub hook_secret: Option<KeyPlace>,
    /// What it was signed with before: while senders change over, both hold.
    pub hook_secret_before: Option<KeyPlace>,
    /// Where in the hook's body the article is.
    #[serde(default)]
    pub payload: Payload,
    /// How long until the inputs and the content system are looked through again.
    #[serde(default = "every")]
    pub every: Span,
    /// What of all that is there is narrated at the first start.
    #[serde(default)]
    pub backfill: Backfill,
    /// Where narrations go.
    #[serde(default)]
    pub publish: Vec<PlaceSettings>,
    /// Whether someone listens before anything is published.
    #[serde(default)]
    pub approve: Approve,
    /// How long that may take.
    pub approve_within: Option<Span>,
    /// What is done after that.
    #[serde(default)]
    pub then: Then,
    /// What readers hear while a new recording waits to be approved.
    #[serde(default)]
    pub while_waiting: WhileWaiting,
    /// What becomes of the narration of a withdrawn article.
    #[serde(default)]
    pub withdrawn: Withdrawn,
    /// What is done with posts that only some readers may read.
    #[serde(default)]
    pub paid: Paid,
    /// How long a new article rests after its last change before it is narrated.
    #[serde(default = "quiet")]
    pub quiet: Span,
    /// How long an article that is narrated rests after an edit.
    #[serde(default = "quiet_edit")]
    pub quiet_edit: Span,
    /// How many of its articles readers may have narrated a day by a first click; none where it is silent.
    pub clicks: Option<u32>,
    /// How many articles may be withdrawn within an hour, at the least, before someone is asked.
    #[serde(default = "most_withdrawn")]
    pub most_withdrawn: usize,
    /// How many of its articles may be narrated again within an hour, at the least, before someone is asked.
    #[serde(default = "most_renewed")]
    pub most_renewed: usize,
}

/// The keys of a channel's own; all others are settings like those of the file.
pub(crate) const CHANNEL_KEYS: [&str; 21] = [
    "name",
    "inputs",
    "cms",
    "hook",
    "hook_secret",
    "hook_secret_before",
    "payload",
    "every",
    "backfill",
    "publish",
    "approve",
    "approve_within",
    "then",
    "while_waiting",
    "withdrawn",
    "paid",
    "quiet",
    "quiet_edit",
    "most_withdrawn",
    "most_renewed",
    "clicks",
];

/// How long until inputs are looked through again unless someone says otherwise. Taste, as are the next four.
fn every() -> Span {
    Span::seconds(300)
}

fn quiet() -> Span {
    Span::seconds(3)
}

fn quiet_edit() -> Span {
    Span::seconds(20)
}

fn most_withdrawn() -> usize {
    5
}

fn most_renewed() -> usize {
    20
}

/// The longest that an article rests while it is changed again and again. Taste.
pub(super) const LONGEST_QUIET: Span = Span::seconds(60);

/// A content system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CmsKind {
    /// The one of the table `[ghost]`.
    Ghost,
    /// The one of the table `[wordpress]`.
    WordPress,
}

/// Whether a channel has a hook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum HookChoice {
    /// None.
    #[default]
    #[serde(skip)]
    None,
    /// `true` for the content system's, `false` for none.
    Usual(bool),
    /// One of another kind.
    Kind(HookKind),
}

/// What of all that is there is narrated at the first start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Backfill {
    /// `none`, `all`, or a day.
    Word(String),
    /// So many, the latest first.
    Count(usize),
    /// Nothing.
    #[default]
    #[serde(skip)]
    None,
}

/// A place that narrations go to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceSettings {
    /// What it is.
    pub to: PlaceKind,
    /// Its name, where one kind stands twice.
    pub name: Option<String>,
    /// The places that must have a narration before this one gets it.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The folder of the site's pages, for `attach`.
    pub pages: Option<PathBuf>,
    /// The address of the folder that narrations are published in, for `attach` [default: `audio_base` of the file].
    pub audio_base: Option<String>,
}

impl PlaceSettings {
    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.to.name().to_owned())
    }
}

/// Whether someone listens before anything is published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Approve {
    /// Someone does.
    Before,
    /// No one.
    #[default]
    Never,
}

/// What is done with what was not approved in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// It is published.
    Publish,
    /// It goes on waiting.
    #[default]
    Hold,
}

/// What readers hear while a new recording waits to be approved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhileWaiting {
    /// The one from before.
    #[default]
    Keep,
    /// Nothing.
    Remove,
}

/// What becomes of the narration of a withdrawn article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Withdrawn {
    /// It is taken off everywhere.
    #[default]
    Remove,
    /// It stays.
    Keep,
}

/// What is done with posts that only some readers may read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paid {
    /// They are passed over: what a paywall hides is not given away by ear.
    #[default]
    Skip,
    /// They are narrated whole.
    Narrate,
}

impl RunSettings {
    /// Makes the paths of key files whole.
    pub(crate) fn count_from(&mut self, folder: &Path) {
        for place in [&mut self.alerts, &mut self.key].into_iter().flatten() {
            place.count_from(folder);
        }
    }
}

impl ChannelSettings {
    /// Makes paths whole: from the folder of the file that names them.
    pub(crate) fn count_from(&mut self, folder: &Path) {
        for place in [&mut self.hook_secret, &mut self.hook_secret_before].into_iter().flatten() {
            place.count_from(folder);
        }
        for input in self.inputs.iter_mut().filter(|input| !input.contains("://")) {
            *input = placed(Path::new(&*input), folder).to_string_lossy().into_owned();
        }
        for pages in self.publish.iter_mut().filter_map(|place| place.pages.as_mut()) {
            *pages = placed(pages, folder);
        }
    }

    /// Checks what can be checked without asking anyone.
    ///
    /// # Errors
    /// When the channel could do nothing, or its places wait for each other.
    pub fn check(&self) -> Result<(), ChannelError> {
        let wrong = |key: &'static str, message: String, mend: &str| {
            Err(ChannelError { channel: self.name.clone(), key, message, mend: mend.to_owned() })
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if self.name.is_empty() || !self.name.chars().all(is_name) {
            return wrong("name", "its name is part of addresses".to_owned(), "use letters, digits, - and _ in `name`");
        }
        if self.inputs.is_empty() && self.cms.is_none() && self.hook_kind().is_none() {
            let mend = "give it `inputs`, a `cms` or a `hook`";
            return wrong("inputs", "nothing leads to its articles".to_owned(), mend);
        }
        if self.hook == HookChoice::Usual(true) && self.hook_kind().is_none() {
            return wrong(
                "hook",
                "`hook = true` needs a `cms`".to_owned(),
                "name the kind, such as hook = \"standard\"",
            );
        }
        if self.hook_kind().is_some() && self.hook_secret.is_none() {
            let mend = "write hook_secret = { env = \"NAME\" } or { file = \"PATH\" }";
            return wrong("hook", "its hook has no secret".to_owned(), mend);
        }
        self.check_places().or_else(|(message, mend)| wrong("publish", message, mend))
    }

    /// Checks the list of places; an error comes with what mends it.
    fn check_places(&self) -> Result<(), (String, &'static str)> {
        let names: Vec<String> = self.publish.iter().map(PlaceSettings::name).collect();
        for (number, place) in self.publish.iter().enumerate() {
            if names[..number].contains(&names[number]) {
                return Err((format!("two places are named `{}`", names[number]), "give one of them another `name`"));
            }
            // Only what is above may be needed: so no two wait for each other.
            if let Some(unknown) = place.needs.iter().find(|need| !names[..number].contains(need)) {
                let message = format!("`{}` needs `{unknown}`, which is not before it", names[number]);
                return Err((message, "list the places in the order in which they need each other"));
            }
            if place.to == PlaceKind::Attach && place.pages.is_none() {
                return Err(("`attach` lacks its pages".to_owned(), "give it `pages`, the folder of the site"));
            }
        }
        Ok(())
    }

    /// Returns the kind of its hook, if it has one.
    #[must_use]
    pub fn hook_kind(&self) -> Option<HookKind> {
        match (self.hook, self.cms) {
            (HookChoice::Kind(kind), _) => Some(kind),
            (HookChoice::Usual(true), Some(CmsKind::Ghost)) => Some(HookKind::Ghost),
            (HookChoice::Usual(true), Some(CmsKind::WordPress)) => Some(HookKind::Aloud),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Hint as _;

    fn channel(toml: &str) -> ChannelSettings {
        toml::from_str(&format!("name = 'news'\n{toml}")).unwrap()
    }

    #[test]
    fn channels_are_read_and_checked() {
        let read = channel(
            "inputs = ['https://example.org/feed.xml']\ncms = 'ghost'\nhook = true\nhook_secret = { env = 'S' }\n\
             backfill = 20\nquiet = '1s'\npublish = [{ to = 's3' }, { to = 'ghost', needs = ['s3'] }]",
        );
        assert_eq!(read.backfill, Backfill::Count(20));
        assert_eq!(read.hook_kind(), Some(HookKind::Ghost));
        assert_eq!((read.quiet, read.every, read.approve), (Span::seconds(1), Span::seconds(300), Approve::Never));
        read.check().unwrap();
        for (wrong, about) in [
            ("", "nothing leads"),
            ("cms = 'ghost'\nhook = true", "no secret"),
            ("inputs = ['a']\nhook = true", "needs a `cms`"),
            ("inputs = ['a']\npublish = [{ to = 'ghost', needs = ['s3'] }, { to = 's3' }]", "is not before it"),
            ("inputs = ['a']\npublish = [{ to = 's3' }, { to = 's3' }]", "two places"),
            ("inputs = ['a']\npublish = [{ to = 'attach' }]", "lacks its pages"),
        ] {
            let error = channel(wrong).check().unwrap_err();
            assert!(error.to_string().contains(about) && error.hint().is_some(), "{wrong}: {error}");
        }
        assert!(channel("hook = 'contentful'\nhook_secret = { env = 'S' }").check().is_ok());
    }
}
