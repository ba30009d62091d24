//! Words to a service that runs, over a socket in its folder; to one that does not, over its ledger. One line of JSON each way.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::by_hand::Standing;
use super::entry::{Entry, HELD, Stage};
use super::withdrawal::{BY_HAND, Withdrawal};
use super::{Key, Ledger, LedgerError, Received};
use crate::source::{Seed, page_id};

/// The socket's name in the output folder.
pub const SOCKET_NAME: &str = ".aloud-run.sock";

/// What is asked of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Request {
    /// Take the narrations of these articles off everywhere.
    Withdraw {
        /// Their addresses.
        articles: Vec<String>,
    },
    /// Take off what a channel found gone, and asked about.
    WithdrawGone {
        /// The channel.
        channel: String,
    },
    /// Try again what failed and what was given up: all, or what these calls were about.
    Retry {
        /// The numbers of the calls; none for all.
        calls: Vec<u64>,
    },
    /// Narrate again what of a channel changed while too much did, and was asked about.
    Renew {
        /// The channel.
        channel: String,
    },
    /// Narrate an article into the folder.
    Narrate {
        /// Where it is read.
        article: Box<Seed>,
    },
    /// Tell how articles stand.
    Look {
        /// Their channels and names.
        articles: Vec<Key>,
    },
    /// Tell of the calls that came.
    Calls,
    /// Make a link into the service's desk.
    Desk {
        /// Whose it is.
        name: String,
    },
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// A line for each thing done.
    pub lines: Vec<String>,
    /// What could not be done.
    pub refused: Vec<String>,
    /// How articles stand that were asked for or about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Standing>,
}

/// What is said where no service is at work to narrate.
const NOT_AT_WORK: &str = "`aloud run` is not at work there";
/// What is said where a service has no desk.
const NO_DESK: &str = "`aloud run` is at work there without a desk; start it again with `aloud run --desk`";

/// Does what is asked. What follows from it is done by the service, at once or when it runs again.
///
/// # Errors
/// When the ledger cannot be read or written.
pub fn carry_out(ledger: &Ledger, request: &Request, now_ms: u64) -> Result<Answer, LedgerError> {
    let mut answer = Answer::default();
    match request {
        Request::Withdraw { articles } => {
            for article in articles {
                withdraw(ledger, article, now_ms, &mut answer)?;
            }
        }
        Request::WithdrawGone { channel } => withdraw_gone(ledger, channel, &mut answer)?,
        Request::Retry { calls } if calls.is_empty() => {
            for key in keys(ledger, is_stuck) {
                revive(ledger, &key, now_ms)?;
                answer.lines.push(format!("tried again  {}", key.1));
            }
        }
        Request::Retry { calls } => retry(ledger, calls, now_ms, &mut answer)?,
        Request::Renew { channel } => {
            let is_held = |entry: &Entry| matches!(&entry.stage, Stage::Passed { why } if why == HELD);
            for key in keys(ledger, |entry| entry.channel == *channel && is_held(entry)) {
                ledger.update(&key, |entry| entry.may_renew = true)?;
                revive(ledger, &key, now_ms)?;
                answer.lines.push(format!("narrated again  {}", key.1));
            }
        }
        Request::Desk { .. } => answer.refused.push(NO_DESK.to_owned()),
        Request::Narrate { .. } | Request::Look { .. } => answer.refused.push(NOT_AT_WORK.to_owned()),
        Request::Calls => answer.lines.extend(ledger.calls()?.into_iter().map(told)),
    }
    Ok(answer)
}

/// Agrees to the withdrawals of a channel that wait for somebody's word.
fn withdraw_gone(ledger: &Ledger, channel: &str, answer: &mut Answer) -> Result<(), LedgerError> {
    let waits = |entry: &Entry| entry.withdrawal.as_ref().is_some_and(|withdrawal| !withdrawal.confirmed);
    for key in keys(ledger, |entry| entry.channel == channel && waits(entry)) {
        ledger.update(&key, |entry| {
            if let Some(withdrawal) = &mut entry.withdrawal {
                withdrawal.confirmed = true;
            }
        })?;
        answer.lines.push(format!("withdrawn  {}", key.1));
    }
    Ok(())
}

