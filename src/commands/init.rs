//! `aloud init`: asks what one wants to do, and writes a commented `aloud.toml` for it.

use std::fs;
use std::io::{BufRead, IsTerminal, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum as _;
use url::Url;

use super::failure::{Context, Result};
use super::readiness::Readiness;
use crate::book;
use crate::cli::{Init, Kind};
use crate::error::Hint;
use crate::language::Language;
use crate::pipeline::{DEFAULT_VOICE, DEFAULT_VOICES};
use crate::secrets::Keyring;
use crate::settings::{self, FILE_NAME};
use crate::voice::{self, Voice};

/// The site of those who have none yet (RFC 2606).
const SITE: &str = "https://example.org/";

/// What is known of the project.
struct Answers {
    kind: Kind,
    site: Url,
    audio_base: Url,
    voice: String,
    /// The weights that the voice still needs, in bytes.
    fetch: bool,
    language: Language,
}

/// Why no settings file is written.
#[derive(Debug, thiserror::Error)]
enum NoInit {
    #[error("{} exists already", path.display())]
    Exists { path: PathBuf },
    #[error("`{answer}` is not {what}")]
    Answer { answer: String, what: &'static str },
    #[error("no voice speaks `{language}`")]
    NoVoice { language: Language },
}

impl Hint for NoInit {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Exists { .. } => "overwrite it with --force, or name another with --config FILE".to_owned(),
            Self::Answer { .. } => "type it again, or use the flags: aloud init --help".to_owned(),
            Self::NoVoice { .. } => "name a voice file of your own: aloud init --voice FILE.toml".to_owned(),
        })
    }
}

/// Asks for what was not typed, where someone is there to answer, and writes the file.
pub(super) fn run(typed: Init, config: Option<&Path>, keyring: &Keyring) -> Result<ExitCode> {
    let path = config.unwrap_or(Path::new(FILE_NAME));
    if path.exists() && !typed.force {
        return Err(NoInit::Exists { path: path.to_owned() }.into());
    }
    let asks = !typed.yes && stdin().is_terminal() && stderr().is_terminal();
    let answers =
        settle(typed, &mut |question, default| if asks { ask(question, default) } else { Ok(None) }, keyring)?;
    fs::write(path, text(&answers)).with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(stdout(), "written  {}", path.display())?;
    let mut talk = stderr().lock();
    // What was written here is the user's own; voices that lie here already may be another's.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match folder.join(DEFAULT_VOICES).exists() {
        true => writeln!(talk, "next: aloud trust .  (if you know the voices in it)")?,
        false => drop(settings::trust(folder)?),
    }
    if answers.fetch {
        writeln!(talk, "next: aloud voices fetch {}", answers.voice)?;
    }
    writeln!(talk, "next: aloud doctor")?;
    Ok(ExitCode::SUCCESS)
}

/// Asks a question; an empty line is the default.
fn ask(question: &str, default: &str) -> Result<Option<String>> {
    write!(stderr(), "{question} [{default}]: ")?;
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    let answer = line.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}

/// Settles the five answers: what was typed, else what is answered, else the default.
fn settle(
    typed: Init,
    ask: &mut dyn FnMut(&str, &str) -> Result<Option<String>>,
    keyring: &Keyring,
) -> Result<Answers> {
    let kind = match typed.kind {
        Some(kind) => kind,
        None => asked_kind(ask)?,
    };
    let site = match typed.site {
        Some(site) => site,
        None => url(ask("Address of the site?", SITE)?, SITE)?,
    };
    let site = folder(site);
    let beside = site.join("audio/").map_or_else(|_| site.to_string(), |url| url.to_string());
    let audio_base = match typed.audio_base {
        Some(base) => base,
        None => url(ask("Where will the audio be published?", &beside)?, &beside)?,
    };
    let language = match typed.lang {
        Some(language) => language,
        None => match ask("Language of the articles?", "en")? {
            Some(answer) => Language::parse(&answer).ok_or_else(|| wrong(answer, "a language such as en or de-AT"))?,
            None => Language::english(),
        },
    };
    let (voice, fetch) = match typed.voice {
        Some(voice) => (voice, false),
        None => {
            let (voice, fetch) = suited(&language, keyring)?;
            let answer = ask("Voice? (aloud voices lists them)", &voice)?;
            let fetch = fetch && answer.is_none();
            (answer.unwrap_or(voice), fetch)
        }
    };
    Ok(Answers { kind, site, audio_base: folder(audio_base), voice, fetch, language })
}

