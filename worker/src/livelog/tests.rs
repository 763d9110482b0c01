//! The server as its readers see it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use generated::Timestamp;
use generated::config::Config;

use super::{LiveLogs, Publication};
use crate::config::Era;
use crate::process::SharedFile;

const PATIENCE: Duration = Duration::from_secs(20);

struct Served {
    logs: LiveLogs,
    log: SharedFile,
    publication: Option<Publication>,
    _directory: tempfile::TempDir,
}

impl Served {
    /// A log that is being written and can be read, where `limit` has set the server's limits.
    async fn with(limit: impl FnOnce(&mut super::Limits)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let log = SharedFile::create(directory.path().join("log")).unwrap();
        let mut logs = LiveLogs::new(&Config::default(), Era::Today);
        limit(&mut logs.limits);
        let publication = Some(
            logs.publish(log.follow().unwrap(), None, Timestamp::now(), directory.path()).await.unwrap(),
        );
        Self { logs, log, publication, _directory: directory }
    }

    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.publication.as_ref().unwrap().server().address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn path(&self) -> String {
        format!("/log/{}", self.publication.as_ref().unwrap().secret())
    }

    /// Sends a request for the log.
    fn ask(&self, method: &str, headers: &str) -> TcpStream {
        self.ask_for(method, &self.path(), headers)
    }

    fn ask_for(&self, method: &str, path: &str, headers: &str) -> TcpStream {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: here\r\n{headers}\r\n").unwrap();
        stream
    }
}

/// Reads until `text` has come.
fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&read).contains(text) {
        let count = stream.read(&mut buffer).expect("more");
        assert!(count > 0, "it ended without {text:?}: {:?}", String::from_utf8_lossy(&read));
        read.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8(read).unwrap()
}

