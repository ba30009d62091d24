//! `aloud embed`: a page with the player alone for each narration, for places that take no markup.

use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::failure::{Context, Failure, Result};
use super::feed::audio_base;
use super::refused::NoFeed;
use crate::cli;
use crate::publication::{episodes, write_embed};
use crate::settings::{Choices, Settings};

/// Writes the embeds, and prints the address and the frame of each.
pub(super) fn run(typed: cli::Embed, config: Option<&Path>) -> Result<ExitCode> {
    let settings = Settings::settle(Choices { out: typed.folder, ..Choices::default() }, config)?;
    let (out, base) = (settings.out, audio_base(typed.audio_base, settings.feed.audio_base)?);
    // Embeds stand on other sites.
    if base.to_string().starts_with('/') {
        return Err(NoFeed::Base { base: base.to_string() }.into());
    }
    let mut narrations = episodes(&out).with_context(|| format!("cannot read the narrations in {}", out.display()))?;
    narrations.retain(|episode| !settings.desk.approval || episode.manifest.is_approved());
    if narrations.is_empty() {
        return Err(Failure::new(format!("there are no narrations in {}", out.display())));
    }
    let mut to = stdout().lock();
    for episode in narrations {
        let embed =
            write_embed(&episode, &base).with_context(|| format!("cannot write the embed of {}", episode.title()))?;
        writeln!(to, "{}\n  {}", embed.address, embed.frame)?;
    }
    Ok(ExitCode::SUCCESS)
}
