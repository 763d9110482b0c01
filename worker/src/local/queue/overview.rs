//! What the queue tells about task queues, provisioners and workers.

use std::collections::BTreeMap;

use generated::Timestamp;
use generated::api::queue::{
    ClaimedTask, CountPendingAndClaimedTasksResponse, CountPendingTasksResponse, PendingTask,
    ProvisionerInformation, ProvisionerInformationStability, ProvisionerResponse,
    ProvisionerResponseStability, QuarantineDetails, QuarantineWorkerRequest, TaskQueue as TaskQueueInfo,
    TaskQueueResponse, TaskQueueResponseStability, TaskQueueStability, Worker, WorkerResponse, WorkerType,
    WorkerTypeResponse, WorkerTypeResponseStability, WorkerTypeStability,
};
use generated::runtime::api::ServerError;

use super::state::QueueState;
use super::task_queue::{TaskQueue, WorkerName, WorkerRecord};
use crate::local::error;

/// The two halves of the id of a task queue.
fn halves(task_queue_id: &str) -> (String, String) {
    let (provisioner_id, worker_type) = task_queue_id.split_once('/').unwrap_or((task_queue_id, ""));
    (provisioner_id.to_owned(), worker_type.to_owned())
}

/// When something was last active, and when it is forgotten.
#[derive(Clone, Copy)]
struct Activity {
    last_active: Timestamp,
    expires: Timestamp,
}

impl QueueState {
    fn used_queues(&self, now: Timestamp) -> impl Iterator<Item = (&String, &TaskQueue)> {
        self.queues.iter().filter(move |(_, queue)| queue.expires() > now)
    }

    fn used_queue(&self, task_queue_id: &str, now: Timestamp) -> Result<&TaskQueue, ServerError> {
        let queue = self.queues.get(task_queue_id).filter(|queue| queue.expires() > now);
        queue.ok_or_else(|| error::not_found(format!("Task queue `{task_queue_id}` not found.")))
    }

    /// How many runs wait in a task queue.
    pub(super) fn count_pending(&self, task_queue_id: &str) -> CountPendingTasksResponse {
        let (provisioner_id, worker_type) = halves(task_queue_id);
        CountPendingTasksResponse {
            pending_tasks: self.queues.get(task_queue_id).map_or(0, |queue| queue.pending.len() as u64),
            provisioner_id,
            task_queue_id: Some(task_queue_id.to_owned()),
            worker_type,
        }
    }

    /// How many runs of a task queue wait and are run.
    pub(super) fn count_pending_and_claimed(
        &self,
        task_queue_id: &str,
    ) -> CountPendingAndClaimedTasksResponse {
        let CountPendingTasksResponse { pending_tasks, provisioner_id, task_queue_id: id, worker_type } =
            self.count_pending(task_queue_id);
        CountPendingAndClaimedTasksResponse {
            claimed_tasks: self.queues.get(task_queue_id).map_or(0, |queue| queue.claimed.len() as u64),
            pending_tasks,
            provisioner_id,
            task_queue_id: id,
            worker_type,
        }
    }

    /// The runs that wait in a task queue.
    pub(super) fn pending_tasks(&self, task_queue_id: &str) -> Vec<PendingTask> {
        let waiting = self.queues.get(task_queue_id).into_iter().flat_map(|queue| queue.pending.values());
        waiting
            .filter_map(|waiting| {
                Some(PendingTask {
                    inserted: waiting.inserted,
                    run_id: waiting.run_id,
                    task: self.tasks.get(&waiting.task_id)?.definition.clone(),
                    task_id: waiting.task_id.to_string(),
                })
            })
            .collect()
    }

