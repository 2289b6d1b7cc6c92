//! Which heads are on, how and where: from what there is and what the user wants. Pure.

use lisere_shell::Scale;
use smithay::utils::{Logical, Point, Rectangle, Transform};

use super::head::{Head, HeadMode, Setup, usual_scale};
use super::wish::{ModeWish, OutputPreference, preferred, wanted};

/// What becomes of one head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its connector.
    pub connector: String,
    /// How it is to be; `None` is off.
    pub setup: Option<Setup>,
}

/// What becomes of all heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// One for each head, in the order that places are given in: the panel first, then by
    /// connector.
    pub plans: Vec<Plan>,
    /// What could not be as it was wanted, in words.
    pub warnings: Vec<String>,
}

/// Arranges the heads. The same heads and wishes give the same places, whatever was before;
/// no two overlap; and while there is a usable head, one is on.
#[must_use]
pub fn arrange(heads: &[Head], wishes: &[OutputPreference], lid_closed: bool) -> Arrangement {
    let mut warnings = Vec::new();
    let mut rows = rows(heads, wishes, &mut warnings);
    switch_off(&mut rows, lid_closed, &mut warnings);
    mirror(&mut rows, &mut warnings);
    place(&mut rows, &mut warnings);
    let plans = rows.into_iter().map(|row| Plan {
        connector: row.head.connector.clone(),
        setup: row.setup,
    });
    Arrangement {
        plans: plans.collect(),
        warnings,
    }
}

/// A head on its way to its plan.
struct Row<'h> {
    head: &'h Head,
    wish: OutputPreference,
    setup: Option<Setup>,
}

impl Row<'_> {
    /// Whether a text of the preferences means this head.
    fn called(&self, name: &str) -> bool {
        let identity = &self.head.identity;
        name == self.head.connector
            || (!identity.unknown() && (name == identity.to_string() || name == identity.kind()))
    }
}

fn rows<'h>(
    heads: &'h [Head],
    wishes: &[OutputPreference],
    warnings: &mut Vec<String>,
) -> Vec<Row<'h>> {
    let mut heads: Vec<&Head> = heads.iter().collect();
    heads.sort_by_cached_key(|head| (!head.internal, in_order(&head.connector)));
    let row = |head: &'h Head| {
        let wish = wanted(wishes, head).cloned().unwrap_or_default();
        let setup = setup(head, &wish, warnings);
        Row { head, wish, setup }
    };
    heads.into_iter().map(row).collect()
}

/// `DP-2` comes before `DP-10`.
fn in_order(connector: &str) -> Vec<Result<u32, String>> {
    let parts = connector.split('-');
    parts
        .map(|part| part.parse().map_err(|_| part.to_owned()))
        .collect()
}

/// How a head is to be by itself.
fn setup(head: &Head, wish: &OutputPreference, warnings: &mut Vec<String>) -> Option<Setup> {
    let name = &head.connector;
    let modes: Vec<HeadMode> = head
        .modes
        .iter()
        .copied()
        .filter(HeadMode::usable)
        .collect();
    let Some(fallback) = preferred(&modes) else {
        warnings.push(format!("{name} has no mode that can be used: it stays off"));
        return None;
    };
    let asked = wish.mode.unwrap_or(ModeWish::Preferred);
    let mode = asked.choose(&modes).unwrap_or_else(|| {
        warnings.push(format!(
            "{name} has no mode {}; it has {}: using {fallback}",
            asked_text(asked),
            listed(&modes)
        ));
        fallback
    });
    if wish.vrr && !head.vrr_capable {
        warnings.push(format!(
            "{name} cannot vary its refresh rate: it stays fixed"
        ));
    }
    let scale = head.asked_scale.or(wish.scale);
    Some(Setup {
        mode,
        scale: scale.unwrap_or_else(|| usual_scale(&mode, head.identity.size_mm)),
        transform: wish.transform.unwrap_or(Transform::Normal),
        position: Point::default(),
        vrr: wish.vrr && head.vrr_capable,
        mirrors: None,
    })
}

fn asked_text(wish: ModeWish) -> String {
    match wish {
        ModeWish::Preferred => "preferred".into(),
        ModeWish::Highest => "highest".into(),
        ModeWish::Exact {
            width,
            height,
            refresh_mhz: None,
        } => format!("{width}x{height}"),
        ModeWish::Exact {
            width,
            height,
            refresh_mhz: Some(rate),
        } => format!("{width}x{height}@{}", f64::from(rate) / 1000.0),
    }
}

/// How many modes are told at most: some screens have fifty.
const TOLD: usize = 12;

fn listed(modes: &[HeadMode]) -> String {
    let told: Vec<String> = modes.iter().take(TOLD).map(ToString::to_string).collect();
    let rest = modes.len().saturating_sub(TOLD);
    match rest {
        0 => told.join(", "),
        rest => format!("{} and {rest} more", told.join(", ")),
    }
}

