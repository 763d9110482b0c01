//! Lines from worker-runner: each is a message, an ordinary line, or refused.

#![no_main]

use generic_worker::worker_runner::parse_line;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for line in input.split(|byte| *byte == b'\n') {
        let is_message = line.first() == Some(&b'~');
        assert!(is_message || matches!(parse_line(line), Ok(None)));
        if is_message {
            // A message, or a complaint.
            let _ = parse_line(line);
        }
    }
});
