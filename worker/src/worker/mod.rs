//! The worker: claims tasks as long as it has room for them, and knows when to stop.

mod claim;
mod clean_up;
mod containment;
mod deployment;
mod ending;
mod idle;
mod metrics;
mod pace;
pub mod runner_requests;
mod running;
mod seat;
mod services;
mod should_terminate;
pub mod spot;
mod state;
mod stop;
mod wanted;

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use generated::Timestamp;
use generated::api::queue::TaskClaim;
use generated::exit_code::ExitCode;
use tokio::sync::watch;

use self::claim::{Claiming, MAX_CLAIMS, NotClaimed};
use self::metrics::{Event, Metrics};
use self::pace::Pace;
use self::running::{Crash, RunningTasks};
use self::seat::Seat;
pub use self::services::SetupError;
use self::state::State;
pub use self::state::status_file;
pub use self::stop::{Stop, Stopper, signals};
use self::wanted::Wanted;
pub use self::wanted::WhoKnows;
use crate::desktop::Desktop;
use crate::error_reports::{ErrorReports, InternalError};
use crate::mounts::NoRoom;
pub use crate::task::Services;
use crate::task::{AbortReason, RunReport};

/// How often the worker looks at the wall clock while it is idle.
const IDLE_TICK: Duration = Duration::from_secs(5);
/// How often at most the worker log says that there was nothing to do.
const IDLE_REPORT_INTERVAL: Duration = Duration::from_secs(60);
/// How long readers of live logs may take for what they do not have yet, when the worker ends.
const LIVE_LOG_PATIENCE: Duration = Duration::from_secs(5);

/// A worker, ready to run.
#[derive(Debug)]
pub struct Worker {
    services: Arc<Services>,
    state: State,
    metrics: Metrics,
    stop: watch::Receiver<Stop>,
    running: RunningTasks,
    pace: Pace,
    wanted: Arc<Wanted>,
    /// Where tasks have desktop sessions.
    seat: Option<Seat>,
    reports: ErrorReports,
    /// What has gone wrong in the worker itself.
    internal_errors: Vec<InternalError>,
    /// Whether it has turned out that this worker is not wanted any more.
    is_superfluous: bool,
    /// Whether something of a task that is over could not be removed.
    has_leftovers: bool,
    /// Whether no task was running when the last claim began.
    was_idle_at_claim: bool,
    last_active: Timestamp,
    last_reported_idle: Timestamp,
    last_reported_no_room: Option<Timestamp>,
}

/// The desktop that tasks have sessions at, where the configuration asks for that.
fn seat(services: &Services) -> Option<Seat> {
    let task_users = services.task_users.as_ref().filter(|_| !services.config.headless_tasks)?;
    Some(Seat::new(Desktop::of_this_machine(task_users)))
}

/// What the worker was waiting for.
enum Happening {
    Claimed(Vec<TaskClaim>),
    NotClaimed(NotClaimed),
    TaskEnded(Result<RunReport, Box<Crash>>),
    Stop(Stop),
    Tick,
}

impl Worker {
    /// A worker that stops when `stop` says so.
    #[must_use]
    pub fn new(services: Arc<Services>, stop: watch::Receiver<Stop>) -> Self {
        let metrics = Metrics::new(&services.config);
        let now = Timestamp::now();
        Self {
            wanted: Arc::new(Wanted::new(Arc::clone(&services), WhoKnows::Nobody)),
            seat: seat(&services),
            reports: ErrorReports::default(),
            internal_errors: Vec::new(),
            is_superfluous: false,
            has_leftovers: false,
            was_idle_at_claim: true,
            services,
            state: State::load(),
            metrics,
            stop,
            running: RunningTasks::default(),
            pace: Pace::default(),
            last_active: now,
            last_reported_idle: now,
            last_reported_no_room: None,
        }
    }

    /// The same worker, but it leaves no files in the working directory.
    #[must_use]
    pub fn without_state_files(mut self) -> Self {
        self.state = State::in_memory();
        self
    }

