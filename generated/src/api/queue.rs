// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The queue holds task definitions, decides which run is handed to which worker, and records how each
//! run ended. A worker claims runs of one task queue by long polling, keeps each claim alive by
//! reclaiming it before `takenUntil`, registers the run's artifacts, and resolves the run with exactly
//! one report. The worker's own credentials are used only to claim; every later call about a run is
//! signed with the temporary task credentials that came with the claim or with its latest reclaim.

use std::fmt;
use std::future::Future;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use crate::runtime::api::{
    ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport,
};

/// The name of the service.
pub const SERVICE: &str = "queue";

/// All operations of the service, in the order of its schema.
pub const OPERATIONS: &[&Operation] = &[
    &operations::PING,
    &operations::LBHEARTBEAT,
    &operations::VERSION,
    &operations::TASK,
    &operations::TASKS,
    &operations::STATUSES,
    &operations::STATUS,
    &operations::LIST_TASK_GROUP,
    &operations::CANCEL_TASK_GROUP,
    &operations::GET_TASK_GROUP,
    &operations::SEAL_TASK_GROUP,
    &operations::LIST_DEPENDENT_TASKS,
    &operations::CREATE_TASK,
    &operations::SCHEDULE_TASK,
    &operations::RERUN_TASK,
    &operations::CANCEL_TASK,
    &operations::CHANGE_TASK_PRIORITY,
    &operations::CHANGE_TASK_GROUP_PRIORITY,
    &operations::CLAIM_WORK,
    &operations::CLAIM_TASK,
    &operations::RECLAIM_TASK,
    &operations::REPORT_COMPLETED,
    &operations::REPORT_FAILED,
    &operations::REPORT_EXCEPTION,
    &operations::CREATE_ARTIFACT,
    &operations::FINISH_ARTIFACT,
    &operations::GET_ARTIFACT,
    &operations::GET_LATEST_ARTIFACT,
    &operations::LIST_ARTIFACTS,
    &operations::LIST_LATEST_ARTIFACTS,
    &operations::ARTIFACT_INFO,
    &operations::LATEST_ARTIFACT_INFO,
    &operations::ARTIFACT,
    &operations::LATEST_ARTIFACT,
    &operations::LIST_PROVISIONERS,
    &operations::GET_PROVISIONER,
    &operations::PENDING_TASKS,
    &operations::TASK_QUEUE_COUNTS,
    &operations::LIST_PENDING_TASKS,
    &operations::LIST_CLAIMED_TASKS,
    &operations::LIST_WORKER_TYPES,
    &operations::GET_WORKER_TYPE,
    &operations::LIST_TASK_QUEUES,
    &operations::GET_TASK_QUEUE,
    &operations::LIST_WORKERS,
    &operations::GET_WORKER,
    &operations::QUARANTINE_WORKER,
    &operations::DECLARE_WORKER,
    &operations::HEARTBEAT,
];

/// What each operation looks like on the wire.
pub mod operations {
    use crate::runtime::api::{Method, Operation, ScopeExpression};
    /// `GET /ping`
    pub const PING: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "ping",
        method: Method::Get,
        route: "/ping",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__lbheartbeat__`
    pub const LBHEARTBEAT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "lbheartbeat",
        method: Method::Get,
        route: "/__lbheartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /__version__`
    pub const VERSION: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "version",
        method: Method::Get,
        route: "/__version__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
    /// `GET /task/<taskId>`
    pub const TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "task",
        method: Method::Get,
        route: "/task/<taskId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskDefinitionResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:get-task:<taskId>")),
    };
    /// `POST /tasks`
    pub const TASKS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "tasks",
        method: Method::Post,
        route: "/tasks",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: Some("TasksRequest"),
        output: Some("TasksResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:get-task:<taskId>",
                        variable: "taskId",
                        list: "taskIds",
                    },
                ],
            ),
        ),
    };
    /// `POST /tasks/status`
    pub const STATUSES: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "statuses",
        method: Method::Post,
        route: "/tasks/status",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: Some("TasksRequest"),
        output: Some("TasksStatusesResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:status:<taskId>",
                        variable: "taskId",
                        list: "taskIds",
                    },
                ],
            ),
        ),
    };
    /// `GET /task/<taskId>/status`
    pub const STATUS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "status",
        method: Method::Get,
        route: "/task/<taskId>/status",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:status:<taskId>")),
    };
    /// `GET /task-group/<taskGroupId>/list`
    pub const LIST_TASK_GROUP: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listTaskGroup",
        method: Method::Get,
        route: "/task-group/<taskGroupId>/list",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListTaskGroupResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-task-group:<taskGroupId>")),
    };
    /// `POST /task-group/<taskGroupId>/cancel`
    pub const CANCEL_TASK_GROUP: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "cancelTaskGroup",
        method: Method::Post,
        route: "/task-group/<taskGroupId>/cancel",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("CancelTaskGroupResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "queue:cancel-task-group:<schedulerId>/<taskGroupId>",
            ),
        ),
    };
    /// `GET /task-group/<taskGroupId>`
    pub const GET_TASK_GROUP: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getTaskGroup",
        method: Method::Get,
        route: "/task-group/<taskGroupId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskGroupDefinitionResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-task-group:<taskGroupId>")),
    };
    /// `POST /task-group/<taskGroupId>/seal`
    pub const SEAL_TASK_GROUP: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "sealTaskGroup",
        method: Method::Post,
        route: "/task-group/<taskGroupId>/seal",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskGroupDefinitionResponse"),
        scopes: Some(
            &ScopeExpression::Scope("queue:seal-task-group:<schedulerId>/<taskGroupId>"),
        ),
    };
    /// `GET /task/<taskId>/dependents`
    pub const LIST_DEPENDENT_TASKS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listDependentTasks",
        method: Method::Get,
        route: "/task/<taskId>/dependents",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListDependentTasksResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-dependent-tasks:<taskId>")),
    };
    /// `PUT /task/<taskId>`
    pub const CREATE_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "createTask",
        method: Method::Put,
        route: "/task/<taskId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("TaskDefinitionRequest"),
        output: Some("TaskStatusResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "<scope>",
                        variable: "scope",
                        list: "scopes",
                    },
                    ScopeExpression::ForEach {
                        template: "queue:route:<route>",
                        variable: "route",
                        list: "routes",
                    },
                    ScopeExpression::Scope("queue:create-task:project:<projectId>"),
                    ScopeExpression::Scope("queue:scheduler-id:<schedulerId>"),
                    ScopeExpression::AnyOf(
                        &[
                            ScopeExpression::ForEach {
                                template: "queue:create-task:<priority>:<provisionerId>/<workerType>",
                                variable: "priority",
                                list: "priorities",
                            },
                        ],
                    ),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/schedule`
    pub const SCHEDULE_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "scheduleTask",
        method: Method::Post,
        route: "/task/<taskId>/schedule",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(
            &ScopeExpression::AnyOf(
                &[
                    ScopeExpression::Scope(
                        "queue:schedule-task:<schedulerId>/<taskGroupId>/<taskId>",
                    ),
                    ScopeExpression::Scope("queue:schedule-task-in-project:<projectId>"),
                    ScopeExpression::AllOf(
                        &[
                            ScopeExpression::Scope("queue:schedule-task"),
                            ScopeExpression::Scope(
                                "assume:scheduler-id:<schedulerId>/<taskGroupId>",
                            ),
                        ],
                    ),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/rerun`
    pub const RERUN_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "rerunTask",
        method: Method::Post,
        route: "/task/<taskId>/rerun",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(
            &ScopeExpression::AnyOf(
                &[
                    ScopeExpression::Scope(
                        "queue:rerun-task:<schedulerId>/<taskGroupId>/<taskId>",
                    ),
                    ScopeExpression::Scope("queue:rerun-task-in-project:<projectId>"),
                    ScopeExpression::AllOf(
                        &[
                            ScopeExpression::Scope("queue:rerun-task"),
                            ScopeExpression::Scope(
                                "assume:scheduler-id:<schedulerId>/<taskGroupId>",
                            ),
                        ],
                    ),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/cancel`
    pub const CANCEL_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "cancelTask",
        method: Method::Post,
        route: "/task/<taskId>/cancel",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(
            &ScopeExpression::AnyOf(
                &[
                    ScopeExpression::Scope(
                        "queue:cancel-task:<schedulerId>/<taskGroupId>/<taskId>",
                    ),
                    ScopeExpression::Scope("queue:cancel-task-in-project:<projectId>"),
                    ScopeExpression::AllOf(
                        &[
                            ScopeExpression::Scope("queue:cancel-task"),
                            ScopeExpression::Scope(
                                "assume:scheduler-id:<schedulerId>/<taskGroupId>",
                            ),
                        ],
                    ),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/priority`
    pub const CHANGE_TASK_PRIORITY: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "changeTaskPriority",
        method: Method::Post,
        route: "/task/<taskId>/priority",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("ChangeTaskPriorityRequest"),
        output: Some("TaskStatusResponse"),
        scopes: Some(
            &ScopeExpression::AnyOf(
                &[
                    ScopeExpression::Scope("queue:change-task-priority:<taskId>"),
                    ScopeExpression::Scope(
                        "queue:change-task-priority-in-queue:<taskQueueId>",
                    ),
                ],
            ),
        ),
    };
    /// `POST /task-group/<taskGroupId>/priority`
    pub const CHANGE_TASK_GROUP_PRIORITY: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "changeTaskGroupPriority",
        method: Method::Post,
        route: "/task-group/<taskGroupId>/priority",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("ChangeTaskPriorityRequest"),
        output: Some("TaskGroupPriorityChangeResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "queue:change-task-group-priority:<schedulerId>/<taskGroupId>",
            ),
        ),
    };
    /// `POST /claim-work/<taskQueueId>`
    pub const CLAIM_WORK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "claimWork",
        method: Method::Post,
        route: "/claim-work/<taskQueueId>",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &[],
        input: Some("ClaimWorkRequest"),
        output: Some("ClaimWorkResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("queue:claim-work:<taskQueueId>"),
                    ScopeExpression::Scope("queue:worker-id:<workerGroup>/<workerId>"),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/runs/<runId>/claim`
    pub const CLAIM_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "claimTask",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/claim",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("TaskClaimRequest"),
        output: Some("TaskClaimResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope(
                        "queue:claim-task:<provisionerId>/<workerType>",
                    ),
                    ScopeExpression::Scope("queue:worker-id:<workerGroup>/<workerId>"),
                ],
            ),
        ),
    };
    /// `POST /task/<taskId>/runs/<runId>/reclaim`
    pub const RECLAIM_TASK: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "reclaimTask",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/reclaim",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskReclaimResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:reclaim-task:<taskId>/<runId>")),
    };
    /// `POST /task/<taskId>/runs/<runId>/completed`
    pub const REPORT_COMPLETED: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "reportCompleted",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/completed",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:resolve-task:<taskId>/<runId>")),
    };
    /// `POST /task/<taskId>/runs/<runId>/failed`
    pub const REPORT_FAILED: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "reportFailed",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/failed",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("TaskStatusResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:resolve-task:<taskId>/<runId>")),
    };
    /// `POST /task/<taskId>/runs/<runId>/exception`
    pub const REPORT_EXCEPTION: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "reportException",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/exception",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("TaskExceptionRequest"),
        output: Some("TaskStatusResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:resolve-task:<taskId>/<runId>")),
    };
    /// `POST /task/<taskId>/runs/<runId>/artifacts/<name>`
    pub const CREATE_ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "createArtifact",
        method: Method::Post,
        route: "/task/<taskId>/runs/<runId>/artifacts/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("PostArtifactRequest"),
        output: Some("PostArtifactResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:create-artifact:<taskId>/<runId>")),
    };
    /// `PUT /task/<taskId>/runs/<runId>/artifacts/<name>`
    pub const FINISH_ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "finishArtifact",
        method: Method::Put,
        route: "/task/<taskId>/runs/<runId>/artifacts/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("FinishArtifactRequest"),
        output: None,
        scopes: Some(&ScopeExpression::Scope("queue:create-artifact:<taskId>/<runId>")),
    };
    /// `GET /task/<taskId>/runs/<runId>/artifacts/<name>`
    pub const GET_ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getArtifact",
        method: Method::Get,
        route: "/task/<taskId>/runs/<runId>/artifacts/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetArtifactResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:get-artifact:<name>",
                        variable: "name",
                        list: "names",
                    },
                ],
            ),
        ),
    };
    /// `GET /task/<taskId>/artifacts/<name>`
    pub const GET_LATEST_ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getLatestArtifact",
        method: Method::Get,
        route: "/task/<taskId>/artifacts/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetArtifactResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:get-artifact:<name>",
                        variable: "name",
                        list: "names",
                    },
                ],
            ),
        ),
    };
    /// `GET /task/<taskId>/runs/<runId>/artifacts`
    pub const LIST_ARTIFACTS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listArtifacts",
        method: Method::Get,
        route: "/task/<taskId>/runs/<runId>/artifacts",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListArtifactsResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-artifacts:<taskId>:<runId>")),
    };
    /// `GET /task/<taskId>/artifacts`
    pub const LIST_LATEST_ARTIFACTS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listLatestArtifacts",
        method: Method::Get,
        route: "/task/<taskId>/artifacts",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListArtifactsResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-artifacts:<taskId>")),
    };
    /// `GET /task/<taskId>/runs/<runId>/artifact-info/<name>`
    pub const ARTIFACT_INFO: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "artifactInfo",
        method: Method::Get,
        route: "/task/<taskId>/runs/<runId>/artifact-info/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("Artifact"),
        scopes: Some(&ScopeExpression::Scope("queue:list-artifacts:<taskId>:<runId>")),
    };
    /// `GET /task/<taskId>/artifact-info/<name>`
    pub const LATEST_ARTIFACT_INFO: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "latestArtifactInfo",
        method: Method::Get,
        route: "/task/<taskId>/artifact-info/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("Artifact"),
        scopes: Some(&ScopeExpression::Scope("queue:list-artifacts:<taskId>")),
    };
    /// `GET /task/<taskId>/runs/<runId>/artifact-content/<name>`
    pub const ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "artifact",
        method: Method::Get,
        route: "/task/<taskId>/runs/<runId>/artifact-content/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetArtifactContentResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:get-artifact:<name>",
                        variable: "name",
                        list: "names",
                    },
                ],
            ),
        ),
    };
    /// `GET /task/<taskId>/artifact-content/<name>`
    pub const LATEST_ARTIFACT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "latestArtifact",
        method: Method::Get,
        route: "/task/<taskId>/artifact-content/<name>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("GetArtifactContentResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:get-artifact:<name>",
                        variable: "name",
                        list: "names",
                    },
                ],
            ),
        ),
    };
    /// `GET /provisioners`
    pub const LIST_PROVISIONERS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listProvisioners",
        method: Method::Get,
        route: "/provisioners",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListProvisionersResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-provisioners")),
    };
    /// `GET /provisioners/<provisionerId>`
    pub const GET_PROVISIONER: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getProvisioner",
        method: Method::Get,
        route: "/provisioners/<provisionerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("ProvisionerResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:get-provisioner:<provisionerId>")),
    };
    /// `GET /pending/<taskQueueId>`
    pub const PENDING_TASKS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "pendingTasks",
        method: Method::Get,
        route: "/pending/<taskQueueId>",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &[],
        input: None,
        output: Some("CountPendingTasksResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:pending-count:<taskQueueId>")),
    };
    /// `GET /task-queues/<taskQueueId>/counts`
    pub const TASK_QUEUE_COUNTS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "taskQueueCounts",
        method: Method::Get,
        route: "/task-queues/<taskQueueId>/counts",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &[],
        input: None,
        output: Some("CountPendingAndClaimedTasksResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope("queue:pending-count:<taskQueueId>"),
                    ScopeExpression::Scope("queue:claimed-count:<taskQueueId>"),
                ],
            ),
        ),
    };
    /// `GET /task-queues/<taskQueueId>/pending`
    pub const LIST_PENDING_TASKS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listPendingTasks",
        method: Method::Get,
        route: "/task-queues/<taskQueueId>/pending",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListPendingTasksResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:pending-list:<taskQueueId>")),
    };
    /// `GET /task-queues/<taskQueueId>/claimed`
    pub const LIST_CLAIMED_TASKS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listClaimedTasks",
        method: Method::Get,
        route: "/task-queues/<taskQueueId>/claimed",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListClaimedTasksResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:claimed-list:<taskQueueId>")),
    };
    /// `GET /provisioners/<provisionerId>/worker-types`
    pub const LIST_WORKER_TYPES: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listWorkerTypes",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListWorkerTypesResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-worker-types:<provisionerId>")),
    };
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>`
    pub const GET_WORKER_TYPE: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getWorkerType",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerTypeResponse"),
        scopes: Some(
            &ScopeExpression::Scope("queue:get-worker-type:<provisionerId>/<workerType>"),
        ),
    };
    /// `GET /task-queues`
    pub const LIST_TASK_QUEUES: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listTaskQueues",
        method: Method::Get,
        route: "/task-queues",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit"],
        input: None,
        output: Some("ListTaskQueuesResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:list-task-queues")),
    };
    /// `GET /task-queues/<taskQueueId>`
    pub const GET_TASK_QUEUE: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getTaskQueue",
        method: Method::Get,
        route: "/task-queues/<taskQueueId>",
        secret_args: &[],
        two_segments_in_2018: &["taskQueueId"],
        query: &[],
        input: None,
        output: Some("TaskQueueResponse"),
        scopes: Some(&ScopeExpression::Scope("queue:get-task-queue:<taskQueueId>")),
    };
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers`
    pub const LIST_WORKERS: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "listWorkers",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/workers",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &["continuationToken", "limit", "quarantined"],
        input: None,
        output: Some("ListWorkersResponse"),
        scopes: Some(
            &ScopeExpression::Scope("queue:list-workers:<provisionerId>/<workerType>"),
        ),
    };
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    pub const GET_WORKER: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "getWorker",
        method: Method::Get,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: Some("WorkerResponse"),
        scopes: Some(
            &ScopeExpression::Scope(
                "queue:get-worker:<provisionerId>/<workerType>/<workerGroup>/<workerId>",
            ),
        ),
    };
    /// `PUT /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    pub const QUARANTINE_WORKER: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "quarantineWorker",
        method: Method::Put,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("QuarantineWorkerRequest"),
        output: Some("WorkerResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::Scope(
                        "queue:quarantine-worker:<provisionerId>/<workerType>/<workerGroup>/<workerId>",
                    ),
                ],
            ),
        ),
    };
    /// `PUT /provisioners/<provisionerId>/worker-types/<workerType>/<workerGroup>/<workerId>`
    pub const DECLARE_WORKER: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "declareWorker",
        method: Method::Put,
        route: "/provisioners/<provisionerId>/worker-types/<workerType>/<workerGroup>/<workerId>",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: Some("WorkerRequest"),
        output: Some("WorkerResponse"),
        scopes: Some(
            &ScopeExpression::AllOf(
                &[
                    ScopeExpression::ForEach {
                        template: "queue:declare-worker:<provisionerId>/<workerType>/<workerGroup>/<workerId>#<property>",
                        variable: "property",
                        list: "properties",
                    },
                ],
            ),
        ),
    };
    /// `GET /__heartbeat__`
    pub const HEARTBEAT: Operation = Operation {
        service: "queue",
        version: "v1",
        name: "heartbeat",
        method: Method::Get,
        route: "/__heartbeat__",
        secret_args: &[],
        two_segments_in_2018: &[],
        query: &[],
        input: None,
        output: None,
        scopes: None,
    };
}

