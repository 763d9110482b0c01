//! Task payloads: whatever they are, they are understood, or refused with at least one reason.

#![no_main]

use std::sync::OnceLock;

use generated::payload::current::Payload;
use generated::schemas::payload;
use generic_worker::task::payload::PayloadSchema;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    static SCHEMA: OnceLock<PayloadSchema> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| PayloadSchema::new(payload::CURRENT).expect("the schema compiles"));
    let Ok(value) = serde_json::from_slice(input) else { return };
    if let Err(violations) = schema.parse::<Payload>(value) {
        assert!(!violations.is_empty());
        violations.iter().for_each(|violation| assert!(!violation.to_string().is_empty()));
    }
});
