//! Hashing passwords with argon2id. It takes 19 MiB and a core for a while, so it
//! happens off the async threads, one at a time for those who are known and one at a
//! time for those who are not, of whom only so many wait.

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::Error;

/// How many of those who are not known wait, or are served.
const STRANGERS: usize = 16;
/// How long one of them waits.
const MAX_WAIT: Duration = Duration::from_secs(10);
/// When one who finds no place is told to try again.
const AGAIN_SECONDS: u64 = 5;

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

/// Whose password is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hasher {
    /// Somebody at the shell, or on a device that is known.
    Known,
    Stranger,
}

/// Whose turn it is to have a password hashed. A flood of strangers does not reach
/// those who are known.
pub(crate) struct Hashing {
    known: Semaphore,
    strangers: Semaphore,
    places: Semaphore,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            known: Semaphore::new(1),
            strangers: Semaphore::new(1),
            places: Semaphore::new(STRANGERS),
        }
    }
}

impl Hashing {
    /// Hashes in turn, off the async threads.
    ///
    /// # Errors
    /// [`Error::Busy`] for strangers, where too many wait.
    pub(crate) async fn run<V: Send + 'static>(
        &self,
        whose: Hasher,
        hash: impl FnOnce() -> Result<V, Error> + Send + 'static,
    ) -> Result<V, Error> {
        let busy = || Error::Busy {
            wait_seconds: AGAIN_SECONDS,
        };
        let _place = match whose {
            Hasher::Known => None,
            Hasher::Stranger => Some(self.places.try_acquire().map_err(|_| busy())?),
        };
        let turn = match whose {
            Hasher::Known => self.known.acquire().await,
            Hasher::Stranger => timeout(MAX_WAIT, self.strangers.acquire())
                .await
                .map_err(|_| busy())?,
        };
        let _turn = turn.map_err(Error::internal)?;
        tokio::task::spawn_blocking(hash)
            .await
            .map_err(Error::internal)?
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

    #[tokio::test]
    async fn a_flood_of_strangers_is_bounded_and_does_not_reach_those_who_are_known() {
        let hashing = std::sync::Arc::new(Hashing::default());
        let slow = || {
            std::thread::sleep(Duration::from_millis(20));
            Ok(())
        };
        let flood: Vec<_> = (0..200)
            .map(|_| {
                let hashing = hashing.clone();
                tokio::spawn(async move { hashing.run(Hasher::Stranger, slow).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(5)).await;
        // Sixteen take a third of a second; one who is known does not wait for them.
        let began = std::time::Instant::now();
        hashing.run(Hasher::Known, slow).await.expect("hashed");
        assert!(began.elapsed() < Duration::from_millis(200));
        let (mut hashed, mut refused) = (0, 0);
        for one in flood {
            match one.await.expect("answered") {
                Ok(()) => hashed += 1,
                Err(Error::Busy { wait_seconds: 5 }) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((hashed, refused), (STRANGERS, 200 - STRANGERS));
    }
}
