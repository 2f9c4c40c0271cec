"""Contrast, as WCAG 2.2 defines it, of what a browser shows."""

CONTRAST = """
const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
const luminance = (colors) => {
  for (const color of ["white", ...colors]) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
  const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (element) => {
  const grounds = [];
  for (let at = element; at; at = at.parentElement)
    grounds.unshift(getComputedStyle(at).backgroundColor);
  const ground = luminance(grounds);
  const ink = luminance([...grounds, getComputedStyle(element).color]);
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
};
"""
"""``contrast(element)``: of its text to what stands behind it, from 1 to 21, in any color space."""
