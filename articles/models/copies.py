"""What is known of texts that are copies of each other, and the index by which they are found."""

from django.db import models

from articles.models.articles import Version


class SharedText(models.Model):
    """Two texts of two articles that are mostly the same words: a fact about two texts, wherever they stand.

    ``first`` was stored before ``second``. The shares (0 to 1) are those of the words of each that the other has too.
    It says nothing of who took the text from whom.
    """

    first = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    share_of_first = models.FloatField()
    share_of_second = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("first", "second"), name="one_row_a_pair_of_texts"),)

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Trace(models.Model):
    """One of the numbers by which a text is found among others (articles/analysis/copies.py)."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="traces")
    value = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("value", "version"), name="texts_of_a_trace"),)

    def __str__(self) -> str:
        return f"{self.value} in {self.version_id}"
