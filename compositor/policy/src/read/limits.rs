//! Reading quotas.

use super::fields::{Fields, Text, amount};
use super::names::unknown;
use super::sink::Sink;
use crate::{Code, Limit, Limits};

/// The quotas under `limits`, laid over `base`.
pub(super) fn limits(fields: &Fields<'_>, base: &Limits, sink: &mut Sink<'_>) -> Limits {
    let mut limits = base.clone();
    let Some(table) = fields.table("limits", sink) else {
        return limits;
    };
    for (key, value) in table.entries() {
        match Limit::named(key.value) {
            Some(limit) => {
                if let Some(value) = amount(limit, value, sink) {
                    limits.set(limit, value);
                }
            }
            None => not_a_limit(&key, sink),
        }
    }
    limits
}

fn not_a_limit(key: &Text<'_>, sink: &mut Sink<'_>) {
    unknown(
        "limit",
        Code::UnknownKey,
        key,
        Limit::all().map(Limit::name),
        sink,
    );
}
