from __future__ import annotations

import pytest

from generator.ingest import dates


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-05", "2021-03-05"),
        ("2021-03-05 23:59:00-05:00", "2021-03-05"),
        ("2021-03-05T10:00:00Z", "2021-03-05"),
        ("20210305", "2021-03-05"),
        ("Fri, 05 Mar 2021 10:00:00 GMT", "2021-03-05"),
        ("March 5th, 2021", "2021-03-05"),
        ("5 mars 2021", "2021-03-05"),
        ("5 марта 2021 года", "2021-03-05"),
        ("5. März 2021", "2021-03-05"),
        ("5 de marzo de 2021", "2021-03-05"),
        ("05.03.2021", "2021-03-05"),
        ("2021年3月5日", "2021-03-05"),
        ("25/03/2021", "2021-03-25"),
        ("03/25/2021", "2021-03-25"),
        ("03/05/2021", ""),
        ("2021-02-30", ""),
        ("March 2021", ""),
        ("Friday", ""),
        ("2021", ""),
        ("", ""),
    ],
)
def test_day_of_a_field(value: str, day: str) -> None:
    assert dates.day(value) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2021/03/05/a.txt", "2021-03-05"),
        ("2021-03-05-talks.md", "2021-03-05"),
        ("reports/20210305.txt", "2021-03-05"),
        ("a_2021_03_05_b.txt", "2021-03-05"),
        ("2021/03/a.txt", ""),
        ("2021-13-45.txt", ""),
        ("00017_e20190304ab.txt", ""),
        ("1234567890.txt", ""),
    ],
)
def test_day_in_a_path(path: str, day: str) -> None:
    assert dates.in_path(path) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, March 5, 2021", "2021-03-05"),
        ("GENEVA, 5 March 2021", "2021-03-05"),
        ("Published: 5 March 2021 at 10:15 a.m. EST", "2021-03-05"),
        ("2021-03-05 | MOSCOW", "2021-03-05"),
        ("The treaty was signed on March 5, 2021", ""),
        ("Friday", ""),
        ("On Friday, March 5, the ministers met", ""),
    ],
)
def test_dateline(line: str, day: str) -> None:
    assert dates.dateline(line) == day


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("GENEVA, 3 March 2021 (IPS) – The talks went on.", "2021-03-03"),
        ("22 mai 2012. - Le lancement a été reporté.", "2012-05-22"),
        ("МОСКВА, 3 марта 2021 г. – Переговоры продолжились.", "2021-03-03"),
        ("On 3 March 2021 – a Wednesday – the talks went on.", ""),
        ("The talks of 3 March 2021 went on.", ""),
    ],
)
def test_day_that_a_paragraph_opens_with(paragraph: str, day: str) -> None:
    assert dates.opening(paragraph) == day


def test_a_date_with_a_time_behind_it_is_a_stamp() -> None:
    assert dates.stamp("Встреча 7 мая 2025 года 21:25 Москва") == "2025-05-07"
    assert dates.stamp("They met on 7 May 2025 at 21:25") == ""
