//! The desk in `aloud run`: over the folder of the settings file, narrating as its channels do.

use std::path::Path;
use std::sync::Arc;

use futures::FutureExt as _;

use super::door::{house, say, settings_file};
use super::failure::{Failure, Result};
use super::{listen, reader};
use crate::batch::Ways;
use crate::catalogue::Record;
use crate::channel::{Approve, Channel, Newsroom, Register};
use crate::cli;
use crate::desk::{Desk, ReadAgain, Setup, Way};
use crate::pipeline::SharedNarrator;
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};

/// Opens the desk of a service.
pub(super) fn open(
    service: &Arc<Newsroom>,
    typed: &Choices,
    config: Option<&Path>,
    keyring: &Keyring,
) -> Result<Arc<Desk>> {
    let settings = Settings::settle(typed.clone(), config)?;
    let (own, others): (Vec<&Arc<Channel>>, Vec<&Arc<Channel>>) =
        service.channels().iter().partition(|channel| channel.folder() == settings.out);
    for channel in others {
        say(&format!("note: the desk does not show channel {}, which narrates into another folder", channel.name()));
    }
    let Some(first) = own.first() else {
        let what = format!("no channel narrates into {}, so there is nothing for a desk", settings.out.display());
        return Err(Failure::new(what));
    };
    let catalogue = Arc::clone(&first.catalogue);
    let mut ways = vec![usual(&settings, first, keyring)?];
    for channel in &own {
        let lexicons = channel_lexicons(typed, config, channel.name())?.unwrap_or_else(|| settings.lexicons.clone());
        ways.push(Way {
            flags: channel.flags().to_vec(),
            reader: Arc::clone(&channel.reader),
            again: Some(again(service, channel)),
            narrator: channel.narrator.clone(),
            lexicons,
            starter: settings.starter,
            approval: settings.desk.approval || channel.settings.approve == Approve::Before,
        });
    }
    Ok(Desk::open(Setup {
        ways,
        flags: Ways::new(Vec::new(), catalogue.calls()?),
        register: Some(register(service, &settings.out)),
        in_service: true,
        house: house(&settings),
        settings_file: settings_file(&settings, config),
        catalogue,
        clock: keyring.clock(),
    })?)
}

/// Has the service know what was changed by hand while it was not at work.
pub(super) fn catch_up(service: &Newsroom) -> Result<()> {
    let mut folders: Vec<&Path> = Vec::new();
    for channel in service.channels() {
        if folders.contains(&channel.folder()) {
            continue;
        }
        folders.push(channel.folder());
        register(service, channel.folder()).catch_up(&channel.catalogue, service.now_ms())??;
    }
    Ok(())
}

/// Returns what the service's memory has of a folder.
fn register(service: &Newsroom, folder: &Path) -> Register {
    let own = service.channels().iter().filter(|channel| channel.folder() == folder);
    Register::new(Arc::clone(&service.house.ledger), own.map(|channel| channel.name().to_owned()).collect())
}

/// Sets up the way of what no channel narrated: as the settings file says.
fn usual(settings: &Settings, beside: &Channel, keyring: &Keyring) -> Result<Way> {
    let listening = settings.listen.on.then(|| listen::hearing(settings, keyring)).transpose()?;
    let mut narrator = settings.narrator()?.keyring(keyring.clone()).listening(listening).build()?;
    narrator.storage.edits = beside.narrator.now().storage.edits;
    Ok(Way {
        flags: Vec::new(),
        reader: reader(&cli::Finding::default(), settings, keyring)?,
        again: None,
        narrator: SharedNarrator::new(narrator),
        lexicons: settings.lexicons.clone(),
        starter: settings.starter,
        approval: settings.desk.approval,
    })
}

/// Returns the lexicons of a channel.
fn channel_lexicons(typed: &Choices, config: Option<&Path>, name: &str) -> Result<Option<Vec<std::path::PathBuf>>> {
    let mut channels = Settings::channels(typed, config)?.into_iter();
    Ok(channels.find(|(channel, _)| channel.name == name).map(|(_, settings)| settings.lexicons))
}

/// Returns what reads the articles of a channel again: its content system where it has one.
fn again(service: &Arc<Newsroom>, channel: &Channel) -> ReadAgain {
    let (service, name) = (Arc::downgrade(service), channel.name().to_owned());
    Arc::new(move |record: &Record| {
        let (service, name, key) = (service.upgrade(), name.clone(), record.key.clone());
        let read = async move {
            match service {
                Some(service) => service.article(&name, &key).await,
                None => Err("the service is stopping".to_owned()),
            }
        };
        read.boxed()
    })
}