/// The names of the parameters in routes, queries and scopes.
pub mod parameters {
    /// `continuationToken`
    pub const CONTINUATION_TOKEN: &str = "continuationToken";
    /// `limit`
    pub const LIMIT: &str = "limit";
    /// `name`
    pub const NAME: &str = "name";
    /// `names`
    pub const NAMES: &str = "names";
    /// `priorities`
    pub const PRIORITIES: &str = "priorities";
    /// `projectId`
    pub const PROJECT_ID: &str = "projectId";
    /// `properties`
    pub const PROPERTIES: &str = "properties";
    /// `provisionerId`
    pub const PROVISIONER_ID: &str = "provisionerId";
    /// `quarantined`
    pub const QUARANTINED: &str = "quarantined";
    /// `routes`
    pub const ROUTES: &str = "routes";
    /// `runId`
    pub const RUN_ID: &str = "runId";
    /// `schedulerId`
    pub const SCHEDULER_ID: &str = "schedulerId";
    /// `scopes`
    pub const SCOPES: &str = "scopes";
    /// `taskGroupId`
    pub const TASK_GROUP_ID: &str = "taskGroupId";
    /// `taskId`
    pub const TASK_ID: &str = "taskId";
    /// `taskIds`
    pub const TASK_IDS: &str = "taskIds";
    /// `taskQueueId`
    pub const TASK_QUEUE_ID: &str = "taskQueueId";
    /// `workerGroup`
    pub const WORKER_GROUP: &str = "workerGroup";
    /// `workerId`
    pub const WORKER_ID: &str = "workerId";
    /// `workerType`
    pub const WORKER_TYPE: &str = "workerType";
}

/// A client of the queue service: one method for each operation.
#[derive(Clone, Debug)]
pub struct Queue<T> {
    transport: T,
}

