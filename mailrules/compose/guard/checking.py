"""The guard: every template read, every example a letter, every finding at its line."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from mailrules.compose.guard.branches import unreached
from mailrules.compose.guard.choosing import Bound, Task, choose, unreadable
from mailrules.compose.guard.examples import Tried, try_examples
from mailrules.compose.guard.front import is_described, read
from mailrules.compose.guard.model import File, Guard, Place, Remark, Subject, piece_file
from mailrules.compose.guard.static import examine, mistaken
from mailrules.compose.templates import FILTERS, Library
from mailrules.config import read_bytes
from mailrules.engine import Letter, Run, ignore
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.findings import Finding
from mailrules.message import Message, Unreadable
from mailrules.rendering import Branch, RenderError, anatomy
from mailrules.rules import TEMPLATE_RULES, Binding
from mailrules.wording import Wording

CODES = frozenset(rule.code for rule in TEMPLATE_RULES)
CERTAIN = frozenset({"text", "date", "person", "list", "choice"})  # never empty where required
Progress = Callable[[Sequence[str]], Iterable[str]]


def check_templates(
    paths: Sequence[str],
    bindings: Bound,
    *,
    templates: str | None = None,
    everything: bool = False,
    progress: Progress = iter,
) -> Run:
    """Judge templates and what is made of them, each by the configuration where it lies.

    ``paths`` are templates, pieces (all templates that include them are
    checked) and folders; without any, and with ``everything``, see
    ``choosing.choose``. The run has a letter for each template, ``path`` its
    file, and one beside for each piece that findings are about. Raises
    ConfigErrors where the working folder's configuration is broken, UsageError
    for a folder ``templates`` that is none.
    """
    tasks, strays = choose(paths, bindings, templates, everything=everything)
    letters: dict[str, Letter] = {}
    missed = list(strays)
    for task in tasks:
        check = _Check(task, bindings)
        for error in task.library.piece_errors.values():
            missed += check.illegible(error)
        for path in progress(tuple(task.templates)):
            missed += check.template(path)
        for name in task.pieces:
            missed += check.piece(name)
        for letter in check.letters():
            letters.setdefault(letter.path, letter)
    ordered = sorted(letters.values(), key=lambda letter: letter.path)
    return Run(tuple(ordered), tuple(missed), "templates")


class _Check:
    """The check of one folder: what is said of its files, and which branches were gone through."""

    def __init__(self, task: Task, bindings: Bound) -> None:
        self.task = task
        self.bindings = bindings
        self.files: dict[str, File] = {}
        self.remarks: list[Remark] = []
        self.known: set[Branch] = set()
        self.reached: set[Branch] = set()
        self.in_doubt = False

    def template(self, path: str) -> Iterator[Unreadable]:
        """Judge one template; yield why it cannot be judged."""
        try:
            guard = _guard(self.bindings(path), self.task.library, path)
            yield from self._judge(guard, self._file(path))
        except ConfigErrors as errors:
            yield unreadable(path, errors)
        except ConfigError as error:  # of the file itself
            yield Unreadable(path, Wording(error.key, error.arguments))

    def _judge(self, guard: Guard, file: File) -> tuple[Unreadable, ...]:
        front = read(guard, file)
        subject = front.subject
        self.remarks += front.remarks
        if subject is None or not front.sound:
            self.in_doubt = True
            self.remarks += _besides(subject) if subject else ()
            return ()
        examined = examine(subject)
        self.remarks += examined.remarks
        tried = try_examples(subject) if examined.sound else Tried(failed=True)
        self.remarks += tried.remarks
        if not subject.template.examples:
            self.remarks += guard.remark("TPL006", Place(file), "template-no-example")
        elif examined.anatomy and not tried.failed:
            self.remarks += _unreached(subject, examined.anatomy.branches - tried.reached)
        self.in_doubt |= tried.failed
        self.known |= examined.anatomy.branches if examined.anatomy else set()
        self.reached |= tried.reached
        return tried.unjudged

    def piece(self, name: str) -> Iterator[Unreadable]:
        """Judge one piece as a whole: its syntax, and whether examples reach all of it."""
        library = self.task.library
        if name in library.piece_errors:
            return
        file = piece_file(library, name)
        try:
            guard = _guard(self.bindings(file.path), library, file.path)
            anatomy(library.pieces[name], pieces=library.pieces, filters=FILTERS)
        except ConfigErrors as errors:
            yield unreadable(file.path, errors)
        except RenderError as error:
            if not error.piece:  # else it is the other piece's
                self.remarks += mistaken(guard, Place(file, error.line, error.column), error)
        else:
            left = [one for one in self.known - self.reached if one.piece == name]
            if not self.in_doubt:
                self.remarks += unreached(guard, file, 1, left, frozenset())

    def illegible(self, error: ConfigError) -> Iterator[Unreadable]:
        """Report a piece whose text cannot be read (TPL004), or a file that cannot be opened."""
        reason = Wording(error.key, error.arguments)
        try:
            file = self._file(error.path)
            guard = _guard(self.bindings(error.path), self.task.library, error.path)
        except (ConfigError, ConfigErrors):
            yield Unreadable(error.path, reason)
            return
        place = Place(file, error.line, error.column)
        self.remarks += guard.remark("TPL004", place, "template-front-matter", reason=reason)

    def letters(self) -> Iterator[Letter]:
        """Yield the files: templates, and the pieces that something is said of."""
        said: dict[str, list[Finding]] = {path: [] for path in self.task.templates}
        for remark in self.remarks:
            self.files.setdefault(remark.file.path, remark.file)
            said.setdefault(remark.file.path, []).append(remark.finding)
        for path, findings in said.items():
            if path in self.files:
                once = ignore(_each_once(findings), path, self.bindings(path))
                ordered = tuple(sorted(once, key=lambda finding: finding.order))
                beside = path not in self.task.templates
                yield Letter(path, 0, None, ordered, beside=beside, text=self.files[path].text)

    def _file(self, path: str) -> File:
        text = read_bytes(path).decode("utf-8-sig", "replace")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return self.files.setdefault(path, File(path, text))


def _guard(binding: Binding, library: Library, path: str) -> Guard:
    active = binding.active(Message(b""), path)
    return Guard(
        binding,
        library,
        {rule.code: severity for rule, severity, _ in active if rule.code in CODES},
    )


def _besides(subject: Subject) -> Iterator[Remark]:
    """Yield what is wrong with the body of a template whose front matter is wrong, too."""
    for remark in examine(subject).remarks:
        code = remark.finding.code
        lacking = code == "TPL002" and not is_described(subject.file, remark.finding)
        if code == "TPL001" or lacking:
            yield remark


def _unreached(subject: Subject, branches: Iterable[Branch]) -> Iterator[Remark]:
    """Report the template's own branches that no example reaches; a piece's are the piece's."""
    fields = subject.template.fields
    certain = frozenset(one.name for one in fields if one.required and one.type in CERTAIN)
    own = (branch for branch in branches if not branch.piece)
    return unreached(subject.guard, subject.file, subject.template.body_line, own, certain)


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once: what several examples or templates show is said together."""
    said: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        key = (one.code, one.location, one.message.key, str(one.message.arguments))
        first = said.setdefault(key, one)
        if first.code == "TPL002":  # every template that lacks the name
            more = tuple(other for other in one.related if other not in first.related)
            said[key] = structs.replace(first, related=(*first.related, *more))
    return list(said.values())
