//! The ports of livelog programs: two for each that runs.

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use generated::config::Config;

/// By how much the ports of two programs differ.
const STEP: u16 = 4;
/// How many pairs are tried before any two ports that are free will do.
const PAIRS: u16 = 256;

/// The ports that the configuration wants. 0 is any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortPlan {
    put: u16,
    get: u16,
}

impl PortPlan {
    /// The ports that `config` wants, where others reach a program's own port (`direct`) or not.
    pub fn new(config: &Config, direct: bool) -> Self {
        if direct {
            return Self { put: config.livelog_put_port, get: config.livelog_get_port };
        }
        let base = config.livelog_port_base;
        Self { put: base, get: if base == 0 { 0 } else { base.saturating_add(1) } }
    }
}

/// Ports for livelog programs.
#[derive(Debug)]
pub struct Ports {
    plan: PortPlan,
    /// A program takes its ports some time after it has been told them.
    reserved: Arc<Mutex<BTreeSet<u16>>>,
}

impl Ports {
    /// Ports as `plan` says, where they are free.
    pub fn new(plan: PortPlan) -> Self {
        Self { plan, reserved: Arc::default() }
    }

    /// Two ports that are free, and kept for one program until this is dropped.
    ///
    /// # Errors
    ///
    /// When there are none.
    pub fn reserve(&self) -> io::Result<Reserved> {
        let mut reserved = lock(&self.reserved);
        let is_free =
            |port: u16| !reserved.contains(&port) && TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok();
        let planned = (0..PAIRS).find_map(|index| {
            let next = |first: u16| first.checked_add(index.checked_mul(STEP)?).filter(|_| first != 0);
            let (put, get) = (next(self.plan.put)?, next(self.plan.get)?);
            (put != get && is_free(put) && is_free(get)).then_some((put, get))
        });
        let (put, get) = match planned {
            Some(ports) => ports,
            None => any_two(&reserved)?,
        };
        reserved.extend([put, get]);
        Ok(Reserved { put, get, reserved: Arc::clone(&self.reserved) })
    }
}

/// Two ports that are free now.
fn any_two(reserved: &BTreeSet<u16>) -> io::Result<(u16, u16)> {
    let mut found = BTreeSet::new();
    // Held until both are found: the system would offer the same one again.
    let mut held = Vec::new();
    loop {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        let port = listener.local_addr()?.port();
        held.push(listener);
        if !reserved.contains(&port) {
            found.insert(port);
        }
        if let (Some(first), Some(last)) = (found.first(), found.last())
            && first != last
        {
            return Ok((*first, *last));
        }
    }
}

/// The ports of one program.
#[derive(Debug)]
pub struct Reserved {
    /// Where it gets the log.
    pub put: u16,
    /// Where readers get it.
    pub get: u16,
    reserved: Arc<Mutex<BTreeSet<u16>>>,
}

impl Drop for Reserved {
    fn drop(&mut self) {
        let mut reserved = lock(&self.reserved);
        reserved.remove(&self.put);
        reserved.remove(&self.get);
    }
}

fn lock(reserved: &Mutex<BTreeSet<u16>>) -> MutexGuard<'_, BTreeSet<u16>> {
    // No code that can panic runs with the lock held.
    reserved.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_get_ports_of_their_own() {
        let taken = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
        let put = taken.local_addr().unwrap().port();
        let ports = Ports::new(PortPlan { put, get: put.saturating_add(1) });
        let first = ports.reserve().unwrap();
        let second = ports.reserve().unwrap();
        let all = BTreeSet::from([put, first.put, first.get, second.put, second.get]);
        assert_eq!(all.len(), 5, "{all:?}");
        drop(first);
        assert_eq!(lock(&ports.reserved).len(), 2);
    }

    #[test]
    fn any_ports_will_do_where_none_are_wanted() {
        let config = Config { livelog_port_base: 0, ..Config::default() };
        let plan = PortPlan::new(&config, false);
        assert_eq!(plan, PortPlan { put: 0, get: 0 });
        let reserved = Ports::new(plan).reserve().unwrap();
        assert_ne!(reserved.put, reserved.get);
        let old = PortPlan::new(&Config::default(), true);
        assert_eq!(old, PortPlan { put: 60022, get: 60023 });
        assert_eq!(PortPlan::new(&Config::default(), false), PortPlan { put: 60098, get: 60099 });
    }
}
