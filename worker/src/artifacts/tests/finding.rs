//! What a payload's artifacts lead to, with tasks that mean well and tasks that do not.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generated::Timestamp;
use generated::api::queue::ErrorArtifactRequestReason as Reason;
use generated::payload::common::{Artifact, ArtifactContentEncoding, ArtifactType};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::artifacts::prepare::Opened;
use crate::artifacts::{
    AbsolutePaths, ContentTypes, FindOptions, TaskFiles, TaskFilesSetup, Unpublishable, Upload, find,
};
use crate::platform::{TaskIdentity, TaskUser};

/// A task directory with the worker's own things in and beside it.
pub struct Task {
    dir: TempDir,
    pub private: Vec<PathBuf>,
    pub identity: TaskIdentity,
}

impl Task {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("temporary directory");
        let private = vec![dir.path().join("worker.json"), dir.path().join("keys")];
        let task = Self { private, dir, identity: TaskIdentity::Worker };
        fs::create_dir_all(task.path("generic-worker")).expect("made");
        fs::create_dir(task.beside("keys")).expect("made");
        for (path, text) in
            [("worker.json", "config"), ("keys/ed25519", "key"), ("other", "of somebody else")]
        {
            fs::write(task.beside(path), text).expect("written");
        }
        task.write("generic-worker/live_backing.log", "log");
        task.write("generic-worker/task-directory.json", "marker");
        task
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().canonicalize().expect("there").join("task")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn beside(&self, path: &str) -> PathBuf {
        self.dir.path().canonicalize().expect("there").join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().expect("a parent")).expect("made");
        fs::write(self.path(path), text).expect("written");
    }

    pub fn files(&self, absolute_paths: AbsolutePaths) -> Arc<TaskFiles> {
        let setup = TaskFilesSetup {
            task_directory: &self.root(),
            worker_directory: &self.path("generic-worker"),
            public: &[self.path("generic-worker/live_backing.log")],
            private: &self.private,
            absolute_paths,
            largest: Some(1000),
            identity: self.identity.clone(),
        };
        Arc::new(TaskFiles::new(&setup).expect("a task directory"))
    }

    pub fn uploads(&self, artifacts: &[Artifact], absolute_paths: AbsolutePaths) -> Vec<Upload> {
        let (reserved, cancelled) = (HashMap::new(), CancellationToken::new());
        let options = FindOptions { expires: expires(), reserved: &reserved, cancelled: &cancelled };
        let files = self.files(absolute_paths);
        let types = ContentTypes::from_files(Vec::new());
        let found = find(artifacts, &files, &options);
        found.iter().filter_map(|found| found.upload(&files, &types)).collect()
    }

    /// Names, and contents or problems, of what is published.
    fn published(
        &self,
        artifact: &Artifact,
        paths: AbsolutePaths,
    ) -> Vec<(String, Result<String, Unpublishable>)> {
        let open = |upload: Upload| {
            let opened = match Opened::open(upload.content, &upload.path) {
                Opened::Unpublishable(problem) => Err(problem),
                Opened::Memory(bytes) => Ok(String::from_utf8(bytes.to_vec()).expect("text")),
                Opened::File(..) => panic!("a large file"),
            };
            (upload.name, opened)
        };
        self.uploads(std::slice::from_ref(artifact), paths).into_iter().map(open).collect()
    }

    /// The content of the only file.
    fn file(&self, path: &str) -> Result<String, Unpublishable> {
        let mut published = self.published(&artifact(ArtifactType::File, path), AbsolutePaths::AsTheyAre);
        assert_eq!(published.len(), 1, "{path}");
        published.remove(0).1
    }

    fn directory(&self, path: &str) -> Vec<(String, Result<String, Unpublishable>)> {
        self.published(&artifact(ArtifactType::Directory, path), AbsolutePaths::AsTheyAre)
    }

    fn names(&self, path: &str) -> Vec<String> {
        let ok = |(name, content): (String, Result<String, Unpublishable>)| {
            content.unwrap_or_else(|problem| panic!("{name}: {problem}"));
            name
        };
        self.directory(path).into_iter().map(ok).collect()
    }
}

fn expires() -> Timestamp {
    Timestamp::from_millis(4_000_000_000_000)
}

