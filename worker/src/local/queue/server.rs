//! The operations of the queue. That the caller may do what is asked has been checked before.

use generated::api::queue::*;
use generated::runtime::api::{Reply, ServerError};
use tokio::time::Instant;

use super::claim::Claim;
use super::resolve::Verdict;
use super::state::QueueState;
use super::task_queue::WorkerName;
use super::{contents, credentials, priority};
use crate::local::context::{Context, Services, lock};
use crate::local::error;
use crate::local::pages::page;

/// Serves the queue's operations.
#[derive(Debug)]
pub struct QueueService;

type Answer<T> = Result<Reply<T>, ServerError>;

/// A run id from a path.
pub(super) fn run_number(run_id: &str) -> Result<u64, ServerError> {
    run_id.parse().map_err(|_| {
        error::argument(format!(
            "Invalid URL patterns:\nURL parameter 'runId' given as '{run_id}' must be a number"
        ))
    })
}

fn status(status: TaskStatusStructure) -> Answer<TaskStatusResponse> {
    Ok(TaskStatusResponse { status }.into())
}

fn definition_and_status(task: &super::task::Task) -> TaskDefinitionAndStatus {
    TaskDefinitionAndStatus { status: task.status(), task: task.definition.clone() }
}

fn worker(group: &str, id: &str) -> WorkerName {
    WorkerName { group: group.to_owned(), id: id.to_owned() }
}

/// Waits for work as long as the deployment lets a poll wait.
async fn wait_for_work(
    services: &Services,
    task_queue_id: &str,
    worker: &WorkerName,
    most: u64,
) -> Vec<Claim> {
    let give_up = Instant::now() + services.poll_duration;
    loop {
        let wake = services.queue.with(|state, now| state.queue(task_queue_id, now).wake.clone());
        let work = wake.notified();
        tokio::pin!(work);
        // Work that arrives from here on is not missed.
        work.as_mut().enable();
        let claims = services.queue.with(|state, now| state.claim_work(task_queue_id, worker, most, now));
        if !claims.is_empty() {
            return claims;
        }
        tokio::select! {
            () = work => {}
            () = tokio::time::sleep_until(give_up) => return claims,
            () = services.stopping.cancelled() => return claims,
        }
    }
}

