//! As much of Taskcluster's livelog as tests need: one log in by PUT, and out again to whoever has the token.
//!
//! The first argument is a folder in which to leave a note; a second one, `die`, makes the program end in the middle.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process;
use std::sync::{Arc, Condvar, Mutex};

#[derive(Default)]
struct Log {
    state: Mutex<(Vec<u8>, bool)>,
    changed: Condvar,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let variable = |name: &str| env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let port = |name: &str| variable(name).parse::<u16>().expect("a port");
    let folder = PathBuf::from(variable("LIVELOG_TEMP_DIR"));
    std::fs::write(folder.join("stream"), "").expect("the folder is there");
    // Taken before anything else, so that a port that is not free is noticed at once.
    let input = TcpListener::bind(("127.0.0.1", port("LIVELOG_PUT_PORT"))).expect("the port for the log");
    let note = PathBuf::from(&arguments[0]).join(process::id().to_string());
    std::fs::write(note, folder.to_string_lossy().as_bytes()).expect("written");

    let log = Arc::<Log>::default();
    for connection in input.incoming() {
        let mut connection = connection.expect("a connection");
        let mut reader = BufReader::new(connection.try_clone().expect("cloned"));
        // A connection without a request only looks whether there is somebody.
        if !read_line(&mut reader).starts_with("PUT /log ") {
            continue;
        }
        while !read_line(&mut reader).is_empty() {}
        let mut first = true;
        while let Some(chunk) = read_chunk(&mut reader) {
            if arguments.get(1).is_some_and(|argument| argument == "die") {
                process::exit(3);
            }
            log.add(&chunk, false);
            if std::mem::take(&mut first) {
                let output =
                    TcpListener::bind(("127.0.0.1", port("LIVELOG_GET_PORT"))).expect("the other port");
                let (log, token) = (Arc::clone(&log), variable("ACCESS_TOKEN"));
                std::thread::spawn(move || serve(&output, &log, &token));
            }
        }
        log.add(&[], true);
        connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").expect("answered");
    }
}

impl Log {
    fn add(&self, bytes: &[u8], over: bool) {
        let mut state = self.state.lock().expect("not poisoned");
        state.0.extend_from_slice(bytes);
        state.1 = over;
        self.changed.notify_all();
    }
}

fn read_line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}

fn read_chunk(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let length = usize::from_str_radix(&read_line(reader), 16).expect("a chunk");
    let mut chunk = vec![0; length + 2];
    reader.read_exact(&mut chunk).expect("as long as it says");
    chunk.truncate(length);
    (length > 0).then_some(chunk)
}

fn serve(output: &TcpListener, log: &Arc<Log>, token: &str) {
    for connection in output.incoming() {
        let (log, token) = (Arc::clone(log), token.to_owned());
        let connection = connection.expect("a connection");
        std::thread::spawn(move || answer(connection, &log, &token));
    }
}

fn answer(mut connection: TcpStream, log: &Log, token: &str) {
    let mut reader = BufReader::new(connection.try_clone().expect("cloned"));
    if !read_line(&mut reader).starts_with(&format!("GET /log/{token} ")) {
        connection.write_all(b"HTTP/1.0 401 Unauthorized\r\n\r\n").expect("answered");
        return;
    }
    connection.write_all(b"HTTP/1.0 200 OK\r\n\r\n").expect("answered");
    let mut offset = 0;
    let mut state = log.state.lock().expect("not poisoned");
    loop {
        connection.write_all(&state.0[offset..]).expect("sent");
        offset = state.0.len();
        if state.1 {
            return;
        }
        state = log.changed.wait(state).expect("not poisoned");
    }
}
