//! The launcher by pointer: what it is over is chosen, a press opens it, the wheel goes through the
//! list, and a press beside it closes it without being anybody's.

use lisere::trusted::PanelHot;
use lisere_shell::LauncherHot;
use lisere_tests::panels::entry;
use lisere_tests::{Fixture, Screen, paint};

#[test]
fn the_launcher_by_pointer() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let work = fixture.client("work");
    let window = fixture.window(&work, (900, 600), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    let asked = fixture.open_launcher();
    let many = (10..60).map(|n| {
        entry(
            &format!("p{n}"),
            &format!("Program {n}"),
            &["p", &format!("{n}")],
        )
    });
    fixture.offer(&asked[0], many.collect());
    work.forget();

    fixture.point_at_panel(PanelHot::Launcher(LauncherHot::Row(2)));
    assert_eq!(fixture.launcher().map(|model| model.selected), Some(2));
    fixture.scroll(15.0);
    fixture.frame();
    let model = fixture.launcher().expect("a launcher");
    assert_eq!(
        (model.above, model.lines[0].name.as_str()),
        (1, "Program 11")
    );
    for _ in 0..100 {
        fixture.scroll(15.0);
    }
    let model = fixture.launcher().expect("a launcher");
    assert_eq!(model.below, 0, "there is an end");
    assert_eq!(model.above + model.lines.len(), 50);
    fixture.frame();

    fixture.point_at_panel(PanelHot::Launcher(LauncherHot::Row(0)));
    let name = fixture.launcher().expect("a launcher").lines[0]
        .name
        .clone();
    fixture.click();
    let (launch, argv, _) = fixture.to_run().expect("a program to run");
    assert_eq!(format!("Program {}", argv[1]), name);
    fixture.core.launched(launch.act, None);
    fixture.frame();
    assert_eq!(work.buttons().len(), 0, "{}", work.transcript());

    fixture.open_launcher();
    let before = fixture.launcher().expect("a launcher").cage;
    fixture.point_at_panel(PanelHot::Launcher(LauncherHot::After));
    fixture.click();
    fixture.frame();
    assert_ne!(fixture.launcher().map(|model| model.cage), Some(before));
    work.forget();
    fixture.move_to(30.0, 780.0);
    fixture.click();
    fixture.frame();
    assert!(
        fixture.launcher().is_none(),
        "a press beside it is the way out"
    );
    assert_eq!(work.buttons().len(), 0, "{}", work.transcript());
}
