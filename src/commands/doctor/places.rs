//! Where narrations are published: whether the keys are there and the places let us in. Nothing is changed there.

use chrono::DateTime;

use super::super::failure::{Failure, Result};
use super::super::open_bucket;
use super::super::places::{Made, Places};
use super::row::Row;
use super::servers;
use crate::cli::Receiver;
use crate::publication::Choice;
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Looks at the places that the settings name; asks them only when that is wanted.
pub(super) async fn rows(settings: &Settings, keyring: &Keyring, ask: bool) -> Vec<Row> {
    let places = match Places::of(settings, keyring) {
        Ok(places) => places,
        Err(error) => return vec![Row::failed("place", "all", &error)],
    };
    let mut rows = Vec::new();
    for kind in places.named().filter(|kind| *kind != Receiver::S3) {
        let made = places.make(kind).await;
        // Only content systems can be asked without changing anything there.
        let asks = ask && matches!(made, Ok(Made::Cms(_)));
        rows.push(row(kind.name(), look(made, asks).await, asks));
    }
    if let Some(table) = settings.webhook.as_ref().filter(|_| ask) {
        rows.push(servers::ask("webhook", &table.url).await.row);
    }
    for (name, url) in [("s3", settings.s3.url.clone()), ("store", settings.store.clone())] {
        let Some(url) = url else { continue };
        let done = match ask {
            true => open_bucket(url, settings, keyring).await.map(drop),
            false => settings.s3.access(|place| keyring.key(place)).map(drop).map_err(Failure::from),
        };
        rows.push(row(name, done, ask));
    }
    if let Some(signing) = &settings.signing {
        rows.push(row("signing", keyring.text(&signing.key).map(drop).map_err(Failure::from), false));
    }
    rows
}

fn row(name: &str, done: Result<()>, asked: bool) -> Row {
    match done {
        Ok(()) => Row::ok("place", name, if asked { "lets us in" } else { "its key is there" }),
        Err(failure) => Row::failed("place", name, &failure),
    }
}

/// Has a content system list the posts of a time when there were none.
async fn look(made: Result<Made>, ask: bool) -> Result<()> {
    if let Made::Cms(cms) = made?
        && ask
    {
        let none = Choice { until: Some(DateTime::UNIX_EPOCH), ..Choice::default() };
        cms.posts(&none, &mut |_| {}).await?;
    }
    Ok(())
}
