//! The command line.

use tests::{Deployment, Worker, commands, run, sh};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn shows_the_published_schemas_byte_for_byte() {
    let published = |name: &str| {
        std::fs::read(format!("{}/../generated/schemas/{name}.json", env!("CARGO_MANIFEST_DIR")))
            .expect("published")
    };
    for platform in ["linux", "macos", "windows"] {
        let shown = run(&["show-payload-schema", "--platform", platform]);
        assert!(shown.status.success());
        assert_eq!(shown.stdout, published(&format!("payload/{platform}")), "{platform}");
        let schema: serde_json::Value = serde_json::from_slice(&shown.stdout).expect("JSON");
        assert!(jsonschema::meta::is_valid(&schema), "{platform}");
    }
    let own = if cfg!(target_os = "macos") { "payload/macos" } else { "payload/linux" };
    assert_eq!(run(&["show-payload-schema"]).stdout, published(own));
    assert_eq!(run(&["show-config-schema"]).stdout, published("config"));
}

#[test]
fn help_and_versions() {
    let help = run(&["--help"]);
    assert!(help.status.success());
    let help = text(&help.stdout);
    assert!(help.starts_with("generic-worker "), "{help}");
    for part in ["  Usage:\n", "  Targets:\n", "  Options:\n", "** REQUIRED ** properties", "  Exit Codes:\n"]
    {
        assert!(help.contains(part), "no {part:?}");
    }
    assert_eq!(text(&run(&["-h"]).stdout), help);
    let short = text(&run(&["--short-version"]).stdout);
    assert!(text(&run(&["--version"]).stdout).starts_with(&format!("generic-worker {}", short.trim())));
}

#[test]
fn wrong_usage_exits_with_1() {
    for arguments in [&["dance"][..], &[], &["run", "--nonsense"], &["new-ed25519-keypair"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(text(&output.stderr).contains("Usage:"), "{arguments:?}");
    }
}

#[test]
fn validates_payloads() {
    let directory = tempfile::tempdir().expect("temporary directory");
    let file = directory.path().join("payload.yml");
    let file_name = file.to_str().expect("text");
    std::fs::write(&file, "command: [[echo, hi]]\nmaxRunTime: 10\n").expect("written");
    assert_eq!(run(&["validate-payload", file_name]).status.code(), Some(0));
    std::fs::write(&file, "command: [[echo, hi]]\nmaxRunTim: 10\n").expect("written");
    let output = run(&["validate-payload", file_name]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("did you mean \"maxRunTime\"?"), "{}", text(&output.stderr));
}

#[test]
fn logs_in_json_where_that_is_wanted() {
    let output = run(&["run", "--config", "/nonexistent/config", "--log-format", "json"]);
    assert_eq!(output.status.code(), Some(64));
    let lines: Vec<serde_json::Value> =
        text(&output.stderr).lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(line["timestamp"].as_str().is_some_and(|time| time.ends_with('Z')), "{line}");
        assert!(line["level"].is_string() && line["message"].is_string(), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn local_queue_keeps_artifacts_where_it_is_told() {
    let directory = tempfile::tempdir().expect("temporary directory");
    let deployment = Deployment::start_with(&["--data-dir", directory.path().to_str().expect("text")]).await;
    let _worker = Worker::start(&deployment);
    let script = "head -c 100 /dev/zero > zeros.zip";
    let task = deployment.create(&commands(&[sh(script)]).publishing("zeros.zip")).await;
    assert_eq!(deployment.resolved(&task).await, "completed");
    let mut folders = vec![directory.path().to_owned()];
    let mut contents = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                contents.push(std::fs::read(entry.path()).expect("read"));
            }
        }
    }
    assert!(contents.contains(&vec![0; 100]), "{} files", contents.len());
}
