//! From words to a request. What 11.0.1 accepted is accepted: options before or after the command, long options shortened to
//! what is unique, `--option value` and `--option=value`.

use std::ffi::OsString;
use std::fmt;

use clap::Parser;
use generated::cli::{COMMANDS, Cli, Command, LONG_OPTIONS};
use generated::help::USAGE;

/// What was asked for.
#[derive(Debug)]
pub enum Request {
    /// The help.
    Help,
    /// The line with the version.
    Version,
    /// The bare version number.
    ShortVersion,
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
    let first = parse_command(&words);
    // Options that stand before the command: the same words with the command first.
    let moved = words
        .iter()
        .position(|word| COMMANDS.iter().any(|command| word == command))
        .filter(|index| *index > 0);
    let result = match (first, moved) {
        (Err(_), Some(index)) => {
            let mut reordered = words.clone();
            let command = reordered.remove(index);
            reordered.insert(0, command);
            parse_command(&reordered)
        }
        (first, _) => first,
    };
    result.map(Request::Command)
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
    if word == "-h" {
        return Some(Request::Help);
    }
    let name = word.strip_prefix("--").filter(|name| !name.is_empty())?;
    let mut meant = LONG_OPTIONS.iter().filter(|option| option.starts_with(name));
    match (meant.next().copied(), meant.next()) {
        (Some("help"), None) => Some(Request::Help),
        (Some("version"), None) => Some(Request::Version),
        (Some("short-version"), None) => Some(Request::ShortVersion),
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
    }

    #[test]
    fn flags_win_wherever_they_stand() {
        assert!(matches!(parse_line("--help"), Ok(Request::Help)));
        assert!(matches!(parse_line("-h"), Ok(Request::Help)));
        assert!(matches!(parse_line("validate-payload --help"), Ok(Request::Help)));
        assert!(matches!(parse_line("--vers"), Ok(Request::Version)));
        assert!(matches!(parse_line("--short-version"), Ok(Request::ShortVersion)));
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