    /// The runs of a task queue that are being run.
    pub(super) fn claimed_tasks(&self, task_queue_id: &str) -> Vec<ClaimedTask> {
        let claimed = self.queues.get(task_queue_id).into_iter().flat_map(|queue| &queue.claimed);
        claimed
            .filter_map(|(task_id, run_id)| {
                let task = self.tasks.get(task_id)?;
                let run = &task.run(*run_id)?.info;
                Some(ClaimedTask {
                    claimed: run.started?,
                    run_id: *run_id,
                    task: task.definition.clone(),
                    task_id: task_id.to_string(),
                    worker_group: run.worker_group.clone()?,
                    worker_id: run.worker_id.clone()?,
                })
            })
            .collect()
    }

    /// All task queues that were used lately.
    pub(super) fn task_queues(&self, now: Timestamp) -> Vec<TaskQueueInfo> {
        self.used_queues(now)
            .map(|(id, queue)| TaskQueueInfo {
                description: String::new(),
                expires: queue.expires(),
                last_date_active: queue.last_active,
                stability: TaskQueueStability::Experimental,
                task_queue_id: Some(id.clone()),
            })
            .collect()
    }

    /// A task queue that was used lately.
    pub(super) fn task_queue(
        &self,
        task_queue_id: &str,
        now: Timestamp,
    ) -> Result<TaskQueueResponse, ServerError> {
        let queue = self.used_queue(task_queue_id, now)?;
        Ok(TaskQueueResponse {
            description: String::new(),
            expires: queue.expires(),
            last_date_active: queue.last_active,
            stability: TaskQueueResponseStability::Experimental,
            task_queue_id: Some(task_queue_id.to_owned()),
        })
    }

    /// All worker types of a provisioner that were used lately.
    pub(super) fn worker_types(&self, provisioner_id: &str, now: Timestamp) -> Vec<WorkerType> {
        self.used_queues(now)
            .map(|(id, queue)| (halves(id), id, queue))
            .filter(|((provisioner, _), ..)| provisioner == provisioner_id)
            .map(|((provisioner_id, worker_type), id, queue)| WorkerType {
                description: String::new(),
                expires: queue.expires(),
                last_date_active: queue.last_active,
                provisioner_id,
                stability: WorkerTypeStability::Experimental,
                task_queue_id: Some(id.clone()),
                worker_type,
            })
            .collect()
    }

    /// A worker type that was used lately.
    pub(super) fn worker_type(
        &self,
        task_queue_id: &str,
        now: Timestamp,
    ) -> Result<WorkerTypeResponse, ServerError> {
        let queue = self.used_queue(task_queue_id, now)?;
        let (provisioner_id, worker_type) = halves(task_queue_id);
        Ok(WorkerTypeResponse {
            description: String::new(),
            expires: queue.expires(),
            last_date_active: queue.last_active,
            provisioner_id,
            stability: WorkerTypeResponseStability::Experimental,
            task_queue_id: Some(task_queue_id.to_owned()),
            worker_type,
        })
    }

    fn activity_of_provisioners(&self, now: Timestamp) -> BTreeMap<String, Activity> {
        let mut found: BTreeMap<String, Activity> = BTreeMap::new();
        for (id, queue) in self.used_queues(now) {
            let new = Activity { last_active: queue.last_active, expires: queue.expires() };
            let activity = found.entry(halves(id).0).or_insert(new);
            activity.last_active = activity.last_active.max(new.last_active);
            activity.expires = activity.expires.max(new.expires);
        }
        found
    }

    /// All provisioners that were used lately.
    pub(super) fn provisioners(&self, now: Timestamp) -> Vec<ProvisionerInformation> {
        self.activity_of_provisioners(now)
            .into_iter()
            .map(|(provisioner_id, activity)| ProvisionerInformation {
                description: String::new(),
                expires: activity.expires,
                last_date_active: activity.last_active,
                provisioner_id,
                stability: ProvisionerInformationStability::Experimental,
            })
            .collect()
    }

