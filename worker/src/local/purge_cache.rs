//! The purge-cache service: which caches workers are to drop.

use std::collections::BTreeMap;
use std::time::Duration;

use generated::Timestamp;
use generated::api::purge_cache::{
    OpenAllPurgeRequestsList, OpenPurgeRequestList, PurgeCacheRequest, PurgeCacheRequestsEntry,
    PurgeCacheServer,
};
use generated::runtime::api::{Reply, ServerError};

use super::context::{Context, lock};
use super::{error, pages};

/// When each cache was last asked to be dropped, by worker pool and cache name.
#[derive(Debug, Default)]
pub struct PurgeRequests(BTreeMap<(String, String), Timestamp>);

/// How long a request is kept for workers that come late.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

impl PurgeRequests {
    /// Forgets what has expired.
    pub fn sweep(&mut self, now: Timestamp) {
        self.0.retain(|_, before| *before + KEPT > now);
    }
}

/// Serves the operations of purge-cache.
#[derive(Debug)]
pub struct PurgeCacheService;

fn entry((pool, cache_name): &(String, String), before: Timestamp) -> PurgeCacheRequestsEntry {
    let (provisioner_id, worker_type) = pool.split_once('/').unwrap_or((pool, ""));
    PurgeCacheRequestsEntry {
        before,
        cache_name: cache_name.clone(),
        provisioner_id: provisioner_id.to_owned(),
        worker_type: worker_type.to_owned(),
    }
}

impl PurgeCacheServer for PurgeCacheService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn lbheartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn heartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn version(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn purge_cache(
        &self,
        context: &Context,
        worker_pool_id: &str,
        payload: PurgeCacheRequest,
    ) -> Result<Reply<()>, ServerError> {
        let key = (worker_pool_id.to_owned(), payload.cache_name);
        lock(&context.services.purge_requests).0.insert(key, context.now);
        Ok(().into())
    }

    async fn purge_requests(
        &self,
        context: &Context,
        worker_pool_id: &str,
        since: Option<String>,
    ) -> Result<Reply<OpenPurgeRequestList>, ServerError> {
        let since: Option<Timestamp> = since
            .map(|text| {
                text.parse().map_err(|_| error::argument(format!("since: {text:?} is not a date and time")))
            })
            .transpose()?;
        let all = lock(&context.services.purge_requests);
        let from = (worker_pool_id.to_owned(), String::new());
        let requests = all.0.range(from..).take_while(|((pool, _), _)| pool == worker_pool_id);
        let requests = requests.filter(|(_, before)| since.is_none_or(|since| **before >= since));
        Ok(OpenPurgeRequestList { requests: requests.map(|(key, before)| entry(key, *before)).collect() }
            .into())
    }

    async fn all_purge_requests(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<OpenAllPurgeRequestsList>, ServerError> {
        let all = lock(&context.services.purge_requests);
        let page = pages::page(all.0.len(), continuation_token, limit)?;
        let requests = all.0.iter().skip(page.range.start).take(page.range.len());
        let requests = requests.map(|(key, before)| entry(key, *before)).collect();
        Ok(OpenAllPurgeRequestsList { requests, continuation_token: page.next }.into())
    }
}
