"""The cache: used where it may be, written whole, pruned, shared."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from images.samples import Shelf, encoded, textured

from sphinx_journey.core.files import PART
from sphinx_journey.pictures.engine import encode, index
from sphinx_journey.pictures.engine.model import Job, Print, Web
from sphinx_journey.pictures.engine.names import derivative_name
from sphinx_journey.pictures.engine.pixels import decode
from sphinx_journey.pictures.engine.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_journey.pictures.engine.model import Prepared

OLD = 1_500_000_000


def sources(folder: Path, number: int = 5, size: tuple[int, int] = (600, 400)) -> list[Path]:
    """Return pictures that are old enough for their dates to be trusted."""
    folder.mkdir(exist_ok=True)
    found = []
    for seed in range(number):
        kind = ("JPEG", "PNG", "WEBP")[seed % 3]
        path = folder / f"picture {seed}.{kind.lower()}"
        path.write_bytes(encoded(textured(size, seed=seed), kind))
        os.utime(path, (OLD, OLD))
        found.append(path)
    return found


def settled(paths: Iterable[Path]) -> None:
    """Wait until a file's last change is so long ago that its state can be trusted."""
    last = max(path.stat().st_ctime for path in paths)
    while time.time() - last < index._RACY / 1e9 + 0.1:
        time.sleep(0.05)


@pytest.fixture
def fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the file system's clock for a fine one, so that nobody waits for seconds."""
    monkeypatch.setattr(index, "_RACY", 100_000_000)


def tree(folder: Path) -> dict[str, bytes]:
    """Return what derivatives and entries there are, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("files", "entries")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file() and path.suffix != PART
    }


def unfinished(folder: Path) -> list[Path]:
    """Return files whose builds were killed while they were written."""
    return list(folder.rglob(f"*{PART}"))


def jobs_of(paths: Iterable[Path], wanted: Web | Print | None = None) -> list[Job]:
    return [Job(path, wanted or Web()) for path in paths]


def test_each_job_is_answered_in_its_order(tmp_path: Path) -> None:
    paths = [*sources(tmp_path / "in", 3), tmp_path / "none.png"]
    jobs = [*jobs_of(reversed(paths)), *jobs_of(paths, Print(1)), *jobs_of(paths)]
    answers = Store(tmp_path / "cache", 2).prepare(jobs)
    assert list(answers) == list(dict.fromkeys(jobs))


@pytest.mark.usefixtures("fine_clock")
def test_a_second_build_encodes_nothing_and_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sources(tmp_path / "in", 3)
    settled(paths)
    jobs = [*jobs_of(paths), *jobs_of(paths, Print(1))]
    first = Store(tmp_path / "cache")
    answers = first.prepare(jobs)
    assert first.encoded > 0
    before = tree(tmp_path / "cache")

    def read(_path: Path) -> bytes:
        raise AssertionError("a source was read again")

    for module in ("index", "making"):
        monkeypatch.setattr(f"sphinx_journey.pictures.engine.{module}.read_file", read)
    second = Store(tmp_path / "cache")
    assert second.prepare(jobs, lambda *_: pytest.fail("progress of nothing")) == answers
    assert second.encoded == 0
    assert tree(tmp_path / "cache") == before


@pytest.mark.usefixtures("fine_clock")
def test_a_changed_picture_is_made_again_and_no_other(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 3)
    settled(paths)
    first = Store(tmp_path / "cache").prepare(jobs_of(paths))
    paths[0].write_bytes(encoded(textured((600, 400), seed=99), "JPEG"))
    seen: list[tuple[int, int, Path]] = []
    store = Store(tmp_path / "cache")
    second = store.prepare(jobs_of(paths), lambda *step: seen.append(step))
    assert seen == [(1, 1, paths[0])]
    job, *others = jobs_of(paths)
    assert store.encoded == len(second[job].fallbacks) + len(second[job].alternatives[0][1])
    assert first[job] != second[job]
    assert [first[other] for other in others] == [second[other] for other in others]


@pytest.mark.usefixtures("fine_clock")
def test_a_change_that_leaves_size_and_date_alone_is_seen(tmp_path: Path) -> None:
    black, white = (
        encoded(textured((60, 40)).point(lambda _, to=to: to), "BMP") for to in (0, 255)
    )
    assert len(black) == len(white)
    path = tmp_path / "a.bmp"
    for wait in (False, True):
        path.write_bytes(black)
        os.utime(path, (OLD, OLD))
        if wait:
            settled([path])
        store = Store(tmp_path / "cache")
        before = store.prepare(jobs_of([path]))
        path.write_bytes(white)
        os.utime(path, (OLD, OLD))
        assert Store(tmp_path / "cache").prepare(jobs_of([path])) != before


def test_a_file_written_a_moment_ago_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be written again before the clock of its file system moves on."""
    source = tmp_path / "a"
    source.write_bytes(b"a")
    status = source.stat()
    moment = max(status.st_mtime_ns, status.st_ctime_ns)
    reads: list[Path] = []

    def read(path: Path) -> bytes:
        reads.append(path)
        return path.read_bytes()

    monkeypatch.setattr("sphinx_journey.pictures.engine.index.read_file", read)
    for age, trusted in ((0, False), (1.9, False), (2.1, True), (-5, False)):
        path = tmp_path / f"{age}.json"
        monkeypatch.setattr("time.time_ns", lambda age=age: moment + int(age * 1e9))
        known = index.Index(path)
        digest = known.digest(source)
        known.save()
        reads.clear()
        assert index.Index(path).digest(source) == digest
        assert (reads == []) == trusted


