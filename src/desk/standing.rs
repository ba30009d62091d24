//! Which narrations no longer hold: looked for beside the requests, by what `aloud status` looks with.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::event::Event;
use super::{Desk, Way};
use crate::batch::{Batch, Lists, Outlook, Status, overview};
use crate::catalogue::CatalogueError;

/// How long between two looks, at the least. Taste.
const EVERY: Duration = Duration::from_secs(60);
/// The share of the time that looking may take: where a lexicon was changed every article is composed again to be compared.
const SHARE: u32 = 20;

/// Looks again and again, until the desk is closed.
pub(super) async fn look(desk: Arc<Desk>) {
    loop {
        let begun = Instant::now();
        // A catalogue that cannot be read is reported where it is written.
        if let Ok(stale) = stale(&desk).await
            && desk.list_mut().set_stale(stale)
        {
            // Nobody may be looking.
            let _ = desk.events.send(Event::Noted { name: String::new() });
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY.max(begun.elapsed() * SHARE)) => {}
            () = desk.closing.cancelled() => return,
        }
    }
}

/// Returns the narrations that would be made again, by key, each with the reason.
async fn stale(desk: &Desk) -> Result<HashMap<String, &'static str>, CatalogueError> {
    let setup = &desk.setup;
    let outlook =
        Outlook { catalogue: &setup.catalogue, folder: desk.folder(), ways: setup.flags.clone(), inputs: &[] };
    let of = |flags: &[String]| setup.ways.iter().find(|way| way.flags == flags).unwrap_or(&setup.ways[0]);
    let way = |flags: &[String]| -> Result<Batch, CatalogueError> {
        let Way { reader, narrator, .. } = of(flags);
        let narrator = narrator.now();
        Ok(Batch {
            reader: Arc::clone(reader),
            settings: narrator.shape(),
            narrator,
            catalogue: Arc::clone(&setup.catalogue),
            flags: None,
            bucket: None,
            lists: Lists::Checked,
            jobs: 1,
            stop: desk.closing.clone(),
        })
    };
    let items = overview(outlook, way).await?.items.into_iter();
    let stale = |status| if let Status::Stale(why) = status { Some(why) } else { None };
    Ok(items.filter_map(|item| Some((item.record.key, stale(item.status)?))).collect())
}
