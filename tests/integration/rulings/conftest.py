import pytest
from django.contrib.auth.models import User

from tests.factories import UserFactory


@pytest.fixture
def editor() -> User:
    user: User = UserFactory(username="ines")
    return user
