//! What a sound file says of itself, in whatever form its format has for it.

use crate::language::Language;
use id3::TagLike;
use id3::frame::{Chapter as Id3Chapter, Comment, ExtendedLink, ExtendedText, TableOfContents};

use super::Cover;

/// Where a sound comes from, by IPTC's digital source types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourceType {
    /// A trained model made all of its speech.
    #[default]
    Synthetic,
    /// A trained model made a part of its speech, and a person was recorded saying the rest.
    Composite,
}

impl SourceType {
    /// Returns its address in IPTC's vocabulary.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Synthetic => "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            Self::Composite => "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
        }
    }
}

/// What the frame is called that holds it.
const SOURCE_TYPE_NAME: &str = "DigitalSourceType";

/// The longest title of a chapter in ID3: with the byte before it that tells the encoding, 127 bytes, the most that look alike in
/// sizes of seven bits a byte, which ID3v2.4 has, and of eight, which ffmpeg reads inside chapters.
const CHAPTER_TITLE_BYTES: usize = 126;

/// Which texts an ID3 tag has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Id3Texts {
    /// All that are known.
    All,
    /// None that other parts of the file have: ffmpeg warns of those that stand in both. Only the chapters have titles.
    Elsewhere,
}

/// What a sound file says of itself; empty texts are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub artist: String,
    /// The publication it appeared in.
    pub album: String,
    /// Its number in that publication.
    pub track: Option<u32>,
    /// When it was published: a date, or RFC 3339.
    pub date: String,
    /// Its language.
    pub language: Option<Language>,
    /// Its address.
    pub url: String,
    /// Whose it is, and under which terms.
    pub copyright: String,
    /// Who speaks, and that it is synthetic.
    pub comment: String,
    /// Where it comes from.
    pub source_type: SourceType,
    /// The program that made it.
    pub software: String,
    /// Its parts, in order.
    pub chapters: Vec<Chapter>,
    /// The picture shown beside it.
    pub cover: Option<Cover>,
}

/// A part of a sound.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Chapter {
    /// What it is called.
    pub title: String,
    /// Where it starts, in milliseconds.
    pub start_ms: u64,
    /// Where it ends.
    pub end_ms: u64,
}

impl Tags {
    /// Returns the fields as Vorbis comments name them, with the chapters as players of Ogg and FLAC know them.
    #[must_use]
    pub fn vorbis_comments(&self) -> Vec<(String, String)> {
        let fields = [
            ("TITLE", &*self.title),
            ("ARTIST", &*self.artist),
            ("ALBUM", &*self.album),
            ("TRACKNUMBER", &*self.track()),
            ("DATE", &*self.date),
            ("LANGUAGE", self.language.as_ref().map_or("", Language::as_str)),
            ("GENRE", "Speech"),
            ("COPYRIGHT", &*self.copyright),
            ("COMMENT", &*self.comment),
            ("WEBSITE", &*self.url),
            ("DIGITALSOURCETYPE", self.source_type.address()),
        ];
        let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
        let mut comments: Vec<_> = fields.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        for (number, chapter) in self.chapters.iter().enumerate() {
            let ms = chapter.start_ms;
            let time =
                format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
            comments.push((format!("CHAPTER{number:03}"), time));
            comments.push((format!("CHAPTER{number:03}NAME"), chapter.title.clone()));
        }
        comments
    }

    /// Builds an ID3v2.4 tag, in bytes.
    #[must_use]
    pub fn id3(&self, texts: Id3Texts) -> Vec<u8> {
        let mut tag = id3::Tag::new();
        let mut of_chapters = Vec::new();
        match texts {
            Id3Texts::All => self.add_texts(&mut tag),
            Id3Texts::Elsewhere => {
                let (description, link) = (SOURCE_TYPE_NAME.to_owned(), self.source_type.address().to_owned());
                tag.add_frame(ExtendedLink { description, link });
                if !self.title.is_empty() {
                    of_chapters.push(id3::Frame::text("TIT2", &*self.title));
                }
            }
        }
        self.add_cover(&mut tag);
        self.add_chapters(&mut tag, of_chapters);
        let mut bytes = Vec::new();
        let written = id3::Encoder::new().version(id3::Version::Id3v24).encode(&tag, &mut bytes);
        written.expect("a tag of these frames fits in memory");
        bytes
    }