def test_a_copy_is_made_once_and_named_after_its_file(tmp_path: Path) -> None:
    (path,) = sources(tmp_path / "in", 1)
    copy = path.with_name("copy.jpeg")
    copy.write_bytes(path.read_bytes())
    store = Store(tmp_path / "cache", 2)
    one, other = store.prepare(jobs_of([path, copy])).values()
    assert store.encoded == len(list((tmp_path / "cache/files").rglob("*.*")))
    assert one.fallback is not None
    assert other.fallback is not None
    assert one.fallback.path == other.fallback.path
    assert other.fallback.name == one.fallback.name.replace("picture-0", "copy")


def test_widths_on_paper_that_come_to_the_same_pixels_are_one(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 1)
    store = Store(tmp_path / "cache")
    store.prepare([*jobs_of(paths, Print(1.0, dpi=300)), *jobs_of(paths, Print(2.0, dpi=150))])
    assert store.encoded == 1


def test_another_encoder_or_setting_makes_new_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sources(tmp_path / "in", 1)
    Store(tmp_path / "cache").prepare(jobs_of(paths))
    for wanted in (Web(widths=(480,)), Web(quality=(("webp", 40),)), Web(fallback_widths=(480,))):
        store = Store(tmp_path / "cache")
        store.prepare(jobs_of(paths, wanted))
        assert store.encoded > 0
    monkeypatch.setattr("sphinx_journey.pictures.engine.entries.encoder_versions", lambda: "newer")
    store = Store(tmp_path / "cache")
    store.prepare(jobs_of(paths))
    assert store.encoded > 0


def test_the_versions_of_the_encoders_are_known() -> None:
    versions = encode.encoder_versions()
    assert "Pillow" in versions
    assert "webp None" not in versions


