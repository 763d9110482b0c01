//! `generic-worker`: parses the command line, hands over to the command, and passes its exit code on.

use std::process::ExitCode;

use generic_worker::commands;

fn main() -> ExitCode {
    match commands::parse(std::env::args_os().skip(1)) {
        Ok(request) => commands::execute(request).into(),
        Err(usage) => {
            eprintln!("{usage}");
            commands::USAGE_EXIT_CODE.into()
        }
    }
}
