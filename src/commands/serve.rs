//! `aloud serve`: voices behind an interface like OpenAI's.

use std::io::{Write, stderr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use secrecy::SecretString;
use tokio::net::TcpListener;

use super::failure::{Context, Failure, Result};
use super::signals::signal;
use crate::cli;
use crate::pipeline::{DEFAULT_VOICE, Speaker};
use crate::secrets::{KeyPlace, Keyring};
use crate::serve::{self, Offer, Server};
use crate::settings::Settings;
use crate::speech::Purse;
use crate::voice::{self, Voice};

/// Serves until a signal, then lets requests under way end; a second signal stops at once.
pub(super) async fn run(typed: cli::Serve, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let settings = Settings::settle(typed.choices, config)?;
    let key = key(typed.key_env, typed.key_file, keyring)?;
    let offers = offers(&settings, keyring)?;
    let listener = TcpListener::bind(&typed.listen).await;
    let listener = listener.with_context(|| format!("cannot listen on {}", typed.listen))?;
    let address = listener.local_addr()?;
    if key.is_none() && !address.ip().is_loopback() {
        say("warning: everyone who can reach this address may use it; name a key with --key-env or --key-file");
    }
    let names: Vec<&str> = offers.iter().map(|offer| offer.voice.name.as_str()).collect();
    let first = signal();
    say(&format!("listening on http://{address}/v1; voices: {}", names.join(", ")));
    let stop = async {
        first.await;
        say("stopping; requests under way are answered. Once more stops at once");
        tokio::spawn(async {
            signal().await;
            std::process::exit(1);
        });
    };
    let server = Server {
        offers,
        queue: typed.queue,
        key,
        strict_voices: typed.strict_voices,
        cors: typed.cors,
        hosts: typed.hosts,
    };
    serve::run(listener, server, stop).await?;
    Ok(ExitCode::SUCCESS)
}

fn key(env: Option<String>, file: Option<std::path::PathBuf>, keyring: &Keyring) -> Result<Option<SecretString>> {
    let place = env.map(KeyPlace::Env).or(file.map(KeyPlace::File));
    Ok(place.map(|place| keyring.key(&place)).transpose()?)
}

/// Gets the voices ready: the one of the settings, the built-in one, and those of the user's folder. One of the folder that
/// cannot be had is told and left out.
fn offers(settings: &Settings, keyring: &Keyring) -> Result<Vec<Offer>> {
    let mut offers = vec![offer(settings.find_voice(&settings.voice)?, settings, keyring)?];
    let built_in = settings.find_voice(DEFAULT_VOICE)?;
    for voice in [built_in].into_iter().chain(voice::own(&settings.voices)?) {
        if offers.iter().any(|offer| offer.voice.name == voice.name) {
            continue;
        }
        let name = voice.name.clone();
        let offered = settings.check_voice(&name, &voice).map_err(Failure::from);
        match offered.and_then(|()| offer(voice, settings, keyring)) {
            Ok(offer) => offers.push(offer),
            Err(error) => say(&format!("warning: the voice `{name}` is not offered: {error:#}")),
        }
    }
    Ok(offers)
}

fn offer(voice: Voice, settings: &Settings, keyring: &Keyring) -> Result<Offer> {
    let mut reading = settings.reading(&voice)?;
    // A text that is sent is said, and nothing around it, in the voice's own language.
    reading.around = Default::default();
    reading.around.disclosure = crate::script::Disclosure::Off;
    reading.language.asked.get_or_insert_with(|| reading.language.otherwise.clone());
    let Speaker { voice, engine } = Speaker::hire_live(voice, &Arc::new(Purse::default()), keyring)?;
    Ok(Offer { voice, engine, reading })
}

fn say(line: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(stderr(), "{line}");
}
