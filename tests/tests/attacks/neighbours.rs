//! Tasks beside one another.

use std::fs;

use generated::api::queue::GetArtifactContentResponse;
use serde_json::json;

use crate::arena::{Arena, WAIT_FOR_GO, script, user_name};

const PRECIOUS: &str = "precious";

/// Keeps something in all the places that there are, until the file `go` is there.
fn victim() -> tests::TaskBuilder {
    let keep = format!(
        "for place in . /tmp /var/tmp /dev/shm; do echo {PRECIOUS} > $place/kept; mkdir -p $place/dir; echo {PRECIOUS} > $place/dir/kept; chmod -R a+rwX $place/kept $place/dir; done
         perl -e '$id = shmget(4711, 4096, 01666); shmwrite($id, \"{PRECIOUS}\", 0, 8); print \"shared $id\\n\"'
         echo {PRECIOUS} in the log; echo $TASKCLUSTER_PROXY_URL > proxy; echo $$ > pid
         (exec sleep 1000 > /dev/null 2>&1) & echo $! > other; {WAIT_FOR_GO} kill $!; cat kept > kept-it"
    );
    script(&keep)
        .with("features", json!({ "taskclusterProxy": true, "liveLog": true }))
        .with("env", json!({ "KEPT": PRECIOUS }))
        .publishing("kept-it")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_cannot_get_at_another() {
    let all = ["enableTaskPrivateTmp", "enableTaskPrivateIPC", "enableTaskProtectProc"];
    for is_private in [true, false] {
        let configure = |worker: tests::WorkerBuilder| {
            let worker = worker.with("capacity", 2).with("taskclusterProxyPort", 0);
            all.iter().fold(worker, |worker, &setting| worker.with(setting, is_private))
        };
        let Some(arena) = Arena::open_with(configure).await else { return };
        let victim = arena.deployment.create(&victim()).await;
        arena.has_made(&victim, "started").await;
        let home = arena.home(&victim);
        let told = |name: &str| fs::read_to_string(home.join(name)).expect("written").trim().to_owned();
        let (proxy, pid, other) = (told("proxy"), told("pid"), told("other"));
        let live_log = live_log(&arena, &victim).await;
        let directory = home.display();
        let attack = format!(
            "cat {directory}/kept {directory}/dir/kept; ls {directory}; touch {directory}/new && echo wrote; cd {directory} && echo entered
             for process in {pid} {other}; do
                 cat /proc/$process/environ /proc/$process/cwd/kept /proc/$process/root/tmp/kept /proc/$process/root/dev/shm/kept 2> /dev/null | tr '\\0' '\\n'
                 kill -KILL $process 2> /dev/null && echo sent
             done
             su {name} -c true < /dev/null 2> /dev/null && echo became
             curl -s -m 5 -o answer -w 'proxy %{{http_code}}\\n' {proxy}/api/queue/v1/ping
             curl -s -m 5 -o answer2 -w 'credentials %{{http_code}}\\n' -X PUT -d '{{}}' {proxy}/credentials
             curl -s -m 5 '{live_log}'; curl -s -m 5 -X PUT -d evil '{live_log}'
             echo tried",
            name = user_name(&victim),
        );
        let private = "cat /tmp/kept /tmp/dir/kept /var/tmp/kept /dev/shm/kept 2> /dev/null; \
                       perl -e '$id = shmget(4711, 4096, 0); shmread($id, $x, 0, 8) and print \"$x\\n\"'; echo > /tmp/kept; ";
        let attack = if is_private { format!("{private}{attack}") } else { attack };
        let attacker = arena.run("a task beside another", &script(&attack), "completed").await;
        let log = arena.deployment.log(&attacker).await;
        for word in ["wrote", "entered", "sent", "became", PRECIOUS] {
            assert!(!log.contains(&format!("\n{word}")), "{word}: {log}");
        }
        assert!(!log.contains(&format!("KEPT={PRECIOUS}")), "{log}");
        for expected in ["\nproxy 403\n", "\ncredentials 403\n", "tried"] {
            assert!(log.contains(expected), "{expected:?} is not in:\n{log}");
        }
        fs::write(home.join("go"), "").expect("written");
        arena.has_resolved("the task beside it", &victim, "completed").await;
        assert_eq!(
            arena.deployment.artifact(&victim, "public/kept-it").await,
            format!("{PRECIOUS}\n").as_bytes()
        );
        assert!(!arena.deployment.log(&victim).await.contains("evil"));
        arena.is_as_before("a task beside another").await;
        arena.close().await;
    }
}

async fn live_log(arena: &Arena, task_id: &str) -> String {
    tests::eventually("the live log", async || {
        match arena.deployment.queue().latest_artifact(task_id, "public/logs/live.log").await {
            Ok(GetArtifactContentResponse::ReferenceArtifactContent(content)) => Some(content.url),
            _ => None,
        }
    })
    .await
}

/// The proxies of others are found by trying.
#[tokio::test(flavor = "multi_thread")]
async fn all_ports_are_closed_to_others() {
    let configure = |worker: tests::WorkerBuilder| worker.with("capacity", 2).with("taskclusterProxyPort", 0);
    let Some(arena) = Arena::open_with(configure).await else { return };
    let victim = arena.deployment.create(&victim()).await;
    arena.has_made(&victim, "started").await;
    let home = arena.home(&victim);
    let proxy = fs::read_to_string(home.join("proxy")).expect("written");
    let port = proxy.trim().rsplit(':').next().expect("a port").to_owned();
    // Those of the worker under attack are among those that are listened to; others' are of no interest.
    let attack = format!(
        "for port in $(awk 'NR > 1 && $4 == \"0A\" {{ split($2, a, \":\"); print a[2] }}' /proc/net/tcp | sort -u); do \
             port=$(printf %d 0x$port); echo port $port: $(curl -s -m 2 -o /dev/null -w '%{{http_code}}' http://127.0.0.1:$port/api/queue/v1/ping); done; \
         echo port {port}: $(curl -s -m 2 -o /dev/null -w '%{{http_code}}' http://localhost:{port}/api/queue/v1/ping)"
    );
    let attacker = arena.run("a look for ports", &script(&attack), "completed").await;
    let log = arena.deployment.log(&attacker).await;
    let answers: Vec<&str> = log.lines().filter(|line| line.starts_with(&format!("port {port}: "))).collect();
    assert!(!answers.is_empty() && answers.iter().all(|line| line.ends_with(" 403")), "{log}");
    fs::write(home.join("go"), "").expect("written");
    arena.has_resolved("the task beside it", &victim, "completed").await;
    arena.is_as_before("a look for ports").await;
    arena.close().await;
}
