//! Archives that are refused.

use std::os::unix::fs::symlink;
use std::sync::{Arc, LazyLock};

use generated::payload::common::ArchiveFormat;
use proptest::prelude::*;
use tokio_util::sync::CancellationToken;

use super::super::ArchiveError;
use super::Target;
use super::corpus::{self, Entry};
use crate::mounts::budget::DiskBudget;
use crate::platform::free_disk_bytes;

/// Unpacks the entries, which must be refused, with an error that names the entry.
fn assert_refused(entries: &[Entry], entry: &str, reason: &str) {
    let mut archives = vec![(ArchiveFormat::Tar, corpus::tar(entries))];
    let is_plain =
        entries.iter().all(|entry| matches!(entry.kind, b'0' | b'2' | b'5') && !entry.name.contains(&0));
    if is_plain {
        archives.push((ArchiveFormat::X7z, corpus::sevenz(entries)));
    }
    for (format, bytes) in archives {
        let target = Target::new();
        let error = target.unpack(format, &bytes).expect_err(reason);
        assert!(matches!(error, ArchiveError::Refused { .. }), "{format}: {error}");
        let text = error.to_string();
        assert!(text.contains(&format!("{entry:?}")) && text.contains(reason), "{format}: {text}");
        target.assert_canary_lives();
    }
}

#[test]
fn names_that_lead_out() {
    for (name, reason) in [
        ("../canary/file", "contains `..`"),
        ("a/../../canary/file", "contains `..`"),
        ("/tmp/canary", "is absolute"),
        ("..", "contains `..`"),
    ] {
        assert_refused(&[Entry::file(name, 0o644, b"dead")], name, reason);
        assert_refused(&[Entry::dir(name, 0o755)], name, reason);
        assert_refused(&[Entry::link(b'2', name, "x")], name, reason);
    }
    let long = "n".repeat(300);
    let error = Target::new().unpack(ArchiveFormat::Tar, &corpus::tar(&[Entry::file(&long, 0o644, b"")]));
    assert!(error.unwrap_err().to_string().contains("too long"));
    let name = [b"a\0b".to_vec(), vec![b'c'; 100]].concat();
    let entry = Entry { name, ..Entry::file("", 0o644, b"") };
    let error = Target::new().unpack(ArchiveFormat::Tar, &corpus::tar(&[entry])).unwrap_err();
    assert!(error.to_string().contains("contains a NUL"), "{error}");
}

#[test]
fn symlinks_that_lead_out() {
    for target in ["..", "../canary", "/", "/etc/passwd", "a/../../canary/file"] {
        assert_refused(&[Entry::link(b'2', "link", target)], "link", "leads out of the directory");
    }
    assert_refused(&[Entry::link(b'2', "a/b/link", "../../../canary")], "a/b/link", "leads out");
}

#[test]
fn symlinks_that_lead_out_through_others() {
    let chains: [&[(&str, &str)]; 4] = [
        &[("self", "."), ("out", "self/../canary")],
        &[("out", "later/../canary"), ("later", ".")],
        &[("a/up", ".."), ("a/out", "up/../canary")],
        &[("a/b/up", "../.."), ("out", "a/b/up/../canary/file")],
    ];
    for chain in chains {
        let entries: Vec<_> = chain.iter().map(|(name, target)| Entry::link(b'2', name, target)).collect();
        let out = chain.iter().find(|(name, _)| name.ends_with("out")).unwrap().0;
        assert_refused(&entries, out, "leads out of the directory");
    }
    // The same shape, but inside.
    let entries = [
        Entry::file("a/b/file", 0o644, b""),
        Entry::link(b'2', "l", "a/b"),
        Entry::link(b'2', "m", "l/../b/file"),
    ];
    Target::new().unpack(ArchiveFormat::Tar, &corpus::tar(&entries)).unwrap();
}

#[test]
fn nothing_is_written_through_symlinks() {
    let entries =
        [Entry::dir("d", 0o755), Entry::link(b'2', "link", "d"), Entry::file("link/file", 0o644, b"")];
    assert_refused(&entries, "link/file", "is a symlink or no directory");
    let entries = [Entry::file("file", 0o644, b""), Entry::dir("file/sub", 0o755)];
    assert_refused(&entries, "file/sub", "is a symlink or no directory");
    let entries = [Entry::dir("d", 0o755), Entry::link(b'2', "link", "d"), Entry::dir("link", 0o700)];
    assert_refused(&entries, "link", "would replace");
}