    /// Returns the number as text; empty where there is none.
    #[must_use]
    pub fn track(&self) -> String {
        self.track.map(|number| number.to_string()).unwrap_or_default()
    }

    fn add_texts(&self, tag: &mut id3::Tag) {
        let texts = [
            ("TIT2", &*self.title),
            ("TPE1", &*self.artist),
            ("TALB", &*self.album),
            ("TRCK", &*self.track()),
            ("TDRC", self.date.get(..10).unwrap_or(&self.date)),
            ("TLAN", iso_639_2(self.language.as_ref())),
            ("TCON", "Speech"),
            ("TCOP", &*self.copyright),
            ("TSSE", &*self.software),
        ];
        for (id, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            tag.set_text(id, text);
        }
        if !self.url.is_empty() {
            tag.add_frame(id3::Frame::with_content("WOAS", id3::Content::Link(self.url.clone())));
        }
        let language = iso_639_2(self.language.as_ref());
        let lang = if language.is_empty() { "und" } else { language }.to_owned();
        tag.add_frame(Comment { lang, description: String::new(), text: self.comment.clone() });
        let (description, value) = (SOURCE_TYPE_NAME.to_owned(), self.source_type.address().to_owned());
        tag.add_frame(ExtendedText { description, value });
    }

    fn add_cover(&self, tag: &mut id3::Tag) {
        if let Some(cover) = &self.cover {
            tag.add_frame(id3::frame::Picture {
                mime_type: cover.media_type().to_owned(),
                picture_type: id3::frame::PictureType::CoverFront,
                description: String::new(),
                data: cover.bytes().to_vec(),
            });
        }
    }

    /// Adds the chapters, and their list with what is said of all of them.
    fn add_chapters(&self, tag: &mut id3::Tag, of_all: Vec<id3::Frame>) {
        if self.chapters.is_empty() {
            return;
        }
        let ms = |ms: u64| u32::try_from(ms).unwrap_or(u32::MAX);
        let id = |number: usize| format!("chp{number}");
        tag.add_frame(TableOfContents {
            element_id: "toc".to_owned(),
            top_level: true,
            ordered: true,
            // The list's length is one byte.
            elements: (0..self.chapters.len().min(255)).map(id).collect(),
            frames: of_all,
        });
        for (number, chapter) in self.chapters.iter().enumerate() {
            tag.add_frame(Id3Chapter {
                element_id: id(number),
                start_time: ms(chapter.start_ms),
                end_time: ms(chapter.end_ms),
                start_offset: u32::MAX,
                end_offset: u32::MAX,
                frames: vec![id3::Frame::text("TIT2", shortened(&chapter.title))],
            });
        }
    }
}

/// Cuts a chapter's title where ffmpeg would lose the chapter for its length.
fn shortened(title: &str) -> String {
    if title.len() <= CHAPTER_TITLE_BYTES {
        return title.to_owned();
    }
    let cut = &title[..title.floor_char_boundary(CHAPTER_TITLE_BYTES - '…'.len_utf8())];
    format!("{}…", cut.trim_end())
}

/// Returns the three letters of a language that ID3 and MP4 want (ISO 639-2, whose codes for single languages ISO 639-3 has too); empty for
/// one not known.
pub(in crate::audio) fn iso_639_2(language: Option<&Language>) -> &'static str {
    let code = language.map_or("", Language::primary);
    let known = isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code));
    known.map_or("", |known| known.to_639_3())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_three_letters() {
        for (language, code) in
            [("en-GB", "eng"), ("de", "deu"), ("el", "ell"), ("nb-NO", "nob"), ("gsw", "gsw"), ("x-klingon", "")]
        {
            assert_eq!(iso_639_2(Language::parse(language).as_ref()), code);
        }
    }
}
