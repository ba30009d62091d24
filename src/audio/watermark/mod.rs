//! A mark that is not heard and outlives encoding: some bands of the spectrum are a little louder and others softer, by a pattern that
//! comes again and again. It says that `aloud` made the sound, to anyone: the pattern is no secret, and who wants to can take it out.
//!
//! Spread-spectrum marks in the magnitudes of a spectrum are an old idea (Bender and others, "Techniques for data hiding", 1996); the
//! pattern, the way it is weighed against the speech, and the way it is looked for are our own.

mod embed;
mod find;
mod pattern;

pub use embed::Watermark;
pub use find::is_watermarked;
