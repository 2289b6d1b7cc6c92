//! Pools by the hundred, and more memory promised than a cage may have (RX-11, RX-13).

use lisere_tests::rawwl::memory;

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn pools_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        for n in 0..300 {
            raw.pool(memory(4096), 4096);
            if n % 20 == 0 {
                fixture.settle();
            }
        }
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        for _ in 0..3 {
            raw.pool(memory(1 << 30), 1 << 30);
        }
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        for _ in 0..3 {
            let pool = raw.pool(memory(1 << 30), 4096);
            raw.tell(pool, "resize", vec![(1 << 30).into()]);
        }
    });
    trial.lives(|fixture, raw| {
        for _ in 0..300 {
            let pool = raw.pool(memory(4096), 4096);
            raw.tell(pool, "destroy", Vec::new());
            fixture.settle();
        }
    });
    trial.finish();
}