fn read_all(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_is_followed_from_its_beginning_to_its_end() {
    let served = Served::new().await;
    served.log.write_all(b"first\n").unwrap();
    let mut reader = served.ask("GET", "");
    let head = read_until(&mut reader, "first\n").to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 200 ok\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: text/plain; charset=utf-8\r\n"), "{head}");
    assert!(head.contains("\r\naccess-control-allow-origin: *\r\n"), "{head}");
    assert!(head.contains("\r\ntransfer-encoding: chunked\r\n"), "{head}");
    served.log.write_all(b"second\n").unwrap();
    read_until(&mut reader, "second\n");
    served.log.write_all(b"last\n").unwrap();
    served.log.complete();
    let rest = read_all(reader);
    assert!(rest.contains("last\n"), "{rest}");
    assert!(rest.ends_with("\r\n0\r\n\r\n"), "it has a proper end: {rest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_begun_gets_to_the_end_but_nobody_begins_afterwards() {
    let mut served = Served::new().await;
    served.log.write_all(b"first\n").unwrap();
    let mut reader = served.ask("GET", "");
    read_until(&mut reader, "first\n");
    let (path, address) = (served.path(), served.publication.as_ref().unwrap().server().address);
    served.publication = None;
    served.log.write_all(b"last\n").unwrap();
    drop(served.log);
    assert!(read_all(reader).contains("last\n"));
    let mut late = TcpStream::connect(address).unwrap();
    write!(late, "GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
    assert!(read_all(late).starts_with("HTTP/1.1 404 "));
    served.logs.finish(PATIENCE).await;
    TcpStream::connect(address).unwrap_err();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_have_the_secret_can_read() {
    let served = Served::new().await;
    let secret = served.path();
    let shorter = &secret[..secret.len() - 1];
    for path in ["/", "/log", "/log/", "/log/AAAAAAAAAAAAAAAAAAAAAA", shorter, &format!("{secret}/"), "*"] {
        let answer = read_all(served.ask_for("GET", path, ""));
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
    assert!(read_all(served.ask("POST", "Content-Length: 0\r\n")).starts_with("HTTP/1.1 405 "));
    assert!(read_all(served.ask("OPTIONS", "")).starts_with("HTTP/1.1 204 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_and_heads() {
    let served = Served::new().await;
    served.log.write_all(b"0123456789").unwrap();
    let mut from = served.ask("GET", "Range: bytes=7-\r\n");
    let head = read_until(&mut from, "789");
    assert!(head.starts_with("HTTP/1.1 206 "), "{head}");
    assert!(head.contains("\r\ncontent-range: bytes 7-9223372036854775806/*\r\n"), "{head}");
    let head = read_all(served.ask("HEAD", ""));
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    served.log.complete();
    let part = read_all(served.ask("GET", "Range: bytes=2-3\r\n"));
    assert!(part.contains("\r\ncontent-range: bytes 2-3/10\r\n") && part.contains("\r\n23\r\n"), "{part}");
    let open = read_all(served.ask("GET", "Range: bytes=2-\r\n"));
    assert!(open.contains("\r\ncontent-range: bytes 2-9/10\r\n"), "{open}");
    let beyond = read_all(served.ask("GET", "Range: bytes=10-\r\n"));
    assert!(beyond.starts_with("HTTP/1.1 416 ") && beyond.contains("\r\ncontent-range: bytes */10\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_reader_harms_nobody_and_is_dropped() {
    let served = Served::with(|limits| limits.stuck = Duration::from_millis(300)).await;
    let stuck = served.ask("GET", "");
    let piece = vec![b'~'; 1 << 20];
    let reader = served.ask("GET", "");
    let reading = std::thread::spawn(move || read_all(reader).matches('~').count());
    for _ in 0..64 {
        served.log.write_all(&piece).unwrap();
    }
    served.log.complete();
    assert_eq!(reading.join().unwrap(), 64 << 20);
    // The server waits for its connections here, so that the stuck one must have been dropped.
    let started = Instant::now();
    served.logs.finish(PATIENCE).await;
    assert!(started.elapsed() < PATIENCE / 2);
    drop(stuck);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_nothing_has_to_go() {
    let served = Served::with(|limits| {
        limits.request = Duration::from_millis(200);
        limits.connections = 1;
    })
    .await;
    let mut silent = served.connect();
    let mut slow = served.connect();
    write!(slow, "GET /log/").unwrap();
    // Both keep the only place for a while.
    served.log.complete();
    assert!(read_all(served.ask("GET", "")).starts_with("HTTP/1.1 200 "));
    let mut buffer = [0; 1024];
    while silent.read(&mut buffer).is_ok_and(|count| count > 0) {}
    while slow.read(&mut buffer).is_ok_and(|count| count > 0) {}
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_have_limits() {
    let served = Served::new().await;
    let long = served.ask_for("GET", "/", &format!("X-Long: {}\r\n", "x".repeat(100_000)));
    assert_ends_refused(long);
    let many = "X-Many: x\r\n".repeat(1000);
    assert_ends_refused(served.ask_for("GET", "/", &many));
}

fn assert_ends_refused(mut stream: TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    // The server may have closed before all was sent.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431 "), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_with_the_same_port_do_not_clash() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let config = Config { livelog_expose_port: port, ..Config::default() };
    let directory = tempfile::tempdir().unwrap();
    let log = SharedFile::create(directory.path().join("log")).unwrap();
    let logs = LiveLogs::new(&config, Era::Today);
    let publication =
        logs.publish(log.follow().unwrap(), None, Timestamp::now(), directory.path()).await.unwrap();
    assert_ne!(publication.server().address.port(), port);
    assert!(publication.url().contains(&format!(":{}/", publication.server().address.port())));
}

impl Publication {
    fn server(&self) -> &super::Server {
        match &self.served {
            super::Served::Here(entry) => &entry.server,
            super::Served::ByProgram(_) => panic!("not served here"),
        }
    }

    fn secret(&self) -> &str {
        self.url.rsplit('/').next().unwrap()
    }
}
