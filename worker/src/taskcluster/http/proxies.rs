//! HTTP proxies, as the environment names them.

use std::fmt;

use reqwest::{NoProxy, Proxy};

use super::SetupError;

/// Never reached through a proxy, wherever it is.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// Which proxies to use. Connections to this machine itself never use one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    http: Option<(String, String)>,
    https: Option<(String, String)>,
    except: String,
}

impl Proxies {
    /// No proxies.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// What `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` say, or the same in lower case.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let find = |name: &str| {
            [name.to_owned(), name.to_ascii_lowercase()]
                .into_iter()
                .find_map(|name| variable(&name).filter(|value| !value.is_empty()).map(|value| (name, value)))
        };
        Self {
            http: find("HTTP_PROXY"),
            https: find("HTTPS_PROXY"),
            except: find("NO_PROXY").map(|(_, value)| value).unwrap_or_default(),
        }
    }

    pub(super) fn to_reqwest(&self) -> Result<Vec<Proxy>, SetupError> {
        let except = NoProxy::from_string(&format!("{LOOPBACK},{}", self.except));
        let mut proxies = Vec::new();
        for (proxy, secure) in [(&self.http, false), (&self.https, true)] {
            let Some((variable, url)) = proxy else { continue };
            let proxy = if secure { Proxy::https(url) } else { Proxy::http(url) };
            let proxy = proxy.map_err(|_| SetupError::Proxy { variable: variable.clone() })?;
            proxies.push(proxy.no_proxy(except.clone()));
        }
        Ok(proxies)
    }
}

/// Proxy URLs may hold passwords, so only the variables that name them are shown.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variables = [&self.http, &self.https].into_iter().flatten().map(|(variable, _)| variable);
        f.debug_list().entries(variables).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(given: &'static [(&'static str, &'static str)]) -> Proxies {
        Proxies::from_environment(|name| {
            given.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_in_the_environment_is_no_proxy() {
        assert_eq!(environment(&[("HTTP_PROXY", "")]), Proxies::none());
    }

    #[test]
    fn lower_case_counts_too_and_passwords_are_not_shown() {
        let proxies =
            environment(&[("https_proxy", "http://u:s3cr3t@proxy:1"), ("HTTP_PROXY", "http://proxy:2")]);
        assert_eq!(proxies.to_reqwest().expect("valid URLs").len(), 2);
        assert_eq!(format!("{proxies:?}"), r#"["HTTP_PROXY", "https_proxy"]"#);
    }

    #[test]
    fn a_wrong_address_names_the_variable() {
        let error = environment(&[("HTTPS_PROXY", "http://u:s3cr3t@:::")]).to_reqwest().expect_err("no URL");
        let text = error.to_string();
        assert!(text.contains("HTTPS_PROXY") && !text.contains("s3cr3t"), "{text}");
    }
}