impl<T: Transport> Queue<T> {
    /// A client that calls through `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// Check that the service answers
    ///
    /// Answers as soon as the service can serve HTTP, without looking at its database or other backends.
    /// Needs no credentials; use it to check a root URL or a proxy before anything else.
    ///
    /// `GET /ping`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn ping(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::PING,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Liveness check for load balancers
    ///
    /// Answers with an empty success whenever the process is up, regardless of its backends. Load balancers
    /// poll it; a worker has no use for it.
    ///
    /// `GET /__lbheartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn lbheartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::LBHEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Show which build of the service is deployed
    ///
    /// Returns the source repository, commit and version of the deployed build as JSON. Useful in bug
    /// reports and for telling an old deployment from a new one; the shape is not covered by a schema.
    ///
    /// `GET /__version__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn version(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::VERSION,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the definition of a task
    ///
    /// Returns the task as it was created, with defaults filled in; a definition never changes, apart from
    /// a later change of priority. Unknown or expired tasks give 404 `ResourceNotFound`. A worker has no
    /// need of it for the tasks it claims, since the claim already contains the definition.
    ///
    /// `GET /task/<taskId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn task(&self, task_id: &str) -> Result<TaskDefinitionResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::TASK,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the definitions of several tasks
    ///
    /// Looks up many tasks in one request. Task ids that the queue does not know are left out of the answer
    /// without an error, so compare the ids received with the ids asked for. Results come in pages: repeat
    /// the call with the `continuationToken` of the answer until none is returned; `limit` caps the entries
    /// per page.
    ///
    /// `POST /tasks`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn tasks(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        payload: &TasksRequest,
    ) -> Result<TasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::TASKS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Get the statuses of several tasks
    ///
    /// Looks up the status of many tasks in one request. Task ids that the queue does not know are left out
    /// of the answer without an error. Results come in pages: repeat the call with the `continuationToken`
    /// of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `POST /tasks/status`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn statuses(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        payload: &TasksRequest,
    ) -> Result<TasksStatusesResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::STATUSES,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Get the status of a task
    ///
    /// Returns the state of the task and of every run. A worker reads it after a refused reclaim, report or
    /// artifact (409 `RequestConflict`) to find out whether the run was canceled, passed its deadline, or
    /// had its claim expire. Unknown or expired tasks give 404 `ResourceNotFound`.
    ///
    /// `GET /task/<taskId>/status`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn status(&self, task_id: &str) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::STATUS,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the tasks of a task group
    ///
    /// Returns definition and status of each task that shares the given `taskGroupId`, in no particular
    /// order. Tasks may join the group while it is being listed, and 404 `ResourceNotFound` means that no
    /// task was ever created in it. Results come in pages: repeat the call with the `continuationToken` of
    /// the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /task-group/<taskGroupId>/list`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_task_group(
        &self,
        task_group_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListTaskGroupResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_TASK_GROUP,
            args: vec![("taskGroupId", task_group_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Cancel every unresolved task of a task group
    ///
    /// Resolves all tasks of the group that are unscheduled, pending or running as `exception` with reason
    /// `canceled`. Safe to repeat: tasks that are resolved already stay as they are. Workers that run one
    /// of the tasks notice when their next reclaim or report is refused with 409 `RequestConflict`.
    ///
    /// `POST /task-group/<taskGroupId>/cancel`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn cancel_task_group(
        &self,
        task_group_id: &str,
    ) -> Result<CancelTaskGroupResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CANCEL_TASK_GROUP,
            args: vec![("taskGroupId", task_group_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get what the queue knows about a task group itself
    ///
    /// Returns owner, expiry and seal of the group without its tasks. 404 `ResourceNotFound` if no task was
    /// ever created in it.
    ///
    /// `GET /task-group/<taskGroupId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_task_group(
        &self,
        task_group_id: &str,
    ) -> Result<TaskGroupDefinitionResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_TASK_GROUP,
            args: vec![("taskGroupId", task_group_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Close a task group for new tasks
    ///
    /// After this call `createTask` refuses further tasks in the group with 409 `RequestConflict`; tasks
    /// already in it, including their reruns, are unaffected. A seal cannot be removed, and sealing again
    /// changes nothing.
    ///
    /// `POST /task-group/<taskGroupId>/seal`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn seal_task_group(
        &self,
        task_group_id: &str,
    ) -> Result<TaskGroupDefinitionResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::SEAL_TASK_GROUP,
            args: vec![("taskGroupId", task_group_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the tasks that depend on a task
    ///
    /// Returns definition and status of each task that names the given task in its `dependencies`. Only
    /// direct dependents are listed. Results come in pages: repeat the call with the `continuationToken` of
    /// the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /task/<taskId>/dependents`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_dependent_tasks(
        &self,
        task_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListDependentTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_DEPENDENT_TASKS,
            args: vec![("taskId", task_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Create a task
    ///
    /// Stores the definition under a task id chosen by the caller, and schedules the task at once if it has
    /// no open dependencies. Repeating the call with an identical definition succeeds and changes nothing,
    /// so it can be retried after a lost answer; a different definition under the same id gives 409
    /// `RequestConflict`. The queue does not look into `payload`: whether it is well-formed is found out by
    /// the worker that claims the task.
    ///
    /// `PUT /task/<taskId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_task(
        &self,
        task_id: &str,
        payload: &TaskDefinitionRequest,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_TASK,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Schedule a task without waiting for its dependencies
    ///
    /// Adds the first run to an unscheduled task and makes it pending, even if dependencies are unresolved.
    /// Does nothing to a task that has been scheduled before; past the deadline it gives 409
    /// `RequestConflict`.
    ///
    /// `POST /task/<taskId>/schedule`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn schedule_task(
        &self,
        task_id: &str,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::SCHEDULE_TASK,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Run a resolved task once more
    ///
    /// Adds a pending run to a task that is already resolved, whatever its result, and refills its retries.
    /// A task that is still pending or running is left alone; past the deadline the call gives 409
    /// `RequestConflict`.
    ///
    /// `POST /task/<taskId>/rerun`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn rerun_task(
        &self,
        task_id: &str,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::RERUN_TASK,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Cancel an unresolved task
    ///
    /// Resolves the current run as `exception` with reason `canceled`; an unscheduled task gets a run for
    /// that purpose. Does nothing to a resolved task, and gives 409 `RequestConflict` past the deadline. A
    /// worker that holds the run is not told: its next reclaim, report or artifact is refused with 409.
    ///
    /// `POST /task/<taskId>/cancel`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn cancel_task(
        &self,
        task_id: &str,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CANCEL_TASK,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Change the priority of a task
    ///
    /// Gives an unresolved task a new priority; a pending run moves to its new place among the runs that
    /// wait, and a claimed run is not interrupted. Resolved tasks and tasks past their deadline give 409
    /// `RequestConflict`.
    ///
    /// `POST /task/<taskId>/priority`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn change_task_priority(
        &self,
        task_id: &str,
        payload: &ChangeTaskPriorityRequest,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CHANGE_TASK_PRIORITY,
            args: vec![("taskId", task_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Change the priority of all unresolved tasks of a task group
    ///
    /// Does for every unresolved task of the group what `changeTaskPriority` does for one. The answer names
    /// the tasks that were changed; resolved tasks are skipped without an error.
    ///
    /// `POST /task-group/<taskGroupId>/priority`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn change_task_group_priority(
        &self,
        task_group_id: &str,
        payload: &ChangeTaskPriorityRequest,
    ) -> Result<TaskGroupPriorityChangeResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CHANGE_TASK_GROUP_PRIORITY,
            args: vec![("taskGroupId", task_group_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Claim pending runs of a task queue
    ///
    /// Hands up to `tasks` runs to the worker, highest priority first, and marks them running until
    /// `takenUntil`. If nothing is pending the queue holds the request for about 20 seconds and then
    /// answers with an empty list, so the client's timeout must be longer than that; a quarantined worker
    /// always gets an empty list. Not idempotent: runs handed out in an answer that got lost stay claimed
    /// until their claim expires.
    ///
    /// `POST /claim-work/<taskQueueId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn claim_work(
        &self,
        task_queue_id: &str,
        payload: &ClaimWorkRequest,
    ) -> Result<ClaimWorkResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CLAIM_WORK,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Claim one given run
    ///
    /// Claims the run if it is still pending, and otherwise gives 409 `RequestConflict`. It does not go
    /// through the order of the queue; workers use `claimWork`.
    ///
    /// `POST /task/<taskId>/runs/<runId>/claim`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn claim_task(
        &self,
        task_id: &str,
        run_id: &str,
        payload: &TaskClaimRequest,
    ) -> Result<TaskClaimResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CLAIM_TASK,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Extend the claim of a running run
    ///
    /// Moves `takenUntil` into the future and returns fresh task credentials, which replace the earlier
    /// ones from then on. Has to be called early enough before `takenUntil` to leave room for retries;
    /// otherwise the queue resolves the run as `claim-expired`. 409 `RequestConflict` says that the run is
    /// no longer this worker's to run (canceled, past its deadline, claim expired, or resolved): stop it,
    /// for a report would be refused as well.
    ///
    /// `POST /task/<taskId>/runs/<runId>/reclaim`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn reclaim_task(
        &self,
        task_id: &str,
        run_id: &str,
    ) -> Result<TaskReclaimResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::RECLAIM_TASK,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Resolve a run as completed
    ///
    /// Ends the claim and sets the run to `completed`, which lets dependent tasks be scheduled. All
    /// artifacts must be created before. Repeating the same report succeeds; 409 `RequestConflict` says
    /// that the run was resolved in another way meanwhile, or is not running.
    ///
    /// `POST /task/<taskId>/runs/<runId>/completed`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn report_completed(
        &self,
        task_id: &str,
        run_id: &str,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::REPORT_COMPLETED,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Resolve a run as failed
    ///
    /// Ends the claim and sets the run to `failed`: the task itself did not succeed, and running it again
    /// would presumably end alike, so the queue does not retry it. Repeating the same report succeeds; 409
    /// `RequestConflict` says that the run was resolved in another way meanwhile, or is not running.
    ///
    /// `POST /task/<taskId>/runs/<runId>/failed`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn report_failed(
        &self,
        task_id: &str,
        run_id: &str,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::REPORT_FAILED,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Resolve a run as an exception
    ///
    /// Ends the claim and sets the run to `exception` with the given reason: something outside the task's
    /// own commands kept it from giving a result. For `worker-shutdown` and `intermittent-task` the queue
    /// adds a new pending run as long as retries are left. Repeating the same report succeeds; 409
    /// `RequestConflict` says that the run was resolved in another way meanwhile, or is not running.
    ///
    /// `POST /task/<taskId>/runs/<runId>/exception`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn report_exception(
        &self,
        task_id: &str,
        run_id: &str,
        payload: &TaskExceptionRequest,
    ) -> Result<TaskStatusResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::REPORT_EXCEPTION,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Register an artifact of a run
    ///
    /// Records name, kind and expiry of the artifact; for `s3` and `object` the content is uploaded
    /// afterwards to where the answer says. Repeating the call with the same properties succeeds and yields
    /// a fresh upload URL, which is the way to go on when a signed URL has expired; other properties under
    /// the same name give 409 `RequestConflict`. Exceptions: `expires` may be moved later, a `reference`
    /// may be replaced by another `reference` or by a `link`. The run has to be running, except that
    /// artifacts are still accepted for some minutes after it was resolved as an exception.
    ///
    /// `POST /task/<taskId>/runs/<runId>/artifacts/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn create_artifact(
        &self,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: &PostArtifactRequest,
    ) -> Result<PostArtifactResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::CREATE_ARTIFACT,
            args: vec![
                ("taskId", task_id.to_owned()), ("runId", run_id.to_owned()), ("name",
                name.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Declare the upload of an object artifact complete
    ///
    /// Called after the object service has accepted the whole content; only then can the artifact be read.
    /// Repeating the call succeeds. Applies to artifacts of storage type `object` only.
    ///
    /// `PUT /task/<taskId>/runs/<runId>/artifacts/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn finish_artifact(
        &self,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: &FinishArtifactRequest,
    ) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::FINISH_ARTIFACT,
            args: vec![
                ("taskId", task_id.to_owned()), ("runId", run_id.to_owned()), ("name",
                name.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Get an artifact of a given run
    ///
    /// Redirects (303) to a URL from which the content can be fetched; links are followed by the queue.
    /// Names that begin with `public/` are readable without credentials in most deployments, all others
    /// need a signed request, for a browser in the form of a bewit. An `error` artifact gives an HTTP error
    /// whose body carries its reason and message, an unknown name 404 `ResourceNotFound`.
    ///
    /// `GET /task/<taskId>/runs/<runId>/artifacts/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_artifact(
        &self,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Result<GetArtifactResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_ARTIFACT,
            args: vec![
                ("taskId", task_id.to_owned()), ("runId", run_id.to_owned()), ("name",
                name.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get an artifact of a task's latest run
    ///
    /// Like `getArtifact` for the run with the highest `runId`, whether or not that run is resolved. During
    /// a retry or rerun it therefore gives 404 `ResourceNotFound` for artifacts that only an earlier run
    /// has.
    ///
    /// `GET /task/<taskId>/artifacts/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_latest_artifact(
        &self,
        task_id: &str,
        name: &str,
    ) -> Result<GetArtifactResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_LATEST_ARTIFACT,
            args: vec![("taskId", task_id.to_owned()), ("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the artifacts of a given run
    ///
    /// Returns name, kind, content type and expiry of every artifact of the run; contents and URLs are
    /// fetched one by one with `artifact`. While the run is going on the list can still grow. Results come
    /// in pages: repeat the call with the `continuationToken` of the answer until none is returned; `limit`
    /// caps the entries per page.
    ///
    /// `GET /task/<taskId>/runs/<runId>/artifacts`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_artifacts(
        &self,
        task_id: &str,
        run_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListArtifactsResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_ARTIFACTS,
            args: vec![("taskId", task_id.to_owned()), ("runId", run_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the artifacts of a task's latest run
    ///
    /// Like `listArtifacts` for the run with the highest `runId`, whether or not that run is resolved.
    /// Results come in pages: repeat the call with the `continuationToken` of the answer until none is
    /// returned; `limit` caps the entries per page.
    ///
    /// `GET /task/<taskId>/artifacts`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_latest_artifacts(
        &self,
        task_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListArtifactsResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_LATEST_ARTIFACTS,
            args: vec![("taskId", task_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the description of an artifact of a given run
    ///
    /// Returns what `listArtifacts` says about one artifact, without giving access to the content. An
    /// unknown name gives 404 `ResourceNotFound`.
    ///
    /// `GET /task/<taskId>/runs/<runId>/artifact-info/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn artifact_info(
        &self,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Result<Artifact, T::Error> {
        let request = ApiRequest {
            operation: &operations::ARTIFACT_INFO,
            args: vec![
                ("taskId", task_id.to_owned()), ("runId", run_id.to_owned()), ("name",
                name.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the description of an artifact of a task's latest run
    ///
    /// Like `artifactInfo` for the run with the highest `runId`.
    ///
    /// `GET /task/<taskId>/artifact-info/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn latest_artifact_info(
        &self,
        task_id: &str,
        name: &str,
    ) -> Result<Artifact, T::Error> {
        let request = ApiRequest {
            operation: &operations::LATEST_ARTIFACT_INFO,
            args: vec![("taskId", task_id.to_owned()), ("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get access to the content of an artifact of a given run
    ///
    /// Tells, as JSON rather than as a redirect, where the content is: a URL to fetch, or an object
    /// together with credentials for the object service. Links are resolved before the answer, so it is
    /// never of kind `link`; an `error` artifact is answered with success and has to be recognised by its
    /// `storageType`.
    ///
    /// `GET /task/<taskId>/runs/<runId>/artifact-content/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn artifact(
        &self,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> Result<GetArtifactContentResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::ARTIFACT,
            args: vec![
                ("taskId", task_id.to_owned()), ("runId", run_id.to_owned()), ("name",
                name.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get access to the content of an artifact of a task's latest run
    ///
    /// Like `artifact` for the run with the highest `runId`. Workers use it to fetch artifacts that a task
    /// mounts. Deployments of 2018 do not offer it; there `getLatestArtifact` with a signed URL serves the
    /// purpose.
    ///
    /// `GET /task/<taskId>/artifact-content/<name>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn latest_artifact(
        &self,
        task_id: &str,
        name: &str,
    ) -> Result<GetArtifactContentResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LATEST_ARTIFACT,
            args: vec![("taskId", task_id.to_owned()), ("name", name.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the provisioners that have been active lately
    ///
    /// A provisioner is known here as soon as one of its task queues was used, and is forgotten some days
    /// after the last use. Superseded by `listTaskQueues`. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /provisioners`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_provisioners(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListProvisionersResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_PROVISIONERS,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the record of a provisioner
    ///
    /// Returns description and activity of a provisioner; 404 `ResourceNotFound` if it has not been used
    /// lately. Superseded by `getTaskQueue`.
    ///
    /// `GET /provisioners/<provisionerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_provisioner(
        &self,
        provisioner_id: &str,
    ) -> Result<ProvisionerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_PROVISIONER,
            args: vec![("provisionerId", provisioner_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Count the pending runs of a task queue
    ///
    /// Returns how many runs wait to be claimed. The number is approximate and may be some seconds old.
    /// Superseded by `taskQueueCounts`.
    ///
    /// `GET /pending/<taskQueueId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn pending_tasks(
        &self,
        task_queue_id: &str,
    ) -> Result<CountPendingTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::PENDING_TASKS,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Count the pending and the claimed runs of a task queue
    ///
    /// Returns how many runs wait and how many are being run. Both numbers are approximate and may be some
    /// seconds old, so use them for monitoring and scaling, not to decide whether to claim.
    ///
    /// `GET /task-queues/<taskQueueId>/counts`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn task_queue_counts(
        &self,
        task_queue_id: &str,
    ) -> Result<CountPendingAndClaimedTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::TASK_QUEUE_COUNTS,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the pending runs of a task queue
    ///
    /// Returns the runs that wait to be claimed, with their definitions. The order of the list does not
    /// tell the order in which they will be handed out. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /task-queues/<taskQueueId>/pending`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_pending_tasks(
        &self,
        task_queue_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListPendingTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_PENDING_TASKS,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the claimed runs of a task queue
    ///
    /// Returns the runs that workers are running at the moment, with their definitions and the workers that
    /// hold them. Results come in pages: repeat the call with the `continuationToken` of the answer until
    /// none is returned; `limit` caps the entries per page.
    ///
    /// `GET /task-queues/<taskQueueId>/claimed`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_claimed_tasks(
        &self,
        task_queue_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListClaimedTasksResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_CLAIMED_TASKS,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the worker types of a provisioner
    ///
    /// Returns the worker types of the provisioner that were active lately. Superseded by `listTaskQueues`.
    /// Results come in pages: repeat the call with the `continuationToken` of the answer until none is
    /// returned; `limit` caps the entries per page.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_worker_types(
        &self,
        provisioner_id: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListWorkerTypesResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKER_TYPES,
            args: vec![("provisionerId", provisioner_id.to_owned())],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the record of a worker type
    ///
    /// Returns description and activity of a worker type; 404 `ResourceNotFound` if it has not been used
    /// lately. Superseded by `getTaskQueue`.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_worker_type(
        &self,
        provisioner_id: &str,
        worker_type: &str,
    ) -> Result<WorkerTypeResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_WORKER_TYPE,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the task queues that have been active lately
    ///
    /// A task queue is known here as soon as a task was created for it or a worker claimed from it, and is
    /// forgotten some days after the last use. Results come in pages: repeat the call with the
    /// `continuationToken` of the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /task-queues`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_task_queues(
        &self,
        continuation_token: Option<&str>,
        limit: Option<&str>,
    ) -> Result<ListTaskQueuesResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_TASK_QUEUES,
            args: vec![],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the record of a task queue
    ///
    /// Returns description and activity of a task queue; 404 `ResourceNotFound` if it has not been used
    /// lately.
    ///
    /// `GET /task-queues/<taskQueueId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_task_queue(
        &self,
        task_queue_id: &str,
    ) -> Result<TaskQueueResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_TASK_QUEUE,
            args: vec![("taskQueueId", task_queue_id.to_owned())],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// List the workers of a worker type
    ///
    /// Returns the workers that claimed from the task queue lately. With `quarantined=true` or
    /// `quarantined=false` only those that are, or are not, in quarantine. Superseded by the worker
    /// manager's list of workers. Results come in pages: repeat the call with the `continuationToken` of
    /// the answer until none is returned; `limit` caps the entries per page.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn list_workers(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        continuation_token: Option<&str>,
        limit: Option<&str>,
        quarantined: Option<&str>,
    ) -> Result<ListWorkersResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::LIST_WORKERS,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned())
            ],
            query: [
                continuation_token.map(|value| ("continuationToken", value.to_owned())),
                limit.map(|value| ("limit", value.to_owned())),
                quarantined.map(|value| ("quarantined", value.to_owned())),
            ]
                .into_iter()
                .flatten()
                .collect(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Get the record of a worker
    ///
    /// Returns activity, recent tasks and quarantine of one worker; 404 `ResourceNotFound` if it has not
    /// called lately. Superseded by the worker manager's record of the worker.
    ///
    /// `GET /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn get_worker(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> Result<WorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::GET_WORKER,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned()), ("workerGroup", worker_group.to_owned()), ("workerId",
                worker_id.to_owned())
            ],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }

    /// Keep a worker from getting tasks for some time
    ///
    /// Until the given time `claimWork` answers the worker with an empty list; runs that it already holds
    /// go on. A time in the past ends the quarantine. Meant for operators who want to look at a misbehaving
    /// machine without losing it.
    ///
    /// `PUT /provisioners/<provisionerId>/worker-types/<workerType>/workers/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn quarantine_worker(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: &QuarantineWorkerRequest,
    ) -> Result<WorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::QUARANTINE_WORKER,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned()), ("workerGroup", worker_group.to_owned()), ("workerId",
                worker_id.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Create or update the record of a worker
    ///
    /// Makes the worker known to the queue before its first claim, or changes when its record expires. Only
    /// the properties that are sent are changed, and each needs its own scope. Claiming keeps the record up
    /// to date by itself, so a worker need not call this.
    ///
    /// `PUT /provisioners/<provisionerId>/worker-types/<workerType>/<workerGroup>/<workerId>`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn declare_worker(
        &self,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: &WorkerRequest,
    ) -> Result<WorkerResponse, T::Error> {
        let request = ApiRequest {
            operation: &operations::DECLARE_WORKER,
            args: vec![
                ("provisionerId", provisioner_id.to_owned()), ("workerType", worker_type
                .to_owned()), ("workerGroup", worker_group.to_owned()), ("workerId",
                worker_id.to_owned())
            ],
            query: Vec::new(),
            body: ApiRequest::json(payload),
        };
        self.transport.call(request).await
    }

    /// Check the service together with its backends
    ///
    /// Answers with success only if the service can reach what it depends on, such as its database. Meant
    /// for monitoring; a worker should rather retry the call it needs.
    ///
    /// `GET /__heartbeat__`
    ///
    /// # Errors
    ///
    /// When the transport cannot bring back an answer, or the service refuses.
    pub async fn heartbeat(&self) -> Result<(), T::Error> {
        let request = ApiRequest {
            operation: &operations::HEARTBEAT,
            args: vec![],
            query: Vec::new(),
            body: None,
        };
        self.transport.call(request).await
    }
}

/// What a server of the queue service does. Operations that it does not implement answer that they are
/// not offered.
#[expect(unused_variables, reason = "operations that are not offered look at nothing")]
pub trait QueueServer: Send + Sync {
    /// What the server knows of the caller.
    type Context: Send + Sync;
    /// Check that the service answers
    fn ping(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::PING)) }
    }

    /// Liveness check for load balancers
    fn lbheartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LBHEARTBEAT)) }
    }

    /// Show which build of the service is deployed
    fn version(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::VERSION)) }
    }

    /// Get the definition of a task
    fn task(
        &self,
        context: &Self::Context,
        task_id: &str,
    ) -> impl Future<
        Output = Result<Reply<TaskDefinitionResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TASK)) }
    }

    /// Get the definitions of several tasks
    fn tasks(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: TasksRequest,
    ) -> impl Future<Output = Result<Reply<TasksResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::TASKS)) }
    }

    /// Get the statuses of several tasks
    fn statuses(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
        payload: TasksRequest,
    ) -> impl Future<Output = Result<Reply<TasksStatusesResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::STATUSES)) }
    }

    /// Get the status of a task
    fn status(
        &self,
        context: &Self::Context,
        task_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::STATUS)) }
    }

    /// List the tasks of a task group
    fn list_task_group(
        &self,
        context: &Self::Context,
        task_group_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListTaskGroupResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_TASK_GROUP)) }
    }

    /// Cancel every unresolved task of a task group
    fn cancel_task_group(
        &self,
        context: &Self::Context,
        task_group_id: &str,
    ) -> impl Future<
        Output = Result<Reply<CancelTaskGroupResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::CANCEL_TASK_GROUP)) }
    }

    /// Get what the queue knows about a task group itself
    fn get_task_group(
        &self,
        context: &Self::Context,
        task_group_id: &str,
    ) -> impl Future<
        Output = Result<Reply<TaskGroupDefinitionResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::GET_TASK_GROUP)) }
    }

    /// Close a task group for new tasks
    fn seal_task_group(
        &self,
        context: &Self::Context,
        task_group_id: &str,
    ) -> impl Future<
        Output = Result<Reply<TaskGroupDefinitionResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::SEAL_TASK_GROUP)) }
    }

    /// List the tasks that depend on a task
    fn list_dependent_tasks(
        &self,
        context: &Self::Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListDependentTasksResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_DEPENDENT_TASKS)) }
    }

    /// Create a task
    fn create_task(
        &self,
        context: &Self::Context,
        task_id: &str,
        payload: TaskDefinitionRequest,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_TASK)) }
    }

    /// Schedule a task without waiting for its dependencies
    fn schedule_task(
        &self,
        context: &Self::Context,
        task_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::SCHEDULE_TASK)) }
    }

    /// Run a resolved task once more
    fn rerun_task(
        &self,
        context: &Self::Context,
        task_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::RERUN_TASK)) }
    }

    /// Cancel an unresolved task
    fn cancel_task(
        &self,
        context: &Self::Context,
        task_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CANCEL_TASK)) }
    }

    /// Change the priority of a task
    fn change_task_priority(
        &self,
        context: &Self::Context,
        task_id: &str,
        payload: ChangeTaskPriorityRequest,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CHANGE_TASK_PRIORITY)) }
    }

    /// Change the priority of all unresolved tasks of a task group
    fn change_task_group_priority(
        &self,
        context: &Self::Context,
        task_group_id: &str,
        payload: ChangeTaskPriorityRequest,
    ) -> impl Future<
        Output = Result<Reply<TaskGroupPriorityChangeResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::CHANGE_TASK_GROUP_PRIORITY)) }
    }

    /// Claim pending runs of a task queue
    fn claim_work(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
        payload: ClaimWorkRequest,
    ) -> impl Future<Output = Result<Reply<ClaimWorkResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CLAIM_WORK)) }
    }

    /// Claim one given run
    fn claim_task(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        payload: TaskClaimRequest,
    ) -> impl Future<Output = Result<Reply<TaskClaimResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CLAIM_TASK)) }
    }

    /// Extend the claim of a running run
    fn reclaim_task(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskReclaimResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::RECLAIM_TASK)) }
    }

    /// Resolve a run as completed
    fn report_completed(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REPORT_COMPLETED)) }
    }

    /// Resolve a run as failed
    fn report_failed(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REPORT_FAILED)) }
    }

    /// Resolve a run as an exception
    fn report_exception(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        payload: TaskExceptionRequest,
    ) -> impl Future<Output = Result<Reply<TaskStatusResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::REPORT_EXCEPTION)) }
    }

    /// Register an artifact of a run
    fn create_artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: PostArtifactRequest,
    ) -> impl Future<Output = Result<Reply<PostArtifactResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::CREATE_ARTIFACT)) }
    }

    /// Declare the upload of an object artifact complete
    fn finish_artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        name: &str,
        payload: FinishArtifactRequest,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::FINISH_ARTIFACT)) }
    }

    /// Get an artifact of a given run
    fn get_artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> impl Future<Output = Result<Reply<GetArtifactResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_ARTIFACT)) }
    }

    /// Get an artifact of a task's latest run
    fn get_latest_artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        name: &str,
    ) -> impl Future<Output = Result<Reply<GetArtifactResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_LATEST_ARTIFACT)) }
    }

    /// List the artifacts of a given run
    fn list_artifacts(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListArtifactsResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_ARTIFACTS)) }
    }

    /// List the artifacts of a task's latest run
    fn list_latest_artifacts(
        &self,
        context: &Self::Context,
        task_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListArtifactsResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_LATEST_ARTIFACTS)) }
    }

    /// Get the description of an artifact of a given run
    fn artifact_info(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> impl Future<Output = Result<Reply<Artifact>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::ARTIFACT_INFO)) }
    }

    /// Get the description of an artifact of a task's latest run
    fn latest_artifact_info(
        &self,
        context: &Self::Context,
        task_id: &str,
        name: &str,
    ) -> impl Future<Output = Result<Reply<Artifact>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LATEST_ARTIFACT_INFO)) }
    }

    /// Get access to the content of an artifact of a given run
    fn artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        run_id: &str,
        name: &str,
    ) -> impl Future<
        Output = Result<Reply<GetArtifactContentResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::ARTIFACT)) }
    }

    /// Get access to the content of an artifact of a task's latest run
    fn latest_artifact(
        &self,
        context: &Self::Context,
        task_id: &str,
        name: &str,
    ) -> impl Future<
        Output = Result<Reply<GetArtifactContentResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LATEST_ARTIFACT)) }
    }

    /// List the provisioners that have been active lately
    fn list_provisioners(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListProvisionersResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_PROVISIONERS)) }
    }

    /// Get the record of a provisioner
    fn get_provisioner(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
    ) -> impl Future<Output = Result<Reply<ProvisionerResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_PROVISIONER)) }
    }

    /// Count the pending runs of a task queue
    fn pending_tasks(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
    ) -> impl Future<
        Output = Result<Reply<CountPendingTasksResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::PENDING_TASKS)) }
    }

    /// Count the pending and the claimed runs of a task queue
    fn task_queue_counts(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
    ) -> impl Future<
        Output = Result<Reply<CountPendingAndClaimedTasksResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::TASK_QUEUE_COUNTS)) }
    }

    /// List the pending runs of a task queue
    fn list_pending_tasks(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListPendingTasksResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_PENDING_TASKS)) }
    }

    /// List the claimed runs of a task queue
    fn list_claimed_tasks(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListClaimedTasksResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_CLAIMED_TASKS)) }
    }

    /// List the worker types of a provisioner
    fn list_worker_types(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListWorkerTypesResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKER_TYPES)) }
    }

    /// Get the record of a worker type
    fn get_worker_type(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
    ) -> impl Future<Output = Result<Reply<WorkerTypeResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_WORKER_TYPE)) }
    }

    /// List the task queues that have been active lately
    fn list_task_queues(
        &self,
        context: &Self::Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> impl Future<
        Output = Result<Reply<ListTaskQueuesResponse>, ServerError>,
    > + Send {
        async { Err(ServerError::not_offered(&operations::LIST_TASK_QUEUES)) }
    }

    /// Get the record of a task queue
    fn get_task_queue(
        &self,
        context: &Self::Context,
        task_queue_id: &str,
    ) -> impl Future<Output = Result<Reply<TaskQueueResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_TASK_QUEUE)) }
    }

    /// List the workers of a worker type
    fn list_workers(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        continuation_token: Option<String>,
        limit: Option<String>,
        quarantined: Option<String>,
    ) -> impl Future<Output = Result<Reply<ListWorkersResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::LIST_WORKERS)) }
    }

    /// Get the record of a worker
    fn get_worker(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
    ) -> impl Future<Output = Result<Reply<WorkerResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::GET_WORKER)) }
    }

    /// Keep a worker from getting tasks for some time
    fn quarantine_worker(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: QuarantineWorkerRequest,
    ) -> impl Future<Output = Result<Reply<WorkerResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::QUARANTINE_WORKER)) }
    }

    /// Create or update the record of a worker
    fn declare_worker(
        &self,
        context: &Self::Context,
        provisioner_id: &str,
        worker_type: &str,
        worker_group: &str,
        worker_id: &str,
        payload: WorkerRequest,
    ) -> impl Future<Output = Result<Reply<WorkerResponse>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::DECLARE_WORKER)) }
    }

    /// Check the service together with its backends
    fn heartbeat(
        &self,
        context: &Self::Context,
    ) -> impl Future<Output = Result<Reply<()>, ServerError>> + Send {
        async { Err(ServerError::not_offered(&operations::HEARTBEAT)) }
    }
}