def test_bytes_do_not_depend_on_parallelism_order_or_process(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in")
    wants = (Web(formats=("avif", "webp"), widths=(100, 300)), Web(), Print(1))
    jobs = [job for wanted in wants for job in jobs_of(paths, wanted)]
    Store(tmp_path / "one", 1).prepare(jobs)
    Store(tmp_path / "two", 2).prepare(reversed(jobs))
    Store(tmp_path / "three", 8).prepare(jobs)
    expected = tree(tmp_path / "one")
    assert tree(tmp_path / "two") == tree(tmp_path / "three") == expected
    run = builder(tmp_path / "in", tmp_path / "four")
    run.communicate()
    assert run.returncode == 0
    (tmp_path / "five").mkdir()
    Store(tmp_path / "five").prepare(jobs_of(paths))
    assert tree(tmp_path / "four") == tree(tmp_path / "five")


def test_avif_does_not_depend_on_the_number_of_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    image = textured((600, 400))
    made = []
    for processors in (1, 4):
        monkeypatch.setattr("PIL.AvifImagePlugin.DEFAULT_MAX_THREADS", processors)
        made.append(encode.encode(image, "avif"))
    assert made[0] == made[1]


BUILD = """
import sys
from pathlib import Path
from sphinx_journey.pictures.engine.model import Job, Web
from sphinx_journey.pictures.engine.pixels import decode
from sphinx_journey.pictures.engine.store import Store
folder, cache = map(Path, sys.argv[1:])
store = Store(cache, 2)
jobs = [Job(path, Web()) for path in sorted(folder.iterdir())]
def step(done, of, source):
    print(done, flush=True)
print("begins", flush=True)
store.prepare(jobs, step)
"""


def builder(folder: Path, cache: Path) -> subprocess.Popen[str]:
    """Start a process that prepares all pictures of a folder; it prints a line for each."""
    command = [sys.executable, "-c", BUILD, str(folder), str(cache)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")
def test_a_build_killed_at_any_moment_leaves_nothing_half_made(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 8, (900, 700))
    clean = tmp_path / "clean"
    answers = Store(clean, 2).prepare(jobs_of(paths))
    expected = tree(clean)
    cache = tmp_path / "cache"
    interrupted = 0
    for lines, pause in ((1, 0.0), (1, 0.06), (2, 0.02), (3, 0.01), (5, 0.0)):
        process = builder(tmp_path / "in", cache)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        interrupted += tree(cache) != expected
        # What there is, is whole: each entry names files that are there with their bytes.
        assert tree(cache).items() <= expected.items()
    assert interrupted, "no build was killed at work"
    store = Store(cache, 2)
    repaired = store.prepare(jobs_of(paths))
    assert tree(cache) == expected
    store.prune("html", jobs_of(paths), grace=0)
    assert tree(cache) == expected
    assert unfinished(cache) == []
    assert [name(done) for done in repaired.values()] == [name(done) for done in answers.values()]


def name(done: Prepared) -> str:
    assert done.fallback is not None
    return done.fallback.name


def test_two_processes_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 6)
    processes = [builder(tmp_path / "in", tmp_path / "cache") for _ in range(2)]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    Store(tmp_path / "clean").prepare(jobs_of(paths))
    assert tree(tmp_path / "cache") == tree(tmp_path / "clean")
    assert unfinished(tmp_path / "cache") == []


def test_what_a_build_is_writing_is_kept_and_what_a_killed_one_was_writing_is_not(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "cache"
    Store(cache).prepare(jobs_of(sources(tmp_path / "in", 1)))
    folders = (cache, cache / "files/00", cache / "entries/00", cache / "users")
    for folder in folders:
        folder.mkdir(exist_ok=True)
        (folder / f".killed{PART}").write_bytes(b"whol")
        os.utime(folder / f".killed{PART}", (OLD, OLD))
        (folder / f".at-work{PART}").write_bytes(b"whol")
    Store(cache).prune("html", [], grace=600)
    assert sorted(unfinished(cache)) == sorted(folder / f".at-work{PART}" for folder in folders)


@pytest.mark.usefixtures("fine_clock")
@pytest.mark.parametrize("damage", ["cut", "gone", "entry cut", "entry gone", "index cut"])
def test_a_damaged_cache_is_repaired(damage: str, tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 2)
    cache = tmp_path / "cache"
    settled(paths)
    answers = Store(cache).prepare(jobs_of(paths))
    expected = tree(cache)
    patterns = {"entry": "entries/*/*", "index": "index.json"}
    pattern = patterns.get(damage.split(maxsplit=1)[0], "files/*/*")
    for path in cache.glob(pattern):
        if damage.endswith("gone"):
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-5])
    assert Store(cache).prepare(jobs_of(paths)) == answers
    assert tree(cache) == expected


