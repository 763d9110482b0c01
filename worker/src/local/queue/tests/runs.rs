//! Runs: claims, reports, retries, deadlines, cancelling, rerunning.

use super::*;

#[test]
fn the_most_urgent_is_claimed_first_and_then_the_oldest() {
    let mut queue = Fixture::new();
    for (id, priority) in [("a", "low"), ("b", "highest"), ("c", "low"), ("d", "medium")] {
        queue.create(id, json!({ "priority": priority }));
    }
    queue.create("elsewhere", json!({ "taskQueueId": "proj/mac", "priority": "highest" }));
    assert_eq!(queue.claim(2), ["b", "d"]);
    assert_eq!(queue.claim(32), ["a", "c"]);
    assert!(queue.claim(32).is_empty());
}

#[test]
fn a_new_priority_moves_a_run_that_waits() {
    let mut queue = Fixture::new();
    for id in ["a", "b", "c"] {
        queue.create(id, json!({}));
    }
    let high = super::super::priority::ALL[2];
    queue.state.change_priority("c", high, queue.now).expect("pending");
    queue.state.change_priority("b", high, queue.now).expect("pending");
    // Among equals, the older goes first.
    assert_eq!(queue.claim(3), ["b", "c", "a"]);
    queue.state.change_priority("a", high, queue.now).expect("running");
    queue.report("a", 0, Verdict::Completed).expect("running");
    assert_refused(queue.state.change_priority("a", high, queue.now), 409, "RequestConflict");
}

#[test]
fn a_claim_says_who_runs_it_and_until_when() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    let claim = queue.state.claim_work(QUEUE, &worker(), 1, queue.now).pop().expect("a pending run");
    assert_eq!(claim.taken_until, queue.now + CLAIM);
    let run = &claim.status.runs[0];
    assert_eq!(
        (run.state, run.taken_until, run.started),
        (RunState::Running, Some(claim.taken_until), Some(queue.now))
    );
    assert_eq!((run.worker_group.as_deref(), run.worker_id.as_deref()), (Some("group"), Some("id")));
}

#[test]
fn a_report_can_be_repeated_but_not_changed() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    assert_refused(queue.report("a", 0, Verdict::Completed), 409, "RequestConflict");
    queue.claim(1);
    let status = queue.report("a", 0, Verdict::Failed).expect("running");
    assert_eq!((status.state, queue.last_reason("a")), (TaskState::Failed, Some(ReasonResolved::Failed)));
    queue.pass(60);
    assert_eq!(queue.report("a", 0, Verdict::Failed).expect("idempotent"), status);
    assert_refused(queue.report("a", 0, Verdict::Completed), 409, "RequestConflict");
    assert_refused(queue.exception("a", 0, ExceptionReason::InternalError), 409, "RequestConflict");
    assert_refused(queue.state.reclaim("a", 0, queue.now), 409, "RequestConflict");
    assert_refused(queue.report("a", 1, Verdict::Failed), 404, "ResourceNotFound");
    assert_refused(queue.report("b", 0, Verdict::Failed), 404, "ResourceNotFound");
}

#[test]
fn some_exceptions_are_retried_while_retries_are_left() {
    for (reason, created) in [
        (ExceptionReason::WorkerShutdown, ReasonCreated::Retry),
        (ExceptionReason::IntermittentTask, ReasonCreated::TaskRetry),
    ] {
        let mut queue = Fixture::new();
        queue.create("a", json!({ "retries": 1 }));
        queue.claim(1);
        let status = queue.exception("a", 0, reason).expect("running");
        assert_eq!((status.state, status.retries_left, status.runs.len()), (TaskState::Pending, 0, 2));
        assert_eq!((status.runs[0].state, status.runs[1].reason_created), (RunState::Exception, created));
        // Repeating it makes no further run, and another reason is refused.
        assert_eq!(queue.exception("a", 0, reason).expect("idempotent"), status);
        assert_refused(queue.exception("a", 0, ExceptionReason::InternalError), 409, "RequestConflict");
        assert_eq!(queue.claim(1), ["a"]);
        let status = queue.exception("a", 1, reason).expect("running");
        assert_eq!((status.state, status.retries_left, status.runs.len()), (TaskState::Exception, 0, 2));
        assert!(queue.claim(1).is_empty());
        // With one run in between it is still idempotent, but not with more.
        queue.exception("a", 0, reason).expect("the run that followed is the last");
        queue.state.rerun_task("a", queue.now).expect("resolved");
        assert_refused(queue.exception("a", 0, reason), 409, "RequestConflict");
    }
}