/// Hands `request` to the method of `server` that implements its operation.
///
/// # Errors
///
/// What the server answers, 400 for a body that does not fit, 404 for an operation of another service.
pub async fn dispatch<S: QueueServer>(
    server: &S,
    context: &S::Context,
    request: &ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    match request.operation.name {
        "ping" => ServerRequest::answer(server.ping(context).await?),
        "lbheartbeat" => ServerRequest::answer(server.lbheartbeat(context).await?),
        "version" => ServerRequest::answer(server.version(context).await?),
        "task" => {
            ServerRequest::answer(server.task(context, request.arg("taskId")?).await?)
        }
        "tasks" => {
            ServerRequest::answer(
                server
                    .tasks(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.body()?,
                    )
                    .await?,
            )
        }
        "statuses" => {
            ServerRequest::answer(
                server
                    .statuses(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.body()?,
                    )
                    .await?,
            )
        }
        "status" => {
            ServerRequest::answer(server.status(context, request.arg("taskId")?).await?)
        }
        "listTaskGroup" => {
            ServerRequest::answer(
                server
                    .list_task_group(
                        context,
                        request.arg("taskGroupId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "cancelTaskGroup" => {
            ServerRequest::answer(
                server.cancel_task_group(context, request.arg("taskGroupId")?).await?,
            )
        }
        "getTaskGroup" => {
            ServerRequest::answer(
                server.get_task_group(context, request.arg("taskGroupId")?).await?,
            )
        }
        "sealTaskGroup" => {
            ServerRequest::answer(
                server.seal_task_group(context, request.arg("taskGroupId")?).await?,
            )
        }
        "listDependentTasks" => {
            ServerRequest::answer(
                server
                    .list_dependent_tasks(
                        context,
                        request.arg("taskId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "createTask" => {
            ServerRequest::answer(
                server
                    .create_task(context, request.arg("taskId")?, request.body()?)
                    .await?,
            )
        }
        "scheduleTask" => {
            ServerRequest::answer(
                server.schedule_task(context, request.arg("taskId")?).await?,
            )
        }
        "rerunTask" => {
            ServerRequest::answer(
                server.rerun_task(context, request.arg("taskId")?).await?,
            )
        }
        "cancelTask" => {
            ServerRequest::answer(
                server.cancel_task(context, request.arg("taskId")?).await?,
            )
        }
        "changeTaskPriority" => {
            ServerRequest::answer(
                server
                    .change_task_priority(
                        context,
                        request.arg("taskId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "changeTaskGroupPriority" => {
            ServerRequest::answer(
                server
                    .change_task_group_priority(
                        context,
                        request.arg("taskGroupId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "claimWork" => {
            ServerRequest::answer(
                server
                    .claim_work(context, request.arg("taskQueueId")?, request.body()?)
                    .await?,
            )
        }
        "claimTask" => {
            ServerRequest::answer(
                server
                    .claim_task(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "reclaimTask" => {
            ServerRequest::answer(
                server
                    .reclaim_task(context, request.arg("taskId")?, request.arg("runId")?)
                    .await?,
            )
        }
        "reportCompleted" => {
            ServerRequest::answer(
                server
                    .report_completed(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                    )
                    .await?,
            )
        }
        "reportFailed" => {
            ServerRequest::answer(
                server
                    .report_failed(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                    )
                    .await?,
            )
        }
        "reportException" => {
            ServerRequest::answer(
                server
                    .report_exception(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "createArtifact" => {
            ServerRequest::answer(
                server
                    .create_artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.arg("name")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "finishArtifact" => {
            ServerRequest::answer(
                server
                    .finish_artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.arg("name")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "getArtifact" => {
            ServerRequest::answer(
                server
                    .get_artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "getLatestArtifact" => {
            ServerRequest::answer(
                server
                    .get_latest_artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "listArtifacts" => {
            ServerRequest::answer(
                server
                    .list_artifacts(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listLatestArtifacts" => {
            ServerRequest::answer(
                server
                    .list_latest_artifacts(
                        context,
                        request.arg("taskId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "artifactInfo" => {
            ServerRequest::answer(
                server
                    .artifact_info(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "latestArtifactInfo" => {
            ServerRequest::answer(
                server
                    .latest_artifact_info(
                        context,
                        request.arg("taskId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "artifact" => {
            ServerRequest::answer(
                server
                    .artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("runId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "latestArtifact" => {
            ServerRequest::answer(
                server
                    .latest_artifact(
                        context,
                        request.arg("taskId")?,
                        request.arg("name")?,
                    )
                    .await?,
            )
        }
        "listProvisioners" => {
            ServerRequest::answer(
                server
                    .list_provisioners(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "getProvisioner" => {
            ServerRequest::answer(
                server.get_provisioner(context, request.arg("provisionerId")?).await?,
            )
        }
        "pendingTasks" => {
            ServerRequest::answer(
                server.pending_tasks(context, request.arg("taskQueueId")?).await?,
            )
        }
        "taskQueueCounts" => {
            ServerRequest::answer(
                server.task_queue_counts(context, request.arg("taskQueueId")?).await?,
            )
        }
        "listPendingTasks" => {
            ServerRequest::answer(
                server
                    .list_pending_tasks(
                        context,
                        request.arg("taskQueueId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listClaimedTasks" => {
            ServerRequest::answer(
                server
                    .list_claimed_tasks(
                        context,
                        request.arg("taskQueueId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "listWorkerTypes" => {
            ServerRequest::answer(
                server
                    .list_worker_types(
                        context,
                        request.arg("provisionerId")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "getWorkerType" => {
            ServerRequest::answer(
                server
                    .get_worker_type(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                    )
                    .await?,
            )
        }
        "listTaskQueues" => {
            ServerRequest::answer(
                server
                    .list_task_queues(
                        context,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                    )
                    .await?,
            )
        }
        "getTaskQueue" => {
            ServerRequest::answer(
                server.get_task_queue(context, request.arg("taskQueueId")?).await?,
            )
        }
        "listWorkers" => {
            ServerRequest::answer(
                server
                    .list_workers(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.query_value("continuationToken"),
                        request.query_value("limit"),
                        request.query_value("quarantined"),
                    )
                    .await?,
            )
        }
        "getWorker" => {
            ServerRequest::answer(
                server
                    .get_worker(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                    )
                    .await?,
            )
        }
        "quarantineWorker" => {
            ServerRequest::answer(
                server
                    .quarantine_worker(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "declareWorker" => {
            ServerRequest::answer(
                server
                    .declare_worker(
                        context,
                        request.arg("provisionerId")?,
                        request.arg("workerType")?,
                        request.arg("workerGroup")?,
                        request.arg("workerId")?,
                        request.body()?,
                    )
                    .await?,
            )
        }
        "heartbeat" => ServerRequest::answer(server.heartbeat(context).await?),
        _ => Err(ServerError::not_offered(request.operation)),
    }
}

/// What the queue knows about an artifact, without its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Artifact {
    /// Size in bytes as the worker declared it. Absent if it declared none, for kinds without content, and
    /// on deployments of 2018.
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_length: Option<u64>,
    /// MIME type that the worker declared. For `error` artifacts that of the statement, `application/json`.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// Time after which the artifact may be deleted (UTC).
    pub expires: crate::Timestamp,
    /// Name within the run; slashes are customary, names that begin with `public/` are readable by
    /// everybody in most deployments.
    pub name: String,
    /// Kind of the artifact, as it was registered.
    #[serde(rename = "storageType")]
    pub storage_type: ArtifactStorageType,
}

/// Kind of the artifact, as it was registered.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ArtifactStorageType {
    /// `s3`
    #[serde(rename = "s3")]
    S3,
    /// `object`
    #[serde(rename = "object")]
    Object,
    /// `reference`
    #[serde(rename = "reference")]
    Reference,
    /// `link`
    #[serde(rename = "link")]
    Link,
    /// `error`
    #[serde(rename = "error")]
    Error,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for ArtifactStorageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::S3 => f.write_str("s3"),
            Self::Object => f.write_str("object"),
            Self::Reference => f.write_str("reference"),
            Self::Link => f.write_str("link"),
            Self::Error => f.write_str("error"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Which tasks of a group were canceled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelTaskGroupResponse {
    /// How many tasks this call canceled: the length of `taskIds`.
    #[serde(rename = "cancelledCount")]
    pub cancelled_count: u64,
    /// Id of the task group (22 characters), as in the route.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// How many tasks the group has, resolved ones included.
    #[serde(rename = "taskGroupSize")]
    pub task_group_size: u64,
    /// Ids of the tasks that this call canceled (22 characters each); those that were resolved before are
    /// not among them.
    #[serde(rename = "taskIds")]
    pub task_ids: Vec<String>,
}

/// The priority that a task, or each task of a group, shall have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeTaskPriorityRequest {
    /// Priority from now on, up or down from the present one.
    #[serde(rename = "newPriority")]
    pub new_priority: ChangeTaskPriorityRequestNewPriority,
}

/// Priority from now on, up or down from the present one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ChangeTaskPriorityRequestNewPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
}

impl fmt::Display for ChangeTaskPriorityRequestNewPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
        }
    }
}

/// Who claims, and how many runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimWorkRequest {
    /// Largest number of runs to hand out: the worker's free capacity. More than 32 is refused with 400, so
    /// a worker with more room asks several times.
    pub tasks: u64,
    /// Group of the worker, from its configuration: usually the region or data centre that it is in.
    /// Together with `workerId` it names the worker, and the caller needs the scope for this pair.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group, from its configuration: usually that of the machine or instance.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// The runs that the worker has claimed with this call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimWorkResponse {
    /// One entry for each claimed run, in no particular order. Empty if nothing was pending, or if the
    /// worker is quarantined.
    pub tasks: Vec<TaskClaim>,
}

/// A run that a worker has claimed and not yet resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimedTask {
    /// When the worker claimed the run (UTC); reclaims do not change it.
    pub claimed: crate::Timestamp,
    /// Number of the run within its task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The definition of the task.
    pub task: TaskDefinitionResponse,
    /// Id of the task (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
    /// Group of the worker that holds the claim.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id, within its group, of the worker that holds the claim.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// How many runs wait in a task queue, and how many are being run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountPendingAndClaimedTasksResponse {
    /// Runs that a worker has claimed and not yet resolved. Approximate.
    #[serde(rename = "claimedTasks")]
    pub claimed_tasks: u64,
    /// Runs that wait to be claimed. Approximate.
    #[serde(rename = "pendingTasks")]
    pub pending_tasks: u64,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Id of the task queue, as in the route: `provisionerId/workerType`.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// How many runs wait in a task queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountPendingTasksResponse {
    /// Runs that wait to be claimed. Approximate.
    #[serde(rename = "pendingTasks")]
    pub pending_tasks: u64,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Id of the task queue: `provisionerId/workerType`. Deployments of 2018 send only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// There is no content: the worker that ran the task could not produce the artifact. Trying again is of
/// no use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorArtifactContent {
    /// What happened, for a person to read. A worker repeats it in the log of the task that wanted the
    /// artifact.
    pub message: String,
    /// Kind of the problem, such as `file-missing-on-worker`.
    pub reason: String,
}

/// A statement that the artifact was expected and could not be produced. Readers get an error with
/// reason and message in place of a content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorArtifactRequest {
    /// Time after which the statement may be deleted (UTC). Must not be later than the expiry of the task.
    pub expires: crate::Timestamp,
    /// What happened, for a person to read: which path, and what was wrong with it. At most 4096
    /// characters, so a longer text has to be cut.
    pub message: String,
    /// Kind of the problem: the path does not exist, is of the wrong type (such as a directory where a file
    /// was expected), is too large, or cannot be read.
    pub reason: ErrorArtifactRequestReason,
}

/// Kind of the problem: the path does not exist, is of the wrong type (such as a directory where a file
/// was expected), is too large, or cannot be read.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ErrorArtifactRequestReason {
    /// `file-missing-on-worker`
    #[serde(rename = "file-missing-on-worker")]
    FileMissingOnWorker,
    /// `invalid-resource-on-worker`
    #[serde(rename = "invalid-resource-on-worker")]
    InvalidResourceOnWorker,
    /// `too-large-file-on-worker`
    #[serde(rename = "too-large-file-on-worker")]
    TooLargeFileOnWorker,
    /// `file-not-readable-on-worker`
    #[serde(rename = "file-not-readable-on-worker")]
    FileNotReadableOnWorker,
}

impl fmt::Display for ErrorArtifactRequestReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::FileMissingOnWorker => f.write_str("file-missing-on-worker"),
            Self::InvalidResourceOnWorker => f.write_str("invalid-resource-on-worker"),
            Self::TooLargeFileOnWorker => f.write_str("too-large-file-on-worker"),
            Self::FileNotReadableOnWorker => f.write_str("file-not-readable-on-worker"),
        }
    }
}

/// The statement is in place; nothing remains to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ErrorArtifactResponse(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for ErrorArtifactResponse {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<ErrorArtifactResponse> for serde_json::Map<String, serde_json::Value> {
    fn from(value: ErrorArtifactResponse) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for ErrorArtifactResponse {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

/// Which upload is complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishArtifactRequest {
    /// Id of the upload (22 characters) that `createArtifact` gave. A different one is refused.
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// Where to get the content of an artifact, depending on how it is stored. Links have been followed
/// already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "storageType")]
pub enum GetArtifactContentResponse {
    /// [`S3ArtifactContent`]
    #[serde(rename = "s3")]
    S3ArtifactContent(S3ArtifactContent),
    /// [`ObjectArtifactContent`]
    #[serde(rename = "object")]
    ObjectArtifactContent(ObjectArtifactContent),
    /// [`ReferenceArtifactContent`]
    #[serde(rename = "reference")]
    ReferenceArtifactContent(ReferenceArtifactContent),
    /// [`ErrorArtifactContent`]
    #[serde(rename = "error")]
    ErrorArtifactContent(ErrorArtifactContent),
}

impl From<S3ArtifactContent> for GetArtifactContentResponse {
    fn from(value: S3ArtifactContent) -> Self {
        Self::S3ArtifactContent(value)
    }
}

impl From<ObjectArtifactContent> for GetArtifactContentResponse {
    fn from(value: ObjectArtifactContent) -> Self {
        Self::ObjectArtifactContent(value)
    }
}

impl From<ReferenceArtifactContent> for GetArtifactContentResponse {
    fn from(value: ReferenceArtifactContent) -> Self {
        Self::ReferenceArtifactContent(value)
    }
}

impl From<ErrorArtifactContent> for GetArtifactContentResponse {
    fn from(value: ErrorArtifactContent) -> Self {
        Self::ErrorArtifactContent(value)
    }
}

/// Body of the redirect to an artifact's content. The same URL stands in the `Location` header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GetArtifactResponse {
    /// Kind of the artifact behind the name, links followed.
    #[serde(rename = "storageType")]
    pub storage_type: String,
    /// Where to fetch the content. May be signed and valid for minutes only, so fetch at once and keep it
    /// out of logs.
    pub url: String,
}

/// Another name for an artifact of the same run, for instance the live log's name for the complete log
/// once the run is over. Deployments of 2018 do not know this kind; there a `reference` to the other
/// artifact's URL serves the purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkArtifactRequest {
    /// Name of the artifact that this one stands for, in the same run. It may be created later, and readers
    /// need the scope for both names.
    pub artifact: String,
    /// MIME type to list the link with. May be left out, since readers get the type of the artifact behind
    /// it.
    #[serde(
        rename = "contentType",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_type: Option<String>,
    /// Time after which the artifact may be deleted (UTC). Must not be later than the expiry of the task.
    pub expires: crate::Timestamp,
}

/// The link is in place; nothing remains to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkArtifactResponse(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for LinkArtifactResponse {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<LinkArtifactResponse> for serde_json::Map<String, serde_json::Value> {
    fn from(value: LinkArtifactResponse) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for LinkArtifactResponse {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

/// One page of the artifacts of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListArtifactsResponse {
    /// The artifacts on this page. `error` artifacts are among them.
    pub artifacts: Vec<Artifact>,
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
}

/// One page of the runs that workers of a task queue are running.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListClaimedTasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The claimed runs on this page.
    pub tasks: Vec<ClaimedTask>,
}

/// One page of the tasks that depend on a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListDependentTasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// Id of the task that the others depend on (22 characters), as in the route.
    #[serde(rename = "taskId")]
    pub task_id: String,
    /// The dependents on this page, in no particular order.
    pub tasks: Vec<TaskDefinitionAndStatus>,
}

/// One page of the runs that wait in a task queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListPendingTasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The pending runs on this page.
    pub tasks: Vec<PendingTask>,
}

/// One page of provisioners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListProvisionersResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The provisioners on this page.
    pub provisioners: Vec<ProvisionerInformation>,
}

/// One page of the tasks of a task group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListTaskGroupResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// Time after which the queue forgets the group (UTC): not before the last of its tasks expires.
    /// Deployments of 2018 do not send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    /// Scheduler of the group, the same for all of its tasks. Deployments of 2018 send it with each task
    /// only.
    #[serde(
        rename = "schedulerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub scheduler_id: Option<String>,
    /// When the group was closed for new tasks (UTC). Absent if it is open, and on deployments of 2018.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<crate::Timestamp>,
    /// Id of the task group (22 characters), as in the route.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// The tasks on this page, in no particular order.
    pub tasks: Vec<TaskDefinitionAndStatus>,
}

/// One page of task queues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListTaskQueuesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The task queues on this page.
    #[serde(rename = "taskQueues")]
    pub task_queues: Vec<TaskQueue>,
}

/// One page of the worker types of a provisioner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListWorkerTypesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The worker types on this page.
    #[serde(rename = "workerTypes")]
    pub worker_types: Vec<WorkerType>,
}

/// One page of the workers of a worker type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListWorkersResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The workers on this page.
    pub workers: Vec<Worker>,
}

/// The content lies at the object service: start a download there, fetch, and compare the hashes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectArtifactContent {
    /// Temporary credentials that allow to download this one object. They replace the caller's own in the
    /// calls to the object service.
    pub credentials: ObjectServiceCredentials,
    /// Name of the object at the object service.
    pub name: String,
}

/// A file that the worker uploads through the object service. Deployments of 2018 do not know this
/// kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectArtifactRequest {
    /// Size of the content in bytes. Best left out: there are deployments whose queue then answers 500 to
    /// `finishArtifact`.
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_length: Option<u64>,
    /// MIME type under which the content is served, with charset where it matters.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// Time after which the artifact may be deleted (UTC). Must not be later than the expiry of the task.
    pub expires: crate::Timestamp,
}

/// How to upload the content through the object service; the worker then calls `finishArtifact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectArtifactResponse {
    /// Temporary credentials that allow to upload this one object. They replace the task's credentials in
    /// the calls to the object service.
    pub credentials: ObjectServiceCredentials,
    /// Expiry of the object (UTC), to be passed on to the object service when the upload begins.
    pub expires: crate::Timestamp,
    /// Name of the object at the object service, which differs from the artifact's name.
    pub name: String,
    /// Project to pass on to the object service: that of the task.
    #[serde(rename = "projectId")]
    pub project_id: String,
    /// Id of this upload (22 characters), needed by the object service and by `finishArtifact`.
    #[serde(rename = "uploadId")]
    pub upload_id: String,
}

/// Temporary Taskcluster credentials that the object service accepts for a single object. All three
/// parts are needed to sign a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectServiceCredentials {
    /// Secret key for signing. Must not get into logs or artifacts.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Certificate that binds the key to scopes and to a time span: JSON as text, to be passed on unchanged
    /// in the `ext` field of the signature.
    pub certificate: crate::WireSecret,
    /// Name under which the requests appear.
    #[serde(rename = "clientId")]
    pub client_id: String,
}

/// A run that waits to be claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingTask {
    /// Since when the run has been waiting (UTC).
    pub inserted: crate::Timestamp,
    /// Number of the run within its task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The definition of the task.
    pub task: TaskDefinitionResponse,
    /// Id of the task (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// An artifact to register for a run: the kind of storage decides which further properties there are
/// and what remains to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "storageType")]
pub enum PostArtifactRequest {
    /// [`S3ArtifactRequest`]
    #[serde(rename = "s3")]
    S3ArtifactRequest(S3ArtifactRequest),
    /// [`ObjectArtifactRequest`]
    #[serde(rename = "object")]
    ObjectArtifactRequest(ObjectArtifactRequest),
    /// [`RedirectArtifactRequest`]
    #[serde(rename = "reference")]
    RedirectArtifactRequest(RedirectArtifactRequest),
    /// [`LinkArtifactRequest`]
    #[serde(rename = "link")]
    LinkArtifactRequest(LinkArtifactRequest),
    /// [`ErrorArtifactRequest`]
    #[serde(rename = "error")]
    ErrorArtifactRequest(ErrorArtifactRequest),
}

impl From<S3ArtifactRequest> for PostArtifactRequest {
    fn from(value: S3ArtifactRequest) -> Self {
        Self::S3ArtifactRequest(value)
    }
}

impl From<ObjectArtifactRequest> for PostArtifactRequest {
    fn from(value: ObjectArtifactRequest) -> Self {
        Self::ObjectArtifactRequest(value)
    }
}

impl From<RedirectArtifactRequest> for PostArtifactRequest {
    fn from(value: RedirectArtifactRequest) -> Self {
        Self::RedirectArtifactRequest(value)
    }
}

impl From<LinkArtifactRequest> for PostArtifactRequest {
    fn from(value: LinkArtifactRequest) -> Self {
        Self::LinkArtifactRequest(value)
    }
}

impl From<ErrorArtifactRequest> for PostArtifactRequest {
    fn from(value: ErrorArtifactRequest) -> Self {
        Self::ErrorArtifactRequest(value)
    }
}

/// What remains to be done after an artifact was registered. The kind is that of the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "storageType")]
pub enum PostArtifactResponse {
    /// [`S3ArtifactResponse`]
    #[serde(rename = "s3")]
    S3ArtifactResponse(S3ArtifactResponse),
    /// [`ObjectArtifactResponse`]
    #[serde(rename = "object")]
    ObjectArtifactResponse(ObjectArtifactResponse),
    /// [`RedirectArtifactResponse`]
    #[serde(rename = "reference")]
    RedirectArtifactResponse(RedirectArtifactResponse),
    /// [`LinkArtifactResponse`]
    #[serde(rename = "link")]
    LinkArtifactResponse(LinkArtifactResponse),
    /// [`ErrorArtifactResponse`]
    #[serde(rename = "error")]
    ErrorArtifactResponse(ErrorArtifactResponse),
}

impl From<S3ArtifactResponse> for PostArtifactResponse {
    fn from(value: S3ArtifactResponse) -> Self {
        Self::S3ArtifactResponse(value)
    }
}

impl From<ObjectArtifactResponse> for PostArtifactResponse {
    fn from(value: ObjectArtifactResponse) -> Self {
        Self::ObjectArtifactResponse(value)
    }
}

impl From<RedirectArtifactResponse> for PostArtifactResponse {
    fn from(value: RedirectArtifactResponse) -> Self {
        Self::RedirectArtifactResponse(value)
    }
}

impl From<LinkArtifactResponse> for PostArtifactResponse {
    fn from(value: LinkArtifactResponse) -> Self {
        Self::LinkArtifactResponse(value)
    }
}

impl From<ErrorArtifactResponse> for PostArtifactResponse {
    fn from(value: ErrorArtifactResponse) -> Self {
        Self::ErrorArtifactResponse(value)
    }
}

/// A provisioner: a family of task queues with the same first half of the id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProvisionerInformation {
    /// What the provisioner is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the provisioner if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the provisioner was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// Id of the provisioner: the first half of the ids of its task queues.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: ProvisionerInformationStability,
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ProvisionerInformationStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for ProvisionerInformationStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// The record of one provisioner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProvisionerResponse {
    /// What the provisioner is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the provisioner if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the provisioner was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// Id of the provisioner: the first half of the ids of its task queues.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: ProvisionerResponseStability,
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ProvisionerResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for ProvisionerResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// One change of a worker's quarantine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarantineDetails {
    /// Client that made the change.
    #[serde(rename = "clientId")]
    pub client_id: String,
    /// Reason that was given for the change; may be empty.
    #[serde(rename = "quarantineInfo")]
    pub quarantine_info: String,
    /// Time that this change set as end of the quarantine (UTC).
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
    /// When the change was made (UTC).
    #[serde(rename = "updatedAt")]
    pub updated_at: crate::Timestamp,
}

/// How long a worker shall get no runs, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarantineWorkerRequest {
    /// Reason for the change, for the people who find the worker idle. May be left out.
    #[serde(
        rename = "quarantineInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_info: Option<String>,
    /// Time until which the worker gets no runs (UTC). A time in the past ends the quarantine at once.
    #[serde(rename = "quarantineUntil")]
    pub quarantine_until: crate::Timestamp,
}

/// A pointer to content that is stored or served elsewhere, for instance the live log of a running
/// task. Nothing is uploaded, and the queue does not check the URL.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedirectArtifactRequest {
    /// MIME type of what the URL leads to. Only a hint: readers see what the other server sends.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// Time after which the artifact may be deleted (UTC). Must not be later than the expiry of the task.
    pub expires: crate::Timestamp,
    /// Where readers are redirected to. May be replaced by a later call with the same artifact name.
    pub url: String,
}

/// The reference is in place; nothing remains to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RedirectArtifactResponse(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for RedirectArtifactResponse {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<RedirectArtifactResponse> for serde_json::Map<String, serde_json::Value> {
    fn from(value: RedirectArtifactResponse) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for RedirectArtifactResponse {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

/// The content is served by somebody else and is fetched with a plain GET.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferenceArtifactContent {
    /// Where the artifact's creator said that the content is. Not checked by the queue; follow redirects,
    /// and send no credentials.
    pub url: String,
}

/// One attempt to run the task. At most the latest run of a task is unresolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunInformation {
    /// Why there is this run: `scheduled` for the first one, `retry` after a run that lost its worker,
    /// `task-retry` after one that the task declared intermittent, `rerun` when somebody asked for it,
    /// `exception` for a run that was only created to record that a task ended before it could run.
    #[serde(rename = "reasonCreated")]
    pub reason_created: RunInformationReasonCreated,
    /// How the run ended. Repeats the state for `completed` and `failed`; all other values go with the
    /// state `exception` and say why: `canceled`, `deadline-exceeded` and `claim-expired` come from the
    /// queue, the rest from the worker. Absent while the run is unresolved. `superseded` is found on old
    /// runs only.
    #[serde(
        rename = "reasonResolved",
        skip_serializing_if = "Option::is_none"
    )]
    pub reason_resolved: Option<RunInformationReasonResolved>,
    /// When the run became `completed`, `failed` or `exception` (UTC). Absent while the run is unresolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<crate::Timestamp>,
    /// Number of the run within its task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// When the run was created and could be claimed (UTC).
    pub scheduled: crate::Timestamp,
    /// When the run was claimed (UTC). Absent if it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<crate::Timestamp>,
    /// State of the run. A worker that finds its run in another state than `running` has lost it and stops
    /// the commands.
    pub state: RunInformationState,
    /// Time until which the current claim holds (UTC); when it passes without a reclaim the queue resolves
    /// the run as `claim-expired`. Absent if the run was never claimed.
    #[serde(
        rename = "takenUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub taken_until: Option<crate::Timestamp>,
    /// Group of the worker that claimed the run. Absent if it was never claimed.
    #[serde(
        rename = "workerGroup",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_group: Option<String>,
    /// Id, within its group, of the worker that claimed the run. Absent if it was never claimed.
    #[serde(rename = "workerId", skip_serializing_if = "Option::is_none")]
    pub worker_id: Option<String>,
}

/// Why there is this run: `scheduled` for the first one, `retry` after a run that lost its worker,
/// `task-retry` after one that the task declared intermittent, `rerun` when somebody asked for it,
/// `exception` for a run that was only created to record that a task ended before it could run.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum RunInformationReasonCreated {
    /// `scheduled`
    #[serde(rename = "scheduled")]
    Scheduled,
    /// `retry`
    #[serde(rename = "retry")]
    Retry,
    /// `task-retry`
    #[serde(rename = "task-retry")]
    TaskRetry,
    /// `rerun`
    #[serde(rename = "rerun")]
    Rerun,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for RunInformationReasonCreated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Scheduled => f.write_str("scheduled"),
            Self::Retry => f.write_str("retry"),
            Self::TaskRetry => f.write_str("task-retry"),
            Self::Rerun => f.write_str("rerun"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// How the run ended. Repeats the state for `completed` and `failed`; all other values go with the
/// state `exception` and say why: `canceled`, `deadline-exceeded` and `claim-expired` come from the
/// queue, the rest from the worker. Absent while the run is unresolved. `superseded` is found on old
/// runs only.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum RunInformationReasonResolved {
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `deadline-exceeded`
    #[serde(rename = "deadline-exceeded")]
    DeadlineExceeded,
    /// `canceled`
    #[serde(rename = "canceled")]
    Canceled,
    /// `claim-expired`
    #[serde(rename = "claim-expired")]
    ClaimExpired,
    /// `worker-shutdown`
    #[serde(rename = "worker-shutdown")]
    WorkerShutdown,
    /// `malformed-payload`
    #[serde(rename = "malformed-payload")]
    MalformedPayload,
    /// `resource-unavailable`
    #[serde(rename = "resource-unavailable")]
    ResourceUnavailable,
    /// `internal-error`
    #[serde(rename = "internal-error")]
    InternalError,
    /// `intermittent-task`
    #[serde(rename = "intermittent-task")]
    IntermittentTask,
    /// `superseded`
    #[serde(rename = "superseded")]
    Superseded,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for RunInformationReasonResolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::DeadlineExceeded => f.write_str("deadline-exceeded"),
            Self::Canceled => f.write_str("canceled"),
            Self::ClaimExpired => f.write_str("claim-expired"),
            Self::WorkerShutdown => f.write_str("worker-shutdown"),
            Self::MalformedPayload => f.write_str("malformed-payload"),
            Self::ResourceUnavailable => f.write_str("resource-unavailable"),
            Self::InternalError => f.write_str("internal-error"),
            Self::IntermittentTask => f.write_str("intermittent-task"),
            Self::Superseded => f.write_str("superseded"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// State of the run. A worker that finds its run in another state than `running` has lost it and stops
/// the commands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum RunInformationState {
    /// `pending`
    #[serde(rename = "pending")]
    Pending,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for RunInformationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Pending => f.write_str("pending"),
            Self::Running => f.write_str("running"),
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// The content lies in the queue's bucket and is fetched with a plain GET.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct S3ArtifactContent {
    /// Where to fetch the content, without Taskcluster credentials. May be signed and valid for minutes
    /// only, so fetch at once and keep it out of logs.
    pub url: String,
}

/// A file that the worker uploads to the queue's bucket with one signed PUT.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct S3ArtifactRequest {
    /// Size of the upload in bytes, after compression. May be left out; deployments of 2018 do not know it.
    #[serde(
        rename = "contentLength",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_length: Option<u64>,
    /// MIME type under which the content is served, with charset where it matters. The upload has to carry
    /// the same type.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// Time after which the artifact may be deleted (UTC). Must not be later than the expiry of the task.
    pub expires: crate::Timestamp,
}

/// Where to upload the content to. A failed upload can be repeated with the same URL until it expires,
/// and with a fresh one from another `createArtifact` after that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct S3ArtifactResponse {
    /// Value of the `Content-Type` header that the upload has to carry; the signature covers it.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// Time at which `putUrl` stops working (UTC), not that of the artifact: usually less than an hour
    /// away.
    pub expires: crate::Timestamp,
    /// Signed URL for a single PUT of the content, with `Content-Length` known beforehand and
    /// `Content-Encoding` as it shall be served. Its query is a credential and must not get into logs.
    #[serde(rename = "putUrl")]
    pub put_url: crate::WireSecret,
}

/// A claimed run, with all that a worker needs to run it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskClaim {
    /// Temporary credentials for calls about this run, and for what the task's own scopes allow. They
    /// expire some minutes after `takenUntil`; each reclaim gives the next ones.
    pub credentials: TaskCredentials,
    /// Number of the claimed run within its task, counted from 0. Part of every further route about the
    /// run.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The status of the task just after the claim; the only place where the claim tells the `taskId`.
    pub status: TaskStatusStructure,
    /// Time until which the claim holds (UTC, the queue's clock). Without a reclaim before then the queue
    /// resolves the run as `claim-expired` and may give a new one to another worker.
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    /// The definition of the task, whose `payload` says what to run.
    pub task: TaskDefinitionResponse,
    /// Group of the claiming worker, as in the request.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the claiming worker within its group, as in the request.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// Who claims the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskClaimRequest {
    /// Group of the worker, from its configuration: usually the region or data centre that it is in.
    /// Together with `workerId` it names the worker, and the caller needs the scope for this pair.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group, from its configuration: usually that of the machine or instance.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// The claimed run, with all that a worker needs to run it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskClaimResponse {
    /// Temporary credentials for calls about this run, and for what the task's own scopes allow. They
    /// expire some minutes after `takenUntil`; each reclaim gives the next ones.
    pub credentials: TaskCredentials,
    /// Number of the claimed run within its task, counted from 0. Part of every further route about the
    /// run.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The status of the task just after the claim.
    pub status: TaskStatusStructure,
    /// Time until which the claim holds (UTC, the queue's clock). Without a reclaim before then the queue
    /// resolves the run as `claim-expired` and may give a new one to another worker.
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    /// The definition of the task, whose `payload` says what to run.
    pub task: TaskDefinitionResponse,
    /// Group of the claiming worker, as in the request.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the claiming worker within its group, as in the request.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// Temporary Taskcluster credentials of a claimed run. They allow to reclaim and resolve this run, to
/// create its artifacts, and everything that the task's scopes allow. All three parts are needed to
/// sign a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskCredentials {
    /// Secret key for signing. Must not get into logs or artifacts.
    #[serde(rename = "accessToken")]
    pub access_token: crate::WireSecret,
    /// Certificate that binds the key to scopes and to a time span: JSON as text, to be passed on unchanged
    /// in the `ext` field of the signature.
    pub certificate: crate::WireSecret,
    /// Name under which the requests appear, which contains task id, run id and the worker's name.
    #[serde(rename = "clientId")]
    pub client_id: String,
}

/// A task with everything that the queue says about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionAndStatus {
    /// Where the task stands.
    pub status: TaskStatusStructure,
    /// The definition of the task.
    pub task: TaskDefinitionResponse,
}

/// A task definition together with the id of the task, which the definition itself does not contain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionEntry {
    /// The definition.
    pub task: TaskDefinitionResponse,
    /// Id of the task (22 characters), as it was asked for.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// The definition of a task to create. The queue fills in what is left out, and nothing but the
/// priority can be changed afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionRequest {
    /// Creation time (UTC). The queue compares it with its own clock, and refuses a task that claims to be
    /// created far from now.
    pub created: crate::Timestamp,
    /// Time by which the task has to be resolved (UTC): after `created`, and at most five days ahead.
    pub deadline: crate::Timestamp,
    /// Ids of the tasks to wait for, see `requires`. They have to exist. None if left out, and the task is
    /// then scheduled at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<String>,
    /// Time after which the task, its logs and its artifacts may be deleted (UTC): not before `deadline`.
    /// One year after `deadline` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    /// Free-form data for other services and for people. Neither the queue nor the worker looks into it.
    /// Empty if left out.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What people are shown about the task.
    pub metadata: TaskMetadata,
    /// What to run and how, in the form that the workers of the task queue expect. The queue does not check
    /// it.
    pub payload: serde_json::Map<String, serde_json::Value>,
    /// Place among the waiting runs of the task queue; the caller needs the scope for this priority or a
    /// higher one. `lowest` if left out.
    #[serde(default = "defaults::task_definition_request_priority")]
    pub priority: TaskDefinitionRequestPriority,
    /// Project that the task belongs to; the caller needs the scope for it. `none` if left out.
    #[serde(
        rename = "projectId",
        skip_serializing_if = "Option::is_none"
    )]
    pub project_id: Option<String>,
    /// First half of the task queue's id, before the slash. To be sent together with `workerType` where
    /// `taskQueueId` is left out.
    #[serde(
        rename = "provisionerId",
        skip_serializing_if = "Option::is_none"
    )]
    pub provisioner_id: Option<String>,
    /// Whether every dependency has to be `completed`, or only resolved. `all-completed` if left out.
    #[serde(default = "defaults::task_definition_request_requires")]
    pub requires: TaskDefinitionRequestRequires,
    /// How many runs the queue may add by itself when one is lost for reasons outside the task. 5 if left
    /// out.
    #[serde(default = "defaults::default_u64::<u64, 5>")]
    pub retries: u64,
    /// Addresses to which messages about the task are copied; the caller needs the scope for each. None if
    /// left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
    /// Who may act on the task besides its own scopes; has to be the same for all tasks of a group. `-` if
    /// left out.
    #[serde(
        rename = "schedulerId",
        default = "defaults::task_definition_request_scheduler_id"
    )]
    pub scheduler_id: String,
    /// What the task shall be allowed to do; the caller has to have these scopes. None if left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Short labels by name, for searching and statistics. Empty if left out.
    #[serde(
        default,
        skip_serializing_if = "std::collections::BTreeMap::is_empty"
    )]
    pub tags: std::collections::BTreeMap<String, String>,
    /// Task group that the task joins (22 characters). The task's own id if left out, so that it begins a
    /// group.
    #[serde(
        rename = "taskGroupId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_group_id: Option<String>,
    /// Task queue whose workers may claim the task: `provisionerId/workerType`. Leave it out for
    /// deployments of 2018, which know only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash. To be sent together with `provisionerId` where
    /// `taskQueueId` is left out.
    #[serde(
        rename = "workerType",
        skip_serializing_if = "Option::is_none"
    )]
    pub worker_type: Option<String>,
}

/// Place among the waiting runs of the task queue; the caller needs the scope for this priority or a
/// higher one. `lowest` if left out.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionRequestPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    #[default]
    Lowest,
}

impl fmt::Display for TaskDefinitionRequestPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
        }
    }
}

/// Whether every dependency has to be `completed`, or only resolved. `all-completed` if left out.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionRequestRequires {
    /// `all-completed`
    #[serde(rename = "all-completed")]
    #[default]
    AllCompleted,
    /// `all-resolved`
    #[serde(rename = "all-resolved")]
    AllResolved,
}

impl fmt::Display for TaskDefinitionRequestRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
        }
    }
}

/// The definition of a task as the queue keeps it: what was sent when the task was created, with all
/// defaults filled in. It does not change while the task lives, so that a worker may copy it as is into
/// the chain-of-trust certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinitionResponse {
    /// When the task was created, according to its creator's clock (UTC).
    pub created: crate::Timestamp,
    /// Time by which the task has to be resolved (UTC), at most five days after its creation. When it
    /// passes the queue resolves the task as `exception` with reason `deadline-exceeded`, even while a
    /// worker is running it; reclaims and reports are refused from then on.
    pub deadline: crate::Timestamp,
    /// Ids of the tasks that have to be resolved before this one is scheduled, see `requires`. A worker
    /// accepts artifacts of other tasks as mounts only from tasks in this list.
    pub dependencies: Vec<String>,
    /// Time after which the queue deletes the task with all that belongs to it (UTC). No artifact may
    /// expire later, and the worker takes it as expiry of the log and of artifacts for which the payload
    /// gives none. The queue fills it in when the creator left it out: one year after `deadline`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    /// Free-form data for other services and for people. Neither the queue nor the worker looks into it.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What people are shown about the task.
    pub metadata: TaskMetadata,
    /// What to run and how. The queue passes it through unread; each kind of worker has a schema of its own
    /// for it and resolves a task whose payload does not match as `malformed-payload`.
    pub payload: serde_json::Map<String, serde_json::Value>,
    /// Runs of a higher priority are handed out before those of a lower one within the same task queue. It
    /// has no effect on a run once it is claimed.
    pub priority: TaskDefinitionResponsePriority,
    /// Project that the task belongs to; `none` if its creator named no project. Scopes that allow to
    /// schedule, cancel or rerun all tasks of a project refer to it.
    #[serde(
        rename = "projectId",
        skip_serializing_if = "Option::is_none"
    )]
    pub project_id: Option<String>,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Which results of the dependencies count: with `all-completed` each has to be `completed`, with
    /// `all-resolved` each has to be resolved in whatever way. With `all-completed` a failed dependency
    /// leaves this task unscheduled until its deadline.
    pub requires: TaskDefinitionResponseRequires,
    /// How many times the queue may add a run by itself after one that ended for reasons outside the task:
    /// a lost worker, `worker-shutdown`, or `intermittent-task`. A run that `failed` is not retried.
    pub retries: u64,
    /// Addresses to which messages about the task are copied. Other services act on routes that begin with
    /// their name, such as `index.` followed by a path.
    pub routes: Vec<String>,
    /// Who may schedule, cancel and rerun the task besides its own scopes; the same for all tasks of a task
    /// group. `-` if the creator named none.
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    /// What the task is allowed to do. A worker checks its features against these scopes, and the task
    /// credentials carry them to the commands through the taskcluster proxy.
    pub scopes: Vec<String>,
    /// Short labels for searching and statistics, by name. They have no effect on the run.
    pub tags: std::collections::BTreeMap<String, String>,
    /// Task group that the task belongs to (22 characters). If the creator named none it is the task's own
    /// id.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// Task queue whose workers may claim the task: `provisionerId/workerType`. Deployments of 2018 send
    /// only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// Runs of a higher priority are handed out before those of a lower one within the same task queue. It
