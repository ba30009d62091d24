//! Where narrations are published: whether the keys are there and the places let us in. Nothing is changed there.

use chrono::DateTime;

use super::super::failure::{Failure, Result};
use super::super::open_bucket;
use super::row::Row;
use super::servers;
use crate::publication::{Choice, Cms, Drupal, Ghost, Headless, Webhook, WordPress};
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Looks at the places that the settings name; asks them only when that is wanted.
pub(super) async fn rows(settings: &Settings, keyring: &Keyring, ask: bool) -> Vec<Row> {
    if let Err(error) = settings.check_places() {
        return vec![Row::failed("place", "all", &error.into())];
    }
    let mut rows = Vec::new();
    if settings.wordpress.is_some() {
        rows.push(row("wordpress", cms(wordpress(settings, keyring), ask).await, ask));
    }
    if settings.ghost.is_some() {
        rows.push(row("ghost", cms(ghost(settings, keyring), ask).await, ask));
    }
    if let Some(table) = &settings.drupal {
        let made = keyring.key(&table.password).map_err(Failure::from);
        rows.push(row("drupal", made.and_then(|key| Ok(Drupal::new(table, &key)?)).map(drop), false));
    }
    if let Some(table) = &settings.headless {
        let made = keyring.key(&table.key).map_err(Failure::from);
        rows.push(row("headless", made.and_then(|key| Ok(Headless::new(table, &key)?)).map(drop), false));
    }
    if let Some(table) = &settings.webhook {
        let made = keyring.key(&table.secret).map_err(Failure::from);
        let made = made.and_then(|key| Ok(Webhook::new(table, &key, keyring.clock())?));
        rows.push(row("webhook", made.map(drop), false));
        if ask {
            rows.push(servers::ask("webhook", &table.url).await.row);
        }
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

fn wordpress(settings: &Settings, keyring: &Keyring) -> Result<Option<Box<dyn Cms>>> {
    let Some(table) = &settings.wordpress else { return Ok(None) };
    Ok(Some(Box::new(WordPress::new(table, &keyring.key(&table.password)?)?)))
}

fn ghost(settings: &Settings, keyring: &Keyring) -> Result<Option<Box<dyn Cms>>> {
    let Some(table) = &settings.ghost else { return Ok(None) };
    Ok(Some(Box::new(Ghost::new(table, &keyring.key(&table.key)?, keyring.clock())?)))
}

/// Has a content system list the posts of a time when there were none.
async fn cms(made: Result<Option<Box<dyn Cms>>>, ask: bool) -> Result<()> {
    let Some(cms) = made?.filter(|_| ask) else { return Ok(()) };
    let none = Choice { until: Some(DateTime::UNIX_EPOCH), ..Choice::default() };
    Ok(cms.posts(&none, &mut |_| {}).await?)
}
