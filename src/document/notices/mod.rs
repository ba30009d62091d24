//! Notices: what a page says to its visitors around a story, such as sign up, read more, photo by, all rights reserved.

mod notice;
mod tables;

pub(super) use notice::why;
