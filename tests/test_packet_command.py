"""`rashomon packet` as a person uses it: files, lines on the terminal, exit codes, and what stands in the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import build, disk
from generator.cli import rashomon
from generator.edition import Edition
from generator.packet.manuscript import Choice, Copy, Paper, Variant
from generator.packet.printing import Format, Order, file_name
from generator.shelf import RECORD
from tests.golden import HEARS_CTRL_C, ROOT, project
from tests.rights import sample_with

STORY = "mill-bridge"
COPIES = [copy.value for copy in Copy]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with one story of two articles."""
    return project(None, tmp_path / "project")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Every copy of the sample in every format, and what was said."""
    out = tmp_path_factory.mktemp("sample") / "for class 7b"
    return out, run("--format", "all", "--out", str(out), "--project", str(ROOT))


def run(*arguments: str, **environment: str | None) -> Result:
    return CliRunner(env=environment).invoke(rashomon, ["packet", *arguments], prog_name="rashomon")


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "packet", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def letters(text: str) -> str:
    """What of a text no setting can change: not spaces, hyphens or quotation marks."""
    return "".join(filter(str.isalpha, text))


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.name != RECORD)


@pytest.mark.xdist_group("packet-sample")
def test_every_copy_of_the_sample_is_printed_in_every_format(sample: tuple[Path, Result]) -> None:
    """Nine files, each of which is what its name says, and a line for each with its size."""
    out, done = sample
    assert done.exit_code == 0, done.output
    assert names(out) == sorted(
        f"venezuela-strikes-{copy}.{form}" for copy in COPIES for form in ("pdf", "epub", "docx")
    )
    for path in out.glob("*.pdf"):
        assert path.read_bytes().startswith(b"%PDF-")
    for path in (*out.glob("*.epub"), *out.glob("*.docx")):
        assert zipfile.ZipFile(path).testzip() is None
    lines = done.output.splitlines()
    assert len(lines) == 9
    assert all(line.partition(": ")[0].endswith(name) for line, name in zip(lines, listed(done), strict=True))
    assert all(" page" in line for line in lines if ".pdf: " in line)


def listed(done: Result) -> list[str]:
    """The names of the files in the order of the lines."""
    return [Path(line.partition(": ")[0]).name for line in done.output.splitlines()]


@pytest.mark.xdist_group("packet-sample")
def test_only_the_teachers_copy_holds_an_answer(sample: tuple[Path, Result]) -> None:
    """What pupils get has none."""
    out, _ = sample
    questions = build.load(ROOT).corpus.stories[0].file.teaching.questions
    beginnings = [letters(question.answer)[:40] for question in questions]
    texts = {copy: letters(text_of(out / f"venezuela-strikes-{copy}.pdf")) for copy in COPIES}
    assert beginnings and all(answer in texts["teacher"] for answer in beginnings)
    assert not [answer for answer in beginnings if answer in texts["student"] + texts["discussion"]]


def test_without_options_all_three_copies_are_printed_as_pdf(folder: Path) -> None:
    """The story is the only one; the folder is packets/ in the project."""
    done = process(cwd=folder / "corpus")
    assert done.returncode == 0, done.stderr
    assert names(folder / "packets") == sorted(f"{STORY}-{copy}.pdf" for copy in COPIES)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("order", "edition", "name"),
    [
        (Order(Choice()), Edition.CLASSROOM, "mill-bridge-student.pdf"),
        (Order(Choice(Copy.TEACHER, paper=Paper.LETTER)), Edition.CLASSROOM, "mill-bridge-teacher-letter.pdf"),
        (Order(Choice(paper=Paper.LETTER), Format.EPUB), Edition.CLASSROOM, "mill-bridge-student.epub"),
        (Order(Choice(paper=Paper.LETTER), Format.DOCX), Edition.CLASSROOM, "mill-bridge-student-letter.docx"),
        (Order(Choice(variant=Variant.EASY_READ)), Edition.CLASSROOM, "mill-bridge-student-easy-read.pdf"),
        (Order(Choice(), articles=("hill-radio",)), Edition.CLASSROOM, "mill-bridge-student-1-article-e3f3.pdf"),
        (
            Order(Choice(Copy.DISCUSSION, Variant.LARGE_PRINT, Paper.LETTER, True, True), articles=("a", "b")),
            Edition.PUBLIC,
            "mill-bridge-discussion-large-print-blind-excerpt-2-articles-c868-public-letter.pdf",
        ),
    ],
)
def test_a_name_says_what_is_not_usual(order: Order, edition: Edition, name: str) -> None:
    """Two packets that differ never have one name."""
    assert file_name(STORY, order, edition) == name


def test_two_pairs_of_articles_have_two_names() -> None:
    """The packet of one pair never takes the place of another's; in which order a pair is named does not matter."""
    pairs = [("a", "b"), ("c", "d"), ("b", "a")]
    first, second, again = (file_name(STORY, Order(Choice(), articles=pair), Edition.CLASSROOM) for pair in pairs)
    assert first == again != second


