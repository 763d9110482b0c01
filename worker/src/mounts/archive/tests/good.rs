//! Archives that are unpacked.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use generated::payload::common::ArchiveFormat;

use super::super::ArchiveError;
use super::Target;
use super::corpus::{self, Entry, OLD, SCRIPT};

const TAR_FORMATS: [ArchiveFormat; 10] = [
    ArchiveFormat::Tar,
    ArchiveFormat::TarBr,
    ArchiveFormat::TarBz2,
    ArchiveFormat::TarGz,
    ArchiveFormat::TarLz,
    ArchiveFormat::TarLz4,
    ArchiveFormat::TarSz,
    ArchiveFormat::TarXz,
    ArchiveFormat::TarZst,
    ArchiveFormat::TarZz,
];

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn assert_good(root: &Path, format: &str) {
    assert_eq!(fs::read(root.join("d/script")).unwrap(), SCRIPT, "{format}");
    assert!(fs::read(root.join("d/sub/long")).unwrap() == corpus::long_content(), "{format}");
    assert_eq!(fs::read(root.join("d/empty")).unwrap(), b"", "{format}");
    assert_eq!(fs::read(root.join("link")).unwrap(), SCRIPT, "{format}");
    assert_eq!(fs::read_link(root.join("d/sub/up")).unwrap(), Path::new("../script"), "{format}");
    assert_eq!(fs::read(root.join(corpus::long_name())).unwrap(), b"long", "{format}");
    for (name, expected) in [
        ("d", 0o750),
        ("d/script", 0o755),
        ("d/sub", 0o755),
        ("d/sub/long", 0o600),
        ("d/empty", 0o444),
        (&corpus::long_name(), 0o640),
    ] {
        assert_eq!(mode(&root.join(name)), expected, "{format}: {name}");
    }
    for name in ["d", "d/script", "d/sub/long", "d/empty"] {
        let seconds = fs::metadata(root.join(name)).unwrap().mtime();
        assert_eq!(seconds, OLD.cast_signed(), "{format}: {name}");
    }
}

#[test]
fn all_compressions_of_tar() {
    let archive = corpus::tar(&corpus::good_entries());
    for format in TAR_FORMATS {
        let target = Target::new();
        target
            .unpack(format, &corpus::compress(format, &archive))
            .unwrap_or_else(|e| panic!("{format}: {e}"));
        assert_good(&target.path(), &format.to_string());
        target.assert_canary_lives();
    }
}

#[test]
fn zip_7z_and_rar() {
    let entries = corpus::good_entries();
    for (format, bytes) in [
        (ArchiveFormat::Zip, corpus::zip(&entries)),
        (ArchiveFormat::X7z, corpus::sevenz(&entries)),
        (ArchiveFormat::Rar, corpus::rar(rars::ArchiveVersion::Rar50, &entries)),
        (ArchiveFormat::Rar, corpus::rar(rars::ArchiveVersion::Rar40, &entries)),
    ] {
        let target = Target::new();
        target.unpack(format, &bytes).unwrap_or_else(|e| panic!("{format}: {e}"));
        assert_good(&target.path(), &format.to_string());
        target.assert_canary_lives();
    }
}

#[test]
fn several_members_make_one_stream() {
    let archive = corpus::tar(&corpus::good_entries());
    let (one, two) = archive.split_at(archive.len() / 2);
    for format in [
        ArchiveFormat::TarBz2,
        ArchiveFormat::TarGz,
        ArchiveFormat::TarLz,
        ArchiveFormat::TarLz4,
        ArchiveFormat::TarXz,
        ArchiveFormat::TarZst,
    ] {
        let target = Target::new();
        let bytes = [corpus::compress(format, one), corpus::compress(format, two)].concat();
        target.unpack(format, &bytes).unwrap_or_else(|e| panic!("{format}: {e}"));
        assert_good(&target.path(), &format.to_string());
    }
}

#[test]
fn hard_links_share_a_file() {
    let target = Target::new();
    let archive = corpus::tar(&[
        Entry::file("a/file", 0o644, b"x"),
        Entry::link(b'1', "b/link", "./a/file"),
        Entry::link(b'2', "a/sym", "../b"),
        Entry::link(b'1', "c/sym", "a/sym"),
    ]);
    target.unpack(ArchiveFormat::Tar, &archive).unwrap();
    let inode = |name: &str| fs::symlink_metadata(target.path().join(name)).unwrap().ino();
    assert_eq!(inode("a/file"), inode("b/link"));
    // A hard link to a symlink gives another one, which is checked where it is.
    assert_eq!(fs::read_link(target.path().join("c/sym")).unwrap(), Path::new("../b"));
}

#[test]
fn later_files_replace_earlier_ones_and_not_what_links_to_them() {
    let target = Target::new();
    let archive = corpus::tar(&[
        Entry::file("file", 0o644, b"old"),
        Entry::link(b'1', "hard", "file"),
        Entry::file("file", 0o600, b"new"),
        Entry::link(b'2', "link", "file"),
        Entry::file("link", 0o600, b"own"),
        Entry::dir("dir", 0o700),
        Entry::dir("dir", 0o711),
    ]);
    target.unpack(ArchiveFormat::Tar, &archive).unwrap();
    let read = |name: &str| fs::read_to_string(target.path().join(name)).unwrap();
    assert_eq!((read("file"), read("hard"), read("link")), ("new".into(), "old".into(), "own".into()));
    assert_eq!(mode(&target.path().join("dir")), 0o711);
}

