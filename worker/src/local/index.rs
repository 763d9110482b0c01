//! The index service: tasks by name.

use std::collections::BTreeMap;

use generated::Timestamp;
use generated::api::index::{
    FindTasksAtIndexRequest, IndexServer, IndexedTaskResponse, InsertTaskRequest, ListNamespacesResponse,
    ListTasksResponse, Namespace, Task, operations,
};
use generated::api::queue::TaskDefinitionResponse;
use generated::runtime::api::{Reply, ServerError, ServerRequest};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::context::{Context, lock};
use super::error;
use super::pages::page;
use crate::taskcluster::scopes::expression::Parameters;

/// What separates the words of a name.
const SEPARATOR: char = '.';

/// What a route begins with that asks for a task to be entered in the index.
const ROUTE: &str = "index.";

/// Where a task says in `extra` how it is to be entered.
const WISHES: &str = "index";

/// How a task wants to be entered in the index.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wishes {
    rank: f64,
    data: Map<String, Value>,
    expires: Option<Timestamp>,
}

/// Tasks by name.
#[derive(Debug, Default)]
pub struct Indexed(BTreeMap<String, IndexedTaskResponse>);

impl Indexed {
    fn find(&self, name: &str, now: Timestamp) -> Option<&IndexedTaskResponse> {
        self.0.get(name).filter(|task| task.expires > now)
    }

    fn get(&self, name: &str, now: Timestamp) -> Result<&IndexedTaskResponse, ServerError> {
        self.find(name, now).ok_or_else(|| error::not_found("Indexed task not found"))
    }

    /// What follows the namespace in each name below it, with the task.
    fn below(&self, namespace: &str, now: Timestamp) -> impl Iterator<Item = (&str, &IndexedTaskResponse)> {
        let prefix = if namespace.is_empty() { String::new() } else { format!("{namespace}{SEPARATOR}") };
        let from = self.0.range(prefix.clone()..);
        from.map_while(move |(name, task)| Some((name.strip_prefix(&prefix)?, task)))
            .filter(move |(_, task)| task.expires > now)
    }

    /// Enters a task that was completed under the names that its routes ask for.
    pub fn enter(&mut self, task_id: &str, task: &TaskDefinitionResponse) {
        let wishes = task.extra.get(WISHES).cloned();
        let wishes: Wishes =
            wishes.and_then(|wishes| serde_json::from_value(wishes).ok()).unwrap_or_default();
        let expires = wishes.expires.or(task.expires).unwrap_or(task.deadline);
        for name in task.routes.iter().filter_map(|route| route.strip_prefix(ROUTE)) {
            if self.0.get(name).is_none_or(|old| old.rank <= wishes.rank) {
                let entry = IndexedTaskResponse {
                    data: wishes.data.clone(),
                    expires,
                    namespace: name.to_owned(),
                    rank: wishes.rank,
                    task_id: task_id.to_owned(),
                };
                self.0.insert(name.to_owned(), entry);
            }
        }
    }

    /// Forgets what has expired.
    pub fn sweep(&mut self, now: Timestamp) {
        self.0.retain(|_, task| task.expires > now);
    }
}

/// Adds to `known` the names that are looked up together.
///
/// # Errors
///
/// When the request's body is not what the operation takes.
pub fn parameters(request: &ServerRequest, known: Parameters) -> Result<Parameters, ServerError> {
    if request.operation.name == operations::FIND_TASKS_AT_INDEX.name {
        return Ok(known.list(
            generated::api::index::parameters::INDEX_PATHS,
            request.body::<FindTasksAtIndexRequest>()?.indexes,
        ));
    }
    Ok(known)
}

/// Serves the operations of the index.
#[derive(Debug)]
pub struct IndexService;

impl IndexServer for IndexService {
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

    async fn find_task(
        &self,
        context: &Context,
        index_path: &str,
    ) -> Result<Reply<IndexedTaskResponse>, ServerError> {
        Ok(lock(&context.services.index).get(index_path, context.now)?.clone().into())
    }

    async fn find_tasks_at_index(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: FindTasksAtIndexRequest,
    ) -> Result<Reply<ListTasksResponse>, ServerError> {
        let page = page(payload.indexes.len(), continuation_token, limit)?;
        let indexed = lock(&context.services.index);
        let wanted = payload.indexes[page.range].iter();
        let tasks = wanted.filter_map(|name| indexed.find(name, context.now)).map(listed).collect();
        Ok(ListTasksResponse { continuation_token: page.next, tasks }.into())
    }

    async fn list_namespaces(
        &self,
        context: &Context,
        namespace: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<ListNamespacesResponse>, ServerError> {
        let mut found: BTreeMap<&str, Timestamp> = BTreeMap::new();
        let indexed = lock(&context.services.index);
        for (rest, task) in indexed.below(namespace, context.now) {
            if let Some((name, _)) = rest.split_once(SEPARATOR) {
                let expires = found.entry(name).or_insert(task.expires);
                *expires = task.expires.max(*expires);
            }
        }
        let page = page(found.len(), continuation_token, limit)?;
        let namespaces = found.into_iter().skip(page.range.start).take(page.range.len());
        let full_name = |name: &str| match namespace {
            "" => name.to_owned(),
            parent => format!("{parent}{SEPARATOR}{name}"),
        };
        let namespaces = namespaces.map(|(name, expires)| Namespace {
            expires,
            name: name.to_owned(),
            namespace: full_name(name),
        });
        Ok(ListNamespacesResponse { continuation_token: page.next, namespaces: namespaces.collect() }.into())
    }

    async fn list_tasks(
        &self,
        context: &Context,
        namespace: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<ListTasksResponse>, ServerError> {
        let indexed = lock(&context.services.index);
        let below = indexed.below(namespace, context.now);
        let found: Vec<_> =
            below.filter(|(rest, _)| !rest.contains(SEPARATOR)).map(|(_, task)| task).collect();
        let page = page(found.len(), continuation_token, limit)?;
        let tasks = found[page.range].iter().map(|task| listed(task)).collect();
        Ok(ListTasksResponse { continuation_token: page.next, tasks }.into())
    }

    async fn insert_task(
        &self,
        context: &Context,
        namespace: &str,
        payload: InsertTaskRequest,
    ) -> Result<Reply<IndexedTaskResponse>, ServerError> {
        let mut indexed = lock(&context.services.index);
        if let Some(old) = indexed.find(namespace, context.now).filter(|old| old.rank > payload.rank) {
            return Ok(old.clone().into());
        }
        let InsertTaskRequest { data, expires, rank, task_id } = payload;
        let new = IndexedTaskResponse { data, expires, namespace: namespace.to_owned(), rank, task_id };
        indexed.0.insert(namespace.to_owned(), new.clone());
        Ok(new.into())
    }

    async fn delete_task(&self, context: &Context, namespace: &str) -> Result<Reply<()>, ServerError> {
        lock(&context.services.index).0.remove(namespace);
        Ok(().into())
    }
}

fn listed(task: &IndexedTaskResponse) -> Task {
    let IndexedTaskResponse { data, expires, namespace, rank, task_id } = task.clone();
    Task { data, expires, namespace, rank, task_id }
}