/// has no effect on a run once it is claimed.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionResponsePriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    #[default]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskDefinitionResponsePriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Which results of the dependencies count: with `all-completed` each has to be `completed`, with
/// `all-resolved` each has to be resolved in whatever way. With `all-completed` a failed dependency
/// leaves this task unscheduled until its deadline.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskDefinitionResponseRequires {
    /// `all-completed`
    #[serde(rename = "all-completed")]
    #[default]
    AllCompleted,
    /// `all-resolved`
    #[serde(rename = "all-resolved")]
    AllResolved,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskDefinitionResponseRequires {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AllCompleted => f.write_str("all-completed"),
            Self::AllResolved => f.write_str("all-resolved"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Why a run could not give a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskExceptionRequest {
    /// What went wrong. `worker-shutdown`: the worker has to stop, retried by the queue.
    /// `intermittent-task`: the task asked for another try, retried by the queue. `malformed-payload`: the
    /// task has to be changed before it can run. `resource-unavailable`: something that the task refers to
    /// cannot be had. `internal-error`: the worker is at fault. `superseded`: a later task makes this one
    /// superfluous; only queues of 2018 take it, all later ones answer 400.
    pub reason: TaskExceptionRequestReason,
}

/// What went wrong. `worker-shutdown`: the worker has to stop, retried by the queue.
/// `intermittent-task`: the task asked for another try, retried by the queue. `malformed-payload`: the
/// task has to be changed before it can run. `resource-unavailable`: something that the task refers to
/// cannot be had. `internal-error`: the worker is at fault. `superseded`: a later task makes this one
/// superfluous; only queues of 2018 take it, all later ones answer 400.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskExceptionRequestReason {
    /// `worker-shutdown`
    #[serde(rename = "worker-shutdown")]
    WorkerShutdown,
    /// `malformed-payload`
    #[serde(rename = "malformed-payload")]
    MalformedPayload,
    /// `resource-unavailable`
    #[serde(rename = "resource-unavailable")]
    ResourceUnavailable,
    /// `internal-error`
    #[serde(rename = "internal-error")]
    InternalError,
    /// `intermittent-task`
    #[serde(rename = "intermittent-task")]
    IntermittentTask,
    /// `superseded`
    #[serde(rename = "superseded")]
    Superseded,
}

impl fmt::Display for TaskExceptionRequestReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkerShutdown => f.write_str("worker-shutdown"),
            Self::MalformedPayload => f.write_str("malformed-payload"),
            Self::ResourceUnavailable => f.write_str("resource-unavailable"),
            Self::InternalError => f.write_str("internal-error"),
            Self::IntermittentTask => f.write_str("intermittent-task"),
            Self::Superseded => f.write_str("superseded"),
        }
    }
}

