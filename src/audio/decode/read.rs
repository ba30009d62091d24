//! Reads sound by what its bytes are, then by what is said of them.

use super::bounds::{MAX_SECONDS, Rest};
use super::container::Container;
use super::{
    Bare, Declared, DecodeError, Interleaved, bare, big_endian, caf, flac, latm, matroska, mp4, mpeg, ogg, packed,
    text, wav,
};
use crate::audio::{Clip, Resampler, SampleRate};

/// Reads a sound file, or, when the bytes are none and `bare` says at which rate they were asked for, bare mono
/// little-endian 16-bit samples. Several channels become one. What an encoder put before and after the sound is
/// taken off where the file tells how much it is.
///
/// # Errors
/// When the bytes are not sound, or the sound is cut off.
pub fn decode(bytes: Vec<u8>, bare: Option<SampleRate>) -> Result<Clip, DecodeError> {
    decode_declared(bytes, bare.map(Bare::from), Declared::default())
}

/// Reads an answer: by what its bytes are, where they begin as a sound file; else as bare samples of the kind that it says they
/// are, and where it does not say as those that were asked for.
///
/// # Errors
/// As for [`decode`].
pub fn decode_declared(bytes: Vec<u8>, asked: Option<Bare>, declared: Declared) -> Result<Clip, DecodeError> {
    match file(bytes, Rest::Refused)? {
        Read::Sound(clip) => Ok(clip),
        Read::Unknown(bytes) => match declared.or(asked) {
            Some(expected) => bare::read(&bytes, expected, declared)?.mono(),
            None => Err(text::opening(&bytes).map_or(DecodeError::UnknownFormat, DecodeError::Text)),
        },
    }
}

/// Reads bare samples, whatever they begin with.
///
/// # Errors
/// When there are none, they are text or noise, or they last longer than any speech.
pub fn decode_bare(bytes: &[u8], asked: Bare) -> Result<Clip, DecodeError> {
    bare::read(bytes, asked, Declared::default())?.mono()
}

/// Reads the first ten minutes of a sound file of any length.
///
/// # Errors
/// When the bytes are not sound.
pub fn decode_opening(bytes: Vec<u8>) -> Result<Clip, DecodeError> {
    match file(bytes, Rest::LeftOut)? {
        Read::Sound(clip) => Ok(clip),
        Read::Unknown(_) => Err(DecodeError::UnknownFormat),
    }
}

/// What became of bytes.
enum Read {
    Sound(Clip),
    /// They do not begin as a sound file does.
    Unknown(Vec<u8>),
}

/// Reads a sound file of any kind.
fn file(bytes: Vec<u8>, rest: Rest) -> Result<Read, DecodeError> {
    let start = start(&bytes);
    let here = &bytes[start..];
    let container = Container::of(here);
    if matches!(container, None | Some(Container::Foreign(_)))
        && let Some(opening) = text::opening(here)
    {
        return Err(DecodeError::Text(opening));
    }
    let sounds = match container {
        Some(Container::Foreign(name)) => return Err(DecodeError::Foreign(name)),
        Some(container) => sounds(container, here, rest)?,
        None if start == 0 && mpeg::found(here).is_none() => return Ok(Read::Unknown(bytes)),
        None => packets(mpeg::found(here).ok_or(DecodeError::NoSound)?, rest)?,
    };
    join(sounds, rest).map(Read::Sound)
}

/// Returns where a file begins: behind white space, as careless templates leave it, and behind tags.
fn start(bytes: &[u8]) -> usize {
    const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
    let without_mark = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let trimmed = without_mark.trim_ascii_start();
    let tagless = mpeg::after_tags(trimmed);
    let is_file = tagless.len() < trimmed.len() || Container::of(tagless).is_some();
    if is_file { bytes.len() - tagless.len() } else { 0 }
}

/// Reads what stands in a container, one recording after another.
fn sounds(container: Container, bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    match container {
        Container::Wav => wav::read(bytes, rest),
        Container::Wave64 => wav::read_wave64(bytes, rest),
        Container::Aiff => big_endian::read_aiff(bytes, rest),
        Container::Au => big_endian::read_au(bytes, rest),
        Container::Caf => caf::read(bytes.to_vec(), rest),
        Container::Mpeg | Container::Adts => packets(bytes, rest),
        Container::Latm => {
            let recording = latm::recording(bytes).ok_or(DecodeError::Foreign("LATM of an unusual kind"))?;
            packed::recordings(vec![recording], rest)
        }
        Container::Ogg => {
            let links = ogg::links(bytes);
            if rest == Rest::Refused && !links.iter().all(|link| ogg::is_whole(link)) {
                return Err(DecodeError::CutOff);
            }
            each(links, rest)
        }
        Container::Flac => {
            let files = flac::files(bytes);
            if rest == Rest::Refused && files.iter().any(|file| flac::is_cut_off(file)) {
                return Err(DecodeError::CutOff);
            }
            each(files, rest)
        }
        Container::Mp4 => each(mp4::files(bytes)?, rest),
        Container::Matroska if rest == Rest::Refused && matroska::is_cut_off(bytes) => Err(DecodeError::CutOff),
        Container::Matroska => each(vec![bytes], rest),
        Container::Foreign(name) => Err(DecodeError::Foreign(name)),
    }
}

