//! Names of this build's operating system and processor, in Go's spelling.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_go_names() {
        assert!(["linux", "darwin", "windows"].contains(&os_name()), "{}", os_name());
        assert!(!["x86_64", "aarch64", "x86"].contains(&arch_name()), "{}", arch_name());
    }
}
