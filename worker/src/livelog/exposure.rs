//! Where live logs are served, and under which URL others find them: what the settings of either era say.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};

use generated::Timestamp;
use generated::config::Config;

use super::error::LiveLogError;
use super::ports;
use super::stateless_dns::StatelessDns;
use super::tls::Files;
use crate::config::Era;

/// Where live logs are served.
#[derive(Clone, Debug)]
pub struct Exposure {
    /// The address at which others reach this machine. Without one they do not.
    ip: Option<IpAddr>,
    /// The port that is wanted; 0 is any.
    pub port: u16,
    /// Whether others reach a livelog program at its own port, instead of `port`.
    pub direct: bool,
    /// Certificate and key, where the logs are served over https.
    pub tls: Option<Files>,
    /// Gives the host a name.
    dns: Option<StatelessDns>,
}

impl Exposure {
    /// What `config` says.
    #[must_use]
    pub fn new(config: &Config, era: Era) -> Self {
        let named = !config.livelog_secret.expose().is_empty();
        let dns = named.then(|| StatelessDns {
            secret: config.livelog_secret.clone(),
            subdomain: config.subdomain.clone(),
        });
        let (certificate, key) = (&config.livelog_certificate, &config.livelog_key);
        let direct = era == Era::Of2018 || named;
        let tls = !certificate.as_os_str().is_empty() && !key.as_os_str().is_empty();
        Self {
            ip: config.public_ip.or(config.private_ip),
            port: if direct { config.livelog_get_port } else { config.livelog_expose_port },
            direct,
            tls: tls.then(|| Files { certificate: certificate.clone(), key: key.clone() }),
            dns,
        }
    }

    /// The address to listen on. The public address of a machine is often not one of its own, so that it is every
    /// address where others are to reach it, and loopback where nobody is.
    #[must_use]
    pub fn listen_on(&self) -> IpAddr {
        match self.ip {
            Some(ip) if ip.is_loopback() => ip,
            Some(IpAddr::V4(_)) => Ipv4Addr::UNSPECIFIED.into(),
            Some(IpAddr::V6(_)) => Ipv6Addr::UNSPECIFIED.into(),
            None => Ipv4Addr::LOCALHOST.into(),
        }
    }

    /// Listens where others are to come.
    ///
    /// # Errors
    ///
    /// When there is no port.
    pub fn listen(&self) -> Result<TcpListener, LiveLogError> {
        let (ip, port) = (self.listen_on(), self.port);
        let listen = || {
            let listener = ports::listen(ip, port)?;
            listener.set_nonblocking(true)?;
            Ok(listener)
        };
        listen().map_err(|source| LiveLogError::Listen { address: (ip, port).into(), source })
    }

    /// The URL of a log that is served on `port` until `expires`.
    #[must_use]
    pub fn url(&self, port: u16, secret: &str, expires: Timestamp) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let host = match (&self.dns, self.ip.unwrap_or(Ipv4Addr::LOCALHOST.into())) {
            (Some(dns), IpAddr::V4(ip)) => dns.name(ip, expires),
            (None, IpAddr::V4(ip)) => ip.to_string(),
            // Names have room for four bytes of address only.
            (_, IpAddr::V6(ip)) => format!("[{ip}]"),
        };
        format!("{scheme}://{host}:{port}{}{secret}", super::PATH)
    }
}

#[cfg(test)]
mod tests {
    use generated::Secret;

    use super::*;

    fn url(config: &Config, era: Era) -> (String, String) {
        let exposure = Exposure::new(config, era);
        let url = exposure.url(exposure.port, "secret", Timestamp::from_millis(0));
        (exposure.listen_on().to_string(), url)
    }

    #[test]
    fn each_era_has_its_urls() {
        let nobody = Config { livelog_expose_port: 1234, ..Config::default() };
        assert_eq!(url(&nobody, Era::Today), ("127.0.0.1".into(), "http://127.0.0.1:1234/log/secret".into()));
        let within = Config { private_ip: "10.0.0.1".parse().ok(), ..nobody };
        assert_eq!(url(&within, Era::Today), ("0.0.0.0".into(), "http://10.0.0.1:1234/log/secret".into()));
        let public = Config { public_ip: "2001:db8::1".parse().ok(), ..within };
        assert_eq!(url(&public, Era::Today), ("::".into(), "http://[2001:db8::1]:1234/log/secret".into()));
        let old = Config {
            public_ip: "177.54.4.9".parse().ok(),
            livelog_secret: Secret::new("s".to_owned()),
            livelog_certificate: "cert".into(),
            ..public
        };
        let (address, named) = url(&old, Era::Of2018);
        assert_eq!(address, "0.0.0.0");
        assert!(named.starts_with("http://we3aici"), "{named}");
        assert!(named.ends_with(".taskcluster-worker.net:60023/log/secret"), "{named}");
        assert!(url(&Config { livelog_key: "key".into(), ..old }, Era::Of2018).1.starts_with("https://"));
    }
}
