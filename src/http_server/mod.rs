//! The one place where HTTP servers run: bounded in time and in connections, and closed to pages that borrow a name.

mod cors;
mod hosts;
mod patient;
pub(crate) mod ranges;
mod run;

pub(crate) use cors::{Cors, share};
pub(crate) use hosts::{Hosts, known_hosts_only};
pub(crate) use run::{HangUp, Peer, run, whole_body};
