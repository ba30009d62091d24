//! `aloud run`: the channels of the settings file, followed until a signal.

use std::collections::BTreeMap;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::door::{Door, say};
use super::failure::{Context, Failure, Result};
use super::places::Places;
use super::signals::signal;
use super::{SOME_FAILED, bucket, hooks, listen, newsroom_desk, reader, report};
use crate::catalogue::Catalogue;
use crate::channel::control::{self, Request};
use crate::channel::{
    self, Alerts, Approve, Budget, Channel, ChannelSettings, House, Invite, Ledger, Newsroom, Notifier, Parts,
};
use crate::cli;
use crate::edits::Shelf;
use crate::full_disk::DiskGate;
use crate::pipeline::Run;
use crate::secrets::Keyring;
use crate::settings::{Choices, Settings};
use crate::speech::SharedClips;
use crate::store::SharedStore;

/// How many articles are worked on at once where nothing is set. Taste, as for `narrate`.
const JOBS: usize = 4;

/// Follows the channels until a signal; SIGHUP loads the settings again.
pub(super) async fn run(typed: cli::Serving, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices.clone(), config)?;
    // Signals count before anything is said: whoever reads where it listens may end it or have it load again at once.
    let notifier = Notifier::new(keyring.variable("NOTIFY_SOCKET"));
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone(), notifier.clone()));
    let mut reloads = Reloads::new();
    let listener = typed.listen.clone().or(settings.run.listen).map(|address| bound(&address)).transpose()?;
    let door = typed.desk.clone().or(settings.run.desk);
    let door = door.map(|address| Door::open(&typed.door, &address)).transpose()?;
    while !stop.is_cancelled() {
        let round = stop.child_token();
        let invite = door.as_ref().map(|door| Box::new(door.links()) as Invite);
        let service = set_up(&typed, config, keyring, (&notifier, &round, invite)).await?;
        let desk = door.as_ref().map(|_| newsroom_desk::open(&service, &typed.choices, config, keyring)).transpose()?;
        let at_the_desk = async {
            match (&door, desk) {
                (Some(door), Some(desk)) => door.serve(desk, round.clone()).await,
                _ => Ok(()),
            }
        };
        let listener = listener.as_ref().map(|one| one.try_clone().and_then(TcpListener::from_std)).transpose()?;
        let ending = tokio::spawn({
            let service = Arc::clone(&service);
            async move { channel::run(&service, listener).await }
        });
        let until = async {
            tokio::select! {
                () = reloads.usable(&typed.choices, config) => notifier.reloading(),
                () = round.cancelled() => {}
            }
            round.cancel();
        };
        let ((), desk_ended) = tokio::join!(until, at_the_desk);
        desk_ended?;
        ending.await.map_err(|error| Failure::new(error.to_string()))??;
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes narrations off everywhere.
pub(super) fn withdraw(typed: cli::Withdraw, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let request = match typed.gone {
        Some(channel) => Request::WithdrawGone { channel },
        None => Request::Withdraw { articles: typed.articles },
    };
    tell(&request, typed.choices, config, keyring)
}

/// Tells of the calls that came, or has what failed tried again.
pub(super) async fn hooks(typed: cli::Hooks, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let request = match typed.command {
        cli::HooksCommand::Install(place) => return hooks::install(&place, &typed.choices, config, keyring).await,
        cli::HooksCommand::Check(place) => return hooks::check(&place, &typed.choices, config, keyring).await,
        cli::HooksCommand::Log => Request::Calls,
        cli::HooksCommand::Retry { changed: Some(channel), .. } => Request::Renew { channel },
        cli::HooksCommand::Retry { calls, .. } => Request::Retry { calls },
    };
    tell(&request, typed.choices, config, keyring)
}

/// Asks the service that runs, or does it for the one that will.
fn tell(request: &Request, typed: Choices, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed, config)?;
    let answer = match control::ask(&settings.out, request) {
        Some(answer) => answer,
        None if !settings.out.join(channel::FILE_NAME).exists() => {
            return Err(Failure::new(format!("no `aloud run` was ever at work in {}", settings.out.display())));
        }
        None => {
            say("warning: `aloud run` is not at work; what follows from this is done when it is");
            let now = (keyring.clock())().duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap_or_default();
            let now_ms = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
            control::carry_out(&Ledger::open(&settings.out)?, request, now_ms)?
        }
    };
    let mut out = stdout().lock();
    for line in &answer.lines {
        writeln!(out, "{line}")?;
    }
    answer.refused.iter().for_each(|why| report(&Failure::new(why.clone())));
    Ok(if answer.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
}

/// Binds an address once, so that callers are kept waiting while the settings are loaded again, and not turned away.
fn bound(address: &str) -> Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    Ok(listener)
}

/// Waits for a signal to end, and at the second ends at once.
fn stop_on_signal(stop: CancellationToken, notifier: Notifier) -> impl Future<Output = ()> + Send {
    let first = signal();
    async move {
        first.await;
        say("stopping; what is under way is ended. Once more stops at once");
        notifier.stopping();
        stop.cancel();
        signal().await;
        crate::engines::end_programs();
        std::process::exit(1);
    }
}

/// Hears SIGHUP.
struct Reloads {
    #[cfg(unix)]
    signals: Option<tokio::signal::unix::Signal>,
}

impl Reloads {
    fn new() -> Self {
        #[cfg(unix)]
        return Self { signals: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok() };
        #[cfg(not(unix))]
        Self {}
    }

    /// Waits until the settings are to be loaded again, and can be; says both.
    async fn usable(&mut self, typed: &Choices, config: Option<&Path>) {
        loop {
            self.next().await;
            match Settings::channels(typed, config) {
                Ok(_) => return say("loading the settings again"),
                Err(error) => say(&format!("warning: the settings are not loaded again: {}", Failure::from(error))),
            }
        }
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signals) = &mut self.signals
            && signals.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }
}

