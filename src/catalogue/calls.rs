//! How runs were called: over which inputs, with which flags that shape narrations, so that the next look answers as they would.

use serde::{Deserialize, Serialize};

use super::catalogue::Catalogue;
use super::error::CatalogueError;

/// What they are remembered under.
const NAME: &str = "calls of narrate";

/// Begins what stands among the flags of articles that a channel of `aloud run` narrates.
const CHANNEL: &str = "--channel=";

/// Returns the flags of what a channel of `aloud run` narrates that was called with these.
#[must_use]
pub fn flags_of_channel(name: &str, flags: &[String]) -> Vec<String> {
    std::iter::once(format!("{CHANNEL}{name}")).chain(flags.iter().cloned()).collect()
}

/// Returns the channel of `aloud run` that narrated with these flags, if one did, and the flags it was called with.
#[must_use]
pub fn channel_of(flags: &[String]) -> (Option<&str>, &[String]) {
    match flags.split_first().and_then(|(first, rest)| Some((first.strip_prefix(CHANNEL)?, rest))) {
        Some((name, rest)) => (Some(name), rest),
        None => (None, flags),
    }
}

/// How runs were called, the last last. Each input stands in the last run that looked through it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Calls(Vec<Call>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Call {
    inputs: Vec<String>,
    flags: Vec<String>,
}

impl Calls {
    /// Notes a run.
    pub fn note(&mut self, inputs: Vec<String>, flags: Vec<String>) {
        for call in &mut self.0 {
            call.inputs.retain(|input| !inputs.contains(input));
        }
        self.0.push(Call { inputs, flags });
        self.0.retain(|call| !call.inputs.is_empty());
    }

    /// Returns the inputs, in the order in which they were looked through.
    pub fn inputs(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|call| &call.inputs)
    }

    /// Returns the flags of the last run over an input.
    #[must_use]
    pub fn flags(&self, input: &str) -> &[String] {
        let call = self.0.iter().find(|call| call.inputs.iter().any(|own| own == input));
        call.map_or(&[], |call| &call.flags)
    }
}

impl Catalogue {
    /// Returns how runs were called.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn calls(&self) -> Result<Calls, CatalogueError> {
        // What an other version wrote is as good as nothing.
        let json = self.recall(NAME)?.unwrap_or_default();
        Ok(serde_json::from_slice(&json).unwrap_or_default())
    }

    /// Notes how a run was called.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_call(&self, inputs: Vec<String>, flags: Vec<String>) -> Result<(), CatalogueError> {
        let before = self.calls()?;
        let mut calls = before.clone();
        calls.note(inputs, flags);
        if calls == before {
            return Ok(());
        }
        self.remember(NAME, &serde_json::to_vec(&calls).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_has_the_flags_of_the_last_run_over_it() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::open(folder.path()).unwrap();
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        catalogue.note_call(list(&["news", "sport"]), list(&["--voice=tone"])).unwrap();
        catalogue.note_call(list(&["more", "news"]), Vec::new()).unwrap();
        let calls = catalogue.calls().unwrap();
        assert_eq!(calls.flags("sport"), ["--voice=tone"]);
        assert!(calls.flags("news").is_empty() && calls.flags("unknown").is_empty());
        assert_eq!(calls.inputs().collect::<Vec<_>>(), ["sport", "more", "news"]);
    }

    #[test]
    fn a_channel_stands_before_the_flags() {
        let typed = ["--voice=tone".to_owned()];
        let flags = flags_of_channel("news", &typed);
        assert_eq!(channel_of(&flags), (Some("news"), &typed[..]));
        assert_eq!(channel_of(&typed), (None, &typed[..]));
        assert_eq!(channel_of(&[]), (None, &[][..]));
    }
}
