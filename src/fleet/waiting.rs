//! What waits in the queue although someone is at work, and why.

use std::collections::BTreeMap;

use futures::{StreamExt as _, TryStreamExt as _};
use serde::{Deserialize, Serialize};

use super::FleetError;
use super::card::WorkerCard;
use super::cluster::{Cluster, token};
use super::error::failed;
use crate::pipeline::differences;
use crate::store::persist;

/// Articles that no worker takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stranded {
    /// How many.
    pub articles: u64,
    /// The voice they were submitted for.
    pub voice: String,
    /// Why no worker takes them.
    pub why: String,
}

/// What is known of the settings that articles were submitted under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) voice: String,
    pub(super) shape: String,
}

impl Cluster {
    /// Notes the settings that articles are submitted under.
    pub(super) async fn note_order(&self, order: &Order) -> Result<(), FleetError> {
        let json = bytes::Bytes::from(serde_json::to_vec(order).expect("strings have a JSON form"));
        let key = order_key(&token(&order.shape));
        persist!(async { self.marks().put(&key, json.clone()).await.map(drop).map_err(failed("to note the settings")) })
    }

    /// Returns what no worker takes, and why.
    ///
    /// # Errors
    /// When the cluster does not tell.
    pub async fn stranded(&self, at_work: &[WorkerCard]) -> Result<Vec<Stranded>, FleetError> {
        let mut stranded = Vec::new();
        for (token_of, articles) in self.queued_by_shape().await? {
            if at_work.iter().any(|card| token(&card.shape) == token_of) {
                continue;
            }
            let noted = self.marks().get(order_key(&token_of)).await.map_err(failed("to tell of the queue"))?;
            let order = noted.and_then(|json| serde_json::from_slice::<Order>(&json).ok());
            let why = why(order.as_ref(), at_work);
            let voice = order.map_or_else(|| "?".to_owned(), |order| order.voice);
            stranded.push(Stranded { articles, voice, why });
        }
        Ok(stranded)
    }

    /// Counts what is queued, by the settings it was submitted under.
    async fn queued_by_shape(&self) -> Result<BTreeMap<String, u64>, FleetError> {
        let stream = self.queue_stream().await?;
        let told = "to tell how the queue stands";
        let mut queued = BTreeMap::new();
        // The queue of settings that some worker had tells how much is in it; what no worker ever had is counted one by one.
        let mut consumers = stream.consumers();
        while let Some(consumer) = consumers.try_next().await.map_err(failed(told))? {
            let count = consumer.num_pending + consumer.num_ack_pending as u64;
            if let Some(token) = consumer.name.strip_prefix("work-").filter(|_| count > 0) {
                queued.insert(token.to_owned(), count);
            }
        }
        let all = stream.get_info().await.map_err(failed(told))?.state.messages;
        if all > queued.values().sum() {
            queued.clear();
            let mut subjects = stream.info_with_subjects(">").await.map_err(failed(told))?;
            while let Some(subject) = subjects.next().await {
                let (subject, count) = subject.map_err(failed(told))?;
                if let Some(token) = subject.split('.').nth(2) {
                    *queued.entry(token.to_owned()).or_default() += count as u64;
                }
            }
        }
        Ok(queued)
    }
}

/// Names what is kept of the settings that articles were submitted under.
fn order_key(token: &str) -> String {
    format!("{token}.order")
}

/// Returns why no worker takes what was submitted.
fn why(order: Option<&Order>, at_work: &[WorkerCard]) -> String {
    let Some(order) = order else { return "no worker has the settings they were submitted under".to_owned() };
    if at_work.is_empty() {
        return "no worker is at work".to_owned();
    }
    let of_voice = at_work.iter().filter(|card| card.voice == order.voice);
    let closest = of_voice.map(|card| differences(&order.shape, &card.shape)).min_by_key(Vec::len);
    match closest {
        Some(differences) => format!("the workers with this voice have other settings: {}", differences.join(", ")),
        None => {
            let mut voices: Vec<&str> = at_work.iter().map(|card| card.voice.as_str()).collect();
            voices.sort_unstable();
            voices.dedup();
            format!("no worker has this voice; there are {}", voices.join(", "))
        }
    }
}
