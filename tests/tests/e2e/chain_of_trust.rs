//! Signed evidence of what a task was and what it made.
//!
//! Where tasks run as the worker's user they could read the keys, so that the worker refuses to sign: it takes task users.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use generic_worker::config::Era;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Deployment, FaultyProxy, TaskBuilder, WorkerBuilder, can_make_task_users, commands, run, sh};

const DOCUMENT: &str = "public/chain-of-trust.json";
const SIGNATURE: &str = "public/chain-of-trust.json.sig";
const CLEAR_SIGNED: &str = "public/chainOfTrust.json.asc";
const CERTIFIED_LOG: &str = "public/logs/certified.log";
const LOG: &str = "public/logs/live_backing.log";
const LIVE_LOG: &str = "public/logs/live.log";
const INSECURE: &str =
    "as expecting attempt to read private chain of trust key as task user to fail - however, it did not";

/// The task was refused before it made anything.
fn assert_only_logs(artifacts: &[String]) {
    assert!(artifacts.iter().all(|name| [LOG, LIVE_LOG].contains(&name.as_str())), "{artifacts:?}");
}

/// A key pair: the private key's file, and the public key as it is printed.
struct KeyPair {
    file: PathBuf,
    public: String,
}

fn key_pair(kind: &str, directory: &Path) -> KeyPair {
    let file = directory.join(kind);
    let output = run(&[&format!("new-{kind}-keypair"), "--file", file.to_str().expect("text")]);
    assert!(output.status.success());
    KeyPair { file, public: String::from_utf8(output.stdout).expect("text") }
}

fn ed25519(directory: &Path) -> KeyPair {
    key_pair("ed25519", directory)
}

/// The same key each time: it takes long to make one.
fn openpgp(directory: &Path) -> KeyPair {
    static MADE: OnceLock<(String, String)> = OnceLock::new();
    let (private, public) = MADE.get_or_init(|| {
        let made = key_pair("openpgp", directory);
        (fs::read_to_string(&made.file).expect("text"), made.public)
    });
    let file = directory.join("openpgp");
    fs::write(&file, private).expect("written");
    KeyPair { file, public: public.clone() }
}