/// What the queue knows about a task group, without its tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskGroupDefinitionResponse {
    /// Time after which the queue forgets the group (UTC): not before the last of its tasks expires.
    pub expires: crate::Timestamp,
    /// Scheduler of the group, fixed by its first task; a task with another one is refused.
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    /// When the group was closed for new tasks (UTC). Absent as long as it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<crate::Timestamp>,
    /// Id of the task group (22 characters), often that of its first task.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
}

/// Which tasks of a group got another priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskGroupPriorityChangeResponse {
    /// The priority that was asked for.
    #[serde(rename = "newPriority")]
    pub new_priority: TaskGroupPriorityChangeResponseNewPriority,
    /// Scheduler of the group, the same for all of its tasks.
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    /// Id of the task group (22 characters), as in the route.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// Ids of the tasks that were changed (22 characters each).
    #[serde(rename = "taskIds")]
    pub task_ids: Vec<String>,
    /// How many tasks were changed: the length of `taskIds`.
    #[serde(rename = "tasksAffected")]
    pub tasks_affected: u64,
}

/// The priority that was asked for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskGroupPriorityChangeResponseNewPriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskGroupPriorityChangeResponseNewPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// What people are shown about a task. Nothing in it has an effect on how the task runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskMetadata {
    /// What the task is for. Markdown.
    pub description: String,
    /// Short name of the task as shown in lists.
    pub name: String,
    /// E-mail address of the person who is responsible for the task and may be asked about it.
    pub owner: String,
    /// URL of the place that the task was generated from, ideally with a revision.
    pub source: String,
}

