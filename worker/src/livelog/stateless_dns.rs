//! Host names that say by themselves which address they stand for, until when: the scheme of Taskcluster's stateless DNS
//! server, which shares a secret with the workers and answers for names that were made with it.

use std::net::Ipv4Addr;

use data_encoding::BASE32;
use generated::{Secret, Timestamp};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How much of the authentication code is in a name.
const CODE_LENGTH: usize = 16;

/// Makes such names.
#[derive(Clone, Debug)]
pub struct StatelessDns {
    /// Shared with the server.
    pub secret: Secret<String>,
    /// The domain that the server answers for.
    pub subdomain: String,
}

impl StatelessDns {
    /// A name for `ip` that the server knows until `expires`.
    #[must_use]
    pub fn name(&self, ip: Ipv4Addr, expires: Timestamp) -> String {
        self.name_with(ip, expires, rand::random())
    }

    fn name_with(&self, ip: Ipv4Addr, expires: Timestamp, salt: [u8; 2]) -> String {
        let mut content = ip.octets().to_vec();
        content.extend(expires.as_millis().to_be_bytes());
        content.extend(salt);
        // The name is no longer than 48 characters and a domain: it fits into a DNS label.
        let code = authentication_code(self.secret.expose().as_bytes(), &content);
        content.extend(&code[..CODE_LENGTH]);
        format!("{}.{}", BASE32.encode(&content).to_ascii_lowercase(), self.subdomain)
    }
}

fn authentication_code(secret: &[u8], content: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so that this has no way to fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length will do");
    mac.update(content);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_another_implementation_made() {
        // Python: b32encode(content + hmac.new(b"turnip4tea", content, sha256).digest()[:16]), where content is
        // bytes([177, 54, 4, 9]) + pack(">q", 1533081600123) + b"\xab\x01".
        let dns = StatelessDns {
            secret: Secret::new("turnip4tea".to_owned()),
            subdomain: "taskcluster-worker.net".to_owned(),
        };
        let name = dns.name_with(
            Ipv4Addr::new(177, 54, 4, 9),
            Timestamp::from_millis(1_533_081_600_123),
            [0xab, 0x01],
        );
        assert_eq!(name, "we3aiciaaaawj4wiyb52wao3psut5qzwth4k7zocyvyx7fgs.taskcluster-worker.net");
        assert_ne!(
            dns.name(Ipv4Addr::LOCALHOST, Timestamp::now()),
            dns.name(Ipv4Addr::LOCALHOST, Timestamp::now() + std::time::Duration::from_secs(1))
        );
    }
}