#[test]
fn other_exceptions_are_final() {
    for reason in [
        ExceptionReason::MalformedPayload,
        ExceptionReason::ResourceUnavailable,
        ExceptionReason::InternalError,
    ] {
        let mut queue = Fixture::new();
        queue.create("a", json!({}));
        queue.claim(1);
        let status = queue.exception("a", 0, reason).expect("running");
        assert_eq!((status.state, status.retries_left, status.runs.len()), (TaskState::Exception, 5, 1));
    }
}

#[test]
fn a_claim_that_is_not_renewed_expires() {
    let mut queue = Fixture::new();
    queue.create("a", json!({ "retries": 1 }));
    queue.claim(1);
    queue.pass(1199);
    assert_eq!(queue.status("a").state, TaskState::Running);
    let reclaimed = queue.state.reclaim("a", 0, queue.now).expect("running");
    assert_eq!(reclaimed.taken_until, queue.now + CLAIM);
    queue.pass(1199);
    assert_eq!(queue.status("a").state, TaskState::Running);
    queue.pass(1);
    let status = queue.status("a");
    assert_eq!((status.state, status.retries_left), (TaskState::Pending, 0));
    assert_eq!(status.runs[0].reason_resolved, Some(ReasonResolved::ClaimExpired));
    assert_eq!(status.runs[1].reason_created, ReasonCreated::Retry);
    assert_refused(queue.state.reclaim("a", 0, queue.now), 409, "RequestConflict");
    assert_refused(queue.report("a", 0, Verdict::Completed), 409, "RequestConflict");
    queue.claim(1);
    queue.pass(1200);
    assert_eq!(queue.status("a").state, TaskState::Exception);
}

#[test]
fn a_deadline_resolves_whatever_is_not_resolved() {
    let mut queue = Fixture::new();
    let soon = json!({ "deadline": "2018-10-25T12:10:00Z" });
    queue.create("running", soon.clone());
    queue.claim(1);
    queue.create("pending", soon.clone());
    queue.create("done", json!({}));
    queue.create("unscheduled", json!({ "deadline": "2018-10-25T12:10:00Z", "dependencies": ["done"] }));
    queue.pass(600);
    for id in ["running", "pending", "unscheduled"] {
        let status = queue.status(id);
        assert_eq!((status.state, status.runs.len()), (TaskState::Exception, 1), "{id}");
        assert_eq!(queue.last_reason(id), Some(ReasonResolved::DeadlineExceeded), "{id}");
        assert_eq!(status.retries_left, 5, "{id}");
        assert_refused(queue.state.reclaim(id, 0, queue.now), 409, "RequestConflict");
        assert_refused(queue.state.rerun_task(id, queue.now), 409, "RequestConflict");
        assert_refused(queue.state.cancel_task(id, queue.now), 409, "RequestConflict");
        assert_refused(queue.state.schedule_task(id, queue.now), 409, "RequestConflict");
    }
    assert_eq!(queue.status("unscheduled").runs[0].reason_created, ReasonCreated::Exception);
    assert_eq!(queue.claim(9), ["done"]);
}

