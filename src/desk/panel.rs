//! The panel of a sentence: all that can be done about it. A script fills it for the one that is chosen.

use maud::{Markup, html};

use crate::script::sounds::LANGUAGES;

/// Writes the panel, which a script fills for the sentence that is chosen.
pub(super) fn panel() -> Markup {
    html! {
        aside #panel aria-label="The sentence" {
            div.head { h2 #which { "No sentence chosen" } span.grow {} button.icon #flag type="button" aria-pressed="false" aria-keyshortcuts="f" title="Flag (f)" { "⚑" span.sr { "Flag" } } }
            canvas #shape height="56" aria-hidden="true" {}
            p #why hidden {}
            div.row {
                button.btn #hear type="button" aria-keyshortcuts="Enter" { "Play" kbd { "↵" } }
                button.btn #seam type="button" aria-keyshortcuts="b" { "From before" kbd { "b" } }
                button.btn #good type="button" hidden { "It is good" }
            }
            form #say {
                label for="spoken" { "How it is said" }
                textarea #spoken rows="4" spellcheck="false" autocomplete="off" {}
                p.quiet #written hidden {}
                div.row {
                    button.btn #try type="button" { "Hear it first" }
                    button.btn.main type="submit" { "Save and play" kbd { "ctrl ↵" } }
                }
            }
            (name_form())
            (takes())
            (manner_form())
            form #pause { label for="pause-ms" { "Pause after it" } div.row.tight { input #pause-ms type="number" min="0" max="60000" step="50"; span.quiet { "ms" } button.btn { "Set" } } }
            div.steps { div.head { h2 { "What was done" } span.grow {} button.btn.small #undo type="button" aria-keyshortcuts="u" { "Undo" kbd { "u" } } } ol #steps {} }
        }
    }
}

/// Writes what asks how words are said, and where.
fn name_form() -> Markup {
    html! {
        form #name hidden {
            h2 { "The words “" span #words {} "”" }
            fieldset.tabs { legend.sr { "How" }
                label { input type="radio" name="kind" value="alias" checked; span { "Sounds like" } }
                label { input type="radio" name="kind" value="ipa"; span { "IPA" } }
                label { input type="radio" name="kind" value="letters"; span { "Letters" } }
                label { input type="radio" name="kind" value="word"; span { "Word" } }
                label { input type="radio" name="kind" value="language"; span { "Language" } }
            }
            label.sr for="said" { "How the words are said" }
            div.row.tight { input #said name="said" autocomplete="off" spellcheck="false"; (languages()) button.btn #alone type="button" { "Hear it" } }
            p.quiet #no-ipa hidden { "This voice takes no sounds: write how it sounds in ordinary letters." }
            p.quiet #guess hidden {}
            div #palette hidden {}
            div.row { button.btn #before type="button" { "As it is" } button.btn #after type="button" { "In its sentence" } }
            fieldset.scope { legend { "Where" }
                label { input type="radio" name="scope" value="sentence" checked; span { "This sentence" } }
                label { input type="radio" name="scope" value="article"; span { "This article" } span.count #in-article {} }
                label { input type="radio" name="scope" value="voice"; span { "This voice" } span.count #in-voice {} }
                label { input type="radio" name="scope" value="house"; span { "The house" } span.count #in-house {} }
            }
            details #hits hidden { summary { "Where it is said" } ol {} }
            label.switch #published hidden { input type="checkbox" name="published"; span {} }
            div.row { button.btn.main type="submit" { "Save and play" } button.btn #no-name type="button" { "Cancel" } }
        }
    }
}

/// Writes what chooses the language that words are said in.
fn languages() -> Markup {
    html! {
        select #spoken-in aria-label="The language it is said in" hidden {
            @for (tag, name) in LANGUAGES { option value=(tag) { (name) } }
        }
    }
}

/// Writes what chooses among takes, for voices that say a sentence otherwise each time.
fn takes() -> Markup {
    html! {
        section #takes aria-label="Takes" hidden {
            div.row { h2 { "Takes" } span #take-list .row {} button.btn.small #another type="button" aria-keyshortcuts="t" { "Another" kbd { "t" } } }
        }
    }
}

/// Writes what asks who says a sentence, and how fast; and takes a recording of one's own.
fn manner_form() -> Markup {
    html! {
        details #more {
            summary { "Voice, pace, a recording of your own" span.count {} }
            p.quiet #steady hidden { "This voice says a sentence the same each time. Another pace, a respelling or a pause changes it." }
            form #manner {
                label for="voice" { "Voice" }
                div.row.tight {
                    select #voice {}
                    select #voice-scope aria-label="What it says" {
                        option value="sentence" { "this sentence" } option value="block" { "this block" } option value="article" { "the article" }
                    }
                }
                label for="pace" { "Pace of this sentence" }
                select #pace { @for percent in (80..=120).step_by(5) { option value=(percent) selected[percent == 100] { (percent) " %" } } }
                div.row { button.btn #hear-manner type="button" { "Hear it first" } button.btn type="submit" { "Save and play" } }
            }
            form #own {
                label for="recording" { "A recording of your own" }
                p.quiet #recorded hidden {}
                input #recording type="file" accept="audio/*";
                div.row {
                    input #recorded-by placeholder="Who says it" aria-label="Who says it" maxlength="60" autocomplete="off";
                    button.btn #upload type="submit" { "Put it in" }
                    button.btn #unrecord type="button" hidden { "The voice again" }
                }
            }
        }
    }
}
