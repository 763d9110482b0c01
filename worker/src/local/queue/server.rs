//! The operations of the queue.

use std::time::Duration;

use generated::api::queue::*;
use generated::runtime::api::{Reply, ServerError};
use tokio::time::Instant;

use super::definition::{PRIORITIES, complete};
use super::state::QueueState;
use super::task::Task;
use super::{artifacts, claims};
use crate::local::context::{Context, lock};
use crate::local::error;
use crate::taskcluster::scopes::expression::Parameters;

/// Serves the queue's operations.
#[derive(Debug)]
pub struct QueueService;

type Answer<T> = Result<Reply<T>, ServerError>;

/// A run id from a path.
pub fn run_number(run_id: &str) -> Result<usize, ServerError> {
    run_id
        .parse()
        .map_err(|_| error::argument(format!("invalid URL patterns:\n  runId: {run_id:?} is not a number")))
}

/// The parameters of scope expressions that a task gives.
fn of_task(context: &Context, task: &Task) -> Parameters {
    let definition = &task.definition;
    context
        .parameters()
        .text("schedulerId", &definition.scheduler_id)
        .text("taskGroupId", &definition.task_group_id)
        .text("projectId", definition.project_id.as_deref().unwrap_or_default())
        .text("provisionerId", &definition.provisioner_id)
        .text("workerType", &definition.worker_type)
        .text("taskQueueId", task.task_queue_id())
}

/// Checks the scopes that the task decides, makes a change, and answers with the new status.
fn change_task(
    context: &Context,
    task_id: &str,
    change: impl FnOnce(&mut QueueState, generated::Timestamp) -> Result<(), ServerError>,
) -> Answer<TaskStatusResponse> {
    context.services.queue.change(|state, now| {
        context.authorize(&of_task(context, state.task(task_id)?))?;
        change(state, now)?;
        Ok(TaskStatusResponse { status: state.task(task_id)?.status(task_id) }.into())
    })
}

fn report(
    context: &Context,
    task_id: &str,
    run_id: &str,
    reason: RunInformationReasonResolved,
) -> Answer<TaskStatusResponse> {
    let run_id = run_number(run_id)?;
    change_task(context, task_id, |state, now| state.report(task_id, run_id, reason, now))
}

fn both(state: &QueueState, task_id: &str) -> Option<TaskDefinitionAndStatus> {
    let task = state.task(task_id).ok()?;
    Some(TaskDefinitionAndStatus { status: task.status(task_id), task: task.definition.clone() })
}