pub fn artifact(type_: ArtifactType, path: &str) -> Artifact {
    Artifact {
        content_encoding: None,
        content_type: None,
        expires: None,
        name: None,
        optional: false,
        path: path.to_owned(),
        type_,
    }
}

fn problem(reason: Reason, message: String) -> Result<String, Unpublishable> {
    Err(Unpublishable { reason, message })
}

#[test]
fn files_have_the_name_of_their_path_unless_they_have_their_own() {
    let task = Task::new();
    task.write("dir/a.txt", "a");
    task.write("b", "b");
    for (path, name, expected) in [
        ("dir/a.txt", None, "dir/a.txt"),
        ("./dir//a.txt", None, "./dir//a.txt"),
        ("dir/../dir/a.txt", Some(""), "dir/../dir/a.txt"),
        ("dir/a.txt", Some("public/./x y"), "public/./x y"),
    ] {
        let artifact = Artifact { name: name.map(str::to_owned), ..artifact(ArtifactType::File, path) };
        let published = task.published(&artifact, AbsolutePaths::AsTheyAre);
        assert_eq!(published, [(expected.to_owned(), Ok("a".to_owned()))]);
    }
}

#[test]
fn uploads_are_described() {
    let task = Task::new();
    let soon = Timestamp::from_millis(2_000_000_000_000);
    let artifacts = [
        artifact(ArtifactType::File, "a.html"),
        Artifact {
            content_type: Some("text/x".to_owned()),
            content_encoding: Some(ArtifactContentEncoding::Identity),
            expires: Some(soon),
            name: Some("public/b.png".to_owned()),
            optional: true,
            ..artifact(ArtifactType::File, "b.html")
        },
        Artifact { content_type: Some(String::new()), ..artifact(ArtifactType::File, "c.png") },
    ];
    let uploads = task.uploads(&artifacts, AbsolutePaths::AsTheyAre);
    let described: Vec<_> = uploads
        .iter()
        .map(|upload| {
            let Upload { name, content_type, content_encoding, expires, optional, path, .. } = upload;
            (
                &**name,
                &**content_type,
                content_encoding.to_string(),
                *expires,
                *optional,
                path.to_str().expect("text"),
            )
        })
        .collect();
    assert_eq!(
        described,
        [
            ("a.html", "text/html; charset=utf-8", "gzip".to_owned(), expires(), false, "a.html"),
            ("public/b.png", "text/x", "identity".to_owned(), soon, true, "b.html"),
            ("c.png", "image/png", "identity".to_owned(), expires(), false, "c.png"),
        ]
    );
}

#[test]
fn directories_are_walked_in_lexical_order() {
    let task = Task::new();
    for path in ["out/b/c/d", "out/b/a", "out/a b", "out/b.txt", "out/z/.hidden"] {
        task.write(path, "x");
    }
    fs::create_dir_all(task.path("out/empty/er")).expect("made");
    let expected = ["out/a b", "out/b/a", "out/b/c/d", "out/b.txt", "out/z/.hidden"];
    assert_eq!(task.names("out"), expected);
    assert_eq!(task.names("./out/../out/"), expected);
    let named =
        Artifact { name: Some("public/./x/".to_owned()), ..artifact(ArtifactType::Directory, "out/z") };
    assert_eq!(task.published(&named, AbsolutePaths::AsTheyAre)[0].0, "public/x/.hidden");
    assert_eq!(task.names("out/empty"), [""; 0]);
}

#[test]
fn the_task_directory_as_a_whole_is_without_what_is_the_workers() {
    let task = Task::new();
    task.write("a", "x");
    task.write("b/generic-worker/c", "not the worker's");
    for path in [".", "", "./", "b/.."] {
        let names: Vec<_> =
            task.names(path).iter().map(|name| name.trim_start_matches("b/../").to_owned()).collect();
        assert_eq!(names, ["a", "b/generic-worker/c"], "{path}");
    }
    assert_eq!(task.names(task.root().to_str().expect("text")).len(), 2);
}

