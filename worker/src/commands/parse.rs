//! From words to a request. What 11.0.1 accepted is accepted: options before or after the command, long options shortened to
//! what is unique, `--option value` and `--option=value`.

use std::ffi::OsString;
use std::fmt;

use clap::Parser;
use generated::cli::{COMMANDS, Cli, Command, GlobalOption, LONG_OPTIONS};
use generated::help::USAGE;

/// What was asked for.
#[derive(Debug)]
pub enum Request {
    /// Help, or a version.
    Global(GlobalOption),
    /// One of the commands.
    Command(Command),
}

/// Why the command line was not understood, with the usage.
#[derive(Debug)]
pub struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n\n{}", self.0, USAGE.trim_end())
    }
}

impl std::error::Error for UsageError {}

/// Understands `words`, which do not include the name of the program.
///
/// # Errors
///
/// When they are not understood.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Request, UsageError> {
    let words: Vec<OsString> = words.collect();
    if let Some(request) = words.iter().find_map(flag) {
        return Ok(request);
    }
    // Options may stand before the command. The value of an option can look like a command, so that each word that does is
    // tried.
    let as_it_stands = parse_command(&words);
    let moved = || {
        let commands =
            (1..words.len()).filter(|&index| COMMANDS.iter().any(|command| words[index] == *command));
        commands.filter_map(|index| parse_command(&with_first(&words, index)).ok()).next()
    };
    as_it_stands.or_else(|error| moved().ok_or(error)).map(Request::Command)
}

/// `words` with the one at `index` first.
fn with_first(words: &[OsString], index: usize) -> Vec<OsString> {
    let mut reordered = words.to_vec();
    reordered[..=index].rotate_right(1);
    reordered
}

fn parse_command(words: &[OsString]) -> Result<Command, UsageError> {
    let with_name = std::iter::once(OsString::from("generic-worker")).chain(words.iter().cloned());
    match Cli::try_parse_from(with_name) {
        Ok(cli) => Ok(cli.command),
        Err(error) => Err(UsageError(sentence(&error.to_string()))),
    }
}

/// The first paragraph of clap's message; its usage is not ours.
fn sentence(message: &str) -> String {
    let message = message.split("\n\nUsage:").next().unwrap_or(message);
    message.trim().to_owned()
}

/// The request that `word` makes wherever it stands.
fn flag(word: &OsString) -> Option<Request> {
    let word = word.to_str()?;
    let Some(name) = word.strip_prefix("--") else {
        return word.strip_prefix('-').and_then(GlobalOption::short).map(Request::Global);
    };
    let mut meant = LONG_OPTIONS.iter().filter(|option| !name.is_empty() && option.starts_with(name));
    match (meant.next(), meant.next()) {
        (Some(option), None) => GlobalOption::long(option).map(Request::Global),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Request, UsageError> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn config_of(line: &str) -> String {
        match parse_line(line) {
            Ok(Request::Command(Command::Run(run))) => run.config.display().to_string(),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn options_stand_anywhere_and_may_be_shortened() {
        assert_eq!(config_of("run"), "generic-worker.config");
        assert_eq!(config_of("run --config a"), "a");
        assert_eq!(config_of("run --config=a --configure-for-aws"), "a");
        assert_eq!(config_of("--config a run"), "a");
        assert_eq!(config_of("--config=run run"), "run");
        assert_eq!(config_of("--config status run"), "status");
    }

    #[test]
    fn flags_win_wherever_they_stand() {
        assert!(matches!(parse_line("--help"), Ok(Request::Global(GlobalOption::Help))));
        assert!(matches!(parse_line("-h"), Ok(Request::Global(GlobalOption::Help))));
        assert!(matches!(parse_line("validate-payload --help"), Ok(Request::Global(GlobalOption::Help))));
        assert!(matches!(parse_line("--vers"), Ok(Request::Global(GlobalOption::Version))));
        assert!(matches!(parse_line("--short-version"), Ok(Request::Global(GlobalOption::ShortVersion))));
    }

    #[test]
    fn mistakes_are_answered_with_the_usage() {
        for line in
            ["", "dance", "run --confi a", "run -c a", "new-ed25519-keypair", "local-queue --port 70000"]
        {
            let error = parse_line(line).expect_err(line).to_string();
            assert!(error.contains("Usage:"), "{line}: {error}");
        }
    }
}
