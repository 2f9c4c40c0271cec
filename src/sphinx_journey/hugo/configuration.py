"""What a Hugo site's configuration says, as a `Site`.

Source: https://gohugo.io/configuration/all/, and ``hugo config`` of Hugo 0.168.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..core.problems import short_repr
from .config_files import Configuration, configuration_of, read_configuration
from .expressions import compiled
from .model import Language, Mount, Permalink, Site
from .paths import lower
from .permalinks import unknown_token
from .settings import HELD_BACK, Settings, as_flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ..core.problems import Problem

_KINDS: Final = ("page", "home", "section", "taxonomy", "term")
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
_DATES: Final = ("date", "publishdate", "lastmod", "expirydate")
_MANY_STATIC: Final = range(11)


def read_site(
    root: Path, over: Mapping[str, object] = _NOTHING, *, has_files: bool = True
) -> tuple[Site, tuple[Problem, ...]]:
    """Read the configuration of the Hugo site in a folder. Nothing of it is run.

    Args:
        root: the folder.
        over: values that go before those of the files, by Hugo's names, nested as in a file.
        has_files: whether there is a configuration in the folder.

    Returns:
        The site, with Hugo's defaults for what isn't said or is wrong; and what is wrong, with
        paths relative to the site.
    """
    found = read_configuration(root, over) if has_files else configuration_of(over)
    site = _site(found, root)
    return site, tuple(dict.fromkeys(found.problems))


def _site(found: Configuration, root: Path) -> Site:
    whole = Settings(found, root, found.data)
    params = whole.mapping("params")
    languages, disabled, default = _languages(whole, params)
    configured = whole.mapping("languages").values()
    mounts = tuple(_mounts(whole))
    ignored = tuple(_ignored(whole))
    return Site(
        root=root,
        title=whole.text("title")
        or next((one.title for one in languages if one.code == default), ""),
        base_url=whole.text("baseURL"),
        languages=tuple(_mounted(one, mounts) for one in languages),
        default_language=default,
        default_language_in_subdir=whole.flag("defaultContentLanguageInSubdir"),
        disabled_languages=disabled,
        is_multihost=bool(configured)
        and all(isinstance(own, dict) and own.get("baseurl") for own in configured),
        mounts=mounts,
        static_dirs=_static_dirs(whole),
        ignore_files=ignored,
        permalinks=tuple(_permalinks(whole)),
        dates=_dates(whole.inner("frontmatter")),
        time_zone=whole.text("timeZone"),
        has_cjk_language=whole.flag("hasCJKLanguage"),
        main_sections=whole.inner("params").texts("mainSections") or whole.texts("mainSections"),
        params=params,
        enable_emoji=whole.flag("enableEmoji"),
        markup=whole.mapping("markup"),
        ugly_urls=_ugly_urls(whole),
        keeps_case=whole.flag("disablePathToLower"),
        removes_accents=whole.flag("removePathAccents"),
        canonifies=whole.flag("canonifyURLs"),
        cascade=whole.get("cascade"),
        holds_back=found.hides_publication,
    )


def _languages(
    whole: Settings, params: Mapping[str, object]
) -> tuple[tuple[Language, ...], tuple[str, ...], str]:
    """Return the languages, the codes of those that are switched off, and the default's."""
    default = lower(whole.text("defaultContentLanguage", "en")) or "en"
    content_dir = _content_dir(whole, ("content",))
    title, every = whole.text("title"), whole.inner("languages")
    off = {lower(code) for text in whole.texts("disableLanguages") for code in text.split()}
    made: list[Language] = []
    for code, value in every.data.items():
        own = every.inner(code)
        if own.data or value in ({}, None):
            made.append(
                Language(
                    code=code,
                    title=own.text("title", title),
                    base_url=own.text("baseURL"),
                    content_dirs=_content_dir(own, content_dir),
                    weight=own.number("weight"),
                    permalinks=tuple(_permalinks(own)) if "permalinks" in own.data else None,
                    params=_over(params, own.mapping("params")),
                )
            )
            if own.flag("disabled"):
                off.add(code)
    if not made:
        made = [Language(default, title, content_dirs=content_dir, params=params)]
    made.sort(key=lambda language: (language.weight == 0, language.weight, language.code))
    if default not in {language.code for language in made}:
        message = (
            f"defaultContentLanguage is {short_repr(default)}, which isn't among the languages. "
            f"{short_repr(made[0].code)} is used."
        )
        whole.complain(message, "defaultContentLanguage")
        default = made[0].code
    if default in off:
        whole.complain(
            f"The default language {short_repr(default)} can't be disabled. It isn't.",
            "languages",
            default,
        )
        off.discard(default)
    kept = tuple(language for language in made if language.code not in off)
    return kept, tuple(sorted(off)), default


def _content_dir(settings: Settings, default: tuple[str, ...]) -> tuple[str, ...]:
    value = settings.text("contentDir")
    folder = settings.folder("contentDir", value, HELD_BACK) if value else None
    if value and folder is None:
        settings.hold_back()
    return (folder,) if folder else default


def _ignored(whole: Settings) -> Iterator[str]:
    for pattern in whole.texts("ignoreFiles"):
        if compiled(pattern) is None:
            whole.complain(
                f"{short_repr(pattern)} of ignoreFiles isn't a regular expression that can be "
                f"read. {HELD_BACK}",
                "ignoreFiles",
            )
            whole.hold_back()
        yield pattern