#[test]
fn the_workers_own_files_are_not_published() {
    let task = Task::new();
    let root = task.root();
    fs::hard_link(task.beside("worker.json"), task.path("innocent")).expect("linked");
    assert_eq!(task.file("generic-worker/live_backing.log"), Ok("log".to_owned()));
    let outside = |name: &str| task.beside(name).to_str().expect("text").to_owned();
    for path in [
        "generic-worker/task-directory.json".to_owned(),
        "./x/../generic-worker/../generic-worker/task-directory.json".to_owned(),
        format!("{}/generic-worker/task-directory.json", root.display()),
        "innocent".to_owned(),
        outside("worker.json"),
        outside("keys/ed25519"),
        outside("task/../keys/../worker.json"),
        "/proc/self/environ".to_owned(),
        format!("/proc/{}/environ", std::process::id()),
    ] {
        fs::create_dir_all(task.path("x")).expect("made");
        if path.starts_with("/proc") && !Path::new("/proc/self").exists() {
            continue;
        }
        let problem = task.file(&path).expect_err(&path);
        assert_eq!(problem.reason, Reason::InvalidResourceOnWorker, "{path}: {problem}");
        assert!(problem.message.ends_with("belongs to the worker and is not published"), "{problem}");
    }
    // A configuration that is replaced is still the worker's.
    fs::write(task.beside("new"), "config").expect("written");
    fs::rename(task.beside("new"), task.beside("worker.json")).expect("renamed");
    fs::hard_link(task.beside("worker.json"), task.path("innocent too")).expect("linked");
    task.file("innocent too").expect_err("private");
    assert_eq!(task.file("innocent"), Ok("config".to_owned()), "this one is no longer in use");
}

#[test]
fn absolute_paths_mean_what_the_era_says() {
    let task = Task::new();
    task.write("x/y", "inside");
    let outside = task.beside("other").to_str().expect("text").to_owned();
    assert_eq!(task.file(&outside), Ok("of somebody else".to_owned()));
    let old = |type_, path| task.published(&artifact(type_, path), AbsolutePaths::BelowTaskDirectory);
    assert_eq!(old(ArtifactType::File, "/x/y"), [("/x/y".to_owned(), Ok("inside".to_owned()))]);
    assert_eq!(old(ArtifactType::Directory, "/x"), [("/x/y".to_owned(), Ok("inside".to_owned()))]);
    assert_eq!(old(ArtifactType::Directory, "/"), [("/x/y".to_owned(), Ok("inside".to_owned()))]);
    let missing = old(ArtifactType::File, &outside).remove(0).1;
    let message = format!("Could not read file '{}{outside}'", task.root().display());
    assert_eq!(missing, problem(Reason::FileMissingOnWorker, message));
    for path in ["/../other", "//..//../other", "/x/../../other"] {
        let escape = old(ArtifactType::File, path).remove(0).1.expect_err(path);
        assert_eq!(escape.reason, Reason::InvalidResourceOnWorker, "{path}: {escape}");
    }
}

