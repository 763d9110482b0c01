//! The worker as a systemd unit.

use std::path::Path;

use generated::cli::Command;
use generated::exit_code::{ExitCode, Service as Meaning};

use super::{Change, NextStep, STOP_SECONDS, Service, ServiceFile};

/// Where units of the administrator are.
const FOLDER: &str = "/etc/systemd/system";
/// How many files a process may have open without asking for more. Builds open many.
const OPEN_FILES: u32 = 65_536;
/// How many it may have open if it asks for them: what systemd allows services by default.
const MOST_OPEN_FILES: u32 = 524_288;

/// The unit file of `service`.
pub(super) fn unit(service: &Service) -> ServiceFile {
    let unit = service.name.unit();
    let text = format!(
        "\
# Made by `generic-worker install service`, which replaces it when it is run again.
# Settings of this machine belong elsewhere: systemctl edit {unit}

[Unit]
Description={description}
Wants=network-online.target
After=network-online.target
# A worker that fails again and again harms tasks. When it has been mended: systemctl reset-failed {unit}
StartLimitIntervalSec=10min
StartLimitBurst=5

[Service]
Type=exec
User=root
WorkingDirectory={directory}
ExecStart={command}

# Exit codes, as `generic-worker --help` explains them: with these the worker has done what it was to do ...
SuccessExitStatus={done}
# ... and with these somebody has to mend something before it can run.
RestartPreventExitStatus={broken}
Restart=on-failure
RestartSec=15s

# The worker alone is told to stop, and resolves its tasks as worker-shutdown. What is left after it is killed.
KillMode=mixed
TimeoutStopSec={STOP_SECONDS}s

# Tasks have control groups of their own below the service's. When one runs out of memory, the worker goes on; it is spared, its
# tasks are not.
Delegate=yes
OOMPolicy=continue
OOMScoreAdjust=-500
TasksMax=80%
LimitNOFILE={OPEN_FILES}:{MOST_OPEN_FILES}

# No sandbox here: it would be one for the tasks too, and the worker could make no users for them.

[Install]
WantedBy=multi-user.target
",
        description = literal(&service.name.to_string()),
        directory = whole_line(&service.directory),
        command = command_line(&service.command_line(Command::Run(service.run.clone()))),
        done = codes(Meaning::Done),
        broken = codes(Meaning::Broken),
    );
    ServiceFile { path: Path::new(FOLDER).join(unit), text }
}

/// What is to be done when the unit has been written.
pub(super) fn next_steps(service: &Service, change: Change) -> Vec<NextStep> {
    let unit = service.name.unit();
    let mut steps = Vec::new();
    if change == Change::Replaced {
        let command = "systemctl daemon-reload".to_owned();
        steps.push(NextStep { command, purpose: "reads the new file" });
        let command = format!("systemctl try-restart {unit}");
        steps.push(NextStep {
            command,
            purpose: "if it runs: ends its tasks as worker-shutdown, and starts anew",
        });
    }
    let command = format!("systemctl enable --now {unit}");
    steps.push(NextStep { command, purpose: "starts it, now and with the machine" });
    let command = format!("journalctl --follow --unit {unit}");
    steps.push(NextStep { command, purpose: "shows its log" });
    steps
}

/// The exit codes that mean `meaning`, but for 0, which systemd knows.
fn codes(meaning: Meaning) -> String {
    let codes = ExitCode::ALL.iter().filter(|code| code.service() == Some(meaning) && code.code() != 0);
    codes.map(|code| code.code().to_string()).collect::<Vec<_>>().join(" ")
}

/// The words of a command. In the first one systemd replaces no variables, so that a dollar there is a dollar.
pub(super) fn command_line(words: &[String]) -> String {
    let words = words.iter().enumerate().map(|(index, word)| {
        let word = literal(word);
        quoted(&if index == 0 { word } else { word.replace('$', "$$") })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// In quotes, if it needs them.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/-_.=+,%$:".contains(letter);
    if word.chars().all(plain) {
        return word.to_owned();
    }
    format!("\"{}\"", word.replace('\\', r"\\").replace('"', "\\\""))
}

/// A path that takes the whole line: blanks at its end, and a backslash there, would be lost.
pub(super) fn whole_line(path: &str) -> String {
    let lost = path.ends_with(|letter: char| letter == '\\' || letter.is_whitespace());
    literal(path) + if lost { "/" } else { "" }
}

/// Without specifiers: a percent sign is a percent sign.
fn literal(text: &str) -> String {
    text.replace('%', "%%")
}
