//! The files of the checkout, and which of their code is test code.

use std::fs;
use std::path::{Path, PathBuf};

use crate::blank::{blank, blank_test_items};

/// Every text file that belongs to the project.
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
}

/// One of them.
pub(crate) struct File {
    /// From the root, with `/` between.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The text without comments, strings and characters, line for line; empty when not Rust.
    pub(crate) code: String,
}

impl Tree {
    /// Reads the checkout that these tests stand in.
    pub(crate) fn read() -> Self {
        let tests = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it");
        let tests = PathBuf::from(tests).canonicalize().expect("a folder");
        let root = tests.parent().expect("the tests are a folder of the root");
        let mut files = Vec::new();
        walk(root, root, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(
            files.len() > 20,
            "found hardly any file under {}",
            root.display()
        );
        Self { files }
    }

    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.rust())
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File::new((*path).into(), (*text).into());
        Self {
            files: files.iter().map(file).collect(),
        }
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        let code = if path.ends_with(".rs") {
            blank(&text)
        } else {
            String::new()
        };
        Self { path, text, code }
    }

    pub(crate) fn rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether all of it is only ever run by tests or by developers.
    pub(crate) fn test_only(&self) -> bool {
        let beside = |part: &str| matches!(part, "tests" | "examples" | "benches" | "tests.rs");
        let path = self.path.strip_prefix("tests/xtask/");
        path.unwrap_or(&self.path).split('/').any(beside)
    }

    /// Its code without what only tests see.
    pub(crate) fn shipped(&self) -> String {
        if self.test_only() {
            String::new()
        } else {
            blank_test_items(&self.code)
        }
    }

    /// `path:line` of each line of some text of this file that a test picks.
    pub(crate) fn offences(&self, text: &str, bad: impl Fn(&str) -> bool) -> Vec<String> {
        let lines = text.lines().enumerate().filter(|(_, line)| bad(line));
        lines.map(|(index, _)| self.at(index + 1)).collect()
    }

    /// `path:line`, and the line as it is written.
    fn at(&self, line: usize) -> String {
        let written = self.text.lines().nth(line - 1).unwrap_or("").trim();
        format!("{}:{line}: {written}", self.path)
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            // Hidden folders are tools' own, but for the two that are part of the project.
            let skipped = name == "target" || name.starts_with('.');
            if !skipped || matches!(name.as_str(), ".ci" | ".cargo") {
                walk(root, &path, files);
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy();
            files.push(File::new(path.into_owned(), text));
        }
    }
}

#[test]
fn test_code_is_told_from_shipped_code() {
    let tree = Tree::of(&[
        (
            "compositor/src/a.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}\n",
        ),
        ("compositor/src/a/tests.rs", "fn a() {}"),
        ("tests/src/lib.rs", "fn a() {}"),
        ("tests/xtask/src/a/tests.rs", "fn a() {}"),
        ("tests/xtask/src/main.rs", "fn a() {}"),
    ]);
    let shipped: Vec<_> = tree
        .files
        .iter()
        .map(|file| file.shipped().trim().to_owned())
        .collect();
    assert!(shipped[0].contains("fn a") && shipped[0].contains("fn c"));
    assert!(!shipped[0].contains("fn b"));
    assert_eq!(shipped[1..], ["", "", "", "fn a() {}"]);
}
