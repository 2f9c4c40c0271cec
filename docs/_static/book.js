// What the theme leaves out for readers who don't use a mouse or a screen.
const NAMES = [
  [".sidebar-drawer", { "aria-label": "Contents" }],
  [".toc-drawer", { "aria-label": "On this page" }],
  [".content-icon-container", { role: "navigation", "aria-label": "This page" }],
];
const SCROLLS = "article pre, article .table-wrapper, article .journey-diagram-view";

function name() {
  for (const [selector, attributes] of NAMES) {
    for (const one of document.querySelectorAll(selector)) {
      Object.entries(attributes).forEach(([key, value]) => one.setAttribute(key, value));
    }
  }
}

// What scrolls sideways can be reached, and then moved, with the keyboard.
function reach() {
  const boxes = [...document.querySelectorAll(SCROLLS)];
  const wide = boxes.map((one) => one.scrollWidth > one.clientWidth);
  boxes.forEach((one, at) => {
    if (wide[at]) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  });
}

name();
// To measure is to lay out: that waits until the page can be read.
(window.requestIdleCallback || setTimeout)(reach);
window.addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);
