//! Heads of every kind, and where they come to lie.

use proptest::prelude::*;

use super::super::identity::Identity;
use super::*;

fn mode(width: i32, height: i32, refresh_mhz: u32) -> HeadMode {
    HeadMode {
        width,
        height,
        refresh_mhz,
        preferred: false,
    }
}

fn head(connector: &str) -> Head {
    Head {
        connector: connector.into(),
        modes: vec![
            HeadMode {
                preferred: true,
                ..mode(1920, 1080, 60_000)
            },
            mode(1280, 720, 60_000),
        ],
        ..Head::default()
    }
}

fn panel() -> Head {
    Head {
        internal: true,
        ..head("eDP-1")
    }
}

fn wish(name: &str) -> OutputPreference {
    OutputPreference {
        name: name.into(),
        ..OutputPreference::default()
    }
}

fn off(name: &str) -> OutputPreference {
    OutputPreference {
        off: true,
        ..wish(name)
    }
}

fn at(name: &str, x: i32, y: i32) -> OutputPreference {
    OutputPreference {
        position: Some((x, y).into()),
        ..wish(name)
    }
}

fn mirroring(name: &str, source: &str) -> OutputPreference {
    OutputPreference {
        mirror: Some(source.into()),
        ..wish(name)
    }
}

/// Each head that is on, and where.
fn places(arrangement: &Arrangement) -> Vec<(&str, i32, i32)> {
    let on = arrangement.plans.iter();
    on.filter_map(|plan| {
        let at = plan.setup.as_ref()?.position;
        Some((plan.connector.as_str(), at.x, at.y))
    })
    .collect()
}

#[test]
fn heads_lie_side_by_side_in_their_order() {
    let heads = [head("DP-10"), head("DP-2"), panel(), head("DP-2-1")];
    let found = arrange(&heads, &[], false);
    assert_eq!(
        places(&found),
        [
            ("eDP-1", 0, 0),
            ("DP-2", 1920, 0),
            ("DP-2-1", 3840, 0),
            ("DP-10", 5760, 0)
        ]
    );
    assert!(found.warnings.is_empty());
}

#[test]
fn one_that_went_comes_back_to_its_place() {
    let all = [head("DP-1"), head("DP-2"), head("DP-3")];
    let before = arrange(&all, &[], false);
    let fewer = arrange(&[all[2].clone(), all[0].clone()], &[], false);
    assert_eq!(places(&fewer), [("DP-1", 0, 0), ("DP-3", 1920, 0)]);
    let [one, two, three] = all;
    assert_eq!(arrange(&[three, one, two], &[], false), before);
}

#[test]
fn a_mode_that_is_not_there_is_told() {
    let wish = OutputPreference {
        mode: Some("1234x567@60".parse().unwrap()),
        ..wish("DP-1")
    };
    let found = arrange(&[head("DP-1")], &[wish], false);
    assert_eq!(
        found.warnings,
        [
            "DP-1 has no mode 1234x567@60; it has 1920x1080@60.00, 1280x720@60.00: \
             using 1920x1080@60.00"
        ]
    );
    let setup = found.plans[0].setup.as_ref().unwrap();
    assert_eq!(setup.mode.size(), (1920, 1080).into());
}

#[test]
fn a_head_without_a_usable_mode_stays_off() {
    let broken = Head {
        modes: vec![mode(0, 0, 0), mode(40_000, 1, 60_000)],
        ..head("DP-1")
    };
    let found = arrange(&[broken, head("DP-2")], &[], false);
    assert_eq!(places(&found), [("DP-2", 0, 0)]);
    assert_eq!(found.warnings.len(), 1);
}

#[test]
fn the_last_one_stays_on() {
    let heads = [head("DP-1"), head("DP-2")];
    let one = arrange(&heads, &[off("DP-1")], false);
    assert_eq!(places(&one), [("DP-2", 0, 0)]);
    assert!(one.warnings.is_empty());
    let none = arrange(&heads, &[off("DP-1"), off("DP-2")], false);
    assert_eq!(places(&none).len(), 2);
    assert_eq!(none.warnings.len(), 1, "{:?}", none.warnings);
}

#[test]
fn a_closed_lid_darkens_the_panel_beside_another() {
    let open = arrange(&[panel(), head("DP-1")], &[], false);
    assert_eq!(places(&open).len(), 2);
    let closed = arrange(&[panel(), head("DP-1")], &[], true);
    assert_eq!(places(&closed), [("DP-1", 0, 0)]);
    assert_eq!(places(&arrange(&[panel()], &[], true)), [("eDP-1", 0, 0)]);
    let dark = arrange(&[panel(), head("DP-1")], &[off("DP-1")], true);
    assert_eq!(places(&dark), [("eDP-1", 0, 0)]);
}

#[test]
fn wanted_places_are_kept_and_never_overlap() {
    let heads = [head("DP-1"), head("DP-2"), head("DP-3")];
    let wishes = [at("DP-2", -1920, 100), at("DP-3", -1000, 0)];
    let found = arrange(&heads, &wishes, false);
    assert_eq!(
        places(&found),
        [("DP-1", 0, 100), ("DP-2", -1920, 100), ("DP-3", 1920, 100)]
    );
    assert_eq!(found.warnings.len(), 1, "{:?}", found.warnings);
}

