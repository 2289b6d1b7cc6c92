//! Every policy and theme that comes with Liseré loads without fault and can be told apart.

use lisere_policy::distinct::APART_BLIND;
use lisere_policy::{
    Answer, Cage, Network, Policy, Theme, builtin_theme, preset_names, preset_text, theme_names,
};

fn themes(name: &str) -> Option<String> {
    builtin_theme(name).map(str::to_owned)
}

#[test]
fn every_preset_loads() {
    for name in preset_names() {
        let text = preset_text(name).unwrap();
        let policy = Policy::parse(text, &themes);
        let policy = policy.unwrap_or_else(|faults| panic!("{}", faults.render(name, text)));
        assert_eq!(policy.name(), name);
        assert!(
            policy.cages().len() >= 4,
            "{name} is too small for a demonstration"
        );
        assert_eq!(Policy::preset(name), Some(policy));
    }
}

#[test]
fn every_theme_loads() {
    for name in theme_names() {
        let text = builtin_theme(name).unwrap();
        let theme = Theme::parse(text);
        let theme = theme.unwrap_or_else(|faults| panic!("{}", faults.render(name, text)));
        assert_eq!(theme.name(), name);
    }
}

#[test]
fn every_pair_of_cages_can_be_told_apart() {
    for name in preset_names() {
        let matrix = Policy::preset(name).unwrap().distinctness();
        assert!(matrix.pairs.iter().all(|pair| pair.alike().is_none()));
        assert!(!matrix.grounds.iter().any(|ground| ground.melts()));
        assert!(!matrix.readings.iter().any(|reading| reading.faint()));
    }
}

#[test]
fn where_colours_are_ours_they_do_without_patterns() {
    // The United States' colours are given; there the patterns must help.
    for name in ["home", "fr", "clipos"] {
        let matrix = Policy::preset(name).unwrap().distinctness();
        let least = matrix
            .pairs
            .iter()
            .flat_map(|pair| pair.delta)
            .fold(f64::MAX, f64::min);
        assert!(least >= APART_BLIND, "{name}: {least:.1}\n{matrix}");
    }
}

#[test]
fn the_table_of_pairs_can_be_read() {
    let table = Policy::preset("us").unwrap().distinctness().render();
    let heading =
        "cage             cage             normal  protan  deutan  tritan  pattern  verdict";
    assert_eq!(table.lines().next(), Some(heading));
    let pair =
        "UNCLASSIFIED     SECRET             69.5    14.5     7.4    59.6  differs  distinct";
    assert!(table.lines().any(|line| line == pair), "{table}");
}

#[test]
fn no_preset_allows_without_asking() {
    for name in preset_names() {
        let policy = Policy::preset(name).unwrap();
        assert!(
            policy
                .rules()
                .iter()
                .all(|rule| rule.answer != Answer::Allow),
            "{name}"
        );
    }
}

#[test]
fn presets_share_no_network_whole_and_have_few_rights() {
    for policy in preset_names().filter_map(Policy::preset) {
        let host = |cage: &Cage| cage.sandbox().network == Network::Host;
        assert!(!policy.cages().iter().any(host), "{}", policy.name());
        let loose = |cage: &Cage| cage.rights().io_uring;
        assert!(!policy.cages().iter().any(loose), "{}", policy.name());
        let spies = |cage: &Cage| cage.rights().microphone || cage.rights().camera;
        assert!(!policy.cages().iter().any(spies), "{}", policy.name());
    }
}

#[test]
fn who_administers_does_not_audit() {
    let clipos = Policy::preset("clipos").unwrap();
    let rights = |name| clipos.cage_named(name).unwrap().rights();
    assert!(rights("admin").admin && !rights("admin").auditor);
    assert!(rights("audit").auditor && !rights("audit").admin);
    let network = |name| &clipos.cage_named(name).unwrap().sandbox().network;
    assert_eq!(network("admin"), &Network::None);
    assert_eq!(network("audit"), &Network::None);
}
