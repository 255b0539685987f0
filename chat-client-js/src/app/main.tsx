import { render } from "preact";
import { App } from "./app.js";
import { Boundary } from "./boundary.js";
import { BrokenPage } from "./broken.js";

const root = document.getElementById("app");
if (root !== null) {
  render(
    <Boundary fallback={(error, again) => <BrokenPage error={error} onAgain={again} />}>
      <App />
    </Boundary>,
    root,
  );
  // It tells of a start that failed: this one did not.
  document.getElementById("start")?.remove();
}