#[test]
fn what_cannot_be_published_says_why() {
    let task = Task::new();
    task.write("file", "x");
    task.write("large", [0; 1001]);
    fs::create_dir(task.path("dir")).expect("made");
    let root = task.root().display().to_string();
    let invalid = Reason::InvalidResourceOnWorker;
    for (type_, path, reason, message) in [
        (
            ArtifactType::File,
            "no/./such",
            Reason::FileMissingOnWorker,
            format!("Could not read file '{root}/no/such'"),
        ),
        (
            ArtifactType::File,
            "file/x",
            Reason::FileMissingOnWorker,
            format!("Could not read file '{root}/file/x'"),
        ),
        (
            ArtifactType::Directory,
            "no",
            Reason::FileMissingOnWorker,
            format!("Could not read directory '{root}/no'"),
        ),
        (
            ArtifactType::File,
            "dir",
            invalid,
            format!("File artifact '{root}/dir' exists as a directory, not a file, on the worker"),
        ),
        (
            ArtifactType::Directory,
            "file",
            invalid,
            format!("Directory artifact '{root}/file' exists as a file, not a directory, on the worker"),
        ),
        (
            ArtifactType::File,
            "large",
            Reason::TooLargeFileOnWorker,
            format!("File artifact '{root}/large' has 1001 bytes; at most 1000 can be published"),
        ),
    ] {
        let mut published = task.published(&artifact(type_, path), AbsolutePaths::AsTheyAre);
        assert_eq!(published.len(), 1, "{path}");
        assert_eq!(published.remove(0), (path.to_owned(), problem(reason, message)));
    }
    for path in ["\0", "fi\0le", &"x/".repeat(3000), &"n".repeat(300)] {
        let problem = task.file(path).expect_err("impossible");
        assert!(problem.message.chars().count() <= 4096, "{problem}");
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn nothing_leads_out_of_the_task_directory() {
        let task = Task::new();
        let root = task.root();
        task.write("sub/file", "x");
        symlink("../other", task.path("up")).expect("linked");
        symlink(task.beside("other"), task.path("absolute")).expect("linked");
        symlink("..", task.path("sub/parent")).expect("linked");
        symlink("../..", task.path("sub/grandparent")).expect("linked");
        symlink("/", task.path("root")).expect("linked");
        symlink("up", task.path("chain")).expect("linked");
        symlink(root.join("sub/../../other"), task.path("in-and-out")).expect("linked");
        for path in [
            "../other",
            "sub/../../other",
            "up",
            "absolute",
            "sub/grandparent/other",
            "sub/parent/../other",
            "root/etc/passwd",
            "chain",
            "in-and-out",
            "../../../../../../../../../../etc/passwd",
        ] {
            let problem = task.file(path).expect_err(path);
            assert_eq!(problem.reason, Reason::InvalidResourceOnWorker, "{path}: {problem}");
            assert!(problem.message.contains("leads out of the task directory"), "{path}: {problem}");
        }
        for path in ["..", "root", "sub/grandparent", "sub/../.."] {
            let mut published = task.directory(path);
            assert_eq!(published.len(), 1, "{path}");
            let problem = published.remove(0).1.expect_err(path);
            assert!(problem.message.contains("leads out of the task directory"), "{path}: {problem}");
        }
    }

    #[test]
    fn symlinks_that_stay_inside_are_followed_but_not_walked() {
        let task = Task::new();
        task.write("out/file", "x");
        task.write("elsewhere/deep", "deep");
        symlink("file", task.path("out/to-file")).expect("linked");
        symlink("../elsewhere", task.path("out/to-dir")).expect("linked");
        symlink(".", task.path("out/self")).expect("linked");
        symlink("nothing", task.path("out/broken")).expect("linked");
        symlink("loop", task.path("out/loop")).expect("linked");
        symlink("out", task.path("alias")).expect("linked");
        symlink("generic-worker/task-directory.json", task.path("marker")).expect("linked");
        let root = task.root();
        let as_directory = |path: &str| {
            let text = format!(
                "File artifact '{}/{path}' exists as a directory, not a file, on the worker",
                root.display()
            );
            problem(Reason::InvalidResourceOnWorker, text)
        };
        for name in ["out", "alias"] {
            let published: HashMap<_, _> = task.directory(name).into_iter().collect();
            assert_eq!(published.len(), 6, "{published:?}");
            let get = |path: &str| published[&format!("{name}/{path}")].clone();
            assert_eq!(get("file"), Ok("x".to_owned()));
            assert_eq!(get("to-file"), Ok("x".to_owned()));
            assert_eq!(get("to-dir"), as_directory(&format!("{name}/to-dir")));
            assert_eq!(get("self"), as_directory(&format!("{name}/self")));
            assert_eq!(get("broken").expect_err("broken").reason, Reason::FileMissingOnWorker);
            assert_eq!(get("loop").expect_err("a loop").reason, Reason::FileNotReadableOnWorker);
        }
        assert_eq!(task.file("out/to-dir/deep"), Ok("deep".to_owned()));
        let private = task.file("marker").expect_err("the worker's");
        assert!(private.message.contains("belongs to the worker"), "{private}");
    }

    #[test]
    fn pipes_sockets_and_devices_are_no_files_and_do_not_hang() {
        let task = Task::new();
        task.write("out/a", "x");
        let made = std::process::Command::new("mkfifo").arg(task.path("out/fifo")).status().expect("mkfifo");
        assert!(made.success());
        let _socket = UnixListener::bind(task.path("out/socket")).expect("bound");
        let published = task.directory("out");
        assert_eq!(published.len(), 3);
        assert_eq!(published[0].1, Ok("x".to_owned()));
        let root = task.root();
        for (index, name) in [(1, "fifo"), (2, "socket")] {
            let text = format!(
                "File artifact '{}/out/{name}' exists as a pipe, socket or device, not a file, on the worker",
                root.display()
            );
            assert_eq!(published[index].1, problem(Reason::InvalidResourceOnWorker, text));
        }
        for device in ["/dev/zero", "/dev/null"] {
            let problem = task.file(device).expect_err("a device");
            assert!(problem.message.contains("exists as a pipe, socket or device, not a file"), "{problem}");
        }
        assert!(task.directory("out/fifo").remove(0).1.is_err());
    }

    #[test]
    fn names_that_are_no_text_become_error_artifacts() {
        let task = Task::new();
        for name in [&b"out/b\xff"[..], b"out/\xc3\x28dir/file"] {
            let path = task.root().join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            if fs::write(path, "x").is_err() {
                return; // The file system takes no such names.
            }
        }
        task.write("out/c", "x");
        let published = task.directory("out");
        let names: Vec<_> = published.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["out/b\u{fffd}", "out/c", "out/\u{fffd}(dir/file"]);
        for index in [0, 2] {
            let problem = published[index].1.clone().expect_err("not text");
            assert_eq!(problem.reason, Reason::InvalidResourceOnWorker);
            assert!(problem.message.contains("is not UTF-8"), "{problem}");
        }
    }

    #[test]
    fn unreadable_files_and_directories_say_so() {
        let task = Task::new();
        task.write("out/dir/file", "x");
        task.write("out/file", "x");
        for path in ["out/dir", "out/file"] {
            fs::set_permissions(task.path(path), fs::Permissions::from_mode(0o0)).expect("set");
        }
        if fs::read_dir(task.path("out/dir")).is_ok() {
            return; // Nothing is unreadable for this user.
        }
        let published = task.directory("out");
        fs::set_permissions(task.path("out/dir"), fs::Permissions::from_mode(0o700)).expect("set");
        let names: Vec<_> = published.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["out/dir", "out/file"]);
        for (_, outcome) in published {
            assert_eq!(outcome.expect_err("no permission").reason, Reason::FileNotReadableOnWorker);
        }
    }

    #[test]
    fn deep_trees_and_long_lists_are_walked() {
        let task = Task::new();
        let mut deep = task.path("deep");
        // About as deep as a path can be.
        while deep.as_os_str().len() < 3900 {
            deep.push("d");
        }
        fs::create_dir_all(&deep).expect("made");
        fs::write(deep.join("file"), "x").expect("written");
        assert_eq!(task.names("deep").len(), 1);
        fs::create_dir(task.path("many")).expect("made");
        for number in 0..5000 {
            fs::write(task.path(&format!("many/{number:05}")), "").expect("written");
        }
        let names = task.names("many");
        assert_eq!((names.len(), names[4999].as_str()), (5000, "many/04999"));
        assert!(names.is_sorted());
    }

    #[test]
    fn a_tree_deeper_than_any_path_ends_in_an_error_artifact() {
        let task = Task::new();
        task.write("deep/file", "x");
        // Built from the inside out, since no path leads to its bottom.
        let name = "d".repeat(200);
        let mut tree = task.path("tree");
        fs::create_dir(&tree).expect("made");
        for level in 0..40 {
            let outer = task.path(&format!("outer{level}"));
            fs::create_dir(&outer).expect("made");
            fs::rename(&tree, outer.join(&name)).expect("moved");
            tree = outer;
        }
        fs::rename(&tree, task.path("deep").join(&name)).expect("moved");
        let published = task.directory("deep");
        crate::platform::remove_tree(&task.path("deep")).expect("removed");
        assert_eq!(published.len(), 2);
        assert!(published[0].1.is_err(), "{published:?}");
        assert_eq!(published[1], ("deep/file".to_owned(), Ok("x".to_owned())));
    }
}

