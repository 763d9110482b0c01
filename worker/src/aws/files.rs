//! The files that the worker type's secrets contain. They are the operator's, so they may go anywhere; what is inside of an
//! archive may not leave the folder that it is unpacked to.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::documents::worker_type_secrets::{SecretFile, SecretFileEncoding, SecretFileFormat};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::platform;

/// What a file that is written may be used for: by its owner, for everything.
const OWNER_ONLY: u32 = 0o700;
/// What remains of the permissions that an archive asks for: others do not write, and nobody gets another's rights.
const MODE_MASK: u32 = 0o755;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The content is not what its encoding says.
    #[error("{path}: the content is not in base64")]
    NotBase64 {
        /// Where it was to be written.
        path: String,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The archive cannot be read.
    #[error("{path}: the content is no zip archive that can be unpacked: {source}")]
    Zip {
        /// Where it was to be unpacked.
        path: String,
        /// What is wrong.
        source: ZipError,
    },
    /// Something in the archive is not allowed.
    #[error("{path}: the entry {entry:?} of the zip archive {problem}")]
    Entry {
        /// Where it was to be unpacked.
        path: String,
        /// Its name.
        entry: String,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// Writes `file`. Blocks.
///
/// # Errors
///
/// When it cannot be written, or is an archive that must not be unpacked. Of an archive nothing is unpacked unless the names
/// in it are all good.
pub fn write(file: &SecretFile) -> Result<(), FileError> {
    let content = match file.encoding {
        SecretFileEncoding::Base64 => {
            // People wrap long lines.
            let text: String = file.content.expose().split_ascii_whitespace().collect();
            STANDARD.decode(text).map_err(|_| FileError::NotBase64 { path: file.path.clone() })?
        }
    };
    match file.format {
        SecretFileFormat::File => write_file(Path::new(&file.path), &content, OWNER_ONLY),
        SecretFileFormat::Zip => unpack(&file.path, &content),
    }
}

fn write_file(path: &Path, content: &[u8], mode: u32) -> Result<(), FileError> {
    let failed = |source| FileError::Write { path: path.to_owned(), source };
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    platform::replace_file_atomically(path, content, mode).map_err(failed)
}

fn unpack(path: &str, content: &[u8]) -> Result<(), FileError> {
    let bad_zip = |source| FileError::Zip { path: path.to_owned(), source };
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(bad_zip)?;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(bad_zip)?;
        let name = entry.name().map_err(bad_zip)?.into_owned();
        match confined(&name, entry.is_symlink()) {
            Ok(name) => names.push(name),
            Err(problem) => {
                return Err(FileError::Entry { path: path.to_owned(), entry: name, problem });
            }
        }
    }
    let target = Path::new(path);
    fs::create_dir_all(target).map_err(|source| FileError::Write { path: target.to_owned(), source })?;
    for (index, name) in names.iter().enumerate() {
        let mut entry = archive.by_index(index).map_err(bad_zip)?;
        let problem =
            |problem| FileError::Entry { path: path.to_owned(), entry: name.display().to_string(), problem };
        if leads_through_symlink(target, name) {
            return Err(problem("leads through a symlink that is there already"));
        }
        let place = target.join(name);
        let failed = |source| FileError::Write { path: place.clone(), source };
        if entry.is_dir() {
            fs::create_dir_all(&place).map_err(failed)?;
            continue;
        }
        // An archive may hold far more than its own size.
        let free = platform::free_disk_bytes(target).map_err(failed)?;
        if entry.size() > free / 2 {
            return Err(problem("takes more than half of the free disk space"));
        }
        let mode = entry.unix_mode().unwrap_or(0o644) & MODE_MASK;
        let size = entry.size();
        let mut content = Vec::new();
        entry.by_ref().take(size.saturating_add(1)).read_to_end(&mut content).map_err(failed)?;
        if content.len() as u64 != size {
            return Err(problem("is not as large as the archive says"));
        }
        write_file(&place, &content, mode)?;
    }
    Ok(())
}

/// The name as a path that leads only downwards.
fn confined(name: &str, is_symlink: bool) -> Result<PathBuf, &'static str> {
    if is_symlink {
        return Err("is a symlink");
    }
    let path = Path::new(name);
    let leads_down = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !leads_down || name.contains(['\\', '\0']) || name.is_empty() {
        return Err("does not have a name that stays within the folder");
    }
    Ok(path.components().filter(|part| matches!(part, Component::Normal(_))).collect())
}

