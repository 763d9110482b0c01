//! What it costs that each task has a user and a view of the machine of its own: `cargo bench --bench isolation`, as root.
//!
//! Tasks that do nothing, with and without, taking turns; then the steps by themselves.

use std::path::Path;
use std::time::{Duration, Instant};

use generic_worker::platform::{self, NewUser, PrivateView, UserTools, ViewSetup};
use generic_worker::process::{self, ProcessTree, TaskLimits};
use serde_json::json;
use tests::{Deployment, WorkerBuilder, can_make_task_users, commands};

/// How many times with and without take turns.
const ROUNDS: usize = 5;
/// How many tasks make a turn.
const TASKS: u32 = 40;
/// How often each step is taken.
const STEPS: usize = 40;

fn main() {
    if !can_make_task_users() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(tasks());
    steps();
}

async fn tasks() {
    let deployment = Deployment::start().await;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        without.push(turn(&deployment, false).await);
        with.push(turn(&deployment, true).await);
    }
    let (with, without) = (median(with), median(without));
    println!(
        "a no-op task with a user of its own: {with:.1?}; without: {without:.1?}; difference {:.1?}",
        with.saturating_sub(without)
    );
}

/// How long a task takes, from one to the next.
async fn turn(deployment: &Deployment, with_users: bool) -> Duration {
    for _ in 0..TASKS {
        deployment.create(&commands(&[json!(["/bin/true"])])).await;
    }
    let worker = WorkerBuilder::new(deployment);
    let worker = if with_users { worker.with_task_users() } else { worker };
    let started = Instant::now();
    let mut worker = worker.with("numberOfTasksToRun", TASKS).start();
    assert_eq!(worker.exit_code().await, 0, "{}", worker.log());
    started.elapsed() / TASKS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[derive(Default)]
struct Times(Vec<(&'static str, Vec<Duration>)>);

impl Times {
    fn of<T>(&mut self, step: &'static str, action: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = action();
        let took = started.elapsed();
        match self.0.iter_mut().find(|(name, _)| *name == step) {
            Some((_, times)) => times.push(took),
            None => self.0.push((step, vec![took])),
        }
        result
    }
}

fn steps() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut times = Times::default();
    let tools = UserTools::new(directory.path().join("lock"));
    for number in 0..STEPS {
        step(&mut times, &tools, directory.path(), &format!("task_bench{number}_0"));
    }
    for (step, times) in times.0 {
        println!("{step}: {:.2?}", median(times));
    }
}

fn step(times: &mut Times, tools: &UserTools, directory: &Path, name: &str) {
    let home = directory.join(name);
    let new = NewUser { name, home: &home, comment: "task user of a benchmark", password: None };
    let user = times.of("useradd", || tools.create(&new)).expect("made");
    let contents = directory.join(format!("{name}.tmp"));
    std::fs::create_dir(&contents).expect("made");
    let setup =
        ViewSetup { task_directory: &home, temporary_files: Some(&contents), ipc: true, processes: true };
    let view = times.of("namespaces and mounts", || PrivateView::make(&setup));
    times.of("namespaces given up", || drop(view));
    let limits = TaskLimits { memory: Some(1 << 30), pids: Some(1000) };
    let tree = times.of("control group made", || ProcessTree::new(name, &limits)).expect("made");
    times.of("control group removed", || drop(tree));
    let deadline = Instant::now() + Duration::from_secs(10);
    times.of("killing what is of the user", || process::kill_user(user.uid, deadline)).expect("killed");
    times.of("looking for what it has left", || platform::remove_leftovers(user.uid, name));
    times.of("removing the directories", || {
        platform::remove_tree(&home).expect("removed");
        platform::remove_tree(&contents).expect("removed");
    });
    times.of("userdel", || tools.delete(name)).expect("removed");
}
