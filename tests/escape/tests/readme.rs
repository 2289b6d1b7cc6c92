//! The README lists every probe in the words of the suite.

use lisere_escape::probes;

#[test]
fn the_readme_lists_what_each_probe_tries() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    for table in [probes::table(), probes::channels()] {
        let listed = readme.contains(&table);
        assert!(
            listed,
            "`cargo xtask escape --list` says, and the README does not:\n{table}"
        );
    }
}
