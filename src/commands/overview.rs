//! What is done, stale, failed, pending and gone, as the next run would see it that is called as the last.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::failure::Result;
use super::reader;
use super::ways::{Asked, Way, Ways};
use crate::batch::{self, Batch, Lists, Outlook, Overview};
use crate::catalogue::Catalogue;
use crate::secrets::Keyring;
use crate::settings::Settings;

/// Looks at every article of a catalogue; while another run is at work, as far as it has written.
pub(super) async fn overview(asked: Asked<'_>, keyring: &Keyring) -> Result<Overview> {
    let folder = Settings::settle(asked.choices.clone(), asked.config)?.out;
    let catalogue = Arc::new(Catalogue::look(&folder)?);
    let ways = Ways::new(asked.choices.typed.clone(), catalogue.calls()?);
    let outlook = Outlook { catalogue: &catalogue, folder: &folder, ways, inputs: asked.inputs };
    let way = |flags: &[String]| -> Result<Batch> {
        let way = Way::open(flags, asked, keyring)?;
        Ok(Batch {
            reader: reader(&way.finding, &way.settings, keyring)?,
            narrator: way.narrator,
            catalogue: Arc::clone(&catalogue),
            settings: way.shape,
            flags: None,
            bucket: None,
            lists: Lists::Checked,
            jobs: 1,
            stop: CancellationToken::new(),
        })
    };
    let mut overview = batch::overview(outlook, way).await?;
    overview.flags.retain(|flags| !flags.is_empty() && *flags != asked.choices.typed);
    Ok(overview)
}