#[test]
fn hard_links_that_lead_out() {
    for (target, reason) in [
        ("../canary/file", "leads out"),
        ("/etc/passwd", "leads out"),
        ("nothing", "no file that the archive holds"),
        ("dir", "no file that the archive holds"),
        ("dir/../file", "leads out"),
    ] {
        let entries = [Entry::dir("dir", 0o755), Entry::link(b'1', "hard", target)];
        assert_refused(&entries, "hard", reason);
    }
    let entries = [
        Entry::dir("d", 0o755),
        Entry::link(b'2', "link", "d"),
        Entry::file("d/file", 0o644, b""),
        Entry::link(b'1', "hard", "link/file"),
    ];
    assert_refused(&entries, "hard", "no file that the archive holds");
    // A symlink that is harmless where it is, but not elsewhere.
    let entries = [Entry::link(b'2', "a/b/link", "../../x"), Entry::link(b'1', "hard", "a/b/link")];
    assert_refused(&entries, "hard", "leads out");
}

#[test]
fn special_files_and_privileges() {
    for (kind, what) in
        [(b'3', "character device"), (b'4', "block device"), (b'6', "FIFO"), (b'Z', "does not know")]
    {
        assert_refused(&[Entry::special(kind, "dev/it")], "dev/it", what);
    }
    for mode in [0o4755, 0o2755, 0o6711] {
        assert_refused(&[Entry::file("sudo", mode, b"")], "sudo", "setuid");
    }
}

#[test]
fn directories_are_not_replaced() {
    for entry in [Entry::file("d", 0o644, b""), Entry::link(b'2', "d", "x"), Entry::link(b'1', "d", "f")] {
        let entries = [Entry::file("f", 0o644, b""), Entry::dir("d", 0o755), entry];
        assert_refused(&entries, "d", "would replace");
    }
}

#[test]
fn hostile_zip_entries() {
    let file = |name: &str| Entry::file(name, 0o644, b"dead");
    for (entries, reason) in [
        (vec![file("../canary/file")], "contains `..`"),
        (vec![file("/tmp/canary")], "is absolute"),
        (vec![Entry::link(b'2', "link", "../canary")], "leads out"),
        (vec![Entry::link(b'2', "link", "d"), file("link/file")], "would replace a directory"),
        (vec![file("a"), file("./a")], "would replace another entry"),
        (vec![file("a"), file("a/b")], "is a symlink or no directory"),
    ] {
        let target = Target::new();
        let error = target.unpack(ArchiveFormat::Zip, &corpus::zip(&entries)).expect_err(reason);
        // Which of two that exclude each other comes first depends on the threads.
        let text = error.to_string();
        assert!(text.contains(reason) || text.contains("would replace a directory"), "{text}");
        target.assert_canary_lives();
    }
}

#[test]
fn hostile_rar_entries() {
    let entries = [Entry::link(b'2', "link", "../canary")];
    for version in [rars::ArchiveVersion::Rar40, rars::ArchiveVersion::Rar50] {
        let target = Target::new();
        let error = target.unpack(ArchiveFormat::Rar, &corpus::rar(version, &entries)).unwrap_err();
        assert!(error.to_string().contains("leads out"), "{error}");
        target.assert_canary_lives();
    }
    let bytes = corpus::rar(rars::ArchiveVersion::Rar50, &[Entry::file("sudo", 0o4755, b"")]);
    let error = Target::new().unpack(ArchiveFormat::Rar, &bytes).unwrap_err();
    assert!(error.to_string().contains("setuid"), "{error}");
}

/// Unpacks with 32 MiB of room.
fn unpack_small(format: ArchiveFormat, bytes: &[u8]) -> (Target, Result<(), ArchiveError>) {
    let target = Target::new();
    let reserve = free_disk_bytes(&target.path()).unwrap() - (32 << 20);
    let budget = Arc::new(DiskBudget::new(&target.path(), reserve).unwrap());
    let result = super::super::unpack(bytes, format, &target.path(), budget, &CancellationToken::new());
    (target, result)
}

#[test]
fn bombs_are_stopped_by_the_disk() {
    let bomb = corpus::tar(&[Entry::file("zeros", 0o644, &vec![0; 64 << 20])]);
    for format in [ArchiveFormat::TarGz, ArchiveFormat::TarZst] {
        let bytes = corpus::compress(format, &bomb);
        assert!(bytes.len() < 1 << 20);
        let (target, result) = unpack_small(format, &bytes);
        assert!(matches!(result, Err(ArchiveError::TooLarge { .. })), "{format}: {result:?}");
        assert!(std::fs::metadata(target.path().join("zeros")).unwrap().len() <= 32 << 20);
    }
    let bytes = corpus::zip(&[Entry::file("zeros", 0o644, &vec![0; 64 << 20])]);
    let (_target, result) = unpack_small(ArchiveFormat::Zip, &bytes);
    assert!(matches!(result, Err(ArchiveError::TooLarge { .. })), "{result:?}");
}

