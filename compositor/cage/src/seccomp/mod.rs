//! Which calls of the kernel a cage's programs may make: two filters, compiled.
//!
//! The first is a list of what programs of a desktop need; anything else is answered as if the
//! kernel were older and had no such call, so that programs do without. The second refuses some
//! arguments of what is on the list. Calls of other architectures end the process, and numbers
//! of the x32 kind are on no list.

mod calls;
mod refused;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use lisere_policy::Rights;
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompFilter, SeccompRule, TargetArch,
};

/// Both filters, as the kernel reads them.
///
/// # Errors
/// When the architecture is not known.
pub fn programs(rights: Rights) -> Result<Vec<Vec<u8>>, BackendError> {
    let listed = calls::listed(rights)
        .into_iter()
        .map(|call| (call, Vec::new()));
    let no_such = SeccompAction::Errno(libc::ENOSYS.cast_unsigned());
    let list = compiled(listed.collect(), no_such, SeccompAction::Allow)?;
    let denied = SeccompAction::Errno(libc::EPERM.cast_unsigned());
    let refused = compiled(refused::rules(rights)?, SeccompAction::Allow, denied)?;
    Ok(vec![bytes(&list), bytes(&refused)])
}

fn compiled(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> Result<BpfProgram, BackendError> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, otherwise, matched, arch)?.try_into()
}

/// `struct sock_filter`, one after the other.
fn bytes(program: &BpfProgram) -> Vec<u8> {
    let one = |step: &seccompiler::sock_filter| {
        let [a, b] = step.code.to_ne_bytes();
        let [e, f, g, h] = step.k.to_ne_bytes();
        [a, b, step.jt, step.jf, e, f, g, h]
    };
    program.iter().flat_map(one).collect()
}
