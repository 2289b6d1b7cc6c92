//! A window asks to draw its own frame, in both protocols' words: the answer is no (LS-13).

use lisere_tests::{Client, Fixture, Heard, paint};
use wayland_client::WEnum;
use wayland_protocols::xdg::decoration::zv1::client::zxdg_toplevel_decoration_v1::{self, Mode};
use wayland_protocols_misc::server_decoration::client::org_kde_kwin_server_decoration::{
    self, Mode as Kde,
};

fn told(client: &Client) -> Vec<WEnum<Mode>> {
    client.told(|heard| match heard {
        Heard::Decoration(_, zxdg_toplevel_decoration_v1::Event::Configure { mode }) => Some(*mode),
        _ => None,
    })
}

fn told_kde(client: &Client) -> Vec<WEnum<Kde>> {
    client.told(|heard| match heard {
        Heard::KdeDecoration(_, org_kde_kwin_server_decoration::Event::Mode { mode }) => {
            Some(*mode)
        }
        _ => None,
    })
}

#[test]
fn decorations_are_the_cores() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let drawing = &web.bound().drawing;
    let window = web.toplevel();
    let decoration = drawing
        .decoration
        .get_toplevel_decoration(&window.toplevel, web.queue(), ());
    decoration.set_mode(Mode::ClientSide);
    fixture.settle();
    window.draw((200, 100), paint::RED);
    fixture.frame();
    let before = window.configures().len();
    decoration.set_mode(Mode::ClientSide);
    fixture.frame();
    decoration.unset_mode();
    fixture.frame();
    assert_eq!(
        window.configures().len(),
        before + 2,
        "each wish has its answer"
    );
    let told = told(&web);
    let server = WEnum::Value(Mode::ServerSide);
    assert!(
        !told.is_empty() && told.iter().all(|mode| *mode == server),
        "{told:?}"
    );

    let kde = drawing.kde.create(&window.surface, web.queue(), ());
    fixture.settle();
    // Asked for the same again it says nothing: GTK 3 asks whenever it is told.
    for (wish, answers) in [
        (Kde::Client, 1),
        (Kde::Client, 0),
        (Kde::None, 1),
        (Kde::Server, 1),
        (Kde::Client, 1),
        (Kde::Client, 0),
    ] {
        web.forget();
        kde.request_mode(wish);
        fixture.frame();
        let server = WEnum::Value(Kde::Server);
        assert_eq!(told_kde(&web), vec![server; answers], "{wish:?}");
    }
    let id = fixture.newest().expect("a window");
    assert!(fixture.core.desk.is_visible(id));
}