#[test]
fn huge_holes_are_bombs_too() {
    let mut header = ::tar::Header::new_gnu();
    header.set_entry_type(::tar::EntryType::GNUSparse);
    header.set_path("hole").unwrap();
    header.set_mode(0o644);
    header.set_mtime(0);
    header.set_size(0);
    header.as_gnu_mut().unwrap().realsize.copy_from_slice(b"777777777777");
    header.set_cksum();
    let (_target, result) = unpack_small(ArchiveFormat::Tar, header.as_bytes());
    assert!(matches!(result, Err(ArchiveError::TooLarge { .. })), "{result:?}");
}

#[test]
fn endless_names_take_no_memory() {
    for kind in [b'L', b'K', b'x'] {
        let mut header = ::tar::Header::new_gnu();
        header.set_entry_type(::tar::EntryType::new(kind));
        header.set_mode(0);
        header.set_size(1 << 40);
        header.set_cksum();
        let error = Target::new().unpack(ArchiveFormat::Tar, header.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("too long"), "{error}");
    }
}

#[test]
fn cancelling_ends_it() {
    let target = Target::new();
    let cancel = CancellationToken::new();
    cancel.cancel();
    let budget = Arc::new(DiskBudget::new(&target.path(), 0).unwrap());
    let archive = corpus::tar(&corpus::good_entries());
    let result = super::super::unpack(&archive[..], ArchiveFormat::Tar, &target.path(), budget, &cancel);
    assert!(matches!(result, Err(ArchiveError::Cancelled)), "{result:?}");
}

/// Small archives.
static SMALL: LazyLock<[(ArchiveFormat, Vec<u8>); 5]> = LazyLock::new(|| {
    let entries = &corpus::good_entries()[..2];
    [
        (ArchiveFormat::Tar, corpus::tar(entries)),
        (ArchiveFormat::Zip, corpus::zip(entries)),
        (ArchiveFormat::X7z, corpus::sevenz(entries)),
        (ArchiveFormat::Rar, corpus::rar(rars::ArchiveVersion::Rar50, entries)),
        (ArchiveFormat::Rar, corpus::rar(rars::ArchiveVersion::Rar40, entries)),
    ]
});

fn any_entry() -> impl Strategy<Value = Entry> {
    let name = "(\\./|\\.\\./|/)?([ab]|\\.\\.|c/d)(/[ab.]{1,2}){0,2}/?";
    let kind = prop_oneof![Just(b'0'), Just(b'5'), Just(b'1'), Just(b'2'), Just(b'2')];
    (kind, name, name, prop_oneof![Just(0o644_u32), Just(0o755), Just(0o000)]).prop_map(
        |(kind, name, target, mode)| {
            let content = if kind == b'0' { b"dead".to_vec() } else { Vec::new() };
            Entry { kind, name: name.into(), target: target.into(), mode, content }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is in an archive: nothing outside changes, and no link that is left leads out.
    #[test]
    fn nothing_leaves_the_directory(entries in prop::collection::vec(any_entry(), 1..8)) {
        let target = Target::new();
        let result = target.unpack(ArchiveFormat::Tar, &corpus::tar(&entries));
        target.assert_canary_lives();
        if result.is_ok() {
            let root = target.path().canonicalize().unwrap();
            let mut pending = vec![root.clone()];
            while let Some(dir) = pending.pop() {
                let Ok(entries) = std::fs::read_dir(&dir) else { continue };
                for entry in entries {
                    let path = entry.unwrap().path();
                    if path.symlink_metadata().unwrap().is_dir() {
                        pending.push(path);
                    } else if let Ok(real) = path.canonicalize() {
                        prop_assert!(real.starts_with(&root), "{path:?} leads to {real:?}");
                    }
                }
            }
        }
    }

    /// Damaged archives of every format give an error or something confined, and never panic.
    #[test]
    fn damage_does_no_harm(position in 0_usize..4000, value: u8, format in 0_usize..5) {
        let (format, mut bytes) = SMALL[format].clone();
        let position = position % bytes.len();
        bytes[position] = value;
        let target = Target::new();
        let _ = super::super::fuzz(&bytes, format, &target.path());
        target.assert_canary_lives();
    }
}

#[test]
fn what_was_in_the_directory_before_is_not_followed() {
    let target = Target::new();
    symlink("../canary", target.path().join("link")).unwrap();
    let archive = corpus::tar(&[Entry::file("link/file", 0o644, b"dead")]);
    target.unpack(ArchiveFormat::Tar, &archive).unwrap_err();
    target.assert_canary_lives();
}