/// Tries the articles again that these calls are of.
fn retry(ledger: &Ledger, calls: &[u64], now_ms: u64, answer: &mut Answer) -> Result<(), LedgerError> {
    let received = ledger.calls()?;
    for id in calls {
        let call = received.iter().find(|call| call.id == *id);
        match call.and_then(|call| Some((call.channel.clone(), call.article.clone()?))) {
            Some(key) => {
                revive(ledger, &key, now_ms)?;
                answer.lines.push(format!("tried again  {}", key.1));
            }
            None => answer.refused.push(format!("no call with the number {id} names an article")),
        }
    }
    Ok(())
}

/// Writes a call as a line.
fn told(call: Received) -> String {
    let time = i64::try_from(call.at_ms).ok().and_then(chrono::DateTime::from_timestamp_millis);
    let time = time.map(|time| time.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default();
    let article = call.article.unwrap_or_else(|| "?".to_owned());
    format!("{}  {time}  {}  {}  {article}  {}", call.id, call.channel, call.event, call.verdict)
}

fn withdraw(ledger: &Ledger, article: &str, now_ms: u64, answer: &mut Answer) -> Result<(), LedgerError> {
    let id = page_id(article).unwrap_or_else(|| article.to_owned());
    let is_it = |entry: &Entry| {
        let address = entry.address.as_deref().and_then(page_id);
        entry.key == id || entry.key == article || address.as_ref() == Some(&id)
    };
    let found = keys(ledger, is_it);
    for key in &found {
        let withdrawal = Withdrawal::new(BY_HAND, now_ms, true);
        ledger.update(key, |entry| entry.withdrawal = Some(withdrawal))?;
        answer.lines.push(format!("withdrawn  {}", key.1));
    }
    if found.is_empty() {
        answer.refused.push(format!("no channel knows {article}"));
    }
    Ok(())
}

fn keys(ledger: &Ledger, is_wanted: impl Fn(&Entry) -> bool) -> Vec<Key> {
    ledger.each(|entry| is_wanted(entry).then(|| (entry.channel.clone(), entry.key.clone())))
}

fn is_stuck(entry: &Entry) -> bool {
    let is_open = |stage: &Stage| matches!(stage, Stage::Failed { .. } | Stage::Dead { .. });
    is_open(&entry.stage) || entry.deliveries.values().any(|delivery| delivery.failures > 0)
}

/// Lets an article and its deliveries be tried again at once; one that was taken off by hand may be published again.
fn revive(ledger: &Ledger, key: &Key, now_ms: u64) -> Result<(), LedgerError> {
    ledger.update_known(key, |entry| {
        entry.deliveries.values_mut().for_each(super::delivery::Delivery::revive);
        if entry.stage != Stage::Working {
            (entry.stage, entry.due_ms, entry.asked_ms, entry.failures) = (Stage::Waiting, now_ms, now_ms, 0);
        }
        entry.dispute();
    })?;
    Ok(())
}

/// Returns the socket of a service's folder.
#[must_use]
pub fn socket(folder: &Path) -> PathBuf {
    folder.join(SOCKET_NAME)
}

/// Asks the service that runs in a folder; nothing where none does.
#[cfg(unix)]
#[must_use]
pub fn ask(folder: &Path, request: &Request) -> Option<Answer> {
    use std::io::{BufRead as _, BufReader, Write as _};
    let mut stream = std::os::unix::net::UnixStream::connect(socket(folder)).ok()?;
    let line = serde_json::to_string(request).ok()?;
    writeln!(stream, "{line}").ok()?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).ok()?;
    serde_json::from_str(&answer).ok()
}

/// Elsewhere there are no such sockets.
#[cfg(not(unix))]
#[must_use]
pub fn ask(_folder: &Path, _request: &Request) -> Option<Answer> {
    None
}

#[cfg(unix)]
pub(super) mod server {
    //! Answering over the socket.

    use std::io;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    use tokio::net::{UnixListener, UnixStream};

    use super::{Answer, Request, carry_out, socket};
    use crate::channel::newsroom::{renewals, withdrawals};
    use crate::channel::{Newsroom, ServiceError};

