//! Makes archives, good ones and hostile ones.

use std::io::{Cursor, Write};

use ::tar::{EntryType, Header};
use generated::payload::common::ArchiveFormat;

pub const OLD: u64 = 1_000_000_000;
pub const SCRIPT: &[u8] = b"#!/bin/sh\necho hello\n";

/// Content that does not compress well, and is longer than any buffer.
pub fn long_content() -> Vec<u8> {
    let mut state = 1_u32;
    let random = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    random.take(700_000).chain(std::iter::repeat_n(0, 300_000)).collect()
}

/// An entry of a tar archive.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: u8,
    pub name: Vec<u8>,
    pub target: Vec<u8>,
    pub mode: u32,
    pub content: Vec<u8>,
}

impl Entry {
    pub fn file(name: &str, mode: u32, content: &[u8]) -> Self {
        Self { kind: b'0', name: name.into(), target: Vec::new(), mode, content: content.to_vec() }
    }

    pub fn dir(name: &str, mode: u32) -> Self {
        Self { kind: b'5', ..Self::file(name, mode, b"") }
    }

    pub fn link(kind: u8, name: &str, target: &str) -> Self {
        Self { kind, target: target.into(), ..Self::file(name, 0o777, b"") }
    }

    pub fn special(kind: u8, name: &str) -> Self {
        Self { kind, ..Self::file(name, 0o644, b"") }
    }
}

/// A tar archive of these entries.
pub fn tar(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in entries {
        if entry.name.len() > 100 {
            push(&mut bytes, b'L', b"././@LongLink", b"", 0, &[&entry.name[..], b"\0"].concat());
        }
        if entry.target.len() > 100 {
            push(&mut bytes, b'K', b"././@LongLink", b"", 0, &[&entry.target[..], b"\0"].concat());
        }
        push(&mut bytes, entry.kind, &entry.name, &entry.target, entry.mode, &entry.content);
    }
    bytes.extend([0; 1024]);
    bytes
}

pub fn push(bytes: &mut Vec<u8>, kind: u8, name: &[u8], target: &[u8], mode: u32, content: &[u8]) {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::new(kind));
    let gnu = header.as_gnu_mut().unwrap();
    for (field, value) in [(&mut gnu.name, name), (&mut gnu.linkname, target)] {
        let length = value.len().min(100);
        field[..length].copy_from_slice(&value[..length]);
    }
    header.set_mode(mode);
    header.set_mtime(OLD);
    header.set_size(content.len() as u64);
    header.set_cksum();
    bytes.extend(header.as_bytes());
    bytes.extend(content);
    bytes.extend(vec![0; content.len().next_multiple_of(512) - content.len()]);
}

/// A name that is too long for a tar header.
pub fn long_name() -> String {
    format!("d/{}/{}", "n".repeat(120), "m".repeat(200))
}

/// What all tests of good archives unpack.
pub fn good_entries() -> Vec<Entry> {
    vec![
        Entry::dir("d/", 0o750),
        Entry::file("d/script", 0o755, SCRIPT),
        Entry::file("./d/sub/long", 0o600, &long_content()),
        Entry::file("d/empty", 0o444, b""),
        Entry::link(b'2', "link", "d/script"),
        Entry::link(b'2', "d/sub/up", "../script"),
        Entry::file(&long_name(), 0o640, b"long"),
    ]
}

pub fn compress(format: ArchiveFormat, bytes: &[u8]) -> Vec<u8> {
    match format {
        ArchiveFormat::Tar => bytes.to_vec(),
        ArchiveFormat::TarBr => {
            let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 3, 20);
            writer.write_all(bytes).unwrap();
            writer.into_inner()
        }
        ArchiveFormat::TarBz2 => {
            let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarGz => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarZz => {
            let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarLz => {
            let options = lzma_rust2::LzipOptions::with_preset(1);
            let mut writer = lzma_rust2::LzipWriter::new(Vec::new(), options);
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarXz => {
            let options = lzma_rust2::XzOptions::with_preset(1);
            let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarLz4 => {
            let mut writer = lz4_flex::frame::FrameEncoder::new(Vec::new());
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap()
        }
        ArchiveFormat::TarSz => {
            let mut writer = snap::write::FrameEncoder::new(Vec::new());
            writer.write_all(bytes).unwrap();
            writer.into_inner().unwrap()
        }
        ArchiveFormat::TarZst => zstd::stream::encode_all(bytes, 1).unwrap(),
        ArchiveFormat::TarMz | ArchiveFormat::X7z | ArchiveFormat::Rar | ArchiveFormat::Zip => {
            panic!("{format}")
        }
    }
}

/// The same entries as a zip archive.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    use ::zip::write::SimpleFileOptions;
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let time = ::zip::DateTime::from_date_and_time(2001, 9, 9, 1, 46, 40).unwrap();
        let options = SimpleFileOptions::default().last_modified_time(time).unix_permissions(entry.mode);
        let name = String::from_utf8(entry.name.clone()).unwrap();
        match entry.kind {
            b'0' => {
                writer.start_file(name, options).unwrap();
                writer.write_all(&entry.content).unwrap();
            }
            b'5' => writer.add_directory(name, options).unwrap(),
            b'2' => writer.add_symlink(name, String::from_utf8_lossy(&entry.target), options).unwrap(),
            kind => panic!("{kind}"),
        }
    }
    writer.finish().unwrap().into_inner()
}

/// The same entries as a 7z archive.
pub fn sevenz(entries: &[Entry]) -> Vec<u8> {
    let mut writer = sevenz_rust2::ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    for entry in entries {
        let (kind, content) = match entry.kind {
            b'0' => (0o100_000, &entry.content),
            b'5' => (0o040_000, &entry.content),
            b'2' => (0o120_000, &entry.target),
            kind => (kind.into(), &entry.content),
        };
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(OLD);
        let made = sevenz_rust2::ArchiveEntry {
            name: String::from_utf8(entry.name.clone()).unwrap(),
            has_stream: !content.is_empty(),
            is_directory: entry.kind == b'5',
            has_last_modified_date: true,
            last_modified_date: time.try_into().unwrap(),
            has_windows_attributes: true,
            windows_attributes: (kind | entry.mode) << 16 | 0x8000,
            ..Default::default()
        };
        let content = (!content.is_empty()).then_some(&content[..]);
        writer.push_archive_entry(made, content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same entries as a RAR archive.
pub fn rar(version: rars::ArchiveVersion, entries: &[Entry]) -> Vec<u8> {
    let mut builder = rars::Builder::new(version);
    let time = match version {
        rars::ArchiveVersion::Rar50 => OLD as u32,
        // 2001-09-09 01:46:40.
        _ => (21 << 25) | (9 << 21) | (9 << 16) | (1 << 11) | (46 << 5) | 20,
    };
    for entry in entries {
        let (name, mode) = (entry.name.clone(), Some(entry.mode));
        match entry.kind {
            b'0' => {
                builder.add_bytes(name, entry.content.clone(), Some(time), mode.map(|mode| mode | 0o100_000))
            }
            b'5' => builder.add_directory(name, Some(time), mode),
            b'2' => builder.add_unix_symlink(name, entry.target.clone(), false, Some(time), Some(0o120_777)),
            kind => panic!("{kind}"),
        }
        .unwrap();
    }
    let mut bytes = Vec::new();
    builder.write_to(&mut bytes, &rars::WriterResources::default(), None).unwrap();
    bytes
}
