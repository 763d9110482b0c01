//! How a task went, in a few lines.

use std::fmt::Write;

use generated::api::queue::TaskStatusStructure;

use super::artifacts::Fetched;
use crate::task::GoDuration;

/// State, reason, duration and artifacts of a task that is over.
#[must_use]
pub fn render(task_id: &str, status: &TaskStatusStructure, artifacts: &[Fetched]) -> String {
    let mut out = String::from("\n");
    let mut line = |label: &str, value: &str| {
        let _ = writeln!(out, "{label:>10}  {value}");
    };
    line("task", task_id);
    if let Some(run) = status.runs.last() {
        line("state", &run.state.to_string());
        if let Some(reason) = run.reason_resolved {
            line("reason", &reason.to_string());
        }
        if status.runs.len() > 1 {
            line("runs", &status.runs.len().to_string());
        }
        if let (Some(started), Some(resolved)) = (run.started, run.resolved) {
            line("duration", &GoDuration(resolved.saturating_duration_since(started)).to_string());
        }
    }
    let width = artifacts.iter().map(|artifact| artifact.name.len()).max().unwrap_or(0);
    for (index, artifact) in artifacts.iter().enumerate() {
        let label = if index == 0 { "artifacts" } else { "" };
        let text = match &artifact.result {
            Ok((size, path)) => format!("{:width$}  {:>9}  {}", artifact.name, human(*size), path.display()),
            Err(error) => format!("{:width$}  {:>9}  {error}", artifact.name, "-"),
        };
        let _ = writeln!(out, "{label:>10}  {text}");
    }
    out
}

/// `bytes` in the largest unit that leaves at least one digit before the point.
fn human(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "KiB", "MiB", "GiB", "TiB"];
    let mut unit = 0;
    let mut scaled = bytes;
    let mut rest = 0;
    while scaled >= 1024 && unit < UNITS.len() - 1 {
        rest = scaled % 1024;
        scaled /= 1024;
        unit += 1;
    }
    match unit {
        0 => format!("{scaled} B"),
        _ => format!("{scaled}.{} {}", rest * 10 / 1024, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::human;

    #[test]
    fn sizes_read_well() {
        assert_eq!(human(0), "0 B");
        assert_eq!(human(1023), "1023 B");
        assert_eq!(human(1536), "1.5 KiB");
        assert_eq!(human(3 << 30), "3.0 GiB");
    }
}