/// A task queue: tasks wait in it until one of its workers claims them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskQueue {
    /// What the task queue is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the task queue if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the task queue was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: TaskQueueStability,
    /// Id of the task queue: `provisionerId/workerType`.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
}

/// The record of one task queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskQueueResponse {
    /// What the task queue is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the task queue if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the task queue was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: TaskQueueResponseStability,
    /// Id of the task queue: `provisionerId/workerType`.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskQueueResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskQueueResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskQueueStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskQueueStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// A claim that was extended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskReclaimResponse {
    /// Temporary credentials that replace those of the claim or of the previous reclaim; the worker passes
    /// them on to whatever makes calls for the task, such as the taskcluster proxy. They expire some
    /// minutes after the new `takenUntil`.
    pub credentials: TaskCredentials,
    /// Number of the run within its task, as in the route.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// The status of the task just after the reclaim.
    pub status: TaskStatusStructure,
    /// Time until which the claim holds from now on (UTC, the queue's clock). The next reclaim is due
    /// before then.
    #[serde(rename = "takenUntil")]
    pub taken_until: crate::Timestamp,
    /// Group of the worker that holds the claim.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id, within its group, of the worker that holds the claim.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// Names a run of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskRun {
    /// Number of the run within its task, counted from 0.
    #[serde(rename = "runId")]
    pub run_id: u64,
    /// Id of the task (22 characters).
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// A task status together with the id that it was asked for by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskStatusEntry {
    /// The status.
    pub status: TaskStatusStructure,
    /// Id of the task (22 characters), as it was asked for.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// The status of one task, after the call had its effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskStatusResponse {
    /// The status, all runs included.
    pub status: TaskStatusStructure,
}

