//! A client asks for the registry again and again, and binds everything each time (RX-06, RX-25).

use lisere_tests::args;
use lisere_tests::rawwl::interface;

use crate::trial::Trial;

#[test]
fn registries_by_the_hundred() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let globals = raw.globals();
        for _ in 0..100 {
            let registry = raw.make(raw.display(), "get_registry", args![]);
            for (number, name, version) in &globals {
                let object = raw.take_id(interface(name), *version);
                let all = args![*number, name.as_str(), *version, object.id];
                raw.message(registry.id, 0, all);
            }
            fixture.settle();
        }
    });
    trial.finish();
}