def test_articles_without_a_name_are_a_mistake(folder: Path) -> None:
    """`--articles ""` is a slip in a script, not a wish for all of them."""
    done = run(STORY, "--articles", " , ", "--project", str(folder))
    assert "--articles names no article" in str(done.exception) and not (folder / "packets").exists()


def test_the_options_reach_the_packet(folder: Path) -> None:
    """One large, blind packet of one article on Letter paper: the other article is not in it, nor the outlet."""
    options = ("--edition", "student", "--variant", "large-print", "--articles", "hill-radio", "--blind")
    done = run(STORY, *options, "--excerpt", "--paper", "letter", "--project", str(folder))
    assert done.exit_code == 0, done.output
    (name,) = names(folder / "packets")
    assert name == "mill-bridge-student-large-print-blind-excerpt-1-article-e3f3-letter.pdf"
    printed = text_of(folder / "packets" / name)
    assert "the cracks are still there" in printed
    assert "Critics called the plan a gamble" not in printed
    told = subprocess.run(["pdfinfo", folder / "packets" / name], capture_output=True, text=True, check=True).stdout
    assert "612 x 792" in told


def test_articles_are_named_with_commas_or_one_by_one(folder: Path) -> None:
    """Both give the same packet, whatever the order; the order of the packet is that of the days."""
    shelves = [folder.parent / "one", folder.parent / "two"]
    for out, named in zip(
        shelves,
        [("--articles", "hill-radio, valley-gazette"), ("--articles", "valley-gazette", "--articles", "hill-radio")],
        strict=True,
    ):
        done = run(STORY, "--edition", "student", *named, "--out", str(out), "--project", str(folder))
        assert done.exit_code == 0, done.output
    assert disk.tree(shelves[0]) == disk.tree(shelves[1]) != {}


def test_the_public_packet_holds_no_more_words_than_the_rights_allow(tmp_path: Path) -> None:
    """`--rights public`, or the edition of mkdocs.yml, leaves out the text of an article that may only be linked."""
    root = sample_with(tmp_path / "project", {"slay-news": "link"})
    asked = ("--edition", "teacher", "--project", str(root))
    assert run(*asked).exit_code == run(*asked, "--rights", "public").exit_code == 0
    whole, public = (text_of(root / f"packets/venezuela-strikes-teacher{more}.pdf") for more in ("", "-public"))
    assert "funnels its poison" in whole and "funnels its poison" not in public


def test_a_public_packet_that_holds_nearly_all_of_a_text_is_noted(tmp_path: Path) -> None:
    """Where marks stand densely, the sentences around them are the text: whoever publishes it should know."""
    root = sample_with(tmp_path / "project", {"slay-news": "link"})
    asked = ("--edition", "student", "--project", str(root))
    told = run(*asked, "--rights", "public").stderr
    assert "note: unnamed-within-hours: its rights say `publish: excerpt`, and that shows 99% of its words" in told
    assert "slay-news" not in told
    assert "note" not in run(*asked).stderr