/// Switches off what is to be off, but never the last one.
fn switch_off(rows: &mut [Row<'_>], lid_closed: bool, warnings: &mut Vec<String>) {
    let usable = |row: &&mut Row<'_>| row.setup.is_some();
    let left = rows
        .iter()
        .filter(|row| row.setup.is_some() && !row.wish.off);
    if left.count() > 0 {
        for row in rows.iter_mut().filter(|row| row.wish.off) {
            row.setup = None;
        }
    } else if rows.iter_mut().filter(usable).count() > 0 {
        warnings.push("every output is to be off: `off` is ignored while it is so".into());
    }
    let others = rows
        .iter()
        .any(|row| row.setup.is_some() && !row.head.internal);
    if lid_closed && others {
        for row in rows.iter_mut().filter(|row| row.head.internal) {
            row.setup = None;
        }
    }
}

/// Finds whose picture each head shows that is to show another's.
fn mirror(rows: &mut [Row<'_>], warnings: &mut Vec<String>) {
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(name) = row.wish.mirror.as_deref().filter(|_| row.setup.is_some()) else {
            continue;
        };
        let own = &row.head.connector;
        let source = rows.iter().find(|other| other.called(name));
        let why = match source {
            None => "which is not connected",
            Some(source) if source.head.connector == *own => "which is itself",
            Some(source) if source.setup.is_none() => "which is off",
            Some(source) if source.wish.mirror.is_some() => "which is to mirror another",
            Some(source) => {
                found.push((at, source.head.connector.clone()));
                continue;
            }
        };
        let name = name.escape_debug();
        warnings.push(format!(
            "{own} is to mirror {name}, {why}: it shows its own picture"
        ));
    }
    for (at, source) in found {
        let mut sources = rows.iter().filter(|row| row.head.connector == source);
        let Some(size) = sources
            .next()
            .and_then(|row| row.setup.as_ref())
            .map(|setup| setup.mode.size())
        else {
            continue;
        };
        let Some(row) = rows.get_mut(at) else {
            continue;
        };
        let same = row.head.modes.iter().filter(|mode| mode.size() == size);
        match (same.max_by_key(|mode| mode.refresh_mhz), &mut row.setup) {
            (Some(mode), Some(setup)) => {
                setup.mode = *mode;
                setup.mirrors = Some(source);
            }
            _ => warnings.push(format!(
                "{} is to mirror {source}, and has no mode of its {}x{}: it shows its own picture",
                row.head.connector, size.w, size.h
            )),
        }
    }
}

/// Gives each head its place: first those that the user put somewhere, then the others,
/// right of all. A mirror lies where its source does.
fn place(rows: &mut [Row<'_>], warnings: &mut Vec<String>) {
    let mut taken: Vec<Rectangle<i32, Logical>> = Vec::new();
    let mut later = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let Some(setup) = row.setup.as_mut().filter(|setup| setup.mirrors.is_none()) else {
            continue;
        };
        setup.position = row.wish.position.unwrap_or_default();
        let area = setup.area();
        if row.wish.position.is_none() {
            later.push(at);
        } else if taken.iter().any(|other| other.overlaps(area)) {
            warnings.push(format!(
                "{} at {}, {} would lie over another output: it goes right of the others",
                row.head.connector, area.loc.x, area.loc.y
            ));
            later.push(at);
        } else {
            taken.push(area);
        }
    }
    for at in later {
        if let Some(setup) = rows.get_mut(at).and_then(|row| row.setup.as_mut()) {
            setup.position = beside(&taken);
            taken.push(setup.area());
        }
    }
    follow_sources(rows);
}

/// The first place right of all, level with the rightmost.
fn beside(taken: &[Rectangle<i32, Logical>]) -> Point<i32, Logical> {
    let right = |area: &Rectangle<i32, Logical>| area.loc.x.saturating_add(area.size.w);
    let last = taken.iter().max_by_key(|area| right(area));
    last.map_or(Point::default(), |area| (right(area), area.loc.y).into())
}

fn follow_sources(rows: &mut [Row<'_>]) {
    let sources: Vec<(String, Point<i32, Logical>, Scale, Transform)> = rows
        .iter()
        .filter_map(|row| row.setup.as_ref().map(|setup| (row, setup)))
        .map(|(row, setup)| {
            let name = row.head.connector.clone();
            (name, setup.position, setup.scale, setup.transform)
        })
        .collect();
    for setup in rows.iter_mut().filter_map(|row| row.setup.as_mut()) {
        let source = sources
            .iter()
            .find(|(name, ..)| Some(name) == setup.mirrors.as_ref());
        if let Some((_, position, scale, transform)) = source {
            setup.position = *position;
            setup.scale = *scale;
            setup.transform = *transform;
        }
    }
}

#[cfg(test)]
mod tests;
