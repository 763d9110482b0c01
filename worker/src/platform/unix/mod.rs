//! What Linux and macOS do alike.

mod confined;
mod files;
mod listing;
mod remove;
mod system;

pub use confined::{ConfinedDir, is_escape, open_beneath};
pub use files::replace_file_atomically;
pub use listing::{DirEntry, FileId};
pub(super) use remove::open_dir_same_device;
pub use remove::{RemoveError, remove_tree};
pub use system::{CurrentUser, current_user, free_disk_bytes, reboot, shutdown};
