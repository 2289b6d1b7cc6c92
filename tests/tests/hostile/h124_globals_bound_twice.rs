//! Everything is bound twice, used crosswise and given back in the wrong order: that is no fault (PA-08, PA-39).

use lisere_tests::args;
use lisere_tests::rawwl::interface;

use crate::trial::Trial;

#[test]
fn globals_bound_twice() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let second = raw.make(raw.display(), "get_registry", args![]);
        fixture.settle();
        for (number, name, version) in raw.globals() {
            for registry in [raw.registry(), second] {
                let object = raw.take_id(interface(&name), version);
                let all = args![number, name.as_str(), version, object.id];
                raw.message(registry.id, 0, all);
            }
        }
        fixture.settle();
        let shells = raw.objects("xdg_wm_base");
        let surface = raw.surface();
        let xdg = raw.make(shells[1], "get_xdg_surface", args![surface]);
        let positioner = raw.make(shells[0], "create_positioner", args![]);
        let role = raw.make(xdg, "get_toplevel", args![]);
        raw.commit(surface);
        fixture.settle();
        raw.tell(positioner, "destroy", args![]);
        raw.tell(role, "destroy", args![]);
        raw.tell(xdg, "destroy", args![]);
        raw.tell(shells[0], "destroy", args![]);
        raw.tell(shells[1], "destroy", args![]);
        raw.tell(surface, "destroy", args![]);
    });
    trial.finish();
}
