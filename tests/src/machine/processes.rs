//! Processes.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{Kind, Trace};

pub(super) fn look(traces: &mut BTreeSet<Trace>) {
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let is_process = entry.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit());
        if is_process && let Some(trace) = describe(&entry.path()) {
            traces.insert(trace);
        }
    }
}

/// One that has not ended. A zombie is its parent's affair.
fn describe(directory: &Path) -> Option<Trace> {
    let stat = fs::read_to_string(directory.join("stat")).ok()?;
    let after_name: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let (state, start_time) = (after_name.first()?, after_name.get(19)?);
    if matches!(*state, "Z" | "X") {
        return None;
    }
    // The directory belongs to root when the process hides its memory.
    let status = fs::read_to_string(directory.join("status")).ok()?;
    let uid =
        status.lines().find(|line| line.starts_with("Uid:"))?.split_whitespace().nth(1)?.parse::<u32>().ok();
    let words = |name: &str| fs::read(directory.join(name)).unwrap_or_default();
    let command = String::from_utf8_lossy(&words("cmdline")).replace('\0', " ");
    let environment = String::from_utf8_lossy(&words("environ")).into_owned();
    let task =
        environment.split('\0').find(|variable| variable.starts_with("TASK_ID=")).unwrap_or("no TASK_ID");
    let at = fs::read_link(directory.join("cwd")).unwrap_or_default();
    let pid = directory.file_name()?.to_string_lossy();
    let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(name, _)| name);
    let what = format!("{pid} since {start_time}: {name}: {command:?} in {}, {task}", at.display());
    let owner = uid.or_else(|| fs::metadata(directory).ok().map(|metadata| metadata.uid()));
    Some(Trace::new(Kind::Process, what, owner))
}
