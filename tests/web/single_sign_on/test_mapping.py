"""The file that says which of the provider's values give which roles."""

from __future__ import annotations

import pytest

from web.configuration_checks import ConfigurationRefused
from web.single_sign_on.mapping import read

ROW = '[[roles]]\nvalue = "{}"\nrole = "{}"\n'


def test_several_values_give_several_roles(tmp_path):
    file = tmp_path / "roles.toml"
    file.write_text(ROW.format("A", "admin") + ROW.format("B", "team_manager") + 'scope = "North"')
    mapped = read(str(file))
    assert mapped.roles({"A", "B", "C"}) == {("admin", ""), ("team_manager", "North")}
    assert mapped.roles({"C"}) == frozenset()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW.format("A", "admin") + ROW.format("", "admin"), "number 2 needs a value"),
        (ROW.format("A", "king"), "number 1: there is no role “king”"),
        (ROW.format("A", "admin") + "area = 1", "number 1 may have a value, a role and a scope"),
        ("roles = 7", "nothing but"),
        ("people = []", "nothing but"),
        ("[[roles", "cannot be read"),
    ],
)
def test_a_mistake_is_said_with_its_row_before_anything_is_served(tmp_path, text, told):
    file = tmp_path / "roles.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationRefused, match=told) as refused:
        read(str(file))
    assert str(refused.value).startswith(f"PLUMBLINE_SSO_ROLES: {file}")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ConfigurationRefused, match=r"roles\.toml cannot be read"):
        read(str(tmp_path / "roles.toml"))
