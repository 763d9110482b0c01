//! Hawk headers and signed URLs: nobody who does not know a key is taken for its owner.

#![no_main]

use generic_worker::local::fuzz_authentication;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (authorization, resource) = input;
    if let Some(client_id) = fuzz_authentication(authorization, resource) {
        panic!("believed to be {client_id}");
    }
});
