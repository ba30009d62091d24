//! Where in a settings file a key is written, and which key an error comes from.

use std::error::Error;

use serde::Deserialize;
use serde_path_to_error::Segment;
use toml::de::{DeString, DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::error::SettingsError;
use super::keys::{AUDIO_BASE, OF_MASTER};
use crate::misspelt::meant;

/// A step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Number(usize),
}

/// Makes a way to a key of a table.
pub(super) fn way<const N: usize>(keys: [&str; N]) -> Vec<Step> {
    keys.map(|key| Step::Key(key.to_owned())).into()
}

/// Makes the way to a channel.
pub(super) fn channel(number: usize) -> Vec<Step> {
    vec![Step::Key("channel".to_owned()), Step::Number(number)]
}

/// Reads a value, in which switches are written as people write them; an error comes with the way to what it is about, and tells the
/// key that was meant.
pub(super) fn read<T: for<'de> Deserialize<'de>>(mut value: Value) -> Result<T, (Vec<Step>, String)> {
    loop {
        match read_strictly(value.clone()) {
            Err((way, message)) if message.ends_with(SWITCH) && turn_into_switch(&mut value, &way) => {}
            read => return read,
        }
    }
}

/// How a switch is named in messages.
const SWITCH: &str = "true or false";

/// Turns a word or a number that means on or off into a switch; returns whether it is one.
fn turn_into_switch(value: &mut Value, way: &[Step]) -> bool {
    let place = way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Number(number) => value.get_mut(*number),
    });
    let Some(place) = place else { return false };
    let word = place.as_str().map_or_else(|| place.to_string(), str::to_lowercase);
    let is_on = match word.trim() {
        "on" | "yes" | "true" | "1" => true,
        "off" | "no" | "false" | "0" => false,
        _ => return false,
    };
    *place = Value::Boolean(is_on);
    true
}

fn read_strictly<T: for<'de> Deserialize<'de>>(value: Value) -> Result<T, (Vec<Step>, String)> {
    serde_path_to_error::deserialize(value).map_err(|error: serde_path_to_error::Error<toml::de::Error>| {
        let step = |segment: &Segment| match segment {
            Segment::Seq { index } => Some(Step::Number(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        };
        (error.path().iter().map_while(step).collect(), plain(&meant(error.inner().message())))
    })
}

/// Names types as people do who write settings.
fn plain(message: &str) -> String {
    const NAMES: [(&[&str], &str); 4] = [
        (&["u8", "u16", "u32", "u64", "usize", "i64"], "a whole number"),
        (&["f32", "f64"], "a number"),
        (&["a sequence"], "a list"),
        (&["a boolean"], SWITCH),
    ];
    let Some((found, expected)) = message.rsplit_once(", expected ") else { return message.to_owned() };
    let name = NAMES.iter().find(|(names, _)| names.contains(&expected)).map(|(_, name)| *name);
    let is_table = expected.starts_with("struct ") || expected == "a map";
    let found = found
        .replace("invalid type: sequence", "invalid type: a list")
        .replace("invalid type: map", "invalid type: a table");
    format!("{found}, expected {}", name.unwrap_or(if is_table { "a table" } else { expected }))
}

/// Returns the line of a place in a text, counting from 1.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// Returns the line that a key is on; of one that is missing, that of the table it belongs to.
pub(super) fn line_of(text: &str, way: &[Step]) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let (found, at) =
        spellings(way).iter().filter_map(|way| walk(table.get_ref(), way)).max_by_key(|(found, _)| *found)?;
    (found > 0).then(|| line_at(text, at))
}

/// Returns the line that a key of a channel is on, or of the file where the channel has it from there.
pub(super) fn line_in_channel(text: &str, number: usize, way: &[Step]) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let whole = |way: &Vec<Step>| walk(table.get_ref(), way).filter(|(found, _)| *found == way.len());
    let own = |way: &Vec<Step>| [channel(number), way.clone()].concat();
    let ways = spellings(way);
    let found = ways.iter().find_map(|way| whole(&own(way))).or_else(|| ways.iter().find_map(whole));
    match found.filter(|_| !way.is_empty()) {
        Some((_, at)) => Some(line_at(text, at)),
        None => line_of(text, &own(&way.to_vec())),
    }
}

