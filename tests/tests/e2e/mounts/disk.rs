//! Disks that are full, or more than one.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::{Deployment, WorkerBuilder, commands, eventually, sh};

use super::{assert_says, run};

/// A small file system of its own; unmounted when dropped.
struct SmallDisk {
    path: PathBuf,
    _directory: tempfile::TempDir,
}

impl SmallDisk {
    /// None, and the reason printed, where that takes rights that this process does not have.
    fn new(megabytes: u32) -> Option<Self> {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().join("disk");
        std::fs::create_dir(&path).expect("made");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&path).output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self { path, _directory: directory }),
            Ok(output) => {
                println!("skipped: no tmpfs can be mounted: {}", String::from_utf8_lossy(&output.stderr));
                None
            }
            Err(error) => {
                println!("skipped: there is no mount command: {error}");
                None
            }
        }
    }

    fn in_it(&self, name: &str) -> String {
        self.path.join(name).display().to_string()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l"]).arg(&self.path).status();
    }
}

fn count(directory: &str) -> usize {
    std::fs::read_dir(Path::new(directory)).map_or(0, Iterator::count)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_used_for_longest_makes_room() {
    let Some(disk) = SmallDisk::new(40) else { return };
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment)
        .with("tasksDir", disk.in_it("tasks"))
        .with("cachesDir", disk.in_it("caches"))
        .with("downloadsDir", disk.in_it("downloads"))
        .with("requiredDiskSpaceMegabytes", 16)
        .start();
    let filling =
        |name: &str| commands(&[sh("ls c; head -c 10000000 /dev/zero > c/zeros")]).with_cache(name, "c");
    for name in ["first", "second", "first"] {
        run(&deployment, &filling(name), "completed").await;
    }
    // 20 of 40 megabytes are taken; after this one less than 16 are free, and the second was not used for longest.
    run(&deployment, &filling("third"), "completed").await;
    eventually("room to be made", || async { (count(&disk.in_it("caches")) == 2).then_some(()) }).await;
    assert_says(&worker.log(), "Evicting cache second to make room: deleting 10");
    let log = run(&deployment, &filling("first"), "completed").await;
    assert_says(&log, "[mounts] Moving existing writable directory cache first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_cannot_make_room_ends_when_it_is_idle() {
    let Some(disk) = SmallDisk::new(20) else { return };
    let deployment = Deployment::start().await;
    let mut worker = WorkerBuilder::new(&deployment)
        .with("tasksDir", disk.in_it("tasks"))
        .with("requiredDiskSpaceMegabytes", 10)
        .with("capacity", 2)
        .start();
    let go_on = worker.directory().join("go-on");
    let script = format!(
        "head -c 15000000 /dev/zero > zeros; while ! test -e {}; do sleep 0.05; done",
        go_on.display()
    );
    let task = deployment.create(&commands(&[sh(&script)])).await;
    eventually("the disk to be full", || async {
        worker.log().contains("Not claiming any task: ").then_some(())
    })
    .await;
    std::fs::write(disk.in_it("stays"), vec![1; 15_000_000]).unwrap_or_default();
    std::fs::write(&go_on, "").expect("written");
    deployment.resolved(&task).await;
    eventually("the task's directory to be removed", || async {
        std::fs::write(disk.in_it("stays"), vec![1; 15_000_000]).ok()
    })
    .await;
    assert_eq!(worker.exit_code().await, 69);
    assert_says(
        &worker.log(),
        "Not able to free up enough disk space - require 10485760 bytes, but only have ",
    );
}

/// Caches on a disk of their own: they are copied, file by file.
#[tokio::test(flavor = "multi_thread")]
async fn caches_on_another_disk() {
    let Some(disk) = SmallDisk::new(40) else { return };
    let deployment = Deployment::start().await;
    let _worker = WorkerBuilder::new(&deployment).with("cachesDir", disk.in_it("caches")).start();
    let script = "mkdir -p c/sub; umask 077; echo x > c/sub/file; ln -s sub/file c/link; touch -d 2001-01-01 c/sub/file";
    run(&deployment, &commands(&[sh(script)]).with_cache("cache", "c"), "completed").await;
    let script = "set -e; test $(cat c/link) = x; test $(stat -c %a c/sub/file) = 600; \
                  test $(stat -c %Y c/sub/file) = $(date -d 2001-01-01 +%s)";
    for _ in 0..2 {
        let log = run(&deployment, &commands(&[sh(script)]).with_cache("cache", "c"), "completed").await;
        assert_says(&log, "[mounts] Moving existing writable directory cache cache");
    }
    assert_eq!(count(&disk.in_it("caches")), 1);
}