    /// A provisioner that was used lately.
    pub(super) fn provisioner(
        &self,
        provisioner_id: &str,
        now: Timestamp,
    ) -> Result<ProvisionerResponse, ServerError> {
        let activity = self.activity_of_provisioners(now).remove(provisioner_id).ok_or_else(|| {
            error::not_found(format!(
                "Provisioner `{provisioner_id}` not found. Are you sure it was created?"
            ))
        })?;
        Ok(ProvisionerResponse {
            description: String::new(),
            expires: activity.expires,
            last_date_active: activity.last_active,
            provisioner_id: provisioner_id.to_owned(),
            stability: ProvisionerResponseStability::Experimental,
        })
    }

    /// The workers of a task queue; with `quarantined`, only those that are, or are not, in quarantine.
    pub(super) fn workers(
        &self,
        task_queue_id: &str,
        quarantined: Option<bool>,
        now: Timestamp,
    ) -> Vec<Worker> {
        let workers = self.queues.get(task_queue_id).into_iter().flat_map(|queue| &queue.workers);
        workers
            .filter(|(_, record)| record.expires > now)
            .filter(|(_, record)| quarantined.is_none_or(|wanted| record.is_quarantined(now) == wanted))
            .map(|(name, record)| Worker {
                first_claim: record.first_claim,
                last_date_active: Some(record.last_active),
                latest_task: record.recent_tasks.last().cloned(),
                quarantine_until: record.quarantine_until,
                worker_group: name.group.clone(),
                worker_id: name.id.clone(),
            })
            .collect()
    }

    /// A worker of a task queue.
    pub(super) fn worker(
        &self,
        task_queue_id: &str,
        worker: &WorkerName,
        now: Timestamp,
    ) -> Result<WorkerResponse, ServerError> {
        let record = self.queues.get(task_queue_id).and_then(|queue| queue.workers.get(worker));
        let record = record.filter(|record| record.expires > now).ok_or_else(|| {
            error::not_found(format!(
                "Worker with workerGroup `{}`, workerId `{}` not found in `{task_queue_id}`.",
                worker.group, worker.id
            ))
        })?;
        Ok(describe_worker(task_queue_id, worker, record))
    }

    /// Keeps a worker from getting tasks until the time that `request` says.
    pub(super) fn quarantine(
        &mut self,
        task_queue_id: &str,
        worker: &WorkerName,
        request: QuarantineWorkerRequest,
        client_id: &str,
        now: Timestamp,
    ) -> WorkerResponse {
        let record = self.queue(task_queue_id, now).seen(worker, now);
        record.quarantine_until = Some(request.quarantine_until);
        record.expires = record.expires.max(request.quarantine_until);
        record.quarantine_details.push(QuarantineDetails {
            client_id: client_id.to_owned(),
            quarantine_info: request.quarantine_info.unwrap_or_default(),
            quarantine_until: request.quarantine_until,
            updated_at: now,
        });
        describe_worker(task_queue_id, worker, record)
    }

    /// Makes a worker known, until `expires` at least.
    pub(super) fn declare_worker(
        &mut self,
        task_queue_id: &str,
        worker: &WorkerName,
        expires: Timestamp,
        now: Timestamp,
    ) -> WorkerResponse {
        let record = self.queue(task_queue_id, now).seen(worker, now);
        record.expires = record.expires.max(expires);
        describe_worker(task_queue_id, worker, record)
    }
}

fn describe_worker(task_queue_id: &str, worker: &WorkerName, record: &WorkerRecord) -> WorkerResponse {
    let (provisioner_id, worker_type) = halves(task_queue_id);
    WorkerResponse {
        expires: record.expires,
        first_claim: record.first_claim,
        last_date_active: Some(record.last_active),
        provisioner_id,
        quarantine_details: record.quarantine_details.clone(),
        quarantine_until: record.quarantine_until,
        recent_tasks: record.recent_tasks.clone(),
        task_queue_id: Some(task_queue_id.to_owned()),
        worker_group: worker.group.clone(),
        worker_id: worker.id.clone(),
        worker_type,
    }
}
