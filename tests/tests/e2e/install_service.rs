//! `install service`, on Linux.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tests::binary;

/// Where the unit is written to, in a view of the file system that only the test has.
const UNITS: &str = "/etc/systemd/system";
/// The bare minimum of what `check-config` accepts.
const CONFIG: &str = r#"{"rootURL": "https://tc.example.com", "clientId": "c", "accessToken": "t", "provisionerId": "p", "workerType": "w",
    "workerGroup": "g", "workerId": "i", "headlessTasks": true}"#;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn words(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|&word| word.to_owned()).collect()
}

/// Runs `script` as a shell that sees the empty folder `units` in place of the machine's. The program is `$gw`. `None`, with
/// the reason printed, where that cannot be.
fn with_units(units: &Path, script: &str) -> Option<Output> {
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-euc", &format!("mount --bind \"$units\" {UNITS}\n{script}")]);
        command.env("units", units).env("gw", binary()).output()
    };
    match shell("true") {
        Ok(output) if output.status.success() => Some(shell(script).expect("a shell")),
        Ok(output) => skip(&text(&output.stderr)),
        Err(error) => skip(&error.to_string()),
    }
}

fn skip(reason: &str) -> Option<Output> {
    println!("skipped: no mount namespace with {UNITS} of its own: {}", reason.trim());
    None
}

struct Place {
    folder: tempfile::TempDir,
    config: PathBuf,
}

fn place(name: &str) -> Place {
    let folder = tempfile::tempdir().expect("temporary directory");
    let config = folder.path().join(name);
    std::fs::create_dir_all(config.parent().expect("a folder")).expect("created");
    std::fs::write(&config, CONFIG).expect("written");
    std::fs::create_dir(folder.path().join("units")).expect("created");
    Place { folder, config }
}

impl Place {
    fn units(&self) -> PathBuf {
        self.folder.path().join("units")
    }

    fn dry_run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(binary());
        command.args(["install", "service", "--dry-run", "--config"]).arg(&self.config).args(arguments);
        command.output().expect("generic-worker starts")
    }
}

#[test]
fn a_dry_run_shows_the_unit_and_where_it_would_be() {
    let place = place("worker.json");
    let output = place.dry_run(&["--service-name", "Dry Run Of A Test"]);
    assert!(output.status.success(), "{output:?}");
    let unit = text(&output.stdout);
    let start = format!("ExecStart={} run --config={}\n", binary().display(), place.config.display());
    assert!(unit.contains(&start), "{unit}");
    assert!(unit.contains(&format!("WorkingDirectory={}\n", place.folder.path().display())), "{unit}");
    let path = format!("{UNITS}/dry-run-of-a-test.service");
    assert!(text(&output.stderr).contains(&path), "{output:?}");
    assert!(!Path::new(&path).exists());
}

#[test]
fn options_stand_anywhere() {
    let place = place("worker.json");
    let config = place.config.to_str().expect("text");
    let orders = [
        words(&["install", "service", "--dry-run", "--config", config, "--nssm", "C:\\nssm.exe"]),
        words(&["--dry", "install", "--config", config, "service"]),
    ];
    let [one, other] = orders.map(|words| {
        let output = Command::new(binary()).args(&words).output().expect("generic-worker starts");
        assert!(output.status.success(), "{words:?}: {output:?}");
        output.stdout
    });
    assert_eq!(one, other);
}

#[test]
fn a_missing_configuration_is_a_warning_and_a_bad_name_a_failure() {
    let place = place("worker.json");
    std::fs::remove_file(&place.config).expect("removed");
    let output = place.dry_run(&[]);
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output.stderr).contains("warning: the service cannot run with this"), "{output:?}");
    let output = place.dry_run(&["--service-name", "../x"]);
    assert_eq!(output.status.code(), Some(65));
    assert!(text(&output.stderr).contains("cannot be the name of a service"), "{output:?}");
    assert!(output.stdout.is_empty());
}

