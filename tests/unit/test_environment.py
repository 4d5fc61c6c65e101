import pytest

from coverage_site.environment import (
    BadSetting,
    env_address,
    env_bool,
    env_choice,
    env_email,
    env_int,
    env_list,
    env_redis,
    env_site,
)


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("TRUE", True), ("yes", True), ("0", False), ("no", False), ("", True)]
)
def test_a_switch_is_read_in_any_case_and_empty_means_the_default(
    monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    assert env_bool("PARALLAX_X", default=True) == meaning


def test_a_switch_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLAX_X", "perhaps")

    with pytest.raises(BadSetting) as refused:
        env_bool("PARALLAX_X", default=False)

    assert str(refused.value) == "PARALLAX_X is 'perhaps': write 1 or 0."


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "eight"])
def test_a_number_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    with pytest.raises(BadSetting) as refused:
        env_int("PARALLAX_X", default=5)

    assert str(refused.value) == f"PARALLAX_X is {value!r}: write a whole number of at least 1."


def test_a_list_has_no_empty_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLAX_X", "a.example, b.example,,")

    assert env_list("PARALLAX_X") == ["a.example", "b.example"]


@pytest.mark.parametrize(("value", "meaning"), [("PUBLIC", "public"), ("", "login"), (" login ", "login")])
def test_a_choice_is_read_in_any_case(monkeypatch: pytest.MonkeyPatch, value: str, meaning: str) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    assert env_choice("PARALLAX_X", "public", "login", default="login") == meaning


def test_a_choice_that_is_none_of_them_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLAX_X", "everybody")

    with pytest.raises(BadSetting) as refused:
        env_choice("PARALLAX_X", "public", "login", default="login")

    assert str(refused.value) == "PARALLAX_X is 'everybody': write public or login."


@pytest.mark.parametrize("value", ["", "redis://127.0.0.1:6379/5", "rediss://:secret@redis.example", "redis://redis/"])
def test_the_address_of_a_redis_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    assert env_redis("PARALLAX_X") == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("amqp://guest:secret@rabbit.example//", "amqp://…@rabbit.example//"),
        ("redis://:sec@ret@redis:6379/first", "redis://…@redis:6379/first"),
        ("redis://redis:port/0", "redis://redis:port/0"),
        ("redis://redis/first", "redis://redis/first"),
        ("redis:///0", "redis:///0"),
        ("localhost:6379", "localhost:6379"),
        ("guest:secret@redis:6379/0", "…@redis:6379/0"),
        ("redis://redis/first?password=secret&ssl=1", "redis://redis/first?password=…&ssl=1"),
    ],
)
def test_an_address_that_is_none_of_a_redis_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, value: str, shown: str
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    with pytest.raises(BadSetting) as refused:
        env_redis("PARALLAX_X")

    assert str(refused.value) == (
        f"PARALLAX_X is {shown!r}: write redis://host:6379/0 (rediss:// with TLS) or leave it out."
    )


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ("", {}),
        (
            "smtp+tls://post%40x:s%3Aecret@mail.example",
            {"host": "mail.example", "port": 587, "username": "post@x", "password": "s:ecret", "use_tls": True},
        ),
        (
            "smtps://mail.example/",
            {"host": "mail.example", "port": 465, "username": "", "password": "", "use_ssl": True},
        ),
        ("smtp://127.0.0.1:2525", {"host": "127.0.0.1", "port": 2525, "username": "", "password": ""}),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    monkeypatch: pytest.MonkeyPatch, value: str, options: dict[str, object]
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    assert env_email("PARALLAX_X") == ({**options, "timeout": 30} if options else {})


@pytest.mark.parametrize("value", ["mail.example", "http://a:secret@mail.example", "smtp://a:secret@mail.example:x"])
def test_an_address_that_is_no_mail_server_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    with pytest.raises(BadSetting) as refused:
        env_email("PARALLAX_X")

    assert "secret" not in str(refused.value)
    assert str(refused.value).endswith(
        "write smtp+tls://user:password@host:587 (smtps:// for port 465, smtp:// without TLS) or leave it out."
    )


@pytest.mark.parametrize(
    ("value", "meaning"), [("https://p.example/", "https://p.example"), ("http://localhost:8000", None), ("", "")]
)
def test_the_address_of_the_site_has_no_stroke_at_its_end(
    monkeypatch: pytest.MonkeyPatch, value: str, meaning: str | None
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    assert env_site("PARALLAX_X") == (value if meaning is None else meaning)


def test_an_address_of_the_site_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARALLAX_X", "parallax.example/app")

    with pytest.raises(BadSetting) as refused:
        env_site("PARALLAX_X")

    assert str(refused.value) == (
        "PARALLAX_X is 'parallax.example/app': write the address of the site, for example https://parallax.example."
    )


@pytest.mark.parametrize(
    ("value", "address"),
    [("127.0.0.1:9100", ("127.0.0.1", 9100)), ("[::1]:80", ("::1", 80)), ("web:9100", ("web", 9100)), (" ", None)],
)
def test_an_address_to_listen_at_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, address: tuple[str, int] | None
) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    read = env_address("PARALLAX_X")

    assert read == address
    assert str(read or "") == value.strip()


@pytest.mark.parametrize("value", ["9100", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "::1:80", "http://a:80"])
def test_an_address_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PARALLAX_X", value)

    with pytest.raises(BadSetting) as refused:
        env_address("PARALLAX_X")
    assert str(refused.value) == (f"PARALLAX_X is {value!r}: write an address and a port, for example 127.0.0.1:9100.")
