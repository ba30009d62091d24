#!/usr/bin/env bash
# What the GitHub Action does: narrates the pages of a built site, attaches the player, writes the podcast, puts the audio beside.
# All comes from the environment, as action.yml sets it: SITE, AUDIO_BASE, VOICE, FORMAT, FEED, OUT, ARGUMENTS.
set -euo pipefail
: "${SITE:?the folder of the built site}"
: "${AUDIO_BASE:=/audio/}" "${FORMAT:=mp3,vtt,html}" "${FEED:=true}" "${OUT:=narrations}" "${VOICE:=heart}" "${ARGUMENTS:=}"
[ -d "$SITE" ] || { echo "error: there is no folder $SITE: build the site first" >&2; exit 2; }

# Arguments are words, as they are typed.
read -ra more <<<"$ARGUMENTS"
code=0
aloud narrate "$SITE" --out "$OUT" --voice "$VOICE" --format "$FORMAT" "${more[@]}" || code=$?
# 1: some article failed; the others are published all the same, and the step is red at the end.
[ "$code" -le 1 ] || exit "$code"
shopt -s nullglob
# Manifests have no dot within their names; feeds and players' data do.
manifests=()
for file in "$OUT"/*.json; do [[ $(basename "$file" .json) == *.* ]] || manifests+=("$file"); done
if [ ${#manifests[@]} -gt 0 ]; then
    aloud attach "$SITE" --out "$OUT" --audio-base "$AUDIO_BASE" || code=$?
    # Feeds are read far from the site: they need a whole address.
    if [ "$FEED" = true ] && [[ $AUDIO_BASE == http*://* ]]; then
        aloud feed "$OUT" --audio-base "$AUDIO_BASE"
    fi
    # The audio is published with the site where it lies under it.
    path=$(sed -E 's#^https?://[^/]*##; s#^/*##; s#/*$##' <<<"$AUDIO_BASE")
    if [ -n "${path:-}" ] && [ "${COPY:-true}" = true ]; then
        mkdir -p "$SITE/$path"
        # What browsers and podcast apps ask for; the WAV stays in the cache.
        for file in "$OUT"/*; do
            case $file in *.wav | *.part) ;; *) cp -p "$file" "$SITE/$path/" ;; esac
        done
    fi
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    echo "narrations=${#manifests[@]}" >>"$GITHUB_OUTPUT"
fi
exit "$code"