/// Follows a way as far as it goes; returns how many steps that is, and where the last is written.
fn walk(table: &DeTable<'_>, way: &[Step]) -> Option<(usize, usize)> {
    let Some((Step::Key(first), mut rest)) = way.split_first() else { return None };
    let (key, value) = table.iter().find(|(key, _)| *key.get_ref() == first.as_str())?;
    let (mut found, mut at, mut value) = (1, key.span().start, value);
    while let Some((step, after)) = rest.split_first() {
        let next = match (step, value.get_ref()) {
            (Step::Key(name), DeValue::Table(table)) => table
                .iter()
                .find(|(key, _)| *key.get_ref() == name.as_str())
                .map(|(key, value)| (key.span().start, value)),
            (Step::Number(number), DeValue::Array(list)) => list.get(*number).map(|value| (value.span().start, value)),
            _ => None,
        };
        let Some((place, inner)) = next else { break };
        (found, at, value, rest) = (found + 1, place, inner, after);
    }
    Some((found, at))
}

/// Returns the ways in which a key may be written that is read at this one.
fn spellings(way: &[Step]) -> Vec<Vec<Step>> {
    let mut all = vec![way.to_vec()];
    let key = |number: usize| match way.get(number) {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    match (key(0), key(1)) {
        ("master", own) if OF_MASTER.contains(&own) => all.push(way[1..].to_vec()),
        ("feed", AUDIO_BASE) => all.push(way[1..].to_vec()),
        ("roles" | "languages", _) => all.push([&[Step::Key("voices".to_owned())], &way[1..]].concat()),
        ("voices", _) => all.push([&way[..1], &[Step::Key("folder".to_owned())], &way[1..]].concat()),
        _ => {}
    }
    all
}

/// Returns the line of the first key that has this text, or a list with it.
pub(super) fn line_with(text: &str, wanted: &str) -> Option<usize> {
    fn has(value: &DeValue<'_>, wanted: &str) -> bool {
        match value {
            DeValue::String(text) => *text == wanted,
            DeValue::Array(list) => list.iter().any(|value| has(value.get_ref(), wanted)),
            _ => false,
        }
    }
    fn find(table: &DeTable<'_>, wanted: &str) -> Option<usize> {
        let at = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| match value.get_ref() {
            DeValue::Table(table) => find(table, wanted),
            DeValue::Array(list) if list.iter().any(|value| matches!(value.get_ref(), DeValue::Table(_))) => {
                let tables = list.iter().filter_map(|value| match value.get_ref() {
                    DeValue::Table(table) => find(table, wanted),
                    _ => None,
                });
                tables.min()
            }
            value => has(value, wanted).then_some(key.span().start),
        };
        table.iter().filter_map(at).min()
    }
    let table = DeTable::parse(text).ok()?;
    find(table.get_ref(), wanted).map(|at| line_at(text, at))
}

/// What becomes of an error when a key is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// It is the same.
    Same,
    /// There is another one.
    Other,
    /// There is none.
    Fine,
}

impl Without {
    /// Judges the error that is left, beside the message of the first one.
    pub(super) fn of(left: Option<SettingsError>, message: &str) -> Self {
        match left {
            None => Self::Fine,
            Some(left) if left.to_string() == message => Self::Same,
            Some(_) => Self::Other,
        }
    }
}

/// Finds the key that an error comes from: the one without which there is none; where several are wrong, one without which there is
/// another error, best of all one whose value the error names.
pub(super) fn culprit(table: &Table, error: &dyn Error, judge: impl Fn(Table) -> Without) -> Option<Vec<Step>> {
    let mut leaves = Vec::new();
    for (key, value) in table {
        collect(value, vec![Step::Key(key.clone())], &mut leaves);
    }
    let without = |way: &Vec<Step>| {
        let mut table = Value::Table(table.clone());
        remove(&mut table, way);
        if let Value::Table(table) = table { table } else { Table::new() }
    };
    let (mut told, mut cause) = (String::new(), Some(error));
    while let Some(one) = cause {
        told += &format!("{one}\n");
        cause = one.source();
    }
    let is_named =
        |way: &Vec<Step>| value_at(table, way).and_then(Value::as_str).is_some_and(|value| told.contains(value));
    let judged =
        leaves.into_iter().map(|way| (judge(without(&way)), way)).filter(|(without, _)| *without != Without::Same);
    let judged: Vec<_> = judged.collect();
    let rank = |(without, way): &&(Without, Vec<Step>)| (*without != Without::Fine, !is_named(way));
    judged.iter().min_by_key(rank).map(|(_, way)| way.clone())
}

