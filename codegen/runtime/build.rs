//! Stops the build when `schemas/` or the generator changed after `generated/` was written.

fn main() {
    let generated = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(repository) = generated.parent() else { return };
    for watched in ["schemas", "codegen/src", "codegen/runtime"] {
        println!("cargo::rerun-if-changed={}", repository.join(watched).display());
    }
    println!("cargo::rerun-if-changed=digest.txt");
    let recorded = std::fs::read_to_string(generated.join("digest.txt")).unwrap_or_default();
    // Without the schemas beside it, as in a vendored copy, there is nothing that could be newer.
    if let Ok(current) = digest(repository)
        && current != recorded.trim()
    {
        println!(
            "cargo::error=schemas/ or codegen/ changed after generated/ was written: run `cargo codegen`"
        );
    }
}
