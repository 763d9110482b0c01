//! Creating tasks, and dependencies.

use super::*;

#[test]
fn defaults_are_filled_in() {
    let mut queue = Fixture::new();
    let status = queue.create("a", json!({}));
    let definition = queue.state.task("a").expect("the task").definition.clone();
    assert_eq!((status.provisioner_id.as_str(), status.worker_type.as_str()), ("proj", "linux"));
    assert_eq!(definition.task_queue_id.as_deref(), Some(QUEUE));
    assert_eq!((status.task_group_id.as_str(), status.scheduler_id.as_str()), ("a", "-"));
    assert_eq!((status.project_id.as_deref(), status.retries_left), (Some("none"), 5));
    assert_eq!(status.expires.to_string(), "2019-10-26T12:00:00.000Z");
    assert_eq!(status.state, TaskState::Pending);
    assert_eq!(status.runs[0].reason_created, ReasonCreated::Scheduled);
}

#[test]
fn the_two_ways_to_name_a_task_queue_must_agree() {
    let mut queue = Fixture::new();
    let halves = json!({ "taskQueueId": null, "provisionerId": "proj", "workerType": "linux" });
    assert_eq!(queue.create("a", halves).task_queue_id.as_deref(), Some(QUEUE));
    let both = json!({ "provisionerId": "proj", "workerType": "linux" });
    assert_eq!(queue.create("b", both).task_queue_id.as_deref(), Some(QUEUE));
    let differing = json!({ "provisionerId": "proj", "workerType": "mac" });
    assert_refused(queue.try_create("c", differing), 400, "InputError");
    assert_refused(queue.try_create("c", json!({ "taskQueueId": null })), 400, "InputError");
}

#[test]
fn creating_twice_is_allowed_only_in_the_same_words() {
    let mut queue = Fixture::new();
    let first = queue.create("a", json!({ "deadline": "2018-10-25T14:00:00.1239Z" }));
    // Digits beyond the millisecond do not count.
    assert_eq!(queue.create("a", json!({ "deadline": "2018-10-25T14:00:00.123Z" })), first);
    assert_eq!(queue.claim(2), ["a"]);
    assert_eq!(
        queue.create("a", json!({ "deadline": "2018-10-25T14:00:00.123Z" })).state,
        TaskState::Running
    );
    assert_refused(queue.try_create("a", json!({})), 409, "RequestConflict");
}

#[test]
fn times_are_checked() {
    let mut queue = Fixture::new();
    for (changes, word) in [
        (json!({ "created": "2018-10-25T11:44:59Z" }), "past"),
        (json!({ "created": "2018-10-25T12:15:01Z" }), "future"),
        (json!({ "deadline": "2018-10-25T11:59:59Z" }), "deadline"),
        (json!({ "created": "2018-10-25T11:55:00Z", "deadline": "2018-10-25T11:59:00Z" }), "deadline"),
        (json!({ "deadline": "2018-10-30T12:15:01Z" }), "5 days"),
        (json!({ "expires": "2018-10-25T13:00:00Z" }), "expires"),
        (json!({ "scopes": ["a**"] }), "**"),
    ] {
        let message = assert_refused(queue.try_create("a", changes.clone()), 400, "InputError");
        assert!(message.contains(word), "{changes}: {message}");
    }
    assert!(queue.state.task("a").is_err());
}

#[test]
fn a_task_waits_for_all_that_it_depends_on() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    queue.create("b", json!({}));
    let status = queue.create("c", json!({ "dependencies": ["a", "b"] }));
    assert_eq!((status.state, status.runs.len()), (TaskState::Unscheduled, 0));
    assert_eq!(queue.claim(9), ["a", "b"]);
    queue.report("a", 0, Verdict::Completed).expect("running");
    assert_eq!(queue.status("c").state, TaskState::Unscheduled);
    queue.report("b", 0, Verdict::Completed).expect("running");
    assert_eq!(queue.claim(9), ["c"]);
    // A report that is repeated does not schedule anything anew.
    queue.report("b", 0, Verdict::Completed).expect("idempotent");
    assert_eq!(queue.status("c").runs.len(), 1);
}

#[test]
fn only_success_frees_a_task_unless_it_asks_for_less() {
    let mut queue = Fixture::new();
    queue.create("failing", json!({}));
    queue.create("strict", json!({ "dependencies": ["failing"] }));
    queue.create("lenient", json!({ "dependencies": ["failing"], "requires": "all-resolved" }));
    queue.claim(1);
    queue.report("failing", 0, Verdict::Failed).expect("running");
    assert_eq!(queue.status("strict").state, TaskState::Unscheduled);
    assert_eq!(queue.status("lenient").state, TaskState::Pending);
    // Created afterwards, it is the same.
    assert_eq!(queue.create("s2", json!({ "dependencies": ["failing"] })).state, TaskState::Unscheduled);
    let lenient = json!({ "dependencies": ["failing"], "requires": "all-resolved" });
    assert_eq!(queue.create("l2", lenient).state, TaskState::Pending);
    // A successful rerun is as good as a success.
    queue.state.rerun_task("failing", queue.now).expect("resolved");
    while queue.claim(1).first().is_some_and(|id| id != "failing") {}
    queue.report("failing", 1, Verdict::Completed).expect("running");
    assert_eq!(queue.status("strict").state, TaskState::Pending);
}

#[test]
fn dependencies_must_exist_and_outlive_the_deadline() {
    let mut queue = Fixture::new();
    queue.create("short", json!({ "deadline": "2018-10-25T13:00:00Z", "expires": "2018-10-25T14:00:00Z" }));
    let dependencies = json!({ "dependencies": ["nowhere", "short"] });
    let message = assert_refused(queue.try_create("a", dependencies), 400, "InputError");
    assert!(message.contains(" * nowhere") && message.contains(" * short"), "{message}");
    assert!(queue.state.task("a").is_err());
}

#[test]
fn a_task_that_waits_for_itself_can_only_be_scheduled_by_hand() {
    let mut queue = Fixture::new();
    assert_eq!(queue.create("a", json!({ "dependencies": ["a"] })).state, TaskState::Unscheduled);
    let status = queue.state.schedule_task("a", queue.now).expect("before its deadline");
    assert_eq!(status.state, TaskState::Pending);
    assert_eq!(queue.state.schedule_task("a", queue.now).expect("idempotent"), status);
    queue.claim(1);
    queue.report("a", 0, Verdict::Completed).expect("running");
    assert_eq!(queue.status("a").runs.len(), 1);
}

#[test]
fn a_task_is_forgotten_when_it_expires() {
    let mut queue = Fixture::new();
    queue.create("a", json!({ "deadline": "2018-10-25T13:00:00Z", "expires": "2018-10-25T14:00:00Z" }));
    queue.pass(2 * 3600 + 120);
    assert_refused(queue.state.task("a").map(|_| ()), 404, "ResourceNotFound");
    assert_refused(queue.state.group("a").map(|_| ()), 404, "ResourceNotFound");
    assert_eq!(queue.state.next_event(), None);
}
