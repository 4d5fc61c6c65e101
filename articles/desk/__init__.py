"""The desk of editors: what they can rule on where everybody reads, the forms for it, and how rulings read in words."""

from articles.desk.asking import InConflict, ask
from articles.desk.conflicts import conflict_of, thing_of
from articles.desk.fields import RulingForm, number_of
from articles.desk.figures import figures_of_point, own_figures
from articles.desk.listing import named, read_ids, ruling_list
from articles.desk.page import handles_of, status_line
from articles.desk.passage_forms import AbsentForm, HereForm, MissedForm
from articles.desk.point_forms import FindingForm, MergeForm
from articles.desk.statement_forms import ConfirmForm, CorrectForm, ElsewhereForm
from articles.desk.subjects import Desk

__all__ = [
    "AbsentForm",
    "ConfirmForm",
    "CorrectForm",
    "Desk",
    "ElsewhereForm",
    "FindingForm",
    "HereForm",
    "InConflict",
    "MergeForm",
    "MissedForm",
    "RulingForm",
    "ask",
    "conflict_of",
    "figures_of_point",
    "handles_of",
    "named",
    "number_of",
    "own_figures",
    "read_ids",
    "ruling_list",
    "status_line",
    "thing_of",
]