    /// Answers until the service is stopped. The folder is the service's alone, so what lies there is of one that was killed.
    pub(in crate::channel) async fn serve(service: Arc<Newsroom>, folder: PathBuf) -> Result<(), ServiceError> {
        let listener = match listen(&folder) {
            Ok(listener) => listener,
            Err(error) => {
                service.say(&format!("warning: no other command can talk to this service: {error}"));
                return Ok(());
            }
        };
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    if let Ok((stream, _)) = accepted {
                        tokio::spawn(answer(Arc::clone(&service), folder.clone(), stream));
                    }
                }
                () = service.house.stop.cancelled() => break,
            }
        }
        // Whether it is there or not, the next service makes its own.
        let _ = std::fs::remove_file(socket(&folder));
        Ok(())
    }

    fn listen(folder: &Path) -> io::Result<UnixListener> {
        use std::os::unix::fs::PermissionsExt as _;
        let path = socket(folder);
        let _ = std::fs::remove_file(&path);
        let listener = UnixListener::bind(&path)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    }

    async fn answer(service: Arc<Newsroom>, folder: PathBuf, mut stream: UnixStream) {
        let mut line = String::new();
        let (reader, mut writer) = stream.split();
        if BufReader::new(reader).read_line(&mut line).await.is_err() {
            return;
        }
        let answer = match serde_json::from_str::<Request>(&line) {
            Ok(request) => service.carry_out(&request, &folder),
            Err(error) => Answer { refused: vec![error.to_string()], ..Answer::default() },
        };
        let json = serde_json::to_string(&answer).unwrap_or_default();
        // Whoever asked and went needs no answer.
        let _ = writer.write_all(format!("{json}\n").as_bytes()).await;
    }

    impl Newsroom {
        fn carry_out(&self, request: &Request, folder: &Path) -> Answer {
            if let (Request::Desk { name }, Some(invite)) = (request, &self.house.invite) {
                return Answer { lines: vec![invite(name)], ..Answer::default() };
            }
            if matches!(request, Request::Retry { .. }) {
                // Places that were left alone are tried too.
                self.health().clear();
            }
            match request {
                Request::WithdrawGone { channel } => self.settle(&withdrawals(channel), "someone agreed"),
                Request::Renew { channel } => self.settle(&renewals(channel), "someone agreed"),
                _ => {}
            }
            let done = match request {
                Request::Look { articles } => Ok(Answer { articles: self.look(articles), ..Answer::default() }),
                Request::Narrate { article } => self.narrate_by_hand(folder, article).map(|ordered| match ordered {
                    Ok(standing) => Answer { articles: vec![standing], ..Answer::default() },
                    Err(why) => Answer { refused: vec![why], ..Answer::default() },
                }),
                _ => carry_out(&self.house.ledger, request, self.now_ms()),
            };
            done.unwrap_or_else(|error| Answer { refused: vec![error.to_string()], ..Answer::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::delivery::{Delivery, Remedy};

    #[test]
    fn articles_are_withdrawn_by_address_and_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        let key = |name: &str| ("news".to_owned(), format!("https://example.org/{name}"));
        let gone = Withdrawal::new("unpublished", 1, false);
        ledger.update(&key("a"), |entry| entry.address = Some("https://example.org/a".into())).unwrap();
        ledger.update(&key("b"), |entry| entry.withdrawal = Some(gone)).unwrap();
        ledger
            .update(&key("c"), |entry| {
                let mut delivery = Delivery::default();
                delivery.failed(None, Remedy::Never, "422".into(), (1, "c"));
                (entry.stage, entry.deliveries) = (Stage::Settled, [("ghost".to_owned(), delivery)].into());
            })
            .unwrap();
        let articles = vec!["https://example.org/a?utm_source=x".to_owned(), "https://example.org/none".to_owned()];
        let answer = carry_out(&ledger, &Request::Withdraw { articles }, 5).unwrap();
        assert_eq!((answer.lines.len(), answer.refused.len()), (1, 1), "{answer:?}");
        assert_eq!(ledger.find(&key("a")).unwrap().withdrawal.unwrap().why, BY_HAND);
        carry_out(&ledger, &Request::WithdrawGone { channel: "news".into() }, 5).unwrap();
        assert!(ledger.find(&key("b")).unwrap().withdrawal.unwrap().confirmed);
        let answer = carry_out(&ledger, &Request::Retry { calls: Vec::new() }, 5).unwrap();
        assert_eq!(answer.lines, ["tried again  https://example.org/c"]);
        let revived = ledger.find(&key("c")).unwrap();
        assert!(revived.is_due(5) && !revived.deliveries["ghost"].dead);
        assert_eq!(carry_out(&ledger, &Request::Retry { calls: vec![7] }, 5).unwrap().refused.len(), 1);
    }
}
