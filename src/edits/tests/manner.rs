//! How sentences are said: by which voice, how fast, which take, or by a person.

use super::*;
use crate::script::{Manner, Recording};

/// An article of four sentences, the last two in a quotation.
const BLOCKS: [(BlockKind, &str); 2] =
    [(P, "One here. Two of them were here all of the morning."), (BlockKind::Quote, "Three here. Four here.")];

fn recording() -> Recording {
    Recording { file: "a.recording-1.wav".into(), hash: "1f".into(), by: Some("Dana".into()) }
}

/// Edits of every manner, by way of their file.
fn edits() -> Edits {
    let script = compose(&BLOCKS, "en");
    let at = |index: usize| Anchor::at_sentence(&script, index).unwrap();
    let edit = |anchor: Anchor, change: Change| Edit { anchor, change, by: Some("ana".into()), at: None };
    let quotation = Anchor::at_block(&script.blocks, 1).unwrap();
    let edits = Edits {
        voice: Some("emma".into()),
        edits: vec![
            edit(at(0), Change::Speed(95)),
            edit(at(0), Change::Take(2)),
            edit(at(1), Change::Recording(recording())),
            edit(quotation, Change::Voice("george".into())),
            edit(at(3), Change::Voice("bella".into())),
        ],
        ..Edits::default()
    };
    Edits::parse(&edits.write(), Path::new("a")).unwrap()
}

#[test]
fn voices_speeds_takes_and_recordings_are_kept_and_set() {
    let edits = edits();
    assert_eq!(edits.voice.as_deref(), Some("emma"));
    let mut script = compose(&BLOCKS, "en");
    let mut document = Document { blocks: script.blocks.clone(), ..Document::default() };
    let of_blocks = edits.apply_to_blocks(&mut document, &|_| true);
    edits.cast_blocks(&mut script, &of_blocks);
    edits.apply_to_script(&mut script, &|_| true);
    let manners: Vec<&Manner> = script.sentences.iter().map(|sentence| &sentence.manner).collect();
    assert_eq!((manners[0].speed_percent, manners[0].take), (Some(95), Some(2)));
    assert_eq!(manners[1].recording, Some(recording()));
    assert_eq!((manners[2].voice.as_deref(), manners[3].voice.as_deref()), (Some("george"), Some("bella")));
}

#[test]
fn a_recording_of_other_words_is_not_heard_and_a_voice_may_not_be_here() {
    let edits = edits();
    let mut script = compose(&BLOCKS, "en");
    let standings =
        |applied: Vec<(usize, Applied)>| applied.into_iter().map(|(_, one)| one.standing).collect::<Vec<_>>();
    let applied = edits.apply_to_script(&mut script, &|change| !matches!(change, Change::Voice(_)));
    assert_eq!(standings(applied), [Standing::Applies, Standing::Applies, Standing::Applies, Standing::NotHere]);
    let mut script = compose(&[(P, "One here. Two of them were here all of that morning."), BLOCKS[1]], "en");
    let applied = edits.apply_to_script(&mut script, &|_| true);
    assert_eq!(standings(applied)[2], Standing::WordsGone);
}

#[test]
fn a_manner_that_cannot_be_is_refused() {
    for wrong in ["speed = 300", "recording = 'a.wav'", "recording = '../a.wav'\nhash = '1'", "voice = 'a'\nspeed = 90"]
    {
        let text = format!("version = 1\narticle = 'a'\n[[edit]]\nsentence = 'One here.'\n{wrong}\n");
        assert!(Edits::parse(&text, Path::new("a")).is_err(), "{wrong}");
    }
}