#[test]
fn cancelling_stops_a_task_in_any_state_and_frees_who_waits() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    queue.create("after", json!({ "dependencies": ["a"], "requires": "all-resolved" }));
    queue.create("never", json!({ "dependencies": ["never"] }));
    queue.claim(1);
    let status = queue.state.cancel_task("a", queue.now).expect("running");
    assert_eq!((status.state, status.runs.len()), (TaskState::Exception, 1));
    assert_eq!(queue.last_reason("a"), Some(ReasonResolved::Canceled));
    assert_eq!(queue.state.cancel_task("a", queue.now).expect("idempotent"), status);
    assert_refused(queue.state.reclaim("a", 0, queue.now), 409, "RequestConflict");
    let status = queue.state.cancel_task("never", queue.now).expect("unscheduled");
    assert_eq!(
        (status.state, status.runs[0].reason_created),
        (TaskState::Exception, ReasonCreated::Exception)
    );
    assert_eq!(queue.claim(9), ["after"]);
    queue.report("after", 0, Verdict::Completed).expect("running");
    assert_eq!(queue.state.cancel_task("after", queue.now).expect("no change").state, TaskState::Completed);
    queue.create("b", json!({}));
    queue.state.cancel_task("b", queue.now).expect("pending");
    assert!(queue.claim(9).is_empty());
}

#[test]
fn a_rerun_gives_all_retries_back_but_has_an_end() {
    let mut queue = Fixture::new();
    queue.create("a", json!({ "retries": 3 }));
    let pending = queue.state.rerun_task("a", queue.now).expect("no change");
    assert_eq!((pending.state, pending.runs.len()), (TaskState::Pending, 1));
    for run in 0..50 {
        assert_eq!(queue.claim(1), ["a"]);
        queue.report("a", run, Verdict::Failed).expect("running");
        let rerun = queue.state.rerun_task("a", queue.now);
        if run == 49 {
            assert_refused(rerun, 409, "RequestConflict");
        } else {
            let status = rerun.expect("below the limit");
            assert_eq!(status.retries_left, (48 - run).min(3));
            assert_eq!(status.runs.last().map(|run| run.reason_created), Some(ReasonCreated::Rerun));
        }
    }
}

#[test]
fn a_quarantined_worker_gets_nothing() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    let record = queue.state.queue(QUEUE, queue.now).seen(&worker(), queue.now);
    record.quarantine_until = Some(queue.now + Duration::from_secs(60));
    assert!(queue.claim(1).is_empty());
    queue.pass(61);
    assert_eq!(queue.claim(1), ["a"]);
}

#[test]
fn what_nobody_uses_is_forgotten() {
    let mut queue = Fixture::new();
    assert!(queue.claim(1).is_empty());
    queue.create("elsewhere", json!({ "taskQueueId": "proj/mac", "deadline": "2018-10-30T12:00:00Z" }));
    queue.pass(4 * 24 * 3600);
    queue.state.forget_unused(queue.now);
    assert_eq!(queue.state.queues.len(), 2);
    queue.now = queue.now + Duration::from_secs(24 * 3600);
    queue.state.forget_unused(queue.now);
    // Something waits in the other one.
    assert_eq!(queue.state.queues.keys().collect::<Vec<_>>(), ["proj/mac"]);
}

#[test]
fn one_given_run_can_be_claimed() {
    let mut queue = Fixture::new();
    queue.create("a", json!({}));
    queue.create("b", json!({}));
    let other = WorkerName { group: "group".to_owned(), id: "other".to_owned() };
    let claim = queue.state.claim_task("b", 0, &worker(), queue.now).expect("pending");
    let again = queue.state.claim_task("b", 0, &worker(), queue.now).expect("idempotent");
    assert_eq!(again.taken_until, claim.taken_until);
    assert_refused(queue.state.claim_task("b", 0, &other, queue.now), 409, "RequestConflict");
    assert_refused(queue.state.claim_task("b", 1, &worker(), queue.now), 404, "ResourceNotFound");
    assert_eq!(queue.claim(9), ["a"]);
}