#[test]
fn installs_replaces_and_says_what_is_next() {
    let place = place("worker.json");
    let script = format!(
        "\"$gw\" install service --config '{config}'; cp $units/generic-worker.service '{folder}/first'
         \"$gw\" install service --config '{config}'
         \"$gw\" install service --config '{folder}/other.json' 2> '{folder}/warnings'
         ls -A {UNITS}",
        config = place.config.display(),
        folder = place.folder.path().display(),
    );
    let Some(output) = with_units(&place.units(), &script) else { return };
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stdout);
    let unit = place.units().join("generic-worker.service");
    let told = [
        "/etc/systemd/system/generic-worker.service written\n",
        "systemctl enable --now generic-worker.service",
        "journalctl --follow --unit generic-worker.service",
        "/etc/systemd/system/generic-worker.service is as it should be\n",
        "replaced, and kept as /etc/systemd/system/generic-worker.service.bak\n",
        "systemctl daemon-reload",
    ];
    let mut rest = said.as_str();
    for part in told {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("no {part:?} in its place in {said}")).1;
    }
    assert!(said.ends_with("generic-worker.service\ngeneric-worker.service.bak\n"), "{said}");
    let written = std::fs::read_to_string(&unit).expect("written");
    assert!(written.contains("/other.json"), "{written}");
    assert_eq!(std::fs::metadata(&unit).expect("written").permissions().mode() & 0o7777, 0o644);
    let [first, kept] = [place.folder.path().join("first"), unit.with_extension("service.bak")]
        .map(|path| std::fs::read(path).expect("written"));
    assert_eq!(first, kept);
    assert_eq!(place.dry_run(&[]).stdout, first);
}

#[test]
fn a_masked_service_stays_masked() {
    let place = place("worker.json");
    let script = "ln -s /dev/null $units/generic-worker.service; \"$gw\" install service || echo exit $?";
    let Some(output) = with_units(&place.units(), script) else { return };
    assert_eq!(text(&output.stdout), "exit 65\n", "{output:?}");
    assert!(text(&output.stderr).contains("is a symbolic link to /dev/null"), "{output:?}");
    let link = std::fs::read_link(place.units().join("generic-worker.service")).expect("still a link");
    assert_eq!(link, Path::new("/dev/null"));
}

#[test]
fn nobody_but_root_installs_anything() {
    let place = place("worker.json");
    // Where the program lies may be closed to others.
    let script = "chmod 755 $units; cp \"$gw\" /etc/systemd/system/gw; chmod 755 /etc/systemd/system/gw; \
                  setpriv --reuid 65534 --regid 65534 --clear-groups /etc/systemd/system/gw install service || echo exit $?; \
                  rm /etc/systemd/system/gw";
    let Some(output) = with_units(&place.units(), script) else { return };
    assert_eq!(text(&output.stdout), "exit 65\n", "{output:?}");
    assert!(text(&output.stderr).contains("only root can"), "{output:?}");
    assert_eq!(std::fs::read_dir(place.units()).expect("listed").count(), 0);
}

/// systemd's own word on the unit, with a configuration in the oddest of folders.
#[test]
fn systemd_understands_the_unit() {
    let place = place("o $HOME 100% \"q\" \\x 'é\\ /w %n.json");
    let output = place.dry_run(&[]);
    let unit = place.folder.path().join("odd.service");
    std::fs::write(&unit, &output.stdout).expect("written");
    let verify = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&unit).output();
    match verify {
        Ok(verify) => {
            let said = text(&verify.stderr);
            let of_the_unit: Vec<_> = said.lines().filter(|line| line.contains("odd.service")).collect();
            assert!(of_the_unit.is_empty(), "{of_the_unit:#?}\n{}", text(&output.stdout));
        }
        Err(error) => println!("skipped: systemd-analyze: {error}"),
    }
}

/// launchd starts again what does not end with 0. The worker's log has the real exit code.
#[test]
fn under_launchd_only_what_a_restart_may_help_is_a_failure() {
    let output = |arguments: &[&str]| {
        Command::new(binary()).args(["run", "--config", "/nonexistent/config"]).args(arguments).output()
    };
    assert_eq!(output(&[]).expect("run").status.code(), Some(64));
    assert_eq!(output(&["--under-launchd"]).expect("run").status.code(), Some(0));
}
