//! What is measured, in passes that go round the compositors.

mod churn;
mod frames;
mod idle;
mod memory;
mod startup;
pub(crate) mod sync;

use std::io;
use std::time::Duration;

use lisere_bench::window::{Damage, Look};

use crate::note;
use crate::peer::Peer;
use crate::plan::{Plan, Test};
use crate::report::Row;
use crate::session::{Session, pause};
use lisere_bench::numbers::readable;

/// For what a compositor still does after it first answers.
const SETTLE: Duration = Duration::from_millis(1000);

/// One number of one compositor.
#[derive(Debug)]
struct Reading {
    metric: String,
    value: f64,
    unit: &'static str,
}

fn reading(metric: impl Into<String>, value: f64, unit: &'static str) -> Reading {
    Reading {
        metric: metric.into(),
        value,
        unit,
    }
}

fn look(width: i32, height: i32, damage: Damage) -> Look {
    Look {
        width,
        height,
        buffers: 1,
        damage,
    }
}

/// Measures everything: for each test one compositor after the other, so that what else the
/// machine does meets them all alike. What fails is said and left out.
pub(crate) fn all(plan: &Plan) -> Vec<Row> {
    let mut rows = Vec::new();
    for pass in 1..=plan.passes() {
        for test in &plan.tests {
            for peer in &plan.peers {
                note(&format!("pass {pass}: {} of {}", test.name(), peer.name()));
                match one(*test, *peer, plan) {
                    Ok(readings) => rows.extend(named(readings, *test, *peer)),
                    Err(error) => note(&format!("  failed: {error}")),
                }
            }
        }
    }
    rows
}

fn named(readings: Vec<Reading>, test: Test, peer: Peer) -> impl Iterator<Item = Row> {
    readings.into_iter().map(move |reading| {
        let Reading {
            metric,
            value,
            unit,
        } = reading;
        note(&format!("  {metric}: {} {unit}", readable(value)));
        Row {
            peer: peer.name(),
            test: test.name(),
            metric,
            value,
            unit,
        }
    })
}

/// Each test has a fresh instance: what one leaves behind is no part of the next.
fn one(test: Test, peer: Peer, plan: &Plan) -> io::Result<Vec<Reading>> {
    if test == Test::Startup {
        return startup::measure(peer, plan);
    }
    let mut session = Session::start(peer, plan)?;
    drop(session.connect()?);
    pause(SETTLE)?;
    match test {
        Test::Frames => frames::all(&session, Damage::Full, plan),
        Test::Damage => frames::all(&session, Damage::Corner, plan),
        Test::Mixed => frames::one_of_many(&session, plan),
        Test::Sync => sync::measure(&session, plan),
        Test::Idle => idle::measure(&session),
        Test::Memory => Ok(memory::measure(&session)),
        Test::Churn => churn::measure(&session, plan),
        Test::Startup => Ok(Vec::new()),
    }
}
