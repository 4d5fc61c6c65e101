"""Which sentences a statement stands in."""

import numpy as np

from articles.analysis.points.hosts import Hosts, hosts_of
from articles.analysis.types import Span

type Row = tuple[int, int, int]  # a statement, a sentence and how many of its characters it has

# Two articles: one of sentences at 0-10, 11-20 and 21-30, one of a single sentence at 5-40.
FIRST, START, END = np.array([0, 3, 4]), np.array([0, 11, 21, 5]), np.array([10, 20, 30, 40])


def rows(hosts: Hosts) -> list[Row]:
    """The hosts one by one."""
    return list(zip(*(of.tolist() for of in hosts), strict=True))


def found(*statements: tuple[int, list[Span]]) -> list[Row]:
    """The hosts of statements, each with the number of its article."""
    parts, articles = [parts for _, parts in statements], np.array([article for article, _ in statements], dtype=int)
    return rows(hosts_of(parts, articles, FIRST, START, END))


def test_a_statement_has_characters_of_each_sentence_it_touches() -> None:
    assert found((0, [Span(2, 8)]), (0, [Span(5, 25)])) == [(0, 0, 6), (1, 0, 5), (1, 1, 9), (1, 2, 4)]


def test_parts_of_one_statement_in_one_sentence_are_added() -> None:
    assert found((0, [Span(0, 3), Span(22, 24), Span(6, 10)])) == [(0, 0, 7), (0, 2, 2)]


def test_sentences_of_other_articles_at_the_same_place_are_none_of_its_own() -> None:
    assert found((1, [Span(0, 50)]), (1, [Span(12, 18)])) == [(0, 3, 35), (1, 3, 6)]


def test_what_stands_between_sentences_or_nowhere_has_no_host() -> None:
    assert found((0, [Span(10, 11)]), (1, [Span(0, 5)]), (0, [])) == []


def test_articles_without_sentences_host_nothing() -> None:
    none = np.zeros(0, dtype=int)

    assert rows(hosts_of([[Span(0, 4)]], np.array([0]), np.array([0, 0]), none, none)) == []
    assert rows(hosts_of([], none, np.array([0]), none, none)) == []


def test_each_statement_has_the_list_of_its_sentences() -> None:
    hosts = hosts_of([[Span(12, 25)], [Span(10, 11)], [Span(0, 9)]], np.array([0, 0, 0]), FIRST, START, END)

    assert hosts.of_each(3).spread(np.array([2, 1, 0]))[0].tolist() == [0, 1, 2]
