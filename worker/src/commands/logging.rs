//! The worker's own log: standard error, a line for each message, in UTC. Worker-runner gets it too, if it wants it.

use std::fmt;
use std::io::{self, Write};

use generated::Timestamp;
use generated::cli::LogFormat;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use crate::worker_runner::WorkerRunner;

/// Starts to log. A second call changes nothing.
pub fn start(format: LogFormat, level: LevelFilter) {
    start_with(format, level, WorkerRunner::absent());
}

/// Starts to log, also to `runner`. A second call changes nothing.
pub fn start_with(format: LogFormat, level: LevelFilter, runner: WorkerRunner) {
    let builder = tracing_subscriber::fmt()
        .with_writer(Output { runner })
        .with_timer(Utc)
        .with_max_level(level)
        .with_target(false);
    let started = match format {
        LogFormat::Text => builder.with_ansi(false).compact().try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    // Somebody has started to log already: that is what was wanted.
    drop(started);
}

/// Makes a writer for each message.
struct Output {
    runner: WorkerRunner,
}

impl<'a> MakeWriter<'a> for Output {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line { runner: &self.runner }
    }
}

/// Gets one message, with its line end, in one piece.
struct Line<'a> {
    runner: &'a WorkerRunner,
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.runner.log(String::from_utf8_lossy(line).trim_end());
        io::stderr().write_all(line)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

struct Utc;

impl FormatTime for Utc {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", Timestamp::now())
    }
}
