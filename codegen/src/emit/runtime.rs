//! The crate around the generated modules: `lib.rs`, the small hand-written runtime, and the staleness check.

use quote::quote;

use crate::digest;
use crate::emit::rust;
use crate::files::Files;

/// The runtime's modules. They are written by hand, in `codegen/runtime/`, because no schema says anything about them.
const RUNTIME: &[(&str, &str)] = &[
    ("api", include_str!("../../runtime/api.rs")),
    ("secret", include_str!("../../runtime/secret.rs")),
    ("setting", include_str!("../../runtime/setting.rs")),
    ("timestamp", include_str!("../../runtime/timestamp.rs")),
];

/// Adds everything that does not depend on what the schemas say. `digest` tells this state of `schemas/` and of the
/// generator from every other.
pub fn emit(digest: &str, files: &mut Files) {
    for (name, code) in RUNTIME {
        let header =
            format!("// Written by `cargo codegen` from codegen/runtime/{name}.rs. Do not edit.\n\n");
        files.add(format!("src/runtime/{name}.rs"), header + code);
    }
    files.add("digest.txt", format!("{digest}\n"));
    files.add("build.rs", build_script());
    let code = quote! {
        #[rustfmt::skip]
        pub mod api;
        #[rustfmt::skip]
        pub mod cli;
        #[rustfmt::skip]
        pub mod config;
        #[rustfmt::skip]
        pub mod documents;
        #[rustfmt::skip]
        pub mod exit_code;
        #[rustfmt::skip]
        pub mod features;
        #[rustfmt::skip]
        pub mod help;
        #[rustfmt::skip]
        pub mod payload;
        #[rustfmt::skip]
        pub mod schemas;

        /// What generated code shares: written by hand, because no schema says anything about it.
        pub mod runtime {
            pub mod api;
            pub mod secret;
            pub mod setting;
            pub mod timestamp;
        }

        pub use runtime::secret::{Secret, WireSecret};
        pub use runtime::timestamp::Timestamp;
    };
    let doc = "Everything that the worker shares with the outside world, as Rust: written by `cargo codegen` from \
               `schemas/`, and never by hand.";
    files.add("src/lib.rs", rust::file(doc, &code));
}

fn build_script() -> String {
    let header = "// Written by `cargo codegen` from codegen/runtime/build.rs and codegen/src/digest.rs. Do not edit.\n\n";
    format!("{header}{}\n{}", include_str!("../../runtime/build.rs"), digest::SOURCE)
}
