//! What the kernel keeps: mounts, control groups, IPC objects, keys.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Kind, Trace};

pub(super) fn look(traces: &mut BTreeSet<Trace>) {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    for line in mounts.lines() {
        look_at_mount(line, traces);
    }
    look_at_ipc(traces);
    look_at_keys(traces);
}

/// How many keyrings the kernel keeps for a user that has had a key. They stay, if empty.
const KEYRINGS: u32 = 3;

/// Keys are kept by user; the system tells how many each has.
fn look_at_keys(traces: &mut BTreeSet<Trace>) {
    let table = fs::read_to_string("/proc/key-users").unwrap_or_default();
    for line in table.lines() {
        let Some((uid, counts)) = line.split_once(':') else { continue };
        let keys = counts.split_whitespace().nth(2).unwrap_or_default();
        let keys: u32 = keys.split('/').next().and_then(|keys| keys.parse().ok()).unwrap_or_default();
        let owner: Option<u32> = uid.trim().parse().ok();
        if keys > KEYRINGS && owner != Some(0) {
            traces.insert(Trace::new(Kind::Ipc, format!("{keys} keys"), owner));
        }
    }
}

fn look_at_mount(line: &str, traces: &mut BTreeSet<Trace>) {
    let Some((head, tail)) = line.split_once(" - ") else { return };
    let (head, tail): (Vec<&str>, Vec<&str>) = (head.split(' ').collect(), tail.split(' ').collect());
    let ([_, _, _, root, place, options, ..], [system, source, ..]) = (&head[..], &tail[..]) else { return };
    // Numbers say nothing, and what a mount shares with others is the machine's affair.
    let what = format!("{system} {source}{root} on {place} ({options})");
    traces.insert(Trace::new(Kind::Mount, what, None));
    if system.starts_with("cgroup") {
        look_at_groups(Path::new(place), traces);
    }
}

fn look_at_groups(directory: &Path, traces: &mut BTreeSet<Trace>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let path = entry.path();
            traces.insert(Trace::new(Kind::ControlGroup, path.display().to_string(), None));
            look_at_groups(&path, traces);
        }
    }
}

fn look_at_ipc(traces: &mut BTreeSet<Trace>) {
    for kind in ["msg", "sem", "shm"] {
        let table = fs::read_to_string(format!("/proc/sysvipc/{kind}")).unwrap_or_default();
        let mut lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let titles = lines.next().unwrap_or_default();
        let column = |title: &str| titles.iter().position(|&other| other == title);
        let Some(uid) = column("uid") else { continue };
        for line in lines {
            let owner = line.get(uid).and_then(|uid| uid.parse::<u32>().ok());
            let [key, id, ..] = line[..] else { continue };
            let what = format!("{kind} {id} with the key {key}");
            traces.insert(Trace::new(Kind::Ipc, what, owner));
        }
    }
}
