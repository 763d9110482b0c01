//! The queue's rules, with a clock that stands where a test puts it.

use std::time::Duration;

use generated::Timestamp;
use generated::api::queue::{
    RunInformationReasonCreated as Created, RunInformationReasonResolved as Resolved, TaskDefinitionRequest,
    TaskStatusStructureState as State,
};
use serde_json::{Value, json};

use super::artifacts::register;
use super::definition::complete;
use super::state::QueueState;

const CLAIM: Duration = Duration::from_secs(1200);
const WORKER: (&str, &str) = ("g", "w");
const QUEUE: &str = "p/t";

fn after(seconds: u64) -> Timestamp {
    "2018-10-25T12:00:00Z".parse::<Timestamp>().expect("a time") + Duration::from_secs(seconds)
}

fn request(changes: Value) -> TaskDefinitionRequest {
    let mut task = json!({
        "provisionerId": "p",
        "workerType": "t",
        "created": after(0),
        "deadline": after(7200),
        "payload": {},
        "metadata": { "name": "n", "description": "d", "owner": "o@example.com", "source": "https://example.com" },
    });
    task.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
    serde_json::from_value(task).expect("a task")
}

fn create(state: &mut QueueState, task_id: &str, changes: Value) -> Result<(), u16> {
    let definition = complete(task_id, request(changes), after(0));
    definition
        .and_then(|definition| state.create(task_id, definition, after(0)))
        .map_err(|error| error.status)
}

fn with(tasks: &[(&str, Value)]) -> QueueState {
    let mut state = QueueState::new(CLAIM);
    for (task_id, changes) in tasks {
        create(&mut state, task_id, changes.clone()).expect("created");
    }
    state
}

fn claim(state: &mut QueueState, most: usize, now: Timestamp) -> Vec<String> {
    state.claim(QUEUE, WORKER, most, now).into_iter().map(|(task_id, _)| task_id).collect()
}

/// State and, for each run, why it was made and how it ended.
fn story(state: &QueueState, task_id: &str) -> (State, Vec<(Created, Option<Resolved>)>) {
    let task = state.task(task_id).expect("known");
    (task.state(), task.runs.iter().map(|run| (run.reason_created, run.reason_resolved)).collect())
}

#[test]
fn defaults_are_filled_in() {
    let state = with(&[("a", json!({}))]);
    let task = state.task("a").expect("known");
    assert_eq!(task.definition.task_group_id, "a");
    assert_eq!(task.definition.project_id.as_deref(), Some("none"));
    assert_eq!((task.retries_left, task.task_queue_id().as_str()), (5, QUEUE));
    assert!(task.definition.expires > Some(task.definition.deadline));
}

#[test]
fn nonsense_is_refused() {
    let mut state = QueueState::new(CLAIM);
    for changes in [
        json!({ "created": after(7201) }),
        json!({ "created": after(0) - CLAIM, "deadline": after(0) }),
        json!({ "deadline": after(6 * 24 * 3600) }),
        json!({ "expires": after(10) }),
        json!({ "taskQueueId": "p/other" }),
        json!({ "dependencies": ["unknown"] }),
    ] {
        assert_eq!(create(&mut state, "a", changes.clone()), Err(400), "{changes}");
    }
}

#[test]
fn the_same_task_can_be_created_again_but_no_other() {
    let mut state = with(&[("a", json!({ "schedulerId": "s", "taskGroupId": "g" }))]);
    assert_eq!(create(&mut state, "a", json!({ "schedulerId": "s", "taskGroupId": "g" })), Ok(()));
    assert_eq!(create(&mut state, "a", json!({ "schedulerId": "s", "taskGroupId": "h" })), Err(409));
    assert_eq!(create(&mut state, "b", json!({ "schedulerId": "other", "taskGroupId": "g" })), Err(409));
    assert_eq!(state.task("a").expect("known").runs.len(), 1);
    assert_eq!(state.group("g").expect("known").task_ids, ["a"]);
}

#[test]
fn urgent_tasks_come_first_then_older_ones() {
    let mut state = with(&[
        ("a", json!({})),
        ("b", json!({ "priority": "high" })),
        ("c", json!({ "priority": "low" })),
        ("d", json!({ "priority": "high" })),
    ]);
    assert_eq!(claim(&mut state, 3, after(1)), ["b", "d", "c"]);
    assert_eq!(claim(&mut state, 3, after(1)), ["a"]);
    assert!(state.claim("p/other", WORKER, 3, after(1)).is_empty());
}

#[test]
fn a_claim_expires_unless_it_is_prolonged() {
    let mut state = with(&[("a", json!({ "retries": 1 }))]);
    claim(&mut state, 1, after(0));
    assert_eq!(state.next_due(), Some(after(1200)));
    state.reclaim("a", 0, after(600)).expect("running");
    state.advance(after(1200));
    assert_eq!(story(&state, "a").0, State::Running);
    state.advance(after(1800));
    let first = (Created::Scheduled, Some(Resolved::ClaimExpired));
    assert_eq!(story(&state, "a"), (State::Pending, vec![first, (Created::Retry, None)]));
    assert_eq!(state.reclaim("a", 0, after(1801)).map_err(|error| error.status), Err(409));
    assert_eq!(
        state.report("a", 0, Resolved::Completed, after(1801)).map_err(|error| error.status),
        Err(409)
    );
    claim(&mut state, 1, after(1801));
    state.advance(after(3001));
    let second = (Created::Retry, Some(Resolved::ClaimExpired));
    assert_eq!(story(&state, "a"), (State::Exception, vec![first, second]));
}

