//! The worker's own log: standard error, a line for each message, in UTC.

use std::fmt;

use generated::Timestamp;
use generated::cli::LogFormat;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

/// Starts to log. A second call changes nothing.
pub fn start(format: LogFormat, level: LevelFilter) {
    let builder = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
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

struct Utc;

impl FormatTime for Utc {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", Timestamp::now())
    }
}
