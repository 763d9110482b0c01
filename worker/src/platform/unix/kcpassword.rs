//! How macOS keeps the password of the user that is logged in automatically: hidden from a passing look, not from a reader.

#![cfg_attr(not(target_os = "macos"), allow(dead_code))]

use generated::Secret;

const KEY: [u8; 11] = [0x7d, 0x89, 0x52, 0x23, 0xd2, 0xbc, 0xdd, 0xea, 0xa3, 0xb9, 0x1f];
/// The file's size is a multiple of it, and leaves room for a zero byte at the end of the password.
const BLOCK: usize = 12;

/// The content of `/etc/kcpassword` for `password`.
pub(in crate::platform) fn kcpassword(password: &Secret<String>) -> Vec<u8> {
    let mut bytes = password.expose().clone().into_bytes();
    bytes.resize((bytes.len() / BLOCK + 1) * BLOCK, 0);
    for (byte, key) in bytes.iter_mut().zip(KEY.iter().cycle()) {
        *byte ^= key;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(password: &str) -> Vec<u8> {
        kcpassword(&Secret::new(password.to_owned()))
    }

    #[test]
    fn known_vectors() {
        // An empty password is the key itself, once around and on.
        assert_eq!(encode(""), [0x7d, 0x89, 0x52, 0x23, 0xd2, 0xbc, 0xdd, 0xea, 0xa3, 0xb9, 0x1f, 0x7d]);
        assert_eq!(encode("vagrant")[..8], [0x0b, 0xe8, 0x35, 0x51, 0xb3, 0xd2, 0xa9, 0xea]);
        assert_eq!(encode("password")[..9], [0x0d, 0xe8, 0x21, 0x50, 0xa5, 0xd3, 0xaf, 0x8e, 0xa3]);
    }

    #[test]
    fn there_is_always_a_zero_at_the_end() {
        for (length, size) in
            [(0, 12), (1, 12), (10, 12), (11, 12), (12, 24), (13, 24), (23, 24), (24, 36), (29, 36)]
        {
            let password = "x".repeat(length);
            let encoded = encode(&password);
            assert_eq!(encoded.len(), size, "{length}");
            let decoded: Vec<u8> = encoded.iter().zip(KEY.iter().cycle()).map(|(a, b)| a ^ b).collect();
            assert_eq!(&decoded[..length], password.as_bytes());
            assert!(decoded[length..].iter().all(|&byte| byte == 0));
        }
    }
}
