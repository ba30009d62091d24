//! How fast a document becomes a script, in megabytes of its text a second on one core; what voices make of it is not
//! measured. `cargo bench --bench script`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::document::{Block, BlockKind, Document};
use aloud::language::Language;
use aloud::script::lexicon::Starter;
use aloud::script::segment::sentences;
use aloud::script::spoken::spoken;
use aloud::script::{self, LanguageChoice, Lexicon, Reading};
use goals::Goals;

/// Prose of a news site, with the written forms that a page of it has.
const PARAGRAPHS: [&str; 6] = [
    "The council voted on Tuesday to keep the old bridge open for another year, against the advice of its own engineers, \
     who had told it in February that two of the cables would not last the winter.",
    "\"A bridge tells you when it is tired,\" said Dr. Ines Okafor, who led the inquiry. \"This one had been telling us for \
     ten years. We had stopped listening.\" She will present her report on Nov. 20 at 3:44 PM.",
    "The repair cost $4.5 billion, about 12.5% more than planned, and the authority expects to spend another €300m by 2028. \
     Nearly 9,000 people signed a petition in the U.S. and in the EU.",
    "Freight runs at night as well, and a freight train pays its way at every hour. On the busiest line in the north, a \
     sleeper that leaves ten minutes late can arrive two hours late, because it has lost its place in the queue.",
    "President Volodymyr Zelensky met Emmanuel Macron in Paris before the summit of NATO, where the alliance’s members – \
     thirty-two of them – had promised more help than in the years before.",
    "Fishermen in the harbour below collected money for a farewell present. They gave him a radio, so that he can hear the \
     weather forecast that he used to send. His successor, the sensor, has been given a name by the children of the school.",
];
/// How often the paragraphs are repeated: about a megabyte.
const TIMES: usize = 700;

fn main() -> ExitCode {
    let text: String = PARAGRAPHS.join("\n").repeat(TIMES);
    let found = rate(text.len(), || {
        PARAGRAPHS
            .iter()
            .cycle()
            .take(TIMES * PARAGRAPHS.len())
            .map(|text| sentences(text, &Language::english()).len())
            .sum()
    });
    let said = rate(text.len(), || {
        PARAGRAPHS
            .iter()
            .cycle()
            .take(TIMES * PARAGRAPHS.len())
            .map(|text| spoken(text, &Language::english()).len())
            .sum()
    });
    let reading = Reading {
        language: LanguageChoice { asked: Some(Language::english()), ..LanguageChoice::default() },
        lexicon: Arc::new(Lexicon::open(&[], Starter::Included).unwrap()),
        ..Reading::default()
    };
    let documents: Vec<Document> = std::iter::repeat_with(document).take(TIMES).collect();
    let mut documents = documents.into_iter().cycle();
    let whole = rate(text.len(), || {
        documents.by_ref().take(TIMES).map(|document| script::compose(document, &reading).sentences.len()).sum()
    });
    let mut goals = Goals::default();
    let whole = goals.tell("whole scripts, MB/s", whole, 5.0..);
    println!("sentences found: {found:.1} MB/s; spoken forms: {said:.1} MB/s; whole scripts in MB/s: {whole}");
    goals.end()
}

fn document() -> Document {
    let blocks = PARAGRAPHS.iter().map(|text| Block::kept(BlockKind::Paragraph, *text));
    Document { blocks: blocks.collect(), ..Document::default() }
}

/// Runs work on so many bytes a few times and returns the best rate, in MB/s.
fn rate(bytes: usize, mut work: impl FnMut() -> usize) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        assert!(std::hint::black_box(work()) > 0);
        best = best.min(begun.elapsed());
    }
    bytes as f64 / 1e6 / best.as_secs_f64()
}
