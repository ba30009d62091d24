// Makes the player's script of its parts: `node build.mjs FOLDER` (with the npm packages esbuild and terser). Writes it beside this file,
// as a module into the npm package, and into the WordPress plugin; with --check, it says whether they are what they should be.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, '../../..');
const from = createRequire(join(resolve(process.argv[2]), 'package.json'));
const [{ minify }, { transformSync }] = [from('terser'), from('esbuild')];

// In the order that compresses best.
const PARTS = ['base', 'style', 'player', 'events', 'colours', 'mount', 'find', 'follow', 'bars', 'start'];
// A server that draws pages imports it too, and has no page.
const SERVER = "export const { AloudPlayer, mount } = typeof document === 'undefined' ? {} : ";
const LICENCE = '/* aloud-player, MIT OR Apache-2.0 */\n';
const read = (part) => readFileSync(join(here, 'script', `${part}.js`), 'utf8');
// Style sheets lose their white space, which terser leaves alone in strings.
const tight = (text) => text.replace(/sheet\(`[^`]+`\)/g, (css) => css.replace(/\s*\n\s*/g, '').replace(/\s*([{};,])\s*/g, '$1').replace(/: /g, ':').replace(/ ([>~]) /g, '$1').replace(/ !/g, '!').replace(/;}/g, '}'));
const source = tight(PARTS.map(read).join('\n'));
// What no page sees may have short names.
const PRIVATE = /^(covers|follower|letters|places|codes|bracket|passed|shell|dock|main|small|miniBox|miniShown|miniClosed|isMiniClosed|isBarSeen|isLinked|watcher|followButton|rangeOf|wordRange|awaitSentence|toldAt|lastAt|keptAt|handAt|hasFailed|dressed|dressing|docked|shades|colours|following|stepOut|sums|powers|prime|cover|clickTimer|openMenu|toggleFollow|closeMini|backToVoice|isSeen|isEdge|scrolled|changed|search|clicked|placing|begins|linked|steady|attend|sources|remember|session|reached|faster|chosen|loaded|told|tell|lift|band|busy|away|face|fail|skip|step|times|pending|frame|timer|rate|speeds|said|chip|menu|begun|again|ours|place|show|tint|draw|bring|settings|look|leave|watch|emit|leap|build|nodes|mark|slider|element|isConnectedTo|followButton|chapterButtons|foldings|parts|owner|shown|current|player|found|path|address|first|read|page|chapter|ends|clear)$/;
// What the types promise keeps its names, and so do data's and attributes'.
const types = readFileSync(join(top, 'player/aloud-player.d.ts'), 'utf8');
const attributes = [...types.matchAll(/`data-([a-z-]+)/g)].map(([, name]) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
const promised = [...types.matchAll(/^ +(\w+)\??[:(<]/gm)].map(([, name]) => name).concat(attributes).filter((name) => PRIVATE.test(name));
if (promised.length) throw new Error(`private, and promised: ${promised.join(', ')}`);
const small = async (text, module) => {
  const { code } = transformSync(text, { minify: true, charset: 'ascii', target: 'es2022', mangleProps: PRIVATE, mangleQuoted: false, format: module ? 'esm' : undefined });
  const compress = { passes: 5, unsafe: true, unsafe_arrows: true, unsafe_methods: true, unsafe_comps: true, unsafe_math: true, pure_getters: true, keep_fargs: false };
  return (await minify(code, { module, ecma: 2022, compress, mangle: { toplevel: true }, format: { ascii_only: true, ecma: 2022 } })).code + '\n';
};

const made = {
  [join(here, 'aloud-player.js')]: LICENCE + await small(`(()=>{${source}\nbegin();})();`, false),
  [join(top, 'player/aloud-player.js')]: LICENCE + await small(`${SERVER}(() => { ${source}\nbegin(); return { AloudPlayer, mount }; })();`, true),
  [join(top, 'integrations/wordpress/aloud/aloud-player.js')]: '',
};
const [classic, , plugin] = Object.keys(made);
made[plugin] = made[classic];
for (const [path, text] of Object.entries(made)) {
  if (process.argv[3] !== '--check') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what its parts make`);
    process.exitCode = 1;
  }
}
