//! What Linux and macOS do alike.

mod confined;
mod disk;
mod files;
mod hand_over;
mod identity;
mod leftovers;
mod listing;
mod new_tree;
mod remove;
mod signals;
mod spot;
mod system;
mod tree;
mod user_tools;
mod walk;

pub use confined::{ConfinedDir, is_escape, open_beneath};
pub use disk::{DirectoryLock, Disk, FileStamp, bytes_on_disk};
pub use files::{
    create_private_dir, create_private_dirs, is_own_regular_file, open_private_file, replace_file_atomically,
    replace_file_for_now,
};
pub use hand_over::{TreeNotes, hand_over, take_back};
pub use identity::{TaskIdentity, TaskUser, can_read};
pub(super) use leftovers::LeftoverPlaces;
pub use leftovers::{Leftovers, remove_leftovers};
pub use listing::{DirEntry, FileId};
pub use new_tree::{
    Linked, ModificationTime, NewTree, TreeError, finish, os_name_bytes, os_name_from_bytes, read_at,
};
pub(super) use remove::open_dir_same_device;
pub use remove::{RemoveError, remove_tree};
pub use signals::{Signal, Signals};
pub use spot::{Spot, SpotError};
pub use system::{CurrentUser, current_groups, current_user, free_disk_bytes, reboot, shutdown};
pub use tree::{Sharing, Tree, best_sharing, make_ordinary, reflink_file};
pub use user_tools::{NewUser, UserError, UserRecord, UserTools};
pub(super) use user_tools::{Purpose, check};