def test_a_file_damaged_without_a_change_of_its_size_is_made_again(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 2)
    cache = tmp_path / "cache"
    answers = Store(cache).prepare(jobs_of(paths))
    expected = tree(cache)
    later = time.time() + 5
    for path in cache.glob("files/*/*"):
        path.write_bytes(path.read_bytes()[:-5] + b"wrong")
        os.utime(path, (later, later))
    store = Store(cache)
    assert store.prepare(jobs_of(paths)) == answers
    assert store.encoded
    assert tree(cache) == expected


def test_a_cache_that_was_copied_is_compared_once_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sources(tmp_path / "in", 2)
    cache = tmp_path / "cache"
    Store(cache).prepare(jobs_of(paths))
    recent = time.time() - 5
    for path in cache.glob("entries/*/*"):
        os.utime(path, (recent - 5, recent - 5))
    for path in cache.glob("files/*/*"):
        os.utime(path, (recent, recent))
    store = Store(cache)
    store.prepare(jobs_of(paths))
    assert not store.encoded
    monkeypatch.setattr(
        "sphinx_journey.pictures.engine.entries.digest_of", lambda _data: pytest.fail("read")
    )
    store.prepare(jobs_of(paths))
    assert not store.encoded


def test_prune_keeps_what_any_builder_used_last(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 3)
    cache = tmp_path / "cache"
    html, epub = jobs_of(paths), jobs_of(paths, Print(1))
    store = Store(cache)
    store.prepare([*html, *epub])
    assert Store(cache).prune("html", html, grace=3600) == 0, "epub may not have said so yet"
    assert Store(cache).prune("epub", epub, grace=0) == 0
    assert Store(cache).prune("html", html, grace=0) == 0
    whole = tree(cache)
    # A page loses a picture; the other builder still has it.
    pruned = Store(cache).prune("html", html[1:], grace=0)
    assert 0 < pruned < len(whole)
    again = Store(cache)
    again.prepare([*html[1:], *epub])
    assert again.encoded == 0
    assert Store(cache).prune("epub", [], grace=0) > 0
    kept = Store(cache)
    kept.prepare(html[1:])
    assert kept.encoded == 0
    assert Store(cache).prune("html", [], grace=0) > 0
    assert tree(cache) == {}


def test_prune_keeps_what_was_asked_for_a_moment_ago(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 2)
    cache = tmp_path / "cache"
    Store(cache).prepare(jobs_of(paths))
    for path in cache.rglob("*.*"):
        os.utime(path, (OLD, OLD))
    Store(cache).prepare(jobs_of(paths[:1]))  # another build, which hasn't pruned yet
    Store(cache).prune("html", [], grace=600)
    store = Store(cache)
    store.prepare(jobs_of(paths[:1]))
    assert store.encoded == 0
    store.prepare(jobs_of(paths))
    assert store.encoded > 0


