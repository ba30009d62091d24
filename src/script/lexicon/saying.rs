//! Saying a sentence by a lexicon: names as their entries tell, the rest by the reading rules.

use super::{Entry, Found, Lexicon, Spoken};
use crate::script::pronunciation::Pronunciation;

/// What is said for a stretch of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// The sounds of some of them, in their order.
    pub pronunciations: Vec<Pronunciation>,
}

/// One sentence being said.
struct Saying<'a> {
    lexicon: &'a Lexicon,
    sentence: &'a str,
    spoken: Spoken<'a>,
    rest: &'a dyn Fn(&str) -> String,
}

impl Lexicon {
    /// Says a sentence: what the lexicon knows as its entries tell, the rest as `rest` does, which gets written text and
    /// gives its spoken form.
    ///
    /// Names that the reading rules leave alone stay in the text while they work, for a rule may look at its neighbours;
    /// where they would change a name, the text is cut and the entry wins.
    pub fn say(&self, sentence: &str, spoken: Spoken<'_>, rest: &dyn Fn(&str) -> String) -> Said {
        let saying = Saying { lexicon: self, sentence, spoken, rest };
        let found = self.find(sentence, sentence, spoken);
        let is_left_alone = |found: &Found| rest(&sentence[found.start..found.end]) == sentence[found.start..found.end];
        let (left_alone, changed): (Vec<_>, Vec<_>) = found.into_iter().partition(is_left_alone);
        let known: Vec<usize> = left_alone.iter().map(|found| found.entry).collect();
        let mut said = Said::default();
        let mut done = 0;
        for found in changed {
            saying.say_rest(&sentence[done..found.start], &known, &mut said);
            let entry = &self.entries[found.entry];
            saying.say_entry(entry, &sentence[found.start..found.end], &mut said);
            done = found.end;
        }
        saying.say_rest(&sentence[done..], &known, &mut said);
        said
    }

    /// Returns an alias with the names inside it said in turn; there is no loop, or the lexicon would not have been made.
    fn alias(&self, entry: &Entry, saying: &Saying) -> Option<Said> {
        Some(self.say(entry.alias.as_deref()?, saying.spoken, &str::to_owned))
    }
}

impl Saying<'_> {
    /// Says a stretch by the reading rules, with the entries that were found in it.
    fn say_rest(&self, text: &str, known: &[usize], said: &mut Said) {
        let inner = text.trim();
        let start = text.len() - text.trim_start().len();
        said.text.push_str(&text[..start]);
        let said_so = if inner.is_empty() { String::new() } else { (self.rest)(inner) };
        let mut done = 0;
        if !known.is_empty() {
            for found in self.lexicon.find(&said_so, self.sentence, self.spoken) {
                if known.contains(&found.entry) {
                    said.text.push_str(&said_so[done..found.start]);
                    let entry = &self.lexicon.entries[found.entry];
                    self.say_entry(entry, &said_so[found.start..found.end], said);
                    done = found.end;
                }
            }
        }
        said.text.push_str(&said_so[done..]);
        said.text.push_str(&text[start + inner.len()..]);
    }

    /// Says a name: its sounds where they are known, with the alias for engines that take none; else its alias.
    fn say_entry(&self, entry: &Entry, written: &str, said: &mut Said) {
        let alias = self.lexicon.alias(entry, self);
        let start = said.text.len();
        match (entry.sounds(written), alias) {
            (Some(ipa), alias) => {
                said.text.push_str(written);
                said.pronunciations.push(Pronunciation {
                    range: start..said.text.len(),
                    ipa,
                    alias: alias.map(|alias| alias.text),
                });
            }
            (None, Some(alias)) => {
                said.text.push_str(&alias.text);
                let moved = |mut inside: Pronunciation| {
                    inside.range = inside.range.start + start..inside.range.end + start;
                    inside
                };
                said.pronunciations.extend(alias.pronunciations.into_iter().map(moved));
            }
            (None, None) => said.text.push_str(written),
        }
    }
}
