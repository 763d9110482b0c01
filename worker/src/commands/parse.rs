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
    // Options may stand before the command and between its words. The value of an option can look like a command, so that
    // everything that does is tried.
    let mut attempts = with_command_first(&words).into_iter().map(|words| parse_command(&words));
    let first = attempts.next().unwrap_or_else(|| parse_command(&words));
    first.or_else(|error| attempts.find_map(Result::ok).ok_or(error)).map(Request::Command)
}

/// `words` in every order that begins with a command, in one word, and leaves the others as they are.
fn with_command_first(words: &[OsString]) -> Vec<Vec<OsString>> {
    let mut found: Vec<_> = COMMANDS
        .iter()
        .flat_map(|command| {
            let names: Vec<&str> = command.split(' ').collect();
            places(words, &names, 0).into_iter().map(move |places| (places, command))
        })
        .collect();
    found.sort();
    let reorder = |(places, command): (Vec<usize>, &&str)| {
        let others = words.iter().enumerate().filter(|(index, _)| !places.contains(index));
        std::iter::once(OsString::from(*command)).chain(others.map(|(_, word)| word.clone())).collect()
    };
    found.into_iter().map(reorder).collect()
}

/// Where in `words`, not before `from`, all of `names` stand, in their order.
fn places(words: &[OsString], names: &[&str], from: usize) -> Vec<Vec<usize>> {
    let Some((name, rest)) = names.split_first() else { return vec![Vec::new()] };
    let here = (from..words.len()).filter(|&index| words[index] == **name);
    here.flat_map(|index| {
        let after = places(words, rest, index + 1).into_iter();
        after.map(move |places| std::iter::once(index).chain(places).collect())
    })
    .collect()
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
    fn commands_of_two_words_may_have_options_between_them() {
        for line in [
            "install service --config a --dry-run",
            "install --config a service --dry-ru",
            "--dry-run install --config=a service",
            "--config a --dry-run install service",
            "install --dry-run --config=a service",
        ] {
            match parse_line(line) {
                Ok(Request::Command(Command::InstallService(install))) => {
                    assert_eq!((install.config.to_str(), install.dry_run), (Some("a"), true), "{line}");
                }
                other => panic!("{line}: {other:?}"),
            }
        }
        let words = ["--service-name", "install service", "install", "service", "--config", "service"];
        match parse(words.into_iter().map(OsString::from)) {
            Ok(Request::Command(Command::InstallService(install))) => {
                assert_eq!(install.service_name, "install service");
                assert_eq!(install.config.to_str(), Some("service"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_a_command_says_of_itself_is_understood_as_that_command() {
        for line in [
            "run",
            "run --config=-x --under-launchd --worker-runner-protocol-pipe=p --log-format=json",
            "install service --config=a --service-name=b --dry-run",
            "validate-payload --platform=macos file",
            "local-queue --port=17",
            "status",
        ] {
            let Ok(Request::Command(command)) = parse_line(line) else { panic!("{line}") };
            let again = parse(command.words().into_iter());
            assert_eq!(format!("{:?}", again.expect(line)), format!("{:?}", Request::Command(command)));
        }
        let Ok(Request::Command(command)) = parse_line("run --log-format text --config=a") else { panic!() };
        assert_eq!(command.words(), ["run", "--config=a"]);
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
        for line in [
            "",
            "dance",
            "install",
            "service install",
            "run --confi a",
            "run -c a",
            "new-ed25519-keypair",
            "local-queue --port 70000",
        ] {
            let error = parse_line(line).expect_err(line).to_string();
            assert!(error.contains("Usage:"), "{line}: {error}");
        }
    }
}
