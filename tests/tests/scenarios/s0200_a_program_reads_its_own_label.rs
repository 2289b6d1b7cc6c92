//! A program reads its own cage's name, level and colour: of the cage it came into, and once.

use lisere_protocols::label::client::lisere_label_manager_v1::LisereLabelManagerV1;
use lisere_protocols::label::client::lisere_label_v1::{Event, LisereLabelV1};
use lisere_tests::{Client, Fixture, Heard, paint};

/// What a client's labels were told, in order.
fn told(client: &Client) -> Vec<String> {
    client.told(|heard| match heard {
        Heard::Label(_, Event::Cage { name }) => Some(format!("cage {name}")),
        Heard::Label(_, Event::Level { title }) => Some(format!("level {title}")),
        Heard::Label(_, Event::Colour { red, green, blue }) => {
            Some(format!("colour {red} {green} {blue}"))
        }
        Heard::Label(_, Event::Done) => Some("done".to_owned()),
        _ => None,
    })
}

fn read(fixture: &mut Fixture, client: &Client) -> (LisereLabelManagerV1, LisereLabelV1) {
    client.forget();
    let manager: LisereLabelManagerV1 = client.bind();
    let label = manager.get_label(client.queue(), ());
    fixture.settle();
    (manager, label)
}

fn expected(fixture: &Fixture, name: &str, level: &str) -> [String; 4] {
    let cage = fixture.core.policy.cage_named(name).expect("a cage");
    let colour = cage.colour();
    [
        format!("cage {name}"),
        format!("level {level}"),
        format!("colour {} {} {}", colour.r, colour.g, colour.b),
        "done".to_owned(),
    ]
}

#[test]
fn a_program_reads_its_own_label() {
    let mut fixture = Fixture::new("home");
    let (work, vault) = (fixture.client("work"), fixture.client("vault"));
    let of_work = read(&mut fixture, &work);
    assert_eq!(told(&work), expected(&fixture, "work", "Private"));
    assert!(told(&vault).is_empty(), "nobody else is told");
    read(&mut fixture, &vault);
    assert_eq!(told(&vault), expected(&fixture, "vault", "Vault"));
    assert_eq!(told(&work).len(), 4, "nor is it told again");

    // Another copy of a disposable cage is another cage of the same looks.
    let copy = fixture.client("disposable-2");
    read(&mut fixture, &copy);
    assert_eq!(
        told(&copy),
        expected(&fixture, "disposable-2", "Disposable")
    );

    // Whatever the user does, and once the manager is gone.
    let (manager, label) = of_work;
    work.forget();
    manager.destroy();
    let window = fixture.window(&work, (200, 100), paint::RED);
    fixture.click_into(&window, 5, 5);
    assert!(told(&work).is_empty());
    label.destroy();
    fixture.settle();
    assert!(!work.ended() && !vault.ended());
}
