"""Change tags: rename, merge, split or remove a tag in every clip, apply the owner's rules, or tag some clips.

Each function returns a Plan, or raises an error that says why there is none; `apply_rules` returns the number of clips
of each rule too. Nothing is written here.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from clipper import clipfile, query
from clipper.errors import NotFoundError, RefusedError, UsageError
from clipper.library.plan import Plan
from clipper.model.clip import StoredClip
from clipper.model.deeds import Deed, list_details
from clipper.model.fields import validate_tag
from clipper.model.tags import near_misses, spelling_in
from clipper.model.tags import rename as rename_tag
from clipper.query.haystack import tag_key
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from collections import Counter

    from clipper.analysis.rules import TagRule
    from clipper.library import Library


def rename(library: "Library", old: str, new: str) -> Plan:
    """Plan to rename a tag and all below it; the plan warns if tags become one that no rename can part again."""
    validate_tag(new)
    old_key, new_key = tag_key(old), tag_key(new)
    if old == new:
        raise RefusedError(f"{safe(old)} is the name of the tag already")
    _refuse_below_itself([old], new)
    clips = _clips_with(library, [old])
    in_use = library.index.count(query.Tagged(new_key)) if old_key != new_key else 0
    found = (spelling_in(tag, old_key) for stored in clips for tag in stored.clip.tags)
    spellings = {safe(spelling) for spelling in found if spelling is not None}
    warning = ""
    if in_use:
        warning = f"{safe(new)} is in use already, on {with_noun(in_use, 'clip')}: the two become one."
    elif len(spellings) > 1:
        warning = f"{' and '.join(sorted(spellings))} become one tag."
    if warning:
        warning += " To rename it back would not part them; `clipper undo` does."
    deed = Deed(f"renamed tag {old} to {new} in")
    return _plan(clips, lambda tag: (rename_tag(tag, old_key, new),), deed, warning)


def merge(library: "Library", old: Sequence[str], into: str) -> Plan:
    """Plan to rename several tags, and all tags below them, to one."""
    if not old:
        raise UsageError("name the tags, then the one that they become")
    validate_tag(into)
    _refuse_below_itself(old, into)
    keys = [key for key in map(tag_key, old) if key != tag_key(into)] or [tag_key(into)]

    def merged_name(tag: str) -> tuple[str]:
        new_names = (rename_tag(tag, key, into) for key in keys)
        return (next((name for name in new_names if name != tag), tag),)

    return _plan(_clips_with(library, old), merged_name, Deed(f"merged tags {list_details(old)} into {into} in"))


def split(library: "Library", tag: str, parts: Sequence[str]) -> Plan:
    """Plan to replace a tag by several; tags below it stay."""
    names = tuple(dict.fromkeys(map(validate_tag, parts)))
    if len(names) == 1:
        raise UsageError("a tag is split into two or more", hint="`clipper tags rename` gives it another name.")
    key = tag_key(tag)
    clips = _clips_with(library, [tag], exact=True)
    deed = Deed(f"split tag {tag} into {', '.join(names)} in")
    return _plan(clips, lambda present: names if tag_key(present) == key else (present,), deed)


def remove(library: "Library", tags: Sequence[str]) -> Plan:
    """Plan to remove tags, and all tags below them, from the clips."""
    prefixes = tuple(f"{tag_key(tag)}/" for tag in tags)
    clips = _clips_with(library, tags)
    deed = Deed(f"removed tag {list_details(tags)} from")
    return _plan(clips, lambda tag: () if f"{tag_key(tag)}/".startswith(prefixes) else (tag,), deed)


def apply_rules(library: "Library", rules: "Sequence[TagRule]", node: query.Node) -> "tuple[Plan, Counter[TagRule]]":
    """Plan to add the tags of the rules to the clips that match a query; also count the clips of each rule."""
    from clipper.analysis.rules import find_missing_tags

    def search(rule_node: query.Node) -> list[StoredClip]:
        return library.search_for_change(query.all_of((node, rule_node)))

    missing_tags, counts = find_missing_tags(rules, search, library.read)
    return add_own_tags(missing_tags), counts


def change_tags(
    clips: Sequence[StoredClip], add: Sequence[str] = (), remove: Sequence[str] = (), deed: Deed | None = None
) -> Plan:
    """Plan to add the same tags to all clips, and to remove tags from them; tags below these stay."""
    deed = deed or _retagging(clips, add, remove)
    return Plan.of_one_edit(clips, partial(clipfile.with_tags, add=add, remove=remove), deed=deed)


def _retagging(clips: Sequence[StoredClip], add: Sequence[str], remove: Sequence[str]) -> Deed:
    """Return the deed of adding and removing tags, without those that change nothing."""
    present = [{tag_key(tag) for tag in stored.clip.tags} for stored in clips]
    added = [tag for tag in add if any(tag_key(tag) not in tags for tags in present)]
    removed = [tag for tag in remove if any(tag_key(tag) in tags for tags in present)]
    if not (added or removed):
        added, removed = [*add], [*remove]
    if not added:
        return Deed("untagged", list_details(removed))
    return Deed("tagged", list_details([*added, *(f"not {tag}" for tag in removed)]))


def add_own_tags(tagged: Sequence[tuple[StoredClip, Sequence[str]]]) -> Plan:
    """Plan to add to each clip the tags that come with it."""
    edits = [(stored, partial(clipfile.with_tags, add=tags)) for stored, tags in tagged]
    every_tag = dict.fromkeys(tag for _, tags in tagged for tag in tags)
    return Plan(edits, deed=Deed("tagged", list_details([*every_tag])))


def _plan(
    clips: Sequence[StoredClip], new_tags: Callable[[str], tuple[str, ...]], deed: Deed, warning: str = ""
) -> Plan:
    """Plan to replace each tag of the clips by what `new_tags` returns for it."""
    return Plan.of_one_edit(clips, partial(clipfile.with_tags_renamed, rename=new_tags), warning, deed)


def _refuse_below_itself(old: Sequence[str], new: str) -> None:
    for tag in old:
        if tag_key(new).startswith(f"{tag_key(tag)}/"):
            raise RefusedError(f"{safe(new)} lies below {safe(tag)}: a tag cannot become its own child")


def _clips_with(library: "Library", tags: Sequence[str], *, exact: bool = False) -> list[StoredClip]:
    """Return the clips with one of the tags, and unless `exact` with a tag below one.

    Raise NotFoundError for a tag that no clip has.
    """
    nodes = {tag: query.Tagged(tag_key(tag), exact=exact) for tag in tags}
    for tag, node in nodes.items():
        # Invalid bytes on the command line become lone surrogates: no clip contains them, and SQLite rejects them.
        is_text = tag.encode("utf-8", "replace").decode() == tag
        if not is_text or not library.index.count(node):
            near = near_misses(tag, library.index.tag_counts())
            hint = f"There is {' and '.join(map(safe, near))}." if near else "`clipper tags` shows those in use."
            raise NotFoundError(f"no clip has the tag “{safe(tag)}”", hint=hint)
    return library.search_for_change(query.any_of(nodes.values()))