def test_the_edition_of_mkdocs_yml_is_that_of_the_packet(tmp_path: Path) -> None:
    """Without `--rights` the site's edition holds, also in a file with MkDocs' own tags."""
    root = sample_with(tmp_path / "project", {"slay-news": "link"})
    asked = ("--edition", "teacher", "--project", str(root))
    config = root / "mkdocs.yml"
    tagged = "[attr_list, toc, {pymdownx.snippets: {base_path: [!relative $config_dir]}}]"
    text = config.read_text("utf-8").replace("- rashomon\n", "- rashomon: {edition: public}\n")
    config.write_text(text.replace("[attr_list, toc]", tagged), "utf-8")
    assert "!relative" in config.read_text("utf-8")
    assert run(*asked).exit_code == 0 and names(root / "packets") == ["venezuela-strikes-teacher-public.pdf"]


def test_a_story_that_is_not_there_is_answered_with_the_nearest(folder: Path) -> None:
    """Exit code 2, no traceback, and no folder is made."""
    done = process("mill-brigde", cwd=folder)
    assert done.returncode == 2
    assert done.stderr == "rashomon: there is no story 'mill-brigde'; did you mean 'mill-bridge'?\n"
    assert not (folder / "packets").exists()


@pytest.mark.parametrize(("named", "help_"), [("hill-raido", "did you mean 'hill-radio'?"), ("x", "known: hill-radio")])
def test_an_article_that_is_not_there_is_answered_with_the_nearest(folder: Path, named: str, help_: str) -> None:
    """Also where the others are right."""
    done = run("--articles", f"valley-gazette,{named}", "--project", str(folder))
    assert f"the story 'mill-bridge' has no article {named!r} to print; {help_}" in str(done.exception)


def test_with_two_stories_one_must_be_named(folder: Path) -> None:
    """The message names them."""
    shutil.copytree(folder / "annotations/mill-bridge", folder / "annotations/old-mill")
    for path in (folder / "annotations/old-mill").rglob("notes.yml"):
        path.unlink()
    story = folder / "annotations/old-mill/story.yml"
    story.write_text("title: t\nsummary: s\nquestion: q\n")
    done = process(cwd=folder)
    assert done.returncode == 2
    assert done.stderr == (
        "rashomon: there are 2 stories: mill-bridge, old-mill; name the one you mean: rashomon packet STORY\n"
    )
    assert "has no article that may be printed; add one" in process("old-mill", cwd=folder).stderr


def test_an_article_that_may_not_be_published_is_not_printed(tmp_path: Path) -> None:
    """`publish: none` is said where the article is asked for."""
    root = sample_with(tmp_path / "project", {"slay-news": "none"})
    done = run("--articles", "slay-news", "--project", str(root))
    assert "has no article 'slay-news' to print; its rights say `publish: none`" in str(done.exception)


def test_nothing_is_printed_while_a_quote_is_lost(tmp_path: Path) -> None:
    """The findings are shown as `rashomon check` shows them; the exit code is 1."""
    root = project("quote-not-found", tmp_path / "project")
    done = process(cwd=root)
    assert done.returncode == 1
    assert "error[quote-not-found]" in done.stdout and done.stderr == "nothing was printed: 1 finding\n"
    assert not (root / "packets").exists()


def test_a_letter_that_no_face_has_is_a_warning(folder: Path) -> None:
    """The packet is printed, so the exit code is 0; what is amiss is shown once, not for every copy."""
    article = folder / "corpus/mill-bridge/hill-radio.md"
    article.write_text(article.read_text("utf-8").replace("wanted to be named", "wanted (漢) to be named"), "utf-8")
    done = process(cwd=folder)
    assert done.returncode == 0, done.stderr
    assert len(names(folder / "packets")) == 3
    assert done.stdout.count("warning[character-not-in-fonts]") == 1
    assert "--> corpus/mill-bridge/hill-radio.md" in done.stdout


def test_a_second_run_gives_the_same_bytes_and_says_so(folder: Path) -> None:
    """There is no clock in a packet."""
    run("--format", "all", "--project", str(folder))
    before = disk.tree(folder / "packets")
    done = run("--format", "all", "--project", str(folder))
    assert all(line.endswith(", unchanged") for line in done.output.splitlines())
    assert disk.tree(folder / "packets") == before != {}