impl QueueServer for QueueService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn lbheartbeat(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn heartbeat(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn version(&self, _: &Context) -> Answer<()> {
        Ok(().into())
    }

    async fn task(&self, context: &Context, task_id: &str) -> Answer<TaskDefinitionResponse> {
        context.services.queue.with(|state, _| Ok(state.task(task_id)?.definition.clone().into()))
    }

    async fn status(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        context.services.queue.with(|state, _| status(state.task(task_id)?.status()))
    }

    async fn tasks(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: TasksRequest,
    ) -> Answer<TasksResponse> {
        let page = page(payload.task_ids.len(), continuation_token, limit)?;
        let tasks = context.services.queue.with(|state, _| {
            let wanted = payload.task_ids[page.range].iter();
            let found = wanted.filter_map(|id| Some((id.clone(), state.task(id).ok()?.definition.clone())));
            found.map(|(task_id, task)| TaskDefinitionEntry { task, task_id }).collect()
        });
        Ok(TasksResponse { continuation_token: page.next, tasks }.into())
    }

    async fn statuses(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: TasksRequest,
    ) -> Answer<TasksStatusesResponse> {
        let page = page(payload.task_ids.len(), continuation_token, limit)?;
        let statuses = context.services.queue.with(|state, _| {
            let wanted = payload.task_ids[page.range].iter();
            let found = wanted.filter_map(|id| Some((id.clone(), state.task(id).ok()?.status())));
            found.map(|(task_id, status)| TaskStatusEntry { status, task_id }).collect()
        });
        Ok(TasksStatusesResponse { continuation_token: page.next, statuses }.into())
    }

    async fn list_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListTaskGroupResponse> {
        context.services.queue.with(|state, _| {
            let group = state.describe_group(task_group_id)?;
            let members: Vec<_> = state.group_tasks(task_group_id)?.collect();
            let page = page(members.len(), continuation_token, limit)?;
            Ok(ListTaskGroupResponse {
                tasks: members[page.range].iter().map(|task| definition_and_status(task)).collect(),
                continuation_token: page.next,
                expires: Some(group.expires),
                scheduler_id: Some(group.scheduler_id),
                sealed: group.sealed,
                task_group_id: group.task_group_id,
            }
            .into())
        })
    }

    async fn list_dependent_tasks(
        &self,
        context: &Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListDependentTasksResponse> {
        context.services.queue.with(|state, _| {
            let dependents = &state.task(task_id)?.dependents;
            let dependents: Vec<_> = dependents.iter().filter_map(|id| state.task(id).ok()).collect();
            let page = page(dependents.len(), continuation_token, limit)?;
            Ok(ListDependentTasksResponse {
                tasks: dependents[page.range].iter().map(|task| definition_and_status(task)).collect(),
                continuation_token: page.next,
                task_id: task_id.to_owned(),
            }
            .into())
        })
    }

    async fn get_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
    ) -> Answer<TaskGroupDefinitionResponse> {
        context.services.queue.with(|state, _| state.describe_group(task_group_id).map(Reply::from))
    }

    async fn seal_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
    ) -> Answer<TaskGroupDefinitionResponse> {
        context.services.queue.with(|state, now| state.seal_group(task_group_id, now).map(Reply::from))
    }

    async fn cancel_task_group(
        &self,
        context: &Context,
        task_group_id: &str,
    ) -> Answer<CancelTaskGroupResponse> {
        context.services.queue.with(|state, now| state.cancel_group(task_group_id, now).map(Reply::from))
    }

    async fn change_task_group_priority(
        &self,
        context: &Context,
        task_group_id: &str,
        payload: ChangeTaskPriorityRequest,
    ) -> Answer<TaskGroupPriorityChangeResponse> {
        let new = priority::of_change(payload.new_priority);
        context
            .services
            .queue
            .with(|state, _| state.change_group_priority(task_group_id, new).map(Reply::from))
    }

    async fn create_task(
        &self,
        context: &Context,
        task_id: &str,
        payload: TaskDefinitionRequest,
    ) -> Answer<TaskStatusResponse> {
        context.services.queue.with(|state, now| status(state.create_task(task_id, payload, now)?))
    }

    async fn schedule_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        context.services.queue.with(|state, now| status(state.schedule_task(task_id, now)?))
    }

    async fn rerun_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        context.services.queue.with(|state, now| status(state.rerun_task(task_id, now)?))
    }

    async fn cancel_task(&self, context: &Context, task_id: &str) -> Answer<TaskStatusResponse> {
        context.services.queue.with(|state, now| status(state.cancel_task(task_id, now)?))
    }

    async fn change_task_priority(
        &self,
        context: &Context,
        task_id: &str,
        payload: ChangeTaskPriorityRequest,
    ) -> Answer<TaskStatusResponse> {
        let new = priority::of_change(payload.new_priority);
        context.services.queue.with(|state, now| status(state.change_priority(task_id, new, now)?))
    }

    async fn claim_work(
        &self,
        context: &Context,
        task_queue_id: &str,
        payload: ClaimWorkRequest,
    ) -> Answer<ClaimWorkResponse> {
        let services = &context.services;
        let worker = worker(&payload.worker_group, &payload.worker_id);
        let claims = wait_for_work(services, task_queue_id, &worker, payload.tasks).await;
        let now = generated::Timestamp::now();
        let tasks = claims.into_iter().map(|claim| credentials::task_claim(services, claim, now));
        Ok(ClaimWorkResponse { tasks: tasks.collect::<Result<_, _>>()? }.into())
    }

    async fn claim_task(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        payload: TaskClaimRequest,
    ) -> Answer<TaskClaimResponse> {
        let (run_id, worker) = (run_number(run_id)?, worker(&payload.worker_group, &payload.worker_id));
        let services = &context.services;
        let (claim, now) = services.queue.with(|state: &mut QueueState, now| {
            state.claim_task(task_id, run_id, &worker, now).map(|claim| (claim, now))
        })?;
        let TaskClaim { credentials, run_id, status, taken_until, task, worker_group, worker_id } =
            credentials::task_claim(services, claim, now)?;
        Ok(TaskClaimResponse { credentials, run_id, status, taken_until, task, worker_group, worker_id }
            .into())
    }

    async fn reclaim_task(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskReclaimResponse> {
        let run_id = run_number(run_id)?;
        let services = &context.services;
        let (claim, now) = services
            .queue
            .with(|state, now| state.reclaim(task_id, run_id, now).map(|claim| (claim, now)))?;
        let TaskClaim { credentials, run_id, status, taken_until, worker_group, worker_id, .. } =
            credentials::task_claim(services, claim, now)?;
        Ok(TaskReclaimResponse { credentials, run_id, status, taken_until, worker_group, worker_id }.into())
    }

    async fn report_completed(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskStatusResponse> {
        let run_id = run_number(run_id)?;
        let services = &context.services;
        services.queue.with(|state, now| {
            let completed = state.report(task_id, run_id, Verdict::Completed, now)?;
            lock(&services.index).enter(task_id, &state.task(task_id)?.definition);
            status(completed)
        })
    }

    async fn report_failed(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
    ) -> Answer<TaskStatusResponse> {
        let run_id = run_number(run_id)?;
        context
            .services
            .queue
            .with(|state, now| status(state.report(task_id, run_id, Verdict::Failed, now)?))
    }

    async fn report_exception(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        payload: TaskExceptionRequest,
    ) -> Answer<TaskStatusResponse> {
        let run_id = run_number(run_id)?;
        context
            .services
            .queue
            .with(|state, now| status(state.report_exception(task_id, run_id, payload.reason, now)?))
    }

    async fn create_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: PostArtifactRequest,
    ) -> Answer<PostArtifactResponse> {
        contents::create(&context.services, task_id, run_number(run_id)?, name, payload).map(Reply::from)
    }

    async fn finish_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: FinishArtifactRequest,
    ) -> Answer<()> {
        contents::finish(&context.services, task_id, run_number(run_id)?, name, &payload.upload_id)
            .map(Reply::from)
    }

    async fn get_artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<GetArtifactResponse> {
        contents::redirect(contents::download(context, task_id, Some(run_number(run_id)?), name)?)
    }

    async fn get_latest_artifact(
        &self,
        context: &Context,
        task_id: &str,
        name: &str,
    ) -> Answer<GetArtifactResponse> {
        contents::redirect(contents::download(context, task_id, None, name)?)
    }

    async fn artifact(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<GetArtifactContentResponse> {
        contents::content(context, task_id, Some(run_number(run_id)?), name)
    }

    async fn latest_artifact(
        &self,
        context: &Context,
        task_id: &str,
        name: &str,
    ) -> Answer<GetArtifactContentResponse> {
        contents::content(context, task_id, None, name)
    }

    async fn list_artifacts(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListArtifactsResponse> {
        let run_id = run_number(run_id)?;
        let all = context.services.queue.with(|state, _| state.describe_artifacts(task_id, run_id))?;
        list_artifacts(all, continuation_token, limit)
    }

    async fn list_latest_artifacts(
        &self,
        context: &Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListArtifactsResponse> {
        let all = context
            .services
            .queue
            .with(|state, _| state.describe_artifacts(task_id, state.latest_run(task_id)?))?;
        list_artifacts(all, continuation_token, limit)
    }

    async fn artifact_info(
        &self,
        context: &Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Answer<Artifact> {
        let run_id = run_number(run_id)?;
        context
            .services
            .queue
            .with(|state, _| state.describe_artifact(task_id, run_id, name).map(Reply::from))
    }

    async fn latest_artifact_info(&self, context: &Context, task_id: &str, name: &str) -> Answer<Artifact> {
        context.services.queue.with(|state, _| {
            state.describe_artifact(task_id, state.latest_run(task_id)?, name).map(Reply::from)
        })
    }

    async fn list_provisioners(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListProvisionersResponse> {
        let mut all = context.services.queue.with(|state, now| state.provisioners(now));
        let page = page(all.len(), continuation_token, limit)?;
        let provisioners = all.drain(page.range).collect();
        Ok(ListProvisionersResponse { continuation_token: page.next, provisioners }.into())
    }

    async fn get_provisioner(&self, context: &Context, provisioner_id: &str) -> Answer<ProvisionerResponse> {
        context.services.queue.with(|state, now| state.provisioner(provisioner_id, now).map(Reply::from))
    }

    async fn pending_tasks(
        &self,
        context: &Context,
        task_queue_id: &str,
    ) -> Answer<CountPendingTasksResponse> {
        Ok(context.services.queue.with(|state, _| state.count_pending(task_queue_id)).into())
    }

    async fn task_queue_counts(
        &self,
        context: &Context,
        task_queue_id: &str,
    ) -> Answer<CountPendingAndClaimedTasksResponse> {
        Ok(context.services.queue.with(|state, _| state.count_pending_and_claimed(task_queue_id)).into())
    }

    async fn list_pending_tasks(
        &self,
        context: &Context,
        task_queue_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListPendingTasksResponse> {
        let mut all = context.services.queue.with(|state, _| state.pending_tasks(task_queue_id));
        let page = page(all.len(), continuation_token, limit)?;
        let tasks = all.drain(page.range).collect();
        Ok(ListPendingTasksResponse { continuation_token: page.next, tasks }.into())
    }

    async fn list_claimed_tasks(
        &self,
        context: &Context,
        task_queue_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListClaimedTasksResponse> {
        let mut all = context.services.queue.with(|state, _| state.claimed_tasks(task_queue_id));
        let page = page(all.len(), continuation_token, limit)?;
        let tasks = all.drain(page.range).collect();
        Ok(ListClaimedTasksResponse { continuation_token: page.next, tasks }.into())
    }

    async fn list_worker_types(
        &self,
        context: &Context,
        provisioner_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListWorkerTypesResponse> {
        let mut all = context.services.queue.with(|state, now| state.worker_types(provisioner_id, now));
        let page = page(all.len(), continuation_token, limit)?;
        let worker_types = all.drain(page.range).collect();
        Ok(ListWorkerTypesResponse { continuation_token: page.next, worker_types }.into())
    }

    async fn get_worker_type(
        &self,
        context: &Context,
        provisioner_id: &str,
        worker_type: &str,
    ) -> Answer<WorkerTypeResponse> {
        let id = format!("{provisioner_id}/{worker_type}");
        context.services.queue.with(|state, now| state.worker_type(&id, now).map(Reply::from))
    }

    async fn list_task_queues(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Answer<ListTaskQueuesResponse> {
        let mut all = context.services.queue.with(|state, now| state.task_queues(now));
        let page = page(all.len(), continuation_token, limit)?;
        let task_queues = all.drain(page.range).collect();
        Ok(ListTaskQueuesResponse { continuation_token: page.next, task_queues }.into())
    }

    async fn get_task_queue(&self, context: &Context, task_queue_id: &str) -> Answer<TaskQueueResponse> {
        context.services.queue.with(|state, now| state.task_queue(task_queue_id, now).map(Reply::from))
    }

    async fn list_workers(
        &self,
        context: &Context,
        provisioner_id: &str,
        worker_type: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        quarantined: Option<String>,
    ) -> Answer<ListWorkersResponse> {
        let id = format!("{provisioner_id}/{worker_type}");
        let quarantined = quarantined.map(|text| text.parse()).transpose();
        let quarantined = quarantined.map_err(|_| error::argument("quarantined must be true or false"))?;
        let mut all = context.services.queue.with(|state, now| state.workers(&id, quarantined, now));
        let page = page(all.len(), continuation_token, limit)?;
        let workers = all.drain(page.range).collect();
        Ok(ListWorkersResponse { continuation_token: page.next, workers }.into())
    }

    async fn get_worker(
        &self,
        context: &Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Answer<WorkerResponse> {
        let (id, worker) = (format!("{provisioner_id}/{worker_type}"), worker(worker_group, worker_id));
        context.services.queue.with(|state, now| state.worker(&id, &worker, now).map(Reply::from))
    }

    async fn quarantine_worker(
        &self,
        context: &Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: QuarantineWorkerRequest,
    ) -> Answer<WorkerResponse> {
        let (id, worker) = (format!("{provisioner_id}/{worker_type}"), worker(worker_group, worker_id));
        let client = context.caller.client_id.as_deref().unwrap_or_default();
        Ok(context
            .services
            .queue
            .with(|state, now| state.quarantine(&id, &worker, payload, client, now))
            .into())
    }

    async fn declare_worker(
        &self,
        context: &Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: WorkerRequest,
    ) -> Answer<WorkerResponse> {
        let (id, worker) = (format!("{provisioner_id}/{worker_type}"), worker(worker_group, worker_id));
        let expires = payload.expires;
        Ok(context.services.queue.with(|state, now| state.declare_worker(&id, &worker, expires, now)).into())
    }
}

fn list_artifacts(
    mut all: Vec<Artifact>,
    continuation_token: Option<String>,
    limit: Option<String>,
) -> Answer<ListArtifactsResponse> {
    let page = page(all.len(), continuation_token, limit)?;
    let artifacts = all.drain(page.range).collect();
    Ok(ListArtifactsResponse { artifacts, continuation_token: page.next }.into())
}
