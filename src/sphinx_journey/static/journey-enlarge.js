// Shows a picture larger, in a dialog of the browser's own: Escape closes it, the keyboard stays
// inside, and the focus returns to the picture. Without this script the link leads to the picture.
(() => {
  "use strict";

  let dialog = null;

  const made = () => {
    if (dialog) return dialog;
    dialog = document.createElement("dialog");
    dialog.className = "journey-enlarged";
    const close = document.createElement("button");
    close.type = "button";
    close.className = "journey-enlarged-close";
    close.textContent = "\u00d7";
    close.addEventListener("click", () => dialog.close());
    dialog.append(close);
    // A click beside the picture, or on it, closes as well.
    dialog.addEventListener("click", () => dialog.close());
    document.body.append(dialog);
    return dialog;
  };

  const enlarge = (link) => {
    const box = made();
    const picture = (link.querySelector("picture") || link.querySelector("img")).cloneNode(true);
    const image = picture.matches("img") ? picture : picture.querySelector("img");
    for (const part of [image, ...picture.querySelectorAll("source")]) {
      if (part.hasAttribute("sizes")) part.setAttribute("sizes", "100vw");
    }
    const own = image.style.cssText.match(/--journey-(?:width|height): [^;]+;/g) || [];
    for (const name of ["class", "style", "id", "loading", "fetchpriority"]) {
      image.removeAttribute(name);
    }
    picture.removeAttribute("class");
    // A vector picture fills the window; others are shown at most in their own size.
    if (/\.svg$/.test(link.pathname)) image.className = "journey-vector";
    else if (image.hasAttribute("width")) image.style.maxWidth = `min(100%, ${image.width}px)`;
    box.setAttribute("aria-label", image.alt);
    box.querySelector("button").setAttribute("aria-label", link.dataset.close);
    while (box.children.length > 1) box.lastElementChild.remove();
    if (own.length) {
      // A diagram isn't made smaller than its letters need: a large one scrolls, by keyboard too.
      const room = document.createElement("div");
      room.className = "journey-enlarged-room";
      room.tabIndex = 0;
      image.style.cssText = own.join("");
      room.append(picture);
      box.append(room);
    } else box.append(picture);
    box.showModal();
  };

  // Sphinx's own script keeps Escape from the browser where no button has the focus.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dialog?.open) dialog.close();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.journey-enlarge");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    enlarge(link);
  });
})();