fn signed_task(script: &str) -> TaskBuilder {
    commands(&[sh(script)]).with("features", json!({ "chainOfTrust": true }))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_where_the_task_could_read_the_key() {
    let directory = tempfile::tempdir().expect("a directory");
    let key = ed25519(directory.path());
    fs::set_permissions(&key.file, fs::Permissions::from_mode(0o644)).expect("changed");
    let deployment = Deployment::start().await;
    let location = key.file.to_str().expect("text");
    let worker = WorkerBuilder::new(&deployment).with("ed25519SigningKeyLocation", location).start();
    let task = deployment.create(&signed_task("echo never > file").publishing("file")).await;
    let other = deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains(&format!("[taskcluster:error] w{INSECURE}\n")), "{log}");
    assert!(log.contains("runs as the worker's own user"), "{log}");
    assert!(!log.contains("Executing command"), "{log}");
    assert_only_logs(&deployment.artifacts(&task).await);
    assert_eq!(deployment.resolved(&other).await, "completed");
    // Nobody else is to read it.
    let mode = fs::metadata(&key.file).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "{}", worker.log());
    assert!(worker.log().contains("its permissions have been changed"), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_with_the_words_of_2018() {
    let directory = tempfile::tempdir().expect("a directory");
    let key = openpgp(directory.path());
    let deployment = Deployment::start().await;
    let location = key.file.to_str().expect("text");
    let _worker = WorkerBuilder::of_2018(&deployment).with("signingKeyLocation", location).start();
    let task = deployment.create(&signed_task("true")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains(&format!("[taskcluster:error] W{INSECURE}!\n")), "{log}");
    assert_only_logs(&deployment.artifacts(&task).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_without_a_key_and_where_it_is_turned_off() {
    let deployment = Deployment::start().await;
    let worker = WorkerBuilder::new(&deployment).start();
    let task = deployment.create(&signed_task("true")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains("this worker has no key to sign chain of trust artifacts with"), "{log}");
    worker.stop().await;
    // A key that is not used need not be there.
    let _worker = WorkerBuilder::new(&deployment)
        .with("enableChainOfTrust", false)
        .with("ed25519SigningKeyLocation", "no-such-key")
        .start();
    let task = deployment.create(&signed_task("true")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    assert!(deployment.log(&task).await.contains("enableChainOfTrust"));
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_do_not_start_with_keys_that_cannot_be_used() {
    let deployment = Deployment::start().await;
    for (worker, code, expected) in [
        (
            WorkerBuilder::new(&deployment).with("ed25519SigningKeyLocation", "no-such-key"),
            82,
            "ed25519SigningKeyLocation",
        ),
        (
            WorkerBuilder::new(&deployment)
                .with("ed25519SigningKeyLocation", "key")
                .with_file("key", b"not a key"),
            82,
            "32 bytes of a private ed25519 key in base64",
        ),
        (
            WorkerBuilder::of_2018(&deployment).with("signingKeyLocation", "no-such-key"),
            69,
            "signingKeyLocation",
        ),
        (
            WorkerBuilder::of_2018(&deployment)
                .with("signingKeyLocation", "key")
                .with_file("key", b"not a key"),
            69,
            "armored private OpenPGP key",
        ),
    ] {
        let mut worker = worker.start();
        assert_eq!(worker.exit_code().await, code, "{}", worker.log());
        assert!(worker.log().contains(expected), "{}", worker.log());
    }
}

/// A worker whose tasks have users of their own, and that has `keys`; `None` where that is not possible.
fn signer(
    deployment: &Deployment,
    era: Era,
    [ed25519, openpgp]: [Option<&KeyPair>; 2],
) -> Option<WorkerBuilder> {
    if !can_make_task_users() {
        return None;
    }
    let location = |key: Option<&KeyPair>| key.map(|key| key.file.display().to_string()).unwrap_or_default();
    let worker = match era {
        Era::Of2018 => WorkerBuilder::of_2018(deployment),
        Era::Today => WorkerBuilder::new(deployment).with("ed25519SigningKeyLocation", location(ed25519)),
    };
    let worker = worker.with("signingKeyLocation", location(openpgp)).with("region", "here");
    Some(worker.with("enableLiveLog", false).with_task_users())
}

fn check_ed25519(key: &KeyPair, document: &[u8], signature: &[u8]) {
    let public = BASE64_STANDARD.decode(&key.public).expect("base64");
    let public = VerifyingKey::from_bytes(&public.try_into().expect("32 bytes")).expect("a key");
    let signature = Signature::from_slice(signature).expect("64 bytes");
    public.verify_strict(document, &signature).expect("a good signature");
}

/// What gpg says of a message that `key` should have signed; `None` without gpg.
fn gpg_verify(key: &KeyPair, message: &[u8]) -> Option<String> {
    let home = tempfile::tempdir().expect("a directory");
    let (public, signed) = (home.path().join("public"), home.path().join("signed"));
    fs::write(&public, &key.public).expect("written");
    fs::write(&signed, message).expect("written");
    let gpg = |arguments: &[&str], file: &Path| {
        let mut command = Command::new("gpg");
        command.arg("--homedir").arg(home.path()).args(["--batch", "--no-autostart"]);
        command.args(arguments).arg(file).output()
    };
    let Ok(imported) = gpg(&["--import"], &public) else {
        println!("skipped: there is no gpg on this machine");
        return None;
    };
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let verified = gpg(&["--verify"], &signed).expect("gpg runs");
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success(), "{said}");
    Some(said)
}

#[tokio::test(flavor = "multi_thread")]
async fn both_keys_sign_the_same_document() {
    let keys = tempfile::tempdir().expect("a directory");
    let (ed25519, openpgp) = (ed25519(keys.path()), openpgp(keys.path()));
    let deployment = Deployment::start().await;
    let Some(signer) = signer(&deployment, Era::Today, [Some(&ed25519), Some(&openpgp)]) else { return };
    let worker = signer.start();
    let script = "seq 100000 > numbers; printf '\\0\\377' > raw.png; mkdir dir; echo x > dir/x; echo hello; \
                  echo '{\"environment\": {\"imageHash\": \"sha256:1\", \"region\": \"forged\"}, \"runId\": 9}' \
                  > chain-of-trust-additional-data.json";
    let task = signed_task(script)
        .publishing("numbers")
        .publishing("raw.png")
        .with_artifact(json!({ "type": "directory", "path": "dir", "name": "public/dir" }))
        .with_artifact(json!({ "type": "file", "path": "none", "name": "public/none", "optional": true }))
        .with_artifact(json!({ "type": "file", "path": "numbers", "name": CERTIFIED_LOG }));
    let task = deployment.create(&task).await;
    assert_eq!(deployment.resolved(&task).await, "completed");

    let document = deployment.artifact(&task, DOCUMENT).await;
    check_ed25519(&ed25519, &document, &deployment.artifact(&task, SIGNATURE).await);
    let clear_signed = deployment.artifact(&task, CLEAR_SIGNED).await;
    let said = gpg_verify(&openpgp, &clear_signed);
    assert!(said.is_none_or(|said| said.contains("Good signature from \"Generic-Worker <")));
    let (document, clear_signed) =
        (String::from_utf8(document).expect("text"), String::from_utf8(clear_signed).expect("text"));
    assert!(clear_signed.contains(&format!("\nHash: SHA256\n\n{document}")), "{clear_signed}");

    let said: Value = serde_json::from_str(&document).expect("JSON");
    let schema = serde_json::from_str(generated::schemas::documents::CHAIN_OF_TRUST).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &said), "{document}");
    let names: Vec<_> = said["artifacts"].as_object().expect("an object").keys().cloned().collect();
    assert_eq!(names, ["public/dir/x", CERTIFIED_LOG, "public/numbers", "public/raw.png"]);
    for name in names {
        let published = deployment.artifact(&task, &name).await;
        assert_eq!(said["artifacts"][&name]["sha256"], sha256(&published), "{name}");
    }
    assert_eq!((&said["taskId"], &said["runId"]), (&json!(task), &json!(0)));
    assert_eq!(
        (&said["environment"]["region"], &said["environment"]["imageHash"]),
        (&json!("here"), &json!("sha256:1"))
    );
    let definition = deployment.queue().task(&task).await.expect("a definition");
    assert_eq!(said["task"], serde_json::to_value(definition).expect("JSON"));

    let (log, certified) = (deployment.log(&task).await, deployment.artifact(&task, CERTIFIED_LOG).await);
    let certified = String::from_utf8(certified).expect("text");
    assert!(log.starts_with(&certified) && certified.contains("\nhello\n"), "{certified}");
    assert!(
        log.contains(&format!("Not uploading artifact {CERTIFIED_LOG} found in task.payload.artifacts")),
        "{log}"
    );
    assert!(
        log.contains(&format!("Uploading artifact {DOCUMENT} from file generic-worker/chain-of-trust.json ")),
        "{log}"
    );
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_key_alone_gives_its_own_artifacts_also_for_a_task_that_failed() {
    let keys = tempfile::tempdir().expect("a directory");
    let (ed25519, openpgp) = (ed25519(keys.path()), openpgp(keys.path()));
    let deployment = Deployment::start().await;
    for (era, keys, expected) in [
        (Era::Today, [Some(&ed25519), None], vec![DOCUMENT, SIGNATURE, CERTIFIED_LOG, LOG]),
        (Era::Of2018, [None, Some(&openpgp)], vec![CLEAR_SIGNED, CERTIFIED_LOG, LOG]),
    ] {
        let Some(signer) = signer(&deployment, era, keys) else { return };
        let worker = signer.start();
        let task = deployment.create(&signed_task("echo x > file; exit 1")).await;
        assert_eq!(deployment.resolved(&task).await, "failed");
        assert_eq!(deployment.artifacts(&task).await, expected);
        worker.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_adds_must_be_an_object_of_its_own() {
    let keys = tempfile::tempdir().expect("a directory");
    let ed25519 = ed25519(keys.path());
    let deployment = Deployment::start().await;
    let Some(signer) = signer(&deployment, Era::Today, [Some(&ed25519), None]) else { return };
    let worker = signer.start();
    let file = "chain-of-trust-additional-data.json";
    let key = ed25519.file.display();
    for (script, expected) in [
        (format!("echo '[1]' > {file}"), "expected a JSON object"),
        (format!("ln -s {key} {file}"), "leads out of the task directory"),
        (
            format!("ln -s ../generic-worker/$USER/task-directory.json {file}"),
            "leads out of the task directory",
        ),
        (format!("mkfifo {file}"), "not a file"),
        (format!("mkdir {file}"), "not a file"),
        (format!("head -c 3000000 /dev/zero > {file}"), "longer than the 1048576 bytes"),
        (
            format!("echo '{{\"artifacts\": {{\"public/x\": {{\"sha256\": \"0\"}}}}}}' > {file}"),
            "only the worker knows",
        ),
    ] {
        let task = deployment.create(&signed_task(&script)).await;
        assert_eq!(deployment.resolved(&task).await, "failed", "{script}");
        let log = deployment.log(&task).await;
        let line = log
            .lines()
            .find(|line| line.contains(&format!("[taskcluster:error] {file} cannot be made part")));
        assert!(line.is_some_and(|line| line.contains(expected)), "{script}: {log}");
        assert_eq!(deployment.artifacts(&task).await, [CERTIFIED_LOG, LOG], "{script}");
    }
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_others_can_read_again_is_noticed() {
    let keys = tempfile::tempdir().expect("a directory");
    fs::set_permissions(keys.path(), fs::Permissions::from_mode(0o755)).expect("changed");
    let ed25519 = ed25519(keys.path());
    let deployment = Deployment::start().await;
    let Some(signer) = signer(&deployment, Era::Today, [Some(&ed25519), None]) else { return };
    let worker = signer.start();
    // The worker itself sees to the permissions when it starts.
    let first = deployment.create(&signed_task("true")).await;
    assert_eq!(deployment.resolved(&first).await, "completed");
    fs::set_permissions(&ed25519.file, fs::Permissions::from_mode(0o644)).expect("changed");
    let task = deployment.create(&signed_task("true")).await;
    assert_eq!(deployment.resolved(&task).await, "exception/malformed-payload");
    let log = deployment.log(&task).await;
    assert!(log.contains(&format!("[taskcluster:error] w{INSECURE}\n")), "{log}");
    assert!(!log.contains("worker's own user"), "{log}");
    assert_only_logs(&deployment.artifacts(&task).await);
    worker.stop().await;
}

/// Signing beside everything else that a task can use, 50 times, over a bad network.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn signs_whatever_else_tasks_use() {
    use crate::everything_at_once::{busy, inject, made};
    let keys = tempfile::tempdir().expect("a directory");
    let key = ed25519(keys.path());
    let deployment = Deployment::start().await;
    let proxy = FaultyProxy::start(&deployment.root_url).await;
    let Some(signer) = signer(&deployment, Era::Today, [Some(&key), None]) else { return };
    let worker = signer
        .with("rootURL", proxy.root_url.clone())
        .with("capacity", 4)
        .with("enableLiveLog", true)
        .with("taskclusterProxyPort", 0)
        .start();
    let made = made(&deployment).await;
    for _ in 0..10 {
        inject(&proxy);
        let features = json!({ "chainOfTrust": true, "taskclusterProxy": true });
        let mut tasks = Vec::new();
        for _ in 0..5 {
            tasks.push(deployment.create(&busy(&made).with("features", features.clone())).await);
        }
        for task in tasks {
            assert_eq!(deployment.resolved(&task).await, "completed", "{}", deployment.log(&task).await);
            assert_eq!(deployment.status(&task).await.runs.len(), 1);
            let document = deployment.artifact(&task, DOCUMENT).await;
            check_ed25519(&key, &document, &deployment.artifact(&task, SIGNATURE).await);
            let said: Value = serde_json::from_slice(&document).expect("JSON");
            let published = deployment.artifact(&task, "public/status").await;
            assert_eq!(said["artifacts"]["public/status"]["sha256"], sha256(&published));
        }
    }
    worker.stop().await;
}