fn asked_kind(ask: &mut dyn FnMut(&str, &str) -> Result<Option<String>>) -> Result<Kind> {
    let names: Vec<_> = Kind::value_variants().iter().filter_map(Kind::to_possible_value).collect();
    let names: Vec<_> = names.iter().map(clap::builder::PossibleValue::get_name).collect();
    let answer = ask(&format!("What do you want to do? {}", names.join(", ")), "blogger")?;
    let read = |answer: String| Kind::from_str(&answer, true).map_err(|_| wrong(answer, "one of these kinds"));
    Ok(answer.map(read).transpose()?.unwrap_or_default())
}

fn wrong(answer: String, what: &'static str) -> NoInit {
    NoInit::Answer { answer, what }
}

fn url(answer: Option<String>, default: &str) -> Result<Url, NoInit> {
    let answer = answer.unwrap_or_else(|| default.to_owned());
    let whole = if answer.contains("://") { answer.clone() } else { format!("https://{answer}") };
    Url::parse(&whole).map_err(|_| wrong(answer, "an address"))
}

/// Ends an address in a slash, as those of folders do.
fn folder(mut url: Url) -> Url {
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url
}

/// Finds a voice for a language, and whether its weights are to be fetched: the built-in one, else one that is ready, else one
/// whose weights can be fetched.
fn suited(language: &Language, keyring: &Keyring) -> Result<(String, bool)> {
    let voices = voice::all(Path::new(DEFAULT_VOICES))?;
    let mut speaking: Vec<(&Voice, Readiness)> = voices
        .iter()
        .filter(|voice| !voice.languages.is_empty() && voice.speaks(language))
        .map(|voice| (voice, Readiness::of(voice, keyring)))
        .collect();
    let rank = |(voice, readiness): &(&Voice, Readiness)| match readiness {
        _ if voice.name == DEFAULT_VOICE => 0,
        Readiness::Ready if voice.keys.is_empty() && voice.settings.contains_key("model") => 1,
        Readiness::Fetch(_) => 2,
        _ => 3,
    };
    speaking.sort_by_key(rank);
    match speaking.first() {
        Some((voice, readiness)) => Ok((voice.name.clone(), matches!(readiness, Readiness::Fetch(_)))),
        None => Err(NoInit::NoVoice { language: language.clone() }.into()),
    }
}

/// Writes the settings file.
fn text(answers: &Answers) -> String {
    let template = match answers.kind {
        Kind::Blogger => include_str!("init/blogger.toml"),
        Kind::Newsroom => include_str!("init/newsroom.toml"),
        Kind::Podcaster => include_str!("init/podcaster.toml"),
        Kind::Archive => include_str!("init/archive.toml"),
        Kind::Developer => include_str!("init/developer.toml"),
    };
    let host = answers.site.host_str().unwrap_or("example.org");
    let languages = match answers.language.primary() {
        "en" => "# Articles in other languages go to other voices, by the language that they declare.\n\
                 #languages = { de = \"piper-de-kerstin\" }\n"
            .to_owned(),
        other => format!(
            "# Articles that declare no language are recognized by their text; this would settle it for all:\n\
             #lang = \"{}\"\n#languages = {{ en = \"{DEFAULT_VOICE}\", {other} = {} }}\n",
            answers.language,
            quoted(&answers.voice)
        ),
    };
    template
        .replace("\"{voice}\"", &quoted(&answers.voice))
        .replace("{languages}", &languages)
        .replace("{book}", &book::page(""))
        .replace("{audio_base}", answers.audio_base.as_str())
        .replace("{site}", answers.site.as_str())
        .replace("{host}", host)
        .replace("{title}", host.trim_start_matches("www."))
}

