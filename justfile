# The lines that CI runs, and those that are too slow for it.

# Everything that needs no set-up: what a first change must pass.
check:
    cargo fmt --check
    cargo clippy --locked --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --all-features

# All tests that need nothing but Rust; the others are skipped, and listed in target/skipped.txt.
test:
    cargo test --locked

# All features, with the foreign programs that .ci/setup installs.
test-all:
    .ci/setup
    CI=1 cargo test --locked --all-features

# Every kind of answer by every engine that may get it, the loss of workers over 2 000 articles, fifty kills, 304 changes between
# status and narrate, an export of 3 000 lines, a browser through ninety pages, a real LiteLLM, a real Directus.

# Tests that take minutes each.
slow:
    ALOUD_KILLS=50 cargo test --locked --all-features --test suite kills::
    ALOUD_ARTICLES=150 cargo test --locked --all-features --test suite run::many::
    ALOUD_CHANGES=76 cargo test --locked --all-features --test suite status::
    ALOUD_LINES=3000 cargo test --locked --all-features --test suite lists::
    cargo test --locked --all-features --test suite fleet:: -- --ignored
    cargo test --locked --all-features --test suite pages:: -- --ignored
    ALOUD_QUIET_S=300 cargo test --locked --all-features --test suite run::systems::
    ALOUD_ANSWERS=all cargo test --locked --all-features --test suite answers::
    tests/suite/litellm/install-litellm
    cargo test --locked --all-features --test suite litellm:: -- --ignored
    tests/suite/headless/install-directus
    cargo test --locked --all-features --test suite headless:: -- --ignored

# The service, a voice server and a worker for an hour under mixed load, with one fault in twenty.
soak seconds="3600":
    ALOUD_SOAK_S={{seconds}} cargo test --locked --all-features --test suite soak:: -- --ignored --nocapture --test-threads=3

# What is measured in docs/src/develop/measurements.md; wants a quiet machine.
bench:
    cargo bench --benches

# aloud beside its peers, as tables: all groups, or those that are named; with what .ci/setup installs.
peers *groups:
    cargo build --locked --release
    benches/peers/run {{groups}}

# Each reader of foreign bytes for a minute; a nightly toolchain and cargo-fuzz.
fuzz seconds="60":
    fuzz/run {{seconds}}

# What tests notice: one in 119 of the changes that cargo-mutants makes in these rooms, forty or so, each built and tested; hours.
mutants shard="0/119":
    cargo mutants --all-features --output target --sharding round-robin --shard {{shard}} -f 'src/{speech,master,batch,catalogue,pipeline,publication}/**'

# Pages, schemas and messages that are generated from the program: read what changed before you commit it.
bless:
    ALOUD_BLESS=1 cargo test --locked --all-features --test suite -- books:: packages::schemas messages::

# The Debian package of a debug build, installed on this machine, tried and purged; as root, with cargo-deb.
deb:
    cargo build --locked --features s3,provenance,fleet
    PATH="$PWD/target/tools/bin:$PATH" cargo test --locked --all-features --test suite packages:: -- --ignored

# The crates as they would be published, built from the packages and tested from them.
package:
    cargo package --locked --workspace --allow-dirty
    integrations/release/try-crate

# The book, by mdbook, into target/book; its links by lychee.
docs:
    mdbook build docs
    lychee --offline --include-fragments --exclude-path 404.html README.md CONTRIBUTING.md SECURITY.md CODE_OF_CONDUCT.md CHANGELOG.md player/README.md voices/*.md voices/heart/README.md docs/src target/book
