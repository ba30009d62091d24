//! Why a block of text is read or not: one value for each reason, with the words that users see.

use std::fmt;

/// Why a block is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// What is said of the author.
    Author,
    /// An advertisement, or a line that says that one follows.
    Advertisement,
    /// It follows the story's end.
    AfterStory,
    /// It stands among notices.
    AmongNotices,
    /// A player or a recording of the site's own.
    Audio,
    /// It comes before the story.
    BeforeStory,
    /// The line that names the author, in text that has no other.
    Byline,
    /// A line that names the author or the day.
    BylineOrDate,
    /// Something visitors are asked to do.
    CallToAction,
    /// What stands under a picture.
    Caption,
    /// The publisher chose not to have its kind read.
    Choice,
    /// Program text.
    Code,
    /// What readers said, or the form for it.
    Comments,
    /// An editor chose not to have it read.
    Editor,
    /// Who posted what a social network shows here, and where.
    Embed,
    /// A heading that nothing follows.
    EmptyHeading,
    /// A footnote.
    Footnote,
    /// The headline, which is said by itself.
    Headline,
    /// A short line without a sentence around the story.
    Label,
    /// Links and nothing else.
    Links,
    /// The site's ways around itself.
    Navigation,
    /// The page tells no story.
    NoStory,
    /// The publisher's own copy of the text does not have it.
    NotInCopy,
    /// What a site says to its visitors.
    Notice,
    /// The headline of another story.
    OtherHeadline,
    /// It stands outside the part of the site that its rules name.
    OutsideSiteStory,
    /// It stands outside the part of the page that holds the story.
    OutsideStory,
    /// The words that describe a picture to those who do not see it.
    PictureDescription,
    /// Links to other stories.
    Related,
    /// A label that comes again and again.
    Repeated,
    /// It was said before.
    SaidBefore,
    /// The text says it too.
    SaidInText,
    /// Buttons that share the page.
    ShareBar,
    /// There are no words in it.
    SignsOnly,
    /// The site's rules drop it.
    SiteRule,
    /// A newsletter, a subscription, a donation.
    Subscription,
    /// A table.
    Table,
    /// The teaser of another story.
    Teaser,
}

impl Reason {
    /// Returns the reason in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Author => "about the author",
            Self::Advertisement => "advertisement",
            Self::AfterStory => "after the story",
            Self::AmongNotices => "among notices",
            Self::Audio => "the site's own audio",
            Self::BeforeStory => "before the story",
            Self::Byline => "byline",
            Self::BylineOrDate => "byline or date",
            Self::CallToAction => "call to action",
            Self::Caption => "caption",
            Self::Choice => "dropped by choice",
            Self::Code => "code",
            Self::Comments => "comments",
            Self::Editor => "dropped by an editor",
            Self::Embed => "embedded post",
            Self::EmptyHeading => "heading of nothing",
            Self::Footnote => "footnote",
            Self::Headline => "headline",
            Self::Label => "label",
            Self::Links => "links",
            Self::Navigation => "navigation",
            Self::NoStory => "no story",
            Self::NotInCopy => "not in the publisher's copy of the text",
            Self::Notice => "notice",
            Self::OtherHeadline => "headline of another story",
            Self::OutsideSiteStory => "outside the site's story",
            Self::OutsideStory => "outside the story",
            Self::PictureDescription => "description of a picture",
            Self::Related => "related stories",
            Self::Repeated => "said again and again",
            Self::SaidBefore => "said before",
            Self::SaidInText => "said in the text",
            Self::ShareBar => "share bar",
            Self::SignsOnly => "signs only",
            Self::SiteRule => "dropped by the site's rules",
            Self::Subscription => "newsletter or subscription",
            Self::Table => "table",
            Self::Teaser => "teaser of another story",
        }
    }

    /// Returns whether it follows from what the block is, so that the publisher may choose to have it read.
    pub(super) const fn is_of_kind(self) -> bool {
        matches!(self, Self::Caption | Self::Table | Self::Code | Self::Footnote | Self::PictureDescription)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a block is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grounds {
    /// It stands among the story's paragraphs.
    AmongStory,
    /// It is set below the headline.
    BelowHeadline,
    /// The publisher chose to have its kind read.
    Choice,
    /// The publisher's own copy of the text has it.
    Copy,
    /// It stands in the part of the page that holds most prose.
    Densest,
    /// An editor chose to have it read.
    Editor,
    /// It is the headline.
    Headline,
    /// The site's rules keep it.
    SiteRule,
    /// It stands in the part of the site that its rules name.
    SiteStory,
    /// It is of the story.
    Story,
}

impl Grounds {
    /// Returns the grounds in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AmongStory => "among the story",
            Self::BelowHeadline => "below the headline",
            Self::Choice => "kept by choice",
            Self::Copy => "in the publisher's copy of the text",
            Self::Densest => "in the densest part of the page",
            Self::Editor => "kept by an editor",
            Self::Headline => "headline",
            Self::SiteRule => "kept by the site's rules",
            Self::SiteStory => "in the site's story",
            Self::Story => "story",
        }
    }
}

impl fmt::Display for Grounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
