//! Narrates articles with the built-in voice: `cargo run --release --example narrate -- story.md other.html`
#![allow(clippy::print_stdout, reason = "an example shows what it made")]

use aloud::{Article, Narrator};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let narrator = Narrator::builder().voice("heart").out("narrations").build()?;
    for path in std::env::args().skip(1) {
        let narration = narrator.narrate(&Article::open(path)?).await?;
        println!("{}", narration.master.audio.display());
    }
    Ok(())
}
