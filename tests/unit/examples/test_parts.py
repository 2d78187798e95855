"""Leadflow's parts that need no process: model, visitors, settings, the door, the queue on disk."""

from __future__ import annotations

import itertools
import json
import random
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadflow import faults, jobs, model, settings, sign_in, train, visitors
from leadflow.portal import create_app
from leadflow.segments import segment_of
from otel_kit.exceptions import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep leadflow's state to the test."""
    monkeypatch.setenv("LEADFLOW_STATE", str(tmp_path))
    return tmp_path


@pytest.fixture
def portal() -> FlaskClient:
    return create_app().test_client()


def test_training_gives_the_committed_weights() -> None:
    assert train.train(train.history(train._SEED, train._LEADS)) == json.loads(model.WEIGHTS_FILE.read_text())


def test_a_referral_to_a_large_company_scores_above_a_small_one_from_the_web() -> None:
    assert model.score("referral", "direct", 5000) > model.score("web", "paid", 2) + 30


@given(st.text(), st.text(), st.integers(0, 10**9))
def test_a_score_lies_between_0_and_100_whatever_the_lead(source: str, channel: str, employees: int) -> None:
    chance = model.probability(model.weights(), model.features(source, channel, employees))
    assert 0 < chance < 1


def test_the_same_seed_sends_the_same_visitors() -> None:
    where = settings.load({})
    first, second = (list(itertools.islice(visitors.visits(random.Random(7), where), 50)) for _ in range(2))
    assert first == second


def test_the_mix_has_every_kind_source_and_channel() -> None:
    sent = list(itertools.islice(visitors.visits(random.Random(1), settings.load({})), 400))
    assert {visit.kind for visit in sent} == set(visitors.KINDS)
    assert {visit.body["source"] for visit in sent if visit.kind == "leads"} == set(model.SOURCES)
    assert {visit.body["channel"] for visit in sent if visit.kind == "checkouts"} == set(model.CHANNELS)


@pytest.mark.parametrize(("employees", "segment"), [(1, "small"), (50, "medium"), (1000, "large")])
def test_a_segment_follows_from_the_number_of_employees(employees: int, segment: str) -> None:
    assert segment_of(employees) == segment


def test_settings_name_the_variable_the_value_and_the_fix() -> None:
    with pytest.raises(
        ConfigurationError, match=r"(?s)LEADFLOW_PORTAL_URL.*'portal:80'.*→ LEADFLOW_PORTAL_URL="
    ):
        settings.load({"LEADFLOW_PORTAL_URL": "portal:80"})


def test_a_right_password_lets_in_and_a_wrong_one_does_not(portal: FlaskClient) -> None:
    right = portal.post("/sign-in", json={"user": "ada", "password": sign_in.PASSWORD})
    wrong = portal.post("/sign-in", json={"user": "ada", "password": "guess"})
    nobody = portal.post("/sign-in", json={"user": "nobody", "password": sign_in.PASSWORD})
    assert [answer.status_code for answer in (right, wrong, nobody)] == [200, 401, 401]


def test_after_five_failures_in_a_row_only_that_user_is_locked_out() -> None:
    door = sign_in.Door()
    outcomes = [door.try_password("grace", "guess") for _ in range(5)]
    assert outcomes == ["wrong_password"] * 5
    assert door.try_password("grace", sign_in.PASSWORD) == "locked"
    assert door.try_password("ada", sign_in.PASSWORD) == "ok"


def test_failing_sign_ins_take_a_right_password_for_a_wrong_one() -> None:
    faults.switch("failing-sign-ins", on=True)
    assert sign_in.Door().try_password("ada", sign_in.PASSWORD) == "wrong_password"


@pytest.mark.parametrize(
    ("body", "named"),
    [({"channel": "direct"}, "plan"), ({"plan": "gold", "channel": "direct"}, "gold"), ([], "plan")],
)
def test_a_bad_order_is_a_400_that_names_what_is_wrong(portal: FlaskClient, body: object, named: str) -> None:
    answer = portal.post("/checkout", json=body)
    assert answer.status_code == 400
    assert named in answer.text


def test_an_account_saved_twice_is_one_account(portal: FlaskClient) -> None:
    account = {"lead_id": "b" * 32, "segment": "small"}
    answers = [portal.post("/accounts", json=account) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]


def test_a_consumer_never_sees_half_a_message(state: Path) -> None:
    """Kombu's own file-system transport loses jobs here: it shows a file before it is written."""
    app = jobs.make_app(settings.load({"LEADFLOW_STATE": str(state)}))
    total = 300
    got: Counter[int] = Counter()

    def produce() -> None:
        with app.connection_for_write() as connection:
            queue = connection.SimpleQueue("leads")
            for number in range(total):
                queue.put({"number": number, "padding": "x" * 5000})
            queue.close()

    producer = threading.Thread(target=produce)
    producer.start()
    with app.connection_for_read() as connection:
        queue = connection.SimpleQueue("leads")
        for _ in range(total):
            message = queue.get(timeout=20)
            got[message.payload["number"]] += 1
            message.ack()
        queue.close()
    producer.join()
    assert got == Counter(range(total))
