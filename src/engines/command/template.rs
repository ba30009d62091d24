//! A program's arguments with blanks in them. A blank is filled after the template is read, inside its own argument: what
//! is filled in is never read as a template, never split, and never becomes an option.

use std::ffi::OsString;
use std::path::Path;

use crate::engines::blanks;

/// A place in an argument that each sentence fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// `{text}`: what to say. Without it, the text goes to standard input.
    Text,
    /// `{file}`: where to write the sound. Without it, the sound is read from standard output.
    File,
    /// `{percent}`: the pace in percent of the voice's own.
    Percent,
    /// `{speed}`: the pace, 1 being the voice's own.
    Speed,
    /// `{stretch}`: how long everything takes, 1 being the voice's own.
    Stretch,
    /// `{wpm}`: the pace in words a minute.
    WordsPerMinute,
}

/// Every blank by its name.
const BLANKS: [(&str, Blank); 6] = [
    ("text", Blank::Text),
    ("file", Blank::File),
    ("percent", Blank::Percent),
    ("speed", Blank::Speed),
    ("stretch", Blank::Stretch),
    ("wpm", Blank::WordsPerMinute),
];

/// What blanks are filled with.
pub(super) struct Values<'a> {
    pub(super) text: &'a str,
    pub(super) file: Option<&'a Path>,
    pub(super) speed_percent: u16,
    /// The program's own pace.
    pub(super) words_per_minute: Option<u16>,
}

/// The arguments of a program.
#[derive(Debug)]
pub(super) struct Template {
    arguments: Vec<Vec<Part>>,
}

#[derive(Debug, PartialEq)]
enum Part {
    Literal(String),
    Blank(Blank),
}

impl Template {
    /// Reads the arguments of a voice file. Braces around anything but a lower-case word stand for themselves.
    ///
    /// # Errors
    /// When a blank has a name that is none.
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        Ok(Self { arguments: arguments.iter().map(|argument| parts(argument)).collect::<Result<_, _>>()? })
    }

    /// Returns whether the blank is somewhere in it.
    pub(super) fn uses(&self, blank: Blank) -> bool {
        self.arguments.iter().flatten().any(|part| *part == Part::Blank(blank))
    }

    /// Returns whether the program is told a pace.
    pub(super) fn sets_speed(&self) -> bool {
        [Blank::Percent, Blank::Speed, Blank::Stretch, Blank::WordsPerMinute].into_iter().any(|blank| self.uses(blank))
    }

    /// Fills the blanks.
    pub(super) fn fill(&self, values: &Values<'_>) -> Vec<OsString> {
        self.arguments.iter().map(|parts| fill(parts, values)).collect()
    }
}

fn parts(argument: &str) -> Result<Vec<Part>, String> {
    let part = |part| {
        Ok(match part {
            blanks::Part::Literal(literal) => Part::Literal(literal),
            blanks::Part::Blank(name) => Part::Blank(blank(&name)?),
        })
    };
    blanks::parts(argument).into_iter().map(part).collect()
}

fn blank(name: &str) -> Result<Blank, String> {
    let known = BLANKS.iter().find(|(known, _)| *known == name);
    known.map(|(_, blank)| *blank).ok_or_else(|| {
        let names: Vec<_> = BLANKS.iter().map(|(name, _)| format!("{{{name}}}")).collect();
        format!("unknown blank {{{name}}}; use {}", names.join(", "))
    })
}

fn fill(parts: &[Part], values: &Values<'_>) -> OsString {
    let mut argument = OsString::new();
    for part in parts {
        match part {
            Part::Literal(literal) => argument.push(literal),
            Part::Blank(Blank::Text) => {
                // Programs tell options, response files and the like from text by the first character.
                if argument.is_empty() && !values.text.starts_with(char::is_alphanumeric) {
                    argument.push(" ");
                }
                argument.push(values.text);
            }
            Part::Blank(Blank::File) => argument.push(values.file.unwrap_or(Path::new(""))),
            Part::Blank(pace) => argument.push(number(*pace, values)),
        }
    }
    argument
}

/// Writes a pace as programs read it: with a point, and no more digits than they use.
fn number(pace: Blank, values: &Values<'_>) -> String {
    let speed = f64::from(values.speed_percent.max(1)) / 100.0;
    match pace {
        Blank::Speed => format!("{speed}"),
        Blank::Stretch => format!("{:.4}", 1.0 / speed),
        Blank::WordsPerMinute => format!("{:.0}", speed * f64::from(values.words_per_minute.unwrap_or_default())),
        _ => values.speed_percent.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(arguments: &[&str], text: &str, speed_percent: u16) -> Vec<String> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let file = Some(Path::new("/tmp/speech.wav"));
        let values = Values { text, file, speed_percent, words_per_minute: Some(175) };
        let filled = Template::parse(&arguments).unwrap().fill(&values);
        filled.into_iter().map(|argument| argument.into_string().unwrap()).collect()
    }

    #[test]
    fn blanks_are_filled_inside_their_arguments() {
        let arguments = ["-o", "{file}", "-s{wpm}", "a{percent}b{speed}", "{stretch}", "{ {X} {}", "t={text}"];
        let expected = ["-o", "/tmp/speech.wav", "-s140", "a80b0.8", "1.2500", "{ {X} {}", "t=-x {file} \"; ls"];
        assert_eq!(filled(&arguments, "-x {file} \"; ls", 80), expected);
    }

    #[test]
    fn text_never_begins_as_an_option() {
        for text in ["-o /etc/passwd", "--help", "/x", "@file", "+x", "–"] {
            assert_eq!(filled(&["{text}"], text, 100), [format!(" {text}")]);
        }
        assert_eq!(filled(&["{text}"], "Élan - vital", 100), ["Élan - vital"]);
    }

    #[test]
    fn a_blank_that_is_none_is_told() {
        let error = Template::parse(&["{txt}".to_owned()]).unwrap_err();
        assert!(error.contains("unknown blank {txt}") && error.contains("{text}"), "{error}");
    }
}
