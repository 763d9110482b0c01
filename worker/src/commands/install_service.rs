//! `install service`: the worker as a service of this machine.

use std::io::Write;

use generated::cli::InstallService;
use generated::config::{Config, settings};
use generated::exit_code::ExitCode;

use crate::config;
use crate::platform::{self, ServiceManager};
use crate::service::{self, Change, Installed, Service, ServiceError, ServiceFile};

/// Writes the files of the service, or shows them.
pub fn install_service(options: &InstallService) -> ExitCode {
    let config = configuration(options);
    match install(options, config.as_ref()) {
        Ok(()) => ExitCode::TasksComplete,
        Err(error) => {
            eprintln!("The service has not been installed: {error}");
            ExitCode::CantInstallService
        }
    }
}

fn install(options: &InstallService, config: Option<&Config>) -> Result<(), ServiceError> {
    let unknown = ServiceError::Unknown { system: platform::os_name() };
    let manager = platform::service_manager().ok_or(unknown)?;
    let program = std::env::current_exe().map_err(ServiceError::Program)?;
    let desktop = config.is_some_and(|config| !config.run_tasks_as_current_user && !config.headless_tasks);
    let service = Service::new(options, &program, desktop)?;
    let files = service.files(manager);
    if options.dry_run {
        files.iter().for_each(|file| show(file, manager));
        return Ok(());
    }
    let installed = service::install(&files, manager)?;
    installed.iter().for_each(|file| println!("{}", result(file)));
    let change = installed.iter().map(|file| file.change).max().unwrap_or(Change::Unchanged);
    println!("Next, as root:");
    let steps = service.next_steps(manager, change);
    let width = steps.iter().map(|step| step.command.len()).max().unwrap_or_default();
    for step in steps {
        println!("  {:width$}  # {}", step.command, step.purpose);
    }
    Ok(())
}

/// What would be in the file goes to standard output, all else to standard error.
fn show(file: &ServiceFile, manager: ServiceManager) {
    match service::preview(file, manager) {
        Ok(installed) => eprintln!("{}:", intention(&installed)),
        Err(error) => eprintln!("{} would not be written: {error}:", file.path.display()),
    }
    // A reader that has seen enough is no error.
    let _ = std::io::stdout().write_all(file.text.as_bytes());
}

fn intention(file: &Installed) -> String {
    let path = file.path.display();
    match (file.change, &file.kept) {
        (Change::Unchanged, _) => format!("{path} is as it should be"),
        (Change::Replaced, Some(kept)) => format!("{path} would be replaced, and kept as {}", kept.display()),
        (Change::Written | Change::Replaced, _) => format!("{path} would be written"),
    }
}

fn result(file: &Installed) -> String {
    let path = file.path.display();
    match (file.change, &file.kept) {
        (Change::Unchanged, _) => format!("{path} is as it should be"),
        (Change::Replaced, Some(kept)) => format!("{path} replaced, and kept as {}", kept.display()),
        (Change::Written | Change::Replaced, _) => format!("{path} written"),
    }
}

/// The configuration, if there is one yet: an image of a machine may get it later.
fn configuration(options: &InstallService) -> Option<Config> {
    if options.configure_for_aws {
        return None;
    }
    match config::load(&options.config, |name| std::env::var(name).ok()) {
        Ok(loaded) => {
            if loaded.config.run_tasks_as_current_user {
                eprintln!(
                    "warning: with this configuration the service runs tasks as root; set {} to false, and {} to true unless \
                     tasks need a desktop",
                    settings::RUN_TASKS_AS_CURRENT_USER.name,
                    settings::HEADLESS_TASKS.name
                );
            }
            Some(loaded.config)
        }
        Err(errors) => {
            eprintln!("warning: the service cannot run with this configuration:\n{errors}");
            None
        }
    }
}