/// Where a task stands: its state, each of its runs, and those parts of the definition that are needed
/// to route it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskStatusStructure {
    /// Time at which the queue resolves the task as `deadline-exceeded` unless it is resolved before (UTC).
    pub deadline: crate::Timestamp,
    /// Time after which the queue deletes the task with all that belongs to it (UTC).
    pub expires: crate::Timestamp,
    /// Priority that the task has now, which `changeTaskPriority` may have changed since the task was
    /// created. Deployments of 2018 do not send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<TaskStatusStructurePriority>,
    /// Project that the task belongs to; `none` if its creator named no project. Deployments of 2018 do not
    /// send it.
    #[serde(
        rename = "projectId",
        skip_serializing_if = "Option::is_none"
    )]
    pub project_id: Option<String>,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// How many further runs the queue may still add by itself. Starts at the definition's `retries`, and a
    /// rerun refills it.
    #[serde(rename = "retriesLeft")]
    pub retries_left: u64,
    /// All runs of the task in the order of their creation: the run at index `i` has `runId` `i`. Empty as
    /// long as the task is unscheduled.
    pub runs: Vec<RunInformation>,
    /// Who may schedule, cancel and rerun the task besides its own scopes; `-` if the creator named none.
    #[serde(rename = "schedulerId")]
    pub scheduler_id: String,
    /// State of the latest run, or `unscheduled` if there is no run yet. `completed`, `failed` and
    /// `exception` are final unless somebody asks for a rerun.
    pub state: TaskStatusStructureState,
    /// Task group that the task belongs to (22 characters); the task's own id if the creator named none.
    #[serde(rename = "taskGroupId")]
    pub task_group_id: String,
    /// Id of the task (22 characters). A claim tells it here only, the definition does not contain it.
    #[serde(rename = "taskId")]
    pub task_id: String,
    /// Task queue whose workers may claim the task: `provisionerId/workerType`. Deployments of 2018 send
    /// only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// Priority that the task has now, which `changeTaskPriority` may have changed since the task was
/// created. Deployments of 2018 do not send it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskStatusStructurePriority {
    /// `highest`
    #[serde(rename = "highest")]
    Highest,
    /// `very-high`
    #[serde(rename = "very-high")]
    VeryHigh,
    /// `high`
    #[serde(rename = "high")]
    High,
    /// `medium`
    #[serde(rename = "medium")]
    Medium,
    /// `low`
    #[serde(rename = "low")]
    Low,
    /// `very-low`
    #[serde(rename = "very-low")]
    VeryLow,
    /// `lowest`
    #[serde(rename = "lowest")]
    Lowest,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskStatusStructurePriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Highest => f.write_str("highest"),
            Self::VeryHigh => f.write_str("very-high"),
            Self::High => f.write_str("high"),
            Self::Medium => f.write_str("medium"),
            Self::Low => f.write_str("low"),
            Self::VeryLow => f.write_str("very-low"),
            Self::Lowest => f.write_str("lowest"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// State of the latest run, or `unscheduled` if there is no run yet. `completed`, `failed` and
/// `exception` are final unless somebody asks for a rerun.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskStatusStructureState {
    /// `unscheduled`
    #[serde(rename = "unscheduled")]
    Unscheduled,
    /// `pending`
    #[serde(rename = "pending")]
    Pending,
    /// `running`
    #[serde(rename = "running")]
    Running,
    /// `completed`
    #[serde(rename = "completed")]
    Completed,
    /// `failed`
    #[serde(rename = "failed")]
    Failed,
    /// `exception`
    #[serde(rename = "exception")]
    Exception,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for TaskStatusStructureState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unscheduled => f.write_str("unscheduled"),
            Self::Pending => f.write_str("pending"),
            Self::Running => f.write_str("running"),
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::Exception => f.write_str("exception"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Which tasks to look up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TasksRequest {
    /// Ids of the tasks (22 characters each). The caller needs the scope for each of them. An empty list
    /// gives an empty answer.
    #[serde(
        rename = "taskIds",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub task_ids: Vec<String>,
}

/// One page of task definitions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TasksResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The definitions found, in no particular order. Ids that the queue does not know are missing.
    pub tasks: Vec<TaskDefinitionEntry>,
}

/// One page of task statuses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TasksStatusesResponse {
    /// Opaque position to send as `continuationToken` with the next call. Absent on the last page; a page
    /// can be short or empty although more follow.
    #[serde(
        rename = "continuationToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub continuation_token: Option<String>,
    /// The statuses found, in no particular order. Ids that the queue does not know are missing.
    pub statuses: Vec<TaskStatusEntry>,
}

/// A worker that claimed from the task queue lately.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worker {
    /// When the worker claimed a run for the first time, as far as its record goes back (UTC).
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    /// Roughly when the worker last called `claimWork` (UTC). Absent if that is not known, and on
    /// deployments of 2018.
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    /// The run that the worker claimed last. Absent if it has not claimed any yet.
    #[serde(
        rename = "latestTask",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_task: Option<TaskRun>,
    /// Time until which the worker gets no runs (UTC). Absent if it never was in quarantine; a time in the
    /// past says that the quarantine is over.
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    /// Group of the worker.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group.
    #[serde(rename = "workerId")]
    pub worker_id: String,
}

/// What to change in the record of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerRequest {
    /// Time after which the queue may forget the worker (UTC).
    pub expires: crate::Timestamp,
}

/// The record of one worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerResponse {
    /// Time after which the queue forgets the worker if it does not call again (UTC).
    pub expires: crate::Timestamp,
    /// When the worker claimed a run for the first time, as far as its record goes back (UTC).
    #[serde(rename = "firstClaim")]
    pub first_claim: crate::Timestamp,
    /// Roughly when the worker last called `claimWork` (UTC). Absent if that is not known, and on
    /// deployments of 2018.
    #[serde(
        rename = "lastDateActive",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_date_active: Option<crate::Timestamp>,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Every change of the worker's quarantine: who made it, when, and why. Absent on deployments of 2018.
    #[serde(
        rename = "quarantineDetails",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub quarantine_details: Vec<QuarantineDetails>,
    /// Time until which the worker gets no runs (UTC). Absent if it never was in quarantine; a time in the
    /// past says that the quarantine is over.
    #[serde(
        rename = "quarantineUntil",
        skip_serializing_if = "Option::is_none"
    )]
    pub quarantine_until: Option<crate::Timestamp>,
    /// The runs that the worker claimed lately, the latest last. Only the last few are kept.
    #[serde(rename = "recentTasks")]
    pub recent_tasks: Vec<TaskRun>,
    /// Task queue that the worker claims from: `provisionerId/workerType`. Absent on deployments of 2018.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Group of the worker, as in the route.
    #[serde(rename = "workerGroup")]
    pub worker_group: String,
    /// Id of the worker within its group, as in the route.
    #[serde(rename = "workerId")]
    pub worker_id: String,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// A worker type: the older name for a task queue, seen from its provisioner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerType {
    /// What the worker type is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the worker type if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the worker type was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: WorkerTypeStability,
    /// Id of the task queue: `provisionerId/workerType`. Deployments of 2018 send only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// The record of one worker type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkerTypeResponse {
    /// What the worker type is for. Markdown, empty if nobody has written any.
    pub description: String,
    /// Time after which the queue forgets the worker type if it is not used again (UTC).
    pub expires: crate::Timestamp,
    /// Roughly when the worker type was last used (UTC); updated a few times a day only.
    #[serde(rename = "lastDateActive")]
    pub last_date_active: crate::Timestamp,
    /// First half of the task queue's id, before the slash.
    #[serde(rename = "provisionerId")]
    pub provisioner_id: String,
    /// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
    /// claims.
    pub stability: WorkerTypeResponseStability,
    /// Id of the task queue: `provisionerId/workerType`. Deployments of 2018 send only the two halves.
    #[serde(
        rename = "taskQueueId",
        skip_serializing_if = "Option::is_none"
    )]
    pub task_queue_id: Option<String>,
    /// Second half of the task queue's id, after the slash.
    #[serde(rename = "workerType")]
    pub worker_type: String,
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum WorkerTypeResponseStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for WorkerTypeResponseStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Promise of the owners to users: whether it may change or vanish without notice. It has no effect on
/// claims.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum WorkerTypeStability {
    /// `experimental`
    #[serde(rename = "experimental")]
    Experimental,
    /// `stable`
    #[serde(rename = "stable")]
    Stable,
    /// `deprecated`
    #[serde(rename = "deprecated")]
    Deprecated,
    /// A word that this worker does not know: the server is newer.
    #[serde(other)]
    Unknown,
}

impl fmt::Display for WorkerTypeStability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Experimental => f.write_str("experimental"),
            Self::Stable => f.write_str("stable"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: ::std::convert::TryFrom<u64>,
        <T as ::std::convert::TryFrom<u64>>::Error: ::std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
    pub(super) fn task_definition_request_priority() -> super::TaskDefinitionRequestPriority {
        super::TaskDefinitionRequestPriority::Lowest
    }
    pub(super) fn task_definition_request_requires() -> super::TaskDefinitionRequestRequires {
        super::TaskDefinitionRequestRequires::AllCompleted
    }
    pub(super) fn task_definition_request_scheduler_id() -> ::std::string::String {
        "-".to_string()
    }
}
