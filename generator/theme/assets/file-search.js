// Search in pages opened by double-click. There a browser starts no worker, so Material's search worker runs in a
// hidden frame; it takes and gives the same messages. Material itself then loads search_index.js instead of fetching.
if (location.protocol === "file:") {
  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const worker = new URL(url, location.href);
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "search";
      frame.srcdoc = "<!doctype html>";
      this.inside = new Promise((ready) => {
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow;
          const load = (address) => new Promise((loaded) => {
            const script = inside.document.createElement("script");
            script.src = new URL(address, worker);
            script.addEventListener("load", loaded);
            inside.document.head.append(script);
          });
          inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
          inside.importScripts = (...addresses) =>
            addresses.reduce((before, address) => before.then(() => load(address)), Promise.resolve());
          load(worker).then(() => ready(inside));
        }, { once: true });
      });
      document.body.append(frame);
    }

    postMessage(data) {
      this.inside.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data })));
    }
  }

  window.Worker = FrameWorker;
  window.IFrameWorker = FrameWorker; // by this name the worker knows that it is in a frame, and finds its languages
}
