"""Files whose names tell another date or title than their clips have."""

from collections.abc import Iterator

from clipper.analysis.checks.finding import Finding, Subject
from clipper.model import filing, naming


def find_misplaced(subject: Subject) -> Iterator[Finding]:
    """Find a clip whose file clipper would give another name now, because the date or the title was corrected."""
    path, clip = subject.stored.path, subject.clip
    name = naming.new_name(clip)
    if naming.has_name(path, name) or not subject.is_whole or not filing.has_own_shape(path):
        return
    if subject.facts.given_names.is_given_before(path, clip):
        yield subject.finding("has the name of another date or title", fix=f"moved to {name}.md", refile=True)
