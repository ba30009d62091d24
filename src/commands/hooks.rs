//! `aloud hooks install` and `check`: a channel's hook set up where it is called from, and called to see whether it would work.

use std::io::{Write as _, stdout};
use std::net::IpAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use secrecy::SecretString;
use url::{Host, Url};

use super::SOME_FAILED;
use super::failure::{Context, Failure, Result};
use super::places::Places;
use crate::channel::ChannelSettings;
use crate::channel::hook::{HookKind, sign};
use crate::cli;
use crate::error::root_cause;
use crate::http_client;
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// The longest wait for the service; Ghost waits no longer.
const TIMEOUT: Duration = Duration::from_secs(2);
/// What is sent to see whether a call arrives: of no article, so nothing is done but a sweep.
const BODY: &str = r#"{"event":"aloud.check"}"#;

/// A channel's hook, as the settings have it.
struct Hook {
    kind: HookKind,
    /// What its sender calls.
    to: Url,
    secret: SecretString,
    settings: Settings,
}

fn hook(typed: &cli::HookPlace, choices: &Choices, config: Option<&Path>, keyring: &Keyring) -> Result<Hook> {
    let channels = Settings::channels(choices, config)?;
    let is_it = |(channel, _): &(ChannelSettings, Settings)| channel.name == typed.channel;
    let (channel, settings) = channels
        .into_iter()
        .find(is_it)
        .with_context(|| format!("the settings name no channel `{}`", typed.channel))?;
    settings.check_places()?;
    let kind = channel.hook_kind().with_context(|| format!("the channel `{}` has no hook", typed.channel))?;
    let place = channel.hook_secret.context("its hook has no secret")?;
    let to = typed.to.clone().or_else(|| settings.run.public_url.clone());
    let to =
        to.context("where senders reach the service is not known: name it with --to, or as public_url under [run]")?;
    Ok(Hook { kind, to: of_channel(to, &typed.channel), secret: keyring.key(&place)?, settings })
}

/// Returns a channel's hook at an address; one without a path says only where the service is.
fn of_channel(mut to: Url, channel: &str) -> Url {
    if matches!(to.path(), "" | "/") {
        to.set_path(&format!("/hooks/{channel}"));
    }
    to
}

/// Has the content system call the channel's hook.
pub(super) async fn install(
    typed: &cli::HookPlace,
    choices: &Choices,
    config: Option<&Path>,
    keyring: &Keyring,
) -> Result<ExitCode> {
    let Hook { kind, to, secret, settings } = hook(typed, choices, config, keyring)?;
    if kind != HookKind::Ghost {
        return Err(Failure::new(
            "only Ghost's hooks can be set up from here; the book's page on the service says how for others",
        ));
    }
    let ghost = Places::of(&settings, keyring)?.ghost()?;
    let made = ghost.install_hooks(to.as_str(), &secret).await?;
    let mut out = stdout().lock();
    for event in &made {
        writeln!(out, "installed  {event}")?;
    }
    if made.is_empty() {
        writeln!(out, "unchanged  Ghost calls {to} already")?;
    } else {
        writeln!(out, "Ghost calls {to}; `aloud hooks check {} --to {to}` says whether it arrives", typed.channel)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Calls the channel's hook as its sender would, and says what would stop that one.
pub(super) async fn check(
    typed: &cli::HookPlace,
    choices: &Choices,
    config: Option<&Path>,
    keyring: &Keyring,
) -> Result<ExitCode> {
    let Hook { kind, to, secret, .. } = hook(typed, choices, config, keyring)?;
    let Concerns { mut found, unseen } = concerns(kind, &to);
    let now = (keyring.clock())().duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap_or_default();
    let now_ms = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
    if let Some(headers) = sign(kind, &secret, BODY, now_ms) {
        found.extend(called(&to, headers).await);
    }
    let mut out = stdout().lock();
    for concern in &found {
        writeln!(out, "{concern}")?;
    }
    for concern in &unseen {
        writeln!(out, "note: {concern}")?;
    }
    if found.is_empty() {
        writeln!(out, "{to} takes signed calls")?;
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Calls the hook, and returns what went wrong.
async fn called(to: &Url, headers: Vec<(&'static str, String)>) -> Option<String> {
    let client = http_client::builder().redirect(reqwest::redirect::Policy::none()).timeout(TIMEOUT).build().ok()?;
    let mut request = client.post(to.clone()).header("content-type", "application/json").body(BODY);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    match request.send().await.map(|answer| answer.status().as_u16()) {
        Ok(202) => None,
        Ok(401) => Some("it does not believe the call: its secret is another, or a clock is wrong".to_owned()),
        Ok(404) => Some("it has no such channel: the address ends in /hooks/ and the channel's name".to_owned()),
        Ok(status) => Some(format!("it answers {status}: something else may be listening there")),
        Err(error) => Some(format!("it cannot be reached: {}", root_cause(&error))),
    }
}

/// What our own call does not meet.
#[derive(Default)]
struct Concerns {
    /// What would stop the sender.
    found: Vec<String>,
    /// What may, which cannot be seen from here.
    unseen: Vec<String>,
}

/// Returns what would stop a sender that our own call does not meet.
fn concerns(kind: HookKind, to: &Url) -> Concerns {
    let Concerns { mut found, mut unseen } = Concerns::default();
    let is_private = |address: IpAddr| match address {
        IpAddr::V4(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    };
    if kind == HookKind::Ghost {
        let (is_near, is_unfound) = match to.host() {
            Some(Host::Ipv4(address)) => (is_private(address.into()), false),
            Some(Host::Ipv6(address)) => (is_private(address.into()), false),
            Some(Host::Domain(name)) => (name == "localhost", !name.contains('.')),
            None => (false, true),
        };
        if is_near || is_unfound {
            let setting = "\"security\": { \"allowWebhookInternalIPs\": true }";
            unseen.push(format!("Ghost calls no private address unless its configuration has {setting}"));
        }
        if is_unfound {
            found.push("Ghost finds neither localhost nor a name without a dot: use an IP address".to_owned());
        }
    }
    if to.scheme() != "https" && !matches!(to.host(), Some(Host::Ipv4(address)) if is_private(address.into())) {
        unseen.push(
            "the address is not https: whoever is between can read what is published before readers do".to_owned(),
        );
    }
    Concerns { found, unseen }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_stop_ghost_is_told() {
        let count = |kind, to: &str| {
            let Concerns { found, unseen } = concerns(kind, &Url::parse(to).unwrap());
            (found.len(), unseen.len())
        };
        assert_eq!(count(HookKind::Ghost, "https://audio.example.org/hooks/news"), (0, 0));
        assert_eq!(count(HookKind::Ghost, "http://127.0.0.1:8767/hooks/news"), (0, 1));
        assert_eq!(count(HookKind::Ghost, "http://localhost:8767/hooks/news"), (1, 2));
        assert_eq!(count(HookKind::Ghost, "https://aloud:8767/hooks/news"), (1, 1));
        assert_eq!(count(HookKind::Aloud, "http://10.0.0.7:8767/hooks/news"), (0, 0));
        assert_eq!(count(HookKind::Aloud, "http://audio.example.org/hooks/news"), (0, 1));
    }

    #[test]
    fn an_address_without_a_path_is_the_services() {
        let of = |to: &str| of_channel(Url::parse(to).unwrap(), "news").to_string();
        assert_eq!(of("http://127.0.0.1:8767"), "http://127.0.0.1:8767/hooks/news");
        assert_eq!(of("https://audio.example.org/proxied/hooks/news"), "https://audio.example.org/proxied/hooks/news");
    }
}
