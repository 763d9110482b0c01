//! The configuration that `run` works with: the file, and with `--configure-for-aws` what EC2 says.

use generated::cli::Run;
use generated::config::settings;
use generated::exit_code::ExitCode;

use crate::aws::{self, Metadata};
use crate::config::{self, Loaded};

/// A configuration, and where more can be found out about the machine.
#[derive(Debug)]
pub struct Configured {
    /// The configuration.
    pub loaded: Loaded,
    /// The metadata service of this EC2 instance, if the worker is to ask it.
    pub metadata: Option<Metadata>,
}

/// Finds the configuration.
///
/// # Errors
///
/// What is wrong with it, and the exit code for that.
pub async fn configure(options: &Run) -> Result<Configured, (String, ExitCode)> {
    let environment = |name: &str| std::env::var(name).ok();
    let unusable = |errors: config::ConfigErrors| {
        (format!("The configuration cannot be used:\n{errors}"), errors.exit_code)
    };
    if !options.configure_for_aws {
        let loaded = config::load(&options.config, environment).map_err(unusable)?;
        return Ok(Configured { loaded, metadata: None });
    }
    let base_url = config::peek(&options.config, environment, &settings::AWS_METADATA_BASE_URL);
    let metadata = Metadata::new(base_url.as_str().unwrap_or_default())
        .map_err(|error| (format!("cannot ask EC2: {error}"), ExitCode::CantLoadConfig))?;
    let obtained = aws::obtain(&metadata).await;
    for failure in &obtained.failures {
        tracing::error!("Configuring for AWS: {failure}");
    }
    match config::load_over(&options.config, environment, Some(&obtained.provided)) {
        Ok(loaded) => Ok(Configured { loaded, metadata: Some(metadata) }),
        Err(errors) if obtained.failures.is_empty() => Err(unusable(errors)),
        Err(errors) => {
            let failures = obtained.failures.join("\n");
            let error = format!(
                "The configuration cannot be used, since not everything could be found out about this EC2 \
                 instance:\n{failures}\n{errors}"
            );
            Err((error, ExitCode::CantLoadConfig))
        }
    }
}