#[test]
fn directories_without_rights_are_filled_all_the_same() {
    let target = Target::new();
    let archive =
        corpus::tar(&[Entry::dir("a", 0o500), Entry::dir("a/b", 0o000), Entry::file("a/b/c", 0o400, b"x")]);
    target.unpack(ArchiveFormat::Tar, &archive).unwrap();
    assert_eq!(mode(&target.path().join("a")), 0o500);
    // Leaves nothing that the temporary directory cannot remove.
    crate::platform::remove_tree(&target.path()).unwrap();
    fs::create_dir(target.path()).unwrap();
    target.assert_canary_lives();
}

#[test]
fn pax_headers_give_names_times_and_sizes() {
    let name = format!("{}/é", "p".repeat(180));
    let mut records = Vec::new();
    for (key, value) in [("path", name.as_str()), ("mtime", "1234567890.25"), ("size", "5")] {
        let length = key.len() + value.len() + 3;
        let digits = (length + 3).to_string().len();
        records.extend(format!("{} {key}={value}\n", length + digits).into_bytes());
    }
    let mut archive = Vec::new();
    corpus::push(&mut archive, b'g', b"pax_global_header", b"", 0o644, b"18 comment=abcdef\n");
    corpus::push(&mut archive, b'x', b"PaxHeaders/x", b"", 0o644, &records);
    corpus::push(&mut archive, b'0', b"short", b"", 0o644, b"hello");
    archive.extend([0; 1024]);
    let target = Target::new();
    target.unpack(ArchiveFormat::Tar, &archive).unwrap();
    let metadata = fs::metadata(target.path().join(&name)).unwrap();
    assert_eq!((metadata.len(), metadata.mtime(), metadata.mtime_nsec()), (5, 1_234_567_890, 250_000_000));
}

/// GNU tar writes what this reads, where it is at hand.
#[test]
fn sparse_files_of_gnu_tar() {
    let source = tempfile::tempdir().unwrap();
    let file = fs::File::create(source.path().join("sparse")).unwrap();
    for offset in [0_u64, 1 << 20, 3 << 20, 5 << 20, 7 << 20, 9 << 20] {
        std::os::unix::fs::FileExt::write_all_at(&file, b"data", offset).unwrap();
    }
    file.set_len(12 << 20).unwrap();
    let expected = fs::read(source.path().join("sparse")).unwrap();
    for options in [
        &["--format=gnu"][..],
        &["--format=pax", "--sparse-version=0.0"],
        &["--format=pax", "--sparse-version=0.1"],
        &["--format=pax", "--sparse-version=1.0"],
    ] {
        let output = std::process::Command::new("tar")
            .args(["-c", "--sparse", "-f", "-"])
            .args(options)
            .args(["-C".as_ref(), source.path().as_os_str(), "sparse".as_ref()])
            .output();
        let Ok(output) = output else {
            println!("skipped: there is no tar here");
            return;
        };
        if !output.status.success() {
            println!("skipped: this tar does not know {options:?}");
            return;
        }
        let target = Target::new();
        target.unpack(ArchiveFormat::Tar, &output.stdout).unwrap_or_else(|e| panic!("{options:?}: {e}"));
        let unpacked = target.path().join("sparse");
        assert!(fs::read(&unpacked).unwrap() == expected, "{options:?}");
        assert!(fs::metadata(&unpacked).unwrap().blocks() * 512 < 4 << 20, "{options:?}: no holes");
    }
}

#[test]
fn what_is_cut_off_or_damaged_is_an_error() {
    let entries = corpus::good_entries();
    let archive = corpus::tar(&entries);
    let mut all: Vec<_> =
        TAR_FORMATS.iter().map(|format| (*format, corpus::compress(*format, &archive))).collect();
    all.push((ArchiveFormat::Zip, corpus::zip(&entries)));
    all.push((ArchiveFormat::X7z, corpus::sevenz(&entries)));
    all.push((ArchiveFormat::Rar, corpus::rar(rars::ArchiveVersion::Rar50, &entries)));
    for (format, bytes) in all {
        for length in [bytes.len() / 2, bytes.len() * 2 / 3 + 1] {
            let error = Target::new().unpack(format, &bytes[..length]).expect_err(&format.to_string());
            assert!(matches!(error, ArchiveError::Corrupt { .. }), "{format}: {error}");
        }
        let nonsense = [&b"nonsense"[..], &bytes[8..]].concat();
        let error = Target::new().unpack(format, &nonsense).expect_err(&format.to_string());
        assert!(matches!(error, ArchiveError::Corrupt { .. }), "{format}: {error}");
    }
}

#[test]
fn minlz_is_not_offered() {
    let error = Target::new().unpack(ArchiveFormat::TarMz, b"").unwrap_err();
    assert!(error.to_string().contains("cannot unpack the format tar.mz"), "{error}");
}

#[test]
fn a_frame_that_is_cut_off_between_blocks_is_not_complete() {
    let whole = corpus::compress(ArchiveFormat::TarLz4, &corpus::long_content());
    let decompress = |bytes: &[u8]| {
        let mut bytes = bytes;
        crate::mounts::decompress(crate::mounts::Compression::Lz4, &mut bytes, &mut |_| Ok(()))
    };
    assert_eq!(decompress(&whole).unwrap(), 1_000_000);
    // The end mark, where the next block would begin.
    decompress(&whole[..whole.len() - 4]).unwrap_err();
}