def test_prune_keeps_files_whose_entry_is_still_to_come(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Store(cache).prepare(jobs_of(sources(tmp_path / "in", 1)))
    stray = cache / "files/00/00.webp"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of a build at work")
    assert Store(cache).prune("html", [], grace=600) == 0
    assert stray.exists()
    Store(cache).prune("html", [], grace=0)
    assert not stray.exists()


def test_prune_looks_through_the_store_once_in_a_while(tmp_path: Path) -> None:
    """Where this user wants the same as last time; a build without changes shouldn't pay for it."""
    paths = sources(tmp_path / "in", 1)
    cache = tmp_path / "cache"
    Store(cache).prepare(jobs_of(paths))
    Store(cache).prune("html", jobs_of(paths), grace=600)
    stray = cache / "files/00/00.webp"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of a build that was killed")
    os.utime(stray, (OLD, OLD))
    assert Store(cache).prune("html", jobs_of(paths), grace=600) == 0
    (said,) = cache.glob("users/*")
    last = time.time() - 700
    os.utime(said, (last, last))
    assert Store(cache).prune("html", jobs_of(paths), grace=600) == 1
    assert not stray.exists()
    assert time.time() - said.stat().st_mtime < 600, "it counts from this time on"


def test_prune_of_nothing_makes_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path / "cache").prune("html", []) == 0
    assert not (tmp_path / "cache").exists()


def test_progress_counts_the_sources_that_are_encoded(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 4)
    Store(tmp_path / "cache").prepare(jobs_of(paths[:1]))
    steps: list[tuple[int, int, Path]] = []
    Store(tmp_path / "cache", 2).prepare(jobs_of(paths), lambda *one: steps.append(one))
    assert [(done, of) for done, of, _ in steps] == [(1, 3), (2, 3), (3, 3)]
    assert {path for _, _, path in steps} == set(paths[1:])


def test_memory_is_shared_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many work at once, no two pictures are decoded that together are too large."""
    paths = [
        Shelf(tmp_path).put(f"{n}.png", encoded(textured((400, 400), seed=n), "PNG"))
        for n in range(6)
    ]
    at_work, most = [0], [0]

    def counted(*arguments: object) -> object:
        at_work[0] += 1
        most[0] = max(most[0], at_work[0])
        time.sleep(0.02)
        try:
            return decode(*arguments)  # type: ignore[arg-type]
        finally:
            at_work[0] -= 1

    monkeypatch.setattr("sphinx_journey.pictures.engine.derive.decode", counted)
    for budget, at_once in ((400 * 400 * 13, 1), (400 * 400 * 300, 4)):
        monkeypatch.setattr("sphinx_journey.pictures.engine.store._PIXELS", budget)
        most[0] = 0
        Store(tmp_path / f"cache-{budget}", 4).prepare(jobs_of(paths))
        assert (most[0] == 1) == (at_once == 1)


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 1)
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(OSError, match="cache"):
        Store(tmp_path / "cache").prepare(jobs_of(paths))


def test_stores_in_several_threads(tmp_path: Path) -> None:
    paths = sources(tmp_path / "in", 4)
    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(Store(tmp_path / "cache", 2).prepare, jobs_of(paths)) for _ in range(3)]
        answers = [run.result() for run in runs]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    ("stem", "readable"),
    [
        ("two-loops", "two-loops"),
        ("Two Loops (final) 100%", "Two-Loops-final-100"),
        ("..hidden", "hidden"),
        ("a'b\"c<d>&e?f#g", "a-b-c-d-e-f-g"),
        ("Überblick über Café", "Uberblick-uber-Cafe"),
        ("日本語", "picture"),
        ("", "picture"),
        ("-rf", "rf"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 60),
        ("line\nbreak\0null", "line-break-null"),
    ],
)
def test_names_are_readable_and_safe(stem: str, readable: str) -> None:
    made = derivative_name(stem, "3f9c21d7aa0b", "webp", 800)
    assert made == f"{readable}-3f9c21d7aa-800w.webp"
    assert quote(made) == made


def test_files_of_one_name_with_other_bytes_get_other_names(tmp_path: Path) -> None:
    one = sources(tmp_path / "a", 1)
    other = tmp_path / "b" / one[0].name
    other.parent.mkdir()
    other.write_bytes(encoded(textured((600, 400), seed=7), "JPEG"))
    first, second = Store(tmp_path / "cache").prepare(jobs_of([*one, other])).values()
    assert name(first) != name(second)
