//! Archives that tasks mount: whatever their bytes, nothing outside of the directory that they are unpacked into may change,
//! and the worker survives.

#![no_main]

use std::fs;

use generated::payload::common::ArchiveFormat;
use generic_worker::mounts::archive::fuzz;
use libfuzzer_sys::fuzz_target;

/// The first byte of the input chooses one of these.
const FORMATS: [ArchiveFormat; 13] = [
    ArchiveFormat::Tar,
    ArchiveFormat::Tar,
    ArchiveFormat::Tar,
    ArchiveFormat::TarGz,
    ArchiveFormat::TarBz2,
    ArchiveFormat::TarXz,
    ArchiveFormat::TarZst,
    ArchiveFormat::TarLz4,
    ArchiveFormat::TarBr,
    ArchiveFormat::Zip,
    ArchiveFormat::Zip,
    ArchiveFormat::Rar,
    ArchiveFormat::X7z,
];

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    let outside = tempfile::tempdir().expect("a directory");
    let canary = outside.path().join("canary");
    fs::write(&canary, "untouched").expect("written");
    let inside = outside.path().join("inside");
    fs::create_dir(&inside).expect("made");
    // Most inputs are no archives.
    let _ = fuzz(bytes, FORMATS[usize::from(*choice) % FORMATS.len()], &inside);
    assert_eq!(fs::read(&canary).expect("still there"), b"untouched");
    let names: Vec<_> = fs::read_dir(&outside).expect("listed").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
});
