//! Brings sentences that stand out to the others' level: another engine or another try speaks louder or softer.

/// How far a sentence may lie from the middle before it is moved, in LU. Read-aloud sentences of one voice differ by less
/// (`hibari`, the samples, 2026-11); what lies inside is the reader's own balance.
const BALANCE_LU: f64 = 3.0;
/// The most a sentence is moved, in dB: beyond it noise would come up with the voice.
const MOST_DB: f64 = 9.0;

/// Returns the gain of each sentence in dB, from the loudness of its speech; one too short to have a loudness stays as it is.
#[must_use]
pub fn matching_gains(levels_lufs: &[Option<f64>]) -> Vec<f64> {
    let mut known: Vec<f64> = levels_lufs.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    let middle = known.get(known.len() / 2).copied();
    let gain = |level: &Option<f64>| {
        let above = level.zip(middle).map_or(0.0, |(level, middle)| level - middle);
        let kept = above.clamp(-BALANCE_LU, BALANCE_LU);
        (kept - above).clamp(-MOST_DB, MOST_DB)
    };
    levels_lufs.iter().map(gain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_out_is_moved_and_never_far() {
        let levels = [Some(-20.0), Some(-22.5), Some(-20.5), None, Some(-12.0), Some(-19.0), Some(-50.0)];
        assert_eq!(matching_gains(&levels), [0.0, 0.0, 0.0, 0.0, -5.0, 0.0, 9.0]);
        assert_eq!(matching_gains(&[]), [0.0; 0]);
        assert_eq!(matching_gains(&[None]), [0.0]);
    }
}
