//! What a worker makes of its configuration.

use tests::{Deployment, WorkerBuilder, commands, run, sh};

fn check(text: &str) -> (Option<i32>, String) {
    let directory = tempfile::tempdir().expect("temporary directory");
    let file = directory.path().join("config.json");
    std::fs::write(&file, text).expect("written");
    let path = file.to_str().expect("text");
    let checked = run(&["check-config", path]);
    let started = run(&["run", "--config", path]);
    assert_eq!(checked.status.code(), started.status.code(), "check-config and run agree");
    let message = String::from_utf8_lossy(&checked.stderr).replace(path, "FILE");
    let logged = String::from_utf8_lossy(&started.stderr).replace(path, "FILE");
    assert!(logged.contains(message.trim()), "run says the same:\n{message}\n{logged}");
    (checked.status.code(), message)
}

const GOOD: &str = r#""rootURL": "http://127.0.0.1:9", "clientId": "c", "accessToken": "tell-nobody", "workerId": "w",
    "workerType": "t""#;

#[test]
fn what_cannot_be_loaded_exits_with_64() {
    for (text, expected) in [
        (String::new(), "FILE:1:1: the file is empty"),
        ("{".to_owned(), "FILE:1:1: this is not JSON"),
        ("[1]".to_owned(), "FILE:1:1: expected a JSON object of settings"),
        (
            format!("{{{GOOD}, \"capasity\": 2}}"),
            "capasity: there is no such setting; did you mean capacity?",
        ),
        (
            format!("{{{GOOD}, \"capacity\": \"2\"}}"),
            "capacity: found \"2\", expected an integer from 1 to 255",
        ),
        (format!("{{{GOOD}, \"capacity\": -1}}"), "capacity: found -1, expected an integer from 1 to 255"),
        (
            format!("{{{GOOD}, \"cleanUpTaskDirs\": \"yes\"}}"),
            "cleanUpTaskDirs: found \"yes\", expected true or false",
        ),
        (
            format!("{{{GOOD}, \"publicIP\": \"example.com\"}}"),
            "publicIP: found \"example.com\", expected an IP address",
        ),
        (
            format!("{{{GOOD}, \"certificate\": [\"tell-nobody\"]}}"),
            "certificate: found an array, expected a string",
        ),
        (format!("{{{GOOD}, \"workerId\": \"x\"}}"), "workerId: the setting stands here a second time"),
    ] {
        let (exit_code, message) = check(&text);
        assert_eq!(exit_code, Some(64), "{text}: {message}");
        assert!(message.contains(expected), "{text}: {message}");
        assert!(!message.contains("tell-nobody"), "{message}");
    }
    assert_eq!(run(&["run", "--config", "/nonexistent"]).status.code(), Some(64));
}

#[test]
fn what_is_loaded_but_cannot_be_used_exits_with_73() {
    for (text, expected) in [
        (
            r#"{"rootURL": "http://127.0.0.1:9"}"#.to_owned(),
            "Config setting \"accessToken\" has not been defined",
        ),
        (r#"{"clientId": "c"}"#.to_owned(), "Config setting \"rootURL\" has not been defined"),
        (
            format!(
                "{{{GOOD}, \"runTasksAsCurrentUser\": false, \"headlessTasks\": false, \"capacity\": 2}}"
            ),
            "capacity: 2 tasks at a time cannot share a desktop; set headlessTasks to true",
        ),
        (
            format!("{{{GOOD}, \"capacity\": 4, \"taskclusterProxyPort\": 65530}}"),
            "taskclusterProxyPort: 4 tasks at a time need ports up to 65542",
        ),
    ] {
        let (exit_code, message) = check(&text);
        assert_eq!(exit_code, Some(73), "{text}: {message}");
        assert!(message.contains(expected), "{text}: {message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_of_2018_works_with_base_urls() {
    let deployment = Deployment::start().await;
    let worker =
        WorkerBuilder::of_2018(&deployment).with("livelogSecret", "s").with("somethingOfOurs", 1).start();
    let task = deployment.create(&commands(&[sh("echo hello")]).publishing("missing")).await;
    assert_eq!(deployment.resolved(&task).await, "failed");
    let log = deployment.log(&task).await;
    assert!(log.contains("\"deploymentId\": \"\""), "{log}");
    assert!(worker.log().contains("somethingOfOurs: there is no such setting"), "{}", worker.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_never_rewritten_and_secrets_are_never_printed() {
    let deployment = Deployment::start().await;
    let mut worker = WorkerBuilder::new(&deployment).with("numberOfTasksToRun", 1).start();
    let file = worker.directory().join("generic-worker.config");
    let before = std::fs::read(&file).expect("readable");
    deployment.create(&commands(&[sh("true")])).await;
    assert_eq!(worker.exit_code().await, 0);
    assert_eq!(std::fs::read(&file).expect("readable"), before);
    assert!(worker.log().contains("Config: {"), "{}", worker.log());
    assert!(!worker.log().contains(&deployment.access_token), "{}", worker.log());
}
