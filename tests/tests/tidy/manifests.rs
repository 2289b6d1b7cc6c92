//! Why each dependency is there: a comment above it in its Cargo.toml.

use crate::tree::Tree;

/// Dependencies that no comment stands above; the workspace's own list has its reasons where used.
pub(crate) fn reasons(tree: &Tree) -> Vec<String> {
    let manifests = tree
        .files
        .iter()
        .filter(|file| file.path.ends_with("Cargo.toml"));
    let all = manifests.flat_map(|file| {
        let lines = without_reason(&file.text).into_iter();
        lines.map(|(line, name)| format!("{}:{line}: {name}", file.path))
    });
    all.collect()
}

fn without_reason(manifest: &str) -> Vec<(usize, &str)> {
    let mut wanting = Vec::new();
    let (mut inside, mut open, mut above) = (false, 0, "");
    for (index, line) in manifest.lines().map(str::trim).enumerate() {
        if open == 0 && line.starts_with('[') {
            inside = line.ends_with("dependencies]") && line != "[workspace.dependencies]";
        } else if inside && open == 0 && names_one(line) && !above.starts_with('#') {
            wanting.push((
                index + 1,
                line.split(['=', '.']).next().unwrap_or(line).trim(),
            ));
        }
        if inside && !line.starts_with('#') {
            open += balance(line);
        }
        above = line;
    }
    wanting
}

/// Whether a line begins a dependency that the workspace does not define.
fn names_one(line: &str) -> bool {
    let inherited = line.contains(".workspace = true") || line.contains("workspace = true,");
    line.contains('=')
        && !line.starts_with('#')
        && !inherited
        && !line.contains("workspace = true }")
}

/// How many more brackets a line opens than it closes: a feature list may span lines.
fn balance(line: &str) -> i32 {
    line.chars()
        .map(|c| i32::from("[{".contains(c)) - i32::from("]}".contains(c)))
        .sum()
}

#[test]
fn dependencies_without_reason_are_found() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nclap.workspace = true\n# Why.\nb = \"1\"\n\
                    c = { version = \"1\", features = [\n    \"x=y\",\n] }\n[dev-dependencies]\n\
                    d = { workspace = true, features = [\"x\"] }\ne = \"1\"\n\
                    [workspace.dependencies]\nf = \"1\"\n[lints]\nworkspace = true\n";
    assert_eq!(without_reason(manifest), [(7, "c"), (12, "e")]);
}
