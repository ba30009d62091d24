//! Narrates an article with an engine of one's own, which hums as long as each sentence would last:
//! `cargo run --example own_engine -- story.md`
#![allow(clippy::print_stdout, reason = "an example shows what it made")]

use std::sync::Arc;

use aloud::audio::{Clip, SampleRate};
use aloud::speech::{Capabilities, Engine, EngineError, SpeechRequest, Spoken};
use aloud::{Article, Narrator, Voice};

struct Hum;

#[async_trait::async_trait]
impl Engine for Hum {
    fn identity(&self) -> &str {
        "hum/1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { concurrency: 4, ..Capabilities::default() }
    }

    async fn speak(&self, request: &SpeechRequest) -> Result<Spoken, EngineError> {
        let frames = request.text.chars().count() * 1_500;
        let hum = |frame: usize| 0.2 * (frame as f32 * 0.03).sin() * (frame as f32 * 0.0004).sin();
        Ok(Clip { samples: (0..frames).map(hum).collect(), rate: SampleRate::MASTER, words: Vec::new() }.into())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let voice = Voice::parse("name = 'hum'\nengine = 'hum'\nlicence = 'MIT'", "hum")?;
    let narrator = Narrator::builder().engine(voice, Arc::new(Hum)).build()?;
    let article = Article::open(std::env::args().nth(1).ok_or("name an article")?)?;
    println!("{}", narrator.narrate(&article).await?.master.audio.display());
    Ok(())
}
