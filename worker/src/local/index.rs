//! The index service: tasks by name.

use std::collections::BTreeMap;

use generated::Timestamp;
use generated::api::index::{IndexServer, IndexedTaskResponse, InsertTaskRequest};
use generated::runtime::api::{Reply, ServerError};

use super::context::{Context, lock};
use super::error;

/// Tasks by namespace.
#[derive(Debug, Default)]
pub struct Indexed(BTreeMap<String, IndexedTaskResponse>);

/// Serves the operations of the index.
#[derive(Debug)]
pub struct IndexService;

impl IndexServer for IndexService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn find_task(
        &self,
        context: &Context,
        index_path: &str,
    ) -> Result<Reply<IndexedTaskResponse>, ServerError> {
        context.authorize_by_path()?;
        let found = lock(&context.services.index).0.get(index_path).cloned();
        let found = found.filter(|found| found.expires > Timestamp::now());
        found.map(Reply::from).ok_or_else(|| error::not_found("Indexed task not found"))
    }

    async fn insert_task(
        &self,
        context: &Context,
        namespace: &str,
        payload: InsertTaskRequest,
    ) -> Result<Reply<IndexedTaskResponse>, ServerError> {
        context.authorize_by_path()?;
        let mut indexed = lock(&context.services.index);
        if let Some(old) = indexed.0.get(namespace).filter(|old| old.rank > payload.rank) {
            return Ok(old.clone().into());
        }
        let InsertTaskRequest { data, expires, rank, task_id } = payload;
        let new = IndexedTaskResponse { data, expires, namespace: namespace.to_owned(), rank, task_id };
        indexed.0.insert(namespace.to_owned(), new.clone());
        Ok(new.into())
    }

    async fn delete_task(&self, context: &Context, namespace: &str) -> Result<Reply<()>, ServerError> {
        context.authorize_by_path()?;
        lock(&context.services.index).0.remove(namespace);
        Ok(().into())
    }
}
