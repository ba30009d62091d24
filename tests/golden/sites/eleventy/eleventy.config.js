module.exports = () => ({ dir: { input: ".", output: "_site" } });
