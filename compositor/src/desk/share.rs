//! Sharing a length among tiles by weight, so that it is filled and nobody gets too little.

/// Lengths that fill `total` with `gap` between two of them, in proportion to `weights`, none
/// under `least`. Where there is not that much, everybody gets the same, at least 1.
pub(super) fn share(total: i32, gap: i32, weights: &[f64], least: i32) -> Vec<i32> {
    let count = i32::try_from(weights.len()).unwrap_or(i32::MAX).max(1);
    let gaps = gap.saturating_mul(count - 1);
    let room = total.saturating_sub(gaps).max(count);
    let exact = match room <= least.saturating_mul(count) {
        true => vec![f64::from(room) / f64::from(count); weights.len()],
        false => by_weight(f64::from(room), weights, f64::from(least)),
    };
    whole(&exact)
}

/// Exact lengths: whoever would get too little gets the least, and the others share the rest.
fn by_weight(room: f64, weights: &[f64], least: f64) -> Vec<f64> {
    let mut fixed = vec![false; weights.len()];
    loop {
        let held = fixed.iter().filter(|fixed| **fixed).count() as f64 * least;
        let parts = weights.iter().zip(&fixed);
        let sum: f64 = parts
            .map(|(weight, fixed)| if *fixed { 0.0 } else { *weight })
            .sum();
        let length = |weight: f64, fixed: bool| match fixed || sum <= 0.0 {
            true => least,
            false => (room - held) * weight / sum,
        };
        let lengths = weights.iter().zip(&fixed);
        let lengths: Vec<f64> = lengths.map(|(w, fixed)| length(*w, *fixed)).collect();
        let mut news = false;
        for (fixed, length) in fixed.iter_mut().zip(&lengths) {
            news |= !*fixed && *length < least;
            *fixed |= *length < least;
        }
        if !news {
            return lengths;
        }
    }
}

/// Whole lengths of the same sum: ends are rounded, so that no error adds up.
fn whole(exact: &[f64]) -> Vec<i32> {
    let (mut end, mut before) = (0.0, 0);
    let ends = exact.iter().map(|length| {
        end += length;
        let next = f64::round(end + 1e-6) as i32;
        next - std::mem::replace(&mut before, next)
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_filled_by_weight() {
        assert_eq!(share(300, 0, &[1.0, 2.0], 10), [100, 200]);
        assert_eq!(share(310, 10, &[1.0, 2.0], 10), [100, 200]);
        assert_eq!(share(100, 0, &[1.0; 3], 10).iter().sum::<i32>(), 100);
    }

    #[test]
    fn nobody_gets_too_little_while_there_is_enough() {
        assert_eq!(share(1000, 0, &[1.0, 98.0, 1.0], 200), [200, 600, 200]);
        assert_eq!(share(600, 0, &[0.0, 5.0], 200), [200, 400]);
        assert_eq!(share(300, 0, &[1.0, 9.0], 200), [150, 150]);
        assert_eq!(share(0, 8, &[1.0, 1.0], 200), [1, 1]);
        assert!(share(10, 8, &[], 200).is_empty());
    }
}
