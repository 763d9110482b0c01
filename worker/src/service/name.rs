//! What a service is called.

use std::fmt;

/// The longest name, in bytes: with what is added to it, it must be the name of a file.
const LONGEST: usize = 100;
/// What the names of systemd's services end with.
const UNIT_ENDING: &str = ".service";
/// What the labels of this program's launchd jobs begin with.
pub(super) const LABEL_PREFIX: &str = "com.mozilla.";

/// The name of a service, such as `Generic Worker`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceName(String);

/// That a name was refused.
#[derive(Debug, thiserror::Error)]
#[error(
    "{name:?} cannot be the name of a service: expected at most {LONGEST} letters, digits, blanks, dashes, dots and \
     underscores, a letter or digit first"
)]
pub struct NameError {
    name: String,
}

impl ServiceName {
    /// The name as somebody wrote it, with or without the ending of systemd's file.
    ///
    /// # Errors
    ///
    /// When no file can be named after it.
    pub fn new(name: &str) -> Result<Self, NameError> {
        let words = name.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let bare = words.strip_suffix(UNIT_ENDING).unwrap_or(&words);
        let fits = |letter: char| letter.is_ascii_alphanumeric() || " -_.".contains(letter);
        let first_fits = bare.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        if bare.len() > LONGEST || !first_fits || !bare.chars().all(fits) {
            return Err(NameError { name: name.to_owned() });
        }
        Ok(Self(bare.to_owned()))
    }

    /// The name of the systemd unit: `generic-worker.service`.
    #[must_use]
    pub fn unit(&self) -> String {
        format!("{}{UNIT_ENDING}", self.stem())
    }

    /// The label of the launchd job: `com.mozilla.genericworker`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{LABEL_PREFIX}{}", self.0.replace(' ', "").to_lowercase())
    }

    /// The name as that of a file: `generic-worker`.
    #[must_use]
    pub fn stem(&self) -> String {
        self.0.replace(' ', "-").to_lowercase()
    }
}

impl fmt::Display for ServiceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_services() {
        let name = ServiceName::new("Generic Worker").expect("the default");
        assert_eq!(name.to_string(), "Generic Worker");
        assert_eq!(
            (name.unit().as_str(), name.stem().as_str()),
            ("generic-worker.service", "generic-worker")
        );
        assert_eq!(name.label(), "com.mozilla.genericworker");
        let name = ServiceName::new("  gw-2.service ").expect("a unit");
        assert_eq!((name.unit().as_str(), name.label().as_str()), ("gw-2.service", "com.mozilla.gw-2"));
    }

    #[test]
    fn no_name_leads_out_of_the_folder_or_is_hidden() {
        let long = "x".repeat(LONGEST + 1);
        for name in ["", " ", "../x", "a/b", ".hidden", "-x", "a\nb", "100%", "ä", ".service", "a@b", &long]
        {
            let error = ServiceName::new(name).expect_err(name).to_string();
            assert!(error.contains("cannot be the name"), "{error}");
        }
    }
}
