//! `aloud attach` on pages of a site.
