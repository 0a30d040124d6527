"""The other names of outlets, as the settings list them."""

from clipper.model.outlet_names import OutletNames

ALIASES = {"BBC News": ("BBC", "bbc.co.uk")}


def test_the_other_outlets_are_each_told_once_under_their_one_name() -> None:
    names = OutletNames(ALIASES)
    assert names.other_outlets("BBC", ["bbc.co.uk", "Reuters", "", "REUTERS", "BBC News"]) == ("Reuters",)
    assert names.other_outlets("", ["BBC", "", "BBC News", "AP"]) == ("BBC News", "AP")
    assert names.other_outlets("AP", []) == ()
