//! What is done to answers by hand: the untruths and accidents that no program makes on purpose.

use std::ops::Range;

use base64::prelude::{BASE64_STANDARD, Engine as _};

/// A tag with a frame in which packets of MPEG audio seem to begin.
pub(super) const ID3: &[u8] =
    b"ID3\x04\0\0\0\0\0\x1ePRIV\0\0\0\x14\0\0x\0\xff\xfb\x90\xc4\xff\xff\xff\xff\xff\xf3\x84\xc4\xff\xe3\x18\xc4\0\0";
/// A tag with a footer.
pub(super) const ID3_WITH_FOOTER: &[u8] = b"ID3\x04\0\x10\0\0\0\x0dTIT2\0\0\0\x03\0\0\x03Hi3DI\x04\0\x10\0\0\0\x0d";
/// An APE tag without a header.
pub(super) const APE: &[u8] =
    b"\x02\0\0\0\0\0\0\0Title\0HiAPETAGEX\xd0\x07\0\0\x30\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

pub(super) fn half(bytes: Vec<u8>) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

pub(super) fn shortened(mut bytes: Vec<u8>, by: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - by);
    bytes
}

pub(super) fn pushed(mut bytes: Vec<u8>, more: &[u8]) -> Vec<u8> {
    bytes.extend(more);
    bytes
}

pub(super) fn inserted(mut bytes: Vec<u8>, at: usize, more: &[u8]) -> Vec<u8> {
    bytes.splice(at..at, more.iter().copied());
    bytes
}

pub(super) fn zeroed(mut bytes: Vec<u8>, place: Range<usize>) -> Vec<u8> {
    bytes[place].fill(0);
    bytes
}

pub(super) fn filled(mut bytes: Vec<u8>, place: Range<usize>) -> Vec<u8> {
    bytes[place].fill(0xFF);
    bytes
}

/// Fills so many bytes after a mark with zeros.
pub(super) fn zeroed_after(bytes: Vec<u8>, mark: &[u8], length: usize) -> Vec<u8> {
    let at = bytes.windows(mark.len()).position(|window| window == mark).unwrap() + mark.len();
    zeroed(bytes, at..at + length)
}

pub(super) fn riff_sized(mut wav: Vec<u8>, size: u32) -> Vec<u8> {
    wav[4..8].copy_from_slice(&size.to_le_bytes());
    wav
}

pub(super) fn data_sized(mut wav: Vec<u8>, size: u32) -> Vec<u8> {
    wav[40..44].copy_from_slice(&size.to_le_bytes());
    wav
}

pub(super) fn sized(wav: Vec<u8>, riff: u32, data: u32) -> Vec<u8> {
    data_sized(riff_sized(wav, riff), data)
}

/// Says that a WAV has one part in so many of its samples.
pub(super) fn part_sized(wav: Vec<u8>, parts: u32) -> Vec<u8> {
    let size = (wav.len() as u32 - 44) / parts / 2 * 2;
    sized(wav, size + 36, size)
}

/// Says that a WAV has so many bytes more than it has.
pub(super) fn grown(wav: Vec<u8>, by: i32) -> Vec<u8> {
    let size = (wav.len() as u32 - 44).strict_add_signed(by);
    sized(wav, size + 36, size)
}

/// Takes the lengths out of every WAV among several.
pub(super) fn every_wav_unsized(mut wavs: Vec<u8>) -> Vec<u8> {
    let starts: Vec<usize> = (0..wavs.len() - 44).filter(|at| wavs[*at..].starts_with(b"RIFF")).collect();
    for start in starts {
        wavs[start + 4..start + 8].fill(0);
        wavs[start + 40..start + 44].fill(0);
    }
    wavs
}

/// Puts a WAV into the samples of another.
pub(super) fn inside_another(wav: Vec<u8>) -> Vec<u8> {
    let size = wav.len() as u32;
    let outer = sized(wav[..44].to_vec(), size + 36, size);
    [outer, wav].concat()
}

/// Makes the description of the samples two bytes longer, with a chunk that counts the frames behind it.
pub(super) fn long_format(mut wav: Vec<u8>) -> Vec<u8> {
    wav[16] = 18;
    let frames = (wav.len() as u32 - 44) / 2;
    let fact = [b"\0\0fact\x04\0\0\0", &frames.to_le_bytes()[..]].concat();
    inserted(wav, 36, &fact)
}

