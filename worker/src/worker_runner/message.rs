//! What a line of the protocol means, and how a message is written as one.

use generated::documents::worker_runner::{FromRunner, FromWorker};

/// What a line begins with that holds a message. Every other line is plain text.
const MARK: u8 = b'~';

/// A line that claims to be a message, and is none that this worker understands. Says why, without any value of the
/// message: it may hold credentials.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadMessage(String);

/// The message in `line`, which has no line end (or has one; it makes no difference). `None` where the line is plain text.
///
/// # Errors
///
/// When the line has the mark of a message but holds none that worker-runner may send.
pub fn parse_line(line: &[u8]) -> Result<Option<FromRunner>, BadMessage> {
    let Some((&MARK, json)) = line.split_first() else { return Ok(None) };
    // In two steps, because an error of the first one, about the syntax alone, has nothing of the message in it.
    let value: serde_json::Value =
        serde_json::from_slice(json).map_err(|error| BadMessage(format!("not JSON: {error}")))?;
    // A list would do as well for the types that follow, but not for the protocol.
    if !value.is_object() {
        return Err(BadMessage("not a JSON object".to_owned()));
    }
    serde_json::from_value(value).map(Some).map_err(|error| BadMessage(shape_error(&error.to_string())))
}

/// Errors about names are shown; those about values are not.
fn shape_error(error: &str) -> String {
    let about_names = ["missing field", "unknown variant"].iter().any(|start| error.starts_with(start));
    // A type is a short word; what is longer is something else in its place.
    if about_names && error.len() < 400 {
        error.escape_debug().to_string()
    } else {
        "a value in it is of the wrong type".to_owned()
    }
}

/// `message` as a line, with its line end.
///
/// # Errors
///
/// When it cannot be written as JSON, which only a map with strange keys can bring about.
pub fn to_line(message: &FromWorker) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = vec![MARK];
    serde_json::to_writer(&mut line, message)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use generated::documents::worker_runner::{GracefulTermination, Hello, Shutdown, Welcome};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn messages_of_worker_runner_are_understood() {
        let welcome = FromRunner::Welcome(Welcome { capabilities: vec!["log".into(), "fly".into()] });
        assert_eq!(parse_line(br#"~{"type":"welcome","capabilities":["log","fly"]}"#), Ok(Some(welcome)));
        let stop = FromRunner::GracefulTermination(GracefulTermination { finish_tasks: true });
        let line = b"~ {\"finish-tasks\": true, \"type\": \"graceful-termination\", \"more\": [1]}\r\n";
        assert_eq!(parse_line(line), Ok(Some(stop)));
        let line = br#"~{"type":"new-credentials","client-id":"c","access-token":"t0ken"}"#;
        match parse_line(line) {
            Ok(Some(FromRunner::NewCredentials(new))) => {
                assert_eq!((new.access_token.expose(), new.certificate), ("t0ken", None));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn everything_else_is_text_or_an_error_that_tells_no_secret() {
        for text in ["", "hello", " ~{}", "{\"type\":\"welcome\"}"] {
            assert_eq!(parse_line(text.as_bytes()), Ok(None), "{text}");
        }
        for (line, expected) in [
            ("~", "not JSON"),
            ("~nonsense", "not JSON"),
            ("~[]", "not a JSON object"),
            (r#"~["graceful-termination", true]"#, "not a JSON object"),
            (r#"~{"type":"\u001b[31m\n"}"#, r"unknown variant `\u{1b}[31m\n`"),
            ("~{}", "missing field `type`"),
            (r#"~{"type":"dance"}"#, "unknown variant `dance`"),
            (r#"~{"type":"hello","capabilities":[]}"#, "unknown variant `hello`"),
            (r#"~{"type":"graceful-termination"}"#, "missing field `finish-tasks`"),
            (r#"~{"type":"graceful-termination","finish-tasks":"s3cret"}"#, "wrong type"),
            (r#"~{"type":"new-credentials","client-id":"c","access-token":["s3cret"]}"#, "wrong type"),
            (r#"~{"type":"welcome","capabilities":"s3cret"}"#, "wrong type"),
        ] {
            let error = parse_line(line.as_bytes()).expect_err(line).to_string();
            assert!(error.contains(expected), "{line}: {error}");
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn messages_of_the_worker_are_lines() {
        let shutdown = to_line(&FromWorker::Shutdown(Shutdown::from(serde_json::Map::new()))).expect("JSON");
        assert_eq!(shutdown, b"~{\"type\":\"shutdown\"}\n");
        let hello = to_line(&FromWorker::Hello(Hello { capabilities: Vec::new() })).expect("JSON");
        assert_eq!(hello, b"~{\"type\":\"hello\",\"capabilities\":[]}\n");
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange(line in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse_line(&line);
            let _ = parse_line(&[b"~".as_slice(), &line].concat());
        }
    }
}