def test_a_docx_that_a_teacher_has_changed_is_left_alone(folder: Path) -> None:
    """It is named before anything is set, with the remedy, and no other file is touched."""
    asked = ("--edition", "teacher", "--format", "pdf", "--format", "docx")
    run(*asked, "--project", str(folder))
    changed = folder / "packets/mill-bridge-teacher.docx"
    changed.write_bytes(changed.read_bytes() + b"my own question")
    story = folder / "annotations/mill-bridge/story.yml"
    story.write_text(story.read_text().replace("Is the mill bridge safe?", "Who says that the bridge is safe?"))
    before = disk.tree(folder / "packets")
    done = process(*asked, cwd=folder)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == (
        f"rashomon: {changed} was changed since it was printed, and is left as it is; move it or give it another "
        "name, or print into another folder with --out\n"
    )
    assert disk.tree(folder / "packets") == before
    changed.rename(changed.with_name("monday.docx"))
    assert process(*asked, cwd=folder).returncode == 0
    assert (folder / "packets/monday.docx").read_bytes().endswith(b"my own question")


def test_source_date_epoch_is_the_moment_of_the_file(folder: Path) -> None:
    """The same moment gives the same bytes, another moment others."""
    found = []
    for epoch in ("1767225600", "1767225600", "1767312000", None):
        out = folder.parent / f"out-{len(found)}"
        run("--format", "all", "--out", str(out), "--project", str(folder), SOURCE_DATE_EPOCH=epoch)
        found.append({name: digest for name, digest in disk.tree(out).items() if name != RECORD})
    assert found[0] == found[1] and len(found[0]) == 9
    assert all(found[0][name] != found[2][name] != found[3][name] for name in found[0])


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1767225600.5", "٣", "9" * 5000, "99999999999"])
def test_a_source_date_epoch_that_is_no_moment_is_named(folder: Path, epoch: str) -> None:
    """The message says what must stand there."""
    done = run("--project", str(folder), SOURCE_DATE_EPOCH=epoch)
    assert "SOURCE_DATE_EPOCH is " in str(done.exception)
    assert "a whole number of seconds since 1 January 1970" in str(done.exception)
    assert not (folder / "packets").exists()


@pytest.mark.parametrize("epoch", ["0", "1"])
def test_a_moment_that_no_zip_can_name_becomes_the_earliest(folder: Path, epoch: str) -> None:
    """Build systems set such values."""
    assert run("--format", "all", "--project", str(folder), SOURCE_DATE_EPOCH=epoch).exit_code == 0


@pytest.mark.parametrize(("module", "form"), [("typst", "pdf"), ("docx", "docx")])
def test_without_the_extra_the_command_that_installs_it_is_named(
    folder: Path, tmp_path: Path, module: str, form: str
) -> None:
    """Before anything is written. An EPUB needs no extra."""
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / f"{module}.py").write_text(f"raise ModuleNotFoundError(\"No module named '{module}'\", name='{module}')")
    path = os.pathsep.join([str(absent), str(ROOT)])
    done = process("--format", form, cwd=folder, PYTHONPATH=path)
    assert done.returncode == 2
    assert done.stderr == (
        f"rashomon: {form.upper()} needs the packages of the extra `packet`; install them with: "
        f"{sys.executable} -m pip install 'rashomon[packet]'\n"
    )
    assert not (folder / "packets").exists()
    assert process("--format", "epub", cwd=folder, PYTHONPATH=path).returncode == 0


def test_an_interruption_leaves_whole_files_and_the_next_run_goes_on(folder: Path) -> None:
    """Ctrl+C after the first file: exit code 130, and what stands there is recorded and complete."""
    command = [sys.executable, "-u", "-m", "generator", "packet", "--format", "all"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*HEARS_CTRL_C, *command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        started.stdout.readline()
        started.send_signal(signal.SIGINT)
        started.communicate()
    assert started.returncode == 130
    out = folder / "packets"
    record = json.loads((out / RECORD).read_text())
    assert 0 < len(names(out)) < 9
    assert all(disk.digest(out / name) in record[name] for name in names(out))
    assert process("--format", "all", cwd=folder).returncode == 0
    assert len(names(out)) == 9


def test_help_fits_a_narrow_terminal() -> None:
    """At 60 columns no line is cut in the middle of a word or runs over."""
    done = CliRunner().invoke(rashomon, ["packet", "--help"], prog_name="rashomon", terminal_width=60)
    assert max(map(len, done.output.splitlines())) <= 60