    /// The same worker, but it stops when it is not wanted any more.
    #[must_use]
    pub fn as_long_as_wanted_by(mut self, who_knows: WhoKnows) -> Self {
        self.wanted = Arc::new(Wanted::new(Arc::clone(&self.services), who_knows));
        self
    }

    /// The same worker, but it reports its own errors to `reports`.
    #[must_use]
    pub fn reporting_to(mut self, reports: ErrorReports) -> Self {
        self.reports = reports;
        self
    }

    /// Claims and runs tasks until there is a reason to stop, and returns it.
    pub async fn run(mut self) -> ExitCode {
        let mut stop = self.stop.clone();
        let exit_code = match self.take_seat().await {
            Ok(()) => {
                tokio::select! {
                    () = self.clean_up_after_earlier_worker() => {}
                    _ = stop.wait_for(Stop::is_urgent) => {}
                }
                let services = Arc::clone(&self.services);
                let arranged = tokio::task::spawn_blocking(move || containment::arrange(&services)).await;
                self.metrics.log(Event::WorkerReady, None);
                let exit_code = self.work().await;
                self.end_tasks().await;
                drop(arranged);
                exit_code
            }
            Err(exit_code) => exit_code,
        };
        tokio::select! {
            () = self.finish_deleting() => {}
            _ = stop.wait_for(Stop::is_urgent) => {}
        }
        self.state.save_running(&[]);
        self.services.live_logs.finish(LIVE_LOG_PATIENCE).await;
        self.reports.report(&self.internal_errors).await;
        exit_code
    }

    async fn end_tasks(&mut self) {
        self.running.abort_all(&AbortReason::WorkerShutdown);
        while let Some(ended) = self.running.next_ended().await {
            self.task_ended(ended).await;
        }
    }

    async fn finish_deleting(&self) {
        let caches = Arc::clone(&self.services.caches);
        if let Err(error) = tokio::task::spawn_blocking(move || caches.finish_deleting()).await {
            tracing::error!("could not wait for the deletion of caches: {error}");
        }
    }

    /// The loop: one thing happens, then the worker decides anew.
    async fn work(&mut self) -> ExitCode {
        let mut claiming: Option<Claiming> = None;
        loop {
            if let Some(exit_code) = self.reason_to_stop(claiming.is_some()).await {
                return exit_code;
            }
            if claiming.is_none() && self.may_claim() {
                self.retry_removal().await;
                claiming = Some(self.claim());
            }
            match self.next_happening(&mut claiming).await {
                Happening::Claimed(claims) => {
                    claiming = None;
                    self.claimed(claims);
                }
                Happening::NotClaimed(NotClaimed::NotWanted) => {
                    claiming = None;
                    self.is_superfluous = true;
                }
                Happening::NotClaimed(NotClaimed::NoRoom(no_room)) => {
                    claiming = None;
                    if let Some(exit_code) = self.no_room(no_room) {
                        return exit_code;
                    }
                }
                Happening::TaskEnded(ended) => {
                    if let Some(exit_code) = self.task_ended(ended).await {
                        return exit_code;
                    }
                }
                Happening::Stop(stop) => {
                    // A claim that has not been answered yet is withdrawn by closing its connection.
                    if let Some(Some(Ok(claims))) = claiming.take().map(FutureExt::now_or_never) {
                        self.claimed(claims);
                    }
                    self.stopping(stop);
                }
                Happening::Tick => self.report_idle(),
            }
        }
    }

    async fn next_happening(&mut self, claiming: &mut Option<Claiming>) -> Happening {
        let claimed = async {
            match claiming {
                Some(claiming) => claiming.await,
                None => std::future::pending().await,
            }
        };
        let tick = self.pace.until_next_claim().unwrap_or(IDLE_TICK).min(IDLE_TICK);
        tokio::select! {
            biased;
            changed = self.stop.changed() => match changed {
                Ok(()) => Happening::Stop(*self.stop.borrow_and_update()),
                // Nobody is left who could ask for a stop.
                Err(_) => { tokio::time::sleep(tick).await; Happening::Tick }
            },
            Some(ended) = self.running.next_ended() => Happening::TaskEnded(ended),
            claimed = claimed => claimed.map_or_else(Happening::NotClaimed, Happening::Claimed),
            () = tokio::time::sleep(tick) => Happening::Tick,
        }
    }