/// Whether something on the way from `target` to `name` is a symlink, `name` itself not included: that one is replaced.
fn leads_through_symlink(target: &Path, name: &Path) -> bool {
    let mut here = target.to_owned();
    let Some(parents) = name.parent() else { return false };
    parents.components().any(|part| {
        here.push(part);
        fs::symlink_metadata(&here).is_ok_and(|metadata| metadata.is_symlink())
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn secret_file(path: &Path, content: &[u8], format: SecretFileFormat) -> SecretFile {
        SecretFile {
            content: STANDARD.encode(content).into(),
            description: None,
            encoding: SecretFileEncoding::Base64,
            format,
            path: path.to_str().expect("text").to_owned(),
        }
    }

    fn archive(entries: &[(&str, &str, u32)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content, mode) in entries {
            let options = SimpleFileOptions::default().unix_permissions(*mode);
            writer.start_file(*name, options).expect("started");
            writer.write_all(content.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[cfg(unix)]
    fn mode_of(path: &Path) -> u32 {
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).expect("there").permissions()) & 0o7777
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_the_owner_and_archives_keep_what_does_no_harm() {
        let directory = tempfile::tempdir().expect("a directory");
        let key = directory.path().join("deep/down/key");
        write(&secret_file(&key, b"k", SecretFileFormat::File)).expect("written");
        assert_eq!((fs::read(&key).expect("there"), mode_of(&key)), (b"k".to_vec(), 0o700));

        let target = directory.path().join("unpacked");
        let zip = archive(&[("bin/tool", "t", 0o4777), ("./conf", "c", 0o640)]);
        write(&secret_file(&target, &zip, SecretFileFormat::Zip)).expect("written");
        assert_eq!(mode_of(&target.join("bin/tool")), 0o755);
        assert_eq!(mode_of(&target.join("conf")), 0o640);
        // A second time replaces the first.
        write(&secret_file(&target, &archive(&[("conf", "d", 0o644)]), SecretFileFormat::Zip))
            .expect("written");
        assert_eq!(fs::read_to_string(target.join("conf")).expect("there"), "d");
    }

    #[cfg(unix)]
    #[test]
    fn an_archive_does_not_leave_its_folder() {
        let directory = tempfile::tempdir().expect("a directory");
        let target = directory.path().join("target");
        let refused = |zip: &[u8]| {
            write(&secret_file(&target, zip, SecretFileFormat::Zip)).expect_err("refused").to_string()
        };
        for name in ["../evil", "/evil", "a/../../evil", "a\\..\\evil"] {
            let error = refused(&archive(&[("good", "g", 0o644), (name, "e", 0o644)]));
            assert!(error.contains("evil"), "{name}: {error}");
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("link", "..", SimpleFileOptions::default()).expect("added");
        let error = refused(&writer.finish().expect("finished").into_inner());
        assert!(error.contains("is a symlink"), "{error}");
        assert!(!target.exists(), "nothing was unpacked");

        fs::create_dir(&target).expect("made");
        std::os::unix::fs::symlink(directory.path(), target.join("out")).expect("linked");
        let error = refused(&archive(&[("out/evil", "e", 0o644)]));
        assert!(error.contains("symlink"), "{error}");
        assert!(!directory.path().join("evil").exists());
        assert!(refused(b"no archive").contains("no zip archive"));
    }

    #[test]
    fn what_is_not_base64_is_refused() {
        let mut file = secret_file(Path::new("/nonexistent/file"), b"", SecretFileFormat::File);
        file.content = "s3cret!".to_owned().into();
        let error = write(&file).expect_err("refused").to_string();
        assert!(error.contains("not in base64") && !error.contains("s3cret"), "{error}");
    }
}
