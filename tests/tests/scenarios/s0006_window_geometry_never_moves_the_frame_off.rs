//! A window lies about which part of its surface it is: the frame encloses all that shows (LS-04).

use lisere_tests::{Fixture, paint};

#[test]
fn window_geometry_never_moves_the_frame_off() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (400, 240), paint::RED);
    let lies = [
        ((-50, -50, 500, 400), (400, 240)),
        ((390, 230, 400, 300), (10, 10)),
        ((0, 0, i32::MAX, i32::MAX), (400, 240)),
        ((0, 0, 1, 1), (1, 1)),
        ((100, 50, 250, 100), (250, 100)),
    ];
    for (lie, truth) in lies {
        window.xdg.set_window_geometry(lie.0, lie.1, lie.2, lie.3);
        window.draw((400, 240), paint::RED);
        fixture.frame();

        let least = fixture.core.least_content();
        let content = fixture.content(&window).size;
        assert_eq!(
            (content.w, content.h),
            (truth.0.max(least.w), truth.1.max(least.h)),
            "{lie:?}"
        );
        let shown = fixture.shown(paint::RED);
        let room = usize::try_from(content.w * content.h).expect("a size");
        assert!(
            shown <= room && shown > 0,
            "{shown} of {room} pixels for {lie:?}"
        );
    }
}
