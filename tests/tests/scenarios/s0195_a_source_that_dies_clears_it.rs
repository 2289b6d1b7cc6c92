//! When a source goes, by request or with its program, its selection is empty and all hear so.

use lisere_tests::minds::PROTOCOLS;
use lisere_tests::{Fixture, args, paint};

#[test]
fn a_source_that_dies_clears_it() {
    for protocol in PROTOCOLS {
        let mut fixture = Fixture::new("home");
        let editor = fixture.client("work");
        let window = fixture.window(&editor, (200, 100), paint::BLUE);
        fixture.click_into(&window, 5, 5);
        let watcher = fixture.mind("work", protocol);

        let tool = fixture.mind("work", protocol);
        let old = tool.copy(&["text/plain"]);
        fixture.settle();
        let source = tool.copy(&["text/plain"]);
        fixture.settle();
        tool.raw.tell(old, "destroy", args![]);
        fixture.settle();
        assert!(watcher.clipboard().is_some(), "an old one ends nothing");
        let stale = watcher.clipboard().expect("an offer");
        tool.raw.tell(source, "destroy", args![]);
        fixture.settle();
        assert!(watcher.clipboard().is_none() && editor.clipboard().is_none());
        let pipe = watcher.ask(stale, "text/plain");
        fixture.settle();
        assert_eq!(pipe.text(), "");

        let _marked = tool.mark(&["text/plain"]);
        let _copied = tool.copy(&["text/plain"]);
        fixture.settle();
        assert!(watcher.clipboard().is_some() && watcher.primary().is_some());
        fixture.cut(&tool.raw);
        assert!(watcher.clipboard().is_none() && watcher.primary().is_none());
        assert!(editor.clipboard().is_none() && editor.primary().is_none());
    }
}
