# The lines that CI runs, and those that are too slow for it.

# Everything that needs no set-up: what a first change must pass.
check:
    cargo fmt --check
    cargo clippy --locked --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --all-features

test:
    cargo test --locked

# All features, with the foreign programs that .ci/setup installs.
test-all:
    .ci/setup
    CI=1 cargo test --locked --all-features

# Tests that take minutes: the loss of workers over 2 000 articles, fifty kills.
slow:
    ALOUD_KILLS=50 cargo test --locked --all-features --test suite kills::
    cargo test --locked --all-features --test suite fleet:: -- --ignored

bench:
    cargo bench --benches

# Each reader of foreign bytes for a minute; a nightly toolchain and cargo-fuzz.
fuzz seconds="60":
    cd fuzz && for target in $(cargo fuzz list); do cargo fuzz run "$target" -- -max_total_time={{seconds}}; done
