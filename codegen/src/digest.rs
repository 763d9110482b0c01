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
