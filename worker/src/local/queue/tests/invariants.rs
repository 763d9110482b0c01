//! What holds whatever is done to the queue, in whatever order.

use std::collections::HashMap;

use generated::api::queue::RunInformation;
use proptest::prelude::*;

use super::*;

const TASKS: [&str; 4] = ["a", "b", "c", "d"];

/// Something that a client, a worker or time does.
#[derive(Clone, Debug)]
enum Step {
    Create { task: usize, retries: u64, dependencies: Vec<usize>, lenient: bool, minutes: u64 },
    Claim { most: u64 },
    Reclaim { task: usize, run: u64 },
    Report { task: usize, run: u64, verdict: Verdict },
    Exception { task: usize, run: u64, reason: ExceptionReason },
    Cancel { task: usize },
    Rerun { task: usize },
    Schedule { task: usize },
    Reprioritize { task: usize, priority: usize },
    Pass { seconds: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let task = 0..TASKS.len();
    let run = 0_u64..4;
    let reason = prop::sample::select(vec![
        ExceptionReason::WorkerShutdown,
        ExceptionReason::IntermittentTask,
        ExceptionReason::InternalError,
    ]);
    let verdict = prop::sample::select(vec![Verdict::Completed, Verdict::Failed]);
    prop_oneof![
        3 => (task.clone(), 0_u64..3, prop::collection::vec(task.clone(), 0..2), any::<bool>(), 1_u64..120).prop_map(
            |(task, retries, dependencies, lenient, minutes)| Step::Create {
                task, retries, dependencies, lenient, minutes
            }
        ),
        4 => (1_u64..4).prop_map(|most| Step::Claim { most }),
        1 => (task.clone(), run.clone()).prop_map(|(task, run)| Step::Reclaim { task, run }),
        3 => (task.clone(), run.clone(), verdict)
            .prop_map(|(task, run, verdict)| Step::Report { task, run, verdict }),
        3 => (task.clone(), run, reason).prop_map(|(task, run, reason)| Step::Exception { task, run, reason }),
        1 => task.clone().prop_map(|task| Step::Cancel { task }),
        2 => task.clone().prop_map(|task| Step::Rerun { task }),
        1 => task.clone().prop_map(|task| Step::Schedule { task }),
        1 => (task, 0_usize..7).prop_map(|(task, priority)| Step::Reprioritize { task, priority }),
        2 => (0_u64..1500).prop_map(|seconds| Step::Pass { seconds }),
    ]
}

impl Fixture {
    /// Does `step`; which runs were claimed by it. A refusal is as good as anything else.
    fn perform(&mut self, step: &Step) -> Vec<(String, u64)> {
        let now = self.now;
        match *step {
            Step::Create { task, retries, ref dependencies, lenient, minutes } => {
                let dependencies: Vec<&str> = dependencies.iter().map(|&task| TASKS[task]).collect();
                let deadline = (now + Duration::from_secs(60 * minutes)).to_string();
                let requires = if lenient { "all-resolved" } else { "all-completed" };
                let _ = self.try_create(
                    TASKS[task],
                    json!({ "retries": retries, "dependencies": dependencies, "requires": requires, "deadline": deadline }),
                );
            }
            Step::Claim { most } => {
                let claims = self.state.claim_work(QUEUE, &worker(), most, now);
                assert!(claims.len() as u64 <= most);
                return claims.into_iter().map(|claim| (claim.status.task_id, claim.run_id)).collect();
            }
            Step::Reclaim { task, run } => drop(self.state.reclaim(TASKS[task], run, now)),
            Step::Report { task, run, verdict } => drop(self.report(TASKS[task], run, verdict)),
            Step::Exception { task, run, reason } => drop(self.exception(TASKS[task], run, reason)),
            Step::Cancel { task } => drop(self.state.cancel_task(TASKS[task], now)),
            Step::Rerun { task } => drop(self.state.rerun_task(TASKS[task], now)),
            Step::Schedule { task } => drop(self.state.schedule_task(TASKS[task], now)),
            Step::Reprioritize { task, priority } => {
                drop(self.state.change_priority(TASKS[task], super::super::priority::ALL[priority], now));
            }
            Step::Pass { seconds } => self.pass(seconds),
        }
        Vec::new()
    }

    fn runs(&self) -> HashMap<(String, u64), RunInformation> {
        let statuses = self.state.tasks.values().map(super::super::task::Task::status);
        statuses
            .flat_map(|status| {
                status.runs.into_iter().map(move |run| ((status.task_id.clone(), run.run_id), run))
            })
            .collect()
    }

    /// What must hold at any time.
    fn check(&self) {
        for task in self.state.tasks.values() {
            let status = task.status();
            assert!(status.retries_left <= task.definition.retries && status.runs.len() <= 50);
            for (number, run) in status.runs.iter().enumerate() {
                let open = matches!(run.state, RunState::Pending | RunState::Running);
                assert_eq!(run.run_id, number as u64);
                assert!(!open || number + 1 == status.runs.len(), "only the last run is open: {status:?}");
                assert_eq!(open, run.resolved.is_none() && run.reason_resolved.is_none(), "{run:?}");
            }
            let pending = status.state == TaskState::Pending;
            assert_eq!(task.place.is_some(), pending, "a task waits exactly while it is pending: {status:?}");
            if !task.is_resolved() {
                assert!(task.definition.deadline > self.now, "a deadline was missed: {status:?}");
            }
        }
        let waiting: usize = self.state.queues.values().map(|queue| queue.pending.len()).sum();
        let pending = self.state.tasks.values().filter(|task| task.state() == TaskState::Pending).count();
        assert_eq!(waiting, pending, "each pending run waits once");
        let claimed: usize = self.state.queues.values().map(|queue| queue.claimed.len()).sum();
        let running = self.state.tasks.values().filter(|task| task.state() == TaskState::Running).count();
        assert_eq!(claimed, running);
    }
}

proptest! {
    #[test]
    fn hold_after_any_steps(steps in prop::collection::vec(step(), 1..60)) {
        let mut queue = Fixture::new();
        let mut claimed = std::collections::HashSet::new();
        for step in &steps {
            let before = queue.runs();
            for run in queue.perform(step) {
                prop_assert!(claimed.insert(run.clone()), "{run:?} was claimed twice");
            }
            queue.check();
            let after = queue.runs();
            for (id, run) in &before {
                // Once resolved, nothing about a run changes any more.
                if run.resolved.is_some() {
                    prop_assert_eq!(after.get(id), Some(run));
                }
            }
        }
    }
}