#[test]
fn some_reports_lead_to_another_run() {
    for (reason, created) in [
        (Resolved::WorkerShutdown, Some(Created::Retry)),
        (Resolved::IntermittentTask, Some(Created::TaskRetry)),
        (Resolved::MalformedPayload, None),
        (Resolved::InternalError, None),
        (Resolved::Failed, None),
    ] {
        let mut state = with(&[("a", json!({ "retries": 1 }))]);
        claim(&mut state, 1, after(0));
        state.report("a", 0, reason, after(1)).expect("running");
        state.report("a", 0, reason, after(2)).expect("the same again");
        let mut runs = vec![(Created::Scheduled, Some(reason))];
        runs.extend(created.map(|created| (created, None)));
        assert_eq!(story(&state, "a").1, runs);
        assert_eq!(state.task("a").expect("known").retries_left, u64::from(created.is_none()));
    }
}

#[test]
fn dependents_wait() {
    let mut state = with(&[
        ("a", json!({})),
        ("b", json!({})),
        ("all", json!({ "dependencies": ["a", "b"] })),
        ("any", json!({ "dependencies": ["a"], "requires": "all-resolved" })),
        ("forced", json!({ "dependencies": ["a"] })),
    ]);
    assert_eq!(story(&state, "all"), (State::Unscheduled, vec![]));
    state.schedule("forced", after(1)).expect("scheduled");
    assert_eq!(claim(&mut state, 9, after(1)), ["a", "b", "forced"]);
    state.report("b", 0, Resolved::Completed, after(2)).expect("running");
    assert_eq!(story(&state, "all").0, State::Unscheduled);
    state.report("a", 0, Resolved::Failed, after(2)).expect("running");
    assert_eq!(claim(&mut state, 9, after(3)), ["any"]);
    state.rerun("a", after(4)).expect("resolved");
    assert_eq!(claim(&mut state, 9, after(4)), ["a"]);
    state.report("a", 1, Resolved::Completed, after(5)).expect("running");
    assert_eq!(claim(&mut state, 9, after(6)), ["all"]);
    create(&mut state, "late", json!({ "dependencies": ["a"] })).expect("created");
    assert_eq!(claim(&mut state, 9, after(6)), ["late"]);
}

#[test]
fn deadlines_end_tasks_in_any_state() {
    let mut state = with(&[
        ("a", json!({})),
        ("b", json!({ "priority": "high" })),
        ("c", json!({ "dependencies": ["a"] })),
    ]);
    assert_eq!(claim(&mut state, 1, after(7000)), ["b"]);
    state.advance(after(7200));
    let ended = Some(Resolved::DeadlineExceeded);
    assert_eq!(story(&state, "a"), (State::Exception, vec![(Created::Scheduled, ended)]));
    assert_eq!(story(&state, "b"), (State::Exception, vec![(Created::Scheduled, ended)]));
    assert_eq!(story(&state, "c"), (State::Exception, vec![(Created::Exception, ended)]));
    assert!(claim(&mut state, 9, after(7201)).is_empty());
    assert_eq!(state.next_due(), None);
    assert_eq!(state.rerun("a", after(7201)).map_err(|error| error.status), Err(409));
}

#[test]
fn a_canceled_task_is_not_handed_out() {
    let mut state = with(&[("a", json!({})), ("b", json!({}))]);
    state.cancel("a", after(1)).expect("pending");
    state.cancel("a", after(1)).expect("canceled already");
    assert_eq!(claim(&mut state, 9, after(1)), ["b"]);
    state.report("b", 0, Resolved::Completed, after(2)).expect("running");
    assert_eq!(state.cancel("b", after(3)).map_err(|error| error.status), Err(409));
    state.rerun("a", after(4)).expect("resolved");
    assert_eq!(claim(&mut state, 9, after(4)), ["a"]);
    state.cancel("a", after(5)).expect("running");
    assert_eq!(state.report("a", 1, Resolved::Completed, after(6)).map_err(|error| error.status), Err(409));
}

#[test]
fn a_single_run_can_be_claimed() {
    let mut state = with(&[("a", json!({}))]);
    state.claim_task("a", 0, WORKER, after(1)).expect("pending");
    state.claim_task("a", 0, WORKER, after(1)).expect("its own");
    assert_eq!(state.claim_task("a", 0, ("g", "other"), after(1)).map_err(|error| error.status), Err(409));
    assert_eq!(state.claim_task("a", 1, WORKER, after(1)).map_err(|error| error.status), Err(404));
    assert!(claim(&mut state, 1, after(1)).is_empty());
}

#[test]
fn artifacts_are_accepted_for_a_while_after_an_exception() {
    let mut state = with(&[("a", json!({}))]);
    let reference = |expires: Timestamp| {
        serde_json::from_value(json!({
            "storageType": "reference", "contentType": "a/b", "url": "https://example.com", "expires": expires,
        }))
        .expect("an artifact")
    };
    let add = |state: &mut QueueState, name: &str, expires, now| {
        register(state, "a", 0, name, reference(expires), now).map(|_| ()).map_err(|error| error.status)
    };
    assert_eq!(add(&mut state, "x", after(9000), after(0)), Err(409));
    claim(&mut state, 1, after(0));
    assert_eq!(add(&mut state, "x", after(9000), after(1)), Ok(()));
    assert_eq!(add(&mut state, "y", after(0), after(1)), Err(400));
    assert_eq!(add(&mut state, "y", after(400 * 24 * 3600), after(1)), Err(400));
    state.cancel("a", after(10)).expect("running");
    assert_eq!(add(&mut state, "z", after(9000), after(10 + 25 * 60)), Ok(()));
    assert_eq!(add(&mut state, "z2", after(9000), after(11 + 25 * 60)), Err(409));
}
