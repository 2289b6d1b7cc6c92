//! How notices wait, are shown and go.

use lisere_policy::Policy;

use super::*;

fn at(millis: u64) -> Now {
    Now(Duration::from_secs(100) + Duration::from_millis(millis))
}

fn cages() -> Vec<CageId> {
    let policy = Policy::preset("home").unwrap();
    policy.cages().iter().map(lisere_policy::Cage::id).collect()
}

fn said(id: u32) -> Notice {
    Notice {
        id,
        summary: format!("number {id}"),
        ..Notice::default()
    }
}

fn shown(notices: &Notices) -> Vec<(CageId, u32, usize)> {
    let cards = notices.shown();
    cards
        .map(|live| (live.cage, live.number, live.more))
        .collect()
}

#[test]
fn three_are_shown_and_the_others_wait_their_turn() {
    let (mut notices, cages) = (Notices::default(), cages());
    let one = cages[0];
    for number in 1..=5 {
        assert_eq!(notices.take(one, &said(number), at(0)), Outcome::Taken);
    }
    assert!(notices.fill(3, at(0)));
    assert!(!notices.fill(3, at(0)));
    assert_eq!(shown(&notices), [(one, 1, 0), (one, 2, 0), (one, 3, 0)]);
    assert_eq!(notices.due(), Some(at(6_000)));
    assert!(!notices.expire(at(5_999)));
    assert!(notices.expire(at(6_000)));
    notices.fill(3, at(6_000));
    assert_eq!(shown(&notices), [(one, 4, 0), (one, 5, 0)]);
}

#[test]
fn what_is_too_many_is_counted_on_the_last_card() {
    let (mut notices, cages) = (Notices::default(), cages());
    let taken = (1..=1_000).filter(|n| notices.take(cages[0], &said(*n), at(0)) == Outcome::Taken);
    assert_eq!(taken.count(), 10);
    assert_eq!(notices.live.len(), 10);
    notices.fill(3, at(0));
    assert_eq!(notices.unshown(cages[0]), 997);
    let other = notices.take(cages[1], &said(1), at(0));
    assert_eq!(other, Outcome::Taken, "another cage has a pace of its own");
}

#[test]
fn no_cage_keeps_the_others_out() {
    let (mut notices, cages) = (Notices::default(), cages());
    for number in 1..=9 {
        notices.take(cages[0], &said(number), at(0));
    }
    notices.fill(3, at(0));
    notices.take(cages[1], &said(1), at(10));
    notices.fill(3, at(10));
    let now = shown(&notices);
    assert_eq!(now, [(cages[0], 2, 0), (cages[0], 3, 0), (cages[1], 1, 0)]);
    for cage in &cages[2..4] {
        notices.take(*cage, &said(1), at(20));
        notices.fill(3, at(20));
    }
    let whose: Vec<CageId> = notices.shown().map(|live| live.cage).collect();
    assert_eq!(whose, cages[..3], "a cage keeps its one card for its time");
}

#[test]
fn one_of_the_same_number_takes_the_place_of_the_first() {
    let (mut notices, cages) = (Notices::default(), cages());
    notices.take(cages[0], &said(7), at(0));
    notices.take(cages[1], &said(7), at(0));
    notices.fill(3, at(0));
    let mut again = said(7);
    again.body = "other words".to_owned();
    notices.take(cages[0], &again, at(1_000));
    assert_eq!(notices.live.len(), 2);
    assert_eq!(notices.live[0].body, "other words");
    assert_eq!(
        notices.live[0].ends(),
        Some(at(7_000)),
        "its time begins anew"
    );
    assert_eq!(notices.live[1].body, "", "a number is the cage's own");
    again.withdrawn = true;
    notices.take(cages[0], &again, at(1_000));
    assert_eq!(shown(&notices), [(cages[1], 7, 0)]);
}

#[test]
fn times_are_within_bounds() {
    for (asked, seconds) in [
        (None, 6),
        (Some(0), 30),
        (Some(1), 1),
        (Some(12_000), 12),
        (Some(u32::MAX), 30),
    ] {
        assert_eq!(lasts(asked), Duration::from_secs(seconds), "{asked:?}");
    }
}

#[test]
fn a_card_that_just_came_is_not_pressed_away() {
    let (mut notices, cages) = (Notices::default(), cages());
    notices.take(cages[0], &said(1), at(0));
    let id = notices.live[0].id;
    assert!(!notices.dismiss(id, at(0)), "it is not even seen");
    notices.fill(3, at(0));
    assert!(!notices.dismiss(id, at(499)));
    assert!(notices.dismiss(id, at(500)));
    assert!(!notices.dismiss(id, at(500)), "gone");
}

#[test]
fn cages_take_turns_where_there_is_room_for_one() {
    let (mut notices, cages) = (Notices::default(), cages());
    for number in 1..=4 {
        notices.take(cages[0], &said(number), at(0));
    }
    notices.fill(0, at(0));
    notices.take(cages[1], &said(1), at(1));
    notices.fill(0, at(1));
    assert_eq!(shown(&notices), [(cages[0], 1, 0)]);
    notices.expire(at(6_000));
    notices.fill(0, at(6_000));
    assert_eq!(shown(&notices), [(cages[1], 1, 0)]);
}
