// Python in a worker: the page stays quick while a long text is read. Everything comes from the folder of this file.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = (name) => new URL(name, self.location).href;

async function start() {
  postMessage({ type: "stage", stage: "runtime" });
  const source = fetch(here("bridge.py")).then((answer) => {
    if (!answer.ok) throw new Error(`bridge.py: ${answer.status}`);
    return answer.text();
  });
  source.catch(() => {}); // reported below, where it is awaited
  const python = await loadPyodide({ indexURL: here("pyodide/"), packages: ["jjj-parse"] });
  postMessage({ type: "stage", stage: "library" });
  python.FS.writeFile("bridge.py", await source);
  const bridge = python.pyimport("bridge");
  bridge.read("总投资1亿元", ""); // compiles the patterns while the reader still reads
  postMessage({ type: "ready", version: bridge.version() });
  return bridge;
}

const started = start();
started.catch((error) => postMessage({ type: "failed", message: String(error?.message ?? error) }));

self.onmessage = async ({ data: { id, text, reference } }) => {
  const bridge = await started;
  const began = performance.now();
  try {
    const answer = JSON.parse(bridge.read(text, reference));
    postMessage({ type: "found", id, answer, ms: performance.now() - began });
  } catch (error) {
    const lines = String(error?.message ?? error).trim().split("\n");
    postMessage({ type: "error", id, message: lines[lines.length - 1] });
  }
};
