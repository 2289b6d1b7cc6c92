//! A client numbers its objects where only the server may (LIB-11, PA-02).

use lisere_tests::args;
use lisere_tests::rawwl::{DISPLAY, SERVER_IDS};

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn an_id_of_the_servers() {
    let mut trial = Trial::new();
    for id in [SERVER_IDS, SERVER_IDS + 1, u32::MAX - 1, u32::MAX] {
        trial.dies_at_once(INVALID_METHOD, |_, raw| {
            raw.message(DISPLAY, 0, args![id]);
        });
        trial.dies_at_once(INVALID_METHOD, |_, raw| {
            let (number, version) = raw.global("wl_compositor");
            raw.bind_as(number, "wl_compositor", version, id);
        });
    }
    trial.finish();
}
