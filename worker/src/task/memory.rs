//! Measures memory while a command runs, and ends the task before it uses up nearly all of the machine's.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use generated::config::{Config, settings};
use tokio::time::Instant;

use super::abort::AbortReason;
use super::bytes::Bytes;
use super::context::RunContext;
use crate::platform::{self, Memory};

/// How often memory is measured.
const INTERVAL: Duration = Duration::from_millis(500);

/// When memory counts as nearly used up, and what happens then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryLimits {
    /// The share of the memory, in percent, that may be used.
    pub max_usage_percent: u64,
    /// How many bytes must be available. Memory is nearly used up only if this is violated as well.
    pub min_available_bytes: u64,
    /// How long memory may be nearly used up.
    pub allowed: Duration,
    /// Whether the task is ended then. Otherwise its log says so.
    pub ends_task: bool,
}

impl From<&Config> for MemoryLimits {
    fn from(config: &Config) -> Self {
        Self {
            max_usage_percent: config.max_memory_usage_percent.into(),
            min_available_bytes: config.min_available_memory_bytes,
            allowed: Duration::from_secs(config.allowed_high_memory_duration_secs),
            ends_task: !config.disable_oom_protection,
        }
    }
}

impl MemoryLimits {
    fn are_exceeded_by(&self, memory: Memory) -> bool {
        let used = u128::from(memory.used()) * 100;
        used > u128::from(self.max_usage_percent) * u128::from(memory.total)
            && memory.available < self.min_available_bytes
    }
}

impl fmt::Display for MemoryLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { max_usage_percent, min_available_bytes, .. } = self;
        let available = Bytes(*min_available_bytes);
        write!(f, "memory usage above {max_usage_percent}% and available memory less than {available}")
    }
}

/// What was measured while a command ran, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryFigures {
    /// Of the machine: available, on average.
    pub average_available: u64,
    /// Of the machine: in use, on average.
    pub average_used: u64,
    /// Of the machine: the most that was in use.
    pub peak_used: u64,
    /// What the machine has.
    pub total: u64,
    /// The most that the task's own processes used, where the system counts that.
    pub task_peak: Option<u64>,
}

/// Measures memory while one command runs.
#[derive(Debug)]
pub struct MemoryWatch<'a> {
    run: &'a RunContext,
    limits: MemoryLimits,
    sums: Sums,
    task_peak: Option<u64>,
    /// What the system says that the task used at most before this command.
    task_peak_before: Option<u64>,
    pressure: Pressure,
}

/// For how long memory has been nearly used up.
#[derive(Clone, Copy, Debug, Default)]
struct Pressure {
    since: Option<Instant>,
    was_sustained: bool,
}

