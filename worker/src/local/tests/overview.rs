//! Groups, priorities, task queues and workers, over HTTP.

use generated::api::auth::CreateRoleRequest;
use generated::api::queue::{
    ChangeTaskPriorityRequest, ChangeTaskPriorityRequestNewPriority, QuarantineWorkerRequest, TasksRequest,
};

use super::*;

#[tokio::test]
async fn a_group_is_listed_in_pages_sealed_and_canceled() {
    let deployment = start().await;
    let queue = clients(&deployment).queue();
    let group = slugid::v4();
    let mut definition = task(&[]);
    definition.task_group_id = Some(group.clone());
    let ids = [slugid::v4(), slugid::v4(), slugid::v4()];
    for id in &ids {
        queue.create_task(id, &definition).await.expect("created");
    }
    let first = queue.list_task_group(&group, None, Some("2")).await.expect("a page");
    let token = first.continuation_token.expect("more");
    let rest = queue.list_task_group(&group, Some(&token), Some("2")).await.expect("a page");
    assert_eq!(rest.continuation_token, None);
    let listed: Vec<_> = first.tasks.iter().chain(&rest.tasks).map(|task| &task.status.task_id).collect();
    assert_eq!(listed, ids.iter().collect::<Vec<_>>());
    let wanted = TasksRequest { task_ids: vec![ids[1].clone(), slugid::v4()] };
    assert_eq!(queue.statuses(None, None, &wanted).await.expect("statuses").statuses.len(), 1);
    assert_eq!(queue.tasks(None, None, &wanted).await.expect("tasks").tasks[0].task_id, ids[1]);
    assert!(queue.seal_task_group(&group).await.expect("sealed").sealed.is_some());
    assert_eq!(status_of(queue.create_task(&slugid::v4(), &definition).await), 409);
    assert_eq!(queue.cancel_task_group(&group).await.expect("canceled").cancelled_count, 3);
    assert_eq!(status_of(queue.get_task_group(&slugid::v4()).await), 404);
    deployment.stop().await;
}

#[tokio::test]
async fn task_queues_and_workers_are_known_once_used() {
    let deployment = start().await;
    let all = clients(&deployment);
    let queue = all.queue();
    assert_eq!(status_of(queue.get_task_queue(QUEUE).await), 404);
    let (running, ..) = claimed(&all, &[]).await;
    let waiting = slugid::v4();
    queue.create_task(&waiting, &task(&[])).await.expect("created");
    let counts = queue.task_queue_counts(QUEUE).await.expect("counts");
    assert_eq!((counts.pending_tasks, counts.claimed_tasks), (1, 1));
    assert_eq!(queue.pending_tasks(QUEUE).await.expect("a count").pending_tasks, 1);
    let pending = queue.list_pending_tasks(QUEUE, None, None).await.expect("a list").tasks;
    assert_eq!(pending[0].task_id, waiting);
    let claims = queue.list_claimed_tasks(QUEUE, None, None).await.expect("a list").tasks;
    assert_eq!((claims[0].task_id.as_str(), claims[0].worker_id.as_str()), (running.as_str(), "worker"));
    assert_eq!(queue.list_task_queues(None, None).await.expect("a list").task_queues.len(), 1);
    assert_eq!(queue.get_task_queue(QUEUE).await.expect("used").task_queue_id.as_deref(), Some(QUEUE));
    assert_eq!(queue.list_provisioners(None, None).await.expect("a list").provisioners.len(), 1);
    queue.get_provisioner("proj").await.expect("used");
    assert_eq!(queue.list_worker_types("proj", None, None).await.expect("a list").worker_types.len(), 1);
    queue.get_worker_type("proj", "type").await.expect("used");

    let until = QuarantineWorkerRequest {
        quarantine_until: Timestamp::now() + Duration::from_secs(60),
        quarantine_info: Some("smells".into()),
    };
    let record = queue.quarantine_worker("proj", "type", "group", "worker", &until).await.expect("known");
    assert_eq!((record.recent_tasks.len(), record.quarantine_details.len()), (1, 1));
    assert!(queue.claim_work(QUEUE, &worker()).await.expect("an answer").tasks.is_empty());
    let quarantined = queue.list_workers("proj", "type", None, None, Some("true")).await.expect("a list");
    assert_eq!(quarantined.workers.len(), 1);
    assert!(
        queue
            .list_workers("proj", "type", None, None, Some("false"))
            .await
            .expect("a list")
            .workers
            .is_empty()
    );
    queue.get_worker("proj", "type", "group", "worker").await.expect("known");
    assert_eq!(status_of(queue.get_worker("proj", "type", "group", "other").await), 404);
    deployment.stop().await;
}