    /// How many more tasks can be claimed now.
    fn room(&self) -> u64 {
        let running = self.running.len();
        let free = u64::from(self.services.config.capacity).saturating_sub(running);
        let wanted = self.remaining().map_or(free, |remaining| remaining.saturating_sub(running));
        free.min(wanted).min(MAX_CLAIMS)
    }

    fn may_claim(&self) -> bool {
        *self.stop.borrow() == Stop::No
            && !self.is_superfluous
            && !self.needs_reboot()
            && self.room() > 0
            && self.pace.until_next_claim().is_none()
    }

    fn claim(&mut self) -> Claiming {
        self.pace.claiming();
        self.was_idle_at_claim = self.running.is_empty();
        claim::claim(&self.services, &self.wanted, self.room())
    }

    fn claimed(&mut self, claims: Vec<TaskClaim>) {
        if claims.is_empty() {
            self.report_idle();
            return;
        }
        self.pace.found_work();
        let is_last = self.remaining() == Some(1);
        for claim in claims {
            tracing::info!("Task found: {}", claim.status.task_id);
            self.metrics.log(Event::TaskQueued, Some(&claim));
            self.metrics.log(Event::TaskStart, Some(&claim));
            let turn = self.seat.as_mut().and_then(|seat| seat.turn.take());
            self.running.start(&self.services, claim, turn.map(|turn| turn.before_end(is_last)));
        }
        self.last_active = Timestamp::now();
        self.state.save_running(&self.running.task_ids());
    }

    /// Counts a task that has ended. A panic is a bug of the worker, which must not go on as if nothing were.
    async fn task_ended(&mut self, ended: Result<RunReport, Box<Crash>>) -> Option<ExitCode> {
        self.last_active = Timestamp::now();
        self.state.count_resolved();
        self.state.save_running(&self.running.task_ids());
        let left = self
            .remaining()
            .map_or_else(String::new, |left| format!(" (will exit after resolving {left} more)"));
        tracing::info!("Resolved {} tasks in total so far{left}.", self.state.resolved());
        match ended {
            Ok(report) => {
                self.metrics.log_finished(&report.task_id, report.run_id);
                self.has_leftovers |= report.has_left;
                let description = report.problem?;
                self.internal_errors.push(InternalError { description, run: None });
                Some(ExitCode::InternalError)
            }
            Err(crash) => {
                crash.report(&self.services).await;
                let (task_id, run_id) = (crash.claim.status.task_id, crash.claim.run_id);
                self.metrics.log_finished(&task_id, run_id);
                self.internal_errors
                    .push(InternalError { description: crash.panic, run: Some((task_id, run_id)) });
                Some(ExitCode::InternalError)
            }
        }
    }

    fn stopping(&mut self, stop: Stop) {
        let count = self.running.len();
        if let Some(reason) = stop.abort_reason() {
            tracing::info!("Shutting down: aborting {count} running tasks");
            self.running.abort_all(&reason);
        } else if stop == Stop::FinishTasks {
            tracing::info!("Interrupt received, finishing {count} running tasks...");
        } else if stop != Stop::No {
            tracing::info!("Shutting down: finishing {count} running tasks...");
        }
    }

    /// There is no room for another task's files. A worker that has nothing to do that could make room ends.
    fn no_room(&mut self, no_room: NoRoom) -> Option<ExitCode> {
        // Tasks that ran when the room was measured have given back theirs.
        if self.running.is_empty() && self.was_idle_at_claim {
            let description = format!("{}: {no_room}", self.services.config.tasks_dir.display());
            tracing::error!("{description}");
            self.internal_errors.push(InternalError { description, run: None });
            return Some(ExitCode::InternalError);
        }
        self.pace.wait();
        let now = Timestamp::now();
        let is_news = self
            .last_reported_no_room
            .is_none_or(|last| now.saturating_duration_since(last) >= IDLE_REPORT_INTERVAL);
        if is_news {
            self.last_reported_no_room = Some(now);
            tracing::warn!("Not claiming any task: {no_room}");
        }
        None
    }
}