def _over(weaker: Mapping[str, object], stronger: Mapping[str, object]) -> Mapping[str, object]:
    """Return two mappings as one, recursively."""
    made = copy.copy(dict(weaker))
    for key, value in stronger.items():
        old = made.get(key)
        made[key] = (
            _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return made


def _static_dirs(whole: Settings) -> tuple[str, ...]:
    keys = ("staticDir", *(f"staticDir{number}" for number in _MANY_STATIC))
    folders = (whole.folder(key, text) for key in keys for text in whole.texts(key))
    return tuple(dict.fromkeys(folder for folder in folders if folder)) or ("static",)


def _mounts(whole: Settings) -> Iterator[Mount]:
    module = whole.inner("module")
    mounts = module.get("mounts")
    if mounts and not (isinstance(mounts, list) and all(isinstance(one, dict) for one in mounts)):
        module.wrong("mounts", mounts, "a list of mappings")
        return
    for mount in mounts if isinstance(mounts, list) else []:
        own = module.item("mounts", mount)
        source, target = own.text("source"), own.text("target").replace("\\", "/").strip("/")
        if target.partition("/")[0] not in {"content", "static"} or not source:
            continue
        folder = module.folder("mounts", source)
        if target.startswith("content/"):
            module.complain(
                f"module.mounts mounts {short_repr(source)} to {short_repr(target)}. Only what is "
                "mounted to 'content' itself is read, so there are no pages of it here.",
                "mounts",
            )
        files = (
            *own.texts("files"),
            *own.texts("includeFiles"),
            *(f"! {one}" for one in own.texts("excludeFiles")),
        )
        if folder is not None and module.folder("mounts", target) == target:
            for language in _mount_languages(own):
                yield Mount(folder, target, lower(language), files)


def _mounted(language: Language, mounts: Sequence[Mount]) -> Language:
    """Return a language with the folder that is mounted as its content."""
    found = [one for one in mounts if one.target == "content"]
    own = [one for one in found if one.language == language.code]
    sources = [one.source for one in own or found if one.language in {"", language.code}]
    folders = tuple(dict.fromkeys(sources))
    return replace(language, content_dirs=folders) if folders else language


def _mount_languages(mount: Settings) -> Sequence[str]:
    matrix = mount.inner("sites").inner("matrix")
    return matrix.texts("languages") or (mount.text("lang"),)


def _permalinks(settings: Settings) -> Iterator[Permalink]:
    """Yield the rules of a site or language, in each of the forms that they may have."""
    value = settings.get("permalinks")
    if isinstance(value, list):
        rules = list(_listed_permalinks(value))
    else:
        # Hugo takes sections in any order; the narrowest is what an author means.
        by_length = sorted(settings.mapping("permalinks").items(), key=lambda item: -len(item[0]))
        rules = list(_mapped_permalinks(by_length))
    for keys, rule in rules:
        if rule is None:
            message = (
                f"permalinks has {short_repr(keys[-1])}, which isn't a rule. It isn't used. "
                "Write a pattern for a section, as in posts = '/:year/:slug/'."
            )
        elif token := unknown_token(rule.pattern):
            message = (
                f"The permalink {short_repr(rule.pattern)} has {short_repr(f':{token}')} in it, "
                "which Hugo doesn't know. It isn't used."
            )
        else:
            yield rule
            continue
        settings.complain(message, "permalinks", *keys)


def _mapped_permalinks(
    items: Sequence[tuple[str, object]],
) -> Iterator[tuple[tuple[str, ...], Permalink | None]]:
    for key, value in items:
        if isinstance(value, str):
            yield (key,), Permalink(value, "page", _glob_of(key))
            yield (key,), Permalink(value, "term", _glob_of(key))
        elif isinstance(value, dict) and key in _KINDS:
            for section, pattern in sorted(value.items(), key=lambda item: -len(item[0])):
                is_text = isinstance(pattern, str)
                rule = Permalink(pattern, key, _glob_of(section)) if is_text else None
                yield (key, section), rule
        else:
            yield (key,), None


def _listed_permalinks(
    values: Sequence[object],
) -> Iterator[tuple[tuple[str, ...], Permalink | None]]:
    for value in values:
        rule = value if isinstance(value, dict) else {}
        pattern, target = rule.get("pattern"), rule.get("target", {})
        if not isinstance(pattern, str) or not isinstance(target, dict):
            yield (short_repr(value),), None
        else:
            kind, path = (lower(str(target.get(key) or "")) for key in ("kind", "path"))
            yield ("pattern",), Permalink(pattern, kind, path)


def _glob_of(section: str) -> str:
    name = section.strip(" /")
    return f"/{{{name},{name}/**}}" if name else "/*"


def _dates(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    keys = (key for key in _DATES if key in settings.data)
    return {key: tuple(map(lower, settings.texts(key))) for key in keys}


def _ugly_urls(whole: Settings) -> bool | Mapping[str, bool]:
    value = whole.get("uglyURLs")
    if isinstance(value, dict):
        return {section: bool(as_flag(is_ugly)) for section, is_ugly in value.items()}
    return whole.flag("uglyURLs")
