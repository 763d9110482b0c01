//! `check-config`: everything that is wrong with a configuration file.

use generated::cli::CheckConfig;
use generated::exit_code::ExitCode;

use crate::config::{self, Era};

/// Checks the file. Its mistakes go to standard error.
pub fn check_config(options: &CheckConfig) -> ExitCode {
    let file = options.file.display();
    match config::load(&options.file, |name| std::env::var(name).ok()) {
        Ok(loaded) => {
            for warning in &loaded.warnings {
                eprintln!("warning: {warning}");
            }
            let era = match loaded.era {
                Era::Of2018 => "a configuration of 2018",
                Era::Today => "a configuration of today",
            };
            println!("{file}: good, {era}");
            ExitCode::TasksComplete
        }
        Err(errors) => {
            eprintln!("{errors}");
            errors.exit_code
        }
    }
}
