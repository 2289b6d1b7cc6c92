//! Popups at offsets, anchors and sizes as large as numbers go (PA-20, LS-06).

use lisere_tests::args;

use crate::trial::{Trial, raw_popup, raw_window};

#[test]
fn a_popup_at_the_end_of_the_world() {
    let mut trial = Trial::new();
    let ends = [0, 1, -1, 2_000, i32::MAX, i32::MIN];
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 200, 100);
        for (n, x) in ends.into_iter().enumerate() {
            for y in ends {
                let popup = raw.popup(win.xdg, 50, 40);
                let positioner = raw.positioner(50, 40);
                raw.tell(positioner, "set_anchor_rect", args![x, y, 1, 1]);
                raw.tell(positioner, "set_offset", args![y, x]);
                let adjust = u32::try_from(n).expect("few");
                raw.tell(positioner, "set_constraint_adjustment", args![adjust * 9]);
                raw.tell(positioner, "set_parent_size", args![x.max(0), y.max(0)]);
                raw.tell(positioner, "set_parent_configure", args![x]);
                raw.tell(popup.role, "reposition", args![positioner, 7]);
                raw.commit(popup.surface);
                fixture.settle();
                if raw.configured(popup.xdg).is_some() {
                    raw.ack(popup.xdg);
                    raw.show(popup.surface, raw.buffer(50, 40));
                    fixture.frame();
                }
                raw.tell(popup.role, "destroy", args![]);
                raw.tell(popup.xdg, "destroy", args![]);
                raw.tell(popup.surface, "destroy", args![]);
            }
        }
        raw_popup(fixture, raw, win.xdg, 50, 40);
    });
    trial.finish();
}
