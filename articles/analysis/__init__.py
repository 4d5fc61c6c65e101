"""The language core: text in, frozen values with spans out. It knows no database, no web and no data frames.

``read`` does the slow part for one text; ``compare`` puts the readings of a story side by side.
"""

from articles.analysis.compare import compare
from articles.analysis.encoding import decode_reading, encode_reading
from articles.analysis.reading import ANALYSIS_VERSION, Reading, read
from articles.analysis.text.model import model_notice

__all__ = ["ANALYSIS_VERSION", "Reading", "compare", "decode_reading", "encode_reading", "model_notice", "read"]
