//! Hashing passwords with argon2id. It takes a core for a while: callers see
//! that it happens off the async threads, and not too often at once.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::Error;

/// What it costs to hash a password, and to guess one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashingCost {
    memory_kib: u32,
    passes: u32,
}

impl HashingCost {
    /// Next to nothing, so that tests need not wait. A release build has no such
    /// cost: there this is the default.
    #[must_use]
    pub const fn for_tests() -> Self {
        if cfg!(debug_assertions) {
            Self {
                memory_kib: Params::MIN_M_COST,
                passes: Params::MIN_T_COST,
            }
        } else {
            Self::OWASP
        }
    }

    /// What OWASP recommends, with one lane.
    const OWASP: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
    };
}

impl Default for HashingCost {
    /// What OWASP recommends: 19 MiB, 2 passes, 1 lane.
    fn default() -> Self {
        Self::OWASP
    }
}

/// A password's hash, which names its own cost.
pub(crate) fn hash(cost: HashingCost, password: &str) -> Result<String, Error> {
    argon2(cost)?
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|cause| Error::internal(cause.to_string()))
}

/// Whether a hash is the password's. Where there is none, it takes as long.
pub(crate) fn verify(
    cost: HashingCost,
    stored: Option<&str>,
    password: &str,
) -> Result<bool, Error> {
    let Some(stored) = stored else {
        hash(cost, password)?;
        return Ok(false);
    };
    let stored = PasswordHash::new(stored).map_err(|cause| Error::internal(cause.to_string()))?;
    Ok(argon2(cost)?
        .verify_password(password.as_bytes(), &stored)
        .is_ok())
}

fn argon2(cost: HashingCost) -> Result<Argon2<'static>, Error> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_hash_at_the_recommended_cost_and_tests_at_none() {
        let of = |cost| hash(cost, "correct horse battery").expect("a hash");
        let usual = of(HashingCost::default());
        assert!(
            usual.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{usual}"
        );
        let cheap = of(HashingCost::for_tests());
        assert!(cheap.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{cheap}");
        // A hash is checked at its own cost, whatever the office's is.
        for (stored, cost) in [
            (&usual, HashingCost::for_tests()),
            (&cheap, HashingCost::default()),
        ] {
            assert!(verify(cost, Some(stored), "correct horse battery").expect("checked"));
            assert!(!verify(cost, Some(stored), "correct horse").expect("checked"));
        }
        assert!(!verify(HashingCost::for_tests(), None, "x").expect("checked"));
    }
}