#[tokio::test]
async fn a_higher_priority_needs_the_scope_for_it() {
    let deployment = start().await;
    let all = clients(&deployment);
    let task_id = slugid::v4();
    all.queue().create_task(&task_id, &task(&[])).await.expect("created");
    let new_priority = ChangeTaskPriorityRequestNewPriority::High;
    let higher = ChangeTaskPriorityRequest { new_priority };
    let of_queue = |scope: &str| {
        let credentials = root(&deployment).restricted_to([scope]);
        all.with_credentials(SharedCredentials::new(credentials)).queue()
    };
    let wrong = of_queue("queue:change-task-priority-in-queue:proj/other");
    assert_eq!(status_of(wrong.change_task_priority(&task_id, &higher).await), 403);
    let right = of_queue("queue:change-task-priority-in-queue:proj/type");
    let status = right.change_task_priority(&task_id, &higher).await.expect("allowed").status;
    assert_eq!(status.priority.map(|priority| priority.to_string()).as_deref(), Some("high"));

    // A scope for a priority is good for all lower ones.
    let scopes = |priority: &str| {
        let create = format!("queue:create-task:{priority}:proj/type");
        let all_scopes = [create.as_str(), "queue:create-task:project:none", "queue:scheduler-id:-"];
        let credentials = root(&deployment).restricted_to(all_scopes);
        all.with_credentials(SharedCredentials::new(credentials)).queue()
    };
    let mut medium = task(&[]);
    medium.priority = generated::api::queue::TaskDefinitionRequestPriority::Medium;
    scopes("high").create_task(&slugid::v4(), &medium).await.expect("allowed");
    assert_eq!(status_of(scopes("low").create_task(&slugid::v4(), &medium).await), 403);
    deployment.stop().await;
}

#[tokio::test]
async fn whoever_changes_a_role_must_have_what_is_added() {
    let deployment = start().await;
    let all = clients(&deployment);
    let role = |scopes: &[&str]| CreateRoleRequest {
        description: "d".into(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
    };
    all.auth().create_role("r", &role(&["a", "b"])).await.expect("created");
    let few = root(&deployment).restricted_to(["auth:update-role:r", "c"]);
    let few = all.with_credentials(SharedCredentials::new(few)).auth();
    assert_eq!(few.update_role("r", &role(&["a", "c"])).await.expect("has c").scopes, ["a", "c"]);
    assert_eq!(status_of(few.update_role("r", &role(&["a", "b"])).await), 403);
    deployment.stop().await;
}

#[tokio::test]
async fn a_completed_task_is_indexed_by_its_routes() {
    let deployment = start().await;
    let all = clients(&deployment);
    let task_id = slugid::v4();
    let mut definition = task(&[]);
    definition.routes = vec!["index.a.b.c".into(), "other.c".into()];
    definition.extra = json!({ "index": { "rank": 5 } }).as_object().expect("an object").clone();
    all.queue().create_task(&task_id, &definition).await.expect("created");
    let claim = all.queue().claim_work(QUEUE, &worker()).await.expect("work").tasks.remove(0);
    assert_eq!(status_of(all.index().find_task("a.b.c").await), 404);
    let with = all.with_credentials(SharedCredentials::new(claim.credentials.into()));
    with.queue().report_completed(&task_id, "0").await.expect("reported");
    let entry = all.index().find_task("a.b.c").await.expect("indexed");
    assert_eq!((entry.task_id.as_str(), entry.rank), (task_id.as_str(), 5.0));
    assert_eq!(all.index().list_tasks("a.b", None, None).await.expect("a list").tasks.len(), 1);
    assert_eq!(all.index().list_namespaces("a", None, None).await.expect("a list").namespaces[0].name, "b");
    deployment.stop().await;
}
