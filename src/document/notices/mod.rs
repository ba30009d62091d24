//! Notices: what a page says to its visitors around a story, such as sign up, read more, photo by, all rights reserved.

mod credit;
mod notice;
mod tables;

pub(super) use credit::{has_credit, last_brackets};
pub(super) use notice::why;
