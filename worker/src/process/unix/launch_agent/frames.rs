//! How messages are told apart on the socket.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::AgentError;

/// What the agent answers once it has the handshake and its descriptors.
pub(super) const RECEIVED: u8 = b'K';
/// The longest handshake, in bytes.
pub(super) const MAX_HANDSHAKE: usize = 512;
/// The longest request, in bytes: more arguments and environment than any system takes.
pub(super) const MAX_REQUEST: u64 = 8 << 20;
/// The longest result, in bytes.
pub(super) const MAX_RESULT: u64 = 64 << 10;

/// Writes `text` with its length in front.
pub(super) fn write(mut stream: impl Write, text: &[u8]) -> io::Result<()> {
    let length = u32::try_from(text.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    // In one piece: less to be interrupted.
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend_from_slice(text);
    stream.write_all(&bytes)
}

/// Reads a text of at most `limit` bytes. `None` at the end of the stream.
pub(super) fn read(mut stream: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let mut known = 0;
    while known < length.len() {
        match stream.read(&mut length[known..]) {
            Ok(0) if known == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => known += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u64::from(u32::from_be_bytes(length));
    if length > limit {
        let text = format!("a message of {length} bytes is announced; at most {limit} are allowed");
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    // Memory is only taken for what really comes.
    let mut text = Vec::new();
    stream.take(length).read_to_end(&mut text)?;
    if text.len() as u64 == length { Ok(Some(text)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

pub(super) fn to_json<T: Serialize>(what: &'static str, message: &T) -> Result<Vec<u8>, AgentError> {
    serde_json::to_vec(message).map_err(|error| AgentError::message(what, error))
}

pub(super) fn from_json<T: DeserializeOwned>(what: &'static str, text: &[u8]) -> Result<T, AgentError> {
    serde_json::from_slice(text).map_err(|error| AgentError::message(what, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames() {
        let mut bytes = Vec::new();
        write(&mut bytes, b"hello").unwrap();
        write(&mut bytes, b"").unwrap();
        assert_eq!(bytes, b"\0\0\0\x05hello\0\0\0\0");
        let mut stream = bytes.as_slice();
        assert_eq!(read(&mut stream, 5).unwrap().as_deref(), Some(&b"hello"[..]));
        assert_eq!(read(&mut stream, 5).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut stream, 5).unwrap(), None);
        assert_eq!(read(bytes.as_slice(), 4).unwrap_err().kind(), io::ErrorKind::InvalidData);
        for end in [1, 3, 4, 8] {
            assert_eq!(read(&bytes[..end], 5).unwrap_err().kind(), io::ErrorKind::UnexpectedEof, "{end}");
        }
        assert!(read(&b"\xff\xff\xff\xffx"[..], MAX_REQUEST).is_err());
    }
}
