"""compose.yaml and the Dockerfile, read as what they are: no engine is needed to see what they say."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hosts import GUNICORN, WORK

OURS = ("migrate", "web", "worker")
# Not for operators to set.
READ_BY_OTHERS = {"DJANGO_SETTINGS_MODULE", "PYENV_ROOT", "PROMETHEUS_MULTIPROC_DIR", "PARALLAX_DOOR"}


@pytest.fixture(scope="module")
def compose(root: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((root / "compose.yaml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def dockerfile(root: Path) -> list[tuple[str, str]]:
    """Its instructions: name and arguments."""
    text = re.sub(r"\\\n", " ", (root / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, " ".join(rest.split())) for name, _, rest in (line.partition(" ") for line in lines)]


@pytest.fixture(scope="module")
def documented(root: Path) -> set[str]:
    """The variables in the table of docs/operations.md."""
    table = (root / "docs" / "operations.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def read_in(root: Path) -> set[str]:
    """The variables that the program reads: first arguments of env_…(), and of os.environ."""
    found = set()
    for path in [*(root / "coverage_site").rglob("*.py"), *(root / "articles/management").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called.startswith("env_") or called in {"os.environ.get", "os.environ.setdefault"}:
                    found.add(str(node.args[0].value))
    return found


def test_every_variable_that_is_read_is_documented_and_the_other_way_round(root: Path, documented: set[str]) -> None:
    assert read_in(root) - READ_BY_OTHERS == documented


def test_what_containers_are_told_is_what_the_program_reads(
    compose: dict[str, Any], dockerfile: list[tuple[str, str]], documented: set[str]
) -> None:
    for name in OURS:
        assert set(compose["services"][name]["environment"]) - documented == set()
    told = {one for kind, rest in dockerfile if kind == "ENV" for one in re.findall(r"\b([A-Z_]+)=", rest)}
    assert {one for one in told if one.startswith("PARALLAX_")} - documented == set()


def test_passwords_have_to_be_given(compose: dict[str, Any]) -> None:
    environment = compose["services"]["web"]["environment"]
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "PARALLAX_SECRET_KEY"):
        assert ":?" in environment[name]


def test_our_containers_own_nothing_and_write_nowhere_but_tmp(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert (service["read_only"], service["user"], service["cap_drop"]) == (True, "10001:10001", ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert [mount.partition(":")[0] for mount in service["tmpfs"]] == ["/tmp"]  # noqa: S108 - of the container
        assert "volumes" not in service


def test_only_the_proxy_is_public_and_the_second_address_is_nowhere(root: Path, compose: dict[str, Any]) -> None:
    public = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert public == {"proxy": ["80:80", "443:443"]}
    for name, service in compose["services"].items():
        assert service["networks"] == (["inside", "outside"] if name == "proxy" else ["inside"])
    assert compose["networks"]["inside"] == {"internal": True}
    assert "9100" not in compose["configs"]["caddyfile"]["content"]
    assert [rest for kind, rest in instructions(root) if kind == "EXPOSE"] == ["8000"]


def instructions(root: Path) -> list[tuple[str, str]]:
    lines = (root / "Dockerfile").read_text(encoding="utf-8").splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def test_web_servers_and_workers_are_several_and_wait_for_the_tables(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("web", "worker"):
        assert services[name]["deploy"]["replicas"] == 2
        assert services[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "redis": {"condition": "service_healthy"},
        }
    for service in services.values():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "test" in services[other].get("healthcheck", {}) or other in OURS  # ours: the image's
    named = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert named == set(compose["volumes"])


def test_a_new_database_gets_its_tables_then_what_the_analysis_knows(compose: dict[str, Any]) -> None:
    shell, option, line = compose["services"]["migrate"]["command"]
    assert (shell, option) == ("sh", "-c")
    assert [one.split()[:3] for one in line.split(" && ")] == [
        ["python", "manage.py", "migrate"],
        ["python", "manage.py", "load_seeds"],
    ]
    assert line.endswith(" --knowledge-only")


def test_fetching_and_e_mail_are_handed_on_and_off_unless_set(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        environment = compose["services"][name]["environment"]
        told = {key: environment[key] for key in ("PARALLAX_FETCH", "PARALLAX_EMAIL", "PARALLAX_EMAIL_FROM")}
        assert told == {
            "PARALLAX_FETCH": "${PARALLAX_FETCH:-0}",
            "PARALLAX_EMAIL": "${PARALLAX_EMAIL:-}",
            "PARALLAX_EMAIL_FROM": "${PARALLAX_EMAIL_FROM:-}",
        }


def test_images_are_of_a_named_version(compose: dict[str, Any], dockerfile: list[tuple[str, str]]) -> None:
    images = {service["image"] for name, service in compose["services"].items() if name not in OURS}
    images |= {rest.split()[0] for kind, rest in dockerfile if kind == "FROM"}
    assert [image for image in images if not re.search(r":\d+\.?\d*-\w+", image)] == []


def test_the_image_runs_what_the_tests_run(compose: dict[str, Any], dockerfile: list[tuple[str, str]]) -> None:
    instructions = dict(dockerfile)  # the last of each
    assert json.loads(instructions["CMD"]) == ["gunicorn", *GUNICORN]
    assert compose["services"]["worker"]["command"] == ["python", *WORK]
    assert "command" not in compose["services"]["web"]
    assert instructions["USER"] == "10001:10001"
    check = json.loads(instructions["HEALTHCHECK"].partition(" CMD ")[2])
    assert check == ["python", "-m", "coverage_site.monitoring.ask", "/healthz"]
    kinds = [kind for kind, _ in dockerfile]
    assert kinds.index("USER") > max(number for number, kind in enumerate(kinds) if kind in {"RUN", "COPY"})


def test_what_the_image_copies_is_there_and_is_sent(root: Path, dockerfile: list[tuple[str, str]]) -> None:
    copied = {
        source
        for kind, rest in dockerfile
        if kind == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert [one for one in copied if not (root / one).exists()] == []
    sent = {line[1:] for line in (root / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == sent
    version = (root / ".python-version").read_text().strip()
    assert {rest.split()[0] for kind, rest in dockerfile if kind == "FROM"} == {f"python:{version}-slim-bookworm"}
