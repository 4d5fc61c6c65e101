"""The desk of editors: what they can rule on where everybody reads, the forms for it, and how rulings read in words."""

from articles.desk.asking import Done, InConflict, ask
from articles.desk.conflicts import ConflictView, conflict_of, thing_of
from articles.desk.fields import RulingForm
from articles.desk.listing import RulingList, named, read_ids, ruling_list
from articles.desk.page import Handles, StatusLine, cell_ident, handles_of, status_line
from articles.desk.passage_forms import AbsentForm, HereForm, MissedForm
from articles.desk.point_forms import FindingForm, MergeForm
from articles.desk.statement_forms import ConfirmForm, CorrectForm, ElsewhereForm, ident_of
from articles.desk.subjects import Desk

__all__ = [
    "AbsentForm",
    "ConfirmForm",
    "ConflictView",
    "CorrectForm",
    "Desk",
    "Done",
    "ElsewhereForm",
    "FindingForm",
    "Handles",
    "HereForm",
    "InConflict",
    "MergeForm",
    "MissedForm",
    "RulingForm",
    "RulingList",
    "StatusLine",
    "ask",
    "cell_ident",
    "conflict_of",
    "handles_of",
    "ident_of",
    "named",
    "read_ids",
    "ruling_list",
    "status_line",
    "thing_of",
]
