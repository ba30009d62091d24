//! Settings are settled, and what is wrong in them is told.

use super::*;
use crate::error::Hint;

fn settle(typed: Choices, toml: &str) -> Result<Settings, SettingsError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aloud.toml");
    std::fs::write(&path, toml).unwrap();
    Settings::settle(typed, Some(&path)).map(|mut settings| {
        settings.out = settings.out.strip_prefix(folder.path()).map(Path::to_owned).unwrap_or(settings.out);
        settings
    })
}

#[test]
fn what_is_typed_wins_over_the_file_and_the_file_over_the_default() {
    let typed = Choices { voice: Some("tone".into()), ..Choices::default() };
    let settings = settle(typed, "voice = 'other'\nout = 'audio'\nspeed = 90\n[pauses]\nsentence_ms = 1").unwrap();
    assert_eq!(settings.voice, "tone");
    assert_eq!(settings.out, Path::new("audio"));
    assert_eq!(settings.speed_percent, 90);
    assert_eq!(settings.pacing, Pacing { sentence_ms: 1, ..Pacing::default() });
    assert_eq!(settings.voices, Path::new("voices"));
}

#[test]
fn switches_are_words_and_numbers_too_and_a_notice_is_more_than_a_word() {
    for (text, is_kept) in
        [("'no'", false), ("'Off'", false), ("0", false), ("false", false), ("'ON'", true), ("1", true)]
    {
        let settings = settle(Choices::default(), &format!("format = 'mp3'\nkeep_wav = {text}")).unwrap();
        assert_eq!(settings.finish.keep_wav, is_kept, "{text}");
    }
    assert!(settle(Choices::default(), "keep_wav = 'perhaps'").unwrap_err().to_string().contains("true or false"));
    let said = |text: &str| {
        settle(Choices::default(), &format!("disclosure = {text}")).map(|settings| settings.around.disclosure)
    };
    assert_eq!((said("false").unwrap(), said("true").unwrap()), (Disclosure::Off, Disclosure::On));
    for text in ["'x'", "'Nein'", "'- -'", "'3 4'"] {
        assert!(matches!(said(text), Err(SettingsError::Located { .. })), "{text}");
    }
    for text in ["'Read by a machine.'", "'この音声は合成音声です'"] {
        assert!(matches!(said(text).unwrap(), Disclosure::Text(_)), "{text}");
    }
}

#[test]
fn wrong_settings_are_told() {
    let error = settle(Choices::default(), "voic = 'tone'").unwrap_err();
    assert!(error.to_string().contains("line 1"), "{error}");
    let wrong = settle(Choices::default(), "[site.'example.org']\ndrop = ['div[']").unwrap_err();
    assert!(wrong.to_string().contains("example.org") && wrong.hint().is_some(), "{wrong}");
    for (text, line, message) in [
        ("speed = 20", 1, "a speed of 20 % is out of range"),
        ("voice = 'tone'\ndisclosure = 'nope'", 2, "“nope” is no notice"),
        ("voice = 'tone'\n\n[master]\nmp3_kbps = 9\nrate = 44100", 4, "MP3 of 9 kbit/s"),
        ("format = 'vtt'\nkeep_wav = false", 2, "leaves no audio"),
        (
            "format = 'mp3'\nkeep_wav = false\n[master]\ncover = 'no.png'\nintro = 'no.wav'",
            4,
            "the cover cannot be used",
        ),
        ("# one\n[master]\nroom_tone_db = -300", 3, "a room tone of -300 dB"),
        ("[feed]\ntitle = 't'\n\n[site.'example.org']\ndrop = [\n 'div[',\n]", 5, "example.org"),
    ] {
        let error = settle(Choices::default(), text).unwrap_err();
        let told = error.to_string();
        assert!(told.starts_with(&format!("line {line} of the settings file")) && told.contains(message), "{told}");
        assert!(error.hint().is_some());
    }
    let typed = Choices { speed: Some(20), ..Choices::default() };
    let typed = settle(typed, "speed = 90").unwrap_err();
    assert!(matches!(typed, SettingsError::Speed { percent: 20 }), "what was typed is on no line: {typed}");
    let missing = Settings::settle(Choices::default(), Some(Path::new("no/such.toml")));
    assert!(matches!(missing, Err(SettingsError::Unreadable { .. })));
}

#[test]
fn channels_and_places_have_the_files_address_of_the_narrations_unless_they_have_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aloud.toml");
    let text = "audio_base = 'https://file/'\n[webhook]\nurl = 'https://w/'\nsecret = { env = 'S' }\n\
                [headless]\nkind = 'directus'\nurl = 'https://h/'\nkey = { env = 'K' }\ncollection = 'c'\n\
                [[channel]]\nname = 'one'\ninputs = 'a'\n\
                [[channel]]\nname = 'two'\ninputs = 'a'\naudio_base = 'https://two/'\n\
                [[channel]]\nname = 'three'\ninputs = 'a'\n[channel.webhook]\naudio_base = 'https://hook/'\n\
                [[channel]]\nname = 'four'\ninputs = 'a'\n[channel.feed]\naudio_base = 'https://feed/'\n";
    let bases = |text: &str| -> Vec<[String; 3]> {
        std::fs::write(&path, text).unwrap();
        let channels = Settings::channels(&Choices::default(), Some(&path)).unwrap();
        let bases = channels.into_iter().map(|(_, settings)| {
            let of_headless = settings.headless.unwrap().audio_base;
            [settings.feed.audio_base.unwrap_or_default(), settings.webhook.unwrap().audio_base, of_headless]
        });
        bases.collect()
    };
    let (file, two) = ("https://file/", "https://two/");
    let wanted = [[file; 3], [two; 3], [file, "https://hook/", file], ["https://feed/"; 3]];
    assert_eq!(bases(text), wanted);
    // The table of the feed is the file's address as well, and a place's own wins over it.
    let text = text.replace("audio_base = 'https://file/'\n", "[feed]\naudio_base = 'https://file/'\n");
    assert_eq!(bases(&text), wanted);
    let text = text.replace("[headless]\n", "audio_base = 'https://own/'\n[headless]\n");
    assert_eq!(bases(&text)[..2], [[file, "https://own/", file], [two, "https://own/", two]]);
}
