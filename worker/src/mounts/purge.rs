//! Asking the purge-cache service which caches to drop.

use std::time::Duration;

use generated::Timestamp;
use generated::payload::common::Mount;

use super::caches::Caches;
use super::log::MountLog;
use crate::taskcluster::client::TaskclusterClients;

/// How old the last answer may be when a task mounts no caches: the service forgets requests after a day.
const MOST_SILENCE: Duration = Duration::from_hours(6);
/// How far each question reaches back behind the one before: the service may lag behind, and clocks differ.
const OVERLAP: Duration = Duration::from_mins(5);
/// No further attempt begins after this. A task can run with caches that somebody may have wanted gone.
const GIVE_UP_AFTER: Duration = Duration::from_secs(2);
/// How long all of it may take.
const LIMIT: Duration = Duration::from_secs(5);

/// Drops the caches that the service says should go, if it is time to ask. A service that cannot be asked costs two
/// warnings.
pub async fn purge_caches(
    caches: &std::sync::Arc<Caches>,
    clients: &TaskclusterClients,
    worker_pool_id: &str,
    mounts: &[Mount],
    log: &MountLog,
) {
    let has_caches = mounts.iter().any(|mount| matches!(mount, Mount::WritableDirectoryCache(_)));
    let now = Timestamp::now();
    let last = caches.last_purge_query();
    if !has_caches && last.is_some_and(|last| now.saturating_duration_since(last) < MOST_SILENCE) {
        return;
    }
    let since = last.map(|last| (last - OVERLAP).to_string());
    let service = clients.giving_up_after(GIVE_UP_AFTER).purge_cache();
    let asked = tokio::time::timeout(LIMIT, service.purge_requests(worker_pool_id, since.as_deref())).await;
    let answer = match asked {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return warn(log, &error),
        Err(_) => return warn(log, &format_args!("no answer within {} s", LIMIT.as_secs())),
    };
    // Only an answer counts: what was asked in vain is asked for again.
    caches.set_last_purge_query(now);
    let (caches, log) = (std::sync::Arc::clone(caches), log.clone());
    let purge = move || {
        for request in answer.requests {
            caches.purge(&request.cache_name, request.before, &mut |line| log.info(line));
        }
    };
    if let Err(error) = tokio::task::spawn_blocking(purge).await {
        tracing::error!("could not purge caches: {error}");
    }
}

fn warn(log: &MountLog, error: &dyn std::fmt::Display) {
    log.warn("Could not reach purgecache service to see if caches need purging:");
    log.warn(error);
}
