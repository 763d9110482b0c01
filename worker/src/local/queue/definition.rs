//! From what createTask was given to the definition that is stored.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    TaskDefinitionRequest, TaskDefinitionRequestPriority as Given,
    TaskDefinitionRequestRequires as GivenRequires, TaskDefinitionResponse,
    TaskDefinitionResponsePriority as Stored, TaskDefinitionResponseRequires as StoredRequires,
    TaskStatusStructurePriority as Shown,
};
use generated::runtime::api::ServerError;

use crate::local::error;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// How far in the future a deadline may be.
const LONGEST_DEADLINE: Duration = Duration::from_secs(5 * 24 * 3600);

/// How long a task is kept after its deadline, unless it says otherwise.
const KEPT: Duration = Duration::from_secs(365 * 24 * 3600);

/// The project of tasks that name none.
const NO_PROJECT: &str = "none";

/// Every priority, the highest first.
pub const PRIORITIES: [Given; 7] =
    [Given::Highest, Given::VeryHigh, Given::High, Given::Medium, Given::Low, Given::VeryLow, Given::Lowest];

/// Fills in defaults and checks what the schema cannot check.
pub fn complete(
    task_id: &str,
    given: TaskDefinitionRequest,
    now: Timestamp,
) -> Result<TaskDefinitionResponse, ServerError> {
    let (provisioner_id, worker_type) = task_queue(&given)?;
    check_times(&given, now)?;
    Ok(TaskDefinitionResponse {
        created: given.created,
        deadline: given.deadline,
        dependencies: given.dependencies,
        expires: Some(given.expires.unwrap_or(given.deadline + KEPT)),
        extra: given.extra,
        metadata: given.metadata,
        payload: given.payload,
        priority: stored_priority(given.priority),
        project_id: Some(given.project_id.unwrap_or_else(|| NO_PROJECT.to_owned())),
        task_queue_id: Some(format!("{provisioner_id}/{worker_type}")),
        provisioner_id,
        requires: match given.requires {
            GivenRequires::AllCompleted => StoredRequires::AllCompleted,
            GivenRequires::AllResolved => StoredRequires::AllResolved,
        },
        retries: given.retries,
        routes: given.routes,
        scheduler_id: given.scheduler_id,
        scopes: given.scopes,
        tags: given.tags,
        task_group_id: given.task_group_id.unwrap_or_else(|| task_id.to_owned()),
        worker_type,
    })
}

fn task_queue(given: &TaskDefinitionRequest) -> Result<(String, String), ServerError> {
    let both = match (&given.task_queue_id, &given.provisioner_id, &given.worker_type) {
        (Some(id), ..) => id.split_once('/').map(|(first, second)| (first.to_owned(), second.to_owned())),
        (None, Some(provisioner_id), Some(worker_type)) => {
            Some((provisioner_id.clone(), worker_type.clone()))
        }
        _ => None,
    };
    let both = both.ok_or_else(|| {
        error::input("at least a provisionerId and a workerType or a taskQueueId must be provided")
    })?;
    let mismatch = given.provisioner_id.as_ref().is_some_and(|id| *id != both.0)
        || given.worker_type.as_ref().is_some_and(|name| *name != both.1);
    if mismatch {
        return Err(error::input("taskQueueId must match provisionerId/workerType if both are provided"));
    }
    Ok(both)
}

fn check_times(given: &TaskDefinitionRequest, now: Timestamp) -> Result<(), ServerError> {
    let TaskDefinitionRequest { created, deadline, expires, .. } = given;
    let wrong = if created > deadline {
        "Deadline cannot be past `created`"
    } else if *deadline <= now {
        "Deadline must be in the future"
    } else if deadline.saturating_duration_since(now) > LONGEST_DEADLINE + DAY / 24 {
        "Deadline cannot be more than 5 days into the future"
    } else if expires.is_some_and(|expires| expires < *deadline) {
        "Expires cannot be before the deadline"
    } else {
        return Ok(());
    };
    Err(error::input(wrong))
}

/// The same priority, as it is stored.
pub const fn stored_priority(given: Given) -> Stored {
    match given {
        Given::Highest => Stored::Highest,
        Given::VeryHigh => Stored::VeryHigh,
        Given::High => Stored::High,
        Given::Medium => Stored::Medium,
        Given::Low => Stored::Low,
        Given::VeryLow => Stored::VeryLow,
        Given::Lowest => Stored::Lowest,
    }
}

/// The same priority, as a status shows it.
pub const fn status_priority(stored: Stored) -> Shown {
    match stored {
        Stored::Highest => Shown::Highest,
        Stored::VeryHigh => Shown::VeryHigh,
        Stored::High => Shown::High,
        Stored::Medium => Shown::Medium,
        Stored::Low => Shown::Low,
        Stored::VeryLow => Shown::VeryLow,
        Stored::Lowest => Shown::Lowest,
        Stored::Unknown => Shown::Unknown,
    }
}
