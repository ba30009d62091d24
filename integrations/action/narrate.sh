#!/usr/bin/env bash
# What the GitHub Action does: narrates the pages of a built site, attaches the player, writes the podcast, puts the audio beside.
# All comes from the environment, as action.yml sets it: SITE, AUDIO_BASE, VOICE, FORMAT, FEED, COPY, STRICT, OUT, ARGUMENTS.
set -euo pipefail
: "${SITE:?the folder of the built site}"
: "${AUDIO_BASE:=/audio/}" "${FORMAT:=mp3,vtt,html}" "${FEED:=true}" "${COPY:=true}" "${STRICT:=false}"
: "${OUT:=narrations}" "${VOICE:=heart}" "${ARGUMENTS:=}"
# Where action.yml keeps it from run to run, on every system.
export ALOUD_CACHE=${ALOUD_CACHE:-$HOME/.cache/aloud/clips}
[ -d "$SITE" ] || { echo "error: there is no folder $SITE: build the site first" >&2; exit 2; }

# Runs a command of aloud, whose exit code 1 means that some article failed: the others are published all the same.
failed=false
most() {
    local code=0
    "$@" || code=$?
    [ "$code" -le 1 ] || exit "$code"
    [ "$code" = 0 ] || failed=true
}

# Arguments are words, as they are typed.
read -ra more <<<"$ARGUMENTS"
most aloud narrate "$SITE" --out "$OUT" --voice "$VOICE" --format "$FORMAT" "${more[@]}"
shopt -s nullglob
# Manifests have no dot within their names; feeds and players' data do.
manifests=()
for file in "$OUT"/*.json; do [[ $(basename "$file" .json) == *.* ]] || manifests+=("$file"); done
if [ ${#manifests[@]} -gt 0 ]; then
    most aloud attach "$SITE" --out "$OUT" --audio-base "$AUDIO_BASE"
    # Feeds are read far from the site: they need a whole address.
    if [ "$FEED" = true ] && [[ $AUDIO_BASE == http*://* ]]; then
        aloud feed "$OUT" --audio-base "$AUDIO_BASE"
    fi
    # The audio is published with the site where it lies under it.
    path=$(sed -E 's#^https?://[^/]*##; s#^/*##; s#/*$##' <<<"$AUDIO_BASE")
    if [ -n "$path" ] && [ "$COPY" = true ]; then
        mkdir -p "$SITE/$path"
        # What browsers and podcast apps ask for; the WAV stays in the cache.
        for file in "$OUT"/*; do
            case $file in *.wav | *.part) ;; *) cp -p "$file" "$SITE/$path/" ;; esac
        done
    fi
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf 'narrations=%s\nfailed=%s\n' "${#manifests[@]}" "$failed" >>"$GITHUB_OUTPUT"
fi
if [ "$failed" = true ]; then
    # GitHub shows this line on the page of the run.
    echo "::warning title=aloud::some article failed; the log of this step says which, why, and what to do"
    # A red step keeps what follows from being run, such as publishing the site.
    [ "$STRICT" != true ] || exit 1
fi
