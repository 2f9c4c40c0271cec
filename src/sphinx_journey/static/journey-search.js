/* Keeps what isn't a page's text, such as a post's navigation, out of the excerpts on the search
   page: Sphinx leaves it out of its index by the class "no-search", but not out of these. */
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined" || !Search.htmlToText) return;
  const toText = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".no-search").forEach((part) => part.remove());
    return toText.call(Search, page.documentElement.outerHTML, anchor);
  };
});
