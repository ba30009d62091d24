//! Signed recordings: read by c2pa-python, and by `aloud verify`; a build without the feature says how to get it.

const STORY: &str = "---\ntitle: Tide\nurl: https://example.org/tide\nlanguage: en\n---\n\nThe tide came in. The boats went out.\n\n## Later\n\nNobody saw them again.\n";

#[cfg(not(feature = "provenance"))]
#[test]
fn a_build_that_cannot_sign_says_so() {
    let bench = crate::bench::Bench::new();
    bench.write("story.md", STORY);
    for arguments in [&["narrate", "--voice", "tone", "--sign", "story.md"][..], &["keys", "new"]] {
        let run = bench.aloud(arguments);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("--features provenance"), "{}", run.stderr);
    }
    assert!(!bench.path("narrations/tide.wav").exists() && !bench.path("aloud-key.pem").exists());
    let run = bench.aloud(&["narrate", "--voice", "tone", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = bench.aloud(&["verify", "narrations/tide.wav"]);
    assert!(run.code == 0 && run.stdout.contains("reads no signatures"), "{}", run.stdout);
}

#[cfg(feature = "provenance")]
mod signed {
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicU32, Ordering};

    use serde_json::Value;

    use super::STORY;
    use crate::bench::{Bench, repository, skip};
    use crate::loopback::{Loopback, Reply};

    const NARRATE: &[&str] = &["narrate", "--voice", "tone", "story.md"];
    const SIGN: &[&str] = &["--sign", "--sign-certificate", "aloud-chain.pem", "--sign-key", "aloud-key.pem"];

    /// A folder with keys and a story.
    fn keyed() -> Bench {
        let bench = Bench::new();
        bench.write("story.md", STORY);
        let run = bench.aloud(&["keys", "new"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, "./aloud-chain.pem\n./aloud-key.pem\n"), "{}", run.stderr);
        assert!(run.stderr.contains("does not show who"), "{}", run.stderr);
        bench
    }

    /// The same, with the story's recordings signed as `aloud.toml` says.
    fn signed(settings: &str, format: &str) -> Bench {
        let bench = keyed();
        let chosen = "sign = true\ncertificate = 'aloud-chain.pem'\nkey = { file = 'aloud-key.pem' }";
        bench.write("aloud.toml", format!("[provenance]\n{chosen}\n{settings}\n"));
        let run = bench.aloud(&[NARRATE, &["--format", format]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        bench
    }

    /// Runs Python with the readers' packages; nothing when they are not installed.
    fn python(program: &str, arguments: &[&Path]) -> Option<String> {
        let python = repository("target/readers/bin/python");
        let Ok(output) = Command::new(python).args(["-W", "ignore", "-c", program]).args(arguments).output() else {
            skip("c2pa-python is not installed");
            return None;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8(output.stdout).unwrap())
    }

    /// Reads a signature with c2pa-python.
    fn read(file: &Path) -> Option<Value> {
        let json = python("import c2pa, sys; print(c2pa.Reader(sys.argv[1]).json())", &[file])?;
        Some(serde_json::from_str(&json).unwrap())
    }

    /// What `aloud verify` says of one file: the exit code, and a check's result with what was told.
    fn verify(bench: &Bench, arguments: &[&str], check: &str) -> (i32, String, String) {
        let run = bench.aloud(&[&["verify", "--json"], arguments].concat());
        let line = run.json_lines().remove(0);
        let checks = line["checks"].as_array().unwrap();
        let found = checks.iter().find(|found| found["check"] == check).unwrap_or_else(|| panic!("{check} in {line}"));
        let text = |field: &str| found[field].as_str().unwrap().to_owned();
        (run.code, text("result"), text("told"))
    }

    #[test]
    fn an_independent_reader_finds_what_was_signed() {
        let bench = signed("training_mining = 'notAllowed'", "mp3,m4a,flac");
        for ending in ["wav", "mp3", "m4a", "flac"] {
            let Some(store) = read(&bench.path(&format!("narrations/tide.{ending}"))) else { return };
            let manifest = &store["manifests"][store["active_manifest"].as_str().unwrap()];
            assert_eq!(manifest["title"], "Tide", "{store}");
            let assertion = |label: &str| {
                let assertions = manifest["assertions"].as_array().unwrap();
                let found = assertions.iter().find(|one| one["label"].as_str().unwrap().starts_with(label));
                found.unwrap_or_else(|| panic!("{label} in {store}"))["data"].clone()
            };
            let action = &assertion("c2pa.actions")["actions"][0];
            assert_eq!(action["action"], "c2pa.created");
            assert!(action["digitalSourceType"].as_str().unwrap().ends_with("/trainedAlgorithmicMedia"));
            let agent = action["softwareAgent"]["name"].as_str().unwrap();
            assert!(agent.starts_with("tone") && agent.ends_with(", voice tone"), "{agent}");
            let article = assertion("aloud.article");
            assert_eq!((&article["url"], &article["title"]), (&"https://example.org/tide".into(), &"Tide".into()));
            // printf 'The tide came in. The boats went out. Later Nobody saw them again.' | sha256sum
            assert_eq!(article["text_sha256"], "3dc2933f0b8944836ecddf4a795dd0853176fb8833d567ec10e75b3344f9d132");
            for family in ["c2pa", "cawg"] {
                let entries = &assertion(&format!("{family}.training-mining"))["entries"];
                assert_eq!(entries[format!("{family}.ai_generative_training")]["use"], "notAllowed", "{entries}");
            }
            // Nothing is wrong with it but that nobody trusts the test authority.
            let wrong = store["validation_status"].as_array().cloned().unwrap_or_default();
            assert!(wrong.iter().all(|status| status["code"] == "signingCredential.untrusted"), "{ending}: {wrong:?}");
        }
    }

    #[test]
    fn a_recording_of_a_person_is_signed_as_one() {
        let bench = signed("", "mp3");
        // A recording as the desk keeps it, in place of a sentence.
        let tone = bench.path("narrations/tide.wav");
        fs::copy(&tone, bench.path("narrations/tide.recording-1.wav")).unwrap();
        let hash = blake3::hash(&fs::read(&tone).unwrap()).to_hex();
        let edits = format!(
            "version = 1\narticle = 'https://example.org/tide'\n[[edit]]\nsentence = 'The tide came in.'\nafter = 'The boats went out.'\n\
             recording = 'tide.recording-1.wav'\nhash = '{hash}'\nsaid_by = 'Dana Ito'\n"
        );
        bench.write("narrations/tide.edits.toml", edits);
        let run = bench.aloud(&[NARRATE, &["--format", "mp3"]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        for ending in ["wav", "mp3"] {
            let name = format!("narrations/tide.{ending}");
            assert_eq!(verify(&bench, &[&name], "signature").1, "good", "{ending}");
            let Some(told) = read(&bench.path(&name)) else { continue };
            let told = told.to_string();
            assert!(told.contains("compositeWithTrainedAlgorithmicMedia"), "{ending}: {told}");
            assert!(!told.contains("digitalsourcetype/trainedAlgorithmicMedia"), "{ending}: {told}");
            assert!(told.contains("Some sentences were recorded by Dana Ito"), "{ending}: {told}");
        }
    }

    #[test]
    fn signatures_are_read_and_break_when_a_byte_changes() {
        let bench = signed("", "mp3,m4a,flac");
        let key = fs::read_to_string(bench.path("aloud-key.pem")).unwrap();
        let secret = key.lines().nth(1).unwrap();
        for ending in ["wav", "mp3", "m4a", "flac"] {
            let name = format!("narrations/tide.{ending}");
            let (code, result, told) = verify(&bench, &[&name], "signature");
            assert_eq!((code, result.as_str()), (0, "good"), "{ending}: {told}");
            assert!(told.contains("aloud test signer") && told.contains("nobody vouches"), "{told}");
            let (_, result, told) = verify(&bench, &["--trust", "aloud-chain.pem", &name], "signature");
            assert!(result == "good" && told.contains("whom you trust"), "{ending}: {told}");
            assert_eq!(verify(&bench, &[&name], "manifest").1, "good");
            let mut bytes = fs::read(bench.path(&name)).unwrap();
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
            // In the middle there is sound, in a WAV and in the others.
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            let alone = format!("alone.{ending}");
            bench.write(&alone, bytes);
            let (code, result, told) = verify(&bench, &[&alone], "signature");
            assert_eq!((code, result.as_str()), (1, "bad"), "{ending}: {told}");
            assert!(told.contains("the file was changed after it was signed"), "{ending}: {told}");
        }
    }

    #[test]
    fn a_signature_alone_tells_a_changed_article() {
        let bench = signed("", "mp3");
        bench.write("listed.md", format!("{STORY}\n- a\n- b\n"));
        for ending in ["wav", "mp3"] {
            let alone = format!("alone.{ending}");
            fs::copy(bench.path(&format!("narrations/tide.{ending}")), bench.path(&alone)).unwrap();
            assert_eq!(verify(&bench, &[&alone], "article").1, "unknown");
            assert_eq!(verify(&bench, &["--article", "story.md", &alone], "article").1, "good");
            let (code, result, told) = verify(&bench, &["--article", "listed.md", &alone], "article");
            assert_eq!((code, result.as_str()), (1, "bad"), "{told}");
            assert_eq!(verify(&bench, &["--article", "listed.md", &alone], "signature").1, "good");
        }
        // What is left out by choice is signed too.
        let run = bench.aloud(&["narrate", "--voice", "tone", "--drop", "lists", "listed.md"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        fs::copy(bench.path("narrations/tide.wav"), bench.path("alone.wav")).unwrap();
        let (code, result, told) = verify(&bench, &["--article", "listed.md", "alone.wav"], "article");
        assert_eq!((code, result.as_str()), (0, "good"), "{told}");
    }

    #[test]
    fn nothing_goes_out_unsigned() {
        let bench = keyed();
        bench.write("other.pem", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        let both = fs::read_to_string(bench.path("aloud-chain.pem")).unwrap()
            + &fs::read_to_string(bench.path("aloud-key.pem")).unwrap();
        bench.write("both.pem", both);
        #[cfg(unix)]
        for file in ["other.pem", "aloud-chain.pem"] {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(bench.path(file), fs::Permissions::from_mode(0o600)).unwrap();
        }
        for (arguments, expected) in [
            (&["--format", "opus"][..], "leave opus out"),
            (&["--sign-key", "missing.pem"], "missing.pem"),
            (&["--sign-key", "other.pem"], "`aloud keys new`"),
            (&["--sign-key", "aloud-chain.pem"], "`aloud keys new`"),
            (&["--sign-certificate", "aloud-key.pem"], "only certificates"),
            (&["--sign-certificate", "both.pem"], "only certificates"),
            (&["--sign-authority", "ftp://example.org"], "http://"),
        ] {
            // The last of two counts.
            let run = bench.aloud(&[NARRATE, &SIGN[..1], arguments, &rest(arguments)].concat());
            assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
            assert!(run.stderr.contains(expected) && run.stderr.contains("hint: "), "{arguments:?}: {}", run.stderr);
            assert!(!bench.path("narrations/tide.wav").exists());
        }
        let run = bench.aloud(&[NARRATE, &["--sign"]].concat());
        assert!(run.code == 2 && run.stderr.contains("signing needs a certificate"), "{}", run.stderr);
        let run = bench.aloud(&["keys", "new"]);
        assert!(run.code == 2 && run.stderr.contains("left as it is"), "{}", run.stderr);
    }

    /// Certificate and key, but for what the arguments name themselves.
    fn rest<'a>(arguments: &[&str]) -> Vec<&'a str> {
        SIGN[1..].chunks(2).filter(|pair| !arguments.contains(&pair[0])).flatten().copied().collect()
    }

    #[test]
    fn certificate_and_key_come_from_the_environment_and_a_changed_one_counts() {
        let bench = keyed();
        let text = |file: &str| fs::read_to_string(bench.path(file)).unwrap();
        let narrate = |arguments: &[&str]| {
            let mut command = bench.command(&[NARRATE, &["--json"], arguments].concat());
            command.env("ALOUD_SIGN_CERTIFICATE", text("aloud-chain.pem")).env("ALOUD_SIGN_KEY", text("aloud-key.pem"));
            let run = crate::bench::Run::from(command.output().unwrap());
            assert_eq!(run.code, 0, "{}", run.stderr);
            run.json_lines().remove(0)["status"].as_str().unwrap().to_owned()
        };
        assert_eq!(narrate(&[]), "narrated");
        assert_eq!(verify(&bench, &["narrations/tide.wav"], "signature").2, "it is not signed");
        assert_eq!(narrate(&["--sign"]), "narrated");
        assert_eq!(verify(&bench, &["narrations/tide.wav"], "signature").1, "good");
        assert_eq!(narrate(&["--sign"]), "unchanged");
        for file in ["aloud-chain.pem", "aloud-key.pem"] {
            fs::remove_file(bench.path(file)).unwrap();
        }
        assert_eq!(bench.aloud(&["keys", "new"]).code, 0);
        assert_eq!(narrate(&["--sign"]), "narrated");
        assert_eq!(narrate(&[]), "narrated");
    }

    /// What makes OpenSSL an authority: an X.509 extension file and its settings (`openssl-ts`, `x509v3_config`).
    const AUTHORITY: &str = "[ext]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n\
        extendedKeyUsage = critical,timeStamping\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n\
        [tsa]\ndefault_tsa = here\n[here]\nserial = serial\nsigner_cert = stamper.pem\nsigner_key = stamper-key.pem\n\
        certs = root.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n";

    /// Runs OpenSSL in a folder; nothing when it is not installed.
    fn openssl(folder: &Path, arguments: &str) -> Option<()> {
        let Ok(output) = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output() else {
            skip("openssl is not installed");
            return None;
        };
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        Some(())
    }

    /// Serves OpenSSL's time stamps on loopback.
    fn authority(folder: &Path) -> Option<Loopback> {
        fs::write(folder.join("tsa.cnf"), AUTHORITY).unwrap();
        fs::write(folder.join("serial"), "01").unwrap();
        openssl(
            folder,
            "req -x509 -newkey rsa:2048 -nodes -keyout root-key.pem -out root.pem -days 9 -subj /CN=Root -addext keyUsage=critical,keyCertSign",
        )?;
        openssl(folder, "req -newkey rsa:2048 -nodes -keyout stamper-key.pem -out stamper.csr -subj /CN=Stamper")?;
        openssl(
            folder,
            "x509 -req -in stamper.csr -CA root.pem -CAkey root-key.pem -CAcreateserial -days 9 -extfile tsa.cnf -extensions ext -out stamper.pem",
        )?;
        let folder = folder.to_owned();
        Some(Loopback::serve(move |asked| {
            fs::write(folder.join("query.tsq"), &asked.body).unwrap();
            openssl(&folder, "ts -reply -config tsa.cnf -section here -queryfile query.tsq -out reply.tsr");
            let headers = vec![("content-type".to_owned(), "application/timestamp-reply".to_owned())];
            Reply { status: 200, headers, body: fs::read(folder.join("reply.tsr")).unwrap() }
        }))
    }

    #[test]
    fn an_authority_stamps_the_time() {
        let bench = keyed();
        let Some(authority) = authority(&bench.path("")) else { return };
        let run = bench.aloud(&[NARRATE, SIGN, &["--format", "m4a", "--sign-authority", &authority.url]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(authority.asked().len(), 2, "one for each file");
        for ending in ["wav", "m4a"] {
            let name = format!("narrations/tide.{ending}");
            let (code, result, told) = verify(&bench, &[&name], "signature");
            assert_eq!((code, result.as_str()), (0, "good"), "{told}");
            assert!(told.contains("time stamped 20"), "{told}");
            let Some(store) = read(&bench.path(&name)) else { return };
            let manifest = &store["manifests"][store["active_manifest"].as_str().unwrap()];
            assert!(manifest["signature_info"]["time"].as_str().unwrap().starts_with("20"), "{store}");
        }
    }

    #[test]
    fn an_article_whose_time_is_not_stamped_is_not_narrated() {
        let bench = keyed();
        let silent = Loopback::serve(|_| Reply { status: 503, headers: Vec::new(), body: Vec::new() });
        bench.write("other.md", STORY.replace("boats", "ships").replace("org/tide", "org/ships"));
        let run = bench.aloud(&[NARRATE, SIGN, &["other.md", "--json", "--sign-authority", &silent.url]].concat());
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.json_lines().iter().all(|line| line["status"] == "failed"), "{}", run.stdout);
        assert!(run.stderr.contains("503") && run.stderr.contains("hint: see that the authority"), "{}", run.stderr);
        assert_eq!(bench.names("narrations"), [""; 0]);
        // What was spoken is kept.
        let run = bench.aloud(&[&["retry", "--voice", "tone", "--json"], SIGN].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.json_lines().iter().all(|line| line["spoken"] == 0), "{}", run.stdout);
    }

    #[test]
    fn an_authority_out_of_order_is_asked_again() {
        let bench = keyed();
        let Some(authority) = authority(&bench.path("")) else { return };
        let failures = AtomicU32::new(0);
        let flaky = Loopback::before(&authority.url, move |_| {
            let is_out_of_order = failures.fetch_add(1, Ordering::Relaxed) < 2;
            is_out_of_order.then(|| Reply { status: 503, headers: Vec::new(), body: Vec::new() })
        });
        let run = bench.aloud(&[NARRATE, SIGN, &["--sign-authority", &flaky.url]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(flaky.asked().len(), 3);
        assert!(verify(&bench, &["narrations/tide.wav"], "signature").2.contains("time stamped 20"));
    }

    #[test]
    fn what_would_outgrow_a_signed_wav_is_refused_before_it_is_spoken() {
        let bench = keyed();
        // A minute's pause after each of as many paragraphs as a day has minutes.
        bench.write("aloud.toml", "[pauses]\nparagraph_ms = 60000\n");
        bench.write("story.md", format!("{STORY}\n\n{}", "It is low.\n\n".repeat(1_600)));
        let run = bench.aloud(&[NARRATE, SIGN, &["--cache", "clips"]].concat());
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("4 GiB") && run.stderr.contains("hint: "), "{}", run.stderr);
        assert!(!bench.path("clips").exists() || bench.names("clips").is_empty(), "{:?}", bench.names("clips"));
    }
}
