// Where all begins: the element's name, and the script's own tag.

const mount = (settings) => new Mount({ src: document.baseURI, dataset: settings });

const begin = () => {
  const script = document.currentScript;
  // As browsers have them, whatever the page has put in their place.
  const { define, get } = CustomElementRegistry.prototype;
  const known = get.call(customElements, 'aloud-player');
  // Where a browser has not what this needs, the plain <audio> stays.
  if (!('adoptedStyleSheets' in document)) return;
  if (!known) {
    AloudPlayer.mount = (settings) => new Mount(settings);
    define.call(customElements, 'aloud-player', AloudPlayer);
  }
  if (script && script.dataset.narration) (known || AloudPlayer).mount(script);
};
