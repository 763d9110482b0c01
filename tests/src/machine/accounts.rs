//! Users and groups.

use std::collections::BTreeSet;
use std::fs;

use super::{Kind, Suspects, Trace};

const DATABASES: [&str; 6] =
    ["/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/subuid", "/etc/subgid"];

/// How the names of task users begin.
const PREFIX: &str = "task_";

/// What follows the path of a database in a trace.
const SEPARATOR: &str = ": ";

pub(super) fn look(suspects: &Suspects, traces: &mut BTreeSet<Trace>) {
    for database in DATABASES {
        let text = fs::read_to_string(database).unwrap_or_default();
        for line in text.lines() {
            let line = without_other_members(line, suspects);
            traces.insert(Trace::new(Kind::Account, format!("{database}{SEPARATOR}{line}"), None));
        }
    }
}

/// Whether a trace is the line of a task user: whose it is, its name tells.
pub(super) fn is_of_other_tasks(what: &str) -> bool {
    what.split_once(SEPARATOR).is_some_and(|(_, line)| line.starts_with(PREFIX))
}

/// A line of a database without the members of a group that are users of other workers' tasks.
fn without_other_members(line: &str, suspects: &Suspects) -> String {
    let Some((head, members)) = line.rsplit_once(':') else { return line.to_owned() };
    let is_known =
        |name: &&str| !name.starts_with(PREFIX) || suspects.users.values().any(|user| user == name);
    let members: Vec<&str> = members.split(',').filter(is_known).collect();
    format!("{head}:{}", members.join(","))
}