#[test]
fn a_mirror_takes_no_room() {
    let other = Head {
        modes: [(2560, 1440), (1920, 1080), (1280, 720)]
            .map(|(w, h)| mode(w, h, 75_000))
            .into(),
        ..head("DP-2")
    };
    let heads = [head("DP-1"), other, head("DP-3")];
    let found = arrange(
        &heads,
        &[mirroring("DP-2", "DP-1"), at("DP-1", 10, 20)],
        false,
    );
    assert_eq!(
        places(&found),
        [("DP-1", 10, 20), ("DP-2", 10, 20), ("DP-3", 1930, 20)]
    );
    let mirror = found.plans[1].setup.as_ref().unwrap();
    assert_eq!(mirror.mirrors.as_deref(), Some("DP-1"));
    assert_eq!(mirror.mode.size(), (1920, 1080).into(), "as its source");
}

#[test]
fn a_mirror_needs_the_size_of_its_source() {
    let small = Head {
        modes: vec![mode(1280, 720, 60_000)],
        ..head("DP-2")
    };
    let found = arrange(&[head("DP-1"), small], &[mirroring("DP-2", "DP-1")], false);
    assert_eq!(places(&found), [("DP-1", 0, 0), ("DP-2", 1920, 0)]);
    assert!(
        found.warnings[0].contains("1920x1080"),
        "{:?}",
        found.warnings
    );
}

#[test]
fn a_mirror_of_nothing_shows_its_own_picture() {
    let heads = [head("DP-1"), head("DP-2")];
    let cases = [
        (vec![mirroring("DP-1", "DP-9")], "not connected"),
        (vec![mirroring("DP-1", "DP-1")], "itself"),
        (vec![mirroring("DP-1", "DP-2"), off("DP-2")], "off"),
        (
            vec![mirroring("DP-1", "DP-2"), mirroring("DP-2", "DP-1")],
            "mirror another",
        ),
    ];
    for (wishes, word) in cases {
        let found = arrange(&heads, &wishes, false);
        assert!(found.warnings[0].contains(word), "{:?}", found.warnings);
        let shown = found.plans.iter().filter_map(|plan| plan.setup.as_ref());
        assert!(shown.into_iter().all(|setup| setup.mirrors.is_none()));
    }
}

#[test]
fn a_fixed_screen_is_not_varied() {
    let vrr = OutputPreference {
        vrr: true,
        ..wish("DP-1")
    };
    let fixed = arrange(&[head("DP-1")], std::slice::from_ref(&vrr), false);
    assert!(!fixed.plans[0].setup.as_ref().unwrap().vrr);
    assert_eq!(fixed.warnings.len(), 1);
    let able = Head {
        vrr_capable: true,
        ..head("DP-1")
    };
    assert!(
        arrange(&[able], &[vrr], false).plans[0]
            .setup
            .as_ref()
            .unwrap()
            .vrr
    );
}

fn any_head() -> impl Strategy<Value = Head> {
    let modes = proptest::collection::vec((0..20_000, 0..20_000, 0..2_000_000_u32), 0..4);
    (0..4_u32, modes, any::<bool>(), 0..900_u32).prop_map(|(n, modes, internal, mm)| Head {
        connector: format!("DP-{n}"),
        identity: Identity {
            model: format!("M{}", n % 2),
            size_mm: Some((mm, mm)),
            ..Identity::default()
        },
        modes: modes.into_iter().map(|(w, h, r)| mode(w, h, r)).collect(),
        internal,
        ..Head::default()
    })
}

fn any_wish() -> impl Strategy<Value = OutputPreference> {
    let place = proptest::option::of((-9_000..9_000, -9_000..9_000));
    let mirror = proptest::option::weighted(0.3, 0..4_u32);
    (0..4_u32, place, mirror, any::<bool>(), any::<bool>()).prop_map(
        |(n, place, mirror, off, by_model)| OutputPreference {
            name: format!("DP-{n}"),
            identity: by_model.then(|| format!("M{}", n % 2)),
            position: place.map(Into::into),
            mirror: mirror.map(|n| format!("DP-{n}")),
            off,
            ..OutputPreference::default()
        },
    )
}

proptest! {
    #[test]
    fn nothing_overlaps_and_something_is_on(
        mut heads in proptest::collection::vec(any_head(), 0..5),
        wishes in proptest::collection::vec(any_wish(), 0..5),
        lid in any::<bool>(),
    ) {
        heads.sort_by(|a, b| a.connector.cmp(&b.connector));
        heads.dedup_by(|a, b| a.connector == b.connector);
        let found = arrange(&heads, &wishes, lid);
        prop_assert_eq!(found.plans.len(), heads.len());
        let own: Vec<&Setup> = found
            .plans
            .iter()
            .filter_map(|plan| plan.setup.as_ref())
            .filter(|setup| setup.mirrors.is_none())
            .collect();
        let usable = heads.iter().any(|head| head.modes.iter().any(HeadMode::usable));
        prop_assert_eq!(usable, !own.is_empty());
        for (at, one) in own.iter().enumerate() {
            for other in &own[at + 1..] {
                prop_assert!(!one.area().overlaps(other.area()));
            }
        }
        heads.reverse();
        prop_assert_eq!(arrange(&heads, &wishes, lid), found);
    }
}
