//! `aloud keys`: certificates to try signing with.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use super::failure::Result;
use crate::cli::{Keys, KeysCommand};
use crate::master;
use crate::secrets::Keyring;

/// Makes a chain and says what it is worth.
pub(super) fn run(typed: Keys, keyring: &Keyring) -> Result<ExitCode> {
    let KeysCommand::New { folder } = typed.command;
    let (chain, key) = master::make_keys(&folder, keyring.clock()())?;
    let (chain, key) = (chain.display(), key.display());
    writeln!(stdout(), "{chain}\n{key}")?;
    writeln!(
        stderr(),
        "note: this chain is for trying, and holds for a year. It shows that a recording was not changed since it was signed; it\n\
         does not show who signed it: no trust list has it, and anybody can make one that looks the same. To be believed, get a\n\
         certificate from an authority on the C2PA trust list. Keep the key to yourself.\n\
         sign with: aloud narrate --sign --sign-certificate {chain} --sign-key {key} INPUT"
    )?;
    Ok(ExitCode::SUCCESS)
}
