//! The keys of one voice, by the engine's name for each.

use std::collections::HashMap;

use secrecy::SecretString;

use super::BuildError;
use crate::secrets::{KeyError, Keyring};
use crate::voice::Voice;

/// The keys of one voice, by the engine's name for each.
#[derive(Debug)]
pub(super) struct VoiceKeys {
    keys: HashMap<String, SecretString>,
    are_blank: bool,
}

impl VoiceKeys {
    /// Gets every key a voice names.
    pub(super) fn of(voice: &Voice, keyring: &Keyring) -> Result<Self, KeyError> {
        if keyring.is_blank() {
            return Ok(Self { keys: HashMap::new(), are_blank: true });
        }
        let keys = voice.keys.iter().map(|(name, place)| Ok((name.clone(), keyring.key(place)?)));
        Ok(Self { keys: keys.collect::<Result<_, _>>()?, are_blank: false })
    }

    /// Returns the key an engine knows by this name, if the voice names one.
    pub(super) fn get(&self, name: &str) -> Option<&SecretString> {
        self.keys.get(name)
    }

    /// Returns the key an engine cannot do without.
    pub(super) fn need(&self, voice: &Voice, name: &str) -> Result<SecretString, BuildError> {
        match self.get(name) {
            Some(key) => Ok(key.clone()),
            None if self.are_blank => Ok(SecretString::from("blank")),
            None => Err(BuildError::Setting {
                voice: voice.name.clone(),
                message: format!("the engine `{}` needs a key: [keys] {name} = {{ env = \"NAME\" }}", voice.engine),
            }),
        }
    }

    /// Returns all of them, to be kept out of messages.
    pub(super) fn into_values(self) -> Vec<SecretString> {
        self.keys.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_voice_names_its_keys() {
        let toml = "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[keys]\napi = { env = 'SET' }\n";
        let environment = |name: &str| (name == "SET").then(|| "sk-secret".to_owned());
        let keyring = Keyring::new(environment, || SystemTime::UNIX_EPOCH);
        let keys = VoiceKeys::of(&Voice::parse(toml, "v").unwrap(), &keyring).unwrap();
        assert_eq!(keys.get("api").unwrap().expose_secret(), "sk-secret");
        assert!(keys.get("other").is_none() && !format!("{keys:?}").contains("sk-secret"));
    }
}
