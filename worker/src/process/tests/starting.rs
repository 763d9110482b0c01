//! Commands that cannot be started.

use std::io::Write;
use std::time::Duration;

use super::*;

async fn reason(task: &Task, command: &Command) -> String {
    let mut texts = Vec::new();
    for tree in trees() {
        match tree.run(command, &task.log).await {
            Err(error @ StartError::Command { .. }) => texts.push(error.to_string()),
            other => panic!("{:?}: {other:?}", command.argv),
        }
        // The tree is of use afterwards.
        let outcome = tree.run(&task.shell("true"), &task.log).await.unwrap();
        assert!(outcome.status.is_success(), "{} {outcome:?} {:?}", tree.method_name(), command.argv);
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.remove(0)
}

#[tokio::test]
async fn reasons_are_given_in_words() {
    let task = Task::new();
    let dir = task.path().display();
    task.program("no-interpreter", "#!/no/such/shell -x\n");
    task.program("crlf", "#!/bin/sh\r\necho\r\n");
    task.program("bad-interpreter", "#!./data\n");
    task.program("nothing", "just text\n");
    task.program("empty", "");
    fs::write(task.path().join("data"), "#!/bin/sh\n").unwrap();
    fs::create_dir(task.path().join("directory")).unwrap();
    let cases = [
        (vec![], "\"\": the command is empty; expected a program and its arguments".to_owned()),
        (vec![""], "\"\": the command is empty; expected a program and its arguments".to_owned()),
        (vec!["./missing"], "\"./missing\": no such file".to_owned()),
        (vec!["/no/such/program"], "\"/no/such/program\": no such file".to_owned()),
        (vec!["data/x"], "\"data/x\": Not a directory (os error 20)".to_owned()),
        (vec!["./directory"], "\"./directory\": it is a directory, not a program".to_owned()),
        (
            vec!["./data"],
            format!(
                "\"./data\": permission denied: {dir}/./data is not executable for this user (see chmod +x)"
            ),
        ),
        (
            vec!["./no-interpreter"],
            format!(
                "\"./no-interpreter\": the interpreter \"/no/such/shell\" that {dir}/./no-interpreter asks for does not exist"
            ),
        ),
        (
            vec!["./crlf"],
            format!("\"./crlf\": the interpreter \"/bin/sh\\r\" that {dir}/./crlf asks for does not exist"),
        ),
        (
            vec!["./nothing"],
            format!(
                "\"./nothing\": {dir}/./nothing is neither a program for this machine nor a script that starts with #!"
            ),
        ),
        (
            vec!["./empty"],
            format!(
                "\"./empty\": {dir}/./empty is neither a program for this machine nor a script that starts with #!"
            ),
        ),
        (vec!["true", "a\0b"], "\"true\": argument 1 contains a NUL character".to_owned()),
        (vec!["tr\0ue"], "\"tr\\0ue\": argument 0 contains a NUL character".to_owned()),
    ];
    for (argv, text) in cases {
        assert_eq!(reason(&task, &task.command(&argv)).await, format!("cannot start {text}"));
    }
    let long = "x".repeat(200_000);
    let text = reason(&task, &task.command(&["true", &long])).await;
    assert_eq!(text, "cannot start \"true\": the arguments and the environment are too long for this system");
    assert_eq!(task.text(), "", "nothing of this is in the log");
}

#[tokio::test]
async fn the_commands_own_path_is_searched() {
    let task = Task::new();
    for dir in ["one", "two", "three"] {
        fs::create_dir(task.path().join(dir)).unwrap();
    }
    fs::write(task.path().join("one/tool"), "not executable").unwrap();
    fs::create_dir(task.path().join("two/tool")).unwrap();
    task.program("three/tool", "#!/bin/sh\necho three $0\n");
    task.program("here", "#!/bin/sh\necho here\n");
    let mut command = task.command(&["tool"]);
    command.env.insert("PATH".to_owned(), format!("/no/such/dir:one:{}/two:three", task.path().display()));
    let tree = ProcessTree::new("test", &TaskLimits::default()).unwrap();
    assert!(tree.run(&command, &task.log).await.unwrap().status.is_success());
    assert_eq!(task.text(), format!("three {}/three/tool\n", task.path().display()));

    command.env.insert("PATH".to_owned(), "/nowhere:/else".to_owned());
    assert_eq!(
        reason(&task, &command).await,
        "cannot start \"tool\": not found in PATH (/nowhere:/else); give the program's full path or set PATH in \
         the task's environment"
    );
    command.env.insert("PATH".to_owned(), "one:two".to_owned());
    assert!(reason(&task, &command).await.contains("one/tool is not executable"));
    command.env.remove("PATH");
    assert!(reason(&task, &command).await.contains("PATH is not set in the command's environment"));
    // An empty part is the working directory.
    command.argv = vec!["here".to_owned()];
    command.env.insert("PATH".to_owned(), "/nowhere:".to_owned());
    assert!(tree.run(&command, &task.log).await.unwrap().status.is_success());
}

#[tokio::test]
async fn a_missing_working_directory_is_named() {
    let task = Task::new();
    let mut command = task.command(&["true"]);
    command.dir = task.path().join("gone");
    let text = reason(&task, &command).await;
    assert!(text.contains("cannot enter the working directory") && text.contains("/gone: "), "{text}");
}

#[tokio::test]
async fn nul_characters_in_the_environment_are_refused() {
    let task = Task::new();
    let mut command = task.command(&["true"]);
    command.env.insert("KEY".to_owned(), "a\0b".to_owned());
    assert!(reason(&task, &command).await.ends_with("environment variable \"KEY\" contains a NUL character"));
}

#[tokio::test]
async fn a_program_that_is_still_being_written_is_waited_for() {
    let task = Task::new();
    let program = task.path().join("tool");
    fs::copy(fs::canonicalize("/bin/true").unwrap(), &program).unwrap();
    let mut writer = fs::File::options().append(true).open(&program).unwrap();
    writer.write_all(b"trailing bytes do no harm").unwrap();
    let tree = ProcessTree::new("test", &TaskLimits::default()).unwrap();
    let command = task.command(&["./tool"]);
    let mut run = Box::pin(tree.run(&command, &task.log));
    assert!(tokio::time::timeout(Duration::from_millis(100), &mut run).await.is_err());
    drop(writer);
    assert!(run.await.unwrap().status.is_success());
}