/// Writes a text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Choices, Settings};

    fn typed(kind: Kind) -> Init {
        let site = Some(Url::parse("https://www.example.org/blog").unwrap());
        Init { kind: Some(kind), site, audio_base: None, lang: None, voice: None, yes: true, force: false }
    }

    fn written(typed: Init) -> String {
        text(&settle(typed, &mut |_, _| Ok(None), &Keyring::blank()).unwrap())
    }

    fn read(text: &str) -> Result<Settings> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aloud.toml");
        fs::write(&path, text).unwrap();
        // What is used is looked up, as a run would.
        for music in ["intro.wav", "outro.wav", "bed.wav", "jingle.wav", "cover.jpg"] {
            let _ = fs::write(folder.path().join(music), "");
        }
        Ok(Settings::settle(Choices::default(), Some(&path))?)
    }

    #[test]
    fn every_kind_is_written_and_read() {
        for kind in Kind::value_variants() {
            let text = written(typed(*kind));
            assert!(!text.contains("{s") && !text.contains("{t") && !text.contains("{l"), "{text}");
            let settings = read(&text).unwrap();
            assert_eq!(settings.voice, "heart", "{text}");
            assert_eq!(settings.feed.audio_base.as_deref(), Some("https://www.example.org/blog/audio/"));
        }
    }

    #[test]
    fn what_is_commented_out_is_right_too() {
        let is_example = |line: &&str| line.starts_with('#') && line.contains(" = ") && !line.starts_with("# ");
        for kind in Kind::value_variants() {
            let text = written(typed(*kind));
            let mut examples = 0;
            for example in text.lines().filter(is_example) {
                // Files that do not exist are not opened here.
                if [".wav", ".jpg\""].iter().any(|ending| example.contains(ending)) && !example.contains("://") {
                    continue;
                }
                examples += 1;
                let used = text.replace(example, &example[1..]);
                assert!(read(&used).is_ok(), "{example}: {}", read(&used).unwrap_err());
            }
            assert!(examples > 1, "{text}");
        }
    }

    #[test]
    fn a_language_gets_a_voice_that_speaks_it() {
        let german = written(Init { lang: Language::parse("de-AT"), ..typed(Kind::Newsroom) });
        let settings = read(&german).unwrap();
        let voice = settings.find_voice(&settings.voice).unwrap();
        assert!(voice.speaks(&Language::parse("de").unwrap()), "{}", voice.name);
    }

    #[test]
    fn answers_are_asked_for_and_wrong_ones_named() {
        let mut answers = vec!["de", "audio.example.org", "tidewater.example", "podcaster"].into_iter();
        let mut asked = Vec::new();
        let typed = Init { kind: None, site: None, ..typed(Kind::Blogger) };
        let mut ask = |question: &str, _: &str| {
            asked.push(question.to_owned());
            Ok(answers.next_back().map(str::to_owned))
        };
        let settled = settle(typed, &mut ask, &Keyring::blank()).unwrap();
        assert_eq!(asked.len(), 5, "{asked:?}");
        assert_eq!((settled.kind, settled.site.as_str()), (Kind::Podcaster, "https://tidewater.example/"));
        assert_eq!(settled.audio_base.as_str(), "https://audio.example.org/");
        let wrong = Init { kind: None, ..super::tests::typed(Kind::Blogger) };
        let error = settle(wrong, &mut |_, _| Ok(Some("nonsense".to_owned())), &Keyring::blank()).err().unwrap();
        assert_eq!(error.to_string(), "`nonsense` is not one of these kinds");
    }
}