/// Sets the service up as the settings say now.
async fn set_up(
    typed: &cli::Serving,
    config: Option<&Path>,
    keyring: &Keyring,
    (notifier, stop, invite): (&Notifier, &CancellationToken, Option<Invite>),
) -> Result<Arc<Newsroom>> {
    let settings = Settings::settle(typed.choices.clone(), config)?;
    let channels = Settings::channels(&typed.choices, config)?;
    if channels.is_empty() {
        return Err(Failure::new("the settings name no channel: write [[channel]] into aloud.toml"));
    }
    let house = house(typed, &settings, keyring, (notifier, stop, invite))?;
    let mut maker = Maker {
        keyring,
        house: &house,
        typed: &typed.choices.typed,
        catalogues: BTreeMap::new(),
        shelves: BTreeMap::new(),
    };
    let mut made = Vec::new();
    for (channel, settings) in channels {
        let name = channel.name.clone();
        made.push(maker.channel(channel, &settings).await.map_err(|error| error.context(format!("channel {name}")))?);
    }
    let service = Newsroom::new(house, made);
    newsroom_desk::catch_up(&service)?;
    Ok(service)
}

/// Returns what the channels of a service share.
fn house(
    typed: &cli::Serving,
    settings: &Settings,
    keyring: &Keyring,
    (notifier, stop, invite): (&Notifier, &CancellationToken, Option<Invite>),
) -> Result<House> {
    let run = &settings.run;
    let key = |place: &Option<_>| place.as_ref().map(|place| keyring.key(place)).transpose();
    Ok(House {
        folder: settings.out.clone(),
        ledger: Arc::new(open_ledger(&settings.out)?),
        clock: keyring.clock(),
        log: Box::new(say),
        alerts: Alerts::new(key(&run.alerts)?),
        budget: Budget::new(run.max_cost_day, run.timezone.as_deref()),
        notifier: notifier.clone(),
        invite,
        key: key(&run.key)?,
        jobs: run.jobs.unwrap_or(JOBS),
        public_url: run.public_url.clone(),
        stop: stop.clone(),
        crash_at: typed.crash_at.clone(),
    })
}

fn open_ledger(out: &Path) -> Result<Ledger> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot use {}", out.display()))?;
    Ok(Ledger::open(out)?)
}

/// Makes channels.
struct Maker<'a> {
    keyring: &'a Keyring,
    house: &'a House,
    /// The flags that were typed and shape narrations.
    typed: &'a [String],
    /// The open catalogues, by their folders.
    catalogues: BTreeMap<PathBuf, Arc<Catalogue>>,
    /// What looks after their edits, likewise.
    shelves: BTreeMap<PathBuf, Arc<Shelf>>,
}

impl Maker<'_> {
    async fn channel(&mut self, channel: ChannelSettings, settings: &Settings) -> Result<Channel> {
        // What needs an editor's word to go out by hand needs it here too.
        let approve = if settings.desk.approval { Approve::Before } else { channel.approve };
        let channel = ChannelSettings { approve, ..channel };
        let keyring = self.keyring;
        let maker = Places::of(settings, keyring)?;
        let secrets = [&channel.hook_secret, &channel.hook_secret_before].into_iter().flatten();
        let secrets = secrets.map(|place| keyring.key(place)).collect::<Result<Vec<_>, _>>()?;
        let bucket = bucket(settings, keyring).await?;
        let shared = bucket.clone().map(|bucket| SharedClips::new(SharedStore::Bucket(bucket)));
        let hearing = settings.listen.on.then(|| listen::hearing(settings, keyring)).transpose()?;
        let purse = Arc::clone(&self.house.budget.purse);
        let run = Run { disk: DiskGate::awaited(self.house.stop.clone(), warn), ..Run::default() };
        let narrator = settings.narrator()?.sharing(shared).keyring(keyring.clone()).purse(purse).listening(hearing);
        let mut narrator = narrator.run(run).build()?;
        // Channels that share a folder share what looks after its edits.
        let folder = narrator.storage.folder.path().to_owned();
        let shelf = self.shelves.entry(folder).or_insert_with(|| Arc::clone(&narrator.storage.edits));
        narrator.storage.edits = Arc::clone(shelf);
        let catalogue = self.catalogue(narrator.storage.folder.path())?;
        let finding = cli::Finding {
            allow_private: settings.run.allow_private,
            // A call comes before caches know of what it tells.
            headers: vec!["Cache-Control: no-cache".to_owned()],
            ..cli::Finding::default()
        };
        let reader = reader(&finding, settings, keyring)?;
        let mut places = Vec::new();
        for place in &channel.publish {
            places.push(maker.of_channel(place, &channel.publish).await?);
        }
        let cms = channel.cms.map(|kind| maker.cms(kind)).transpose()?;
        let typed = self.typed.to_vec();
        Ok(Channel::new(Parts { settings: channel, places, cms, secrets, reader, narrator, catalogue, bucket, typed }))
    }

    /// Opens the catalogue of a folder, which channels may share.
    fn catalogue(&mut self, folder: &Path) -> Result<Arc<Catalogue>> {
        if let Some(open) = self.catalogues.get(folder) {
            return Ok(Arc::clone(open));
        }
        let catalogue = Arc::new(Catalogue::open(folder)?);
        if let Some(warning) = catalogue.warning() {
            say(&format!("warning: {warning}"));
        }
        self.catalogues.insert(folder.to_owned(), Arc::clone(&catalogue));
        Ok(catalogue)
    }
}

fn warn(text: &str) {
    say(&format!("warning: {text}"));
}