impl Pressure {
    /// Whether memory has now been nearly used up for too long without a break. Says so once.
    fn is_sustained(&mut self, limits: &MemoryLimits, memory: Memory, now: Instant) -> bool {
        if !limits.are_exceeded_by(memory) {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(now);
        let is_sustained = now.duration_since(since) > limits.allowed;
        is_sustained && !std::mem::replace(&mut self.was_sustained, true)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    count: u128,
    available: u128,
    used: u128,
    peak_used: u64,
    total: u64,
}

impl Sums {
    fn add(&mut self, memory: Memory) {
        self.count += 1;
        self.available += u128::from(memory.available);
        self.used += u128::from(memory.used());
        self.peak_used = self.peak_used.max(memory.used());
        self.total = memory.total;
    }

    fn average(&self, sum: u128) -> u64 {
        u64::try_from(sum / self.count.max(1)).unwrap_or(u64::MAX)
    }
}

impl<'a> MemoryWatch<'a> {
    /// Ready to measure for a command of `run` that is about to start.
    #[must_use]
    pub fn new(run: &'a RunContext, limits: MemoryLimits) -> Self {
        let task_peak_before = run.processes.memory().and_then(|memory| memory.peak);
        let mut watch = Self {
            run,
            limits,
            sums: Sums::default(),
            task_peak: None,
            task_peak_before,
            pressure: Pressure::default(),
        };
        // A command may end before anything else is measured.
        if let Ok(memory) = platform::memory() {
            watch.sums.add(memory);
        }
        watch
    }

    /// Measures, again and again. When memory has been nearly used up for too long it aborts the run, or writes a warning
    /// to its log: once. Never returns; to be dropped when the command has ended.
    pub async fn measure(&mut self) -> Infallible {
        let mut ticks = tokio::time::interval(INTERVAL);
        // After a time in which nothing could be done there is nothing to catch up on.
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match platform::memory() {
                Ok(memory) => self.measured(memory, Instant::now()),
                Err(error) => tracing::debug!("could not measure memory: {error}"),
            }
            self.measure_task();
        }
    }

    fn measured(&mut self, memory: Memory, now: Instant) {
        self.sums.add(memory);
        if !self.pressure.is_sustained(&self.limits, memory, now) {
            return;
        }
        let limits = &self.limits;
        if limits.ends_task {
            let message = format!("task aborted due to sustained {limits}");
            self.run.abort.trigger(AbortReason::Limit(message));
        } else {
            let setting = settings::DISABLE_OOM_PROTECTION.name;
            self.run.log.warn(format_args!(
                "Sustained {limits}; the task goes on, because the worker has {setting} set"
            ));
        }
    }

    fn measure_task(&mut self) {
        let Some(memory) = self.run.processes.memory() else { return };
        // The system's own figure misses nothing, but counts from the first command.
        let exact = memory.peak.filter(|peak| self.task_peak_before.is_none_or(|before| *peak > before));
        let most = exact.unwrap_or_default().max(memory.current);
        self.task_peak = Some(self.task_peak.unwrap_or_default().max(most));
    }

    /// What was measured; `None` when nothing could be.
    #[must_use]
    pub fn figures(mut self) -> Option<MemoryFigures> {
        self.measure_task();
        let sums = self.sums;
        (sums.count > 0).then(|| MemoryFigures {
            average_available: sums.average(sums.available),
            average_used: sums.average(sums.used),
            peak_used: sums.peak_used,
            total: sums.total,
            task_peak: self.task_peak,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_limits_must_be_exceeded() {
        let limits = MemoryLimits {
            max_usage_percent: 90,
            min_available_bytes: 500,
            allowed: Duration::ZERO,
            ends_task: true,
        };
        for (total, available, expected) in [
            (1000, 99, true),
            (1000, 100, false),
            (100_000, 600, false),
            (1000, 499, false),
            (u64::MAX, 0, true),
            (0, 0, false),
        ] {
            assert_eq!(limits.are_exceeded_by(Memory { total, available }), expected, "{available}/{total}");
        }
    }

    #[test]
    fn pressure_is_sustained_after_its_time_without_a_break_and_once() {
        let limits = MemoryLimits {
            max_usage_percent: 90,
            min_available_bytes: 500,
            allowed: Duration::from_secs(5),
            ends_task: true,
        };
        let (low, high) = (Memory { total: 1000, available: 900 }, Memory { total: 1000, available: 10 });
        let (mut pressure, start) = (Pressure::default(), Instant::now());
        let mut at =
            |seconds, memory| pressure.is_sustained(&limits, memory, start + Duration::from_secs(seconds));
        assert!(!at(0, high) && !at(5, high) && !at(6, low));
        assert!(!at(7, high) && !at(12, high) && at(13, high) && !at(14, high));
        assert!(!at(15, low) && !at(16, high) && !at(30, high));
    }

    #[test]
    fn averages_and_peaks() {
        let mut sums = Sums::default();
        for available in [10, 30, 20] {
            sums.add(Memory { total: 100, available });
        }
        assert_eq!((sums.average(sums.available), sums.average(sums.used), sums.peak_used), (20, 80, 90));
    }
}
