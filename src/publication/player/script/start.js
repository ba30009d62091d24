// Where all begins: the element's name, and the script's own tag.

const mount = (settings) => new Mount({ src: document.baseURI, dataset: settings });

const begin = () => {
  const script = document.currentScript;
  const known = customElements.get('aloud-player');
  // Where a browser has not what this needs, the plain <audio> stays.
  if (!('adoptedStyleSheets' in document)) return;
  if (!known) {
    AloudPlayer.mount = (settings) => new Mount(settings);
    customElements.define('aloud-player', AloudPlayer);
  }
  if (script && script.dataset.narration) (known || AloudPlayer).mount(script);
};
