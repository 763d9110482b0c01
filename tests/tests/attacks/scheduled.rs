//! What is to run later, when the task is over: cron, at, mail.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;

use crate::arena::{Arena, WAIT_FOR_GO, make_directories, script, user_name};

/// What `crontab` and `at` write for a user, where these programs are installed: they are setuid or setgid.
const SPOOLS: [(&str, Option<&str>); 6] = [
    ("/var/spool/cron/crontabs", None),
    ("/var/spool/cron", None),
    ("/var/spool/cron/atjobs", Some("a0000101c6d1e2")),
    ("/var/spool/at", Some("a0000101c6d1e2")),
    ("/var/mail", None),
    ("/var/lib/systemd/linger", None),
];

#[tokio::test(flavor = "multi_thread")]
async fn entries_of_cron_and_at_go_with_the_task() {
    let Some(arena) = Arena::open().await else { return };
    let task = arena.deployment.create(&script(WAIT_FOR_GO)).await;
    arena.has_made(&task, "started").await;
    let (name, uid) = (user_name(&task), arena.user_of(&task).await);
    let mut made = Vec::new();
    for (spool, file) in SPOOLS {
        made.push(make_directories(Path::new(spool)));
        let file = Path::new(spool).join(file.unwrap_or(&name));
        fs::write(&file, "* * * * * /bin/true\n").expect("written");
        chown(&file, Some(uid), None).expect("given");
    }
    let planted = arena.watch.changes();
    assert!(planted.iter().filter(|line| line.contains(" /var/")).count() >= SPOOLS.len(), "{planted:#?}");
    fs::write(arena.home(&task).join("go"), "").expect("written");
    arena.has_resolved("entries of cron and at", &task, "completed").await;
    arena.is_as_before("entries of cron and at").await;
    arena.close().await;
    // The inner ones first.
    while made.pop().is_some() {}
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programs_that_make_entries_are_of_no_use() {
    let Some(arena) = Arena::open().await else { return };
    let tries = "
        echo '* * * * * /bin/true' | crontab - 2>&1 || echo no crontab
        echo true | at now + 1 minute 2>&1 || echo no at
        echo true | batch 2>&1 || echo no batch
        systemd-run --user --on-active=60 true 2>&1 || echo no timer
        loginctl enable-linger 2>&1 || echo no linger
        for place in /etc/cron.d /etc/cron.daily /var/spool/cron /etc/systemd/system /etc/profile.d /etc; do
            touch $place/attack 2> /dev/null && echo wrote $place
        done
        true";
    let log = arena.attack("programs that make entries", &script(tries)).await;
    assert!(!log.contains("\nwrote "), "{log}");
    arena.close().await;
}
