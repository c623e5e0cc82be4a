import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import mentorscan

ROOT = Path(__file__).resolve().parents[2]
CONTENT = {"questionnaires": "mentorscan/_bundled/questionnaires", "reports/templates": "mentorscan/_bundled/templates"}
CLEAN = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}


def built(target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, env=CLEAN, check=True, capture_output=True)
    (archive,) = folder.iterdir()
    return archive


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, and finds its dependencies in this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], env=CLEAN, check=True, capture_output=True)
    site = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        env=CLEAN,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


@pytest.mark.parametrize("folder", CONTENT)
def test_the_wheel_holds_every_file_of_a_content_folder_and_no_other(wheel: Path, folder: str) -> None:
    inside = CONTENT[folder] + "/"
    packed = {name.removeprefix(inside) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(inside)}
    assert packed
    assert packed == files_below(ROOT / folder)


@pytest.mark.parametrize("folder", CONTENT)
def test_a_content_folder_holds_no_python(folder: str) -> None:
    assert not [name for name in files_below(ROOT / folder) if name.endswith(".py")]


def test_the_wheel_holds_the_whole_package(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {f"mentorscan/{name}" for name in files_below(ROOT / "src" / "mentorscan")}
    assert package <= names
    assert {name.split("/")[0] for name in names} == {"mentorscan", f"mentorscan-{mentorscan.__version__}.dist-info"}


def test_the_source_archive_holds_what_the_wheel_is_made_of(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    for folder in (*CONTENT, "src/mentorscan"):
        assert {f"{folder}/{name}" for name in files_below(ROOT / folder)} <= names
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names


@pytest.mark.parametrize("arguments", [["--version"], ["instrument", "check"]])
def test_the_installed_wheel_runs_from_any_folder(installed: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [installed / "mentorscan", *arguments], check=False, cwd=tmp_path, env=CLEAN, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_installed_wheel_uses_its_own_files(installed: Path, tmp_path: Path) -> None:
    program = "from mentorscan import resources; print(resources.questionnaires(), resources.templates())"
    done = subprocess.run(
        [installed / "python", "-c", program], cwd=tmp_path, env=CLEAN, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("_bundled") == 2
    assert str(installed.parent) in done.stdout