fn each(files: Vec<&[u8]>, rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    files.into_iter().map(|file| packed::read(file.to_vec(), rest)).collect()
}

fn packets(bytes: &[u8], rest: Rest) -> Result<Vec<Interleaved>, DecodeError> {
    let are_adts = !mpeg::is_layered(bytes) && mpeg::is_adts(bytes);
    let recordings = if are_adts { mpeg::adts_recordings(bytes) } else { mpeg::recordings(bytes) };
    packed::recordings(recordings, rest)
}

/// Makes one clip of recordings, at the rate of the first.
fn join(sounds: Vec<Interleaved>, rest: Rest) -> Result<Clip, DecodeError> {
    let mut whole: Option<Clip> = None;
    for sound in sounds {
        let clip = match sound.mono() {
            Err(DecodeError::NoSound) => continue,
            clip => clip?,
        };
        match &mut whole {
            None => whole = Some(clip),
            Some(whole) if whole.rate == clip.rate => whole.samples.extend(clip.samples),
            Some(whole) => {
                let mut resampler = Resampler::new(clip.rate, whole.rate);
                resampler.add(&clip.samples, &mut whole.samples);
                resampler.finish(&mut whole.samples);
            }
        }
        let most = MAX_SECONDS as u64 * u64::from(whole.as_ref().map_or(0, |whole| whole.rate.hz()));
        if whole.as_ref().is_some_and(|whole| whole.samples.len() as u64 > most) {
            if rest == Rest::LeftOut {
                break;
            }
            return Err(DecodeError::TooLong);
        }
    }
    whole.ok_or(DecodeError::NoSound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::riff::WaveFormat;

    #[test]
    fn a_file_is_known_wherever_bare_samples_are_expected() {
        let samples: Vec<u8> = [100i16, 300, -500, -700].iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let wav = [WaveFormat::mono_16(SampleRate::MASTER).head(Some(8), 0), samples].concat();
        for bytes in [wav.clone(), [b"\r\n", &wav[..]].concat(), [b"\xEF\xBB\xBF", &wav[..]].concat()] {
            assert_eq!(decode(bytes, Some(SampleRate::MASTER)).unwrap().samples.len(), 4);
        }
        let ogg = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/tone.ogg")).unwrap();
        for (times, bare) in [(1, None), (1, Some(SampleRate::MASTER)), (2, None)] {
            let clip = decode(ogg.repeat(times), bare).unwrap();
            assert_eq!((clip.samples.len(), clip.rate), (4_800 * times, SampleRate::MASTER));
        }
    }

    #[test]
    fn what_is_no_sound_is_told_by_its_name() {
        let told = |bytes: &[u8]| decode(bytes.to_vec(), Some(SampleRate::MASTER)).unwrap_err().to_string();
        assert_eq!(told(b"\x89PNG\r\n\x1a\n\0\0"), "it is a PNG picture, which is not read here");
        assert_eq!(told(b"Try again later."), "it is text, not sound: “Try again later.”");
        assert_eq!(told(b""), "it holds no sound");
        assert!(decode(b"\0\x01\x02\x80".to_vec(), None).is_err());
        for wrong in [&b"RIFF"[..], b"ID3\x04", b"OggS", b"fLaC", b".snd", b"caff", b"\x1A\x45\xDF\xA3"] {
            assert!(decode(wrong.to_vec(), None).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn rates_and_channels_are_bounded() {
        for (rate_hz, channels) in [(1, 1), (2_147_483_647, 1), (24_000, 17), (24_000, 0)] {
            let format = WaveFormat { rate_hz, channels, sample_bytes: 2 };
            let bytes = [format.head(Some(64), 0), vec![1; 64]].concat();
            assert!(
                matches!(decode(bytes, None), Err(DecodeError::Rate(_) | DecodeError::Channels(_))),
                "{rate_hz} Hz"
            );
        }
    }

    #[test]
    fn packets_of_very_different_sizes_are_no_sound_that_is_cut_off() {
        let rate = SampleRate::MASTER;
        // Four times silence, then noise: where a reader looks to guess how long it is, packets are small.
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 16_777_216.0 - 0.5
        };
        let sound: Vec<f32> = (0..4)
            .flat_map(|_| {
                let loud: Vec<f32> = (0..100 * 1_024).map(|_| noise()).collect();
                [vec![0.0; 120 * 1_024], loud].concat()
            })
            .collect();
        let mut encoder = crate::audio::Adts::new(rate).unwrap();
        let mut frames = encoder.add(&sound).unwrap();
        frames.extend(encoder.finish().unwrap());
        let heard = decode(frames.clone(), None).unwrap().samples.len();
        assert!(heard >= sound.len() && heard < sound.len() + 4 * 1_024, "{heard} of {}", sound.len());
        frames.truncate(frames.len() - 50);
        assert!(matches!(decode(frames, None), Err(DecodeError::CutOff)));
    }
}
