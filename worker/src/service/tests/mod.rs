use super::*;

/// The files are compared byte for byte; what they mean to systemd and to launchd was tried with their own tools.
const UNIT: &str = include_str!("generic-worker.service");
const DAEMON: &str = include_str!("com.mozilla.genericworker.plist");
const AGENT: &str = include_str!("com.mozilla.genericworker.launchagent.plist");

fn options(config: &str, service_name: &str) -> InstallService {
    InstallService {
        config: config.into(),
        service_name: service_name.to_owned(),
        ..InstallService::default()
    }
}

fn service(program: &str, config: &str, desktop: bool) -> Service {
    Service::new(&options(config, "Generic Worker"), Path::new(program), desktop).expect("a service")
}

fn ordinary(desktop: bool) -> Service {
    service("/usr/local/bin/generic-worker", "/var/lib/generic-worker/worker.json", desktop)
}

#[test]
fn a_systemd_unit() {
    for desktop in [true, false] {
        let files = ordinary(desktop).files(ServiceManager::Systemd);
        let [file] = files.as_slice() else { panic!("{files:?}") };
        assert_eq!(file.path, Path::new("/etc/systemd/system/generic-worker.service"));
        assert_eq!(file.text, UNIT);
    }
}

#[test]
fn launchd_jobs() {
    let files = ordinary(true).files(ServiceManager::Launchd);
    let [agent, daemon] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!(daemon.path, Path::new("/Library/LaunchDaemons/com.mozilla.genericworker.plist"));
    assert_eq!(daemon.text, DAEMON);
    assert_eq!(agent.path, Path::new("/Library/LaunchAgents/com.mozilla.genericworker.launchagent.plist"));
    assert_eq!(agent.text, AGENT);
    assert_eq!(ordinary(false).files(ServiceManager::Launchd), std::slice::from_ref(daemon));
}

#[test]
fn paths_mean_to_systemd_what_they_are() {
    let words =
        |words: &[&str]| systemd::command_line(&words.iter().map(|&word| word.into()).collect::<Vec<_>>());
    assert_eq!(words(&["/a$b", "run", "--config=/c$d/100%"]), "/a$b run --config=/c$$d/100%%");
    assert_eq!(words(&["/a b", r#"--config=/"q"\x"#]), r#""/a b" "--config=/\"q\"\\x""#);
    assert_eq!(words(&["/a;", "'", "é"]), "\"/a;\" \"'\" é");
    assert_eq!(systemd::whole_line("/a b/50%"), "/a b/50%%");
    assert_eq!(systemd::whole_line("/a "), "/a /");
    assert_eq!(systemd::whole_line(r"/a\"), r"/a\/");
}

#[test]
fn the_service_works_where_its_configuration_is() {
    let here = std::env::current_dir().expect("a directory");
    let relative = service("/bin/gw", "worker.json", false);
    assert_eq!(Path::new(&relative.directory), here);
    assert_eq!(relative.run.config, here.join("worker.json"));
    let up = service("/bin/../bin/gw", "src/../worker.json", false);
    assert_eq!(up.run.config, here.canonicalize().expect("the same").join("worker.json"));
    assert!(!up.program.contains(".."), "{}", up.program);
    assert_eq!(service("/bin/gw", "/worker.json", false).directory, "/");
}

#[test]
fn paths_that_no_file_can_hold_are_refused() {
    for path in ["/a\nUser=joe/b", "/a\u{7f}", "/\u{85}"] {
        let refused = Service::new(&options(path, "x"), Path::new("/bin/gw"), false);
        assert!(matches!(refused, Err(ServiceError::Path { .. })), "{path:?}: {refused:?}");
        let refused = Service::new(&options("/c", "x"), Path::new(path), false);
        assert!(matches!(refused, Err(ServiceError::Path { .. })), "{path:?}: {refused:?}");
    }
}

#[test]
fn what_is_next_depends_on_what_was_there() {
    let commands = |manager, change| -> Vec<String> {
        ordinary(false).next_steps(manager, change).into_iter().map(|step| step.command).collect()
    };
    let start = [
        "systemctl enable --now generic-worker.service",
        "journalctl --follow --unit generic-worker.service",
    ];
    assert_eq!(commands(ServiceManager::Systemd, Change::Written), start);
    assert_eq!(commands(ServiceManager::Systemd, Change::Unchanged), start);
    let replaced = commands(ServiceManager::Systemd, Change::Replaced);
    assert_eq!(replaced[..2], ["systemctl daemon-reload", "systemctl try-restart generic-worker.service"]);
    assert_eq!(replaced[2..], start);
    let replaced = commands(ServiceManager::Launchd, Change::Replaced);
    assert_eq!(replaced[0], "launchctl bootout system/com.mozilla.genericworker");
    assert_eq!(replaced[1..], commands(ServiceManager::Launchd, Change::Written));
}
