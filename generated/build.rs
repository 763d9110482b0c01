// Written by `cargo codegen` from codegen/runtime/build.rs and codegen/src/digest.rs. Do not edit.

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

// Tells one state of the schemas and of the generator from another. The build script of `generated` holds a copy, so
// this uses the standard library only.

/// A digest of the names and contents of all files below `schemas/` and below the generator's sources in `repository`.
fn digest(repository: &std::path::Path) -> std::io::Result<String> {
    let mut files = Vec::new();
    let mut folders: Vec<_> =
        ["schemas", "codegen/src", "codegen/runtime"].map(|name| repository.join(name)).into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    // FNV-1a: fast, and the same on every platform. Nobody attacks this digest; it only has to notice a change.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |bytes: &[u8]| {
        // A carriage return is what a checkout on Windows may add.
        for byte in bytes.iter().filter(|byte| **byte != b'\r') {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for path in files {
        for part in path.strip_prefix(repository).unwrap_or(&path) {
            add(part.as_encoded_bytes());
            add(b"/");
        }
        add(&std::fs::read(&path)?);
        add(b"\0");
    }
    Ok(format!("{hash:016x}"))
}
