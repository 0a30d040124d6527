"""What a list shows of the texts of clips."""

from clipper.library import Library, texts


def test_a_text_is_read_from_its_file_and_a_passage_found_in_it(library: Library) -> None:
    node = library.build_query(["peace"])
    found = list(library.search(node))
    (with_body,) = texts.with_bodies(found, library.index)
    assert "Peace is far." in with_body.clip.body
    (with_passage,) = texts.with_passages(found, library.index, node)
    assert with_passage.passage == "Peace is far."
    passages = texts.passages(found, library.index, node, 40)
    assert passages[found[0].path].marks == ((0, 5),)


def test_a_file_that_is_gone_has_no_text(library: Library) -> None:
    found = list(library.search(library.build_query(["peace"])))
    (library.archive.root / found[0].path).unlink()
    assert [stored.clip.body for stored in texts.with_bodies(found, library.index)] == [""]
