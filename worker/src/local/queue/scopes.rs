//! What the scopes of the queue's operations depend on beside path and body.

use generated::api::queue::{TaskDefinitionRequest, TasksRequest, operations, parameters as names_of};
use generated::runtime::api::{Operation, ServerError, ServerRequest};

use super::create::{NO_PROJECT, provisioner_and_worker_type};
use super::server::run_number;
use super::state::QueueState;
use super::{Queue, priority};
use crate::taskcluster::scopes::expression::Parameters;

/// The operations that read an artifact, and so need a scope for each name that leads to it.
const READS: [&Operation; 4] = [
    &operations::GET_ARTIFACT,
    &operations::GET_LATEST_ARTIFACT,
    &operations::ARTIFACT,
    &operations::LATEST_ARTIFACT,
];

/// Adds to `known` what the queue knows about the task, the group or the artifact that `request` is about.
///
/// # Errors
///
/// When there is no such task or group.
pub fn parameters(
    queue: &Queue,
    request: &ServerRequest,
    known: Parameters,
) -> Result<Parameters, ServerError> {
    let name = request.operation.name;
    if name == operations::CREATE_TASK.name {
        return of_new_task(&request.body()?, known);
    }
    if name == operations::TASKS.name || name == operations::STATUSES.name {
        return Ok(known.list(names_of::TASK_IDS, request.body::<TasksRequest>()?.task_ids));
    }
    if name == operations::DECLARE_WORKER.name {
        let properties = request.body.as_object().into_iter().flat_map(|body| body.keys().cloned());
        return Ok(known.list(names_of::PROPERTIES, properties));
    }
    queue.with(|state, _| {
        if READS.iter().any(|read| read.name == name) {
            return Ok(known.list(names_of::NAMES, names(state, request)?));
        }
        if let Ok(group) = request.arg(names_of::TASK_GROUP_ID) {
            return Ok(known.text(names_of::SCHEDULER_ID, &state.group(group)?.scheduler_id));
        }
        match request.arg(names_of::TASK_ID) {
            Ok(task_id) => of_task(state, task_id, known),
            Err(_) => Ok(known),
        }
    })
}

fn of_task(state: &QueueState, task_id: &str, known: Parameters) -> Result<Parameters, ServerError> {
    let task = state.task(task_id)?;
    let definition = &task.definition;
    Ok(known
        .text(names_of::SCHEDULER_ID, &definition.scheduler_id)
        .text(names_of::TASK_GROUP_ID, &definition.task_group_id)
        .text(names_of::PROJECT_ID, definition.project_id.as_deref().unwrap_or(NO_PROJECT))
        .text(names_of::PROVISIONER_ID, &definition.provisioner_id)
        .text(names_of::WORKER_TYPE, &definition.worker_type)
        .text(names_of::TASK_QUEUE_ID, task.task_queue_id()))
}

fn of_new_task(request: &TaskDefinitionRequest, known: Parameters) -> Result<Parameters, ServerError> {
    let (provisioner_id, worker_type) = provisioner_and_worker_type(request)?;
    let asked = priority::of_request(request.priority);
    let sufficient = priority::ALL.into_iter().filter(|priority| *priority <= asked);
    Ok(known
        .list(names_of::SCOPES, request.scopes.iter().cloned())
        .list(names_of::ROUTES, request.routes.iter().cloned())
        .list(names_of::PRIORITIES, sufficient.map(|priority| priority.to_string()))
        .text(names_of::SCHEDULER_ID, &request.scheduler_id)
        .text(names_of::PROJECT_ID, request.project_id.as_deref().unwrap_or(NO_PROJECT))
        .text(names_of::PROVISIONER_ID, provisioner_id)
        .text(names_of::WORKER_TYPE, worker_type))
}

/// The names that lead to an artifact. Whoever may not read it does not learn whether there is a task.
fn names(state: &QueueState, request: &ServerRequest) -> Result<Vec<String>, ServerError> {
    let (task_id, name) = (request.arg(names_of::TASK_ID)?, request.arg(names_of::NAME)?);
    let run = match request.arg(names_of::RUN_ID) {
        Ok(run_id) => Some(run_number(run_id)?),
        Err(_) => state.latest_run(task_id).ok(),
    };
    Ok(run.map_or_else(|| vec![name.to_owned()], |run| state.names_on_the_way(task_id, run, name)))
}
