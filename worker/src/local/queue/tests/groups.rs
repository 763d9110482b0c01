//! Task groups.

use super::*;

fn member(of: &str) -> Value {
    json!({ "taskGroupId": of, "schedulerId": "s" })
}

#[test]
fn all_tasks_of_a_group_have_the_same_scheduler() {
    let mut queue = Fixture::new();
    queue.create("a", member("g"));
    queue.create("b", member("g"));
    assert_refused(queue.try_create("c", json!({ "taskGroupId": "g" })), 409, "RequestConflict");
    let ids: Vec<String> =
        queue.state.group_tasks("g").expect("the group").map(|task| task.id.to_string()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_sealed_group_takes_no_more_tasks() {
    let mut queue = Fixture::new();
    queue.create("a", member("g"));
    let sealed = queue.state.seal_group("g", queue.now).expect("the group");
    assert_eq!(sealed.sealed, Some(queue.now));
    queue.pass(1);
    assert_eq!(queue.state.seal_group("g", queue.now).expect("idempotent"), sealed);
    assert_refused(queue.try_create("b", member("g")), 409, "RequestConflict");
    assert_refused(queue.state.seal_group("h", queue.now), 404, "ResourceNotFound");
}

#[test]
fn a_group_is_cancelled_as_a_whole() {
    let mut queue = Fixture::new();
    for id in ["done", "running", "pending"] {
        queue.create(id, member("g"));
    }
    queue.create(
        "unscheduled",
        json!({ "taskGroupId": "g", "schedulerId": "s", "dependencies": ["pending"] }),
    );
    queue.create("other", json!({}));
    queue.claim(2);
    queue.report("done", 0, Verdict::Completed).expect("running");
    let answer = queue.state.cancel_group("g", queue.now).expect("the group");
    assert_eq!(answer.task_ids, ["running", "pending", "unscheduled"]);
    assert_eq!((answer.cancelled_count, answer.task_group_size), (3, 4));
    assert_eq!(queue.claim(9), ["other"]);
    assert_eq!(queue.state.cancel_group("g", queue.now).expect("the group").cancelled_count, 0);
}

#[test]
fn a_groups_priority_is_that_of_its_unresolved_tasks() {
    let mut queue = Fixture::new();
    queue.create("other", json!({}));
    queue.create("a", member("g"));
    queue.create("b", member("g"));
    let answer = queue.state.change_group_priority("g", super::super::priority::ALL[0]).expect("the group");
    assert_eq!((answer.tasks_affected, answer.scheduler_id.as_str()), (2, "s"));
    assert_eq!(queue.claim(9), ["a", "b", "other"]);
}

#[test]
fn a_group_lives_as_long_as_its_tasks() {
    let mut queue = Fixture::new();
    let until = |expires: &str| json!({ "taskGroupId": "g", "schedulerId": "s", "deadline": "2018-10-25T13:00:00Z", "expires": expires });
    queue.create("a", until("2018-10-25T14:00:00Z"));
    queue.create("b", until("2018-10-25T15:00:00Z"));
    queue.pass(2 * 3600 + 600);
    assert_eq!(queue.state.group_tasks("g").expect("the group").count(), 1);
    queue.pass(3600);
    assert_refused(queue.state.group("g").map(|_| ()), 404, "ResourceNotFound");
}
