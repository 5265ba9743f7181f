// Search, made to find Russian words in all their forms, and to work from disk.
// Material asks a worker; what it is asked goes through here first.

// The index holds words as they are written and finds them by their beginning, so a Russian
// word is asked for without its ending: «письмо» finds «письма» and «письмом».
const ENDING =
  /(ами|ями|ого|его|ому|ему|ыми|ими|ов|ев|ах|ях|ам|ям|ом|ем|ой|ей|ый|ий|ую|юю|ая|яя|ое|ее|ые|ие|ия|ию|ии|ых|их|[аеёиоуыэюяйь])$/;
const shortened = (word) => (word.length > 4 ? word.replace(ENDING, "") : word);
const asked = (message) =>
  message && typeof message.data === "string"
    ? { ...message, data: message.data.replace(/[а-яё]+/gi, (word) => shortened(word.toLowerCase())) }
    : message;

// Browsers start no worker for a page opened from disk (file:). There, a hidden frame does its
// work; Material looks for this name, and waits for what importScripts returns.
class IFrameWorker extends EventTarget {
  constructor(url) {
    super();
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    document.body.append(this.frame);
    const inner = this.frame.contentWindow;
    addEventListener("message", (event) => {
      if (event.source !== inner) return;
      this.dispatchEvent(new MessageEvent("message", { data: event.data }));
    });
    this.ready = new Promise((resolve) => {
      inner.started = resolve;
    });
    inner.document.open();
    inner.document.write(`<body><script>
      postMessage = (data) => parent.postMessage(data, "*");
      importScripts = async (...sources) => {
        for (const src of sources)
          await new Promise((onload, onerror) =>
            document.body.append(Object.assign(document.createElement("script"), { src, onload, onerror })));
      };
    </${"script"}><script src="${url}" onload="started()"></${"script"}></body>`);
    inner.document.close();
  }
  postMessage(message) {
    const inner = this.frame.contentWindow;
    this.ready.then(() => inner.dispatchEvent(new MessageEvent("message", { data: message })));
  }
  terminate() {
    this.frame.remove();
  }
}

const fromDisk = location.protocol === "file:";
if (fromDisk) window.IFrameWorker = IFrameWorker;
window.Worker = class extends (fromDisk ? IFrameWorker : Worker) {
  postMessage(message) {
    super.postMessage(asked(message));
  }
};
