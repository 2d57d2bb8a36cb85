"""The container, Compose and Kubernetes: whole by their schemas, and true about the program."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import SecretStr

from bot.cli.commands import COMMANDS
from bot.settings import Settings
from bot.vitals import Vitals
from bot.web import health
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.readme import ROOT
from tests.manifests.published_schemas import problems_of_compose, problems_of_kubernetes

Json = dict[str, Any]
DEPLOY = ROOT / "manifests" / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE: Json = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OURS = {name: each for name, each in COMPOSE["services"].items() if name != "postgres"}
OBJECTS: dict[str, Json] = {
    f"{file.name} {each['kind']} {each['metadata']['name']}": each
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for each in yaml.safe_load_all(file.read_text("utf-8"))
}
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}
CONFIG: Json = next(each for each in OBJECTS.values() if each["kind"] == "ConfigMap")["data"]
PORTS = {CONFIG["PORT"], CONFIG["METRICS_PORT"]}


def pods() -> dict[str, Json]:
    """The specs of pods, by the object that makes them."""
    return {
        name: each["spec"]["template"]["spec"]
        for name, each in OBJECTS.items()
        if each["kind"] in {"Deployment", "Job"}
    }


def containers() -> Iterator[Json]:
    for pod in pods().values():
        yield from pod["containers"]


def paths() -> set[str]:
    """Where health is asked for, and the meters."""
    app = FastAPI()
    health.register(app, Vitals(a_fake_store(FixedClock()).expect_answer))
    return {each.path for each in app.routes if isinstance(each, APIRoute)} | {"/metrics"}


def is_secret(name: str) -> bool:
    return "Secret" in str(SETTINGS[name].annotation) or SETTINGS[name].annotation is SecretStr


def test_compose_is_whole_by_its_schema() -> None:
    assert problems_of_compose(COMPOSE) == []
    wrong = {**COMPOSE, "services": {"web": {"comand": ["web"]}}}
    assert problems_of_compose(wrong) != []


@pytest.mark.parametrize("name", OBJECTS)
def test_each_object_is_whole_by_the_schema_of_kubernetes(name: str) -> None:
    assert problems_of_kubernetes(OBJECTS[name]) == []
    assert problems_of_kubernetes({**OBJECTS[name], "spek": {}}) != []


def test_every_command_is_one_of_jupiter() -> None:
    given = [each["args"] for each in containers()] + [each["command"] for each in OURS.values()]
    assert {command for (command,) in given} == {"migrate", "web", "worker"}
    assert {"migrate", "web", "worker", "run"} <= COMMANDS.keys()
    assert 'ENTRYPOINT ["jupiter"]\nCMD ["run"]' in DOCKERFILE


def test_every_setting_exists_and_none_that_is_secret_stands_in_a_file() -> None:
    baked = set(re.findall(r"([A-Z_]+)=", " ".join(re.findall(r"ENV (.*(?:\\\n.*)*)", DOCKERFILE))))
    environments = [set(each["environment"]) for each in OURS.values()]
    program = {"PATH", *(each for each in baked if each.startswith(("PYTHON", "PIP_")))}
    for given in (baked - program, set(CONFIG), *environments):
        assert given <= SETTINGS.keys()
    assert not any(is_secret(each) for each in CONFIG)
    for each in OURS.values():
        assert "${POSTGRES_PASSWORD:?" in each["environment"]["DATABASE_URL"]


def test_settings_and_secrets_come_by_reference() -> None:
    for each in containers():
        (config, secret) = each["envFrom"]
        assert config["configMapRef"]["name"] == secret["secretRef"]["name"] == "jupiter-invoice"
        assert "env" not in each
    assert all(each["env_file"] == "../../.env" for each in OURS.values())


def test_every_probe_asks_a_path_and_a_port_that_there_are() -> None:
    asked = []
    for each in containers():
        named = {port["name"]: str(port["containerPort"]) for port in each.get("ports", [])}
        assert set(named.values()) <= PORTS
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            if probe in each:
                get = each[probe]["httpGet"]
                asked.append((each["name"], named[get["port"]], get["path"]))
    for name, service in OURS.items():
        check = str(service.get("healthcheck"))
        found = re.findall(r"127\.0\.0\.1:(\d+)(/\w+)", check)
        asked.extend((name, *each) for each in found)
    assert {path for _, _, path in asked} == {"/healthz", "/readyz"} < paths()
    assert {name for name, _, _ in asked} == {"web", "worker"}
    for name, port, path in asked:
        assert port == CONFIG["METRICS_PORT" if name == "worker" else "PORT"]
        assert (name, path) != ("worker", "/readyz")  # a database that is away mends itself


def test_prometheus_reads_the_meters_at_the_port_that_is_set() -> None:
    told = [
        each["spec"]["template"]["metadata"]["annotations"]
        for each in OBJECTS.values()
        if each["kind"] == "Deployment"
    ]
    assert len(told) == 2
    for each in told:
        assert each["prometheus.io/path"] in paths()
        assert each["prometheus.io/port"] == CONFIG["METRICS_PORT"]


def test_traffic_is_let_through_to_those_ports_alone() -> None:
    policies = [each["spec"] for each in OBJECTS.values() if each["kind"] == "NetworkPolicy"]
    open_ports = {
        str(port["port"])
        for each in policies
        for rule in each.get("ingress", [])
        for port in rule["ports"]
    }
    assert open_ports == PORTS
    assert all(rule["from"] for each in policies for rule in each.get("ingress", []))
    assert {kind for each in policies for kind in each["policyTypes"]} == {"Ingress", "Egress"}


def test_every_container_is_confined() -> None:
    for pod in pods().values():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["runAsUser"] == 10001
        assert pod["automountServiceAccountToken"] is False
    for each in containers():
        assert each["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in each["resources"]["limits"]
    for each in OURS.values():
        assert (each["read_only"], each["cap_drop"]) == (True, ["ALL"])
        assert each["security_opt"] == ["no-new-privileges:true"]


def test_web_and_worker_run_more_than_once_and_are_never_all_away() -> None:
    kept = {
        each["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"]
        for each in OBJECTS.values()
        if each["kind"] == "PodDisruptionBudget" and each["spec"]["minAvailable"] == 1
    }
    deployments = [each for each in OBJECTS.values() if each["kind"] == "Deployment"]
    assert {each["metadata"]["name"] for each in deployments} == {
        f"jupiter-invoice-{name}" for name in kept
    }
    assert all(each["spec"]["replicas"] >= 2 for each in deployments)


def test_selectors_find_what_they_are_for() -> None:
    for each in OBJECTS.values():
        if each["kind"] == "Deployment":
            wanted = each["spec"]["selector"]["matchLabels"]
            assert wanted.items() <= each["spec"]["template"]["metadata"]["labels"].items()
    labels = [
        each["spec"]["template"]["metadata"]["labels"]
        for each in OBJECTS.values()
        if each["kind"] in {"Deployment", "Job"}
    ]
    for each in OBJECTS.values():
        if each["kind"] == "Service":
            assert any(each["spec"]["selector"].items() <= have.items() for have in labels)


def test_the_image_is_built_of_what_is_locked_and_runs_as_nobody_in_particular() -> None:
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE
    assert "--no-deps --no-build-isolation ." in DOCKERFILE
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert not re.search(r"https?://|--index|--extra|find-links", DOCKERFILE)
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    wanted = {name for line in copied for name in line.split()}
    assert all((ROOT / each).exists() for each in wanted)
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")
    assert {f"!{each}" for each in wanted} == set(re.findall(r"^!\S+", ignored, re.MULTILINE))
