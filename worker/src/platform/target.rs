//! Names of this build's operating system and processor, in Go's spelling, and what starts services there.

/// The operating system in Go's spelling (`linux`, `darwin`, `windows`, …), as the worker's metadata
/// has always had it.
pub fn os_name() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}

/// The processor architecture in Go's spelling (`amd64`, `arm64`, `386`, `arm`, …).
pub fn arch_name() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "x86" => "386",
        "powerpc64" if cfg!(target_endian = "little") => "ppc64le",
        "powerpc64" => "ppc64",
        "loongarch64" => "loong64",
        other => other,
    }
}

/// What starts the services of a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceManager {
    /// That of Linux.
    Systemd,
    /// That of macOS.
    Launchd,
}

impl ServiceManager {
    /// Its own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Systemd => "systemd",
            Self::Launchd => "launchd",
        }
    }
}

/// The service manager of this operating system, if it is one that the worker knows.
pub fn service_manager() -> Option<ServiceManager> {
    match std::env::consts::OS {
        "linux" => Some(ServiceManager::Systemd),
        "macos" => Some(ServiceManager::Launchd),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_go_names() {
        assert!(["linux", "darwin", "windows"].contains(&os_name()), "{}", os_name());
        assert!(!["x86_64", "aarch64", "x86"].contains(&arch_name()), "{}", arch_name());
    }
}