#[test]
fn files_that_vanish_between_search_and_upload_are_missing() {
    let task = Task::new();
    task.write("out/a", "x");
    let uploads = task.uploads(&[artifact(ArtifactType::Directory, "out")], AbsolutePaths::AsTheyAre);
    fs::remove_file(task.path("out/a")).expect("removed");
    for upload in uploads {
        match Opened::open(upload.content, &upload.path) {
            Opened::Unpublishable(problem) => assert_eq!(problem.reason, Reason::FileMissingOnWorker),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn reserved_names_are_left_to_their_owners() {
    let task = Task::new();
    task.write("out/certified.log", "x");
    task.write("out/b", "x");
    let reserved = HashMap::from([("public/logs/certified.log".to_owned(), "Chain of Trust".to_owned())]);
    let cancelled = CancellationToken::new();
    let options = FindOptions { expires: expires(), reserved: &reserved, cancelled: &cancelled };
    let artifacts =
        [Artifact { name: Some("public/logs".to_owned()), ..artifact(ArtifactType::Directory, "out") }];
    let files = task.files(AbsolutePaths::AsTheyAre);
    let found = find(&artifacts, &files, &options);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].to_string(), "public/logs/b");
    assert_eq!(
        found[1].to_string(),
        "Not uploading artifact public/logs/certified.log found in task.payload.artifacts section, since this will be \
         uploaded later by Chain of Trust"
    );
    assert!(found[1].upload(&files, &ContentTypes::default()).is_none());
    cancelled.cancel();
    assert!(find(&artifacts, &files, &options).is_empty());
}

/// A task with a user of its own; none where this process cannot act as another user.
fn task_of_a_user() -> Option<Task> {
    use std::os::unix::fs::{PermissionsExt, chown};
    let mut task = Task::new();
    let is_root = std::os::unix::fs::MetadataExt::uid(&fs::metadata(task.root()).expect("there")) == 0;
    if !is_root {
        println!("skipped: only root can act as another user");
        return None;
    }
    let (uid, gid) = (3_107_001, 3_107_001);
    fs::set_permissions(task.beside(""), fs::Permissions::from_mode(0o711)).expect("changed");
    chown(task.root(), Some(uid), Some(gid)).expect("given");
    let user = TaskUser { name: "task_x".to_owned(), uid, gid, groups: Vec::new(), home: task.root() };
    task.identity = TaskIdentity::User(Arc::new(user));
    Some(task)
}

#[test]
fn a_task_cannot_publish_what_its_user_cannot_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let Some(task) = task_of_a_user() else { return };
    let private = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
    };
    task.write("public/readable", "theirs");
    task.write("public/unreadable", "not theirs");
    private(&task.path("public/unreadable"), 0o600);
    task.write("closed/file", "not theirs");
    task.write("closed/sub/file", "not theirs");
    private(&task.path("closed"), 0o700);
    private(&task.beside("other"), 0o600);
    symlink("closed/file", task.path("link")).expect("linked");
    assert_eq!(task.file("public/readable").expect("published"), "theirs");
    let beside = task.beside("other").display().to_string();
    for path in ["public/unreadable", "closed/file", "closed/sub/file", "link", &beside, "/etc/shadow"] {
        let problem = task.file(path).expect_err(path);
        assert_eq!(problem.reason, Reason::FileNotReadableOnWorker, "{path}: {problem}");
    }
    let reason = |path| task.file(path).expect_err(path).reason;
    // What is there and what is not look the same from outside of a closed directory.
    assert_eq!(reason("closed/nothing"), Reason::FileNotReadableOnWorker);
    assert_eq!(reason("closed/sub"), Reason::FileNotReadableOnWorker);
    assert_eq!(reason("nothing"), Reason::FileMissingOnWorker);
    for path in ["closed", "closed/sub"] {
        let found = task.directory(path);
        let problem = found[0].1.as_ref().expect_err("a problem");
        assert_eq!((found.len(), problem.reason), (1, Reason::FileNotReadableOnWorker), "{path}");
    }
    let listed = task.directory("public");
    let (name, problem) = listed.last().expect("two");
    assert_eq!((listed.len(), name.as_str()), (2, "public/unreadable"));
    assert_eq!(problem.as_ref().expect_err("a problem").reason, Reason::FileNotReadableOnWorker);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "there is no /proc")]
fn a_task_cannot_publish_the_workers_environment_through_a_thread() {
    let Some(task) = task_of_a_user() else { return };
    let thread = fs::read_link("/proc/thread-self").expect("there");
    let thread = thread.file_name().expect("a number").to_str().expect("digits");
    for path in ["/proc/self/environ", "/proc/thread-self/environ", &format!("/proc/{thread}/environ")] {
        let problem = task.file(path).expect_err(path);
        assert_ne!(problem.reason, Reason::FileMissingOnWorker, "{path}: {problem}");
    }
    task.file("/proc/version").expect("everybody may read that");
}
