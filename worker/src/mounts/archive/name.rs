//! Names of entries, and where links lead, as an archive has them.

use std::ffi::{OsStr, OsString};

use crate::platform;

use super::error::Refusal;

/// The longest single name, in bytes, as all usual file systems have it.
const LONGEST_NAME: usize = 255;
/// The longest path, in bytes: with a directory before it, it must still be one that the system takes.
const LONGEST_PATH: usize = 3072;
/// How deep directories may be: each of them is kept open while something is made in it.
const DEEPEST: usize = 100;

/// The name of an entry, as single names from the directory down. None of them is empty, `.` or `..`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryPath(Vec<OsString>);

impl EntryPath {
    /// Reads a name with `/` between its parts. A name that stands for the directory itself gives an empty path.
    ///
    /// # Errors
    ///
    /// When the name is absolute, goes up, or cannot exist.
    pub fn parse(name: &[u8]) -> Result<Self, Refusal> {
        if name.is_empty() {
            return Err(Refusal::NoName);
        }
        if name[0] == b'/' {
            return Err(Refusal::AbsoluteName);
        }
        if name.contains(&0) {
            return Err(Refusal::ImpossibleName("it contains a NUL"));
        }
        if name.len() > LONGEST_PATH {
            return Err(Refusal::ImpossibleName("it is too long"));
        }
        let mut parts = Vec::new();
        for part in name.split(|byte| *byte == b'/') {
            match part {
                b"" | b"." => {}
                b".." => return Err(Refusal::ParentInName),
                part if part.len() > LONGEST_NAME => {
                    return Err(Refusal::ImpossibleName("a part of it is too long"));
                }
                part => parts.push(
                    platform::os_name_from_bytes(part.to_vec())
                        .ok_or(Refusal::ImpossibleName("it is not Unicode"))?,
                ),
            }
        }
        if parts.len() > DEEPEST {
            return Err(Refusal::ImpossibleName("it is too deep"));
        }
        Ok(Self(parts))
    }

    /// Whether it stands for the directory itself.
    #[must_use]
    pub const fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The single names.
    #[must_use]
    pub fn parts(&self) -> Vec<&OsStr> {
        self.0.iter().map(OsString::as_os_str).collect()
    }

    /// The directory that it is in, `depth` names deep.
    #[must_use]
    pub fn ancestor(&self, depth: usize) -> Self {
        Self(self.0[..depth.min(self.0.len())].to_vec())
    }

    /// As one path.
    #[must_use]
    pub fn to_path(&self) -> std::path::PathBuf {
        self.0.iter().collect()
    }

    /// How many bytes it takes in memory, roughly.
    #[must_use]
    pub fn footprint(&self) -> usize {
        self.0.iter().map(|part| part.len() + size_of::<OsString>()).sum::<usize>() + size_of::<Self>()
    }
}

/// Where the target of a symlink leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Nowhere but inside, whatever other links there are.
    Inside,
    /// Inside, unless a symlink on the way leads elsewhere: it goes up again after going down.
    InsideUnlessLinked,
    /// Outside.
    Outside,
}

/// Where a symlink at `link` with this `target` leads.
///
/// The directories on the way to `link` are real ones, so going up from there is exact. Names that follow may be
/// symlinks themselves, to which the same applies, so without another `..` they stay inside too.
#[must_use]
pub fn leads(link: &EntryPath, target: &[u8]) -> Leads {
    if target.first() == Some(&b'/') {
        return Leads::Outside;
    }
    let mut depth = link.0.len().saturating_sub(1);
    let (mut went_down, mut went_up_after) = (false, false);
    for part in target.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if depth == 0 => return Leads::Outside,
            b".." => {
                depth -= 1;
                went_up_after |= went_down;
            }
            _ => {
                depth += 1;
                went_down = true;
            }
        }
    }
    if went_up_after { Leads::InsideUnlessLinked } else { Leads::Inside }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(name: &str) -> EntryPath {
        EntryPath::parse(name.as_bytes()).unwrap()
    }

    #[test]
    fn harmless_parts_are_dropped() {
        assert_eq!(path("./a//b/."), path("a/b"));
        assert!(path("./").is_root());
        assert_eq!(path("a\\b").parts().len(), 1);
    }

    #[test]
    fn what_could_lead_elsewhere_is_refused() {
        let refused = |name: &[u8]| EntryPath::parse(name).unwrap_err();
        assert_eq!(refused(b""), Refusal::NoName);
        assert_eq!(refused(b"/etc/passwd"), Refusal::AbsoluteName);
        for name in ["..", "../x", "a/../b", "a/..", "./.."] {
            assert_eq!(refused(name.as_bytes()), Refusal::ParentInName);
        }
        for name in [b"a\0b".to_vec(), vec![b'x'; 256], b"x/".repeat(101), b"xxxxxxx/".repeat(400)] {
            assert!(matches!(refused(&name), Refusal::ImpossibleName(_)));
        }
        assert_eq!(path(&"x/".repeat(100)).parts().len(), 100);
    }

    #[test]
    fn targets_of_symlinks() {
        for (link, target, expected) in [
            ("l", "a", Leads::Inside),
            ("l", ".", Leads::Inside),
            ("d/e/l", "../../a/b", Leads::Inside),
            ("d/e/l", "..", Leads::Inside),
            ("d/l", "../a/../b", Leads::InsideUnlessLinked),
            ("l", "a/..", Leads::InsideUnlessLinked),
            ("l", "..", Leads::Outside),
            ("d/l", "../..", Leads::Outside),
            ("d/l", "../../d/x", Leads::Outside),
            ("l", "/etc", Leads::Outside),
            ("l", "a/../../b", Leads::Outside),
        ] {
            assert_eq!(leads(&path(link), target.as_bytes()), expected, "{link} -> {target}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_single_names(name in "[a./]{0,12}") {
            if let Ok(path) = EntryPath::parse(name.as_bytes()) {
                for part in path.parts() {
                    prop_assert!(part != "." && part != ".." && !part.is_empty());
                    prop_assert!(!part.to_str().unwrap().contains('/'));
                }
            }
        }
    }
}