impl QueueServer for QueueService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn task(&self, context: &Context, task_id: &str) -> Answer<TaskDefinitionResponse> {
        context.authorize_by_path()?;
        Ok(context.services.queue.read().task(task_id)?.definition.clone().into())
    }

    async fn status(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        context.authorize_by_path()?;
        context
            .services
            .queue
            .change(|state, _| Ok(TaskStatusResponse { status: state.task(task_id)?.status(task_id) }.into()))
    }

    async fn list_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListTaskGroupResponse> {
        context.authorize_by_path()?;
        let state = context.services.queue.read();
        let group = state.group(task_group_id)?;
        let page = crate::local::pages::page(group.task_ids.len(), continuation_token, limit)?;
        Ok(ListTaskGroupResponse {
            tasks: group.task_ids[page.range].iter().filter_map(|id| both(&state, id)).collect(),
            continuation_token: page.next,
            expires: Some(group.expires),
            scheduler_id: Some(group.scheduler_id.clone()),
            sealed: None,
            task_group_id: task_group_id.to_owned(),
        }
        .into())
    }

    async fn list_dependent_tasks(
        &self,
        context: &Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListDependentTasksResponse> {
        context.authorize_by_path()?;
        let state = context.services.queue.read();
        state.task(task_id)?;
        let dependents = state.dependents(task_id);
        let page = crate::local::pages::page(dependents.len(), continuation_token, limit)?;
        Ok(ListDependentTasksResponse {
            tasks: dependents[page.range].iter().filter_map(|id| both(&state, id)).collect(),
            continuation_token: page.next,
            task_id: task_id.to_owned(),
        }
        .into())
    }

    async fn get_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
    ) -> Answer<TaskGroupDefinitionResponse> {
        context.authorize_by_path()?;
        let state = context.services.queue.read();
        let group = state.group(task_group_id)?;
        Ok(TaskGroupDefinitionResponse {
            expires: group.expires,
            scheduler_id: group.scheduler_id.clone(),
            sealed: None,
            task_group_id: task_group_id.to_owned(),
        }
        .into())
    }

    async fn cancel_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
    ) -> Answer<CancelTaskGroupResponse> {
        context.services.queue.change(|state, now| {
            let group = state.group(task_group_id)?;
            context.authorize(&context.parameters().text("schedulerId", &group.scheduler_id))?;
            let all = group.task_ids.clone();
            let is_open = |task_id: &&String| state.task(task_id).is_ok_and(|task| !task.is_resolved());
            let task_ids: Vec<String> = all.iter().filter(is_open).cloned().collect();
            task_ids.iter().try_for_each(|task_id| state.cancel(task_id, now))?;
            Ok(CancelTaskGroupResponse {
                cancelled_count: task_ids.len() as u64,
                task_group_id: task_group_id.to_owned(),
                task_group_size: all.len() as u64,
                task_ids,
            }
            .into())
        })
    }

    async fn create_task(
        &self,
        context: &Context,
        task_id: &str,
        payload: TaskDefinitionRequest,
    ) -> Answer<TaskStatusResponse> {
        let priority = payload.priority;
        let sufficient =
            PRIORITIES.into_iter().filter(|other| *other <= priority).map(|other| other.to_string());
        let now = generated::Timestamp::now();
        let definition = complete(task_id, payload, now)?;
        let parameters = context
            .parameters()
            .list("scopes", definition.scopes.iter().cloned())
            .list("routes", definition.routes.iter().cloned())
            .list("priorities", sufficient)
            .text("projectId", definition.project_id.as_deref().unwrap_or_default())
            .text("schedulerId", &definition.scheduler_id)
            .text("provisionerId", &definition.provisioner_id)
            .text("workerType", &definition.worker_type);
        context.authorize(&parameters)?;
        context.services.queue.change(|state, now| {
            state.create(task_id, definition, now)?;
            Ok(TaskStatusResponse { status: state.task(task_id)?.status(task_id) }.into())
        })
    }

    async fn schedule_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        change_task(context, task_id, |state, now| state.schedule(task_id, now))
    }

    async fn rerun_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        change_task(context, task_id, |state, now| state.rerun(task_id, now))
    }

    async fn cancel_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        change_task(context, task_id, |state, now| state.cancel(task_id, now))
    }

    async fn claim_work(
        &self,
        context: &Context,
        task_queue_id: &str,
        payload: ClaimWorkRequest,
    ) -> Answer<ClaimWorkResponse> {
        let ClaimWorkRequest { tasks, worker_group, worker_id } = &payload;
        context
            .authorize(&context.parameters().text("workerGroup", worker_group).text("workerId", worker_id))?;
        let services = &context.services;
        let most = usize::try_from(*tasks).unwrap_or(usize::MAX);
        let poller = services.queue.poller(task_queue_id);
        let give_up = Instant::now() + services.poll_duration.max(Duration::from_millis(1));
        loop {
            let work = poller.notified();
            tokio::pin!(work);
            // From here on, work that arrives before the wait begins is not missed.
            work.as_mut().enable();
            let claimed = services.queue.change(|state, now| {
                let taken = state.claim(task_queue_id, (worker_group, worker_id), most, now);
                let identities = lock(&services.identities);
                taken
                    .iter()
                    .map(|(task_id, run_id)| claims::claim(state, &identities, task_id, *run_id, now))
                    .collect::<Result<Vec<_>, _>>()
            })?;
            let stopped = tokio::select! {
                biased;
                () = std::future::ready(()), if !claimed.is_empty() => true,
                () = work => false,
                () = tokio::time::sleep_until(give_up) => true,
                () = services.stopping.cancelled() => true,
            };
            if stopped {
                return Ok(ClaimWorkResponse { tasks: claimed }.into());
            }
        }
    }

    async fn claim_task(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        payload: TaskClaimRequest,
    ) -> Answer<TaskClaimResponse> {
        let TaskClaimRequest { worker_group, worker_id } = &payload;
        let run_id = run_number(run_id)?;
        let services = &context.services;
        services.queue.change(|state, now| {
            let parameters = of_task(context, state.task(task_id)?);
            context.authorize(&parameters.text("workerGroup", worker_group).text("workerId", worker_id))?;
            state.claim_task(task_id, run_id, (worker_group, worker_id), now)?;
            let claim = claims::claim(state, &lock(&services.identities), task_id, run_id, now)?;
            let TaskClaim { credentials, run_id, status, taken_until, task, worker_group, worker_id } = claim;
            Ok(TaskClaimResponse { credentials, run_id, status, taken_until, task, worker_group, worker_id }
                .into())
        })
    }

    async fn reclaim_task(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskReclaimResponse> {
        context.authorize_by_path()?;
        let run_id = run_number(run_id)?;
        let services = &context.services;
        services.queue.change(|state, now| {
            state.reclaim(task_id, run_id, now)?;
            let claim = claims::claim(state, &lock(&services.identities), task_id, run_id, now)?;
            let TaskClaim { credentials, run_id, status, taken_until, worker_group, worker_id, .. } = claim;
            Ok(TaskReclaimResponse { credentials, run_id, status, taken_until, worker_group, worker_id }
                .into())
        })
    }

    async fn report_completed(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskStatusResponse> {
        report(context, task_id, run_id, RunInformationReasonResolved::Completed)
    }

    async fn report_failed(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskStatusResponse> {
        report(context, task_id, run_id, RunInformationReasonResolved::Failed)
    }

    async fn report_exception(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        payload: TaskExceptionRequest,
    ) -> Answer<TaskStatusResponse> {
        use RunInformationReasonResolved as Resolved;
        use TaskExceptionRequestReason as Reason;
        let reason = match payload.reason {
            Reason::WorkerShutdown => Resolved::WorkerShutdown,
            Reason::MalformedPayload => Resolved::MalformedPayload,
            Reason::ResourceUnavailable => Resolved::ResourceUnavailable,
            Reason::InternalError => Resolved::InternalError,
            Reason::IntermittentTask => Resolved::IntermittentTask,
        };
        report(context, task_id, run_id, reason)
    }

    async fn pending_tasks(
        &self,
        context: &Context,
        task_queue_id: &str,
    ) -> Answer<CountPendingTasksResponse> {
        context.authorize_by_path()?;
        let (provisioner_id, worker_type) = task_queue_id.split_once('/').unwrap_or((task_queue_id, ""));
        let pending_tasks = context.services.queue.read().pending(task_queue_id).count() as u64;
        Ok(CountPendingTasksResponse {
            pending_tasks,
            provisioner_id: provisioner_id.to_owned(),
            task_queue_id: Some(task_queue_id.to_owned()),
            worker_type: worker_type.to_owned(),
        }
        .into())
    }

    async fn create_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: PostArtifactRequest,
    ) -> Answer<PostArtifactResponse> {
        context.authorize_by_path()?;
        artifacts::create(&context.services, task_id, run_number(run_id)?, name, payload).map(Reply::from)
    }

    async fn finish_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: FinishArtifactRequest,
    ) -> Answer<()> {
        context.authorize_by_path()?;
        artifacts::finish(&context.services, task_id, run_number(run_id)?, name, &payload.upload_id)
            .map(Reply::from)
    }

    async fn get_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<GetArtifactResponse> {
        artifacts::get(context, task_id, Some(run_number(run_id)?), name)
    }

    async fn get_latest_artifact(
        &self,
        context: &Context,
        task_id: &str,
        name: &str,
    ) -> Answer<GetArtifactResponse> {
        artifacts::get(context, task_id, None, name)
    }

    async fn list_artifacts(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListArtifactsResponse> {
        context.authorize_by_path()?;
        artifacts::list(&context.services, task_id, Some(run_number(run_id)?), continuation_token, limit)
    }

    async fn list_latest_artifacts(
        &self,
        context: &Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListArtifactsResponse> {
        context.authorize_by_path()?;
        artifacts::list(&context.services, task_id, None, continuation_token, limit)
    }

    async fn artifact_info(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<Artifact> {
        context.authorize_by_path()?;
        artifacts::info(&context.services, task_id, Some(run_number(run_id)?), name)
    }

    async fn latest_artifact_info(&self, context: &Context, task_id: &str, name: &str) -> Answer<Artifact> {
        context.authorize_by_path()?;
        artifacts::info(&context.services, task_id, None, name)
    }

    async fn artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<GetArtifactContentResponse> {
        artifacts::content(context, task_id, Some(run_number(run_id)?), name)
    }

    async fn latest_artifact(
        &self,
        context: &Context,
        task_id: &str,
        name: &str,
    ) -> Answer<GetArtifactContentResponse> {
        artifacts::content(context, task_id, None, name)
    }
}
