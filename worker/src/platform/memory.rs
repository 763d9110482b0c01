//! Figures about the machine's memory.

/// The machine's memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// What the machine has.
    pub total: u64,
    /// What programs could still get without anything being moved out to disk.
    pub available: u64,
}

impl Memory {
    /// What is in use.
    #[must_use]
    pub const fn used(self) -> u64 {
        self.total.saturating_sub(self.available)
    }
}