/// Returns what a table has at a key.
fn value_at<'a>(table: &'a Table, way: &[Step]) -> Option<&'a Value> {
    let (Step::Key(first), rest) = way.split_first()? else { return None };
    rest.iter().try_fold(table.get(first)?, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Number(number) => value.get(*number),
    })
}

fn collect(value: &Value, way: Vec<Step>, leaves: &mut Vec<Vec<Step>>) {
    let longer = |step: Step| [way.clone(), vec![step]].concat();
    match value {
        Value::Table(table) => {
            table.iter().for_each(|(key, value)| collect(value, longer(Step::Key(key.clone())), leaves))
        }
        Value::Array(list) if list.iter().any(Value::is_table) => {
            list.iter().enumerate().for_each(|(number, value)| collect(value, longer(Step::Number(number)), leaves));
        }
        _ => leaves.push(way),
    }
}

fn remove(value: &mut Value, way: &[Step]) {
    match (way, value) {
        ([Step::Key(key)], Value::Table(table)) => drop(table.remove(key)),
        ([Step::Key(key), rest @ ..], Value::Table(table)) => {
            table.get_mut(key).into_iter().for_each(|value| remove(value, rest))
        }
        ([Step::Number(number), rest @ ..], Value::Array(list)) => {
            list.get_mut(*number).into_iter().for_each(|value| remove(value, rest))
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_however_they_are_written() {
        let text = "voice = 'a'\nformat = [\n 'mp3',\n]\n[voices]\nde = 'b'\nquote = 'c'\n[feed]\ntitle = 't'\n\n\
                    [[channel]]\nname = 'n'\n[channel.master]\nrate = 8000\n\n[[channel]]\nname = 'm'\nvoice = 'd'\nformat = 'mp3'";
        for (keys, line) in [
            (way(["voice"]), Some(1)),
            (way(["master", "format"]), Some(2)),
            (way(["languages", "de"]), Some(6)),
            (way(["roles", "quote"]), Some(7)),
            (way(["feed", "title"]), Some(9)),
            (way(["feed", "author"]), Some(8)),
            (way(["webhook"]), None),
        ] {
            assert_eq!(line_of(text, &keys), line, "{keys:?}");
        }
        for (number, keys, line) in [
            (0, way(["master", "rate"]), Some(14)),
            (0, way(["voice"]), Some(1)),
            (1, way(["voice"]), Some(18)),
            (1, way(["master", "format"]), Some(19)),
            (1, way(["inputs"]), Some(16)),
            (0, Vec::new(), Some(11)),
        ] {
            assert_eq!(line_in_channel(text, number, &keys), line, "{keys:?}");
        }
    }

    #[test]
    fn values_are_found_in_tables_and_lists() {
        let text = "voice = 'a'\nfallback = ['b',\n 'c']\n[voices]\nde = 'd'\n[[channel]]\nname = 'n'\nvoice = 'e'\n";
        let lines = ["a", "b", "c", "d", "e", "f"].map(|name| line_with(text, name));
        assert_eq!(lines, [Some(1), Some(2), Some(2), Some(5), Some(8), None]);
    }

    #[test]
    fn types_are_named_as_people_do() {
        assert_eq!(
            plain("invalid type: string \"fast\", expected u16"),
            "invalid type: string \"fast\", expected a whole number"
        );
        assert_eq!(plain("invalid type: map, expected a sequence"), "invalid type: a table, expected a list");
        assert_eq!(
            plain("invalid type: integer `3`, expected struct RunSettings"),
            "invalid type: integer `3`, expected a table"
        );
        assert_eq!(plain("missing field `url`"), "missing field `url`");
    }
}
