//! A program without a window copies and pastes in its cage, whoever has the keys.

use lisere_tests::minds::PROTOCOLS;
use lisere_tests::{Fixture, paint};

const TEXT: &str = "text/plain";

#[test]
fn copying_without_the_keys() {
    for protocol in PROTOCOLS {
        let mut fixture = Fixture::new("home");
        let (editor, web) = (fixture.client("work"), fixture.client("web"));
        let a = fixture.window(&editor, (200, 100), paint::BLUE);
        let b = fixture.window(&web, (200, 100), paint::RED);
        fixture.spread([&a, &b]);
        fixture.click_into(&a, 5, 5);
        let tool = fixture.mind("work", protocol);
        assert_eq!(tool.clipboard(), None);
        assert!(tool.raw.last(tool.device, "selection").is_some(), "at once");

        let source = tool.copy(&[TEXT, "text/html"]);
        fixture.settle();
        let offer = editor
            .clipboard()
            .expect("whoever has the keys hears of it");
        assert_eq!(editor.types_of(&offer), [TEXT, "text/html"]);
        let pipe = editor.ask(&offer);
        fixture.settle();
        assert_eq!(tool.answer(source, "by command"), 1);
        assert_eq!(pipe.text(), "by command");

        let _copied = editor.copy(editor.press_serial());
        fixture.settle();
        assert!(tool.cancelled(source));
        let offer = tool.clipboard().expect("an offer");
        assert_eq!(tool.types_of(offer), [TEXT]);

        // The keys go to another cage, which changes nothing here.
        tool.raw.forget();
        fixture.click_into(&b, 5, 5);
        let _other = web.copy(web.press_serial());
        fixture.settle();
        assert_eq!(tool.heard(), "", "another cage is another matter");
        let (text, image) = (tool.ask(offer, TEXT), tool.ask(offer, "image/png"));
        editor.forget();
        fixture.settle();
        assert_eq!(
            editor.send("typed"),
            1,
            "and only what was offered is asked for"
        );
        assert_eq!(text.text(), "typed");
        assert_eq!(image.text(), "");

        let source = tool.copy(&[TEXT]);
        fixture.settle();
        let offer = tool.clipboard().expect("its own");
        let pipe = tool.ask(offer, TEXT);
        fixture.settle();
        assert_eq!(tool.answer(source, "back and forth"), 1);
        assert_eq!(pipe.text(), "back and forth");
        fixture.click_into(&a, 5, 5);
        assert!(
            editor.clipboard().is_some(),
            "there when the keys come back"
        );
    }
}