/// Says in the head of an Opus that it is to be played 6 dB softer; the sum over the page is left as it was.
pub(super) fn opus_gain(mut ogg: Vec<u8>) -> Vec<u8> {
    let head = ogg.windows(8).position(|window| window == b"OpusHead").unwrap();
    ogg[head + 16..head + 18].copy_from_slice(&(-6i16 * 256).to_le_bytes());
    ogg
}

/// Takes the mark off the last page that says that it is the last, as some servers forget it.
pub(super) fn without_end_mark(mut ogg: Vec<u8>) -> Vec<u8> {
    let last = ogg.windows(4).rposition(|window| window == b"OggS").unwrap();
    unmark(&mut ogg[last..]);
    ogg
}

/// Takes the mark off a page, and sums the page again.
fn unmark(page: &mut [u8]) {
    let segments = usize::from(page[26]);
    let content: usize = page[27..27 + segments].iter().copied().map(usize::from).sum();
    let page = &mut page[..27 + segments + content];
    page[5] &= !4;
    page[22..26].fill(0);
    let sum = page.iter().fold(0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| {
            if sum & 0x8000_0000 == 0 { sum << 1 } else { sum << 1 ^ 0x04C1_1DB7 }
        })
    });
    page[22..26].copy_from_slice(&sum.to_le_bytes());
}

/// Takes the same mark off every page.
pub(super) fn without_end_marks(mut ogg: Vec<u8>) -> Vec<u8> {
    let pages: Vec<usize> = (0..ogg.len() - 27).filter(|at| ogg[*at..].starts_with(b"OggS")).collect();
    pages.into_iter().for_each(|page| unmark(&mut ogg[page..]));
    ogg
}

/// An ID3v1 tag.
pub(super) fn id3v1() -> Vec<u8> {
    [&b"TAG"[..], &[b' '; 125]].concat()
}

/// Lyrics as they stand behind a sound, with the tag behind them.
pub(super) fn lyrics() -> Vec<u8> {
    [&b"LYRICSBEGININD0000211LYR00008Ferry \xFF\xFB000032LYRICS200"[..], &id3v1()].concat()
}

/// Turns a bit in the content of the packet of so many.
pub(super) fn flipped(mut mp3: Vec<u8>, packet: usize) -> Vec<u8> {
    let at = mp3.len() * packet / 20;
    mp3[at] ^= 1;
    mp3
}

pub(super) fn brotli(bytes: Vec<u8>) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &brotli::enc::BrotliEncoderParams::default()).unwrap();
    packed
}

/// Puts sound behind a part of JSON.
pub(super) fn in_parts(sound: &[u8], media_type: &str) -> Vec<u8> {
    let head = format!(
        "--part-9\r\ncontent-type: application/json\r\n\r\n{{\"duration\":3.1}}\r\n--part-9\r\ncontent-type: {media_type}\r\n\r\n"
    );
    [head.as_bytes(), sound, b"\r\n--part-9--\r\n"].concat()
}

/// Puts sound into JSON, with other fields beside it.
pub(super) fn in_json(sound: &[u8], more: &str) -> Vec<u8> {
    format!("{{\"id\":\"x\",{more},\"audio\":\"{}\"}}", BASE64_STANDARD.encode(sound)).into()
}

pub(super) fn in_data_address(sound: &[u8], media_type: &str) -> Vec<u8> {
    format!("{{\"output\":\"data:{media_type};base64,{}\"}}", BASE64_STANDARD.encode(sound)).into()
}

/// Writes the samples of a plain WAV as a list of numbers.
pub(super) fn in_numbers(wav: &[u8]) -> Vec<u8> {
    let (samples, _) = wav[44..].as_chunks::<2>();
    let numbers: Vec<f32> = samples.iter().map(|sample| f32::from(i16::from_le_bytes(*sample)) / 32_768.0).collect();
    serde_json::json!({ "audio": [numbers], "sampling_rate": 24_000 }).to_string().into()
}

/// Fifty thousand bytes of noise after something, always the same.
pub(super) fn noise_after(begin: &[u8]) -> Vec<u8> {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    };
    begin.iter().copied().chain((0..50_000).map(|_| next())).collect()
}
