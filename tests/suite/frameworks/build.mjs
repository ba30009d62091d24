// Makes a page that a framework has drawn on the server and takes over in the browser: `node build.mjs FOLDER FRAMEWORK OUT`.
// The story is the same in all; it is drawn again each second, as live pages are.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, framework, out] = process.argv.slice(2);
const from = createRequire(join(modules, 'package.json'));
const { buildSync } = from('esbuild');
const load = async (name) => {
  const loaded = await import(pathToFileURL(from.resolve(name)));
  return loaded.default ?? loaded;
};
const STORY = [
  'The bridge opened again on Monday morning, the city said. Nobody was hurt in the storm, which is more than could be hoped for.',
  'It had been closed for three months, and the ferry was full on most days. The next works are planned for autumn, when the tide is low.',
  'Trains run as before, and so do the buses. They took the long way round for all that time, to the dismay of those who live there.',
];
const TITLE = `Bridge reopens with ${framework}`;
const html = (inner, root) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
<title>${TITLE}</title><style>main{max-width:40rem;margin:0 auto;padding:1rem;font:1.1rem/1.6 serif}</style></head>\
<body><div id="${root}">${inner}</div><script type="module" src="app.js"></script></body></html>`;
const bundle = (code, options = {}) => buildSync({ stdin: { contents: code, resolveDir: modules }, bundle: true, format: 'esm', minify: true, outfile: join(out, 'app.js'), define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' }, ...options });

if (framework === 'react') {
  const { createElement: h } = await load('react');
  const { renderToString } = await load('react-dom/server');
  const app = `const App = ({ count }) => h('main', null, h('article', null, h('h1', null, ${JSON.stringify(TITLE)}), ...${JSON.stringify(STORY)}.map((text, key) => h('p', { key: key + (count > 2 ? 10 : 0) }, text)), h('small', null, 'Seen ', count, ' times')));`;
  const App = new Function('h', `${app} return App;`)(h);
  writeFileSync(join(out, 'index.html'), html(renderToString(h(App, { count: 0 })), 'root'));
  bundle(`import { createElement as h, useState, useEffect } from 'react'; import { hydrateRoot } from 'react-dom/client'; ${app}
    const Live = () => { const [count, set] = useState(0); useEffect(() => { const timer = setInterval(() => set((one) => one + 1), 1000); return () => clearInterval(timer); }, []); return h(App, { count }); };
    window.faults = []; hydrateRoot(document.getElementById('root'), h(Live), { onRecoverableError: (error) => faults.push(String(error)) }); window.alive = true;`);
} else if (framework === 'vue') {
  const { createSSRApp, h, ref, onMounted } = await load('vue');
  const { renderToString } = await load('vue/server-renderer');
  const app = `const App = { setup() { const count = ref(0); onMounted(() => setInterval(() => count.value++, 1000)); return () => h('main', [h('article', [h('h1', ${JSON.stringify(TITLE)}), ...${JSON.stringify(STORY)}.map((text, index) => h('p', { key: index + (count.value > 2 ? 10 : 0) }, text)), h('small', 'Seen ' + count.value + ' times')])]); } };`;
  const App = new Function('h', 'ref', 'onMounted', `${app} return App;`)(h, ref, onMounted);
  writeFileSync(join(out, 'index.html'), html(await renderToString(createSSRApp(App)), 'app'));
  bundle(`import { createSSRApp, h, ref, onMounted } from 'vue'; ${app} window.faults = []; const warn = console.error; console.error = (...told) => { faults.push(told.join(' ')); warn(...told); };
    createSSRApp(App).mount('#app'); window.alive = true;`);
} else {
  const { compile } = await load('svelte/compiler');
  const source = `<script>let count = $state(0); $effect(() => { const timer = setInterval(() => count++, 1000); return () => clearInterval(timer); }); const story = ${JSON.stringify(STORY)};</script>
    <main><article><h1>${TITLE}</h1>{#each story as text, index (index + (count > 2 ? 10 : 0))}<p>{text}</p>{/each}<small>Seen {count} times</small></article></main>`;
  const server = compile(source, { generate: 'server', name: 'App' }).js.code;
  const built = buildSync({ stdin: { contents: `${server.replace('export default function App', 'function App')}\nimport { render } from 'svelte/server'; export const body = render(App).body;`, resolveDir: modules }, bundle: true, format: 'esm', write: false, platform: 'node', conditions: ['node'] });
  writeFileSync(join(out, 'server.mjs'), built.outputFiles[0].text);
  const { body } = await import(pathToFileURL(join(out, 'server.mjs')));
  writeFileSync(join(out, 'index.html'), html(body, 'svelte'));
  const client = compile(source, { generate: 'client', name: 'App' }).js.code;
  bundle(`${client.replace('export default function App', 'function App')}\nimport { hydrate } from 'svelte'; window.faults = []; const warn = console.warn; console.warn = (...told) => { faults.push(told.join(' ')); warn(...told); };
    hydrate(App, { target: document.getElementById('svelte') }); window.alive = true;`, { conditions: ['browser'] });
}
