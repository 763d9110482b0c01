//! Writing the files of a service: all of them, or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{ServiceError, ServiceFile};
use crate::platform::{self, ServiceManager};

/// What is appended to the name of a file that is replaced. Service managers take no notice of such files.
const KEPT: &str = ".bak";
/// Everybody may read them: there is no secret in them.
const MODE: u32 = 0o644;

/// What becomes, or became, of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is there already.
    Unchanged,
    /// It is new.
    Written,
    /// There is another.
    Replaced,
}

/// A file of a service, and what becomes of it.
#[derive(Debug)]
pub struct Installed {
    /// The file.
    pub path: PathBuf,
    /// What becomes of it.
    pub change: Change,
    /// Where the file that was there before is kept.
    pub kept: Option<PathBuf>,
    before: Option<Vec<u8>>,
}

/// Says what [`install`] would do to `file`. Nothing is written.
///
/// # Errors
///
/// As [`install`], as far as that can be known.
pub fn preview(file: &ServiceFile, manager: ServiceManager) -> Result<Installed, ServiceError> {
    let path = file.path.clone();
    let before = read(&path, manager)?;
    let change = match &before {
        None => Change::Written,
        Some(before) if before == file.text.as_bytes() => Change::Unchanged,
        Some(_) => Change::Replaced,
    };
    let kept = (change == Change::Replaced).then(|| {
        let mut kept = path.clone().into_os_string();
        kept.push(KEPT);
        kept.into()
    });
    Ok(Installed { path, change, kept, before })
}

/// Writes the files. Those that were there and are different are kept with another name.
///
/// # Errors
///
/// When one cannot be written. Then the others are as they were before.
pub fn install(files: &[ServiceFile], manager: ServiceManager) -> Result<Vec<Installed>, ServiceError> {
    let plan = files.iter().map(|file| preview(file, manager)).collect::<Result<Vec<_>, _>>()?;
    for (index, (file, installed)) in files.iter().zip(&plan).enumerate() {
        if let Err(error) = write(file, installed) {
            return Err(take_back(&plan[..index], error));
        }
    }
    Ok(plan)
}

/// What is in the file, if there is one.
fn read(path: &Path, manager: ServiceManager) -> Result<Option<Vec<u8>>, ServiceError> {
    let failed = |source| ServiceError::File { doing: "read", path: path.to_owned(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        return Err(ServiceError::NoManager { path: folder.to_owned(), manager: manager.name() });
    }
    let what = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
        Ok(found) if found.is_file() => return fs::read(path).map(Some).map_err(failed),
        // Such as that to /dev/null, by which an administrator forbids a service.
        Ok(found) if found.is_symlink() => {
            format!("a symbolic link to {}", fs::read_link(path).map_err(failed)?.display())
        }
        Ok(_) => "no ordinary file".to_owned(),
    };
    Err(ServiceError::InTheWay { path: path.to_owned(), what })
}

fn write(file: &ServiceFile, installed: &Installed) -> Result<(), ServiceError> {
    if let (Some(kept), Some(before)) = (&installed.kept, &installed.before) {
        put(kept, before)?;
    }
    if installed.change == Change::Unchanged { Ok(()) } else { put(&file.path, file.text.as_bytes()) }
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), ServiceError> {
    let failed = |source| ServiceError::File { doing: "write", path: path.to_owned(), source };
    platform::replace_file_atomically(path, bytes, MODE).map_err(failed)
}

/// Makes the files that were `written` what they were before, because of `error`.
fn take_back(written: &[Installed], error: ServiceError) -> ServiceError {
    for installed in written.iter().filter(|installed| installed.change != Change::Unchanged) {
        let undone = match &installed.before {
            Some(before) => platform::replace_file_atomically(&installed.path, before, MODE),
            None => fs::remove_file(&installed.path),
        };
        if let Err(source) = undone {
            return ServiceError::HalfDone { error: Box::new(error), path: installed.path.clone(), source };
        }
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &Path, text: &str) -> ServiceFile {
        ServiceFile { path: path.to_owned(), text: text.to_owned() }
    }

    fn change(path: &Path, text: &str) -> Change {
        install(&[file(path, text)], ServiceManager::Systemd).expect("installed")[0].change
    }

    fn refusal(path: &Path) -> String {
        install(&[file(path, "x")], ServiceManager::Systemd).expect_err("refused").to_string()
    }

    #[test]
    fn what_was_there_is_kept_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.service");
        assert_eq!(change(&path, "one"), Change::Written);
        assert_eq!(change(&path, "one"), Change::Unchanged);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(change(&path, "two"), Change::Replaced);
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_to_string(folder.path().join("a.service.bak")).unwrap(), "one");
    }

    #[test]
    fn a_failure_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let [new, old, blocked] = ["new", "old", "blocked"].map(|name| folder.path().join(name));
        fs::write(&old, "before").unwrap();
        fs::write(&blocked, "before").unwrap();
        // The earlier content cannot be kept where there is a directory.
        fs::create_dir(folder.path().join("blocked.bak")).unwrap();
        let files = [&new, &old, &blocked].map(|path| file(path, "after"));
        let error = install(&files, ServiceManager::Systemd).expect_err("blocked").to_string();
        assert!(error.contains("cannot write") && error.contains("blocked.bak"), "{error}");
        assert!(!new.exists());
        assert_eq!(fs::read_to_string(&old).unwrap(), "before");
        assert_eq!(fs::read_to_string(&blocked).unwrap(), "before");
    }

    #[test]
    fn links_folders_and_missing_folders_are_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let masked = folder.path().join("masked.service");
        std::os::unix::fs::symlink("/dev/null", &masked).unwrap();
        assert!(refusal(&masked).contains("a symbolic link to /dev/null"));
        assert!(fs::symlink_metadata(&masked).unwrap().is_symlink());
        fs::create_dir(folder.path().join("d.service")).unwrap();
        assert!(refusal(&folder.path().join("d.service")).contains("is no ordinary file"));
        assert!(refusal(&folder.path().join("missing/x.service")).contains("systemd does not seem to"));
    }
}
