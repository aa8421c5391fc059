"""Settings are refused in a sentence that says what to do."""

import pytest

from web.configuration import Config, ConfigurationRefused
from web.settings import SETTINGS


def test_without_settings_it_serves_on_this_computer_from_sqlite():
    config = Config.from_environment({})
    assert config.database.startswith("sqlite:///")
    assert config.listen == ("127.0.0.1", 8000)
    assert not config.demo
    assert not config.secure


def test_demo_and_a_real_mail_server_exclude_each_other():
    environ = {"PLUMBLINE_DEMO": "yes", "PLUMBLINE_SMTP_HOST": "smtp.example.org"}
    with pytest.raises(ConfigurationRefused, match="Switch one of the two off"):
        Config.from_environment(environ)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEMO", "perhaps", "yes or no"),
        ("THREADS", "many", "whole number"),
        ("LISTEN", "8000", "host:port"),
        ("ADDRESS", "plumbline.example.org", "https://"),
        ("SMTP_SECURITY", "hopeful", "starttls, tls, none"),
        ("SMPT_HOST", "mail", "not a setting"),
        ("SSO_ISSUER", "http://id.example.org", "https://"),
        ("LOCAL_ACCOUNTS", "no", "nobody could sign in"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value, says):
    with pytest.raises(ConfigurationRefused, match=f"PLUMBLINE_{name}.*{says}"):
        Config.from_environment({f"PLUMBLINE_{name}": value})


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"SSO_CLIENT_SECRET": ""}, "SSO_CLIENT_SECRET is needed"),
        ({"SSO_CLIENT_ID": ""}, "SSO_CLIENT_ID is needed"),
        ({"SSO_SCOPES": "email"}, "must have openid"),
        ({"SSO_ISSUER": "https://"}, "must begin with https"),
    ],
)
def test_single_sign_on_is_set_up_whole_or_refused(changed, says):
    told = {"SSO_ISSUER": "https://id.example.org", "SSO_CLIENT_ID": "a", "SSO_CLIENT_SECRET": "b"}
    assert Config.from_environment({}, **told, LOCAL_ACCOUNTS="no").single_sign_on
    with pytest.raises(ConfigurationRefused, match=says):
        Config.from_environment({}, **told | changed)


def test_the_secret_comes_from_the_data_folder(tmp_path):
    config = Config.from_environment({}, DATA=str(tmp_path))
    with pytest.raises(ConfigurationRefused, match="plumbline init"):
        _ = config.secret
    (tmp_path / "secret").write_text("a long secret\n")
    assert config.secret == "a long secret"


def test_cookies_insist_on_https_where_people_come_by_https():
    assert Config.from_environment({"PLUMBLINE_ADDRESS": "https://audits.example.org/"}).secure


def test_domains_are_compared_in_small_letters():
    config = Config.from_environment({"PLUMBLINE_ALLOWED_DOMAINS": "Example.org, test.example "})
    assert config.allowed_domains == {"example.org", "test.example"}


def test_every_setting_says_what_it_means():
    assert all(s.sentence.endswith(".") for s in SETTINGS)
