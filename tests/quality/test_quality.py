"""The gate: no figure on the dev data may fall under its pinned floor."""

from collections.abc import Callable

import pytest

from articles.evaluation.task import Figures
from tests.quality.floors import Floor
from tests.quality.measuring import data_missing, measures

pytestmark = pytest.mark.skipif(data_missing() is not None, reason=f"the data are missing: {data_missing()}")


@pytest.mark.parametrize(("name", "figures_of"), measures().items(), ids=measures().keys())
def test_no_figure_is_under_its_floor(
    name: str, figures_of: Callable[[], Figures], floors: dict[str, Floor], show: Callable[[str, float, Floor], None]
) -> None:
    figures = figures_of()
    pinned = {key: floor for key, floor in floors.items() if key.startswith(f"{name}.")}
    assert pinned, f"{name} has no floor in floors.json"
    fallen = []
    for key, floor in pinned.items():
        figure = figures[key.partition(".")[2]]
        assert figure is not None, f"{key} was not measured"
        show(key, figure, floor)
        if not floor.holds(figure):
            fallen.append(
                f"{key} is {figure:.4f}; its floor is {floor.floor} (reached {floor.reached} on {floor.date})"
            )
    assert fallen == []
